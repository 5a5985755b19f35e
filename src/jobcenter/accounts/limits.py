"""How often one caller may ask: counted in Redis by the minute; while Redis is away nobody is counted, and it shows."""

import time
from dataclasses import dataclass

import redis.asyncio as redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from jobcenter.kit import logs
from jobcenter.kit.errors import TooManyRequestsError
from jobcenter.kit.headers import Limit
from jobcenter.kit.metrics import Count
from jobcenter.kit.settings import Settings

WINDOW = 60  # seconds
MOST_CONNECTIONS = 20
PATIENCE = 0.25  # seconds for one answer of Redis
LOOK_SECONDS = 0.2  # so often at most is Redis told of one caller: what many processes let through meanwhile is little
MOST_CALLERS = 10_000
REST = 5.0  # seconds without asking, after it did not answer: it must not slow every request down

UNCOUNTED = Count("jobcenter_requests_uncounted_total", "Requests that no limit held, since Redis was away")

log = logs.log(__name__)


class Limits:
    """Counts the requests of every caller of this installation, by all API processes together."""

    def __init__(self, settings: Settings) -> None:
        self._most = settings.requests_per_minute
        self._pool = redis.BlockingConnectionPool.from_url(
            settings.redis_url,
            max_connections=MOST_CONNECTIONS,
            timeout=PATIENCE,
            socket_connect_timeout=PATIENCE,
            socket_timeout=PATIENCE,
            retry=Retry(NoBackoff(), 0),
        )
        self._redis = redis.Redis(connection_pool=self._pool)
        self._rests_until = 0.0
        self._tallies: dict[str, _Tally] = {}

    async def close(self) -> None:
        """Let go of Redis."""
        await self._redis.aclose()
        await self._pool.aclose()

    async def count(self, caller: str) -> Limit | None:
        """Count one request; what is left to this caller, or None when Redis is away.

        Raises:
            TooManyRequestsError: nothing was left.
        """
        minute, gone = divmod(int(time.time()), WINDOW)
        tally = self._tallies.get(caller)
        if tally is None or tally.minute != minute:
            tally = self._begin(caller, minute)
        tally.here += 1
        if time.monotonic() >= tally.next_look and not await self._look(caller, tally):
            UNCOUNTED.add()
            return None
        counted = tally.everywhere + tally.here
        limit = Limit(limit=self._most, remaining=max(0, self._most - counted), reset=WINDOW - gone)
        if counted > self._most:
            raise TooManyRequestsError(
                f"You asked {self._most} times within a minute, which is as often as anyone may "
                f"(JOBCENTER_REQUESTS_PER_MINUTE). Go on in {limit.reset} seconds.",
                retry_after=limit.reset,
            )
        return limit

    def _begin(self, caller: str, minute: int) -> "_Tally":
        if len(self._tallies) >= MOST_CALLERS:
            self._tallies = {name: one for name, one in self._tallies.items() if one.minute == minute}
        tally = self._tallies[caller] = _Tally(minute)
        return tally

    async def _look(self, caller: str, tally: "_Tally") -> bool:
        """Tell Redis what was counted here, and learn what all counted; False while Redis is away."""
        if time.monotonic() < self._rests_until:
            return False
        told, tally.here, tally.next_look = tally.here, 0, time.monotonic() + LOOK_SECONDS
        tally.everywhere += told  # for those who come while Redis is asked
        key = f"jobcenter:requests:{caller}:{tally.minute}"
        try:
            async with self._redis.pipeline(transaction=False) as pipeline:
                pipeline.incrby(key, told)
                pipeline.expire(key, 2 * WINDOW)
                tally.everywhere = int((await pipeline.execute())[0])
        except (redis.RedisError, OSError) as error:
            log.warning("requests are not counted", error=str(error)[:200])
            self._rests_until = time.monotonic() + REST
            tally.next_look = 0.0
            return False
        return True


@dataclass(slots=True)
class _Tally:
    """One caller's requests of one minute: `everywhere` as Redis said at the last look, and `here` since then."""

    minute: int
    everywhere: int = 0
    here: int = 0
    next_look: float = 0.0
