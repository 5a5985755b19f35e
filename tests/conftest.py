"""Real servers for every test: one PostgreSQL and one Valkey a test process, a fresh database a test."""

import asyncio
import gc
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import redis
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.accounts import passwords
from jobcenter.accounts.actions import create_key
from jobcenter.entrypoints.web import make_app
from jobcenter.kit.db import make_engine, writing
from jobcenter.kit.embedded import Postgres, Valkey
from jobcenter.kit.settings import Settings, load_settings
from jobcenter.migrations.run import migrate

TEMPLATE = "jobcenter_template"
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
MEMORY = Path("/dev/shm")  # a database a test means a thousand small files a test
ENOUGH = 2 * 1024**3

numbers = count(1)


def pytest_collection_finish() -> None:
    """What is imported and collected by now stays: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class Servers:
    """The servers of this test process."""

    postgres: Postgres
    valkey: Valkey
    runner: asyncio.Runner
    administrator: asyncpg.Connection

    def database(self, name: str) -> str:
        """The address of a database of that name."""
        return self.postgres.url.removesuffix("/jobcenter") + f"/{name}"

    def administer(self, statement: str) -> None:
        """Run a statement that no transaction may hold, such as CREATE DATABASE."""
        self.runner.run(self.administrator.execute(statement))


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """PostgreSQL with a migrated template database, and Valkey."""
    in_memory = MEMORY if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH else None
    folder = Path(tempfile.mkdtemp(prefix="jobcenter-test-", dir=in_memory))
    folder.chmod(0o711)
    postgres, valkey = Postgres(folder / "postgres", settings=QUICK), Valkey(folder / "valkey")
    try:
        postgres.start()
        valkey.start()
        with asyncio.Runner() as runner:
            made = Servers(postgres, valkey, runner, runner.run(_connected(postgres.url)))
            made.administer(f"CREATE DATABASE {TEMPLATE}")
            migrate(made.database(TEMPLATE))
            yield made
            runner.run(made.administrator.close())
    finally:
        valkey.stop()
        postgres.stop()
        shutil.rmtree(folder)


async def _connected(url: str) -> asyncpg.Connection:
    return await asyncpg.connect(url)


@pytest.fixture(scope="session", autouse=True)
def costly_passwords() -> Iterator[PasswordHash]:
    """Hash passwords by the same function with little work, for hundreds are; gives the hasher that people get."""
    costly = passwords._hasher
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),)))
        yield costly


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in a short and public place, which every user may be let into."""
    path = Path(tempfile.mkdtemp(prefix="jobcenter-test-"))
    yield path
    shutil.rmtree(path)


@pytest.fixture
def database_url(servers: Servers) -> Iterator[str]:
    """A fresh, migrated database of the test's own."""
    name = f"test_{next(numbers)}"
    servers.administer(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
    yield servers.database(name)
    servers.administer(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def redis_url(servers: Servers) -> str:
    """An empty Valkey."""
    with redis.Redis.from_url(servers.valkey.url) as client:
        client.flushall()
    return servers.valkey.url


@pytest.fixture
def environ(database_url: str, redis_url: str, tmp_path: Path) -> dict[str, str]:
    """The environment of a Job Center of the test's own, for processes that a test starts; no setting leaks in."""
    outside = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JOBCENTER_", "DATABASE_", "REDIS_", "RQ_"))
    }
    return {
        **outside,
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "JOBCENTER_SECRET_KEY": "made-for-tests-and-for-nothing-else-0123456789",
        "JOBCENTER_DATA_DIR": str(tmp_path / "data"),
        "JOBCENTER_METRICS_PORT": "0",
        "JOBCENTER_PORT": "0",
        "JOBCENTER_LOG_FORMAT": "json",
        "JOBCENTER_WORKER_PROCESSES": "2",
        "JOBCENTER_REQUESTS_PER_MINUTE": "1000000",  # one key asks for a whole test
        "JOBCENTER_ALLOWED_PRIVATE_HOSTS": "127.0.0.1,localhost",
    }


@pytest.fixture
def settings(environ: dict[str, str]) -> Settings:
    """The settings of `environ`."""
    return load_settings(environ)


@pytest.fixture
async def engine(settings: Settings) -> AsyncIterator[AsyncEngine]:
    """An engine on the test's own database."""
    made = make_engine(settings, pool_size=5, name="jobcenter-test")
    yield made
    await made.dispose()


Rows = list[dict[str, Any]]


@pytest.fixture
def sql(engine: AsyncEngine) -> Callable[..., Awaitable[Rows | None]]:
    """Runs a statement in a transaction of its own; gives its rows, or nothing."""

    async def sql(statement: str, **values: object) -> Rows | None:
        async with writing(engine) as session:
            result = await session.execute(text(statement), values)
            return [dict(row) for row in result.mappings()] if result.returns_rows else None

    return sql


MakeKey = Callable[..., Awaitable[dict[str, str]]]


@pytest.fixture
def make_key(engine: AsyncEngine) -> MakeKey:
    """Makes an API key with a role or scopes; gives the headers to send along."""

    async def made(*, role: str | None = None, scopes: tuple[str, ...] = ()) -> dict[str, str]:
        async with writing(engine) as session:
            _, plaintext = await create_key(
                session, name=f"key {next(numbers)}", role=role, scopes=list(scopes), owner_id=None, actor="test"
            )
        return {"Authorization": f"Bearer {plaintext}"}

    return made


@pytest.fixture(scope="session")
def whole() -> FastAPI:
    """The whole application, made once: its making takes longer than most tests."""
    return make_app(load_settings({}))


@pytest.fixture
async def app(whole: FastAPI, settings: Settings) -> AsyncIterator[FastAPI]:
    """The whole application, started with the test's own settings."""
    whole.state.settings = settings
    async with whole.router.lifespan_context(whole):
        yield whole


@pytest.fixture
async def api(app: FastAPI, make_key: MakeKey) -> AsyncIterator[AsyncClient]:
    """A client of the whole application, signed in with an admin's key."""
    transport = ASGITransport(app=app, raise_app_exceptions=False)
    headers = await make_key(role="admin")
    async with AsyncClient(transport=transport, base_url="http://jobcenter", headers=headers) as client:
        yield client


@pytest.fixture
def statements_sent(app: FastAPI) -> list[str]:
    """What reaches the database, of every kind but transactions' own beginnings and ends; clear it before counting."""
    sent: list[str] = []

    # SQLAlchemy tells of its own statements, asyncpg of those that go past it.
    @event.listens_for(app.state.engine.sync_engine, "connect")
    def listen(connection: Any, _record: object) -> None:
        connection.driver_connection.add_query_logger(lambda query: note(query.query))

    @event.listens_for(app.state.engine.sync_engine, "before_cursor_execute")
    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        note(statement)

    # What the driver asks once a connection, to learn of types, is not the request's.
    def note(statement: str) -> None:
        if not statement.startswith((";", "BEGIN", "COMMIT", "ROLLBACK")) and not {"typeinfo_tree(", "jit"} & {
            *statement.replace("'", " ").split()
        }:
            sent.append(statement)

    return sent
