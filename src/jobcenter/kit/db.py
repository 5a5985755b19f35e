"""The database: engines, and sessions that end clean (one a request or task, committed once at the edge)."""

import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import asyncpg
from sqlalchemy import Dialect, event, text
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, PoolProxiedConnection

from jobcenter.kit.settings import Settings

IDLE_SINCE = "jobcenter_idle_since"
PING_AFTER_SECONDS = 1.0

# Behind a pooler in transaction mode prepared statements do not survive their transaction, so both caches are off; and
# they have no name, for another client of the same server connection may have given that name already.
NAMELESS: Mapping[str, Any] = {
    "statement_cache_size": 0,
    "prepared_statement_cache_size": 0,
    "prepared_statement_name_func": str,
}


class ReadSession(AsyncSession):
    """A session that only reads. Queries take this type; a `Session` may be passed for it, never the other way."""


class Session(ReadSession):
    """A session that may write. Actions take this type, and never commit it: the edge that opened it does."""


def async_url(database_url: str) -> str:
    """The URL in SQLAlchemy's form, with asyncpg as the driver."""
    return "postgresql+asyncpg" + database_url.removeprefix(urlsplit(database_url).scheme)


def make_engine(
    settings: Settings, *, pool_size: int | None = None, name: str = "jobcenter", longest_seconds: float | None = None
) -> AsyncEngine:
    """An engine of at most `pool_size` connections (0: none kept), which calls itself `name` in pg_stat_activity.

    A statement that is not answered within `longest_seconds` ends as if the server were away; None: it is waited for.
    """
    size = settings.pool_size if pool_size is None else pool_size
    connect: dict[str, Any] = {"timeout": 5, "command_timeout": longest_seconds}
    if settings.transaction_pooler:
        connect |= NAMELESS
    else:
        connect |= {"server_settings": {"application_name": name, "jit": "off"}}
    if size == 0:
        return create_async_engine(async_url(settings.database_url), poolclass=NullPool, connect_args=connect)
    engine = create_async_engine(
        async_url(settings.database_url), pool_size=size, max_overflow=0, pool_timeout=5, connect_args=connect
    )
    event.listen(engine.sync_engine, "checkin", _note_checkin)
    event.listen(engine.sync_engine, "checkout", partial(_ping_if_idle, engine.dialect))
    return engine


def _note_checkin(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info[IDLE_SINCE] = time.monotonic()


def _ping_if_idle(
    dialect: Dialect, connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: PoolProxiedConnection
) -> None:
    """Ask a connection that lay idle whether it is still there; one that was used just now costs no such way."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError
    if time.monotonic() - record.info.get(IDLE_SINCE, float("inf")) < PING_AFTER_SECONDS:
        return
    try:
        alive = dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise DisconnectionError from error
    if not alive:
        raise DisconnectionError


def make_passing_engine(database_url: str) -> AsyncEngine:
    """An engine for a single task: it keeps no connection, and works through any pooler."""
    return create_async_engine(async_url(database_url), poolclass=NullPool, connect_args=dict(NAMELESS))


@asynccontextmanager
async def writing(engine: AsyncEngine, *, idle_seconds: float | None = None) -> AsyncIterator[Session]:
    """A session that is committed at the end, rolled back on any error, and returned always.

    With `idle_seconds` PostgreSQL itself ends the transaction when its client falls silent for longer, so that a
    process that was stopped in the middle cannot hold its rows' locks.
    """
    async with Session(engine, expire_on_commit=False) as session, session.begin():
        if idle_seconds is not None:
            await session.execute(text(f"SET LOCAL idle_in_transaction_session_timeout = {int(idle_seconds * 1000)}"))
        yield session


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[ReadSession]:
    """A read-only session."""
    async with ReadSession(engine, expire_on_commit=False) as session, session.begin():
        await session.connection(execution_options={"postgresql_readonly": True})  # BEGIN itself says so: one way less
        yield session


_AWAY = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # of a connection whose end was told while nothing was asked of it
    OSError,  # among them those of connections and of time
)


def is_away(error: BaseException) -> bool:
    """Whether an error means that the database cannot be reached, or is stopping or starting."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return isinstance(error, (InterfaceError, OperationalError)) or isinstance(_of_driver(error), _AWAY)


def _of_driver(error: BaseException) -> BaseException | None:
    """What the driver raised under SQLAlchemy's layers; where there was no connection yet, the outer one is missing."""
    inner = error.orig if isinstance(error, DBAPIError) else error
    return inner.__cause__ if isinstance(inner, AsyncAdapt_asyncpg_dbapi.Error) else inner


def is_in_its_way(error: BaseException) -> bool:
    """Whether a replica ended a read that stood in the way of what it had to replay; the primary would not have."""
    return isinstance(_of_driver(error), asyncpg.SerializationError)
