"""The board: pages of a pipeline of 40,000 among 1,000,000 applicants, beside a yardstick of PostgreSQL alone."""

import asyncio
import os
import re
import sys
import tempfile
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import PIPE, STDOUT
from typing import Any

import httpx2

from bench.figures import Figure, point
from bench.ground import BenchError, Ground, Parts
from bench.clients import pages_a_second
from jobcenter.kit.embedded.binaries import find_postgres
from jobcenter.tables.applicants import SORTED_BY

PIPELINE, QUICK_PIPELINE = 40_000, 300
APPLICANTS, QUICK_APPLICANTS = 1_000_000, 3_000
SAMPLES, QUICK_SAMPLES = 60, 3
SECONDS, QUICK_SECONDS = 10, 1
CLIENTS = 8
WARM = 2
PAGE = 100
YARDSTICK = """
SELECT a.id, a.stage_id, a.stage_kind, a.stage_since, a.added_at, a.version, c.name, c.headline, c.title, c.location,
    c.email, p.url, p.seen_at
FROM applicants a JOIN candidates c ON c.id = a.candidate_id LEFT JOIN profiles p ON p.candidate_id = c.id
WHERE a.job_id = '{job}' ORDER BY a.id LIMIT 100;
"""
LARGEST = "SELECT job_id FROM applicants GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
FILTERS = ("q=engineer", "q=an", "replied=true", "replied=false", "off_limits=true", "off_limits=false")


@dataclass
class Scene:
    """What every part of this family measures on: the parts, the big job, and how often."""

    parts: Parts
    url: str
    job: uuid.UUID
    samples: int
    seconds: int
    paths: dict[str, str] = field(default_factory=dict)

    @property
    def board(self) -> str:
        """The board's path."""
        return f"/api/jobs/{self.job}/board"

    async def get(self, path: str) -> httpx2.Response:
        """An answer that went well.

        Raises:
            BenchError: it did not.
        """
        answer = await self.parts.api.get(path)
        if answer.status_code != httpx2.codes.OK:
            raise BenchError(f"GET {path} answered {answer.status_code}: {answer.text[:300]}")
        return answer


async def run(ground: Ground) -> list[Figure]:
    """Fill an agency, then measure: load, one client, every place, every order and filter, moves."""
    pipeline, applicants = (QUICK_PIPELINE, QUICK_APPLICANTS) if ground.quick else (PIPELINE, APPLICANTS)
    async with ground.database() as url:
        environ = ground.environ(url, JOBCENTER_CACHE="false")
        filled = await _fill(environ, pipeline, applicants)
        parts = Parts(environ, ground.folder / "board.log")
        await parts.start(nodes=0, scheduler=False)
        try:
            scene = Scene(
                parts,
                url,
                await parts.connection.fetchval(
                    "SELECT job_id FROM applicants GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
                ),
                QUICK_SAMPLES if ground.quick else SAMPLES,
                QUICK_SECONDS if ground.quick else SECONDS,
            )
            figures = [Figure(f"{applicants:,} applicants filled by COPY", filled, "s")]
            for measure in (_load, _one_client, _places, _orders_and_filters, _moves):
                figures += await measure(scene)
            return figures
        finally:
            await parts.stop()


async def _fill(environ: dict[str, str], pipeline: int, applicants: int) -> float:
    began = time.monotonic()
    words = ["demo", "agency", "--pipeline", str(pipeline), "--applicants", str(applicants)]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "jobcenter.entrypoints.cli", *words), env=environ, stdout=PIPE, stderr=STDOUT
    )
    said, _ = await process.communicate()
    if process.returncode != 0:
        raise BenchError(f"jobcenter demo agency ended with {process.returncode}: {said.decode()[-500:]}")
    return time.monotonic() - began


