"""Bring a database to this version's schema, and tell how one differs from it."""

import asyncio
import io
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from jobcenter.kit.db import make_passing_engine
from jobcenter.tables import metadata

ONE_AT_A_TIME = 7_302_114_501  # an advisory lock's number: any constant of our own


def config(stdout: Any = None) -> Config:  # noqa: ANN401 - Alembic takes any text stream
    """Alembic's configuration; it needs no file."""
    made = Config(stdout=stdout) if stdout else Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.set_main_option("path_separator", "os")
    return made


def migrate(database_url: str) -> None:
    """Bring the schema up to date; two at once wait for each other."""
    asyncio.run(_migrate(database_url))


async def _migrate(database_url: str) -> None:
    """All of it in one transaction: a migration that fails leaves nothing behind, and the lock goes with it."""
    engine = make_passing_engine(database_url)
    try:
        async with engine.begin() as connection:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": ONE_AT_A_TIME})
            await connection.execute(text("SET LOCAL lock_timeout = '10s'"))  # waiting for a table holds up all others
            await connection.run_sync(_upgrade)
    finally:
        await engine.dispose()


def _upgrade(connection: Connection) -> None:
    alembic = config()
    alembic.attributes["connection"] = connection
    command.upgrade(alembic, "head")


async def drift(database_url: str) -> list[str]:
    """How the database differs from this version's schema, one sentence each; empty when it does not.

    Tables of somebody else's are none of our business, and do not count.
    """
    engine = make_passing_engine(database_url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_differences)
    finally:
        await engine.dispose()


def _differences(connection: Connection) -> list[str]:
    newest = ScriptDirectory.from_config(config()).get_current_head()
    options = {"compare_type": True, "compare_server_default": True, "include_name": _is_ours}
    context = MigrationContext.configure(connection, opts=options)
    current = context.get_current_revision()
    if current != newest:
        stands = f"The database stands at version {current or 'none'}, this Job Center needs {newest}"
        return [f"{stands}: run `jobcenter migrate`."]
    steps = produce_migrations(context, metadata).upgrade_ops
    if steps is None or steps.is_empty():
        return []
    return [
        line.strip() for line in render_python_code(steps).splitlines() if line.strip().startswith(("op.", "batch_op."))
    ]


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or name in metadata.tables


def sql() -> str:
    """All migrations as one SQL script, for the linter that looks for dangerous locks."""
    written = io.StringIO()
    alembic = config(stdout=written)
    alembic.output_buffer = written
    command.upgrade(alembic, "head", sql=True)
    return written.getvalue()
