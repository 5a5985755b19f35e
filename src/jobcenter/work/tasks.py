"""Tasks: rows that are work to do, written with their cause, rung for, cancelled; never lost."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, insert, or_, select, update

from jobcenter.kit import logs
from jobcenter.kit.db import ReadSession, Session
from jobcenter.tables import tasks
from jobcenter.work.forgetting import AT_ONCE, at_most, forget

TASK_ENDED = "TaskEnded"
KEPT = timedelta(days=90)


async def add_task(
    session: Session,
    *,
    task_id: str,
    kind: str,
    args: dict[str, Any],
    lock_key: str | None = None,
    created_by: str | None = None,
    run_after: datetime | None = None,
) -> None:
    """Write a task, in the transaction of its cause; ring the bell for it after the commit.

    At most one task of a `lock_key` runs at a time.
    """
    await session.execute(
        insert(tasks).values(
            id=task_id,
            kind=kind,
            args=args,
            lock_key=lock_key,
            run_after=run_after or func.now(),
            delivered_at=None if run_after else func.now(),
            created_by=created_by,
            correlation_id=logs.correlation_id(),
        )
    )


def _lock_is_free() -> ColumnElement[bool]:
    other = tasks.alias("other")
    held = exists().where(other.c.lock_key == tasks.c.lock_key, other.c.status == "running")
    return or_(tasks.c.lock_key.is_(None), ~held)


def is_due() -> ColumnElement[bool]:
    """Whether a task waits, its time has come, and nothing else runs under its lock."""
    return and_(tasks.c.status == "queued", tasks.c.run_after <= func.now(), _lock_is_free())


async def next_due(session: ReadSession) -> str | None:
    """The id of the task that has waited longest, for workers that look for themselves while the bell is away."""
    found = await session.execute(select(tasks.c.id).where(is_due()).order_by(tasks.c.run_after).limit(1))
    return found.scalar_one_or_none()


async def request_cancel(session: Session, task_id: str) -> str | None:
    """Cancel a task: at once where it waits, within a heartbeat where it runs. Returns the status it then has."""
    # One statement, so that a task which is claimed or put back in the same moment cannot slip through.
    waits = tasks.c.status == "queued"
    statement = (
        update(tasks)
        .where(tasks.c.id == task_id, tasks.c.status.in_(("queued", "running")))
        .values(
            status=case((waits, "cancelled"), else_=tasks.c.status),
            fence=tasks.c.fence + case((waits, 1), else_=0),
            finished_at=case((waits, func.now())),
            cancel_requested_at=func.coalesce(tasks.c.cancel_requested_at, func.now()),
        )
        .returning(tasks.c.status)
    )
    found = (await session.execute(statement)).scalar_one_or_none()
    if found is None:
        found = (await session.execute(select(tasks.c.status).where(tasks.c.id == task_id))).scalar_one_or_none()
    return None if found is None else str(found)


async def overdue_deliveries(session: ReadSession, *, older_than: float, most: int = 500) -> Sequence[str]:
    """Ids of due tasks that were rung for long ago, or never."""
    long_ago = or_(tasks.c.delivered_at.is_(None), tasks.c.delivered_at < func.now() - timedelta(seconds=older_than))
    found = await session.execute(select(tasks.c.id).where(is_due(), long_ago).order_by(tasks.c.run_after).limit(most))
    return list(found.scalars())


async def mark_delivered(session: Session, task_ids: Sequence[str]) -> None:
    """Note that the bell was rung for these."""
    await session.execute(
        update(tasks).where(tasks.c.id.in_(task_ids), tasks.c.status == "queued").values(delivered_at=func.now())
    )


async def forget_deliveries(session: Session) -> int:
    """Redis came back empty: whatever waits must be rung for again."""
    gone = await session.execute(
        update(tasks).where(tasks.c.status == "queued", tasks.c.delivered_at.is_not(None)).values(delivered_at=None)
    )
    return int(getattr(gone, "rowcount", 0))


async def failures_of(session: ReadSession, task_id: str) -> int:
    """How often a task's function broke."""
    return int((await session.execute(select(tasks.c.failures).where(tasks.c.id == task_id))).scalar_one())


async def forget_ended(session: Session) -> int:
    """Delete tasks that ended 90 days ago; return how many."""
    old = at_most(AT_ONCE, tasks, tasks.c.finished_at < func.now() - KEPT)
    return await forget(session, delete(tasks).where(old))
