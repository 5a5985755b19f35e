"""How Job Center is: health, queue and scheduler, told truly also when Redis or PostgreSQL is away."""

from typing import Annotated

from fastapi import Request, Response
from sqlalchemy import text

from jobcenter import __version__
from jobcenter.accounts.access import Caller, SliceRouter, allow, public
from jobcenter.accounts.rules import MONITOR, SCHEDULES_WRITE
from jobcenter.entrypoints.scheduler import look_once
from jobcenter.entrypoints.schemas import (
    EndedRuns,
    Health,
    Looked,
    QueueShown,
    SchedulerInstance,
    SchedulerShown,
    ScrapingHealth,
    WorkerShown,
)
from jobcenter.kit.db import ReadSession
from jobcenter.kit.http import EVERY_ROUTE, ReadDb, SettingsOf, engine_of, problems
from jobcenter.scraping import queries
from jobcenter.scraping.api.parameters import bell_of
from jobcenter.scraping.schemas import Answer
from jobcenter.scraping.sites.registry import SITES
from jobcenter.work import presence
from jobcenter.work.queue import Bell, QueueAwayError

router = SliceRouter(tags=["status"])
CanMonitor = Annotated[Caller, allow(MONITOR)]


@router.get("/health", dependencies=[public], responses=problems(503))
async def health(request: Request, session: ReadDb) -> Health:
    """200 while PostgreSQL answers (`degraded` without Redis), 503 without it."""
    await session.execute(text("SELECT 1"))
    waiting = await _in_redis(bell_of(request))
    return Health(status="ok" if waiting is not None else "degraded")


async def _in_redis(bell: Bell) -> int | None:
    try:
        return await bell.waiting()
    except QueueAwayError:
        return None


async def _queue(session: ReadSession, bell: Bell, name: str) -> QueueShown:
    waiting = await _in_redis(bell)
    workers = await presence.alive(session, "worker")
    return QueueShown(
        queue=name,
        **await queries.queue_now(session),
        redis="ok" if waiting is not None else "away",
        deliveries_in_redis=waiting,
        workers=[
            WorkerShown(id=one["id"], host=one["host"], processes=len(one["detail"].get("processes", {})))
            for one in workers
        ],
    )


@router.get("/jobs/queue/status", responses=EVERY_ROUTE)
async def queue_status(
    _caller: CanMonitor, request: Request, session: ReadDb, settings: SettingsOf
) -> Answer[QueueShown]:
    """What waits, what runs, since when, and who works."""
    return Answer(data=await _queue(session, bell_of(request), settings.rq_queue_name))


@router.get("/jobs/health", responses=EVERY_ROUTE)
async def jobs_health(
    _caller: CanMonitor, request: Request, session: ReadDb, settings: SettingsOf
) -> Answer[ScrapingHealth]:
    """Whether scraping works: the sites, the queue, the workers, and the last day's runs by site."""
    queue = await _queue(session, bell_of(request), settings.rq_queue_name)
    faults = []
    if queue.redis != "ok":
        faults.append("Redis is away: workers look for work themselves, which is slower.")
    if not queue.workers:
        faults.append("No worker is alive: start `jobcenter worker`.")
    return Answer(
        data=ScrapingHealth(
            version=__version__,
            status="degraded" if faults else "ok",
            faults=faults,
            sites=list(SITES),
            queue=queue,
            last_day=[EndedRuns(**row) for row in await queries.last_day_by_site(session)],
        )
    )


@router.get("/scheduler/status", responses=EVERY_ROUTE)
async def scheduler_status(_caller: CanMonitor, session: ReadDb) -> Answer[SchedulerShown]:
    """Which schedulers are alive, and what is due next."""
    alive = await presence.alive(session, "scheduler")
    instances = [SchedulerInstance(**{name: one[name] for name in SchedulerInstance.model_fields}) for one in alive]
    return Answer(
        data=SchedulerShown(
            status="running" if instances else "stopped",
            instances=instances,
            **await queries.schedules_now(session),
        )
    )


@router.post("/scheduler/run", responses=EVERY_ROUTE)
async def run_scheduler(
    _caller: Annotated[Caller, allow(SCHEDULES_WRITE)], request: Request, response: Response
) -> Answer[Looked]:
    """Look for due schedules now, as a scheduler does every second."""
    response.headers["Cache-Control"] = "no-store"
    return Answer(data=Looked.model_validate(await look_once(engine_of(request), bell_of(request))))
