"""What every family stands on: servers of the bench's own, and Job Center's parts as real processes on them."""

import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from subprocess import Popen, TimeoutExpired
from types import TracebackType
from typing import Any, Self

import asyncpg
import httpx2
import psutil

from jobcenter.accounts.actions import create_key
from jobcenter.demo.sites import StandIn
from jobcenter.kit.db import make_engine, writing
from jobcenter.kit.embedded import Postgres, Valkey
from jobcenter.kit.embedded.process import free_port, last_lines, spawn
from jobcenter.kit.settings import Settings, load_settings
from jobcenter.migrations.run import migrate

TEMPLATE = "bench_template"
FASTEST = "10000"  # requests a second: the highest rate that a site may be given
PATIENCE = 60.0
STOP_SECONDS = 20.0
LEFT_OUT = ("JOBCENTER_", "DATABASE_", "REDIS_", "RQ_", "PG", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH")

numbers = count(1)


class BenchError(Exception):
    """A measurement cannot be made; the message says why."""


class Ground:
    """PostgreSQL as it runs in production (every commit is on disk) and Valkey, both in a folder that goes again."""

    def __init__(self, *, quick: bool) -> None:
        self.quick = quick
        self.folder = Path(tempfile.mkdtemp(prefix="jobcenter-bench-"))
        self.folder.chmod(0o711)
        self.postgres = Postgres(self.folder / "postgres")
        self.valkey = Valkey(self.folder / "valkey")

    def __enter__(self) -> Self:
        try:
            self.postgres.start()
            self.valkey.start()
            asyncio.run(self._administer(f"CREATE DATABASE {TEMPLATE}"))
            migrate(self._url(TEMPLATE))
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.valkey.stop()
        self.postgres.stop()
        shutil.rmtree(self.folder)

    def _url(self, name: str) -> str:
        return self.postgres.url.removesuffix("/jobcenter") + f"/{name}"

    async def _administer(self, statement: str) -> None:
        connection = await asyncpg.connect(self.postgres.url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    @asynccontextmanager
    async def database(self) -> AsyncIterator[str]:
        """A fresh, migrated database: its address."""
        name = f"bench_{next(numbers)}"
        await self._administer(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        yield self._url(name)
        await self._administer(f"DROP DATABASE {name} WITH (FORCE)")

    def environ(self, database_url: str, stand_in: StandIn | None = None, **more: str) -> dict[str, str]:
        """The environment of a Job Center on one database, asking a stand-in as fast as it may; `more` wins."""
        number = next(numbers)
        sites = stand_in.site_settings() if stand_in else {}
        rates = {f"JOBCENTER_SITE_{one.upper()}_REQUESTS_PER_SECOND": FASTEST for one in ("greenhouse", "lever")}
        return {
            **outside_environ(),
            "DATABASE_URL": database_url,
            "REDIS_URL": self.valkey.url,
            "RQ_QUEUE_NAME": f"bench-{number}",
            "JOBCENTER_SECRET_KEY": "made-for-the-bench-and-for-nothing-else-012345",
            "JOBCENTER_DATA_DIR": str(self.folder / f"data-{number}"),
            "JOBCENTER_METRICS_PORT": "0",
            "JOBCENTER_REQUESTS_PER_MINUTE": "1000000",
            "JOBCENTER_LOG_FORMAT": "json",
            **sites,
            **rates,
            **more,
        }

    @asynccontextmanager
    async def parts(
        self, stand_in: StandIn, *, nodes: int = 1, scheduler: bool = False, **environ: str
    ) -> AsyncIterator["Parts"]:
        """A Job Center of real processes, warmed up: its API, so many worker nodes, and a scheduler if asked for."""
        async with self.database() as url:
            parts = Parts(self.environ(url, stand_in, **environ), self.folder / f"parts-{next(numbers)}.log")
            try:
                await parts.start(nodes=nodes, scheduler=scheduler)
                yield parts
            finally:
                await parts.stop()


class Parts:
    """Job Center's parts on one database.

    Args:
        environ: their environment.
        log: where all of them write.
        direct: the database's own address, where theirs leads through a pooler.
    """

    def __init__(self, environ: dict[str, str], log: Path, *, direct: str | None = None) -> None:
        self.environ = environ | {"JOBCENTER_PORT": str(free_port())}
        self.direct = direct or environ["DATABASE_URL"]
        self.settings: Settings = load_settings(self.environ)
        self.log = log
        self.processes: dict[str, Popen[bytes]] = {}
        self._connection: asyncpg.Connection | None = None
        self._api: httpx2.AsyncClient | None = None

    @property
    def connection(self) -> asyncpg.Connection:
        """A connection of the bench's own, which calls itself `bench`."""
        assert self._connection is not None
        return self._connection

    @property
    def api(self) -> httpx2.AsyncClient:
        """A client of the API with an admin's key."""
        assert self._api is not None
        return self._api

    async def start(self, *, nodes: int, scheduler: bool) -> None:
        """Start them, and wait until all of them are at work."""
        self._connection = await asyncpg.connect(self.direct, server_settings={"application_name": "bench"})
        engine = make_engine(self.settings, pool_size=0)
        async with writing(engine) as session:
            _, key = await create_key(session, name="bench", role="admin", scopes=[], owner_id=None, actor="bench")
        await engine.dispose()
        self._api = httpx2.AsyncClient(
            base_url=f"http://127.0.0.1:{self.settings.port}",
            headers={"Authorization": f"Bearer {key}"},
            trust_env=False,
            timeout=30,
        )
        self.start_part("api")
        for number in range(nodes):
            self.start_part("worker", f"worker {number + 1}")
        if scheduler:
            self.start_part("scheduler")
        await self.until(self._healthy, "the API's /health")
        await self.until(lambda: self.workers_ready(nodes), "the worker processes")

    def start_part(self, part: str, name: str | None = None, **more: str) -> Popen[bytes]:
        """Start one part; its output goes to the log. What `more` says of its environment wins."""
        command = [sys.executable, "-m", "jobcenter.entrypoints.cli", part]
        with self.log.open("ab") as output:
            made = spawn(command, output=output, env=self.environ | more)
        self.processes[name or part] = made
        return made

    async def stop(self) -> None:
        """Stop them all and wait for their end."""
        for process in self.processes.values():
            process.terminate()
        await asyncio.to_thread(_wait_for_all, self.processes.values())
        if self._api:
            await self._api.aclose()
        if self._connection:
            await self._connection.close()

    async def until(self, true: Any, what: str, *, patience: float = PATIENCE, pause: float = 0.02) -> None:
        """Wait until the async function `true` says so.

        Raises:
            BenchError: it never did; with the end of the parts' log.
        """
        end = time.monotonic() + patience
        while not await true():
            if time.monotonic() > end:
                raise BenchError(f"waited {patience:.0f} s for {what}; the log ends with:\n{last_lines(self.log)}")
            await asyncio.sleep(pause)

    async def _healthy(self) -> bool:
        try:
            return (await self.api.get("/health")).status_code == httpx2.codes.OK
        except httpx2.HTTPError:
            return False

    async def workers_ready(self, nodes: int) -> bool:
        """Whether every process of so many living nodes listens to the bell."""
        found = 0
        for name, process in self.processes.items():
            if name.startswith("worker") and process.poll() is None:
                listening = [one for one in psutil.Process(process.pid).children() if _listens(one, self.settings)]
                found += len(listening) == self.settings.worker_processes
        return found >= nodes

    async def scrape(self, site: str, target: str, *, pause: int = 0, **payload: Any) -> str:
        """Ask the API for a run; its id."""
        pauses = {"min_pause_seconds": pause, "max_pause_seconds": pause}
        body = {"site_name": site, "target": target, **pauses, **payload}
        answer = await self.api.post("/jobs/scrape", json=body)
        if answer.status_code != httpx2.codes.ACCEPTED:
            raise BenchError(f"POST /jobs/scrape answered {answer.status_code}: {answer.text[:300]}")
        return str(answer.json()["data"]["run_id"])

    async def ended(self, runs: Sequence[str], *, patience: float = PATIENCE, well: bool = True) -> None:
        """Wait until all of these runs have ended; unless `well` is False, each must have succeeded.

        Raises:
            BenchError: one did not.
        """
        question = "SELECT count(*) FROM scrape_runs WHERE run_id = ANY ($1) AND finished_at IS NOT NULL"

        async def all_ended() -> bool:
            return bool(await self.connection.fetchval(question, runs) == len(runs))

        await self.until(all_ended, f"the end of {len(runs)} runs", patience=patience)
        failed = await self.connection.fetch(
            "SELECT run_id, status, message FROM scrape_runs WHERE run_id = ANY ($1) AND status <> 'succeeded'", runs
        )
        if failed and well:
            raise BenchError(f"{len(failed)} runs did not succeed, such as {dict(failed[0])}")


def outside_environ() -> dict[str, str]:
    """The environment without any setting of ours, and with Python keeping its bytecode as it does by itself."""
    return {name: value for name, value in os.environ.items() if not name.startswith(LEFT_OUT)}


def _listens(process: psutil.Process, settings: Settings) -> bool:
    """Whether a worker process has come as far as its connection to Redis."""
    port = int(settings.redis_url.rpartition(":")[2].partition("/")[0])
    try:
        return any(one.raddr and one.raddr.port == port for one in process.net_connections("tcp"))
    except psutil.Error:
        return False


def _wait_for_all(processes: Iterable[Popen[bytes]]) -> None:
    until = time.monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except TimeoutExpired:
            process.kill()
            process.wait()
