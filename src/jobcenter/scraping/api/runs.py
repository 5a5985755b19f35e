"""Runs: list, look into, watch, cancel, retry."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse

from jobcenter.accounts.access import AskingFirst
from jobcenter.kit.db import ReadSession, reading
from jobcenter.kit.headers import IdempotencyKey
from jobcenter.kit.http import Db, ReadDb, after_commit, engine_of, problems
from jobcenter.kit.paging import PageOf, Paging
from jobcenter.kit.wire import Listing, Moment
from jobcenter.postings.queries import of_run, stored_of
from jobcenter.scraping import actions, monitoring, queries
from jobcenter.scraping.api.parameters import (
    CanRead,
    CanScrape,
    RunId,
    bell_of,
)
from jobcenter.scraping.monitor_schemas import RunStored, RunWork, StoredAt
from jobcenter.scraping.rules import UNFINISHED
from jobcenter.scraping.schemas import Accepted, Cancelled, PostingShown, ProblemShown, RunShown
from jobcenter.work.idempotency import once

router = APIRouter(route_class=AskingFirst)

MOST_MOMENTS = 500


@router.get("/runs")
async def list_runs(
    _caller: CanRead,
    session: ReadDb,
    page: PageOf,
    site: Annotated[str | None, Query(max_length=64)] = None,
    target: Annotated[str | None, Query(max_length=200)] = None,
    status: Annotated[
        list[Literal["queued", "running", "succeeded", "partial", "failed", "cancelled"]] | None, Query()
    ] = None,
    schedule: uuid.UUID | None = None,
    since: Moment | None = None,
    until: Moment | None = None,
) -> Listing[RunShown]:
    """Runs, newest first: by site, target, status, schedule and time."""
    rows = await queries.list_runs(
        session,
        site=site,
        target=target,
        statuses=status or (),
        schedule_id=schedule,
        since=since,
        until=until,
        after=page.start("runs"),
        limit=page.wanted,
    )
    return page.listing("runs", rows, RunShown)


@router.get("/runs/{run_id}", responses=problems(404))
async def run(_caller: CanRead, run_id: RunId, session: ReadDb) -> RunShown:
    """One run."""
    return RunShown(**await queries.run_named(session, run_id))


@router.post("/runs/{run_id}/cancel", responses=problems(404, 409))
async def cancel(caller: CanScrape, run_id: RunId, session: Db) -> Cancelled:
    """Cancel a run: at once where it waits, within seconds where it runs. What it stored so far stays."""
    return Cancelled(run_id=run_id, status=await actions.cancel_run(session, run_id, actor=caller.label))


@router.post("/runs/{run_id}/retry", status_code=202, responses=problems(404, 409))
async def retry(
    caller: CanScrape, request: Request, run_id: RunId, session: Db, idempotency_key: IdempotencyKey
) -> Accepted:
    """Run again what an ended run was asked to do, as a new run."""

    async def create() -> dict[str, Any]:
        return await actions.retry_run(session, run_id, actor=caller.label)

    started = await once(session, caller=caller.label, key=idempotency_key, request={"retry": run_id}, create=create)

    async def ring() -> None:
        await bell_of(request).ring([started["task_id"]])

    after_commit(request, ring)
    return Accepted(**started, status="queued", execution_mode="async")


@router.get("/runs/{run_id}/work", responses=problems(404))
async def run_work(_caller: CanRead, run_id: RunId, session: ReadDb) -> RunWork:
    """Who does a run, when a waiting one goes on, and what went wrong in it: each reason once."""
    return RunWork(**await monitoring.work_of(session, await queries.run_named(session, run_id)))


@router.get("/runs/{run_id}/stored", responses=problems(404))
async def run_stored(_caller: CanRead, run_id: RunId, session: ReadDb) -> RunStored:
    """When a run stored how many postings: page by page, without those in which nothing was new."""
    found = await queries.run_named(session, run_id)
    return RunStored(moments=[StoredAt(**one) for one in await stored_of(session, found["id"], limit=MOST_MOMENTS)])


@router.get("/runs/{run_id}/postings", responses=problems(404))
async def run_postings(_caller: CanRead, run_id: RunId, session: ReadDb, page: PageOf) -> Listing[PostingShown]:
    """The postings that a run saw: new, changed, and (while no later run saw them) unchanged."""
    found = await queries.run_named(session, run_id)
    kind = f"postings of {run_id}"
    rows = await of_run(
        session,
        run=found["id"],
        site=found["site_name"],
        target=found["target"] or "",
        after=page.start(kind),
        limit=page.wanted,
    )
    return page.listing(kind, rows, PostingShown)


@router.get("/runs/{run_id}/errors", responses=problems(404))
async def run_errors(_caller: CanRead, run_id: RunId, session: ReadDb, page: PageOf) -> Listing[ProblemShown]:
    """Pages of a run that could not be read, and why."""
    return await _problems(session, page, run_id, "error")


@router.get("/runs/{run_id}/drops", responses=problems(404))
async def run_drops(_caller: CanRead, run_id: RunId, session: ReadDb, page: PageOf) -> Listing[ProblemShown]:
    """Items of a run that could not become postings, and why (the first 1,000 are kept)."""
    return await _problems(session, page, run_id, "drop")


async def _problems(session: ReadSession, page: Paging, run_id: str, which: str) -> Listing[ProblemShown]:
    found = await queries.run_named(session, run_id)
    kind = f"{which}s of {run_id}"
    rows = await queries.problems_of(session, found["id"], kind=which, after=page.start(kind), limit=page.wanted)
    return page.listing(kind, rows, ProblemShown)


@router.get(
    "/runs/{run_id}/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}, **problems(404)},
)
async def run_events(_caller: CanRead, request: Request, run_id: RunId) -> StreamingResponse:
    """A run's progress as server-sent events: `progress` at every change, `end` once it is over."""
    async with reading(engine_of(request)) as session:
        await queries.run_named(session, run_id)
    return StreamingResponse(
        _watch(request, run_id), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )


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
