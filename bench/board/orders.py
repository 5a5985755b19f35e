"""Orders and filters of the board: each alone beside the first page, then combinations of them."""

from bench.board.scene import Scene, beside, timed
from bench.figures import Figure, point
from jobcenter.tables.applicants import SORTED_BY

FILTERS = ("q=engineer", "q=an", "replied=true", "replied=false", "off_limits=true", "off_limits=false")


async def measure(scene: Scene) -> list[Figure]:
    """Each order both ways and each filter alone beside the first page; then combinations of them."""
    adder = await scene.parts.connection.fetchval(
        "SELECT added_by FROM applicants WHERE job_id = $1 AND added_by IS NOT NULL LIMIT 1", scene.job
    )
    stage = await scene.parts.connection.fetchval(
        "SELECT stage_id FROM applicants WHERE job_id = $1 GROUP BY 1 ORDER BY count(*) LIMIT 1", scene.job
    )
    filters = [*FILTERS, f"added_by={adder}", f"stage={stage}"]
    orders = [f"sort={way}{name}" for name in SORTED_BY for way in ("", "-")]
    alone = {one: point(await beside(scene, f"{scene.board}?{one}"), 0.5) for one in (*orders, *filters)}
    slowest = max(alone, key=lambda one: alone[one])
    together = await _together(scene, orders, filters)
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


async def _together(scene: Scene, orders: list[str], filters: list[str]) -> list[float]:
    took = []
    for number, order in enumerate(orders):
        for step in (1, 3):
            pair = {filters[number % len(filters)], filters[(number + step) % len(filters)]}
            if len({one.partition("=")[0] for one in pair}) < len(pair):
                continue
            path = f"{scene.board}?{order}&{'&'.join(sorted(pair))}"
            took += await timed(lambda path=path: scene.get(path), 3, warm=1)  # type: ignore[misc] # a default binds it
    return took


def _named(asked: str) -> str:
    return asked.partition("=")[0] if asked.startswith(("added_by", "stage")) else asked
