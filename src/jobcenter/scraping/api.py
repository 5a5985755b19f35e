"""Scraping's routes: the documented paths at the root, everything else under /api/scraping."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Body, Depends, Header, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from jobcenter.accounts.access import Caller, allow
from jobcenter.accounts.rules import SCHEDULES_WRITE, SCRAPE, SCRAPING_READ
from jobcenter.kit.clock import now
from jobcenter.kit.db import reading, writing
from jobcenter.kit.errors import InvalidError
from jobcenter.kit.http import EVERY_ROUTE, Db, ReadDb, SettingsOf, after_commit, engine_of, problems
from jobcenter.kit.paging import decode, encode
from jobcenter.kit.settings import Settings
from jobcenter.postings.queries import of_run
from jobcenter.scraping import actions, queries
from jobcenter.scraping.rules import UNFINISHED, next_occurrences
from jobcenter.scraping.schemas import (
    MOST_SYNC_RESULTS,
    Accepted,
    Answer,
    Cancelled,
    Listing,
    Moments,
    Paused,
    PostingShown,
    PreviewRequest,
    ProblemShown,
    RunShown,
    ScheduleRequest,
    ScheduleShown,
    ScrapeRequest,
    SiteShown,
    SkipShown,
    SyncResult,
)
from jobcenter.scraping.sites.registry import SITES
from jobcenter.scraping.tasks import scrape
from jobcenter.work.idempotency import once
from jobcenter.work.presence import name_of
from jobcenter.work.queue import Bell
from jobcenter.work.runner import perform

router = APIRouter(responses=EVERY_ROUTE)
documented = APIRouter(tags=["scraping"], responses=EVERY_ROUTE)
runs = APIRouter(prefix="/api/scraping", tags=["runs"], responses=EVERY_ROUTE)
schedules = APIRouter(prefix="/api/scraping", tags=["schedules"], responses=EVERY_ROUTE)

RunId = Annotated[str, Path(max_length=100)]
Limit = Annotated[int, Query(ge=1, le=200)]
After = Annotated[str | None, Query(max_length=1000)]
IfMatch = Annotated[str | None, Header(alias="If-Match", max_length=100)]
Key = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200)]
CanRead = Annotated[Caller, Depends(allow(SCRAPING_READ))]
CanScrape = Annotated[Caller, Depends(allow(SCRAPE))]
CanSchedule = Annotated[Caller, Depends(allow(SCHEDULES_WRITE))]


def bell_of(request: Request) -> Bell:
    """The application's bell."""
    return cast("Bell", request.app.state.bell)


@documented.get("/jobs/sites")
async def sites(session: ReadDb, settings: SettingsOf, _: CanRead) -> Answer[list[SiteShown]]:
    """The sites that can be scraped: what each needs, how fast it is asked, and how it is now."""
    pacing = await queries.pacing_now(session)
    shown = []
    for name, site in SITES.items():
        facts, now_ = site.facts, pacing.get(name, {})
        shown.append(
            SiteShown(
                name=name,
                label=facts.label,
                kind=facts.kind,
                needs_target=facts.kind == "ats",
                target_hint=facts.target_hint,
                address=settings.site_urls.get(name, facts.default_url),
                requests_per_second=settings.site_rates.get(name, facts.requests_per_second),
                slowdown=now_.get("slowdown", 1.0),
                closed_until=now_.get("closed_until"),
                last_refusal=now_.get("last_refusal"),
                last_success_at=now_.get("last_success_at"),
            )
        )
    return Answer(data=shown)


@documented.post(
    "/jobs/scrape",
    status_code=202,
    responses={200: {"model": Answer[SyncResult], "description": "Done at once (`mode=sync`)."}} | problems(409),
)
async def scrape_now(
    request: Request,
    response: Response,
    settings: SettingsOf,
    caller: CanScrape,
    wanted: Annotated[ScrapeRequest, Body()],
    mode: Annotated[Literal["async", "sync"], Query()] = "async",
    idempotency_key: Key = None,
) -> Answer[Accepted | SyncResult]:
    """Scrape a site now: through the queue, or (`mode=sync`, at most 25 results and a short time) while you wait."""
    if mode == "sync":
        response.status_code = 200
        return Answer(data=await _scrape_at_once(request, settings, caller, wanted))
    async with writing(engine_of(request)) as session:

        async def create() -> dict[str, Any]:
            return await actions.start_run(session, **_start(wanted, caller))

        started = await once(
            session, caller=caller.label, key=idempotency_key, request=wanted.model_dump(mode="json"), create=create
        )
    await bell_of(request).ring([started["task_id"]])
    return Answer(data=Accepted(**started, status="queued", execution_mode="async"))


