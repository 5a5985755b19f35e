"""What each caller has seen, as positions in PostgreSQL's log: told through Redis to every process that answers."""

import asyncio
import time
from typing import Final

from redis.exceptions import TimeoutError as SilenceError

from jobcenter.kit.redis import AWAY, KnownRedis
from jobcenter.kit.settings import Settings

KEPT_SECONDS: Final = 600  # longer than any replica that is used lags behind
AWAY_SECONDS: Final = 2.0  # so long is what did not answer not asked again
PATIENCE: Final = 0.2  # so long may Redis take for a question
TELLING_SECONDS: Final = 1.0  # so long waits an answer until the other processes can know of it

# As sixteen digits, for Lua's numbers are too short for a position, and text of one length is ordered like them.
_RAISE = """
local kept = redis.call('GET', KEYS[1])
if kept and kept > ARGV[1] then ARGV[1] = kept end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
"""


class Positions:
    """The furthest position that each caller has seen, as far as this process knows.

    A process that keeps a position to itself makes false what the others know. So Redis is told always, also when it
    failed just before: where it refuses, it is gone for all; where it is silent, one attempt after the other waits for
    its first word. Asking it may be left alone for a while: who is unknown reads the primary.

    Attributes:
        untold: what Redis does not know yet.
    """

    def __init__(self, settings: Settings) -> None:
        self._redis = KnownRedis(settings, patience=PATIENCE)
        self._raise = self._redis.client.register_script(_RAISE)
        self.untold: dict[str, int] = {}
        self._owes = False
        self._is_silent = False
        self._paying: asyncio.Task[None] | None = None
        self._unasked_until = 0.0

    async def close(self) -> None:
        """Let go of the connections."""
        if self._paying is not None:
            self._paying.cancel()
            await asyncio.wait({self._paying})
        await self._redis.close()

    async def note(self, caller: str, position: int) -> None:
        """This caller has seen `position`; returns when every process can know it, or Redis is gone."""
        self.untold[caller] = max(position, self.untold.get(caller, 0))
        if not self._owes:
            try:
                await self._tell(caller)
            except AWAY:
                self._owes = True
        if self._owes:
            await self._pay()

    async def of(self, caller: str | None) -> int | None:
        """The furthest position that this caller has seen; None where nobody knows."""
        if caller is None or time.monotonic() < self._unasked_until:
            return None
        if self._owes:
            await self._pay()  # before anything of a Redis that was away is believed
        try:
            epoch = await self._redis.epoch()
            kept = await self._redis.client.get(_key(caller, epoch))
            return int(kept, 16) if kept is not None and epoch == await self._redis.epoch() else None
        except AWAY:
            self._unasked_until = time.monotonic() + AWAY_SECONDS
            return None

    async def _pay(self) -> None:
        """Tell Redis all that it does not know; who comes meanwhile waits for the same, for a moment at most."""
        if self._paying is None or self._paying.done():
            self._paying = asyncio.create_task(self._tell_all())
        if not self._is_silent:
            await asyncio.wait({self._paying}, timeout=TELLING_SECONDS)

    async def _tell_all(self) -> None:
        began = time.monotonic()
        while self.untold:
            try:
                for caller in list(self.untold):
                    await self._tell(caller)
            except SilenceError:
                self._is_silent = time.monotonic() - began >= TELLING_SECONDS
            except AWAY:
                self._is_silent = False
                return
        self._owes = self._is_silent = False

    async def _tell(self, caller: str) -> None:
        position, epoch = self.untold.get(caller, 0), None
        while epoch != await self._redis.epoch():
            epoch = await self._redis.epoch()
            await self._raise(keys=[_key(caller, epoch)], args=[f"{position:016x}", KEPT_SECONDS])
        if self.untold.get(caller) == position:
            del self.untold[caller]


def _key(caller: str, epoch: str) -> str:
    return f"jobcenter:position:{epoch}:{caller}"
