"""Moves: alone, with the page shown again, while others read, and without the orders' indexes."""

import asyncio
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Any, Self

from bench.board.scene import CLIENTS, Scene, timed, without
from bench.clients import pages_a_second
from bench.figures import Figure, point
from jobcenter.entrypoints.cli import before_after as names
from jobcenter.tables.applicants import SORTED_BY

# The order in which the page is shown again keeps its index.
ORDERS = [f"ix_applicants_by_{name}" for name in SORTED_BY if name != "stage"]
HELD = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND application_name <> 'bench'
"""


@dataclass
class Mover:
    """Moves applicants of the board's first rows from stage to stage, one after the other."""

    scene: Scene
    rows: Iterator[dict[str, Any]]
    stages: list[uuid.UUID]

    @classmethod
    async def of(cls, scene: Scene) -> Self:
        """One that knows the board's rows and early stages."""
        rows = (await scene.get(f"{scene.board}?limit=200")).json()["items"]
        stages = (await scene.get(f"/api/jobs/{scene.job}/stages")).json()["stages"]
        early = [one["id"] for one in stages if one["kind"] in {"sourced", "contacted", "qualified"}]
        return cls(scene, cycle(rows), early)

    async def move(self) -> None:
        """Move the next one.

        Raises:
            BenchError: the API would not.
        """
        row = next(self.rows)
        row["stage_id"] = to = next(one for one in self.stages if one != row["stage_id"])
        await self.scene.patch(f"/api/applicants/{row['id']}", {"stage_id": to})

    async def move_and_look(self) -> None:
        """Move the next one, and ask for the page again."""
        await self.move()
        await self.scene.get(self.scene.board)


async def measure(scene: Scene) -> list[Figure]:
    """A move with the page shown again, with all the orders' indexes and without them; a move alone, and among many."""
    with_them = await timed((await Mover.of(scene)).move_and_look, scene.samples)
    alone = await timed((await Mover.of(scene)).move, scene.samples)
    async with without(scene.parts.connection, ORDERS):
        less = await timed((await Mover.of(scene)).move_and_look, scene.samples)
        alone_less = await timed((await Mover.of(scene)).move, scene.samples)
    among, held = await _among_readers(scene)
    cost = {"p50 without the orders' indexes (ms)": round(point(less, 0.5), 2)}
    return [
        Figure(
            "a move and the page again, p50",
            point(with_them, 0.5),
            "ms",
            with_them,
            aim=15.0,
            hindrance="two requests' way through Python, and a commit that waits for the disk",
            details=cost,
        ),
        Figure("a move and the page again, p95", point(with_them, 0.95), "ms", with_them),
        Figure(
            f"a move with all {len(ORDERS)} orders' indexes over one without them, p50",
            point(alone, 0.5) / point(alone_less, 0.5),
            "x",
            note="a move alone; with the page shown again in the details",
            details={
                "with them (ms)": round(point(alone, 0.5), 2),
                "without (ms)": round(point(alone_less, 0.5), 2),
                "with the page again": round(point(with_them, 0.5) / point(less, 0.5), 2),
            },
        ),
        Figure(names.OUR_WRITE, point(alone, 0.5), "ms", alone, note="PATCH of one applicant, over HTTP"),
        Figure(names.OUR_WRITE_AMONG_READERS, point(among, 0.5), "ms", among, note=f"{CLIENTS} clients ask for pages"),
        Figure(names.OUR_CONNECTIONS, held, "connections", note="as the write among readers"),
    ]


async def _among_readers(scene: Scene) -> tuple[list[float], float]:
    """How long moves take while eight clients ask for pages; and how many connections the API held then."""
    mover = await Mover.of(scene)
    reading = asyncio.create_task(
        pages_a_second(
            str(scene.parts.api.base_url),
            scene.board,
            authorization=scene.parts.api.headers["Authorization"],
            clients=CLIENTS,
            seconds=scene.seconds,
        )
    )
    took, held = [], 0.0
    try:
        await asyncio.sleep(0.2)  # until they are at it
        while not reading.done():
            began = time.perf_counter()
            await mover.move()
            took.append((time.perf_counter() - began) * 1000)
            held = max(held, float(await scene.parts.connection.fetchval(HELD)))
        await reading
    finally:
        reading.cancel()
    return took, held
