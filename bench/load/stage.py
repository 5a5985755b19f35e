"""Where people work: the parts as processes around the agency's database, and what is measured while they do."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2

from bench.figures import Figure, point
from bench.ground import BenchError, Ground, Parts
from bench.load.mix import Told, work
from bench.load.scene import Person, find_scene
from jobcenter.kit.embedded.process import free_port

LOOK_SECONDS = 0.1
P95_AIM, CONNECTIONS_AIM = 161.0, 49.0
CORES = (
    "Python in the API: SQLAlchemy, who is asking, finding the route; each client asks anew at once, on shared cores"
)
HELD = """
    SELECT coalesce(nullif(application_name, ''), 'through the pooler') AS part, count(*) AS held FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND application_name <> 'bench' GROUP BY 1
"""
READS = re.compile(r'^jobcenter_reads_total\{where="([^"]+)",why="([^"]+)"\} (\S+)$', re.MULTILINE)
FAILED = re.compile(r" (?:ERROR|FATAL|PANIC):  (.{1,100})")


@dataclass(frozen=True, slots=True)
class Stage:
    """The agency's database, who asks there, and how much."""

    ground: Ground
    url: str
    environ: dict[str, str]
    people: list[Person]
    seconds: float
    warm_seconds: float
    pairs: int

    @asynccontextmanager
    async def parts(self, name: str, *, apis: int = 1, **more: str) -> AsyncIterator[tuple[Parts, list[str]]]:
        """So many API processes, a worker node and a scheduler, all at work; with the APIs' addresses."""
        parts = Parts(self.environ | more, self.ground.folder / f"{name}.log", direct=self.url)
        try:
            await parts.start(nodes=1, scheduler=True)
            urls = [str(parts.api.base_url).rstrip("/")]
            for number in range(2, apis + 1):
                port = free_port()
                parts.start_part("api", f"api {number}", JOBCENTER_PORT=str(port))
                urls.append(f"http://127.0.0.1:{port}")
            for url in urls:
                await parts.until(lambda url=url: _healthy(parts, url), f"{url}/health")
            yield parts, urls
        finally:
            await parts.stop()

    def failed_statements(self) -> Counter[str]:
        """What PostgreSQL has said of statements that failed, each word of it as often as it said it."""
        return Counter(FAILED.findall(self.ground.postgres.log_file.read_text(encoding="utf-8", errors="replace")))


async def _healthy(parts: Parts, url: str) -> bool:
    try:
        return (await parts.api.get(f"{url}/health")).status_code == httpx2.codes.OK
    except httpx2.HTTPError:
        return False


async def at_work(stage: Stage, name: str, parts: Parts, urls: Sequence[str]) -> list[Figure]:
    """All people at work for a while, and what it took.

    Raises:
        BenchError: something was answered that the mix did not mean to ask.
    """
    scene = await find_scene(stage.url, stage.people)
    await work(scene, urls, stage.warm_seconds)
    failed_before = stage.failed_statements()
    over = asyncio.Event()
    holding = asyncio.create_task(_held_until(over, parts))
    try:
        told = await work(scene, urls, stage.seconds)
    finally:
        over.set()
        samples, most = await holding
    failed = stage.failed_statements() - failed_before
    return [
        *_answered(name, len(scene.people), told),
        Figure(
            f"{name}: connections of all parts at PostgreSQL, the most at one moment",
            max(samples),
            "connections",
            samples,
            aim=CONNECTIONS_AIM,
            hindrance="each worker's child and each API process has a pool of its own",
            details=most,
        ),
        Figure(
            f"{name}: statements that failed",
            failed.total(),
            "statements",
            aim=0.0,
            hindrance="; ".join(f"{said}: {number}" for said, number in failed.most_common(3)),
            details={said: float(number) for said, number in failed.items()},
        ),
    ]


def _answered(name: str, clients: int, told: Told) -> list[Figure]:
    if not told.of_writes:
        raise BenchError(f"{name}: nobody wrote anything in {told.seconds:.1f} s")
    took = told.all
    by_kind = {f"{kind}, p50 (ms)": round(point(one, 0.5), 1) for kind, one in sorted(told.milliseconds.items())}
    by_kind |= {f"{kind}, p95 (ms)": round(point(one, 0.95), 1) for kind, one in sorted(told.milliseconds.items())}
    number = {f"{kind}, requests": float(len(one)) for kind, one in sorted(told.milliseconds.items())}
    # Of tens of thousands of samples the points tell enough.
    few = [point(took, share / 100) for share in (1, 5, 25, 50, 75, 90, 95, 99, 100)]
    return [
        Figure(
            f"{name}: answers of 5xx, or none",
            told.broken.total(),
            "answers",
            aim=0.0,
            hindrance="; ".join(f"{what}: {number}" for what, number in told.broken.most_common(3)),
            details={what: float(number) for what, number in told.broken.items()},
        ),
        Figure(
            f"{name}: requests",
            len(took) / told.seconds,
            "/s",
            note=f"{clients} clients without a pause, {told.seconds:.0f} s, a fifth of all writes",
            details=number,
        ),
        Figure(f"{name}: p50", point(took, 0.5), "ms", few, details=by_kind),
        Figure(f"{name}: p95", point(took, 0.95), "ms", few, aim=P95_AIM, hindrance=CORES),
        Figure(f"{name}: writes, p50", point(told.of_writes, 0.5), "ms"),
    ]


async def _held_until(over: asyncio.Event, parts: Parts) -> tuple[list[float], dict[str, float]]:
    """All connections at many moments, and the most that each part ever held."""
    samples: list[float] = []
    most: Counter[str] = Counter()
    while not over.is_set():
        rows = await parts.connection.fetch(HELD)
        samples.append(float(sum(row["held"] for row in rows)))
        most |= Counter({row["part"]: row["held"] for row in rows})
        await asyncio.sleep(LOOK_SECONDS)
    return samples, {part: float(held) for part, held in most.items()}


async def where_read(parts: Parts) -> dict[str, float]:
    """How many requests read where, and why there, by the API's own metrics: `{"replica: caught up": 12.0}`."""
    lines = [json.loads(line) for line in parts.log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    address = next(line["address"] for line in lines if line.get("part") == "api" and line.get("event") == "metrics")
    text = (await parts.api.get(address)).text
    return {f"{where}: {why}": float(number) for where, why, number in READS.findall(text)}
