"""The family's order: fill an agency, keep a copy for the old way, then measure room by room."""

from bench.agency import APPLICANTS, PIPELINE, QUICK_APPLICANTS, QUICK_PIPELINE, fill
from bench.board import moves, old, orders, pages, sizes
from bench.board.scene import LARGEST, Scene
from bench.figures import Figure
from bench.ground import Ground, Parts

SAMPLES, QUICK_SAMPLES = 60, 3
SECONDS, QUICK_SECONDS = 10, 1


async def run(ground: Ground) -> list[Figure]:
    """Load, one client, every place, every order and filter; the old portal's way on the same data; moves; sizes."""
    pipeline, applicants = (QUICK_PIPELINE, QUICK_APPLICANTS) if ground.quick else (PIPELINE, APPLICANTS)
    async with ground.database() as url:
        environ = ground.environ(url, JOBCENTER_CACHE="false")
        filled = await fill(environ, pipeline, applicants)
        async with old.copied(ground, url) as old_url:  # now, while nobody is connected
            parts = Parts(environ, ground.folder / "board.log")
            try:
                await parts.start(nodes=0, scheduler=False)
                scene = Scene(
                    parts,
                    url,
                    await parts.connection.fetchval(LARGEST),
                    QUICK_SAMPLES if ground.quick else SAMPLES,
                    QUICK_SECONDS if ground.quick else SECONDS,
                    ground.quick,
                )
                return [
                    Figure(f"{applicants:,} applicants filled by COPY", filled, "s"),
                    *await pages.measure(scene),
                    *await orders.measure(scene),
                    *await old.measure(scene, old_url),
                    *await moves.measure(scene),
                    *await sizes.measure(scene),
                ]
            finally:
                await parts.stop()
