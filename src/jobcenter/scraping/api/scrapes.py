"""Scrape now, and how a scrape went: the documented paths."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import JSONResponse

from jobcenter.accounts.access import AskingFirst, Caller
from jobcenter.kit.db import reading, writing
from jobcenter.kit.errors import ConflictError, InvalidError
from jobcenter.kit.headers import IdempotencyKey
from jobcenter.kit.http import ReadDb, SettingsOf, engine_of, problems
from jobcenter.kit.settings import Settings
from jobcenter.postings.queries import of_run
from jobcenter.scraping import actions, queries
from jobcenter.scraping.api.parameters import CanRead, CanScrape, RunId, bell_of
from jobcenter.scraping.filters import Filters
from jobcenter.scraping.schemas import (
    MOST_SYNC_RESULTS,
    Accepted,
    Answer,
    PostingShown,
    RunShown,
    ScrapeRequest,
    SiteShown,
    SyncResult,
)
from jobcenter.scraping.tasks import scrape
from jobcenter.work.idempotency import once
from jobcenter.work.presence import name_of
from jobcenter.work.runner import perform

router = APIRouter(route_class=AskingFirst)


@router.get("/jobs/sites")
async def sites(_caller: CanRead, session: ReadDb, settings: SettingsOf) -> Answer[list[SiteShown]]:
    """The sites that can be scraped: what each needs, how fast it is asked, and how it is now."""
    return Answer(data=[SiteShown(**one) for one in await queries.sites_now(session, settings)])


@router.post(
    "/jobs/scrape",
    status_code=202,
    response_model=Answer[Accepted],
    responses={200: {"model": Answer[SyncResult], "description": "Done at once (`mode=sync`)."}, **problems(409)},
)
async def scrape_now(
    caller: CanScrape,
    request: Request,
    settings: SettingsOf,
    wanted: Annotated[ScrapeRequest, Body()],
    idempotency_key: IdempotencyKey,
    mode: Annotated[Literal["async", "sync"], Query()] = "async",
) -> Answer[Accepted] | JSONResponse:
    """Scrape a site now: through the queue, or (`mode=sync`, at most 25 results and a short time) while you wait."""
    if mode == "sync":
        found = await _scrape_at_once(request, settings, caller, wanted, idempotency_key)
        return JSONResponse(Answer(data=found).model_dump(mode="json"))
    async with writing(engine_of(request)) as session:

        async def create() -> dict[str, Any]:
            return await actions.start_run(session, **_start(wanted, caller))

        started = await once(
            session, caller=caller.label, key=idempotency_key, request=wanted.model_dump(mode="json"), create=create
        )
    await bell_of(request).ring([started["task_id"]])
    return Answer(data=Accepted(**started, status="queued", execution_mode="async"))


def _start(wanted: ScrapeRequest, caller: Caller) -> dict[str, Any]:
    payload = wanted.model_dump(include=set(Filters.model_fields), exclude_none=True)
    return {
        "site": wanted.site_name,
        "target": wanted.target,
        "payload": payload,
        "min_pause_seconds": wanted.min_pause_seconds,
        "max_pause_seconds": wanted.max_pause_seconds,
        "max_retries": wanted.max_retries,
        "requested_by": caller.label,
    }


async def _scrape_at_once(
    request: Request, settings: Settings, caller: Caller, wanted: ScrapeRequest, key: IdempotencyKey
) -> SyncResult:
    """Make a run and do it here, under the same lease and by the same function as a worker; a key's second request
    finds the run of the first, as it then stands.
    """
    if wanted.results_wanted is not None and wanted.results_wanted > MOST_SYNC_RESULTS:
        raise InvalidError(
            f"mode=sync gives at most {MOST_SYNC_RESULTS} results, and you asked for {wanted.results_wanted}. "
            "Ask for fewer, or leave mode out.",
            extra={"allowed": {"results_wanted": f"1 to {MOST_SYNC_RESULTS}"}},
        )
    limited = wanted.model_copy(update={"results_wanted": wanted.results_wanted or MOST_SYNC_RESULTS})
    engine = engine_of(request)
    fresh = False
    async with writing(engine) as session:

        async def create() -> dict[str, Any]:
            nonlocal fresh
            fresh = True
            return await actions.start_run(session, **_start(limited, caller), at_once=True)

        asked = {"mode": "sync", **wanted.model_dump(mode="json")}
        started = await once(session, caller=caller.label, key=key, request=asked, create=create)
    done = not fresh or await perform(
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
        raise ConflictError(
            f"Another run of {wanted.site_name} {wanted.target or ''} is going on. Wait for it, or leave mode=sync "
            "out, and the queue waits for you."
        )
    async with reading(engine) as looking:
        run = await queries.run_named(looking, started["run_id"])
        found = await of_run(
            looking,
            run=run["id"],
            site=run["site_name"],
            target=run["target"] or "",
            after=None,
            limit=MOST_SYNC_RESULTS,
        )
    return SyncResult(**started, status=run["status"], message=run["message"], count=len(found), jobs=_postings(found))


def _postings(rows: list[dict[str, Any]]) -> list[PostingShown]:
    return [PostingShown(**row) for row in rows]


@router.get("/jobs/scrape/{run_id}", responses=problems(404))
async def scrape_status(_caller: CanRead, run_id: RunId, session: ReadDb) -> Answer[RunShown]:
    """How a run stands, and its counts."""
    return Answer(data=RunShown(**await queries.run_named(session, run_id)))
