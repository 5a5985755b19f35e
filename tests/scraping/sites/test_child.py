"""A child process answers, and ends: at its deadline, when it is cancelled, and when its parent is killed."""

import asyncio
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from jobcenter.scraping.sites.child import ChildFailedError, asked

PROGRAMS = {
    "echo": "import sys; sys.stdout.write(sys.stdin.readline().upper())",
    "sleeper": "import sys, time; sys.stdin.readline(); time.sleep(600)",
    "deaf": "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)",
    "broken": "raise RuntimeError('no such luck')",
    "killed": "import os; os.kill(os.getpid(), 9)",
    # Through a pipe so wide that one reading of it is more than its reader takes at once.
    "flood": (
        "import fcntl, sys; fcntl.fcntl(1, getattr(fcntl, 'F_SETPIPE_SZ', 1031), 1 << 20)\n"
        "while True: sys.stdout.write('x' * 100_000)"
    ),
    "talker": "import sys; sys.stderr.write('x' * 1_000_000); print('done')",
    "curious": (
        "import os; kept = ('JOBCENTER_SECRET_KEY', 'DATABASE_URL', 'HTTPS_PROXY', 'KEPT')\n"
        "print([name for name in kept if name in os.environ])"
    ),
}


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Makes programs of ours findable; gives their names."""
    for name, code in PROGRAMS.items():
        tmp_path.joinpath(f"made_up_{name}.py").write_text(code)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return lambda name: f"made_up_{name}"


def children(name):
    me = psutil.Process()
    return [child for child in me.children(recursive=True) if f"made_up_{name}" in " ".join(child.cmdline())]


async def ask(module, seconds=30.0, most_bytes=1_000_000):
    return await asked(module, b"hello", seconds=seconds, most_bytes=most_bytes)


async def until_there(name):
    for _ in range(500):
        if found := children(name):
            return found[0]
        await asyncio.sleep(0.01)
    raise AssertionError("the child did not start")


async def test_it_is_given_a_line_and_answers(program):
    assert await ask(program("echo")) == b"HELLO\n"


async def test_it_is_killed_at_its_deadline(program):
    with pytest.raises(TimeoutError):
        await ask(program("deaf"), seconds=0.5)
    assert children("deaf") == []


async def test_it_is_killed_when_whoever_asks_is_cancelled(program):
    asking = asyncio.create_task(ask(program("sleeper")))
    child = await until_there("sleeper")
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert not child.is_running()


async def test_it_says_how_it_failed(program):
    with pytest.raises(ChildFailedError, match="ended with code 1: RuntimeError: no such luck"):
        await ask(program("broken"))
    with pytest.raises(ChildFailedError, match="was ended by signal 9"):
        await ask(program("killed"))
    with pytest.raises(ChildFailedError, match=r"more than 0\.954 MiB"):
        await ask(program("flood"))
    assert children("flood") == []


async def test_it_may_complain_at_length(program):
    assert await ask(program("talker")) == b"done\n"


async def test_it_is_told_no_secrets(program, monkeypatch):
    for name in ("JOBCENTER_SECRET_KEY", "DATABASE_URL", "HTTPS_PROXY", "KEPT"):
        monkeypatch.setenv(name, "x")
    assert await ask(program("curious")) == b"['KEPT']\n"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the end of its input tells it, which this one ignores")
def test_it_dies_with_a_parent_that_is_killed(program):
    code = (
        "import asyncio; from jobcenter.scraping.sites.child import asked\n"
        f"asyncio.run(asked({program('deaf')!r}, b'', seconds=600, most_bytes=1))"
    )
    with subprocess.Popen([sys.executable, "-c", code]) as parent:
        child = _child_of(parent.pid)
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait(20)
        assert psutil.wait_procs([child], timeout=20)[1] == []


def _child_of(pid):
    until = time.monotonic() + 30
    while time.monotonic() < until:
        found = [one for one in psutil.Process(pid).children() if "made_up_deaf" in " ".join(one.cmdline())]
        if found:
            return found[0]
        time.sleep(0.02)
    raise AssertionError("the child did not start")
