"""A cache of what query functions read: makes it cheaper, never possible; a write makes the next read fresh at once.

Every value is kept under the versions of its tags. A write gives its tags new versions right after its commit, and the
outbox does so once more, so that what was kept before is never asked for again; the time to live is only the ceiling.
"""

import asyncio
import hashlib
import math
import random
import secrets
import struct
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final, cast

from jobcenter.kit import logs
from jobcenter.kit.metrics import Count
from jobcenter.kit.redis import AWAY, KnownRedis
from jobcenter.kit.settings import Settings

AWAY_SECONDS: Final = 2.0  # so long is a Redis that did not answer left alone
TAG_SECONDS: Final = 24 * 3600  # a tag that runs out only costs a miss
LOCK_SECONDS: Final = 2.0  # who waits holds a connection of the database meanwhile
WAIT_SECONDS: Final = 0.02
EAGERNESS: Final = 2.0  # times the cost of reading: so long before its end is a value read anew, now and then earlier
_HEAD: Final = struct.Struct("!dd")  # when it ends, by the clock; seconds that reading it took

ASKED = Count("jobcenter_cache_asked_total", "Values asked of the cache", "kind", "outcome")

# A tag without a version gets one that nobody ever had: Redis may have dropped it, and kept values of its past.
_ASK = """
local versions = {}
for number = 2, #KEYS do
    local version = redis.call('HGET', KEYS[number], 'version')
    if not version then
        version = ARGV[1] .. number
        redis.call('HSET', KEYS[number], 'version', version)
        redis.call('EXPIRE', KEYS[number], ARGV[2])
    end
    versions[#versions + 1] = version
    versions[#versions + 1] = redis.call('HGET', KEYS[number], 'reached') or '0'
end
return {redis.call('GET', KEYS[1] .. ':' .. redis.sha1hex(table.concat(versions, ' '))), versions}
"""
# Two writes may tell of themselves in another order than they were committed in: the further position stays. Positions
# are texts of one length, which are ordered like numbers; Lua's own numbers are too short for them.
_MOVE = """
for number = 1, #KEYS do
    local reached = redis.call('HGET', KEYS[number], 'reached')
    if not reached or reached < ARGV[2] then reached = ARGV[2] end
    redis.call('HSET', KEYS[number], 'version', ARGV[1], 'reached', reached)
    redis.call('EXPIRE', KEYS[number], ARGV[3])
end
"""

log = logs.log(__name__)

