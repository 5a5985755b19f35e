"""The wire shapes of jobs, their stages, and the templates of these."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from jobcenter.jobs.rules import MOST_STAGES
from jobcenter.kit.wire import Body
from jobcenter.tables.jobs import JOB_STATUSES, STAGE_KINDS


def _one_line(value: str) -> str:
    tidied = " ".join(value.split())
    if not tidied:
        raise ValueError("must not be empty: give it a name with at least one character")
    return tidied


def _known(value: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} is not allowed; allowed are {', '.join(allowed)}, in lower case")
    return value


def _status(value: str) -> str:
    return _known(value, JOB_STATUSES)


def _kind(value: str) -> str:
    return _known(value, STAGE_KINDS)


# The tables' own lists are the only ones: checked by hand, so that a refusal can say what is allowed.
Status = Annotated[str, Field(max_length=40, json_schema_extra={"enum": list(JOB_STATUSES)}), AfterValidator(_status)]
Kind = Annotated[str, Field(max_length=40, json_schema_extra={"enum": list(STAGE_KINDS)}), AfterValidator(_kind)]
Id = Annotated[uuid.UUID, Field(strict=False)]
Title = Annotated[str, Field(max_length=300, json_schema_extra={"minLength": 1}), AfterValidator(_one_line)]
Description = Annotated[str, Field(max_length=50_000), AfterValidator(str.strip)]
Location = Annotated[str, Field(max_length=300, json_schema_extra={"minLength": 1}), AfterValidator(_one_line)]
Openings = Annotated[int, Field(ge=1, le=10_000)]
StageName = Annotated[str, Field(max_length=80, json_schema_extra={"minLength": 1}), AfterValidator(_one_line)]
TemplateName = Annotated[str, Field(max_length=200, json_schema_extra={"minLength": 1}), AfterValidator(_one_line)]


class JobGiven(Body):
    """A job to make."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "company_id": "01890000-0000-7000-8000-000000000000",
                    "title": "Data Engineer",
                    "location": "Berlin",
                    "status": "open",
                }
            ]
        }
    )

    company_id: Annotated[Id, Field(description="The client whose vacancy it is.")]
    title: Title
    description: Description = ""
    location: Location | None = None
    status: Status = "draft"
    manager_id: Annotated[
        Id | None, Field(description="Who is in charge: an active admin or recruiter, or a manager of the client.")
    ] = None
    openings_count: Annotated[Openings, Field(description="How many people are wanted.")] = 1
    template_id: Annotated[
        Id | None, Field(description="A stage template whose stages it gets; left out: Sourced, Contacted, … Rejected.")
    ] = None


class JobChange(Body):
    """What to change of a job; what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "open"}, {"manager_id": None}]})

    company_id: Annotated[Id | None, Field(description="Another client; only while the job has no applicants.")] = None
    title: Title | None = None
    description: Description | None = None
    location: Annotated[Location | None, Field(description="Null takes it away.")] = None
    status: Status | None = None
    manager_id: Annotated[Id | None, Field(description="Null: nobody is in charge.")] = None
    openings_count: Openings | None = None

    @model_validator(mode="after")
    def _what_must_be_there_stays(self) -> Self:
        for name in sorted(self.model_fields_set - {"location", "manager_id"}):
            if getattr(self, name) is None:
                raise ValueError(f"{name} cannot be null: a job always has one. Leave it out to keep it as it is")
        return self

    @property
    def wanted(self) -> dict[str, Any]:
        """The columns that were given, and their values."""
        return self.model_dump(exclude_unset=True)


class JobListed(BaseModel):
    """A job as lists show it."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    company_id: uuid.UUID
    company_name: str
    title: str
    location: str | None
    status: Status
    manager_id: uuid.UUID | None
    manager_name: str | None
    openings_count: int
    opened_at: Annotated[datetime | None, Field(description="When it was opened first.")]
    closed_at: Annotated[datetime | None, Field(description="When it was filled or cancelled; null while it is not.")]
    version: int
    created_at: datetime
    updated_at: datetime


class JobShown(JobListed):
    """A job."""

    description: str


class PersonInCharge(BaseModel):
    """Who may be in charge of a job."""

    id: uuid.UUID
    name: str
    role: str = Field(json_schema_extra={"enum": ["admin", "recruiter", "manager"]})


class InCharge(BaseModel):
    """Those who may be in charge of a job, by name."""

    people: list[PersonInCharge]


class StageGiven(Body):
    """A stage of a template."""

    name: StageName
    kind: Kind


class JobStageGiven(StageGiven):
    """A stage of a job: one that is there, by its id, or a new one without."""

    id: Id | None = None


class JobStagesGiven(Body):
    """All stages of a job, in their order; one that is left out is removed."""

    stages: Annotated[list[JobStageGiven], Field(max_length=MOST_STAGES)]


class StageShown(BaseModel):
    """A stage of a job."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    name: str
    kind: Kind
    position: int


class JobStagesShown(BaseModel):
    """The stages of a job in their order, and the job's version, which changes with them."""

    job_id: uuid.UUID
    version: int
    stages: list[StageShown]


class TemplateGiven(Body):
    """A template of stages, whole."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Short",
                    "stages": [
                        {"name": "Found", "kind": "sourced"},
                        {"name": "Hired", "kind": "hired"},
                        {"name": "Rejected", "kind": "rejected"},
                    ],
                }
            ]
        }
    )

    name: TemplateName
    stages: Annotated[list[StageGiven], Field(max_length=MOST_STAGES)]


class TemplateStageShown(BaseModel):
    """A stage of a template."""

    name: str
    kind: Kind


class TemplateShown(BaseModel):
    """A template of stages: what jobs that are made from it begin with."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    name: str
    stages: list[TemplateStageShown]
    version: int
    created_at: datetime
    updated_at: datetime
