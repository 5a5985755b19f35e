"""`jobcenter up` as a real process in a folder of its own: started, crashed, killed, started again, stopped."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from asking import ask
from jobcenter.entrypoints.up import parts
from jobcenter.entrypoints.up.installation import Installation, InUseError, Running
from jobcenter.entrypoints.up.parts import GaveUpError, Watch
from jobcenter.entrypoints.up.welcome import welcome
from jobcenter.kit.embedded import EmbeddedError, Postgres, Valkey
from jobcenter.kit.embedded.process import spawn

PATIENCE = 60  # seconds: a limit for what hangs, not a measurement


def until(true, what):
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, what() if callable(what) else what
        time.sleep(0.05)


class Terminal:
    """One `jobcenter up` and what it has printed."""

    def __init__(self, folder: Path, **environ: str):
        self.folder = folder
        self.output = folder / "terminal.txt"
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("JOBCENTER_", "REDIS_", "DATABASE_"))
        }
        self.environ = (
            clean | {"JOBCENTER_PORT": "0", "JOBCENTER_METRICS_PORT": "0", "JOBCENTER_WORKER_PROCESSES": "1"} | environ
        )
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jobcenter.entrypoints.cli", "up"],
                cwd=folder,
                env=self.environ,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def shown(self) -> str:
        return self.output.read_text()

    @property
    def running(self) -> dict:
        return json.loads((self.folder / ".jobcenter" / "running.json").read_text())

    def wait_for(self, words: str, times: int = 1) -> None:
        def there():
            return self.shown.count(words) >= times or self.process.poll() is not None

        until(there, lambda: f"{words!r} was not said:\n{self.shown}")
        assert self.shown.count(words) >= times, self.shown

    def health(self) -> int:
        address = urlsplit(self.running["api"])
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def descendants(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def open_terminal(folder):
    opened = []

    def start(**environ):
        opened.append(Terminal(folder, **environ))
        return opened[-1]

    yield start
    for terminal in opened:
        if terminal.process.poll() is None:
            terminal.interrupt()


def gone(processes):
    return not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in processes)


@pytest.mark.slow
def test_it_starts_everything_says_how_to_sign_in_stops_cleanly_and_finds_its_data_again(folder, open_terminal):
    first = open_terminal()
    first.wait_for("Try next")
    assert first.health() == 200
    kept = (folder / ".jobcenter" / "sign-in.txt").read_text()
    email, password = (line.split(": ", 1)[1] for line in kept.splitlines())
    assert f"{email}, password {password}" in first.shown
    for name in ("sign-in.txt", "secret-key", "running.json", "postgres.json", "valkey.json"):
        assert (folder / ".jobcenter" / name).stat().st_mode & 0o777 == 0o600, name
    assert set(first.running["processes"]) == {"postgres", "valkey", "api", "scheduler", "worker"}
    second = subprocess.run(
        [sys.executable, "-m", "jobcenter.entrypoints.cli", "up"],
        cwd=folder,
        env=first.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert f"already runs in {folder} (process {first.process.pid})" in second.stdout
    ask(first.running["database_url"], "CREATE TABLE kept AS SELECT 7 AS n", "SELECT 1")
    everything = first.descendants()
    assert len(everything) >= 5
    assert first.interrupt() == 0
    assert gone(everything)
    assert not (folder / ".jobcenter" / "running.json").exists()

    again = open_terminal()
    again.wait_for("Try next")
    assert ask(again.running["database_url"], "SELECT n FROM kept") == 7
    assert password not in again.shown
    assert "sign-in.txt" in again.shown
    assert (folder / ".jobcenter" / "sign-in.txt").read_text() == kept
    assert again.interrupt() == 0


@pytest.mark.slow
@pytest.mark.chaos
def test_what_crashes_is_started_again_and_that_is_said(open_terminal):
    terminal = open_terminal()
    terminal.wait_for("Try next")
    for name in ("api", "scheduler", "worker", "valkey", "postgres"):
        os.kill(terminal.running["processes"][name]["pid"], signal.SIGKILL)
        terminal.wait_for(f"{name} was killed by SIGKILL")
        terminal.wait_for(f"{name} runs again")
    until(lambda: terminal.health() == 200, lambda: f"never healthy again:\n{terminal.shown}")
    everything = terminal.descendants()
    assert terminal.interrupt() == 0
    assert gone(everything)


@pytest.mark.slow
@pytest.mark.chaos
@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's word to children is Linux's")
def test_a_killed_supervisor_takes_all_with_it_and_the_next_one_continues(folder, open_terminal):
    terminal = open_terminal()
    terminal.wait_for("Try next")
    ask(terminal.running["database_url"], "CREATE TABLE kept AS SELECT 7 AS n", "SELECT 1")
    everything = terminal.descendants()
    terminal.process.kill()
    terminal.process.wait()
    until(lambda: gone(everything), lambda: f"left running: {[one for one in everything if one.is_running()]}")
    assert (folder / ".jobcenter" / "running.json").exists()
    again = open_terminal()
    again.wait_for("Try next")
    assert ask(again.running["database_url"], "SELECT n FROM kept") == 7
    assert again.interrupt() == 0


@pytest.mark.slow
def test_servers_from_outside_win(folder, open_terminal):
    postgres, valkey = Postgres(folder / "outside" / "p", settings={"fsync": "off"}), Valkey(folder / "outside" / "v")
    postgres.start()
    valkey.start()
    try:
        terminal = open_terminal(DATABASE_URL=postgres.url, REDIS_URL=valkey.url)
        terminal.wait_for("Try next")
        assert (terminal.running["database_url"], terminal.running["redis_url"]) == (postgres.url, valkey.url)
        assert set(terminal.running["processes"]) == {"api", "scheduler", "worker"}
        assert not (folder / ".jobcenter" / "postgres").exists()
        assert terminal.interrupt() == 0
        assert ask(postgres.url, "SELECT 1") == 1
    finally:
        valkey.stop()
        postgres.stop()


@pytest.mark.slow
def test_a_taken_port_names_the_setting(open_terminal):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        terminal = open_terminal(JOBCENTER_PORT=str(other.getsockname()[1]))
        assert terminal.process.wait(PATIENCE) == 1
    assert "JOBCENTER_PORT=" in terminal.shown


@pytest.mark.slow
def test_a_wrong_setting_and_a_database_that_is_away_are_said_in_a_sentence(open_terminal):
    terminal = open_terminal(JOBCENTER_PORT="many")
    assert terminal.process.wait(PATIENCE) == 78
    assert "JOBCENTER_PORT is 'many'" in terminal.shown
    terminal = open_terminal(DATABASE_URL="postgresql://a:b@127.0.0.1:9/c")
    assert terminal.process.wait(PATIENCE) == 1
    assert "PostgreSQL at 127.0.0.1:9 cannot be reached" in terminal.shown
    assert "Traceback" not in terminal.shown


class Ends:
    """A real process that ends at once with one exit code; or a server that does not start."""

    def __init__(self, code: int | None):
        self.code = code
        self.process = None

    pid = 0

    @property
    def exit_code(self):
        return self.process.wait() if self.process else None

    def start(self):
        if self.code is None:
            raise EmbeddedError("no room")
        self.process = spawn([sys.executable, "-c", f"raise SystemExit({self.code})"])


def test_wrong_settings_five_times_in_a_row_stop_everything(monkeypatch):
    monkeypatch.setattr(parts, "FIRST_DELAY", 0.01)
    watch, said = Watch("api", Ends(78)), []
    watch.begin()

    def look_for_ever():
        while True:
            said.extend(watch.look())

    with pytest.raises(GaveUpError, match="api ended 5 times in a row"):
        look_for_ever()
    assert sum("ended with exit code 78" in line for line in said) == 4


def test_other_crashes_are_tried_for_ever_with_a_growing_delay(monkeypatch):
    monkeypatch.setattr(parts, "FIRST_DELAY", 0.01)
    monkeypatch.setattr(parts, "LONGEST_DELAY", 0.04)
    watch, delays = Watch("worker", Ends(3)), []
    watch.begin()
    while len(delays) < 7:
        if any("ended with exit code 3" in line for line in watch.look()):
            delays.append(round(watch._delay, 3))
    assert delays == [0.02, 0.04, 0.04, 0.04, 0.04, 0.04, 0.04]


def test_a_server_that_cannot_be_started_again_is_tried_again_and_said(monkeypatch):
    monkeypatch.setattr(parts, "FIRST_DELAY", 0.01)
    server = Ends(1)
    watch = Watch("postgres", server)
    watch.begin()
    assert watch.look() != []
    server.code = None
    lines = []
    while len(lines) < 2:
        lines += watch.look()
    assert all("no room" in line and "could not be started" in line for line in lines)


def test_leftovers_are_ended_and_strangers_left_alone(folder):
    left = spawn(["/bin/sleep", "600"])
    installation = Installation(folder / ".jobcenter")
    with pytest.raises(InUseError, match="already runs"):
        Installation(folder / ".jobcenter")
    running = Running("postgresql://x", "redis://x", "http://x", os.getpid())
    installation.note(running, {"api": left.pid})
    noted = json.loads(installation.running_file.read_text())
    noted["processes"]["worker"] = {"pid": os.getpid(), "started": "another boot/1"}
    installation.running_file.write_text(json.dumps(noted))
    assert installation.end_leftovers() == ["api"]
    assert left.wait() == -signal.SIGTERM
    installation.leave()


def test_the_secret_key_is_made_once(folder):
    installation = Installation(folder / ".jobcenter")
    key = installation.secret_key()
    assert len(key) >= 32
    assert installation.secret_key() == key
    installation.leave()


@pytest.mark.parametrize("online", [True, False])
def test_the_welcome_fits_and_says_what_to_do_without_internet(folder, online):
    text = welcome(
        api="http://127.0.0.1:8000",
        email="a@b",
        password="c",
        sign_in_file=folder / "sign-in.txt",
        command="jobcenter",
        online=online,
    )
    assert len(text.strip().splitlines()) <= 20
    assert ("demo sites" in text) is not online
