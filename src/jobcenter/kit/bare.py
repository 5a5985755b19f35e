"""Reads without the layers above the driver, for what is asked so often that they cost more than the rows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from sqlalchemy import Dialect, Select
from sqlalchemy.dialects.postgresql.asyncpg import dialect as asyncpg_dialect
from sqlalchemy.ext.asyncio import AsyncEngine

DIALECT: Final[Dialect] = asyncpg_dialect()  # type: ignore[no-untyped-call] # SQLAlchemy leaves it untyped


def text_of(statement: Select[Any]) -> tuple[str, tuple[Any, ...]]:
    """A statement as text with $1 …, and the values for these: None where a parameter was left open."""
    compiled = statement.compile(dialect=DIALECT, compile_kwargs={"render_postcompile": True})
    return str(compiled), tuple(compiled.params[name] for name in compiled.positiontup or ())


@asynccontextmanager
async def bare(engine: AsyncEngine) -> AsyncIterator[Any]:
    """A connection of the engine's pool as the driver has it; each statement is a transaction of its own."""
    proxied = await engine.raw_connection()
    driver: Any = proxied.driver_connection
    try:
        yield driver
    except BaseException as error:
        # Cut off in the middle, or without an answer: what state the connection is in nobody knows.
        if not isinstance(error, Exception) or driver.is_closed() or driver.is_in_transaction():
            proxied.invalidate()
        raise
    finally:
        proxied.close()


@asynccontextmanager
async def reading_bare(engine: AsyncEngine, **local: str) -> AsyncIterator[Any]:
    """The same in one read-only transaction that sees one moment, with these settings: they go with its beginning.

    See `settings_of_transaction` for what they may be.
    """
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    async with bare(engine) as driver:
        await driver.execute(f"{begin};{settings_of_transaction(**local)}" if local else begin)
        try:
            yield driver
        except Exception:
            await driver.execute("ROLLBACK")
            raise
        await driver.execute("COMMIT")


def settings_of_transaction(**local: str) -> str:
    """The statement that sets these until the transaction's end, also behind a pooler.

    Names and values stand in its text: they are the program's own, and never a person's.
    """
    return "SELECT " + ", ".join(f"set_config('{name}', '{value}', true)" for name, value in local.items())
