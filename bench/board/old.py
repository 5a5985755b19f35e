"""The old portal's way beside ours: its queries on a copy of the same data that has the indexes it had."""

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import cycle

import asyncpg

from bench.board import legacy
from bench.board.costs import Cost, Meter
from bench.board.scene import CLIENTS, LARGEST, Scene, drop_indexes, pgbench, timed
from bench.figures import Figure, point
from bench.ground import Ground
from jobcenter.entrypoints.cli import before_after as names

FIRST, QUICK_FIRST = 12, 2
PAGES, QUICK_PAGES = 3, 1
OURS_EACH = 5
APPLICANTS = 200
WRITES = 60
FLUSHED_BY = 0.2  # seconds: the connections that work hand in their counts when told to
AIM = 300.0
NO_LIMIT = "every row of the job, in one answer"


@asynccontextmanager
async def copied(ground: Ground, url: str) -> AsyncIterator[str]:
    """A copy of a database to which nobody is connected: its address."""
    name = url.rpartition("/")[2]
    administering = await asyncpg.connect(ground.postgres.url)
    try:
        await administering.execute(f"CREATE DATABASE {name}_old TEMPLATE {name} STRATEGY FILE_COPY")
        yield f"{url}_old"
        await administering.execute(f"DROP DATABASE {name}_old WITH (FORCE)")
    finally:
        await administering.close()


async def measure(scene: Scene, url: str) -> list[Figure]:
    """The first query beside our page, whole pages and their cost, changes of a status alone and among readers."""
    connection = await asyncpg.connect(url, server_settings={"application_name": "bench"})
    metering = await asyncpg.connect(url, server_settings={"application_name": "bench"})
    try:
        await _as_it_was(connection)
        job = await connection.fetchval(LARGEST)
        first, ours, sent = await _first_query_beside_ours(scene, connection, job)
        whole, cost_of_first, cost = await _whole_pages(scene, connection, Meter(metering), job)
        return [
            *_told_of_first(first, ours, sent, cost_of_first),
            *_told_of_whole(whole, cost),
            *await _changes(scene, connection, url, job),
        ]
    finally:
        await metering.close()
        await connection.close()


async def _as_it_was(connection: asyncpg.Connection) -> None:
    """The old portal's indexes in place of ours."""
    await drop_indexes(connection, list(legacy.FOREIGN_KEYS))
    await connection.execute("SET maintenance_work_mem = '512MB'")
    for statement in legacy.indexes():
        await connection.execute(statement)
    await connection.execute("RESET maintenance_work_mem")
    await connection.execute("VACUUM (ANALYZE)")


async def _first_query_beside_ours(
    scene: Scene, connection: asyncpg.Connection, job: uuid.UUID
) -> tuple[list[float], list[float], int]:
    """Milliseconds of its first query and of our pages, in turn; and the bytes of JSON of all its rows."""
    first, ours = [], []
    rows: Sequence[asyncpg.Record] = []
    for number in range((QUICK_FIRST if scene.quick else FIRST) + 1):
        began = time.perf_counter()
        rows = await connection.fetch(legacy.PAGE, job)
        took = (time.perf_counter() - began) * 1000
        pages = await timed(lambda: scene.get(scene.board), OURS_EACH, warm=0)
        if number:
            first.append(took)
            ours += pages
    return first, ours, len(json.dumps([dict(row) for row in rows], default=str, ensure_ascii=False).encode())


async def _whole_pages(
    scene: Scene, connection: asyncpg.Connection, meter: Meter, job: uuid.UUID
) -> tuple[list[float], Cost, Cost]:
    """Milliseconds of whole pages; what its first query costs, and what a whole page does."""
    took: list[float] = []

    async def first() -> None:
        await connection.fetch(legacy.PAGE, job)
        await connection.execute("SELECT pg_stat_force_next_flush()")

    async def whole() -> None:
        began = time.perf_counter()
        await _whole_page(connection, job)
        took.append((time.perf_counter() - began) * 1000)
        await connection.execute("SELECT pg_stat_force_next_flush()")

    of_first = await meter.spent(first, times=QUICK_PAGES if scene.quick else PAGES, flushed_by=FLUSHED_BY)
    of_whole = await meter.spent(whole, times=QUICK_PAGES if scene.quick else PAGES, flushed_by=FLUSHED_BY)
    return took, of_first, of_whole


