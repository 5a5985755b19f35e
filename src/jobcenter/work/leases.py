"""Leases: the right to do a task for a while, claimed with a fence, renewed, given back, taken over at their end."""

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.exc import IntegrityError

from jobcenter.kit.db import Session
from jobcenter.kit.metrics import SHORT, Count, Spread
from jobcenter.tables import tasks
from jobcenter.work.outbox import emit
from jobcenter.work.tasks import TASK_ENDED, is_due

MOST_STALLS = 8
SAFETY_SECONDS = 0.5

CLAIMED = Count("jobcenter_tasks_claimed_total", "Leases taken on tasks", "kind")
WAITED = Spread("jobcenter_task_wait_seconds", "Time from when a task was due to its claim", "kind", buckets=SHORT)
TAKEN_OVER = Count("jobcenter_tasks_taken_over_total", "Tasks whose lease ran out", "kind")


class LeaseLostError(Exception):
    """This process no longer holds its task: another may be at it, so nothing more may be written or asked for."""


@dataclass(slots=True)
class Lease:
    """The right to do one task for a while. `fence` goes with every write; `valid_until` is on the monotonic clock.

    The monotonic clock goes on while a process is stopped, so a process that was paused past its lease knows so.
    """

    task_id: str
    kind: str
    args: dict[str, Any]
    fence: int
    attempt: int
    owner: str
    correlation_id: str | None
    valid_until: float

    def check(self) -> None:
        """Raise unless the lease still stands by this process's own clock.

        Raises:
            LeaseLostError: it ran out.
        """
        if time.monotonic() >= self.valid_until:
            raise LeaseLostError(f"the lease on {self.task_id} ran out")


async def claim(session: Session, task_id: str, *, owner: str, lease_seconds: float) -> Lease | None:
    """Take the lease on a task; None when it is not due, somebody else has it, or its lock is held."""
    asked_at = time.monotonic()
    waited = func.extract("epoch", func.now() - tasks.c.run_after).label("waited")
    statement = (
        update(tasks)
        .where(tasks.c.id == task_id, is_due())
        .values(
            status="running",
            fence=tasks.c.fence + 1,
            attempts=tasks.c.attempts + 1,
            lease_owner=owner,
            lease_expires_at=func.now() + timedelta(seconds=lease_seconds),
            started_at=func.coalesce(tasks.c.started_at, func.now()),
        )
        .returning(tasks.c.kind, tasks.c.args, tasks.c.fence, tasks.c.attempts, tasks.c.correlation_id, waited)
    )
    try:
        async with session.begin_nested():
            row = (await session.execute(statement)).one_or_none()
    except IntegrityError:
        return None  # another task of the same lock was claimed in the same moment
    if row is None:
        return None
    CLAIMED.add_with(session, kind=row.kind)
    WAITED.note_with(session, float(row.waited), kind=row.kind)
    valid_until = asked_at + lease_seconds - SAFETY_SECONDS
    return Lease(task_id, row.kind, row.args, row.fence, row.attempts, owner, row.correlation_id, valid_until)


def _held(lease: Lease) -> ColumnElement[bool]:
    return and_(tasks.c.id == lease.task_id, tasks.c.fence == lease.fence, tasks.c.status == "running")


async def renew(session: Session, lease: Lease, lease_seconds: float) -> bool:
    """Make the lease last longer; return whether somebody asked to cancel the task.

    Raises:
        LeaseLostError: the task was taken over.
    """
    asked_at = time.monotonic()
    statement = (
        update(tasks)
        .where(_held(lease))
        .values(lease_expires_at=func.now() + timedelta(seconds=lease_seconds))
        .returning(tasks.c.cancel_requested_at)
    )
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        raise LeaseLostError(f"{lease.task_id} was taken over")
    lease.valid_until = asked_at + lease_seconds - SAFETY_SECONDS
    return row.cancel_requested_at is not None


async def hold(session: Session, lease: Lease) -> bool:
    """Make sure, until this transaction ends, that the lease stands: the first statement of every write under it.

    Returns whether somebody asked to cancel the task; whoever asks from now on waits for this transaction's end.

    Raises:
        LeaseLostError: the task was taken over.
    """
    lease.check()
    held = await session.execute(select(tasks.c.cancel_requested_at).where(_held(lease)).with_for_update(read=True))
    row = held.one_or_none()
    if row is None:
        raise LeaseLostError(f"{lease.task_id} was taken over")
    return row.cancel_requested_at is not None


