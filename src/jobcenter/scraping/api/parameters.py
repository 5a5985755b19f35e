"""What scraping's routes take in common: who may call, which run, headers."""

from typing import Annotated, cast

from fastapi import Path, Request

from jobcenter.accounts.access import Caller, allow
from jobcenter.accounts.rules import MONITOR, SCHEDULES_WRITE, SCRAPE, SCRAPING_READ
from jobcenter.work.queue import Bell

RunId = Annotated[str, Path(max_length=100)]
CanRead = Annotated[Caller, allow(SCRAPING_READ)]
CanScrape = Annotated[Caller, allow(SCRAPE)]
CanSchedule = Annotated[Caller, allow(SCHEDULES_WRITE)]
CanMonitor = Annotated[Caller, allow(MONITOR)]


def bell_of(request: Request) -> Bell:
    """The application's bell."""
    return cast("Bell", request.app.state.bell)
