"""Connections: how many all parts together hold at PostgreSQL, at defaults, while everybody is busy."""

import asyncio
from collections import Counter

import asyncpg

from bench.figures import Figure
from bench.ground import Ground, Parts
from jobcenter.demo.sites import Fault, Sample, StandIn

AIM = 50.0
SECONDS, QUICK_SECONDS, CLIENTS = 15.0, 2.0, 40
QUESTION = """
    SELECT application_name, count(*) AS held FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND application_name <> 'bench' GROUP BY 1
"""


async def run(ground: Ground) -> list[Figure]:
    """An API, a scheduler and a worker of four processes, with more to do than they can."""
    sample = Sample(count=40, postings=300, vendors=("lever",))
    with StandIn.start(sample, faults=[Fault(kind="delay", delay_ms=200)]) as stand_in:
        async with ground.parts(stand_in, scheduler=True) as parts:
            runs = [await parts.scrape(board.vendor, board.slug) for board in sample.boards()]
            readers = [asyncio.create_task(_read(parts, runs)) for _ in range(CLIENTS)]
            try:
                samples, parts_held = await _sample(parts.connection, QUICK_SECONDS if ground.quick else SECONDS)
            finally:
                for reader in readers:
                    reader.cancel()
                await asyncio.gather(*readers, return_exceptions=True)
    return [
        Figure(
            "connections of all parts together, the most at one moment",
            max(samples),
            "connections",
            samples,
            aim=AIM,
            hindrance="each worker's child and each API process has a pool of its own",
            note=f"defaults: one API, one scheduler, a worker of 4 processes; {CLIENTS} clients and 40 runs of work",
            details={name: float(held) for name, held in parts_held.items()},
        )
    ]


async def _sample(connection: asyncpg.Connection, seconds: float) -> tuple[list[float], Counter[str]]:
    """All connections at many moments, and the most that each part ever held."""
    samples: list[float] = []
    most: Counter[str] = Counter()
    for _ in range(int(seconds / 0.05)):
        rows = await connection.fetch(QUESTION)
        samples.append(float(sum(row["held"] for row in rows)))
        most |= Counter({row["application_name"]: row["held"] for row in rows})
        await asyncio.sleep(0.05)
    return samples, most


async def _read(parts: Parts, runs: list[str]) -> None:
    while True:
        await parts.api.get(f"/api/scraping/runs/{runs[0]}/postings?limit=100")
        await parts.api.get("/api/scraping/runs?limit=100")
