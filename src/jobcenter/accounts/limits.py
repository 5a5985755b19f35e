"""How often one caller may ask: counted in Redis by the minute; while Redis is away nobody is counted, and it shows."""

import time

import redis.asyncio as redis

from jobcenter.kit import logs
from jobcenter.kit.errors import TooManyRequestsError
from jobcenter.kit.headers import Limit
from jobcenter.kit.metrics import Count
from jobcenter.kit.settings import Settings

WINDOW = 60  # seconds
PATIENCE = 0.25  # seconds for one answer of Redis
REST = 5.0  # seconds without asking, after it did not answer: it must not slow every request down

UNCOUNTED = Count("jobcenter_requests_uncounted_total", "Requests that no limit held, since Redis was away")

log = logs.log(__name__)


class Limits:
    """Counts the requests of every caller of this installation, by all API processes together."""

    def __init__(self, settings: Settings) -> None:
        self._most = settings.requests_per_minute
        self._redis = redis.Redis.from_url(
            settings.redis_url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE, max_connections=20
        )
        self._rests_until = 0.0

    async def close(self) -> None:
        """Let go of Redis."""
        await self._redis.aclose()

    async def count(self, caller: str) -> Limit | None:
        """Count one request; what is left to this caller, or None when Redis is away.

        Raises:
            TooManyRequestsError: nothing was left.
        """
        if time.monotonic() < self._rests_until:
            UNCOUNTED.add()
            return None
        minute, gone = divmod(int(time.time()), WINDOW)
        key = f"jobcenter:requests:{caller}:{minute}"
        try:
            async with self._redis.pipeline(transaction=False) as pipeline:
                pipeline.incr(key)
                pipeline.expire(key, 2 * WINDOW)
                counted = int((await pipeline.execute())[0])
        except (redis.RedisError, OSError) as error:
            log.warning("requests are not counted", error=str(error)[:200])
            self._rests_until = time.monotonic() + REST
            UNCOUNTED.add()
            return None
        limit = Limit(limit=self._most, remaining=max(0, self._most - counted), reset=WINDOW - gone)
        if counted > self._most:
            raise TooManyRequestsError(
                f"You asked {self._most} times within a minute, which is as often as anyone may "
                f"(JOBCENTER_REQUESTS_PER_MINUTE). Go on in {limit.reset} seconds.",
                retry_after=limit.reset,
            )
        return limit
