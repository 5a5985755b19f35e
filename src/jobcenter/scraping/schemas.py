"""Scraping's wire shapes."""

import uuid
from datetime import datetime
from typing import Annotated, Any, Generic, Literal, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from jobcenter.kit.wire import Body
from jobcenter.scraping.filters import Filters, check_filters
from jobcenter.scraping.sites.registry import SITES
from jobcenter.scraping.sites.targets import TARGET_PATTERN, check_target, possible_target

MOST_SYNC_RESULTS = 25

T = TypeVar("T")


def _known_site(name: str) -> str:
    if name not in SITES:
        raise ValueError(f"there is no site {name!r}; allowed: {', '.join(SITES)}")
    return name


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{name!r} is no IANA time zone; use a name such as Europe/Berlin") from None
    return name


# Checked by hand rather than by an enum of Python's, so that the refusal can list what is allowed.
SiteName = Annotated[str, Field(max_length=64, json_schema_extra={"enum": list(SITES)}), AfterValidator(_known_site)]
# What a target is differs from site to site (`SiteFacts.target_pattern`); this is what each may be.
Target = Annotated[
    str,
    Field(min_length=1, max_length=200, json_schema_extra={"pattern": TARGET_PATTERN}),
    AfterValidator(possible_target),
]
Pause = Annotated[int, Field(ge=0, le=3600)]
Retries = Annotated[int, Field(ge=0, le=20)]


class ScrapeRequest(Filters):
    """A scrape to run now."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"site_name": "greenhouse", "target": "stripe", "results_wanted": 20}]}
    )

    site_name: SiteName = Field(description="One of `GET /jobs/sites`.")
    target: Target | None = Field(None, description="The board's name at an ATS, such as `stripe` at Greenhouse.")
    min_pause_seconds: Pause = 2
    max_pause_seconds: Pause = 8
    max_retries: Retries = 3

    @model_validator(mode="after")
    def _complete(self) -> Self:
        _check_target_and_pauses(self)
        check_filters(SITES[self.site_name].facts, self)
        return self


class ScheduleRequest(Body):
    """A schedule to make, whole."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"name": "Stripe", "site_name": "greenhouse", "target": "stripe", "interval_minutes": 60},
                {
                    "name": "Acme on weekdays",
                    "site_name": "lever",
                    "target": "acme",
                    "cron": "0 6 * * 1-5",
                    "time_zone": "Europe/Berlin",
                },
            ]
        }
    )

    name: str = Field(min_length=1, max_length=200)
    site_name: SiteName
    target: Target | None = None
    enabled: bool = True
    interval_minutes: int | None = Field(
        None, ge=1, le=527_040, description="Minutes between runs, give or take 10 %; 60 when no cron is given."
    )
    cron: str | None = Field(
        None, min_length=1, max_length=200, description="Five fields, in `time_zone`; instead of an interval."
    )
    time_zone: Annotated[str, Field(max_length=64), AfterValidator(_known_zone)] = "UTC"
    misfire_policy: Literal["skip", "once"] = Field("once", description="What to do with a moment that was missed.")
    payload: Filters = Filters()
    min_pause_seconds: Pause = 2
    max_pause_seconds: Pause = 8
    max_retries: Retries = 3

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.cron is not None and self.interval_minutes is not None:
            raise ValueError("give interval_minutes or cron, not both")
        if self.cron is None and self.interval_minutes is None:
            self.interval_minutes = 60
        _check_target_and_pauses(self)
        check_filters(SITES[self.site_name].facts, self.payload)
        return self


def _check_target_and_pauses(body: "ScrapeRequest | ScheduleRequest") -> None:
    check_target(body.target, SITES[body.site_name].facts)
    if body.max_pause_seconds < body.min_pause_seconds:
        raise ValueError("max_pause_seconds must be at least min_pause_seconds")


class Paused(Body):
    """Whether a schedule runs."""

    enabled: bool