def _start(wanted: ScrapeRequest, caller: Caller) -> dict[str, Any]:
    payload = wanted.model_dump(include={"search_term", "location", "is_remote", "results_wanted"}, exclude_none=True)
    return {
        "site": wanted.site_name,
        "target": wanted.target,
        "payload": payload,
        "min_pause_seconds": wanted.min_pause_seconds,
        "max_pause_seconds": wanted.max_pause_seconds,
        "max_retries": wanted.max_retries,
        "requested_by": caller.label,
    }


async def _scrape_at_once(request: Request, settings: Settings, caller: Caller, wanted: ScrapeRequest) -> SyncResult:
    """Make a run and do it here, under the same lease and by the same function as a worker."""
    if wanted.results_wanted is not None and wanted.results_wanted > MOST_SYNC_RESULTS:
        raise InvalidError(
            f"mode=sync gives at most {MOST_SYNC_RESULTS} results, and you asked for {wanted.results_wanted}. Ask for fewer, "
            "or leave mode out.",
            extra={"allowed": {"results_wanted": f"1 to {MOST_SYNC_RESULTS}"}},
        )
    limited = wanted.model_copy(update={"results_wanted": wanted.results_wanted or MOST_SYNC_RESULTS})
    engine = engine_of(request)
    async with writing(engine) as session:
        started = await actions.start_run(session, **_start(limited, caller), at_once=True)
    done = await perform(
        engine,
        settings,
        {actions.KIND: scrape},
        started["task_id"],
        owner=name_of("api"),
        bell=bell_of(request),
        seconds=settings.sync_timeout,
    )
    if not done:
        async with writing(engine) as session:
            await actions.cancel_run(session, started["run_id"], actor=caller.label)
        raise actions.ConflictError(
            f"Another run of {wanted.site_name} {wanted.target or ''} is going on. Wait for it, or leave mode=sync out: "
            "the queue waits for you."
        )
    async with reading(engine) as session:
        run = await queries.run_named(session, started["run_id"])
        found = await of_run(
            session, run=run["id"], site=run["site_name"], target=run["target"] or "", after=None, limit=MOST_SYNC_RESULTS
        )
    return SyncResult(**started, status=run["status"], message=run["message"], count=len(found), jobs=_postings(found))


def _postings(rows: list[dict[str, Any]]) -> list[PostingShown]:
    return [PostingShown(**row) for row in rows]


@documented.get("/jobs/scrape/{run_id}", responses=problems(404))
async def scrape_status(run_id: RunId, session: ReadDb, _: CanRead) -> Answer[RunShown]:
    """How a run stands, and its counts."""
    return Answer(data=RunShown(**await queries.run_named(session, run_id)))


@runs.get("/runs")
async def list_runs(
    session: ReadDb,
    settings: SettingsOf,
    _: CanRead,
    site: Annotated[str | None, Query(max_length=64)] = None,
    target: Annotated[str | None, Query(max_length=200)] = None,
    status: Annotated[
        list[Literal["queued", "running", "succeeded", "partial", "failed", "cancelled"]] | None, Query()
    ] = None,
    schedule: uuid.UUID | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    after: After = None,
    limit: Limit = 100,
) -> Listing[RunShown]:
    """Runs, newest first: by site, target, status, schedule and time."""
    for name, moment in (("since", since), ("until", until)):
        if moment is not None and moment.tzinfo is None:
            raise InvalidError(f"{name} needs a time zone, such as 2026-01-31T12:00:00Z.")
    rows = await queries.list_runs(
        session,
        site=site,
        target=target,
        statuses=status or (),
        schedule_id=schedule,
        since=since,
        until=until,
        after=_cursor(settings, "runs", after),
        limit=limit,
    )
    return Listing(items=[RunShown(**row) for row in rows], next=_next(settings, "runs", rows, limit))


def _cursor(settings: Settings, kind: str, after: str | None) -> Any:  # noqa: ANN401 - what the list is ordered by
    return decode(settings.secret_key, kind, after)[0] if after else None


def _next(settings: Settings, kind: str, rows: list[dict[str, Any]], limit: int, by: str = "id") -> str | None:
    return encode(settings.secret_key, kind, [rows[-1][by]]) if len(rows) == limit else None


