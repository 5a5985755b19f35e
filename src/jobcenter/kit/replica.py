"""Reads from a replica that still see the caller's own writes: by positions in PostgreSQL's log, never by seconds."""

import asyncio
import time
from typing import Final

from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.kit import logs
from jobcenter.kit.db import is_away, make_engine, reading
from jobcenter.kit.metrics import Count
from jobcenter.kit.settings import Settings

HEADER: Final = "X-Job-Center-Position"
COOKIE: Final = "jobcenter_position"
KEPT_SECONDS: Final = 600  # longer than any replica that is used lags behind
LOOK_SECONDS: Final = 1.0  # so old may what is known of the replica's health be
CLOSE_SECONDS: Final = 0.01  # so often at most is a replica asked whether it has caught up
AWAY_SECONDS: Final = 2.0  # so long is what did not answer left alone

READS = Count("jobcenter_reads_total", "Requests that read, by where they read, and why there", "where", "why")

_LOOK = text(
    """
    SELECT pg_is_in_recovery() AS follows, CAST(pg_last_wal_replay_lsn() AS text) AS replayed,
        CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
                AND EXISTS (SELECT 1 FROM pg_stat_wal_receiver WHERE pid IS NOT NULL) THEN 0
            ELSE extract(epoch FROM now() - pg_last_xact_replay_timestamp()) END AS behind
    """
)
_POSITION = text("SELECT CAST(pg_current_wal_lsn() AS text)")

log = logs.log(__name__)


def number_of(position: str | None) -> int | None:
    """A position ("16/B374D848") as a number that grows with the log; None for what is none."""
    high, slash, low = (position or "").partition("/")
    try:
        return (int(high, 16) << 32) + int(low, 16) if slash and len(high) <= 8 and len(low) <= 8 else None  # noqa: PLR2004 - 32 bits each
    except ValueError:
        return None


class Replica:
    """Decides where a request reads. Without `DATABASE_REPLICA_URL` it is the primary, always.

    A caller that wrote reads the primary until the replica has replayed that write. A caller of whom nothing is known
    reads the primary too, once: from then on it is known to have seen what was there.
    """

    def __init__(self, settings: Settings, primary: AsyncEngine) -> None:
        self.primary = primary
        self.most_behind = settings.replica_most_behind_seconds
        self.engine: AsyncEngine | None = None
        if settings.database_replica_url:
            theirs = settings.model_copy(update={"database_url": settings.database_replica_url})
            self.engine = make_engine(theirs, name="jobcenter-api-reads")
        self._redis = Redis.from_url(settings.redis_url, socket_timeout=0.2, socket_connect_timeout=0.2)
        self._redis_away_until = 0.0
        self._away_until = 0.0
        self._looked_at = float("-inf")
        self._replayed = -1
        self._fault = "not looked at yet"
        self._looking = asyncio.Lock()

    async def close(self) -> None:
        """Let go of the connections."""
        if self.engine is not None:
            await self.engine.dispose()
        await self._redis.aclose()

    async def engine_for(self, caller: str | None, told: str | None) -> AsyncEngine:
        """Where this caller reads now.

        Args:
            caller: whoever is asking, by a name of its own; None for a stranger.
            told: the position that the request brings along, as the answer to a write gave it.
        """
        if self.engine is None:
            return self.primary
        why = await self._why_primary(caller, number_of(told))
        READS.add(where="primary" if why else "replica", why=why or "caught up")
        return self.primary if why else self.engine

    def seen(self, engine: AsyncEngine) -> int | None:
        """The position that a session on this engine has surely seen; None on the primary, which has seen all."""
        return None if engine is self.primary else self._replayed

    async def note_write(self, caller: str | None) -> str | None:
        """After a commit: the position that it reached, remembered for its caller; None without a replica."""
        if self.engine is None:
            return None
        async with reading(self.primary) as session:
            position = str((await session.execute(_POSITION)).scalar_one())
        await self._remember(caller, position)
        return position

    async def _why_primary(self, caller: str | None, told: int | None) -> str | None:
        """Why this caller has to read the primary; None if the replica will do."""
        if time.monotonic() < self._away_until:
            return "replica away"
        known = number_of(await self._recall(caller))
        if told is None and known is None:
            await self.note_write(caller)
            return "position unknown"
        position = max(one for one in (told, known) if one is not None)
        await self._look_if_needed(position)
        if self._fault:
            return self._fault
        return None if self._replayed >= position else "not caught up"

    async def _look_if_needed(self, position: int) -> None:
        """Ask the replica how far it is, unless what is known will do; one asks, all are answered."""
        async with self._looking:
            age = time.monotonic() - self._looked_at
            if age < CLOSE_SECONDS or (age < LOOK_SECONDS and self._replayed >= position):
                return
            await self._look()

    async def _look(self) -> None:
        assert self.engine is not None
        try:
            async with reading(self.engine) as session:
                row = (await session.execute(_LOOK)).one()
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("replica away", error=str(error)[:300])
            self._away_until = time.monotonic() + AWAY_SECONDS
            self._fault = "replica away"
            return
        self._looked_at = time.monotonic()
        self._replayed = number_of(row.replayed) or -1
        if not row.follows:
            self._fault = "no replica"  # somebody promoted it: it goes its own way now
        elif row.behind is not None and row.behind > self.most_behind:
            self._fault = "far behind"
        else:
            self._fault = ""

    async def _recall(self, caller: str | None) -> str | None:
        if caller is None or time.monotonic() < self._redis_away_until:
            return None
        try:
            kept = await self._redis.get(_key(caller))
        except (RedisError, OSError, TimeoutError):
            self._redis_away_until = time.monotonic() + AWAY_SECONDS
            return None
        return kept.decode() if isinstance(kept, bytes) else kept

    async def _remember(self, caller: str | None, position: str) -> None:
        if caller is None or time.monotonic() < self._redis_away_until:
            return
        try:
            await self._redis.set(_key(caller), position, ex=KEPT_SECONDS)
        except (RedisError, OSError, TimeoutError):
            # What is kept of this caller is older than its write now: nothing kept is believed until it has run out.
            self._redis_away_until = time.monotonic() + KEPT_SECONDS


def _key(caller: str) -> str:
    return f"jobcenter:position:{caller}"
