"""The wire shapes of what waits: short rows, each with the ids of its place."""

import uuid
from datetime import date, datetime
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, Field

from jobcenter.tables.jobs import STAGE_KINDS
from jobcenter.today.rules import MOST

T = TypeVar("T")


class Waiting(BaseModel, Generic[T]):
    """The first of what waits, the most urgent first."""

    items: Annotated[list[T], Field(max_length=MOST)]
    has_more: Annotated[bool, Field(description=f"Whether there are more than these {MOST}.")]


class OfApplicant(BaseModel):
    """Whom it is about, and in which job."""

    applicant_id: uuid.UUID
    candidate_id: uuid.UUID
    candidate: str
    job_id: uuid.UUID
    job: str


class WaitingReply(OfApplicant):
    """Somebody who answered, and has not been written to since."""

    stage: str
    replied_at: datetime


class WaitingInterview(OfApplicant):
    """An interview that is to come, or that was and has no outcome."""

    id: uuid.UUID
    round: str | None
    scheduled_at: datetime
    interviewer: str | None


class StuckApplicant(OfApplicant):
    """Somebody who has not moved for long."""

    stage: str
    stage_kind: str = Field(json_schema_extra={"enum": [*STAGE_KINDS]})
    stage_since: datetime


class EndingGuarantee(OfApplicant):
    """A placement whose guarantee is about to end."""

    id: uuid.UUID
    start_date: date
    protected_until: date


class FailedRun(BaseModel):
    """A run that failed."""

    run_id: str
    site_name: str
    target: str | None
    schedule: str | None = Field(description="The name of the schedule that it is of.")
    message: str | None
    at: datetime = Field(description="When it ended.")


class PausedSchedule(BaseModel):
    """A schedule that paused itself."""

    id: uuid.UUID
    name: str
    site_name: str
    target: str | None
    paused_because: str


class Today(BaseModel):
    """What waits for whoever asks."""

    quiet_days: int = Field(description="Who has not moved for so many days is stuck.")
    replies: Waiting[WaitingReply] = Field(description="Empty for a client's person.")
    interviews: Waiting[WaitingInterview] = Field(description="Of the next seven days.")
    without_outcome: Waiting[WaitingInterview] = Field(description="Held in the last sixty days, the newest first.")
    stuck: Waiting[StuckApplicant]
    guarantees: Waiting[EndingGuarantee] = Field(
        description="That end within thirty days. Empty for a client's person."
    )
    failed_runs: Waiting[FailedRun] = Field(description="Of the last day. Empty for a client's person.")
    paused_schedules: Waiting[PausedSchedule] = Field(description="Empty for a client's person.")
