"""The monitor: the queue and who does what now, and the last day."""

from typing import Any, Literal

from fastapi import APIRouter, Request

from jobcenter.accounts.access import AskingFirst
from jobcenter.kit.clock import now
from jobcenter.kit.http import ReadDb
from jobcenter.scraping import monitoring, queries
from jobcenter.scraping.api.parameters import CanMonitor, bell_of
from jobcenter.scraping.monitor_schemas import DaySlice, Doing, LastDay, MonitorShown, Node, SiteDay
from jobcenter.work import presence
from jobcenter.work.queue import QueueAwayError

router = APIRouter(route_class=AskingFirst)


@router.get("/monitor")
async def monitor(_caller: CanMonitor, request: Request, session: ReadDb) -> MonitorShown:
    """How work goes at this moment: what waits, what runs, who does it, and what hinders it."""
    redis = await _redis(request)
    workers = [_node(one) for one in await presence.alive(session, "worker")]
    schedulers = [_node(one) for one in await presence.alive(session, "scheduler")]
    schedules = await queries.schedules_now(session)
    faults = []
    if redis == "away":
        faults.append("Redis is away: workers look for work themselves, which is slower. Start it again.")
    if not workers:
        faults.append("No worker is alive, so nothing is done: start `jobcenter worker`.")
    if not schedulers and schedules["enabled"]:
        faults.append("No scheduler is alive, so no schedule starts a run: start `jobcenter scheduler`.")
    return MonitorShown(
        at=now(),
        **await queries.queue_now(session),
        redis=redis,
        schedules_due=schedules["due"],
        next_run_at=schedules["next_run_at"],
        workers=workers,
        schedulers=schedulers,
        doing=[Doing(**one) for one in await monitoring.running_now(session)],
        faults=faults,
    )


@router.get("/monitor/day")
async def day(_caller: CanMonitor, session: ReadDb) -> LastDay:
    """The last 24 hours: the queue by quarters of an hour, and how each site's runs went."""
    since = monitoring.first_slice(now())
    return LastDay(
        slices=[DaySlice(**one) for one in await monitoring.last_day(session, since)],
        sites=[SiteDay(**one) for one in await monitoring.last_day_by_site(session, since)],
    )


async def _redis(request: Request) -> Literal["ok", "away"]:
    try:
        await bell_of(request).waiting()
    except QueueAwayError:
        return "away"
    return "ok"


def _node(one: dict[str, Any]) -> Node:
    shown = {name: one[name] for name in ("id", "host", "started_at", "seen_at")}
    return Node(**shown, processes=len(one["detail"].get("processes", {})))
