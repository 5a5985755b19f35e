"""`jobcenter demo agency` as a person uses it: a process, a database, and a sign-in with what it printed."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow  # a process a command

CLI = [sys.executable, "-m", "jobcenter.entrypoints.cli", "demo", "agency"]
PATIENCE = 60  # seconds: a limit for what hangs, not a measurement


@pytest.fixture
def run(environ, tmp_path):
    def run(*words):
        return subprocess.run(
            [*CLI, *words], env=environ, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=PATIENCE
        )

    return run


async def test_a_small_agency_is_made_told_of_and_signed_in_to(run, api):
    done = run("--pipeline", "20", "--applicants", "60", "--json")
    assert done.returncode == 0, done.stderr
    assert "applicants …" in done.stderr
    told = json.loads(done.stdout)
    assert told["rows"]["applicants"] == 60
    for email in (told["manager"], told["recruiters"][0]):
        answer = await api.post("/api/accounts/sign-in", json={"email": email, "password": told["password"]})
        assert answer.status_code == 200, answer.text

    again = run("--pipeline", "20", "--seed", "2")
    assert (again.returncode, again.stdout) == (1, "")
    assert "jobcenter: This database holds candidates already (24)" in again.stderr
    added = run("--pipeline", "20", "--applicants", "60", "--seed", "2", "--add")
    assert added.returncode == 0, added.stderr
    assert "Software Engineer, for " in added.stdout
    assert "(shown only now)" in added.stdout
