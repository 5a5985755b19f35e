"""A small agency on real servers, with a replica, and API processes under a steady load: all of it to be hurt."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import httpx2
import pytest
from bench.load.servers import follow
from tests.faults.callers import READS, WRITES, Onlooker, Record, Recruiter

from jobcenter.accounts.actions import create_key
from jobcenter.demo.agency import Wanted, fill
from jobcenter.kit.db import make_engine, writing
from jobcenter.kit.embedded import Postgres, Valkey
from jobcenter.kit.embedded.process import free_port
from jobcenter.kit.settings import load_settings
from jobcenter.migrations.run import migrate

PIPELINE = 4_000
POOL_SIZE = 4
PATIENCE = 30.0
RECRUITERS, ONLOOKERS = 4, 2


@asynccontextmanager
async def connected(url):
    """A connection to a database."""
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


class Load:
    """The callers, at work in a thread of their own, while the test hurts what they depend on."""

    def __init__(self, database_url, recruiters, onlookers, record):
        self.database_url = database_url
        self.recruiters, self.onlookers, self.record = recruiters, onlookers, record
        self.ending = threading.Event()
        self.at_work = threading.Event()

    @contextmanager
    def going(self):
        """Goes on until the end of the block, and then until each write under way is answered; nothing may be wrong."""
        thread = threading.Thread(target=asyncio.run, args=[self._all()])
        thread.start()
        try:
            assert self.at_work.wait(20), "the load did not begin"
            yield self.record
        finally:
            self.ending.set()
            thread.join()
        assert not self.record.faults, "\n".join(self.record.faults[:20])
        assert not self.record.untimely(), "\n".join(self.record.untimely()[:20])

    @contextmanager
    def outage(self):
        """While this lasts, and a little longer, the database may be said to be away."""
        begin = time.monotonic()
        yield
        self.record.outages.append((begin, time.monotonic()))

    @contextmanager
    def reading_only(self):
        """Nobody begins another write, which would make fresh what is old."""
        for one in self.recruiters:
            one.may_write = False
        yield
        for one in self.recruiters:
            one.may_write = True

    async def _all(self):
        try:
            async with connected(self.database_url) as database:
                for one in self.recruiters:
                    await one.get_ready(database)
            self.at_work.set()
            await asyncio.gather(*(self._keep_at(one) for one in (*self.recruiters, *self.onlookers)))
            await self._settle()
        except BaseException as error:
            self.record.wrong(f"the load broke: {error!r}")
            raise
        finally:
            for one in (*self.recruiters, *self.onlookers):
                await one.client.aclose()

    async def _keep_at(self, one):
        while not self.ending.is_set():
            await one.work()

    async def _settle(self):
        """Send again what was not answered, and look whether all that was acknowledged is there."""
        async with asyncio.timeout(PATIENCE):
            for one in self.recruiters:
                while one.pending is not None and not await one.pending():
                    pass
        async with connected(self.database_url) as database:
            for one in self.recruiters:
                async for fault in one.lost(database):
                    self.record.wrong(fault)


class Installation:
    """Its servers, and its parts as processes of their own; what a test starts of them it also ends."""

    def __init__(self, folder):
        self.folder = folder
        self.primary, self.valkey = Postgres(folder / "primary"), Valkey(folder / "valkey")
        self.replica = None
        self.environ = {}

    def begin(self):
        self.primary.start()
        self.valkey.start()
        migrate(self.primary.url)
        outside = {name: value for name, value in os.environ.items() if not name.startswith(("JOBCENTER_", "RQ_"))}
        self.environ = outside | {
            "DATABASE_URL": self.primary.url,
            "REDIS_URL": self.valkey.url,
            "JOBCENTER_SECRET_KEY": "made-for-tests-and-for-nothing-else-0123456789",
            "JOBCENTER_LOG_FORMAT": "json",
            "JOBCENTER_METRICS_PORT": "0",
            "JOBCENTER_POOL_SIZE": str(POOL_SIZE),
            "JOBCENTER_REQUESTS_PER_MINUTE": "1000000",
            "JOBCENTER_LEASE_SECONDS": "3",
            "JOBCENTER_RECONCILE_SECONDS": "0.5",
            "JOBCENTER_WORKER_PROCESSES": "1",
        }
        asyncio.run(self._fill())
        self.replica = follow(self.primary, self.folder / "replica")

    async def _fill(self):
        engine = make_engine(load_settings(self.environ), pool_size=1)
        wanted = Wanted(pipeline=PIPELINE, applicants=PIPELINE + 1_000, seed=1, now=datetime(2026, 3, 4, tzinfo=UTC))
        await fill(engine, wanted, password="correct horse battery", actor="test", tell=lambda *_: None, add=False)
        await engine.dispose()

    def keys(self, number):
        """So many new API keys of an admin's reach."""

        async def make():
            engine = make_engine(load_settings(self.environ), pool_size=1)
            async with writing(engine) as session:
                made = [await create_key(session, name=f"{n}", role="admin", actor="test") for n in range(number)]
            await engine.dispose()
            return [plaintext for _, plaintext in made]

        return asyncio.run(make())

    def ask(self, statement, *values, url=None):
        """Rows of the primary, or of the database at `url`."""

        async def fetch():
            async with connected(url or self.primary.url) as connection:
                return await connection.fetch(statement, *values)

        return asyncio.run(fetch())

    @contextmanager
    def running(self, *parts, **environ):
        """Parts by name ("api", "worker"), each a process; gives for each its address and its metrics' address."""
        processes, addresses = [], []
        try:
            for number, part in enumerate(parts):
                port, metrics = free_port(), free_port()
                theirs = {"JOBCENTER_PORT": str(port), "JOBCENTER_METRICS_PORT": str(metrics)}
                with (self.folder / f"{part}-{number}.log").open("ab") as log:
                    command = [sys.executable, "-m", "jobcenter.entrypoints.cli", part]
                    env = self.environ | environ | theirs
                    processes.append(subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True))
                addresses.append((f"http://127.0.0.1:{port}", f"http://127.0.0.1:{metrics}/metrics"))
            for part, (url, _) in zip(parts, addresses, strict=True):
                if part == "api":
                    wait_for(lambda url=url: answers(url), f"{url} to answer")
            yield addresses
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(60)

    def end(self):
        for server in (self.valkey, self.replica, self.primary):
            if server is not None:
                server.stop()


