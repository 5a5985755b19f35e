"""Pages of the board: eight clients beside PostgreSQL alone, one client, what a page costs, and any place in it."""

import time

import psutil

from bench.board.costs import FLUSHED_BY, Meter, used_by
from bench.board.scene import CLIENTS, PAGE, Scene, beside, pgbench, timed
from bench.clients import pages_a_second
from bench.figures import Figure, point
from jobcenter.entrypoints.cli import before_after as names

YARDSTICK = """
SELECT a.id, a.stage_id, a.stage_kind, a.stage_since, a.added_at, a.version, c.name, c.headline, c.title, c.location,
    c.email, p.url, p.seen_at
FROM applicants a JOIN candidates c ON c.id = a.candidate_id LEFT JOIN profiles p ON p.candidate_id = c.id
WHERE a.job_id = '{job}' ORDER BY a.id LIMIT 100
"""
COUNTED, QUICK_COUNTED = 200, 3


async def measure(scene: Scene) -> list[Figure]:
    """Load, one client, costs, every place."""
    return [
        *await _load(scene),
        *await _one_client(scene),
        *await _costs(scene),
        *await _places(scene),
    ]


async def _load(scene: Scene) -> list[Figure]:
    """Eight clients at once: of the API, and of PostgreSQL alone by pgbench."""
    await scene.get(scene.board)
    pages, yardstick = [], []
    for _ in range(2):  # in turn, for both to see the same noise
        statement = YARDSTICK.format(job=scene.job)
        yardstick.append(await pgbench(scene.url, statement, clients=CLIENTS, seconds=scene.seconds))
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


async def _pages(scene: Scene) -> float:
    return await pages_a_second(
        str(scene.parts.api.base_url),
        scene.board,
        authorization=scene.parts.api.headers["Authorization"],
        clients=CLIENTS,
        seconds=scene.seconds,
    )


async def _one_client(scene: Scene) -> list[Figure]:
    """One client: how long a page takes, and how many bytes it is."""
    took = await timed(lambda: scene.get(scene.board), scene.samples)
    page = await scene.get(scene.board)
    return [
        Figure(names.OUR_P50, point(took, 0.5), "ms", took, aim=8.0, hindrance="see the load"),
        Figure(names.OUR_P95, point(took, 0.95), "ms", took),
        Figure(names.OUR_BYTES, len(page.body) / 1000, "kB", note=f"{PAGE} rows"),
    ]


async def _costs(scene: Scene) -> list[Figure]:
    """What a page costs PostgreSQL, and the API beside it."""
    times, flushed_by = (QUICK_COUNTED, 0.1) if scene.quick else (COUNTED, FLUSHED_BY)
    api = psutil.Process(scene.parts.processes["api"].pid)
    before, began = used_by(api), time.monotonic()
    cost = await Meter(scene.parts.connection).spent(lambda: scene.get(scene.board), times=times, flushed_by=flushed_by)
    details = {
        "the API's own (ms)": round(1000 * (used_by(api) - before) / times, 2),
        "pages": float(times),
        "seconds": round(time.monotonic() - began, 1),
    }
    return [
        Figure(
            names.OUR_STATEMENTS,
            round(cost.statements, 1),
            "statements",
            note="the board's own are held to six by a test",
        ),
        Figure(names.OUR_ROWS, cost.rows, "rows", note="read by scans of tables and of indexes, by PostgreSQL's count"),
        Figure(names.OUR_BLOCKS, cost.blocks, "blocks", note="of 8 kB, most of them from memory"),
        Figure(names.OUR_CPU, 1000 * cost.seconds, "ms", details=details, note="all processes of PostgreSQL"),
    ]


async def _places(scene: Scene) -> list[Figure]:
    """The last page beside the first, reached by the summary's cursors; the summary itself."""
    summary = (await scene.get(f"{scene.board}/summary")).json()
    last = summary["places"][-1]
    far = await beside(scene, f"{scene.board}?after={last['after']}")
    took = await timed(lambda: scene.get(f"{scene.board}/summary"), scene.samples)
    return [
        Figure(f"the page behind row {last['row']:,} over the first", point(far, 0.5), "x", far, aim=1.2),
        Figure("counts by stage and 200 places, p50", point(took, 0.5), "ms", took),
    ]
