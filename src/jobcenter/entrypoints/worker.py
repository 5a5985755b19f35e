"""The worker: a node that keeps some worker processes alive, each doing one task at a time in a child of its own."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress

from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.applicants.tasks import KEEP, MOVE, keep_facts, move_applicants
from jobcenter.entrypoints.freshness import freshening, once_more
from jobcenter.entrypoints.reactions import REACTIONS, with_more
from jobcenter.entrypoints.start import check_schema, every, serve_metrics, start
from jobcenter.imports.tasks import IMPORT, import_file
from jobcenter.kit import logs
from jobcenter.kit.cache import Cache
from jobcenter.kit.db import make_engine, reading, writing
from jobcenter.kit.metrics import Count, Level, counted_in_children, flush
from jobcenter.kit.settings import Settings, load_settings
from jobcenter.postings.openings.actions import KIND as MATCH
from jobcenter.postings.openings.tasks import match
from jobcenter.postings.tasks import read_anew, tell
from jobcenter.postings.upkeep import READ_ANEW, TELL
from jobcenter.scraping.actions import KIND as SCRAPE
from jobcenter.scraping.network import GuardedBackend, trust
from jobcenter.scraping.tasks import scrape
from jobcenter.work import leases, outbox, presence, tasks
from jobcenter.work.queue import Bell, LeaseWorker, QueueAwayError, die_with
from jobcenter.work.reconcile import reconcile
from jobcenter.work.runner import Handler
from jobcenter.work.runner import perform as do_task

RELAY_SECONDS = 0.5
AWAY_SECONDS = 3.0
STOP_SECONDS = 10.0
OWNER = "JOBCENTER_LEASE_OWNER"

ALIVE = Level("jobcenter_worker_processes", "Living processes of this worker node")
RESTARTED = Count("jobcenter_worker_processes_restarted_total", "Processes of this node that died and were replaced")

HANDLERS: dict[str, Handler] = {
    SCRAPE: scrape,
    MATCH: match,
    READ_ANEW: read_anew,
    TELL: tell,
    KEEP: keep_facts,
    MOVE: move_applicants,
    IMPORT: import_file,
}

log = logs.log(__name__)


def perform(task_id: str) -> None:
    """The queue's door, run in a worker's child: do one slice of a task."""
    settings = load_settings()
    asyncio.run(_in_child(settings, task_id))


async def _in_child(settings: Settings, task_id: str | None) -> bool:
    engine = make_engine(settings, pool_size=2, name="jobcenter-task")
    cache = Cache(settings)
    try:
        if task_id is None:
            async with reading(engine) as session:
                task_id = await tasks.next_due(session)
            if task_id is None:
                return False
        owner = os.environ.get(OWNER, presence.name_of("worker"))
        after = freshening(cache, engine)
        return await do_task(engine, settings, HANDLERS, task_id, owner=owner, bell=Bell(settings), after_commit=after)
    finally:
        await cache.close()
        await engine.dispose()
        await flush()


def main() -> None:
    """Run a worker node until SIGTERM or Ctrl-C."""
    settings = start("worker", "database_url")
    check_schema(settings)
    serve_metrics(settings, "worker")
    asyncio.run(_Node(settings).run())


class _Node:
    """The node: starts its worker processes again when they die, and meanwhile relays events and reconciles."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.engine: AsyncEngine = make_engine(settings, pool_size=2, name="jobcenter-worker")
        self.bell = Bell(settings)
        self.cache = Cache(settings)
        self.reactions = with_more(REACTIONS, once_more(self.cache))
        self.stopping = asyncio.Event()
        self.alive: dict[int, int] = {}

    async def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, self.stopping.set)
        log.info("worker started", processes=self.settings.worker_processes)
        RESTARTED.add(0)
        with counted_in_children() as metrics:
            await asyncio.gather(
                *(self._keep_one(slot, metrics) for slot in range(self.settings.worker_processes)),
                every(RELAY_SECONDS, self._relay, self.stopping),
                every(self.settings.reconcile_seconds, self._reconcile, self.stopping),
                every(presence.BEAT_SECONDS, self._beat, self.stopping),
            )
        with suppress(Exception):
            async with writing(self.engine) as session:
                await presence.leave(session, "worker")
        await self.cache.close()
        await self.engine.dispose()
        log.info("worker stopped")

    async def _keep_one(self, slot: int, metrics: Mapping[str, str]) -> None:
        """Keep one worker process alive; when it dies, let go of its leases at once."""
        while not self.stopping.is_set():
            owner = f"{presence.name_of('worker')}/{slot}/{time.monotonic_ns()}"
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "jobcenter.entrypoints.worker",
                str(os.getpid()),
                env={**os.environ, OWNER: owner, **metrics},
                start_new_session=True,
            )
            self.alive[slot] = process.pid
            ALIVE.add(1)
            died = asyncio.create_task(process.wait())
            stop = asyncio.create_task(self.stopping.wait())
            await asyncio.wait({died, stop}, return_when=asyncio.FIRST_COMPLETED)
            stop.cancel()
            if self.stopping.is_set():
                await _stop(process)
            else:
                log.warning("worker process died", slot=slot, pid=process.pid, exit=process.returncode)
                ALIVE.add(-1)
                RESTARTED.add()
                await asyncio.sleep(1)
            await self._let_go(owner)

    async def _let_go(self, owner: str) -> None:
        with suppress(Exception):  # a lease that cannot be let go now runs out by itself
            async with writing(self.engine) as session:
                await leases.expire_leases(session, owner=owner)

    async def _relay(self) -> None:
        await outbox.relay(self.engine, self.reactions)

    async def _reconcile(self) -> None:
        await reconcile(self.engine, self.bell)

    async def _beat(self) -> None:
        async with writing(self.engine) as session:
            await presence.beat(
                session, "worker", {"processes": dict(self.alive), "queue": self.settings.rq_queue_name}
            )


