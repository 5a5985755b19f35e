"""One worker process: how many postings a second it brings from the boards into the store, and for how much CPU."""

import asyncio
import statistics
import time
from collections.abc import Sequence

import psutil

from bench.figures import Figure, of_samples
from bench.ground import Ground, Parts
from jobcenter.demo.sites import Sample, StandIn

BOARDS, POSTINGS, ROUNDS = 8, 1_000, 3
QUICK = (2, 30, 1)


async def run(ground: Ground) -> list[Figure]:
    """Rounds of boards that are new each time; then one round more of boards that are all as they were."""
    boards, postings, rounds = QUICK if ground.quick else (BOARDS, POSTINGS, ROUNDS)
    sample = Sample(count=boards * (rounds + 1), postings=postings, vendors=("greenhouse", "lever"))
    targets = [(board.vendor, board.slug) for board in sample.boards()]
    speeds: list[float] = []
    costs: list[float] = []
    with StandIn.start(sample) as stand_in:
        async with ground.parts(stand_in, JOBCENTER_WORKER_PROCESSES="1") as parts:
            await _round(parts, targets[:boards])  # warms up caches, files and plans
            for number in range(1, rounds + 1):
                used, took = await _round(parts, targets[boards * number : boards * (number + 1)])
                speeds.append(boards * postings / took)
                costs.append(used / (boards * postings) * 1000)
            again = [await _round(parts, targets[:boards]) for _ in range(rounds)]
    what = f"{boards} boards of {postings:,} postings, half Greenhouse (one page), half Lever (pages of 100); no pauses"
    seen_again = [boards * postings / took for _, took in again]
    return [
        of_samples("one worker process, new postings", speeds, "/s", note=what),
        of_samples("one worker process, postings seen again", seen_again, "/s", note=what),
        of_samples("CPU for 1,000 new postings", costs, "s", note="of the node, its worker process and its children"),
        Figure(
            "CPU at work, share of one core", 100 * statistics.median(costs) * statistics.median(speeds) / 1000, "%"
        ),
    ]


async def _round(parts: Parts, targets: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """CPU seconds used, and seconds from the first POST to the last run's end."""
    before = _cpu(parts)
    began = time.monotonic()
    runs = await asyncio.gather(*(parts.scrape(site, target) for site, target in targets))
    await parts.ended(runs)
    return _cpu(parts) - before, time.monotonic() - began


def _cpu(parts: Parts) -> float:
    """CPU seconds of the node and its processes so far, with those of children that have ended."""
    node = psutil.Process(parts.processes["worker 1"].pid)
    own = node.cpu_times()
    below = [one.cpu_times() for one in node.children()]
    return own.user + own.system + sum(t.user + t.system + t.children_user + t.children_system for t in below)
