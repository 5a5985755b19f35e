"""Schedules: list, make, change, pause, delete, and what they will do and did not do."""

import uuid
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query, Request, Response

from jobcenter.accounts.access import AskingFirst
from jobcenter.kit.clock import now
from jobcenter.kit.headers import IdempotencyKey, IfMatch, version_of, versioned
from jobcenter.kit.http import Db, ReadDb, after_commit, problems, tagged
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing
from jobcenter.scraping import actions, queries
from jobcenter.scraping.api.parameters import CanRead, CanSchedule, CanScrape, bell_of
from jobcenter.scraping.monitor_schemas import ScheduleListed
from jobcenter.scraping.rules import next_occurrences
from jobcenter.scraping.schemas import (
    Accepted,
    Moments,
    Paused,
    PreviewRequest,
    ScheduleRequest,
    ScheduleShown,
    SkipShown,
)
from jobcenter.work.idempotency import made_once, once

router = APIRouter(route_class=AskingFirst)


@router.get("/schedules")
async def list_schedules(
    _caller: CanRead,
    session: ReadDb,
    page: PageOf,
    q: Annotated[str | None, Query(max_length=200, description="Words in the name or the target.")] = None,
    site: Annotated[str | None, Query(max_length=64)] = None,
    state: Annotated[
        Literal["on", "paused", "resting"] | None,
        Query(description="`paused` by a person, or `resting` since Job Center itself paused it."),
    ] = None,
) -> Listing[ScheduleListed]:
    """Schedules with their newest runs, in the order they were made."""
    rows = await queries.list_schedules(
        session, words=q or None, site=site, state=state, after=page.start("schedules"), limit=page.wanted
    )
    return page.listing("schedules", rows, ScheduleListed)


@router.post("/schedules", status_code=201, responses=tagged(201) | problems(409))
async def make_schedule(
    caller: CanSchedule,
    response: Response,
    session: Db,
    wanted: Annotated[ScheduleRequest, Body()],
    idempotency_key: IdempotencyKey,
) -> ScheduleShown:
    """Make a schedule. With an interval its first run is due at once."""
    made = await made_once(
        session,
        ScheduleShown,
        lambda: actions.make_schedule(session, wanted, actor=caller.label),
        caller=caller.label,
        key=idempotency_key,
        wanted=wanted,
    )
    return versioned(response, made)


@router.post("/schedules/preview")
async def preview(_caller: CanRead, wanted: Annotated[PreviewRequest, Body()]) -> Moments:
    """The next moments of a rhythm, before it is kept."""
    rhythm = wanted.model_dump() | {"id": "preview"}
    return Moments(occurrences=next_occurrences(rhythm, now(), wanted.count))


@router.get("/schedules/{schedule_id:uuid}", responses=tagged() | problems(404))
async def schedule(_caller: CanRead, response: Response, schedule_id: uuid.UUID, session: ReadDb) -> ScheduleShown:
    """One schedule."""
    row = await queries.schedule_of(session, schedule_id)
    return versioned(response, ScheduleShown(**row))


@router.put("/schedules/{schedule_id:uuid}", responses=tagged() | problems(404, 409, 412))
async def change_schedule(
    caller: CanSchedule,
    response: Response,
    schedule_id: uuid.UUID,
    session: Db,
    wanted: Annotated[ScheduleRequest, Body()],
    if_match: IfMatch = None,
) -> ScheduleShown:
    """Replace a schedule; with `If-Match`, only if nobody changed it meanwhile."""
    row = await actions.change_schedule(session, schedule_id, wanted, actor=caller.label, version=version_of(if_match))
    return versioned(response, ScheduleShown(**row))


@router.patch("/schedules/{schedule_id:uuid}", responses=tagged() | problems(404, 412))
async def pause_schedule(
    caller: CanSchedule,
    response: Response,
    schedule_id: uuid.UUID,
    session: Db,
    wanted: Annotated[Paused, Body()],
    if_match: IfMatch = None,
) -> ScheduleShown:
    """Pause a schedule, or let it go on."""
    row = await actions.pause_schedule(
        session, schedule_id, enabled=wanted.enabled, actor=caller.label, version=version_of(if_match)
    )
    return versioned(response, ScheduleShown(**row))


@router.delete("/schedules/{schedule_id:uuid}", status_code=204, responses=problems(404))
async def delete_schedule(caller: CanSchedule, schedule_id: uuid.UUID, session: Db) -> None:
    """Delete a schedule; its runs and postings stay."""
    await actions.delete_schedule(session, schedule_id, actor=caller.label)


@router.post("/schedules/{schedule_id:uuid}/run", status_code=202, responses=problems(404, 409))
async def run_schedule(
    caller: CanScrape, request: Request, schedule_id: uuid.UUID, session: Db, idempotency_key: IdempotencyKey
) -> Accepted:
    """Do now what a schedule does, beside its rhythm: also while it is paused."""

    async def create() -> dict[str, Any]:
        return await actions.run_schedule(session, schedule_id, actor=caller.label)

    asked = {"run": str(schedule_id)}
    started = await once(session, caller=caller.label, key=idempotency_key, request=asked, create=create)

    async def ring() -> None:
        await bell_of(request).ring([started["task_id"]])

    after_commit(request, ring)
    return Accepted(**started, status="queued", execution_mode="async")


@router.get("/schedules/{schedule_id:uuid}/occurrences", responses=problems(404))
async def occurrences(
    _caller: CanRead, schedule_id: uuid.UUID, session: ReadDb, count: Annotated[int, Query(ge=1, le=50)] = 5
) -> Moments:
    """The next moments of a schedule."""
    row = await queries.schedule_of(session, schedule_id)
    first = row["next_run_at"] or now()
    return Moments(occurrences=[first, *next_occurrences(row, first, count - 1)])


@router.get("/schedules/{schedule_id:uuid}/skips", responses=problems(404))
async def skips(
    _caller: CanRead,
    schedule_id: uuid.UUID,
    session: ReadDb,
    page: PageOf,
) -> Listing[SkipShown]:
    """Moments at which the schedule did not run, and why, newest first."""
    await queries.schedule_of(session, schedule_id)
    kind = f"skips of {schedule_id}"
    rows = await queries.skips_of(session, schedule_id, before=page.start(kind), limit=page.wanted)
    return page.listing(kind, rows, SkipShown, "occurrence")
