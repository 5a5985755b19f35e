"""Jobs from the command line: added, listed, shown, and their stages put in order."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow  # starts a process for every command

CLI = [sys.executable, "-m", "jobcenter.entrypoints.cli", "job"]


@pytest.fixture
def job(environ, tmp_path):
    """Runs `jobcenter job …` to its end; gives its output, or with `fails` what it said."""

    def job(*words, fails=False):
        done = subprocess.run(
            [*CLI, *words], env=environ, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
        )
        assert (done.returncode == 1) is fails, done.stderr
        return done.stderr if fails else done.stdout

    return job


async def test_jobs_from_the_command_line(job, amber, person, sql):
    await person("rita@example.com")
    wanted = ["--company", "AMBER Inc.", "--status", "open", "--in-charge", "rita@example.com"]
    job_id = job("add", "Senior Welder", *wanted).strip()
    assert job("add", "Nurse", "--company", amber).strip() != job_id
    (found,) = json.loads(job("list", "weld", "--status", "open", "--company", "amber", "--json"))
    assert (found["id"], found["company_id"], found["manager_name"]) == (job_id, amber, "rita@example.com")
    assert json.loads(job("show", job_id, "--json"))["status"] == "open"
    assert "Senior Welder" in job("show", job_id)

    before = {one["name"]: one["id"] for one in json.loads(job("stages", job_id, "--json"))}
    given = ["Sourced=sourced", "Test = task=interview", "hired=hired", "Rejected=rejected"]
    after = json.loads(job("stages", job_id, "--json", *(word for one in given for word in ("--stage", one))))
    assert [(one["name"], one["kind"]) for one in after][1:3] == [("Test = task", "interview"), ("hired", "hired")]
    assert [one["id"] for one in after if one["id"] in before.values()] == [
        before[name] for name in ("Sourced", "Hired", "Rejected")
    ]
    actors = await sql("SELECT DISTINCT split_part(actor, ':', 1) AS kind FROM audit_log WHERE thing = 'job'")
    assert [one["kind"] for one in actors] == ["cli"]


async def test_what_cannot_be_done_is_told_in_a_sentence(job, amber):
    assert amber
    wrong = [
        (("add", "Welder", "--company", "Birch"), "There is no company named 'Birch'."),
        (("add", "Welder", "--company", "Amber", "--status", "Open"), "allowed are draft, open"),
        (("list", "--status", "OPEN"), "allowed are draft, open"),
        (("stages", amber, "--stage", "Sourced"), "has no kind"),
        (("show", amber), f"There is no job {amber}."),
    ]
    for words, said in wrong:
        told = job(*words, fails=True)
        assert told.startswith("jobcenter: "), told
        assert said in told
