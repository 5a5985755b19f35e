"""The scheduler: turns due schedules into runs and does the chores; any number of instances may run."""

import asyncio
import signal
import time
from datetime import timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.accounts.retention import forget_old_invitations, forget_old_sign_ins
from jobcenter.applicants.retention import forget_old_outcomes
from jobcenter.entrypoints.start import check_schema, every, serve_metrics, start
from jobcenter.imports.retention import forget_old_rows
from jobcenter.kit import logs
from jobcenter.kit.db import make_engine, reading, writing
from jobcenter.kit.metrics import Level
from jobcenter.kit.settings import Settings
from jobcenter.postings.upkeep import ask_for_reading_anew, ask_for_telling, forget_old_hits
from jobcenter.scraping.queries import queue_now, schedules_now
from jobcenter.scraping.retention import RUNS_AT_ONCE, forget_old_pages, forget_old_runs, forget_old_skips
from jobcenter.scraping.scheduler import schedule_due
from jobcenter.work import idempotency, outbox, presence
from jobcenter.work.periodic import Periodic, declare, run_due
from jobcenter.work.queue import Bell
from jobcenter.work.tasks import forget_ended

LOOK_SECONDS = 1.0
CHORE_SECONDS = 30.0
GAUGE_SECONDS = 10.0

CHORES = (
    Periodic("forget relayed events", timedelta(hours=1), outbox.forget_relayed),
    Periodic("forget old idempotency keys", timedelta(hours=1), idempotency.forget_old),
    Periodic("forget dead processes", timedelta(hours=1), presence.forget_dead),
    Periodic("forget old sign-ins", timedelta(hours=1), forget_old_sign_ins),
    Periodic("forget ended tasks", timedelta(hours=1), forget_ended),
    Periodic("read anew what older rules have read", timedelta(minutes=1), ask_for_reading_anew),
    Periodic("forget old runs", timedelta(days=1), forget_old_runs, RUNS_AT_ONCE),
    Periodic("forget skipped occurrences", timedelta(days=1), forget_old_skips),
    Periodic("forget what pages were like", timedelta(days=1), forget_old_pages),
    Periodic("forget old invitations", timedelta(days=1), forget_old_invitations),
    Periodic("tell new matches of saved searches", timedelta(seconds=30), ask_for_telling),
    Periodic("forget old matches of saved searches", timedelta(days=1), forget_old_hits),
)

LEVELS = {
    "waiting": Level("jobcenter_tasks_waiting", "Tasks that are due and not running"),
    "waiting_for_later": Level("jobcenter_tasks_waiting_for_later", "Tasks whose time has not come"),
    "running": Level("jobcenter_tasks_running", "Tasks under a lease"),
    "oldest_waiting_seconds": Level("jobcenter_task_oldest_waiting_seconds", "How long the oldest due task waits"),
    "due": Level("jobcenter_schedules_due", "Schedules that are due and not started"),
    "outbox": Level("jobcenter_outbox_waiting", "Events that wait to be relayed"),
}
MEASURED_AT = Level("jobcenter_levels_measured_timestamp_seconds", "When the waiting and running were last counted")

log = logs.log(__name__)


def main() -> None:
    """Run until SIGTERM or Ctrl-C."""
    settings = start("scheduler", "database_url")
    check_schema(settings)
    serve_metrics(settings, "scheduler")
    asyncio.run(_main(settings))


async def _main(settings: Settings) -> None:
    engine = make_engine(settings, pool_size=2, name="jobcenter-scheduler")
    bell = Bell(settings)
    due = chores_of(settings)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)

    async def look() -> None:
        await look_once(engine, bell)

    async def beat() -> None:
        async with writing(engine) as session:
            await presence.beat(session, "scheduler", {})

    async def chores() -> None:
        await declare(engine, due)
        await run_due(engine, due)

    async def measure() -> None:
        await measure_once(engine)

    log.info("scheduler started")
    await asyncio.gather(
        every(LOOK_SECONDS, look, stopping),
        every(presence.BEAT_SECONDS, beat, stopping),
        every(CHORE_SECONDS, chores, stopping),
        every(GAUGE_SECONDS, measure, stopping),
    )
    async with writing(engine) as session:
        await presence.leave(session, "scheduler")
    await engine.dispose()
    log.info("scheduler stopped")


def chores_of(settings: Settings) -> tuple[Periodic, ...]:
    """All chores: those that are the same everywhere, and those that keep something as long as a setting says."""
    rows, outcomes = timedelta(days=settings.keep_import_rows_days), timedelta(days=settings.keep_move_outcomes_days)
    return (
        *CHORES,
        Periodic("forget the rows of old imports", timedelta(days=1), partial(forget_old_rows, kept=rows)),
        Periodic("forget the outcomes of old moves", timedelta(days=1), partial(forget_old_outcomes, kept=outcomes)),
    )


async def measure_once(engine: AsyncEngine) -> None:
    """Show what waits, runs and is due, by the rows; while the database is away, the last that was known."""
    async with reading(engine) as session:
        now = await queue_now(session) | await schedules_now(session) | {"outbox": await outbox.waiting(session)}
    for name, level in LEVELS.items():
        level.set(now[name])
    MEASURED_AT.set(time.time())


async def look_once(engine: AsyncEngine, bell: Bell) -> dict[str, object]:
    """Start all that is due now; return which runs, and how many occurrences were skipped."""
    started: list[str] = []
    skipped = 0
    while True:
        async with writing(engine) as session:
            made = await schedule_due(session)
        logs.forget()
        await bell.ring(made.task_ids)
        started += made.started
        skipped += made.skipped
        if not made.started and not made.skipped:
            return {"started": started, "skipped": skipped}
