"""What scraping's routes take in common: who may call, the parameters of lists, cursors."""

from typing import Annotated, Any, cast

from fastapi import Header, Path, Query, Request

from jobcenter.accounts.access import Caller, allow
from jobcenter.accounts.rules import SCHEDULES_WRITE, SCRAPE, SCRAPING_READ
from jobcenter.kit.paging import decode, encode
from jobcenter.kit.settings import Settings
from jobcenter.work.queue import Bell

RunId = Annotated[str, Path(max_length=100)]
Limit = Annotated[int, Query(ge=1, le=200)]
After = Annotated[str | None, Query(max_length=1000)]
IfMatch = Annotated[str | None, Header(alias="If-Match", max_length=100)]
Key = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200)]
CanRead = Annotated[Caller, allow(SCRAPING_READ)]
CanScrape = Annotated[Caller, allow(SCRAPE)]
CanSchedule = Annotated[Caller, allow(SCHEDULES_WRITE)]


def bell_of(request: Request) -> Bell:
    """The application's bell."""
    return cast("Bell", request.app.state.bell)


def place_of(settings: Settings, kind: str, after: str | None) -> Any:  # noqa: ANN401 - what the list is ordered by
    """What a cursor of the list `kind` continues after; None at its beginning."""
    return decode(settings.secret_key, kind, after)[0] if after else None


def next_place(settings: Settings, kind: str, rows: list[dict[str, Any]], limit: int, by: str = "id") -> str | None:
    """The cursor behind these rows; None where the list is at its end."""
    return encode(settings.secret_key, kind, [rows[-1][by]]) if len(rows) == limit else None
