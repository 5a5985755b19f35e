"""Doing a task: claim it, keep its lease alive beside the work, and leave it finished, put back or taken over."""

import asyncio
import random
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.kit import logs
from jobcenter.kit.db import Session, is_away, writing
from jobcenter.kit.metrics import LONG, Spread
from jobcenter.kit.settings import Settings
from jobcenter.work import leases
from jobcenter.work.leases import Lease, LeaseLostError
from jobcenter.work.outbox import emit
from jobcenter.work.queue import Bell
from jobcenter.work.tasks import TASK_ENDED, failures_of

MOST_FAILURES = 3
SLICE_MARGIN_SECONDS = 5.0
LONGEST_BACKOFF_SECONDS = 300.0

SECONDS = Spread("jobcenter_task_seconds", "Time that one slice of a task took", "kind", "outcome", buckets=LONG)

log = logs.log(__name__)

Write = Callable[[Session], Awaitable[None]]


class OutOfTimeError(Exception):
    """The slice's time is over: the work goes on in the next one."""


@dataclass(frozen=True, slots=True)
class Done:
    """The task is finished; `write` runs in the transaction that says so."""

    outcome: dict[str, Any] = field(default_factory=dict)
    write: Write | None = None
    status: str = "succeeded"
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """The task goes on in `after_seconds`; `write` runs in the transaction that puts it back."""

    after_seconds: float = 0.0
    reason: str | None = None
    write: Write | None = None


@dataclass(slots=True)
class Working:
    """What a task's function works with: the lease, its time, and sessions that only the lease's holder may commit."""

    engine: AsyncEngine
    settings: Settings
    lease: Lease
    deadline: float
    after_commit: Write | None = None
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds_left(self) -> float:
        """How much of the slice is left; below zero when it is over."""
        return self.deadline - time.monotonic()

    def check(self) -> None:
        """Before every step that the outside can see: the lease stands and there is time.

        Raises:
            LeaseLostError: the lease ran out.
            OutOfTimeError: the slice is over.
        """
        self.lease.check()
        if self.seconds_left <= 0:
            raise OutOfTimeError

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Session]:
        """A session whose commit is fenced: it holds the lease's row, and PostgreSQL ends it if this process stops."""
        async with writing(self.engine, idle_seconds=self.settings.lease_seconds) as session:
            await leases.hold(session, self.lease)
            yield session
        if self.after_commit is not None:
            await self.after_commit(session)


Handler = Callable[[Working], Awaitable[Done | Again]]


async def perform(
    engine: AsyncEngine,
    settings: Settings,
    handlers: Mapping[str, Handler],
    task_id: str,
    *,
    owner: str,
    bell: Bell | None = None,
    after_commit: Write | None = None,
    seconds: float | None = None,
) -> bool:
    """Do one slice of a task, if it can be claimed; return whether it could.

    `seconds` bounds the slice (default: `RQ_JOB_TIMEOUT`); `after_commit` is given each session of the task's work
    right after its commit.
    """
    async with writing(engine) as session:
        lease = await leases.claim(session, task_id, owner=owner, lease_seconds=settings.lease_seconds)
    if lease is None:
        return False
    logs.bind(correlation_id=lease.correlation_id, task_id=task_id, attempt=lease.attempt)
    time_left = seconds if seconds is not None else max(1.0, settings.rq_job_timeout - SLICE_MARGIN_SECONDS)
    working = Working(engine, settings, lease, time.monotonic() + time_left, after_commit)
    try:
        to_ring = await _work(working, handlers[lease.kind])
    except LeaseLostError as error:
        log.warning("lease lost", reason=str(error))
        SECONDS.note(time.monotonic() - working.began, kind=lease.kind, outcome="lost")
        return True
    if bell is not None:
        await bell.ring(to_ring)
    return True


