"""What work costs the database server: statements, rows and blocks read, and processor time, by its own counters."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import astuple, dataclass
from typing import Any, Self

import asyncpg
import psutil

FLUSHED_BY = 11.0  # seconds: an idle backend of PostgreSQL hands in its counts of rows after ten

_STATEMENTS = """
    SELECT coalesce(sum(calls), 0)::float8 AS statements,
        coalesce(sum(shared_blks_hit + shared_blks_read), 0)::float8 AS blocks,
        coalesce(sum(temp_blks_read + temp_blks_written), 0)::float8 AS temporary
    FROM pg_stat_statements
    WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND query NOT LIKE '%pg_stat_%' AND query NOT LIKE '%pg_backend_pid%'
"""
_ROWS = "SELECT tup_returned::float8 FROM pg_stat_database WHERE datname = current_database()"


@dataclass(frozen=True, slots=True)
class Cost:
    """What was spent.

    Attributes:
        statements: how many, with BEGIN and COMMIT.
        rows: read by scans of tables and of indexes, whether or not they came to anything.
        blocks: of 8 kB, read from the server's memory or from outside of it.
        temporary: blocks written to and read from temporary files.
        seconds: of processor time, of all the server's processes together.
    """

    statements: float
    rows: float
    blocks: float
    temporary: float
    seconds: float

    def each(self, times: int) -> Self:
        """The cost of one of so many."""
        return type(self)(*(one / times for one in astuple(self)))


class Meter:
    """Counters of one database and its server, read by a connection of its own, which must do nothing else.

    The server must run on this machine; its processor time counts for all its databases, so that nobody else may be at
    work.
    """

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def spent(self, work: Callable[[], Awaitable[Any]], *, times: int, flushed_by: float) -> Cost:
        """What `work` costs, done so many times: the cost of one.

        `flushed_by`: seconds until all who worked have handed in their counts of rows.
        """
        await self._connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        await asyncio.sleep(flushed_by)  # what came before is not ours
        rows = await self._rows()
        statements, seconds = await self._statements(), await self._seconds()
        for _ in range(times):
            await work()
        seconds, now = await self._seconds() - seconds, await self._statements()
        await asyncio.sleep(flushed_by)
        of_statements = [after - before for after, before in zip(now, statements, strict=True)]
        made, blocks, temporary = of_statements
        return Cost(made, await self._rows() - rows, blocks, temporary, seconds).each(times)

    async def _rows(self) -> float:
        return float(await self._connection.fetchval(_ROWS))

    async def _statements(self) -> tuple[float, ...]:
        row = await self._connection.fetchrow(_STATEMENTS)
        assert row is not None  # sums are one row, whatever they sum
        return tuple(row)

    async def _seconds(self) -> float:
        """All that the server's processes have used: those that live, and those that the postmaster saw end."""
        backend = psutil.Process(await self._connection.fetchval("SELECT pg_backend_pid()"))
        postmaster = backend.parent()
        assert postmaster is not None
        times = postmaster.cpu_times()
        used = float(times.user + times.system + times.children_user + times.children_system)
        for child in postmaster.children():
            with suppress(psutil.NoSuchProcess):
                used += used_by(child)
        return used


def used_by(process: psutil.Process) -> float:
    """Seconds of processor time that a process has used itself."""
    times = process.cpu_times()
    return float(times.user + times.system)
