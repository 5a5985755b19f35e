"""Interviews on the wire."""

import uuid
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from jobcenter.kit.wire import Body, Moment

Status = Literal["scheduled", "passed", "failed", "undecided", "no_show", "cancelled"]
Id = Annotated[uuid.UUID, Field(strict=False)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)]


class InterviewGiven(Body):
    """An interview to put down: one to come, or one that was held, with its outcome."""

    scheduled_at: Moment
    round_id: Id | None = Field(None, description="One of the rounds of the job's company.")
    interviewer: Name | None = Field(None, description="The name of who asks; where left out, that of the user.")
    interviewer_id: Id | None = Field(None, description="Who asks, where it is a user: staff, or the client's manager.")
    status: Status = "scheduled"
    note: Note | None = None


class InterviewChanged(Body):
    """What changes of an interview; what is left out stays as it is, null empties."""

    scheduled_at: Moment | None = None
    round_id: Id | None = None
    interviewer: Name | None = None
    interviewer_id: Id | None = None
    status: Status | None = None
    note: Note | None = None

    @model_validator(mode="after")
    def _kept(self) -> Self:
        self._refuse_null("scheduled_at", "status")
        return self


class InterviewShown(BaseModel):
    """An interview, with whom it is held and for which job."""

    id: uuid.UUID
    applicant_id: uuid.UUID
    job_id: uuid.UUID
    job: str
    candidate_id: uuid.UUID
    candidate: str
    round_id: uuid.UUID | None
    round: str | None
    scheduled_at: datetime
    interviewer: str | None
    interviewer_id: uuid.UUID | None
    status: Status
    note: str | None = Field(description="A client's manager sees it where the interview is the manager's own.")
    version: int
    created_at: datetime
    updated_at: datetime
