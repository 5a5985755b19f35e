"""Files brought in from the command line, in processes of their own."""

import asyncio
import json
import signal
import sys

import pytest

pytestmark = pytest.mark.slow  # starts processes

CLI = [sys.executable, "-m", "jobcenter.entrypoints.cli", "import-csv"]


@pytest.fixture
def start(environ, tmp_path):
    """Starts an import."""

    async def start(*words):
        pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
        return await asyncio.create_subprocess_exec(*CLI, *map(str, words), env=environ, cwd=tmp_path, **pipes)

    return start


@pytest.fixture
def run(start):
    """Brings a file in; gives how it ended and what it printed and said."""

    async def run(*words):
        done = await start(*words)
        out, err = await done.communicate()
        assert b"Traceback" not in err, err.decode()
        return done.returncode, out.decode(), err.decode()

    return run


async def test_a_file_from_the_command_line(run, tmp_path, sql):
    file = tmp_path / "people.csv"
    file.write_text("\ufeffkey;name\r\nK1;One\r\nK2;\r\n", encoding="utf-8")
    code, out, said = await run("candidates", file, "--dry-run")
    assert (code, out) == (3, "2 candidates: 1 would be made, 0 updated, 0 there already, 1 refused.\n")
    assert said == "row 3: name: is empty, and is needed.\n"
    assert await sql("SELECT 1 FROM candidates") == []
    file.write_text("key,name\nK1,One\n", encoding="utf-8")
    code, out, _ = await run("candidates", file, "--json")
    assert (code, json.loads(out)["counts"], json.loads(out)["state"]) == (0, {"made": 1}, "succeeded")
    assert (await run("candidates", file))[1] == ("1 candidates: 0 made, 0 updated, 1 there already, 0 refused.\n")
    code, _, said = await run("jobs", file)
    assert (code, "no column client" in said, "needed are key, client, title" in said) == (1, True, True)
    code, _, said = await run("people", file)
    assert (code, "allowed are companies, jobs" in said) == (1, True)
    assert (await run("candidates", tmp_path / "none.csv"))[0] == 1


async def test_a_killed_import_goes_on_with_resume(start, run, tmp_path, sql):
    many = 12_000
    file = tmp_path / "people.csv"
    file.write_text("key,name\n" + "".join(f"K{n},Person {n}\n" for n in range(many)), encoding="utf-8")
    process = await start("candidates", file)
    while not (await sql("SELECT count(*) AS n FROM candidates"))[0]["n"]:  # noqa: ASYNC110 - another process makes them
        await asyncio.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    await process.communicate()
    (left,) = await sql("SELECT count(*) AS n FROM candidates")
    assert 0 < left["n"] < many
    await sql("UPDATE tasks SET lease_expires_at = now() - interval '1 second' WHERE status = 'running'")
    code, out, _ = await run("candidates", file, "--resume")
    assert (code, out) == (0, f"{many:,} candidates: {many:,} made, 0 updated, 0 there already, 0 refused.\n")
    assert (await sql("SELECT count(*) AS n, count(DISTINCT name) AS d FROM candidates")) == [{"n": many, "d": many}]
    assert (await sql("SELECT count(*) AS n FROM imports"))[0]["n"] == 1
