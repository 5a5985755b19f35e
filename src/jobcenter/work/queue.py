"""The bell: RQ carries a task's id to a worker, and nothing else; no other file imports rq."""

import asyncio
import ctypes
import os
import secrets
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any

import redis
from rq import Queue, Worker
from rq.exceptions import StopRequested
from rq.job import Job
from rq.serializers import JSONSerializer

from jobcenter.kit import logs
from jobcenter.kit.settings import Settings

DOOR = "jobcenter.entrypoints.worker.perform"
DELIVERY = "--"  # between a task's id and what tells its deliveries apart
EPOCH_KEY = "jobcenter:epoch"
PR_SET_PDEATHSIG = 1
GRACE_SECONDS = 150  # a slice ends by itself; this is for its last step, which may begin in its last moment

log = logs.log(__name__)

QueueAwayError = redis.exceptions.RedisError


def connect(settings: Settings) -> redis.Redis:
    """A client of Redis that gives up quickly: the bell is never worth waiting for."""
    return redis.Redis.from_url(
        settings.redis_url, socket_connect_timeout=1, socket_timeout=15, health_check_interval=15
    )


class Bell:
    """Rings for tasks, and tells how the queue is. Safe to use from several threads; not across a fork."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.connection = connect(settings)
        self.queue = Queue(settings.rq_queue_name, connection=self.connection, serializer=JSONSerializer)

    async def ring(self, task_ids: Sequence[str]) -> bool:
        """Tell the workers of tasks that are due; False when Redis is away (the reconciler rings again)."""
        if not task_ids:
            return True
        try:
            await asyncio.to_thread(self._ring, list(task_ids))
        except QueueAwayError as error:
            log.warning("queue away", error=str(error)[:200])
            return False
        return True

    def _ring(self, task_ids: list[str]) -> None:
        prepared = [
            Queue.prepare_data(
                DOOR,
                args=[task_id],
                timeout=self._settings.rq_job_timeout + GRACE_SECONDS,
                result_ttl=self._settings.rq_result_ttl,
                failure_ttl=self._settings.rq_result_ttl,
                description=task_id,
                job_id=f"{task_id}{DELIVERY}{secrets.token_hex(4)}",
            )
            for task_id in task_ids
        ]
        self.queue.enqueue_many(prepared)

    async def waiting(self) -> int:
        """How many deliveries wait in Redis.

        Raises:
            QueueAwayError: Redis cannot be reached.
        """
        return int(await asyncio.to_thread(lambda: self.queue.count))

    async def waiting_ids(self) -> set[str]:
        """The ids of the tasks whose deliveries wait in Redis."""
        return await asyncio.to_thread(self._waiting_ids)

    def _waiting_ids(self) -> set[str]:
        return {str(job_id).partition(DELIVERY)[0] for job_id in self.queue.job_ids}

    async def epoch_is_new(self) -> bool:
        """Whether Redis lost its memory since the last call of any process; the answer is given once."""
        return bool(await asyncio.to_thread(lambda: self.connection.set(EPOCH_KEY, os.urandom(8).hex(), nx=True)))


class LeaseWorker(Worker):
    """An RQ worker whose children die with it, and which returns when Redis is away instead of waiting for it."""

    def __init__(self, settings: Settings, name: str, on_child_killed: Callable[[str], None]) -> None:
        connection = connect(settings)
        queue = Queue(settings.rq_queue_name, connection=connection, serializer=JSONSerializer)
        super().__init__([queue], name=name, connection=connection, serializer=JSONSerializer, worker_ttl=15)
        self._on_child_killed = on_child_killed
        self._parent = os.getpid()
        self.log_job_description = False

    @property
    def dequeue_timeout(self) -> int:
        """Seconds that one wait for the bell lasts."""
        return 5

    def heartbeat(self, timeout: int | None = None, pipeline: Any = None) -> None:  # noqa: ANN401 - RQ's own signature
        """RQ's heartbeat; where Redis is away it ends the loop, so that the caller can look into PostgreSQL instead."""
        try:
            super().heartbeat(timeout, pipeline)
        except redis.exceptions.ConnectionError as error:
            raise StopRequested from error

    @property
    def shutdown_requested(self) -> bool:
        """Whether somebody asked this worker to stop; otherwise it returned because Redis is away."""
        return self._shutdown_requested_date is not None

    def handle_warm_shutdown_request(self) -> None:
        """On SIGTERM: ask the child to put its task back, rather than wait for its end."""
        if self.horse_pid:
            self.kill_horse(signal.SIGTERM)

    def setup_work_horse_signals(self) -> None:
        """In the child: die with the parent, and end at once on SIGTERM."""
        super().setup_work_horse_signals()  # type: ignore[no-untyped-call]
        die_with(self._parent)

    def handle_work_horse_killed(self, job: Job, retpid: int, ret_val: int, rusage: Any) -> None:  # noqa: ANN401
        """A child ended without saying so: its lease need not be waited for."""
        super().handle_work_horse_killed(job, retpid, ret_val, rusage)  # type: ignore[no-untyped-call]
        self._on_child_killed(str(job.args[0]))


def die_with(parent: int) -> None:
    """Make the kernel kill this process when `parent` ends (Linux); end now if that has happened already."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
