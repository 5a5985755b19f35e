"""Applicants and their facts from the command line, in processes of their own."""

import asyncio
import json
import sys

import pytest

pytestmark = pytest.mark.slow  # starts processes

CLI = [sys.executable, "-m", "jobcenter.entrypoints.cli"]


@pytest.fixture
def run_cli(environ, tmp_path):
    """Runs a command to its end; gives how it ended and what it printed and said."""

    async def run(*words):
        pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
        done = await asyncio.create_subprocess_exec(*CLI, *map(str, words), env=environ, cwd=tmp_path, **pipes)
        out, err = await done.communicate()
        assert b"Traceback" not in err, err.decode()
        return done.returncode, out.decode(), err.decode()

    return run


async def test_an_applicants_way_from_the_command_line(agency, run_cli, sql):
    ada = await agency.person()
    code, out, _ = await run_cli("applicant", "add", agency.job, ada, "--note", "by hand", "--json")
    (row,) = json.loads(out)["rows"]
    assert (code, row["outcome"]) == (0, "added")
    mine = row["applicant_id"]
    assert (await run_cli("applicant", "move", mine, "interview"))[::2] == (0, "Moved from Sourced to Interview.\n")
    code, _, said = await run_cli("applicant", "move", mine, "Nowhere")
    assert (code, "It has: Sourced, Contacted" in said) == (1, True)
    assert "needs a reason" in (await run_cli("applicant", "move", mine, "Rejected"))[2]
    assert json.loads((await run_cli("applicant", "show", mine, "--json"))[1])["stage_kind"] == "interview"
    told = json.loads((await run_cli("applicant", "history", mine, "--json"))[1])
    assert [(one["to_stage"], one["note"], one["by"][:4]) for one in told] == [
        ("Interview", None, "cli:"),
        ("Sourced", "by hand", "cli:"),
    ]
    assert (await run_cli("facts", "check"))[:2] == (0, "Every kept fact is true.\n")
    await sql("UPDATE applicants SET name_key = 'x'")
    code, out, _ = await run_cli("facts", "check", "--job", agency.job)
    assert (code, mine in out, "name_key" in out) == (1, True, True)
    code, _, said = await run_cli("facts", "check", "--mend")
    assert (code, said) == (1, "The facts of 1 applicants were made true.\n")
    assert (await run_cli("facts", "check"))[0] == 0
