"""The reconciler: takes over what expired, and rings again for what Redis lost; any number may run at once."""

from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.kit import logs
from jobcenter.kit.db import reading, writing
from jobcenter.work import leases, tasks
from jobcenter.work.queue import Bell, QueueAwayError

RING_AGAIN_SECONDS = 10.0

log = logs.log(__name__)


async def reconcile(engine: AsyncEngine, bell: Bell) -> tuple[int, int]:
    """One look at all that should be moving; return how many tasks were taken over and how many rung for again."""
    async with writing(engine) as session:
        taken_over = await leases.take_over_expired(session)
    if taken_over:
        log.info("tasks taken over", count=len(taken_over))
        await bell.ring(taken_over)
    try:
        rung = await _ring_again(engine, bell)
    except QueueAwayError as error:
        log.warning("queue away", error=str(error)[:200])
        rung = 0
    return len(taken_over), rung


async def _ring_again(engine: AsyncEngine, bell: Bell) -> int:
    if await bell.epoch_is_new():
        async with writing(engine) as session:
            forgotten = await tasks.forget_deliveries(session)
        log.info("the queue came back empty", tasks_to_ring_for=forgotten)
    async with reading(engine) as session:
        overdue = await tasks.overdue_deliveries(session, older_than=RING_AGAIN_SECONDS)
    if not overdue:
        return 0
    still_there = await bell.waiting_ids()
    lost = [task_id for task_id in overdue if task_id not in still_there]
    if lost and not await bell.ring(lost):
        return 0
    async with writing(engine) as session:
        await tasks.mark_delivered(session, list(overdue))
    return len(lost)
