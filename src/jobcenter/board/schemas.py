"""The wire shapes of the board: its rows, its counts, and what it is asked."""

import uuid
from datetime import date, datetime
from typing import Annotated

import msgspec
from pydantic import BaseModel, Field

from jobcenter.tables.interviews import INTERVIEW_STATUSES
from jobcenter.tables.jobs import STAGE_KINDS
from jobcenter.tables.mails import MAIL_EVENTS

NOT_FOR_CLIENTS = "Empty for a client's person."


class BoardRow(BaseModel):
    """An applicant as the board shows it; `version` is sent back as `If-Match` with a change."""

    id: uuid.UUID
    version: int
    candidate_id: uuid.UUID
    name: str
    headline: str | None
    title: str | None
    employer: str | None
    location: str | None
    stage_id: uuid.UUID
    stage: str = Field(description="The stage's name in this job.")
    stage_kind: str = Field(json_schema_extra={"enum": [*STAGE_KINDS]})
    stage_since: datetime
    reject_reason: str | None
    added_at: datetime
    sent_to_manager_at: datetime | None = Field(description="The first time.")
    round_id: uuid.UUID | None
    round: str | None = Field(description="The current interview round.")
    last_interview_at: datetime | None
    last_interviewer: str | None
    last_outcome: str | None = Field(json_schema_extra={"examples": [*INTERVIEW_STATUSES]})
    next_interview_at: datetime | None
    next_interviewer: str | None
    email: str | None = Field(description="For a client's person from the stage kind `interview` on.")
    added_by: uuid.UUID | None = Field(description=NOT_FOR_CLIENTS)
    added_by_name: str | None = Field(description=NOT_FOR_CLIENTS)
    notes_count: int | None = Field(description=NOT_FOR_CLIENTS)
    last_mail_at: datetime | None = Field(description=NOT_FOR_CLIENTS)
    last_mail_event: str | None = Field(description=NOT_FOR_CLIENTS, json_schema_extra={"examples": [*MAIL_EVENTS]})
    replied_at: datetime | None = Field(description=NOT_FOR_CLIENTS)
    off_limits: bool | None = Field(description=f"Whether a rule in force names the employer. {NOT_FOR_CLIENTS}")
    off_limits_reason: str | None
    off_limits_until: date | None = Field(description="Empty where the rule has no end.")
    protected_until: date | None = Field(description=f"The end of a placement's guarantee. {NOT_FOR_CLIENTS}")
    active_in: int | None = Field(description=f"Other open jobs in which the person is active. {NOT_FOR_CLIENTS}")


# The same row for writing: pydantic says what it is, msgspec turns it into bytes ten times as fast. A test holds them
# together.
FastRow = msgspec.defstruct("FastRow", [*BoardRow.model_fields], module=__name__, gc=False)


class StageCount(BaseModel):
    """A stage of the job, and how many applicants stand there."""

    id: uuid.UUID
    name: str
    kind: str = Field(json_schema_extra={"enum": [*STAGE_KINDS]})
    count: int


class BoardPlace(BaseModel):
    """A place in the board: `row` rows stand before it, and `after` leads to those behind."""

    row: int
    after: str


class BoardSummary(BaseModel):
    """Counts of a board, and cursors at every n-th row of its order."""

    total: int
    stages: list[StageCount]
    every: Annotated[int, Field(description="Rows between two places; some lie closer where empty values begin.")]
    places: list[BoardPlace]
