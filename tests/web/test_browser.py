"""The web application in a real Chromium, on real servers: `web/e2e` holds what is tried."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from jobcenter.accounts.actions import create_user
from jobcenter.entrypoints.pages import BUILT
from jobcenter.kit.db import writing

ROOT = Path(__file__).parents[2]
PASSWORD = "correct horse battery"
CHROMIUM = os.environ.get("JOBCENTER_CHROMIUM") or shutil.which("chromium") or ""
SPECS = sorted(path.name for path in (ROOT / "web" / "e2e").glob("*.spec.ts"))
COMPANIES = """
    INSERT INTO companies (id, name, name_key, is_client)
    VALUES (gen_random_uuid(), 'Acme GmbH', 'acme', true), (gen_random_uuid(), 'Contested AG', 'contested', false)
"""

pytestmark = [
    pytest.mark.slow,  # a browser, and servers of its own
    pytest.mark.timeout(300),
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not here: apt-get install chromium"),
    pytest.mark.skipif(not (BUILT / "index.html").exists(), reason="the web application is not built: make test"),
]


@pytest.fixture
async def people(engine):
    """One of each role; the manager is Acme's."""
    async with writing(engine) as session:
        await session.execute(text(COMPANIES))
        acme = await session.scalar(text("SELECT id FROM companies WHERE name_key = 'acme'"))
        for role in ("admin", "recruiter", "manager"):
            await create_user(
                session,
                email=f"{role}@example.com",
                name=role.title(),
                role=role,
                password=PASSWORD,
                company_id=acme if role == "manager" else None,
                actor="test",
            )


@pytest.fixture
def process(tmp_path):
    """The folder by which a spec kills the API, whose id is in `pid`, and asks for another one, by a file `again`."""
    folder = tmp_path / "process"
    folder.mkdir()
    return folder


@pytest.fixture
def address(*, environ, people, boards, provider, port, market, process, tmp_path):
    """Where an API of the test's own listens, with a worker behind it."""
    del people, market
    log = tmp_path / "servers.log"
    started = []
    over = threading.Event()

    def start(part):
        with log.open("ab") as told:
            one = subprocess.Popen(
                [sys.executable, "-m", "jobcenter.entrypoints.cli", part],
                env=environ | boards | provider | {"JOBCENTER_PORT": str(port), "JOBCENTER_WORKER_PROCESSES": "1"},
                stdout=told,
                stderr=subprocess.STDOUT,
            )
        started.append(one)
        return one

    def start_again():
        api = started[0]
        while not over.wait(0.1):
            if (process / "again").exists() and api.poll() is not None:
                (process / "again").unlink()
                api = start("api")
                (process / "pid").write_text(str(api.pid))

    keeper = threading.Thread(target=start_again)
    try:
        (process / "pid").write_text(str(start("api").pid))
        start("worker")
        deadline = time.monotonic() + 90
        while not listens(port):
            assert started[0].poll() is None, log.read_text()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        keeper.start()
        yield f"http://127.0.0.1:{port}"
    finally:
        over.set()
        if keeper.is_alive():
            keeper.join()
        for one in started:
            one.send_signal(signal.SIGTERM)
        for one in started:
            one.wait(20)


def listens(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("spec", SPECS)
def test_in_a_browser(address, process, tmp_path, spec):
    told = {
        "JOBCENTER_E2E_PROCESS": str(process),
        "JOBCENTER_URL": address,
        "JOBCENTER_CHROMIUM": CHROMIUM,
        "JOBCENTER_E2E_PASSWORD": PASSWORD,
        "JOBCENTER_E2E_OUTPUT": str(tmp_path / "report"),
    }
    tried = subprocess.run(
        [sys.executable, ROOT / "bin" / "web.py", "e2e", "--", spec],
        env=os.environ | told,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert tried.returncode == 0, re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", tried.stdout + tried.stderr)
    assert "passed" in tried.stdout
