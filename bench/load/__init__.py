"""Load: thirty-two people at work, with and without cache, pooler and replica, and whether each sees its own writes."""

import asyncio
import shutil
from urllib.parse import urlsplit, urlunsplit

from bench.agency import APPLICANTS, PIPELINE, QUICK_APPLICANTS, QUICK_PIPELINE, fill
from bench.figures import Figure
from bench.ground import BenchError, Ground, Parts
from bench.load.pairs import Seen, write_and_read
from bench.load.scene import find_scene, take_on
from bench.load.servers import Pooler, find_pgbouncer, follow
from bench.load.stage import Stage, at_work, where_read

CLIENTS, QUICK_CLIENTS = 32, 16
SECONDS, QUICK_SECONDS = 60.0, 1.5
WARM_SECONDS, QUICK_WARM_SECONDS = 5.0, 0.2
PAIRS, QUICK_PAIRS = 10_000, 90
SERVER_CONNECTIONS = 20


async def run(ground: Ground) -> list[Figure]:
    """Fill an agency; people at work direct and through a pooler; pairs on the primary and beside a replica."""
    pipeline, applicants = (QUICK_PIPELINE, QUICK_APPLICANTS) if ground.quick else (PIPELINE, APPLICANTS)
    async with ground.database() as url:
        environ = ground.environ(url, JOBCENTER_ACCESS_TOKEN_MINUTES="1440")
        if ground.quick:
            environ["JOBCENTER_WORKER_PROCESSES"] = "1"
        filled = await fill(environ, pipeline, applicants)
        settings = Parts(environ, ground.folder / "none").settings
        stage = Stage(
            ground,
            url,
            environ,
            people=await take_on(settings, QUICK_CLIENTS if ground.quick else CLIENTS),
            seconds=QUICK_SECONDS if ground.quick else SECONDS,
            warm_seconds=QUICK_WARM_SECONDS if ground.quick else WARM_SECONDS,
            pairs=QUICK_PAIRS if ground.quick else PAIRS,
        )
        figures = [Figure(f"{applicants:,} applicants filled by COPY", filled, "s")]
        # A smoke run need not start the parts once more only to turn the cache off.
        whole = (_direct, _without_cache, _through_a_pooler, _beside_a_replica)
        for measure in (_direct, _through_a_pooler, _beside_a_replica) if ground.quick else whole:
            figures += await measure(stage)
        return figures


async def _direct(stage: Stage) -> list[Figure]:
    """With the cache; and then, by the same parts, pairs."""
    async with stage.parts("direct") as (parts, urls):
        figures = await at_work(stage, "direct, cache on", parts, urls)
        seen = await write_and_read(await find_scene(stage.url, stage.people), urls, stage.pairs)
    return [*figures, _stale("primary alone", seen)]


async def _without_cache(stage: Stage) -> list[Figure]:
    async with stage.parts("uncached", JOBCENTER_CACHE="false") as (parts, urls):
        return await at_work(stage, "direct, cache off", parts, urls)


async def _through_a_pooler(stage: Stage) -> list[Figure]:
    """Two API processes behind PgBouncer, with the cache and without it."""
    program = find_pgbouncer()
    if program is None:
        absent = "PgBouncer is not installed here: apt install pgbouncer"
        return [Figure("runs through PgBouncer", 0, "runs", aim=1, more_is_better=True, hindrance=absent)]
    figures = []
    pooler = Pooler(program, stage.url, stage.ground.folder / "pooler", connections=SERVER_CONNECTIONS)
    try:
        await asyncio.to_thread(pooler.start)
        for cache, is_on in (("on", "true"), ("off", "false"))[: 1 if stage.ground.quick else 2]:
            more = {"DATABASE_URL": pooler.url, "JOBCENTER_TRANSACTION_POOLER": "true", "JOBCENTER_CACHE": is_on}
            async with stage.parts(f"pooled-{cache}", apis=2, **more) as (parts, urls):
                figures += await at_work(stage, f"PgBouncer, 2 APIs, cache {cache}", parts, urls)
    finally:
        await asyncio.to_thread(pooler.stop)
    return figures


async def _beside_a_replica(stage: Stage) -> list[Figure]:
    """Pairs by callers who read a replica as soon as it has replayed what they wrote."""
    folder = stage.ground.folder / "following"
    folder.mkdir(mode=0o711)
    replica = await asyncio.to_thread(follow, stage.ground.postgres, folder / "replica")
    try:
        there = urlunsplit(urlsplit(replica.url)._replace(path=urlsplit(stage.url).path))
        async with stage.parts("replicated", DATABASE_REPLICA_URL=there) as (parts, urls):
            seen = await write_and_read(await find_scene(stage.url, stage.people), urls, stage.pairs)
            where = await where_read(parts)
    finally:
        await asyncio.to_thread(replica.stop)
        shutil.rmtree(folder)
    by_replica = sum(number for place, number in where.items() if place.startswith("replica"))
    if not by_replica:
        raise BenchError(f"the replica served no read at all: {where}")
    return [
        _stale("primary and replica", seen),
        Figure(
            "of the reads beside the replica, those that it served",
            100 * by_replica / sum(where.values()),
            "%",
            note="by jobcenter_reads_total; every one of them is by a caller who wrote a moment before",
            details=where,
        ),
    ]


def _stale(name: str, seen: Seen) -> Figure:
    return Figure(
        f"{name}: of {seen.pairs:,} writes read back at once and once more, stale reads",
        sum(seen.stale.values()),
        "reads",
        aim=0.0,
        hindrance="; ".join(f"{where}: {number}" for where, number in seen.stale.most_common(3)),
        note="cache on; by cookie, by header, and by who is asking alone; the same summaries are read by all meanwhile",
        details={
            "seconds": round(seen.seconds, 1),
            **{f"reads of {where}": float(number) for where, number in seen.looks.items()},
            **{f"stale: {where}": float(number) for where, number in seen.stale.items()},
        },
    )
