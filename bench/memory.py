"""Memory: what each process of Job Center holds, before it has worked and after."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import psutil

from bench.figures import Figure
from bench.ground import Ground, Parts
from jobcenter.demo.sites import Fault, Sample, StandIn

AIMS = {"API": 150.0, "scheduler": 80.0, "worker node": 120.0, "worker process": 120.0}
BOARDS, POSTINGS, REQUESTS, SETTLE_SECONDS = 12, 1_000, 400, 4.0
QUICK = (2, 50, 5, 0.5)
MEGA = 1024 * 1024
HINDRANCE = "what it imports: SQLAlchemy (20 MB), redis and RQ, pydantic, the tables, the parsers of every site"


@dataclass
class _Held:
    """Resident megabytes of one process, and its share where pages are shared with others (PSS)."""

    rss: float
    pss: float


async def run(ground: Ground) -> list[Figure]:
    """All parts at defaults; idle, then after runs of large boards and some hundred requests."""
    boards, postings, requests, settle = QUICK if ground.quick else (BOARDS, POSTINGS, REQUESTS, SETTLE_SECONDS)
    sample = Sample(count=boards, postings=postings, vendors=("greenhouse", "lever"))
    slow = Fault(kind="delay", delay_ms=100)
    with StandIn.start(sample, faults=[slow]) as stand_in:
        async with ground.parts(stand_in, scheduler=True) as parts:
            await asyncio.sleep(settle)
            idle = _look(parts)
            most_of_child = await _work(parts, sample, requests)
            await asyncio.sleep(settle)
            worked = _look(parts)
    figures = [
        figure
        for name, aim in AIMS.items()
        for figure in (
            _figure(f"{name}, idle", idle[name], aim=None),
            _figure(f"{name}, after work", worked[name], aim=aim),
        )
    ]
    figures.append(
        _figure(
            "largest child at work",
            most_of_child,
            aim=None,
            note="a child lives for one task; it shares most of its pages with its worker process",
        )
    )
    node = worked["worker node"] + worked["worker process"]
    whole = sum(one.pss for one in node)
    return [
        *figures,
        Figure(
            "a whole worker at rest (node and 4 processes), by PSS",
            whole,
            "MB",
            note="PSS divides shared pages among those who share them, so that the sum counts every page once",
        ),
    ]


def _figure(name: str, held: list[_Held], *, aim: float | None, note: str = "") -> Figure:
    largest = max(held, key=lambda one: one.rss)
    return Figure(
        f"{name}, RSS",
        largest.rss,
        "MB",
        [one.rss for one in held],
        aim=aim,
        hindrance=HINDRANCE,
        note=note or "the largest where there are several; each process is held against the aim by itself",
        details={"pss": round(largest.pss, 1)},
    )


def _look(parts: Parts) -> dict[str, list[_Held]]:
    node = psutil.Process(parts.processes["worker 1"].pid)
    of_one = {"API": parts.processes["api"], "scheduler": parts.processes["scheduler"]}
    held = {name: [_held(psutil.Process(process.pid))] for name, process in of_one.items()}
    return held | {"worker node": [_held(node)], "worker process": [_held(one) for one in node.children()]}


def _held(process: psutil.Process) -> _Held:
    full = process.memory_full_info()
    return _Held(full.rss / MEGA, full.pss / MEGA)


async def _work(parts: Parts, sample: Sample, requests: int) -> list[_Held]:
    """Runs of every board, twice, and requests beside them; the largest moments of the workers' children."""
    seen: list[_Held] = []
    for _ in range(2):
        runs = [await parts.scrape(board.vendor, board.slug) for board in sample.boards()]
        reading = asyncio.create_task(_read(parts, runs, requests // 2))
        watching = asyncio.create_task(_watch(parts, seen))
        await parts.ended(runs)
        await reading
        watching.cancel()
    return [max(seen, key=lambda one: one.rss)] if seen else [_Held(0, 0)]


async def _read(parts: Parts, runs: list[str], requests: int) -> None:
    for number in range(requests):
        await parts.api.get(f"/api/scraping/runs/{runs[number % len(runs)]}/postings?limit=100")


async def _watch(parts: Parts, seen: list[_Held]) -> None:
    while True:
        seen += await asyncio.to_thread(lambda: list(_children(parts)))
        await asyncio.sleep(0.1)


def _children(parts: Parts) -> Iterator[_Held]:
    for process in psutil.Process(parts.processes["worker 1"].pid).children():
        for child in process.children():
            try:
                yield _held(child)
            except (psutil.Error, OSError):  # it has just ended
                continue