async def note_progress(session: Session, lease: Lease, progress: dict[str, Any]) -> None:
    """Write how far the task is; a task that gets on is not stalled."""
    await session.execute(update(tasks).where(_held(lease)).values(progress=progress, stalls=0))


async def finish(
    session: Session, lease: Lease, *, status: str, outcome: dict[str, Any] | None = None, error: str | None = None
) -> list[str]:
    """End a task; return the ids of tasks that waited for its lock, to ring for after the commit.

    Raises:
        LeaseLostError: the task was taken over.
    """
    statement = (
        update(tasks)
        .where(_held(lease))
        .values(status=status, outcome=outcome, error=error, finished_at=func.now(), **_NO_LEASE)
        .returning(tasks.c.lock_key)
    )
    return await _next_in_line(session, lease, statement)


async def put_back(
    session: Session, lease: Lease, *, after_seconds: float = 0, error: str | None = None, failed: bool = False
) -> list[str]:
    """Give a task back to the queue, to go on later; return ids to ring for after the commit.

    Raises:
        LeaseLostError: the task was taken over.
    """
    statement = (
        update(tasks)
        .where(_held(lease))
        .values(
            status="queued",
            run_after=func.now() + timedelta(seconds=after_seconds),
            delivered_at=func.now() if after_seconds <= 0 else None,
            error=error,
            failures=tasks.c.failures + (1 if failed else 0),
            stalls=0,
            **_NO_LEASE,
        )
        .returning(tasks.c.lock_key)
    )
    waiting = await _next_in_line(session, lease, statement)
    return [lease.task_id, *waiting] if after_seconds <= 0 else waiting


_NO_LEASE: dict[str, Any] = {"lease_owner": None, "lease_expires_at": None}


async def _next_in_line(session: Session, lease: Lease, statement: Any) -> list[str]:  # noqa: ANN401 - any RETURNING update
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        raise LeaseLostError(f"{lease.task_id} was taken over")
    if row.lock_key is None:
        return []
    waiting = (
        select(tasks.c.id)
        .where(tasks.c.lock_key == row.lock_key, tasks.c.status == "queued", tasks.c.id != lease.task_id)
        .where(tasks.c.run_after <= func.now())
        .order_by(tasks.c.created_at)
        .limit(1)
    )
    return list((await session.execute(waiting)).scalars())


async def expire_leases(session: Session, *, owner: str) -> int:
    """Let go of every lease of a process that is known to be dead, so that nobody waits for them to run out."""
    gone = await session.execute(
        update(tasks)
        .where(tasks.c.lease_owner == owner, tasks.c.status == "running")
        .values(lease_expires_at=func.now() - timedelta(seconds=1))
        .returning(tasks.c.id)
    )
    return len(gone.all())


async def take_over_expired(session: Session, *, most: int = 100) -> list[str]:
    """Put tasks back whose lease ran out, with a new fence; return the ids to ring for after the commit.

    A task that stalls again and again without getting on is ended, as is one that somebody wanted cancelled; both are
    told of by `TaskEnded`.
    """
    expired = (
        select(tasks.c.id, tasks.c.kind, tasks.c.stalls, tasks.c.cancel_requested_at)
        .where(tasks.c.status == "running", tasks.c.lease_expires_at < func.now())
        .order_by(tasks.c.lease_expires_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    to_ring: list[str] = []
    for row in (await session.execute(expired)).all():
        ending = _ending_of(row.stalls + 1, cancelled=row.cancel_requested_at is not None)
        changes: dict[str, Any] = {"fence": tasks.c.fence + 1, "taken_over": tasks.c.taken_over + 1, **_NO_LEASE}
        if ending is None:
            changes |= {
                "status": "queued",
                "stalls": tasks.c.stalls + 1,
                "run_after": func.now(),
                "delivered_at": func.now(),
            }
            to_ring.append(row.id)
        else:
            status, error = ending
            changes |= {"status": status, "error": error, "finished_at": func.now()}
            await emit(session, TASK_ENDED, {"task_id": row.id, "kind": row.kind, "status": status, "error": error})
        await session.execute(update(tasks).where(tasks.c.id == row.id).values(changes))
        TAKEN_OVER.add_with(session, kind=row.kind)
    return to_ring


def _ending_of(stalls: int, *, cancelled: bool) -> tuple[str, str] | None:
    if cancelled:
        return "cancelled", "cancelled; its worker had died"
    if stalls >= MOST_STALLS:
        return "failed", f"its worker died {stalls} times in a row without getting any further"
    return None
