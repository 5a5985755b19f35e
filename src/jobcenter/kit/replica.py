"""Reads from a replica that still see the caller's own writes: by positions in PostgreSQL's log, never by seconds."""

import asyncio
import time
from typing import Any, Final

from sqlalchemy import Row, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.kit import logs
from jobcenter.kit.db import ReadSession, is_away, make_engine, reading
from jobcenter.kit.metrics import Count
from jobcenter.kit.positions import Positions
from jobcenter.kit.settings import Settings

HEADER: Final = "X-Job-Center-Position"
COOKIE: Final = "jobcenter_position"
BEYOND: Final = "FFFFFFFF/FFFFFFFF"  # a position that none has reached: for where it could not be asked
LOOK_SECONDS: Final = 1.0  # so old may what is known of the replica's health be
AWAY_SECONDS: Final = 2.0  # so long is what did not answer left alone
PATIENCE: Final = 1.0  # so long may it take to say how far it is, while those who ask wait
LONGEST_SECONDS: Final = 10.0  # a statement that takes longer there is asked of the primary
CLOSE_SECONDS: Final = 0.01  # so often at most is a replica asked whether it has caught up

READS = Count("jobcenter_reads_total", "Requests that read, by where they read, and why there", "where", "why")

_LOOK = text(
    """
    SELECT pg_is_in_recovery() AS follows, CAST(pg_last_wal_replay_lsn() AS text) AS replayed,
        CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
                AND EXISTS (SELECT 1 FROM pg_stat_wal_receiver WHERE pid IS NOT NULL) THEN 0
            ELSE extract(epoch FROM now() - coalesce(pg_last_xact_replay_timestamp(), pg_postmaster_start_time()))
        END AS behind
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

    A caller that wrote reads the primary until the replica has replayed that write; and one that read the primary,
    until the replica has replayed what it may have seen there. A caller of whom nothing is known reads the primary.
    """

    def __init__(self, settings: Settings, primary: AsyncEngine) -> None:
        self.primary = primary
        self.most_behind = settings.replica_most_behind_seconds
        self.engine: AsyncEngine | None = None
        if settings.database_replica_url:
            theirs = settings.model_copy(update={"database_url": settings.database_replica_url})
            self.engine = make_engine(theirs, name="jobcenter-api-reads", longest_seconds=LONGEST_SECONDS)
            event.listen(self.engine.sync_engine, "connect", self._watch)
        self._positions = Positions(settings)
        self.life = 0  # of the replica, as far as this process knows: another one after each sign of a restart
        self._away_until = 0.0
        self._looked_at = float("-inf")
        self._replayed = -1
        self._least: int | None = None  # what the replica must have replayed, whoever asks; None: the primary says
        self._fault = "not looked at yet"
        self._looking = asyncio.Lock()
        self._left: set[asyncio.Task[Row[Any]]] = set()

    async def close(self) -> None:
        """Let go of the connections."""
        await asyncio.gather(*self._left, return_exceptions=True)
        if self.engine is not None:
            await self.engine.dispose()
        await self._positions.close()

    async def engine_for(self, caller: str | None, told: str | None) -> AsyncEngine:
        """Where this caller reads now.

        Args:
            caller: whoever is asking, by a name of its own; None for a stranger.
            told: the position that the request brings along, as an earlier answer gave it.
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
            return await self._note(caller, session)

    async def note_read(self, caller: str | None, session: ReadSession | None, engine: AsyncEngine) -> str | None:
        """After a read on `engine`: the position that it may have seen, if the replica may be behind that.

        It is asked within the read's own session, where there is one.
        """
        if self.engine in {None, engine} or caller is None:
            return None
        return await self.note_write(caller) if session is None else await self._note(caller, session)

    def note_fault(self, engine: AsyncEngine) -> None:
        """A session on `engine` broke: where it was the replica's, that is left alone for a while."""
        if engine is self.engine:
            self._note_away("a read of it broke")

    def check_life(self, engine: AsyncEngine, life: int) -> None:
        """After a read on `engine`: whether that is the replica which was chosen in this `life`.

        Who waits for a connection may get one to a replica that has come back behind what it was when it was chosen.

        Raises:
            ConnectionError: it is not; what was read may be older than what its caller has seen.
        """
        if engine is self.engine and life != self.life:
            raise ConnectionError("the replica was restarted while it was read")

    def _watch(self, connection: DBAPIConnection, _record: object) -> None:
        """A replica that was restarted may show less than it did before: the end of a connection is the first sign."""
        connection.driver_connection.add_termination_listener(lambda _: self._distrust())

    def _distrust(self) -> None:
        self._looked_at, self._least = float("-inf"), None
        self.life += 1

    async def _note(self, caller: str | None, session: ReadSession) -> str:
        position = str((await session.execute(_POSITION)).scalar_one())
        if caller is not None:
            await self._positions.note(caller, number_of(position) or 0)
        return position

    async def _why_primary(self, caller: str | None, told: int | None) -> str | None:
        """Why this caller has to read the primary; None if the replica will do."""
        if time.monotonic() < self._away_until:
            return "replica away"
        known = await self._positions.of(caller)
        if told is None and known is None:
            return "position unknown"
        await self._look_if_needed(max(one for one in (told, known) if one is not None))
        if self._fault:
            return self._fault
        untold = self._positions.untold.get(caller or "")
        needed = max(one for one in (told, known, untold, self._least) if one is not None)
        return None if self._least is not None and self._replayed >= needed else "not caught up"

    async def _look_if_needed(self, position: int) -> None:
        """Ask the replica how far it is, unless what is known will do; one asks, all are answered."""
        async with self._looking:
            now = time.monotonic()
            age, needed = now - self._looked_at, max(position, self._least or 0)
            is_known = age < CLOSE_SECONDS or (age < LOOK_SECONDS and self._replayed >= needed)
            if is_known or now < self._away_until:
                return
            if self._least is None:
                async with reading(self.primary) as session:
                    self._least = number_of(str((await session.execute(_POSITION)).scalar_one()))
            await self._look_now()

    async def _look_now(self) -> None:
        assert self.engine is not None
        life, look = self.life, asyncio.create_task(_look_at(self.engine))
        if not (await asyncio.wait({look}, timeout=PATIENCE))[0]:
            self._leave(look)
            return
        try:
            row = look.result()
        except Exception as error:
            if not is_away(error):
                raise
            self._note_away(str(error))
            return
        if life != self.life:  # it was of a replica that has ended meanwhile
            return
        self._looked_at = time.monotonic()
        self._replayed = number_of(row.replayed) or -1
        if not row.follows:
            self._fault = "no replica"  # somebody promoted it: it goes its own way now
        elif row.behind is not None and row.behind > self.most_behind:
            self._fault = "far behind"
        else:
            self._fault = ""

    def _note_away(self, why: str) -> None:
        log.warning("replica away", error=why[:300])
        self._away_until = time.monotonic() + AWAY_SECONDS
        self._fault = "replica away"
        self._distrust()

    def _leave(self, look: asyncio.Task[Row[Any]]) -> None:
        """Go on without an answer; to let go of the connection takes a while more."""
        self._left.add(look)
        look.add_done_callback(self._left.discard)
        look.cancel()
        self._note_away(f"it said nothing for {PATIENCE} s")


async def _look_at(engine: AsyncEngine) -> Row[Any]:
    async with reading(engine) as session:
        return (await session.execute(_LOOK)).one()
