"""The wire shapes of the monitor, and of how a run's work stands."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from jobcenter.scraping.schemas import ScheduleShown


class Doing(BaseModel):
    """A task that runs now."""

    task_id: str
    kind: str
    worker: str | None = Field(description="The process that holds its lease, such as `worker@host:123`.")
    slot: int | None = Field(description="Which of that node's worker processes.")
    started_at: datetime | None
    lease_expires_at: datetime | None = Field(description="When another worker takes it over, unless it is renewed.")
    attempts: int
    taken_over: int
    progress: dict[str, Any]
    run_id: str | None
    site_name: str | None
    target: str | None


class Node(BaseModel):
    """A worker node or scheduler that is alive."""

    id: str
    host: str
    processes: int = Field(description="Its worker processes; each does one task at a time. A scheduler has none.")
    started_at: datetime
    seen_at: datetime


class MonitorShown(BaseModel):
    """How work goes at this moment."""

    at: datetime
    waiting: int = Field(description="Tasks whose time has come.")
    waiting_for_later: int
    running: int
    oldest_waiting_seconds: float
    redis: Literal["ok", "away"]
    schedules_due: int
    next_run_at: datetime | None
    workers: list[Node]
    schedulers: list[Node]
    doing: list[Doing] = Field(description="What runs, the longest first, at most 200.")
    faults: list[str] = Field(description="What is wrong, and what to do; empty when nothing is.")


class DaySlice(BaseModel):
    """A quarter of an hour."""

    at: datetime = Field(description="When it begins.")
    waiting: int = Field(description="Tasks that waited at its end.")
    started: int
    ended: int
    failed: int
    taken_over: int = Field(description="Leases that were taken over, of the tasks that ended in it.")
    waited_p50: float | None = Field(description="Seconds that half of the started tasks had waited at most.")
    waited_p95: float | None


class SiteDay(BaseModel):
    """How the runs of a site went in the last day."""

    site_name: str
    succeeded: int
    partial: int
    failed: int
    cancelled: int
    new: int = Field(description="New postings.")
    median_seconds: float | None


class LastDay(BaseModel):
    """The last 24 hours."""

    slices: list[DaySlice]
    sites: list[SiteDay]


class Reason(BaseModel):
    """Something that went wrong in a run, and how often."""

    kind: Literal["error", "drop"]
    reason: str
    count: int
    first_page: int | None
    last_page: int | None
    last_at: datetime


class RunWork(BaseModel):
    """How a run's task stands, and what went wrong in it."""

    attempts: int = Field(description="How often a worker took it up: after a pause, or after another one died.")
    taken_over: int
    worker: str | None
    goes_on_at: datetime | None = Field(description="When a waiting run is taken up, at the earliest.")
    cancel_requested_at: datetime | None
    reasons: list[Reason]


class StoredAt(BaseModel):
    """What a run stored at one moment: a page of it, as far as that brought something."""

    at: datetime
    new: int
    changed: int
    reopened: int
    closed: int


class RunStored(BaseModel):
    """What a run changed, moment by moment."""

    moments: list[StoredAt] = Field(description="The last 500, oldest first.")


class LastRun(BaseModel):
    """A schedule's newest run."""

    run_id: str
    status: Literal["queued", "running", "succeeded", "partial", "failed", "cancelled"]
    message: str | None
    created_at: datetime
    finished_at: datetime | None


class ScheduleListed(ScheduleShown):
    """A schedule, with its newest run."""

    last_run: LastRun | None