async def _whole_page(connection: asyncpg.Connection, job: uuid.UUID) -> None:
    rows = await connection.fetch(legacy.PAGE, job)
    for row in rows[:APPLICANTS]:
        for query in legacy.OF_EACH_APPLICANT:
            await connection.fetch(query, row["id"])
        await connection.fetch(legacy.STATUS, row["candidate_id"])


def _told_of_first(first: list[float], ours: list[float], sent: int, cost: Cost) -> list[Figure]:
    told = {
        "ours, asked in turn, p50 (ms)": round(point(ours, 0.5), 2),
        "blocks": round(cost.blocks),
        "rows read": round(cost.rows),
        "PostgreSQL's processors (s)": round(cost.seconds, 2),
    }
    return [
        Figure(names.OLD_FIRST_P50, point(first, 0.5), "ms", first, note=NO_LIMIT, details=told),
        Figure(names.OLD_FIRST_P95, point(first, 0.95), "ms", first),
        Figure(
            names.TIMES_FASTER,
            point(first, 0.5) / point(ours, 0.5),
            "x",
            aim=AIM,
            more_is_better=True,
            hindrance="PostgreSQL is good at that one query, hash by hash; most of our page is Python by now",
            note="our whole answer over HTTP, every field, without a cache; asked in turn on the same data",
            details=told,
        ),
        Figure(names.OLD_BYTES, sent / 1000, "kB", note=f"the JSON of {NO_LIMIT}"),
    ]


def _told_of_whole(took: list[float], cost: Cost) -> list[Figure]:
    note = f"its first query, then five for each of the first {APPLICANTS} applicants, one after the other"
    return [
        Figure(names.OLD_P50, point(took, 0.5), "ms", took, note=note),
        Figure(names.OLD_P95, point(took, 0.95), "ms", took, note=f"the slowest of {len(took)}"),
        Figure(names.OLD_STATEMENTS, round(cost.statements), "statements"),
        Figure(names.OLD_ROWS, cost.rows, "rows", note="as for ours"),
        Figure(
            names.OLD_BLOCKS,
            cost.blocks,
            "blocks",
            note="of 8 kB; mails are looked through once for each applicant, for replies: their parents had no index",
            details={"temporary": round(cost.temporary)},
        ),
        Figure(names.OLD_CPU, 1000 * cost.seconds, "ms", note="all processes of PostgreSQL"),
    ]


async def _changes(scene: Scene, connection: asyncpg.Connection, url: str, job: uuid.UUID) -> list[Figure]:
    """A change of a status: row, and history; alone, and while eight clients ask for its first query."""
    stages = cycle(await connection.fetch("SELECT id FROM job_stages WHERE job_id = $1 ORDER BY position LIMIT 3", job))
    applicants = cycle(await connection.fetch("SELECT id FROM applicants WHERE job_id = $1 LIMIT 500", job))

    async def change() -> None:
        applicant, stage = next(applicants)["id"], next(stages)["id"]
        async with connection.transaction():
            kind = await connection.fetchval(legacy.READ_FOR_CHANGE, applicant)
            await connection.execute(legacy.CHANGE, applicant, stage)
            await connection.execute(legacy.WRITE_HISTORY, applicant, stage, kind)

    alone = await timed(change, 3 if scene.quick else WRITES)
    page = legacy.PAGE.replace("$1", f"'{job}'")
    reading = asyncio.create_task(pgbench(url, page, clients=CLIENTS, seconds=2 * scene.seconds))
    among: list[float] = []
    try:
        await asyncio.sleep(0.2)  # until they are at it
        while not reading.done():
            among += await timed(change, 1, warm=0)
        pages = {"first queries a second": round(await reading, 2)}
    finally:
        reading.cancel()
    note = "row and history in one transaction, straight to PostgreSQL"
    return [
        Figure(names.OLD_WRITE, point(alone, 0.5), "ms", alone, note=note),
        Figure(
            names.OLD_WRITE_AMONG_READERS,
            point(among, 0.5),
            "ms",
            among[:: max(1, len(among) // 200)],
            note=f"{CLIENTS} clients ask for its first query",
            details=pages | {"p95 (ms)": round(point(among, 0.95), 2)},
        ),
    ]