async def _load(scene: Scene) -> list[Figure]:
    """Eight clients at once: of the API, and of PostgreSQL alone by pgbench."""
    await scene.get(scene.board)
    pages, yardstick = [], []
    for _ in range(2):  # in turn, for both to see the same noise
        yardstick.append(await _pgbench(scene))
        pages.append(await _pages(scene))
    rate, bare = max(pages), max(yardstick)
    return [
        Figure(
            f"API pages at {CLIENTS} clients over the yardstick",
            rate / bare,
            "x",
            aim=0.15,
            more_is_better=True,
            hindrance="Python: the request's way through the framework, sign-in, visibility, JSON",
            note=f"{PAGE} applicants by index with candidate and profile, by pgbench, prepared, {CLIENTS} clients",
            details={"API pages a second": round(rate), "yardstick transactions a second": round(bare)},
        )
    ]


async def _pgbench(scene: Scene) -> float:
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(YARDSTICK.format(job=scene.job).replace("\n", " "))
        script.flush()
        program = find_postgres().program("pgbench")
        said = await _said(
            *(program, "-n", "-M", "prepared", f"-c{CLIENTS}", "-j1", f"-T{scene.seconds}"),
            "-f",
            script.name,
            scene.url,
        )
    return _number(r"tps = ([\d.]+)", said)


async def _pages(scene: Scene) -> float:
    return await pages_a_second(
        str(scene.parts.api.base_url),
        scene.board,
        authorization=scene.parts.api.headers["Authorization"],
        clients=CLIENTS,
        seconds=scene.seconds,
    )


async def _said(*command: str) -> str:
    process = await asyncio.create_subprocess_exec(
        *command, stdout=PIPE, stderr=STDOUT, env={**os.environ, "LC_ALL": "C"}
    )
    said, _ = await process.communicate()
    if process.returncode != 0:
        raise BenchError(f"{Path(command[0]).name} ended with {process.returncode}: {said.decode()[-500:]}")
    return said.decode()


def _number(pattern: str, said: str) -> float:
    found = re.search(pattern, said)
    if found is None:
        raise BenchError(f"no figure in what was said: {said[-300:]}")
    return float(found[1])


async def _one_client(scene: Scene) -> list[Figure]:
    """One client: how long a page takes, how many statements it makes, how many bytes it is."""
    count = "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE query NOT LIKE '%pg_stat_statements%'"
    await scene.parts.connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
    before = float(await scene.parts.connection.fetchval(count))
    took = await _timed(scene, lambda: scene.get(scene.board))
    statements = (float(await scene.parts.connection.fetchval(count)) - before) / (len(took) + WARM)
    page = await scene.get(scene.board)
    return [
        Figure("a page at one client, p50", point(took, 0.5), "ms", took, aim=8.0, hindrance="see the load"),
        Figure("a page at one client, p95", point(took, 0.95), "ms", took),
        Figure(
            "statements a page, with BEGIN and COMMIT and who is asking",
            round(statements, 1),
            "statements",
            note="the board's own are held to six by a test",
        ),
        Figure("a page of 100 rows", len(page.content) / 1000, "kB"),
    ]


async def _timed(scene: Scene, ask: Callable[[], Awaitable[Any]]) -> list[float]:
    took = []
    for number in range(scene.samples + WARM):
        began = time.perf_counter()
        await ask()
        if number > 1:
            took.append((time.perf_counter() - began) * 1000)
    return took


