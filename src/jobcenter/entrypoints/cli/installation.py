"""Which installation the command line speaks to, and how: straight to its database, as its operator."""

import asyncio
import getpass
import json
import logging
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from jobcenter.accounts.rules import Caller
    from jobcenter.kit.db import ReadSession, Session
    from jobcenter.kit.settings import Settings

T = TypeVar("T")

NOT_HERE = "Job Center does not run here: start it with `make up`, or set DATABASE_URL."


def settings_here() -> "Settings":
    """The settings from the environment, completed by what runs in the data folder (`make up` writes that down).

    `DATABASE_URL` in the environment wins. Redis and the secret key of the running installation are taken only
    together with its database, so that two installations never mix.

    Raises:
        SettingsError: a setting is wrong.
        UnavailableError: no database is named, and nothing runs here.
    """
    from jobcenter.kit.errors import UnavailableError
    from jobcenter.kit.settings import load_settings

    given = dict(os.environ)
    settings = load_settings(given)
    running = _running(settings.data_dir)
    database_url = settings.database_url or running.get("database_url", "")
    if not database_url:
        raise UnavailableError(NOT_HERE)
    if running.get("database_url") != database_url:
        return settings
    given["DATABASE_URL"] = database_url
    if not settings.redis_url_given and not given.get("REDIS_HOST"):
        given["REDIS_URL"] = running.get("redis_url", "")
    secret_key = settings.data_dir / "secret-key"
    if not settings.secret_key and secret_key.exists():
        given["JOBCENTER_SECRET_KEY"] = secret_key.read_text(encoding="ascii").strip()
    return load_settings(given)


def address_here() -> str | None:
    """Where the installation of this folder is opened in a browser, while it runs."""
    from jobcenter.kit.settings import load_settings

    return _running(load_settings(dict(os.environ)).data_dir).get("api")


def _running(data_dir: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((data_dir / "running.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}
    except ValueError:  # it is written whole; a strange one has nothing to tell
        return {}


def actor() -> str:
    """How the audit log names whoever uses the command line: `cli:<user of this machine>`."""
    try:
        return f"cli:{getpass.getuser()}"
    except (KeyError, OSError):  # a container's user may have no name
        return f"cli:{os.getuid()}"


def operator() -> "Caller":
    """Whoever uses the command line, as a caller: everything of this installation is open to them."""
    from jobcenter.accounts.rules import Caller

    return Caller(kind="operator", id=UUID(int=0), name=actor(), role="admin", scopes=frozenset(), user_id=None)


def read(query: "Callable[[ReadSession], Awaitable[T]]") -> T:
    """The answer of a query, asked of the installation's database.

    Raises:
        UnavailableError: the database cannot be used; the message says which and why.
    """
    from jobcenter.kit.db import reading

    async def work(engine: "AsyncEngine") -> T:
        async with reading(engine) as session:
            return await query(session)

    return on_database(settings_here(), work)


def write(action: "Callable[[Session], Awaitable[T]]") -> T:
    """Carry out an action on the installation's database, and commit it.

    Raises:
        UnavailableError: the database cannot be used; the message says which and why.
    """
    from jobcenter.kit import logs
    from jobcenter.kit.clock import short_id
    from jobcenter.kit.db import writing

    async def work(engine: "AsyncEngine") -> T:
        logs.bind(correlation_id=short_id())
        async with writing(engine) as session:
            return await action(session)

    return on_database(settings_here(), work)


def ring(*task_ids: str) -> bool:
    """Tell the workers of tasks that were just committed; False when Redis is away (they find them themselves)."""
    from jobcenter.work.queue import Bell

    _be_quiet()
    return asyncio.run(Bell(settings_here()).ring(task_ids))


def on_database(settings: "Settings", work: "Callable[[AsyncEngine], Awaitable[T]]") -> T:
    """Do some work on an engine of one connection, and close it.

    Raises:
        UnavailableError: the database cannot be used; the message says which and why.
    """
    import asyncpg
    from sqlalchemy.exc import DBAPIError

    from jobcenter.kit.db import make_engine
    from jobcenter.kit.errors import UnavailableError

    async def inner() -> T:
        engine = make_engine(settings, pool_size=1, name="jobcenter-cli")
        try:
            return await work(engine)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, DBAPIError) as error:
            raise UnavailableError(database_fault(settings.database_url, error)) from error
        finally:
            await engine.dispose()

    _be_quiet()
    return asyncio.run(inner())


def database_fault(database_url: str, error: Exception) -> str:
    """A fault of the database in a sentence: where it is, what it said, what to do."""
    from jobcenter.kit.db import is_away

    parts = urlsplit(database_url)
    where = f"PostgreSQL at {parts.hostname}:{parts.port or 5432}"
    cause = getattr(getattr(error, "orig", None), "__cause__", None) or error
    code = getattr(cause, "sqlstate", None)
    if code in {"42P01", "42703"}:  # undefined table, undefined column
        return f"{where} has not this version's schema ({cause}): run `jobcenter migrate`."
    reason = str(cause).partition("\n")[0] or "it did not answer in time"
    if code is None and is_away(error):
        return f"{where} cannot be reached: {reason}. Start it (`make up` starts its own), or correct DATABASE_URL."
    return f"{where} refused: {reason}. Check user, password and name in DATABASE_URL; `jobcenter doctor` says more."


def _be_quiet() -> None:
    """No log lines between a command's own words: what matters is said by the command."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
