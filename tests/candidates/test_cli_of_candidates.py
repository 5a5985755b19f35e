"""Candidates from the command line."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow  # starts a process for each command


@pytest.fixture
def run(environ, tmp_path):
    def run(*words):
        return subprocess.run(
            [sys.executable, "-m", "jobcenter.entrypoints.cli", "candidate", *words],
            env=environ,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return run


def test_a_person_is_added_found_and_noted_upon(run):
    added = run("add", "Ada Example", "--email", "ada@example.com", "--employer", "Acme", "--tag", "java")
    assert added.returncode == 0, added.stderr
    candidate_id = added.stdout.strip()
    twin = run("add", "Ada Two", "--email", "ada@example.com")
    assert (twin.returncode, candidate_id in twin.stderr) == (1, True)
    wrong = run("add", "   ")
    assert (wrong.returncode, wrong.stderr) == (1, "jobcenter: name: must not be empty\n")
    assert run("note", candidate_id, "Call her.").returncode == 0
    listed = json.loads(run("list", "ada", "--json").stdout)
    assert [(one["id"], one["notes_count"]) for one in listed] == [(candidate_id, 1)]
    shown = run("show", candidate_id).stdout
    assert all(word in shown for word in ("ada@example.com", "Acme", "java", "available", "Call her."))