async def _work(working: Working, handler: Handler) -> list[str]:
    """Run the handler with a heartbeat beside it; settle what came of it."""
    work = asyncio.ensure_future(handler(working))
    reason = _Reason()
    heartbeat = asyncio.create_task(_keep_alive(working, work, reason))
    with suppress(
        NotImplementedError, RuntimeError, ValueError
    ):  # signals belong to the main thread of a worker's child
        if working.lease.owner.startswith("worker"):
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, _interrupt, work, reason)
    try:
        result = await work
    except asyncio.CancelledError:
        if reason.why is None:
            work.cancel()
            raise
        result = _after_interruption(reason.why)
    except OutOfTimeError:
        result = Again(reason="the slice's time was over")
    except LeaseLostError:
        raise
    except Exception as error:
        if is_away(error):
            log.warning("database away", error=str(error)[:200])
            raise LeaseLostError("the database went away") from error
        log.exception("task failed")
        return await _settle_failure(working, error)
    finally:
        heartbeat.cancel()
    return await _settle(working, result)


@dataclass(slots=True)
class _Reason:
    why: str | None = None


def _interrupt(work: "asyncio.Future[Any]", reason: _Reason) -> None:
    reason.why = reason.why or "stopping"
    work.cancel()


def _cancelled() -> Done:
    return Done(status="cancelled", error="cancelled on request")


def _after_interruption(why: str) -> Done | Again:
    if why == "cancelled":
        return _cancelled()
    if why == "stopping":
        return Again(reason="its worker was stopped")
    raise LeaseLostError("the lease could not be renewed")


async def _keep_alive(working: Working, work: "asyncio.Future[Any]", reason: _Reason) -> None:
    """Renew the lease at a third of its time; stop the work when it is lost or somebody cancels."""
    pause = working.settings.lease_seconds / 3
    while True:
        await asyncio.sleep(min(pause, max(0.05, working.lease.valid_until - time.monotonic())))
        try:
            async with asyncio.timeout(max(0.05, working.lease.valid_until - time.monotonic())):
                async with writing(working.engine) as session:
                    cancel = await leases.renew(session, working.lease, working.settings.lease_seconds)
        except LeaseLostError:
            reason.why = "lost"
        except Exception as error:  # noqa: BLE001 - whatever hinders a renewal, the lease's own clock decides
            log.warning("lease not renewed", error=str(error)[:200] or type(error).__name__)
            if time.monotonic() >= working.lease.valid_until:
                reason.why = "lost"
        else:
            if cancel:
                reason.why = "cancelled"
        if reason.why is not None:
            work.cancel()
            return


async def _settle(working: Working, result: Done | Again) -> list[str]:
    async with writing(working.engine, idle_seconds=working.settings.lease_seconds) as session:
        cancelled = await leases.hold(session, working.lease)
        if cancelled and isinstance(result, Again):
            result = _cancelled()
        outcome = "put_back" if isinstance(result, Again) else result.status
        SECONDS.note_with(session, time.monotonic() - working.began, kind=working.lease.kind, outcome=outcome)
        if result.write is not None:
            await result.write(session)
        if isinstance(result, Again):
            return await leases.put_back(
                session, working.lease, after_seconds=result.after_seconds, error=result.reason
            )
        if result.status != "succeeded" and result.write is None:
            await _tell_end(session, working.lease, result.status, result.error)
        return await leases.finish(
            session, working.lease, status=result.status, outcome=result.outcome, error=result.error
        )


async def _settle_failure(working: Working, error: Exception) -> list[str]:
    lease = working.lease
    said = f"{type(error).__name__}: {error}"[:2000].replace("\x00", "")
    async with writing(working.engine, idle_seconds=working.settings.lease_seconds) as session:
        cancelled = await leases.hold(session, lease)
        failures = await failures_of(session, lease.task_id) + 1
        ending = "cancelled" if cancelled else "failed" if failures > MOST_FAILURES else None
        SECONDS.note_with(session, time.monotonic() - working.began, kind=lease.kind, outcome=ending or "broken")
        if ending is not None:
            await _tell_end(session, lease, ending, said)
            return await leases.finish(session, lease, status=ending, error=said)
        return await leases.put_back(session, lease, after_seconds=backoff(failures), error=said, failed=True)


async def _tell_end(session: Session, lease: Lease, status: str, error: str | None) -> None:
    await emit(session, TASK_ENDED, {"task_id": lease.task_id, "kind": lease.kind, "status": status, "error": error})


def backoff(failures: int, *, base: float = 2.0) -> float:
    """Seconds to wait after the n-th failure: exponential, with jitter of a quarter, at most five minutes."""
    return float(min(LONGEST_BACKOFF_SECONDS, base * 2 ** (failures - 1)) * random.uniform(0.75, 1.25))  # noqa: S311 - no secret
