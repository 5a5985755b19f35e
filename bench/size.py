"""Size: what a run costs on an empty store, and on one that holds a million postings."""

import statistics
import time
from dataclasses import dataclass, field

import asyncpg
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.figures import Figure, point
from bench.ground import BenchError, Ground
from jobcenter.demo.sites import Sample, StandIn
from jobcenter.entrypoints.worker import HANDLERS
from jobcenter.kit.db import make_engine, writing
from jobcenter.kit.settings import Settings, load_settings
from jobcenter.scraping.actions import start_run
from jobcenter.work.runner import perform

STORED, QUICK_STORED = 1_000_000, 2_000
SAMPLES, QUICK_SAMPLES, WARM = 24, 2, 1
POSTINGS = 300
AIM = 1.3
# A thousand boards; texts that compression cannot make much of; ids that sort by age, as ours do.
FILL = """
    INSERT INTO postings (id, site_name, target, vendor_id, title, company, places, url, description_html, raw,
        content_hash, last_seen_run_id)
    SELECT CAST(lpad(to_hex(n), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0') AS uuid),
        CASE n % 2 WHEN 0 THEN 'lever' ELSE 'greenhouse' END, 'stored-' || n % 1000,
        CAST(md5(n::text) AS uuid)::text, 'Engineer ' || n, 'Company ' || n % 1000, ARRAY['Berlin, Germany'],
        'https://jobs.example.com/' || n, md5(n::text) || md5((-n)::text) || md5((n * 7)::text) || md5((n * 13)::text),
        jsonb_build_object('id', n, 'text', md5((n * 3)::text) || md5((n * 5)::text)),
        decode(md5(n::text), 'hex'), CAST('00000000-0000-7000-8000-000000000000' AS uuid)
    FROM generate_series(1, $1::int) n
"""


@dataclass
class _Costs:
    """What runs cost: milliseconds, statements, kilobytes of WAL."""

    wall: list[float] = field(default_factory=list)
    statements: list[float] = field(default_factory=list)
    wal: list[float] = field(default_factory=list)


async def run(ground: Ground) -> list[Figure]:
    """The same runs on both stores in turn: every board first as new, then once more as it was."""
    stored = QUICK_STORED if ground.quick else STORED
    samples = QUICK_SAMPLES if ground.quick else SAMPLES
    sample = Sample(count=samples + WARM, postings=POSTINGS, vendors=("greenhouse", "lever"))
    with StandIn.start(sample) as stand_in:
        async with ground.database() as empty, ground.database() as full:
            await _fill(full, stored)
            stores = [await _Store.on(load_settings(ground.environ(url, stand_in))) for url in (empty, full)]
            try:
                for number, board in enumerate(sample.boards()):
                    for store in stores if number % 2 else reversed(stores):
                        await store.measure(board.vendor, board.slug, warm=number < WARM)
            finally:
                for store in stores:
                    await store.close()
    return [
        figure
        for what, little, much in (
            ("new postings", stores[0].new, stores[1].new),
            ("postings seen again", stores[0].again, stores[1].again),
        )
        for figure in _compared(f"a run of {POSTINGS} {what}", little, much, stored)
    ]


def _compared(what: str, little: _Costs, much: _Costs, stored: int) -> list[Figure]:
    pairs = {
        "wall": ("ms", little.wall, much.wall, AIM),
        "statements": ("statements", little.statements, much.statements, AIM),
        "WAL": ("kB", little.wal, much.wal, None),
    }
    note = f"medians of the same runs on both stores in turn; the small one holds at most {SAMPLES * POSTINGS:,}"
    return [
        Figure(
            f"{what}: {name} with {stored:,} stored over that with 0",
            statistics.median(b) / max(1e-9, statistics.median(a)),
            "x",
            [y / max(1e-9, x) for x, y in zip(a, b, strict=True)],
            aim=aim,
            hindrance="deeper indexes, and pages that are written whole once after each checkpoint",
            note=note,
            details={f"with 0 ({unit})": round(point(a, 0.5), 1), f"with {stored:,} ({unit})": round(point(b, 0.5), 1)},
        )
        for name, (unit, a, b, aim) in pairs.items()
    ]


async def _fill(url: str, stored: int) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(FILL.replace("$1::int", str(stored)))
        await connection.execute("VACUUM ANALYZE postings")
        await connection.execute("CHECKPOINT")
    finally:
        await connection.close()


class _Store:
    """One database, and the runs that this very process does on it with the workers' own function."""

    def __init__(self, settings: Settings, engine: AsyncEngine, connection: asyncpg.Connection) -> None:
        self.settings = settings
        self.engine = engine
        self.connection = connection
        self.new = _Costs()
        self.again = _Costs()
        self._statements = 0
        event.listen(engine.sync_engine, "before_cursor_execute", self._count)

    @classmethod
    async def on(cls, settings: Settings) -> "_Store":
        engine = make_engine(settings, pool_size=2, name="jobcenter-task")
        return cls(settings, engine, await asyncpg.connect(settings.database_url))

    async def close(self) -> None:
        await self.connection.close()
        await self.engine.dispose()

    def _count(self, *_: object) -> None:
        self._statements += 1

    async def measure(self, site: str, target: str, *, warm: bool) -> None:
        """Run a board as new, and again."""
        for costs in (self.new, self.again):
            kept = _Costs() if warm else costs
            async with writing(self.engine) as session:
                started = await start_run(
                    session, site=site, target=target, payload={}, min_pause_seconds=0, max_pause_seconds=0
                )
            wal, self._statements = await self._wal(), 0
            began = time.perf_counter()
            await perform(self.engine, self.settings, HANDLERS, started["task_id"], owner="bench")
            kept.wall.append((time.perf_counter() - began) * 1000)
            kept.statements.append(float(self._statements))
            kept.wal.append((await self._wal() - wal) / 1000)
            ended = "SELECT status FROM scrape_runs WHERE run_id = $1"
            status = await self.connection.fetchval(ended, started["run_id"])
            if status != "succeeded":
                raise BenchError(f"the run of {site} {target} ended as {status}")

    async def _wal(self) -> float:
        return float(await self.connection.fetchval("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn"))