async def _stop(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
    except TimeoutError:
        log.warning("worker process killed", pid=process.pid)
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def one_process(node: int) -> None:
    """One worker process: waits for the bell; while Redis is away, looks into PostgreSQL itself, slowly."""
    die_with(node)
    settings = start("worker", "database_url")
    # What the HTTP client loads when it is first used is loaded once here, and not in the child of every task, where it
    # would be a third of the time until the first request.
    asyncio.run(GuardedBackend(frozenset()).sleep(0))
    trust()
    stopping = False

    def stop(_number: int, _frame: object) -> None:
        nonlocal stopping
        stopping = True

    while not stopping:
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            worker = LeaseWorker(settings, f"{presence.name_of('worker')}-{time.monotonic_ns()}", _child_died)
            worker.work(logging_level="WARNING")
            stopping = stopping or worker.shutdown_requested
        except QueueAwayError as error:
            log.warning("queue away", error=str(error)[:200])
            if _work_without_bell(settings, os.getpid()):
                continue
        if not stopping:
            time.sleep(AWAY_SECONDS)


def _child_died(task_id: str) -> None:
    """A child was killed: its lease need not be waited for."""
    log.warning("task's process died", task_id=task_id)
    subprocess.run([sys.executable, "-c", _LET_GO], env=os.environ, check=False, timeout=30)  # noqa: S603 - our own code


_LET_GO = """
import asyncio, os
from jobcenter.kit.db import make_engine, writing
from jobcenter.kit.settings import load_settings
from jobcenter.work.leases import expire_leases

async def let_go():
    engine = make_engine(load_settings(), pool_size=0)
    async with writing(engine) as session:
        await expire_leases(session, owner=os.environ["JOBCENTER_LEASE_OWNER"])
    await engine.dispose()

asyncio.run(let_go())
"""


def _work_without_bell(settings: Settings, parent: int) -> bool:
    """Do the task that has waited longest, in a child; return whether there was one."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        die_with(parent)
        code = 1
        try:
            code = 0 if asyncio.run(_in_child(settings, None)) else 3
        except BaseException:
            log.exception("task failed")
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


if __name__ == "__main__":
    one_process(int(sys.argv[1]))