Load = Callable[[], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is to be kept, and how.

    Attributes:
        kind: the query function; metrics are counted by it.
        about: everything that the answer depends on, of types whose `repr` tells them apart.
        tags: what a write of which makes the answer another.
        seconds: how long it is kept at most.
        seen: the position that the reading session has seen, where it is a replica's; None on the primary.
    """

    kind: str
    about: tuple[Any, ...]
    tags: frozenset[str]
    seconds: float
    seen: int | None = None

    @property
    def name(self) -> str:
        """Its name in Redis, without the versions of its tags."""
        digest = hashlib.blake2b(repr((self.about, sorted(self.tags))).encode(), digest_size=16).hexdigest()
        return f"jobcenter:cache:{self.kind}:{digest}"


class Cache:
    """What one process knows of the cache. Without Redis everything is read, as if it were not there.

    Errors are never kept; nor is anything about who is asking: whoever keeps what depends on that puts it in the key.
    """

    def __init__(self, settings: Settings) -> None:
        self.is_on = settings.cache
        self._known = KnownRedis(settings, patience=0.5)
        self._redis = self._known.client
        self._ask = self._redis.register_script(_ASK)
        self._move = self._redis.register_script(_MOVE)
        self._away_until = 0.0
        self._flights: dict[str, asyncio.Future[bytes]] = {}

    async def close(self) -> None:
        """Let go of the connections."""
        await self._known.close()

    async def remember(self, what: Kept, load: Load) -> bytes:
        """What `load` reads, in a session that begins after this call, or what it read not long ago.

        Raises:
            Exception: what `load` raises; nothing is kept then.
        """
        if not self.is_on or time.monotonic() < self._away_until:
            ASKED.add(kind=what.kind, outcome="off")
            return await load()
        try:
            key, kept, position = await self._look(what)
        except AWAY:
            self._note_away()
            ASKED.add(kind=what.kind, outcome="away")
            return await load()
        if kept is not None and not _is_due(kept):
            ASKED.add(kind=what.kind, outcome="hit")
            return kept[_HEAD.size :]
        if what.seen is not None and what.seen < position:  # it reads what is old already: for itself alone
            ASKED.add(kind=what.kind, outcome="behind")
            return await load()
        # Only who was told the same versions may share: a write in between has told its own reader others.
        flight = self._flights.get(key)
        if flight is not None:
            ASKED.add(kind=what.kind, outcome="shared")
            return await asyncio.shield(flight)
        return await self._fly(what, key, kept, load)

    async def move(self, tags: Iterable[str], position: int = 0) -> None:
        """Give tags new versions, after the commit of a write that reached `position`; what fails here is repeated."""
        names = [_tag(tag) for tag in sorted(set(tags))]
        if not names or not self.is_on:
            return
        try:
            await self._move(keys=names, args=[_version(), f"{position:020d}", TAG_SECONDS])
        except AWAY:
            self._note_away()
            raise

    async def _fly(self, what: Kept, key: str, kept: bytes | None, load: Load) -> bytes:
        """Read it and keep it; whoever asks for the same meanwhile waits for this."""
        flight: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._flights[key] = flight
        try:
            value = await self._load(what, key, kept, load)
        except BaseException as error:
            flight.set_exception(error if isinstance(error, Exception) else RuntimeError("who read it was cancelled"))
            flight.exception()  # where nobody else waits, nobody need be told
            raise
        else:
            flight.set_result(value)
            return value
        finally:
            del self._flights[key]

    async def _load(self, what: Kept, key: str, kept: bytes | None, load: Load) -> bytes:
        if kept is not None:
            ASKED.add(kind=what.kind, outcome="early")
            return await self._read(what, key, load)
        async with self._alone(key) as has_waited:
            if has_waited:
                with suppress(*AWAY):
                    kept = cast("bytes | None", await self._redis.get(key))
            if kept is not None:  # another process has read it meanwhile
                ASKED.add(kind=what.kind, outcome="hit")
                return kept[_HEAD.size :]
            ASKED.add(kind=what.kind, outcome="miss")
            return await self._read(what, key, load)

    async def _read(self, what: Kept, key: str, load: Load) -> bytes:
        began = time.monotonic()
        value = await load()
        head = _HEAD.pack(time.time() + what.seconds, time.monotonic() - began)
        try:
            await self._redis.set(key, head + value, px=max(1, int(what.seconds * 1000)))
        except AWAY:
            self._note_away()
        return value

    @asynccontextmanager
    async def _alone(self, key: str) -> AsyncIterator[bool]:
        """While no other process reads the same, or after that took it too long; tells whether another was at it."""
        lock, mine, has_waited, until = f"{key}:lock", False, False, time.monotonic() + LOCK_SECONDS
        try:
            while not mine and time.monotonic() < until:
                mine = bool(await self._redis.set(lock, 1, nx=True, px=int(LOCK_SECONDS * 1000)))
                if not mine:
                    has_waited = True
                    await asyncio.sleep(WAIT_SECONDS)
        except AWAY:
            self._note_away()
        try:
            yield has_waited
        finally:
            if mine:
                with suppress(*AWAY):
                    await self._redis.delete(lock)

    async def _look(self, what: Kept) -> tuple[str, bytes | None, int]:
        """The key under the tags' versions of now, what is kept there, and the position of the tags' last write."""
        while True:
            epoch = await self._known.epoch()
            base = f"{what.name}:{epoch}"
            kept, told = await self._ask(keys=[base, *map(_tag, sorted(what.tags))], args=[_version(), TAG_SECONDS])
            if epoch == await self._known.epoch():
                key = f"{base}:{hashlib.sha1(b' '.join(told), usedforsecurity=False).hexdigest()}"
                return key, kept, max((int(position) for position in told[1::2]), default=0)

    def _note_away(self) -> None:
        self._away_until = time.monotonic() + AWAY_SECONDS
        log.warning("cache away", seconds=AWAY_SECONDS)


def _is_due(kept: bytes) -> bool:
    """Whether a kept value should be read anew now: surely near its end, seldom before, so that few do it at once."""
    ends, took = cast("tuple[float, float]", _HEAD.unpack_from(kept))
    ahead = -EAGERNESS * took * math.log(random.random() or 1e-9)  # noqa: S311 - no secret
    return time.time() + ahead >= ends


def _tag(tag: str) -> str:
    return f"jobcenter:tag:{tag}"


def _version() -> str:
    return secrets.token_hex(12)