@runs.get("/runs/{run_id}", responses=problems(404))
async def run(run_id: RunId, session: ReadDb, _: CanRead) -> RunShown:
    """One run."""
    return RunShown(**await queries.run_named(session, run_id))


@runs.post("/runs/{run_id}/cancel", responses=problems(404, 409))
async def cancel(run_id: RunId, session: Db, caller: CanScrape) -> Cancelled:
    """Cancel a run: at once where it waits, within seconds where it runs. What it stored so far stays."""
    return Cancelled(run_id=run_id, status=await actions.cancel_run(session, run_id, actor=caller.label))


@runs.post("/runs/{run_id}/retry", status_code=202, responses=problems(404, 409))
async def retry(request: Request, run_id: RunId, session: Db, caller: CanScrape, idempotency_key: Key = None) -> Accepted:
    """Run again what an ended run was asked to do, as a new run."""

    async def create() -> dict[str, Any]:
        return await actions.retry_run(session, run_id, actor=caller.label)

    started = await once(
        session, caller=caller.label, key=idempotency_key, request={"retry": run_id}, create=create
    )

    async def ring() -> None:
        await bell_of(request).ring([started["task_id"]])

    after_commit(request, ring)
    return Accepted(**started, status="queued", execution_mode="async")


@runs.get("/runs/{run_id}/postings", responses=problems(404))
async def run_postings(
    run_id: RunId, session: ReadDb, settings: SettingsOf, _: CanRead, after: After = None, limit: Limit = 100
) -> Listing[PostingShown]:
    """The postings that a run saw: new, changed, and (while no later run saw them) unchanged."""
    found = await queries.run_named(session, run_id)
    rows = await of_run(
        session,
        run=found["id"],
        site=found["site_name"],
        target=found["target"] or "",
        after=_cursor(settings, "run-postings", after),
        limit=limit,
    )
    return Listing(items=_postings(rows), next=_next(settings, "run-postings", rows, limit))


@runs.get("/runs/{run_id}/errors", responses=problems(404))
async def run_errors(
    run_id: RunId, session: ReadDb, settings: SettingsOf, _: CanRead, after: After = None, limit: Limit = 100
) -> Listing[ProblemShown]:
    """Pages of a run that could not be read, and why."""
    return await _problems(session, settings, run_id, "error", after, limit)


@runs.get("/runs/{run_id}/drops", responses=problems(404))
async def run_drops(
    run_id: RunId, session: ReadDb, settings: SettingsOf, _: CanRead, after: After = None, limit: Limit = 100
) -> Listing[ProblemShown]:
    """Items of a run that could not become postings, and why (the first 1,000 are kept)."""
    return await _problems(session, settings, run_id, "drop", after, limit)


async def _problems(
    session: ReadDb, settings: Settings, run_id: str, kind: str, after: str | None, limit: int
) -> Listing[ProblemShown]:
    found = await queries.run_named(session, run_id)
    rows = await queries.problems_of(
        session, found["id"], kind=kind, after=_cursor(settings, f"run-{kind}s", after), limit=limit
    )
    return Listing(items=[ProblemShown(**row) for row in rows], next=_next(settings, f"run-{kind}s", rows, limit))


