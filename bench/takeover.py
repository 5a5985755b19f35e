"""Take-over: a worker dies or stops in the middle of a run; how long until the run asks its site again."""

import asyncio
import random
import signal
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import psutil

from bench.figures import Figure, of_samples
from bench.ground import BenchError, Ground, Parts
from bench.plain_rq import measure as measure_plain_rq
from jobcenter.demo.sites import Sample, StandIn
from jobcenter.demo.sites.rows import Board

AIM = 20.0
REPEATS = {"process": 3, "child": 3, "node": 3, "stopped": 3}
RQ_LIMIT, QUICK_RQ_LIMIT = 120.0, 3.0
PHASE_SECONDS = 4.0  # a lease is renewed every 4 s: blows fall at any moment in between
WOKEN_SECONDS = 3.0
HINDRANCE = "the dead worker's lease must run out first (JOBCENTER_LEASE_SECONDS), then a reconciler must look"
SHORT = {"JOBCENTER_LEASE_SECONDS": "2", "JOBCENTER_RECONCILE_SECONDS": "0.3", "JOBCENTER_WORKER_PROCESSES": "1"}
NAMES = {
    "process": "SIGKILL of the worker process at work",
    "child": "SIGKILL of the child at work",
    "node": "SIGKILL of the whole worker node, another alive",
    "stopped": "SIGSTOP of the whole worker node, another alive",
}


@dataclass
class _Holder:
    """The processes that hold a run's lease."""

    node: psutil.Process
    process: psutil.Process
    child: psutil.Process


async def run(ground: Ground) -> list[Figure]:
    """Two worker nodes; every run is struck once. RQ alone is measured meanwhile: it has nothing to do but wait."""
    repeats = dict.fromkeys(REPEATS, 1) if ground.quick else REPEATS
    sample = Sample(count=sum(repeats.values()), postings=4_000, vendors=("lever",))
    boards = iter(sample.boards())
    rq = asyncio.create_task(measure_plain_rq(ground, QUICK_RQ_LIMIT if ground.quick else RQ_LIMIT))
    took: dict[str, list[float]] = {}
    with StandIn.start(sample) as stand_in:
        async with ground.parts(stand_in, nodes=2, **(SHORT if ground.quick else {})) as parts:
            blows = _Blows(parts, stand_in, phase=0.2 if ground.quick else PHASE_SECONDS)
            for name, count in repeats.items():
                took[name] = [await blows.fall(name, next(boards)) for _ in range(count)]
    return [
        *(of_samples(NAMES[name], samples, "s", aim=AIM, hindrance=HINDRANCE) for name, samples in took.items()),
        Figure(
            "the slowest of all these take-overs",
            max(one for samples in took.values() for one in samples),
            "s",
            aim=AIM,
            hindrance=HINDRANCE,
        ),
        Figure(
            "requests by a stopped node after it woke up",
            float(sum(blows.woken)),
            "requests",
            [float(one) for one in blows.woken],
            aim=0.0,
            hindrance="a woken child asked its site before it looked at its lease",
        ),
        await rq,
    ]


class _Blows:
    """Starts runs and strikes those who do them."""

    def __init__(self, parts: Parts, stand_in: StandIn, *, phase: float) -> None:
        self.parts = parts
        self.stand_in = stand_in
        self.phase = phase
        self.woken: list[int] = []

    async def fall(self, name: str, board: Board) -> float:
        """Seconds from the blow to the run's next request."""
        strikes: dict[str, Callable[[_Holder], Awaitable[None]]] = {
            "process": self._kill_process,
            "child": self._kill_child,
            "node": self._kill_node,
            "stopped": self._stop_node,
        }
        await self.parts.until(lambda: self.parts.workers_ready(2), "the worker processes")
        run_id = await self.parts.scrape(board.vendor, board.slug, pause=1)
        await self._asked(run_id, attempt=1)
        await asyncio.sleep(random.uniform(0, self.phase))
        holder = await self._holder(run_id)
        struck = time.monotonic()
        await strikes[name](holder)
        resumed = await self._asked(run_id, attempt=2)
        if name == "stopped":
            await self._wake(holder, run_id, struck)
        await self.parts.api.post(f"/api/scraping/runs/{run_id}/cancel")
        return resumed - struck

    async def _asked(self, run_id: str, *, attempt: int) -> float:
        """When the run's first request of that attempt, or a later one, arrived at the site."""
        found: list[float] = []

        async def arrived() -> bool:
            found.extend(self._requests(run_id, lambda number: number >= attempt))
            return bool(found)

        await self.parts.until(arrived, f"a request of attempt {attempt}", patience=120)
        return found[0]

    def _requests(self, run_id: str, fits: Callable[[int], bool]) -> list[float]:
        lines = (one for one in self.stand_in.log() if one["run"] == run_id and one["event"] == "start")
        return [one["monotonic"] for one in lines if fits(one["attempt"])]

    async def _holder(self, run_id: str) -> _Holder:
        owner = await self.parts.connection.fetchval(
            "SELECT lease_owner FROM tasks JOIN scrape_runs ON task_id = tasks.id WHERE run_id = $1", run_id
        )
        for started in self.parts.processes.values():
            if started.poll() is None:
                node = psutil.Process(started.pid)
                for process in node.children():
                    if process.environ().get("JOBCENTER_LEASE_OWNER") == owner:
                        return _Holder(node, process, process.children()[0])
        raise BenchError(f"no living process holds the lease {owner}")

    async def _kill_process(self, holder: _Holder) -> None:
        holder.process.kill()

    async def _kill_child(self, holder: _Holder) -> None:
        holder.child.kill()

    async def _kill_node(self, holder: _Holder) -> None:
        """Kill the node alone: its processes must die with it. Another is started in its place at once."""
        name = next(name for name, one in self.parts.processes.items() if one.pid == holder.node.pid)
        holder.node.kill()
        await asyncio.to_thread(self.parts.processes[name].wait)
        self.parts.start_part("worker", name)

    async def _stop_node(self, holder: _Holder) -> None:
        for process in [holder.node, *holder.node.children(recursive=True)]:
            process.suspend()

    async def _wake(self, holder: _Holder, run_id: str, struck: float) -> None:
        """Let a stopped node go on, and count the requests that its old attempt still makes."""
        late = struck + 0.2  # what was on its way at the blow has arrived by then
        for process in [*holder.node.children(recursive=True), holder.node]:
            process.send_signal(signal.SIGCONT)
        await asyncio.sleep(WOKEN_SECONDS)
        old = self._requests(run_id, lambda number: number < 2)
        self.woken.append(sum(moment > late for moment in old))