def answers(url):
    try:
        return httpx2.get(f"{url}/health", timeout=5).status_code == 200
    except httpx2.HTTPError:
        return False


def wait_for(what, said):
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until, f"waited {PATIENCE:.0f} s in vain for {said}"
        time.sleep(0.05)


@pytest.fixture(scope="package")
def installation():
    folder = Path(tempfile.mkdtemp(prefix="jobcenter-kills-"))
    folder.chmod(0o711)
    made = Installation(folder)
    try:
        made.begin()
        yield made
    finally:
        made.end()
        shutil.rmtree(folder)


@pytest.fixture(scope="package")
def apis(installation):
    """Two API processes that read a replica; gives their addresses, and their metrics' addresses."""
    with installation.running("api", "api", DATABASE_REPLICA_URL=installation.replica.url) as addresses:
        yield [url for url, _ in addresses], [metrics for _, metrics in addresses]


@pytest.fixture
def load_on(installation):
    """Makes a load on API processes at these addresses."""

    def load_on(urls):
        record, keys = Record(), installation.keys(RECRUITERS + ONLOOKERS)
        rows = installation.ask(
            "SELECT job_id FROM applicants GROUP BY 1 HAVING count(*) <= 200 ORDER BY count(*) LIMIT $1", RECRUITERS
        )
        jobs = [str(row["job_id"]) for row in rows]
        recruiters = [
            Recruiter(key, urls, record, job, keeps_cookies=number % 2 == 0)
            for number, (key, job) in enumerate(zip(keys[:RECRUITERS], jobs, strict=True))
        ]
        onlookers = [
            Onlooker(key, urls, record, jobs, keeps_cookies=number % 2 == 0)
            for number, key in enumerate(keys[RECRUITERS:])
        ]
        return Load(installation.primary.url, recruiters, onlookers, record)

    return load_on


def all_went_on(record, begin, end):
    """Every kind of question went well between these moments."""
    asked = record.asked_well_between(begin, end)
    assert {*READS, *WRITES} <= {*asked}, f"between {begin} and {end} only these went well: {asked}"


@pytest.fixture
def held(installation):
    """How many connections the API processes hold, by server's address."""

    def held(url):
        statement = "SELECT count(*) AS n FROM pg_stat_activity WHERE application_name LIKE 'jobcenter-api%'"
        return installation.ask(statement, url=url)[0]["n"]

    return held