@runs.get(
    "/runs/{run_id}/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}} | problems(404),
)
async def run_events(request: Request, run_id: RunId, _: CanRead) -> StreamingResponse:
    """A run's progress as server-sent events: `progress` at every change, `end` once it is over."""
    async with reading(engine_of(request)) as session:
        await queries.run_named(session, run_id)
    return StreamingResponse(_watch(request, run_id), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


async def _watch(request: Request, run_id: str) -> AsyncIterator[str]:
    last = None
    while not await request.is_disconnected() and not request.app.state.stopping.is_set():
        async with reading(engine_of(request)) as session:
            shown = RunShown(**await queries.run_named(session, run_id)).model_dump(mode="json")
        ended = shown["status"] not in UNFINISHED
        if shown != last:
            yield f"event: {'end' if ended else 'progress'}\ndata: {json.dumps(shown)}\n\n"
            last = shown
        else:
            yield ": still there\n\n"
        if ended:
            return
        await asyncio.sleep(0.5)


@schedules.get("/schedules")
async def list_schedules(
    session: ReadDb, settings: SettingsOf, _: CanRead, after: After = None, limit: Limit = 100
) -> Listing[ScheduleShown]:
    """Schedules, in the order they were made."""
    rows = await queries.list_schedules(session, after=_cursor(settings, "schedules", after), limit=limit)
    return Listing(items=[ScheduleShown(**row) for row in rows], next=_next(settings, "schedules", rows, limit))


@schedules.post("/schedules", status_code=201, responses=problems(409))
async def make_schedule(
    response: Response, session: Db, caller: CanSchedule, wanted: Annotated[ScheduleRequest, Body()], idempotency_key: Key = None
) -> ScheduleShown:
    """Make a schedule. With an interval its first run is due at once."""

    async def create() -> dict[str, Any]:
        made = await actions.make_schedule(session, wanted, actor=caller.label)
        return ScheduleShown(**made).model_dump(mode="json")

    made = await once(
        session, caller=caller.label, key=idempotency_key, request=wanted.model_dump(mode="json"), create=create
    )
    response.headers["ETag"] = f'"{made["version"]}"'
    return ScheduleShown(**made)


@schedules.post("/schedules/preview")
async def preview(_: CanRead, wanted: Annotated[PreviewRequest, Body()]) -> Moments:
    """The next moments of a rhythm, before it is kept."""
    rhythm = wanted.model_dump() | {"id": "preview"}
    return Moments(occurrences=next_occurrences(rhythm, now(), wanted.count))


@schedules.get("/schedules/{schedule_id}", responses=problems(404))
async def schedule(response: Response, schedule_id: uuid.UUID, session: ReadDb, _: CanRead) -> ScheduleShown:
    """One schedule."""
    row = await queries.schedule_of(session, schedule_id)
    response.headers["ETag"] = f'"{row["version"]}"'
    return ScheduleShown(**row)


@schedules.put("/schedules/{schedule_id}", responses=problems(404, 409, 412))
async def change_schedule(
    schedule_id: uuid.UUID,
    session: Db,
    caller: CanSchedule,
    wanted: Annotated[ScheduleRequest, Body()],
    if_match: IfMatch = None,
) -> ScheduleShown:
    """Replace a schedule; with `If-Match`, only if nobody changed it meanwhile."""
    version = _version(if_match)
    return ScheduleShown(
        **await actions.change_schedule(session, schedule_id, wanted, actor=caller.label, version=version)
    )


@schedules.patch("/schedules/{schedule_id}", responses=problems(404, 412))
async def pause_schedule(
    schedule_id: uuid.UUID, session: Db, caller: CanSchedule, wanted: Annotated[Paused, Body()], if_match: IfMatch = None
) -> ScheduleShown:
    """Pause a schedule, or let it go on."""
    version = _version(if_match)
    return ScheduleShown(
        **await actions.pause_schedule(
            session, schedule_id, enabled=wanted.enabled, actor=caller.label, version=version
        )
    )


def _version(if_match: str | None) -> int | None:
    if if_match is None or if_match.strip() == "*":
        return None
    digits = if_match.strip().removeprefix("W/").strip('"')
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):  # noqa: PLR2004 - a 32-bit number's digits
        raise InvalidError(f'If-Match is {if_match!r}; it needs the ETag of the schedule you saw, such as "3".')
    return int(digits)


@schedules.delete("/schedules/{schedule_id}", status_code=204, responses=problems(404))
async def delete_schedule(schedule_id: uuid.UUID, session: Db, caller: CanSchedule) -> None:
    """Delete a schedule; its runs and postings stay."""
    await actions.delete_schedule(session, schedule_id, actor=caller.label)


@schedules.get("/schedules/{schedule_id}/occurrences", responses=problems(404))
async def occurrences(
    schedule_id: uuid.UUID, session: ReadDb, _: CanRead, count: Annotated[int, Query(ge=1, le=50)] = 5
) -> Moments:
    """The next moments of a schedule."""
    row = await queries.schedule_of(session, schedule_id)
    first = row["next_run_at"] or now()
    return Moments(occurrences=[first, *next_occurrences(row, first, count - 1)])


@schedules.get("/schedules/{schedule_id}/skips", responses=problems(404))
async def skips(
    schedule_id: uuid.UUID, session: ReadDb, settings: SettingsOf, _: CanRead, after: After = None, limit: Limit = 100
) -> Listing[SkipShown]:
    """Moments at which the schedule did not run, and why, newest first."""
    await queries.schedule_of(session, schedule_id)
    rows = await queries.skips_of(session, schedule_id, before=_cursor(settings, "skips", after), limit=limit)
    items = [SkipShown(**{name: row[name] for name in ("occurrence", "reason", "at")}) for row in rows]
    return Listing(items=items, next=_next(settings, "skips", rows, limit, by="occurrence"))


for part in (documented, runs, schedules):
    router.include_router(part)
