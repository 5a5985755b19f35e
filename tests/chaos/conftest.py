"""A whole Job Center of real processes for each test, to be hurt: its own servers, its own stand-in sites."""

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import psutil
import pytest
from httpx2 import Client, HTTPError

from jobcenter.accounts.actions import create_key
from jobcenter.demo.sites import Fault, Sample, StandIn
from jobcenter.kit.db import is_away, make_engine, writing
from jobcenter.kit.embedded import Postgres, Valkey
from jobcenter.kit.settings import load_settings
from jobcenter.migrations.run import migrate

LEASE_SECONDS = 3
PATIENCE = 60.0


class Installation:
    """The processes of one Job Center. A part that is killed stays dead until the test starts it again."""

    def __init__(self, folder: Path, stand_in: StandIn) -> None:
        self.folder = folder
        self.stand_in = stand_in
        self.postgres = Postgres(folder / "postgres", settings={"max_connections": "200"})
        self.valkey = Valkey(folder / "valkey")
        self.parts: dict[str, subprocess.Popen[bytes]] = {}
        self.environ: dict[str, str] = {}

    def begin(self) -> None:
        """Start the servers, migrate, start the API."""
        self.postgres.start()
        self.valkey.start()
        migrate(self.postgres.url)
        outside = {name: value for name, value in os.environ.items() if not name.startswith(("JOBCENTER_", "RQ_"))}
        self.environ = {
            **outside,
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.valkey.url,
            "JOBCENTER_SECRET_KEY": "made-for-tests-and-for-nothing-else-0123456789",
            "JOBCENTER_METRICS_PORT": "0",
            "JOBCENTER_PORT": "0",
            "JOBCENTER_LOG_FORMAT": "json",
            "JOBCENTER_LEASE_SECONDS": str(LEASE_SECONDS),
            "JOBCENTER_RECONCILE_SECONDS": "0.5",
            "JOBCENTER_WORKER_PROCESSES": "3",
            "JOBCENTER_ALLOWED_PRIVATE_HOSTS": "127.0.0.1",
            **self.stand_in.site_settings(),
            **{f"JOBCENTER_SITE_{name}_REQUESTS_PER_SECOND": "1000" for name in ("GREENHOUSE", "LEVER", "ASHBY")},
        }
        port = _free_port()
        self.environ["JOBCENTER_PORT"] = str(port)
        self.start("api")
        self.client = Client(
            base_url=f"http://127.0.0.1:{port}",
            headers={"Authorization": f"Bearer {asyncio.run(self._key())}"},
            timeout=20,
        )
        wait_for(self._answers, "the API to answer")

    def _answers(self) -> bool:
        try:
            return self.client.get("/health").status_code == 200
        except HTTPError:
            return False

    async def _key(self) -> str:
        engine = make_engine(load_settings(self.environ), pool_size=0)
        async with writing(engine) as session:
            _, plaintext = await create_key(session, name="chaos", role="admin", actor="test")
        await engine.dispose()
        return plaintext

    def start(self, part: str, name: str | None = None) -> subprocess.Popen[bytes]:
        """Start a part, under a name of its own where there are several."""
        log = (self.folder / f"{name or part}.log").open("ab")
        module = {"api": "web"}.get(part, part)
        process = subprocess.Popen(
            [sys.executable, "-c", f"from jobcenter.entrypoints.{module} import main; main()"],
            env=self.environ,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        self.parts[name or part] = process
        return process

    def kill(self, name: str) -> None:
        """SIGKILL a part's main process; what it leaves behind is its own affair."""
        self.parts[name].kill()
        self.parts[name].wait()

    def processes_of(self, name: str) -> list[psutil.Process]:
        """A worker node's worker processes."""
        return _children(self.parts[name].pid)

    def children_of(self, name: str) -> list[psutil.Process]:
        """The children of a worker node's processes that are at a task right now."""
        return [child for process in self.processes_of(name) for child in _children(process.pid)]

    def lose_valkey(self, *, back_after: float = 0.0) -> None:
        """SIGKILL Valkey, and start it again with nothing in it."""
        self.valkey.kill()
        time.sleep(back_after)
        self.valkey.start()

    def scrape(self, site: str, target: str, **more: Any) -> str:
        """Start a run over HTTP, as its user would; give its id."""
        body = {"site_name": site, "target": target, "min_pause_seconds": 0, "max_pause_seconds": 0, "max_retries": 8}
        until = time.monotonic() + PATIENCE
        while True:
            answer = self.client.post("/jobs/scrape", json=body | more)
            if answer.status_code == 202:
                return str(answer.json()["data"]["run_id"])
            assert answer.status_code == 503, answer.text  # the database is being hurt at the moment: say it, and wait
            assert time.monotonic() < until, "the API found no database for too long"
            time.sleep(0.2)

    def ask(self, statement: str, *values: object) -> list[dict[str, Any]]:
        """Rows from the database; one that is being restarted is waited for."""

        async def run() -> list[dict[str, Any]]:
            connection = await asyncpg.connect(self.postgres.url)
            try:
                return [dict(row) for row in await connection.fetch(statement, *values)]
            finally:
                await connection.close()

        until = time.monotonic() + PATIENCE
        while True:
            try:
                return asyncio.run(run())
            except Exception as error:
                if not is_away(error) or time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def runs(self) -> dict[str, dict[str, Any]]:
        """All runs, by id."""
        return {row["run_id"]: row for row in self.ask("SELECT * FROM scrape_runs")}

    def wait_until_ended(self, patience: float = PATIENCE) -> None:
        """Wait until no run is unfinished."""

        def unfinished() -> bool:
            found = self.ask("SELECT count(*) FROM scrape_runs WHERE status IN ('queued', 'running')")
            return found[0]["count"] == 0

        wait_for(unfinished, "every run to end", patience)

    def log_of(self, name: str) -> list[dict[str, Any]]:
        """A part's log lines."""
        lines = (self.folder / f"{name}.log").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    def end(self) -> None:
        """End everything, whatever state it is in."""
        for process in self.parts.values():
            if process.poll() is None:
                for one in [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]:
                    one.send_signal(signal.SIGCONT)
                    one.kill()
                process.wait()
        self.client.close()
        self.valkey.stop()
        self.postgres.stop()


def _children(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children()
    except psutil.NoSuchProcess:
        return []


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(what: Callable[[], object], said: str, patience: float = PATIENCE) -> None:
    """Wait until something holds."""
    until = time.monotonic() + patience
    while not what():
        assert time.monotonic() < until, f"waited {patience:.0f} s in vain for {said}"
        time.sleep(0.05)


@pytest.fixture
def until() -> Callable[..., None]:
    """Waits until something holds."""
    return wait_for


@pytest.fixture
def installation() -> Iterator[Installation]:
    """A Job Center with its API; the test starts workers and schedulers. Its sites take a while for each page."""
    folder = Path(tempfile.mkdtemp(prefix="jobcenter-chaos-"))
    folder.chmod(0o711)
    slow = Fault("delay", delay_ms=150, jitter_ms=150)
    with StandIn.start(Sample(count=12, postings=350), access_log=folder / "access.jsonl", faults=[slow]) as stand_in:
        made = Installation(folder, stand_in)
        try:
            made.begin()
            yield made
        finally:
            made.end()
    shutil.rmtree(folder)


@pytest.fixture
def check(installation: Installation) -> Callable[[], None]:
    """Checks, from outside, what must hold after any harm: by the stand-in's access log and the rows."""

    def check() -> None:
        runs = installation.runs()
        boards = {
            (run["site_name"], run["target"]): installation.stand_in.rows(run["site_name"], run["target"])
            for run in runs.values()
        }
        problems = [
            *_lost(runs, boards),
            *_interleaved(installation.folder / "access.jsonl"),
            *_wrong_postings(installation, boards),
        ]
        assert not problems, "\n".join(problems)

    return check


def _listed(rows: list[dict[str, Any]]) -> set[str]:
    return {row["vendor_id"] for row in rows if row["listed"]}


def _lost(runs: dict[str, dict[str, Any]], boards: dict[tuple[str, str], list[dict[str, Any]]]) -> Iterator[str]:
    """Runs that are not at their end, or whose counts tell of a page that was lost or written twice."""
    for run_id, run in runs.items():
        if run["status"] != "succeeded":
            yield f"{run_id} is {run['status']}: {run['message']}"
            continue
        rows = boards[run["site_name"], run["target"]]
        kept = run["new_count"] + run["changed_count"] + run["unchanged_count"]
        if kept != len(_listed(rows)) or not run["complete"]:
            yield f"{run_id} kept {kept} of {len(_listed(rows))} in {run['completed_pages']} pages"


def _interleaved(log: Path) -> Iterator[str]:
    """Attempts on one target that asked for pages while another had begun: each attempt must be one block."""
    blocks: dict[tuple[str, str], list[str]] = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["event"] != "start" or entry["run"] is None:
            continue
        seen = blocks.setdefault((entry["site"], entry["board"]), [])
        stamp = f"{entry['run']}/{entry['attempt']}"
        if not seen or seen[-1] != stamp:
            if stamp in seen:
                yield f"on {entry['board']} {stamp} asked again (request {entry['seq']}) after {seen[-1]} had begun"
            seen.append(stamp)


def _wrong_postings(installation: Installation, boards: dict[tuple[str, str], list[dict[str, Any]]]) -> Iterator[str]:
    """Boards whose postings are not exactly the board's own, each once, the unlisted never."""
    for (site, target), rows in boards.items():
        found = installation.ask("SELECT vendor_id FROM postings WHERE site_name = $1 AND target = $2", site, target)
        ids = [row["vendor_id"] for row in found]
        if len(ids) != len(set(ids)):
            yield f"{target} has {len(ids) - len(set(ids))} duplicates"
        if set(ids) != _listed(rows):
            yield f"{target} has {len(ids)} postings, and should have {len(_listed(rows))}"