async def _beside(scene: Scene, path: str) -> list[float]:
    """How many times as long as the first page this one takes, each asked in turn with it."""
    ratios = []
    for number in range(scene.samples // 3 + 3):
        began = time.perf_counter()
        await scene.get(scene.board)
        between = time.perf_counter()
        await scene.get(path)
        if number > 1:
            ratios.append((time.perf_counter() - between) / (between - began))
    return ratios


async def _places(scene: Scene) -> list[Figure]:
    """The last page beside the first, reached by the summary's cursors; the summary itself."""
    summary = (await scene.get(f"{scene.board}/summary")).json()
    last = summary["places"][-1]["after"]
    far = await _beside(scene, f"{scene.board}?after={last}")
    took = await _timed(scene, lambda: scene.get(f"{scene.board}/summary"))
    return [
        Figure(
            f"the page behind row {summary['places'][-1]['row']:,} over the first", point(far, 0.5), "x", far, aim=1.2
        ),
        Figure("counts by stage and 200 places, p50", point(took, 0.5), "ms", took),
    ]


async def _orders_and_filters(scene: Scene) -> list[Figure]:
    """Each order both ways and each filter alone beside the first page; then combinations of them."""
    adder = await scene.parts.connection.fetchval(
        "SELECT added_by FROM applicants WHERE job_id = $1 AND added_by IS NOT NULL LIMIT 1", scene.job
    )
    stage = await scene.parts.connection.fetchval(
        "SELECT stage_id FROM applicants WHERE job_id = $1 GROUP BY 1 ORDER BY count(*) LIMIT 1", scene.job
    )
    filters = [*FILTERS, f"added_by={adder}", f"stage={stage}"]
    orders = [f"sort={way}{name}" for name in SORTED_BY for way in ("", "-")]
    alone = {one: point(await _beside(scene, f"{scene.board}?{one}"), 0.5) for one in (*orders, *filters)}
    slowest = max(alone, key=lambda one: alone[one])
    together = []
    for number, order in enumerate(orders):
        for step in (1, 3):
            pair = {filters[number % len(filters)], filters[(number + step) % len(filters)]}
            if len({one.partition("=")[0] for one in pair}) < len(pair):
                continue
            path = f"{scene.board}?{order}&{'&'.join(sorted(pair))}"
            together += await _timed_few(scene, path)
    return [
        Figure(
            f"the slowest order or filter alone over the first page: {_named(slowest)}",
            alone[slowest],
            "x",
            aim=2.0,
            hindrance="a frequent word, or a filter that few rows pass, is looked for along the order",
            details={_named(one): round(ratio, 2) for one, ratio in alone.items()},
        ),
        Figure(
            "orders and filters together, p95",
            point(together, 0.95),
            "ms",
            together,
            aim=60.0,
            hindrance="bounded by the job's own rows",
        ),
    ]


def _named(asked: str) -> str:
    return asked.partition("=")[0] if asked.startswith(("added_by", "stage")) else asked


async def _timed_few(scene: Scene, path: str) -> list[float]:
    took = []
    for number in range(4):
        began = time.perf_counter()
        await scene.get(path)
        if number:
            took.append((time.perf_counter() - began) * 1000)
    return took


async def _moves(scene: Scene) -> list[Figure]:
    """A move with the page shown again, with all the orders' indexes and without them."""
    with_them = await _moved(scene)
    kept = {}
    for name in SORTED_BY:
        index = f"ix_applicants_by_{name}"
        kept[index] = await scene.parts.connection.fetchval("SELECT pg_get_indexdef($1::regclass)", index)
        if name != "stage":  # the order in which the page is shown again
            await scene.parts.connection.execute(f"DROP INDEX {index}")
    without = await _moved(scene)
    for index, definition in kept.items():
        if index != "ix_applicants_by_stage":
            await scene.parts.connection.execute(definition)
    cost = {"p50 without the orders' indexes (ms)": round(point(without, 0.5), 2)}
    return [
        Figure("a move and the page again, p50", point(with_them, 0.5), "ms", with_them, aim=15.0, details=cost),
        Figure("a move and the page again, p95", point(with_them, 0.95), "ms", with_them),
    ]


async def _moved(scene: Scene) -> list[float]:
    rows = (await scene.get(f"{scene.board}?limit=200")).json()["items"]
    stages = [
        one["id"]
        for one in (await scene.get(f"/api/jobs/{scene.job}/stages")).json()["stages"]
        if one["kind"] in {"sourced", "contacted", "qualified"}
    ]
    took = []
    for number, row in enumerate(rows[: scene.samples + 2]):
        to = next(one for one in stages if one != row["stage_id"])
        began = time.perf_counter()
        answer = await scene.parts.api.patch(f"/api/applicants/{row['id']}", json={"stage_id": to})
        if answer.status_code != httpx2.codes.OK:
            raise BenchError(f"a move answered {answer.status_code}: {answer.text[:300]}")
        await scene.get(scene.board)
        if number > 1:
            took.append((time.perf_counter() - began) * 1000)
    return took
