"""Redis as one process knows it: patient for a moment only, and aware of which run of it answers."""

from typing import Final

from redis.asyncio import Redis
from redis.asyncio.connection import AbstractConnection
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as LostError
from redis.exceptions import RedisError

from jobcenter.kit.settings import Settings

AWAY: Final = (RedisError, OSError, TimeoutError)
"""What is raised by a Redis that is away."""


class KnownRedis:
    """A client that knows the run of the Redis it talks to: one that came back may do so with an older past.

    What is kept in Redis and must never be of an older past has the epoch in its key.
    """

    def __init__(self, settings: Settings, *, patience: float) -> None:
        self.client: Redis = Redis.from_url(
            settings.redis_url,
            socket_timeout=patience,
            socket_connect_timeout=patience,
            retry=Retry(NoBackoff(), 1, (LostError,)),  # a connection may have died while nobody used it
            redis_connect_func=self._greet,
        )
        self._epoch = ""

    async def close(self) -> None:
        """Let go of the connections."""
        await self.client.aclose()

    async def epoch(self) -> str:
        """The run that answered last. Where it is another one after a question, the answer was the other's."""
        if not self._epoch:
            await self.client.ping()
        return self._epoch

    async def _greet(self, connection: AbstractConnection) -> None:
        await connection.on_connect()
        await connection.send_command("INFO", "server")
        told = await connection.read_response()
        text = told if isinstance(told, str) else bytes(told).decode()
        self._epoch = next(line.partition(":")[2] for line in text.splitlines() if line.startswith("run_id:"))
