"""The wire shapes of health, queue and scheduler."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field


class Health(BaseModel):
    """Up or down, and no more; details need a sign-in."""

    status: Literal["ok", "degraded"]


class WorkerShown(BaseModel):
    """A worker node that is alive."""

    id: str
    host: str
    processes: int = Field(description="Its worker processes; each does one task at a time.")


class QueueShown(BaseModel):
    """What waits and what runs, by the rows in PostgreSQL, and who works."""

    queue: str
    waiting: int = Field(description="Tasks whose time has come.")
    waiting_for_later: int = Field(description="Tasks that wait for a later time, such as the next try.")
    running: int
    oldest_waiting_seconds: float
    redis: Literal["ok", "away"]
    deliveries_in_redis: int | None = Field(description="What Redis still has to deliver; null while it is away.")
    workers: list[WorkerShown]


class EndedRuns(BaseModel):
    """How many runs of a site ended in one way."""

    site_name: str
    status: Literal["queued", "running", "succeeded", "partial", "failed", "cancelled"]
    runs: int


class ScrapingHealth(BaseModel):
    """Whether scraping works, and what hinders it."""

    version: str = Field(description="Of Job Center.")
    status: Literal["ok", "degraded"]
    faults: list[str] = Field(description="What is wrong, and what to do; empty when nothing is.")
    sites: list[str]
    queue: QueueShown
    last_day: list[EndedRuns]


class SchedulerInstance(BaseModel):
    """A scheduler that is alive."""

    id: str
    host: str
    started_at: datetime
    seen_at: datetime


class SchedulerShown(BaseModel):
    """Which schedulers are alive, and what is due next."""

    status: Literal["running", "stopped"]
    instances: list[SchedulerInstance]
    schedules: int
    enabled: int
    due: int
    next_run_at: datetime | None


class Looked(BaseModel):
    """What one look for due schedules started."""

    started: list[str] = Field(description="The runs' ids.")
    skipped: int = Field(description="Occurrences that were not run; each schedule's `skips` says why.")