class PreviewRequest(Body):
    """A rhythm to look at before it is kept."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"cron": "0 6 * * 1-5", "time_zone": "Europe/Berlin", "count": 3}]}
    )

    interval_minutes: int | None = Field(None, ge=1, le=527_040)
    cron: str | None = Field(None, min_length=1, max_length=200)
    time_zone: Annotated[str, Field(max_length=64), AfterValidator(_known_zone)] = "UTC"
    count: int = Field(5, ge=1, le=50)

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.cron is None) == (self.interval_minutes is None):
            raise ValueError("give interval_minutes or cron, one of them")
        return self


class Answer(BaseModel, Generic[T]):
    """The envelope of the documented paths."""

    status: Literal["success"] = "success"
    data: T


class Accepted(BaseModel):
    """A run that was made."""

    task_id: str
    run_id: str
    status: str
    execution_mode: Literal["async", "sync"]


class RunShown(BaseModel):
    """A run, with its counts."""

    model_config = ConfigDict(from_attributes=True)

    run_id: str
    task_id: str | None
    site_name: str
    target: str | None
    trigger: Literal["schedule", "manual"]
    status: Literal["queued", "running", "succeeded", "partial", "failed", "cancelled"]
    schedule_id: uuid.UUID | None = Field(None, validation_alias="site_schedule_id")
    occurrence: datetime | None = None
    payload: dict[str, Any]
    requested_pages: int
    completed_pages: int
    errors_count: int
    seen_count: int
    new_count: int
    changed_count: int
    unchanged_count: int
    dropped_count: int
    filtered_count: int
    closed_count: int
    reopened_count: int
    details_count: int
    retries: int
    complete: bool = Field(description="Every page of the board was read.")
    message: str | None
    retry_of: str | None
    requested_by: str | None
    correlation_id: str | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    updated_at: datetime = Field(description="When it came as far as it is now: its last page, pause or end.")


class PostingShown(BaseModel):
    """A posting, as a run's list shows it."""

    id: uuid.UUID
    site_name: str
    target: str
    vendor_id: str
    title: str
    company: str | None
    places: list[str]
    is_remote: bool | None
    department: str | None
    employment_type: str | None
    requisition: str | None
    url: str | None
    apply_url: str | None
    posted_at: datetime | None
    salary: dict[str, Any]
    first_seen_at: datetime
    last_seen_at: datetime
    changed_at: datetime | None
    news: Literal["new", "changed", "reopened", "closed", "unchanged"]


class SyncResult(Accepted):
    """A run that was done at once, with what it found."""

    execution_mode: Literal["async", "sync"] = "sync"
    message: str | None
    count: int
    jobs: list[PostingShown]


class ProblemShown(BaseModel):
    """What went wrong in a run: a page that failed, or an item that was dropped."""

    id: int
    at: datetime
    kind: Literal["error", "drop"]
    page: int | None
    reason: str
    vendor_id: str | None
    title: str | None


class ScheduleShown(BaseModel):
    """A schedule."""

    id: uuid.UUID
    name: str
    site_name: str
    target: str | None
    enabled: bool
    interval_minutes: int | None
    cron: str | None
    time_zone: str
    misfire_policy: Literal["skip", "once"]
    payload: dict[str, Any]
    min_pause_seconds: int
    max_pause_seconds: int
    max_retries: int
    last_run_at: datetime | None
    next_run_at: datetime | None
    paused_because: str | None = Field(description="Why Job Center itself paused it; null where a person did.")
    version: int
    created_at: datetime
    updated_at: datetime


class SkipShown(BaseModel):
    """An occurrence that did not run, and why."""

    occurrence: datetime
    reason: str
    at: datetime


class SiteShown(BaseModel):
    """A site that can be scraped."""

    name: str
    label: str
    kind: Literal["ats", "careers", "board"]
    needs_target: bool
    needs_search_term: bool
    target_hint: str
    address: str
    requests_per_second: float
    slowdown: float
    closed_until: datetime | None
    last_refusal: str | None
    last_success_at: datetime | None
    usable: bool = Field(description="Whether this process could scrape it now.")
    health: str = Field(description="How it is at the moment, in a sentence.")


class Cancelled(BaseModel):
    """A run after somebody asked to cancel it."""

    run_id: str
    status: str


class Moments(BaseModel):
    """When something will happen."""

    occurrences: list[datetime]
