"""The embedded servers, as real processes: identities, crashes, leftovers, refusals."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import asyncpg
import pytest
from redis import Redis

from asking import ask
from jobcenter.kit.embedded import (
    EmbeddedError,
    Identity,
    Postgres,
    PostgresBinaries,
    Valkey,
    find_postgres,
    write_private,
)
from jobcenter.kit.embedded.identity import FORCED_BY, choose_identity
from jobcenter.kit.embedded.process import alive, started_at

pytestmark = pytest.mark.slow  # each of them starts servers

IS_ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not IS_ROOT, reason="only root needs another self")
NOBODYS = pwd.getpwnam("nobody").pw_uid


def python_for(user: int) -> str | None:
    """A Python that this user may execute, and that is new enough; None where there is none."""
    for candidate in (sys.executable, "/usr/bin/python3"):
        try:
            answer = subprocess.run(
                [candidate, "-c", "from enum import StrEnum"], user=user, cwd="/", capture_output=True, check=False
            )
        except OSError:
            continue
        if answer.returncode == 0:
            return candidate
    return None


@pytest.fixture
def postgres(folder):
    server = Postgres(folder / "postgres")
    server.start()
    yield server
    server.stop()


def test_a_start_makes_a_database_on_loopback_with_a_password(postgres):
    assert ask(postgres.url, "SELECT current_user || ' ' || current_database()") == "jobcenter jobcenter"
    assert ask(postgres.url, "SHOW listen_addresses") == "127.0.0.1"
    assert ask(postgres.url, "SHOW unix_socket_directories") == ""
    assert ask(postgres.url, "SELECT pg_encoding_to_char(encoding) FROM pg_database LIMIT 1") == "UTF8"
    assert (postgres.data_dir.with_name("postgres.json").stat().st_mode & 0o777) == 0o600
    wrong = postgres.url.replace("jobcenter:", "jobcenter:wrong", 1)
    with pytest.raises(asyncpg.InvalidPasswordError):
        ask(wrong, "SELECT 1")
    assert postgres.url.split(":")[2].split("@")[0] not in Path(f"/proc/{postgres.pid}/cmdline").read_text()


def test_sigkill_loses_nothing_that_was_committed(postgres):
    ask(postgres.url, "CREATE TABLE kept (a int)", "INSERT INTO kept VALUES (7) RETURNING a")
    before = postgres.url
    postgres.kill()
    postgres.start()
    assert postgres.url == before
    assert ask(postgres.url, "SELECT a FROM kept") == 7


def test_a_dead_servers_pid_file_naming_a_stranger_does_not_block(postgres):
    postgres.kill()
    pid_file = postgres.data_dir / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    postgres.start()
    assert ask(postgres.url, "SELECT 1") == 1


def test_a_server_left_by_a_killed_supervisor_is_stopped_and_replaced(folder):
    script = (
        "import sys, signal; from pathlib import Path; from jobcenter.kit.embedded import Postgres, process\n"
        "import jobcenter.kit.embedded.postgres as module\n"
        "real = process.spawn\n"
        "module.spawn = lambda *a, **k: real(*a, **{**k, 'death_signal': 0})\n"  # as where the kernel does not tell
        f"server = Postgres(Path({str(folder)!r}) / 'postgres'); server.start()\n"
        "print(server.pid, flush=True); signal.pause()\n"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    left = int(supervisor.stdout.readline())
    supervisor.kill()
    supervisor.communicate()
    started = started_at(left)
    assert started is not None
    server = Postgres(folder / "postgres")
    server.start()
    try:
        assert not alive(left, started)
        assert ask(server.url, "SELECT 1") == 1
    finally:
        server.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's word to children is Linux's")
def test_the_servers_die_with_a_killed_supervisor(folder):
    script = (
        "import signal; from pathlib import Path; from jobcenter.kit.embedded import Postgres, Valkey\n"
        f"a, b = Postgres(Path({str(folder)!r}) / 'p'), Valkey(Path({str(folder)!r}) / 'v'); a.start(); b.start()\n"
        "print(a.pid, b.pid, flush=True); signal.pause()\n"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    pids = [int(word) for word in supervisor.stdout.readline().split()]
    starts = [started_at(pid) for pid in pids]
    supervisor.kill()
    supervisor.communicate()
    assert all(starts)
    until = time.monotonic() + 60
    while any(alive(pid, start) for pid, start in zip(pids, starts, strict=True)):
        assert time.monotonic() < until, "a server outlived its supervisor"
        time.sleep(0.05)


def test_data_of_another_major_version_is_refused_with_the_way_to_move_it(postgres):
    postgres.stop()
    (postgres.data_dir / "PG_VERSION").write_text("14\n")
    with pytest.raises(EmbeddedError, match=r"PostgreSQL 14.*jobcenter backup.*jobcenter restore"):
        postgres.start()


def test_a_folder_of_something_else_is_not_touched(folder):
    (folder / "postgres").mkdir()
    (folder / "postgres" / "thesis.txt").write_text("mine")
    with pytest.raises(EmbeddedError, match="not a PostgreSQL data directory"):
        Postgres(folder / "postgres").start()
    assert (folder / "postgres" / "thesis.txt").read_text() == "mine"


def test_two_on_one_folder_are_refused(postgres):
    with pytest.raises(EmbeddedError, match="Another process already runs PostgreSQL"):
        Postgres(postgres.data_dir).start()


def test_a_failed_start_shows_the_logs_last_lines(folder):
    server = Postgres(folder / "postgres", settings={"shared_buffers": "nonsense"})
    with pytest.raises(EmbeddedError, match=r"(?s)did not start.*shared_buffers"):
        server.start()
    assert server.pid is None


def test_an_interrupted_first_start_is_begun_anew(folder):
    (folder / "postgres.new").mkdir()
    (folder / "postgres.new" / "half").write_text("")
    server = Postgres(folder / "postgres")
    server.start()
    server.stop()
    assert not (folder / "postgres.new").exists()


def test_a_taken_port_of_before_is_left_and_another_taken(postgres):
    port = int(postgres.url.rsplit(":", 1)[1].split("/")[0])
    postgres.stop()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        server = Postgres(postgres.data_dir)
        server.start()
        try:
            assert f":{port}/" not in server.url
            assert ask(server.url, "SELECT 1") == 1
        finally:
            server.stop()


@only_root
@pytest.mark.parametrize("identity", [Identity.NAMESPACE, Identity.NOBODY])
def test_root_runs_it_as_somebody_else(folder, identity):
    server = Postgres(folder / "postgres", identity=identity)
    try:
        server.start()
    except EmbeddedError as error:
        if identity is Identity.NAMESPACE and "cannot run as namespace" in str(error):
            pytest.skip("this machine refuses user namespaces")
        raise
    home = ""
    try:
        ask(server.url, "CREATE TABLE kept (a int)", "INSERT INTO kept VALUES (7) RETURNING a")
        owner = Path(f"/proc/{server.pid}").stat().st_uid
        home = server._state.home
        # The folder's parents are closed to nobody: the data moved to a place of its own, which is remembered.
        assert (owner == NOBODYS, bool(home)) == ((True, True) if identity is Identity.NOBODY else (False, False))
        server.kill()
        again = Postgres(folder / "postgres", identity=identity)
        again.start()
        assert ask(again.url, "SELECT a FROM kept") == 7
        again.stop()
    finally:
        server.stop()
        if home:
            assert Path(home).stat().st_mode & 0o777 == 0o700
            shutil.rmtree(home)


@only_root
def test_nobody_uses_an_open_folder_in_place_and_a_copy_of_closed_programs(folder):
    folder.chmod(0o711)
    found = find_postgres()
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    package = found.root.parent
    for name in (package.name, f"{package.name}.libs"):
        if package.with_name(name).exists():
            (closed / name).symlink_to(package.with_name(name))
    binaries = PostgresBinaries(closed / package.name / found.root.name / "bin", found.major)
    server = Postgres(folder / "postgres", identity=Identity.NOBODY, binaries=binaries)
    server.start()
    try:
        assert ask(server.url, "SELECT 1") == 1
        assert server._state.home == ""
        assert (folder / "postgres").stat().st_uid == NOBODYS
        assert Path(f"/proc/{server.pid}/exe").resolve().is_relative_to(folder)
        assert len(list(folder.glob("postgresql-*"))) == 1
    finally:
        server.stop()


@only_root
def test_an_identity_may_be_forced_and_a_wrong_word_is_refused(monkeypatch):
    monkeypatch.setenv(FORCED_BY, "nobody")
    assert choose_identity() is Identity.NOBODY
    monkeypatch.setenv(FORCED_BY, "god")
    with pytest.raises(EmbeddedError, match="'namespace' or 'nobody'"):
        choose_identity()


@only_root
def test_an_ordinary_user_runs_it_directly(folder):
    os.chown(folder, NOBODYS, NOBODYS)
    python = python_for(NOBODYS)
    if python is None:
        pytest.skip("nobody can execute no Python here")
    source = Path(__file__).parents[2] / "src"
    script = (
        f"import sys; sys.path.insert(0, {str(source)!r})\n"
        "from pathlib import Path; from jobcenter.kit.embedded.postgres import Postgres\n"
        "from jobcenter.kit.embedded.binaries import PostgresBinaries\n"
        f"programs = PostgresBinaries(Path({str(find_postgres().folder)!r}), {find_postgres().major})\n"
        f"server = Postgres(Path({str(folder)!r}) / 'postgres', binaries=programs)\n"
        "server.start(); print(server.identity); server.stop()\n"
    )
    answer = subprocess.run(
        [python, "-c", script],
        user=NOBODYS,
        group=NOBODYS,
        extra_groups=[],
        cwd="/",
        env={"HOME": str(folder), "PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.stdout, answer.stderr) == ("self\n", "")
    assert (folder / "postgres").stat().st_uid == NOBODYS


def test_valkey_asks_for_a_password_and_starts_empty_again(folder):
    server = Valkey(folder / "valkey")
    server.start()
    try:
        with Redis.from_url(server.url) as redis:
            assert redis.set("a", "1")
        secret = server.url.split(":")[2].split("@")[0]
        assert secret not in Path(f"/proc/{server.pid}/cmdline").read_text()
        assert (folder / "valkey" / "valkey.conf").stat().st_mode & 0o777 == 0o600
        before = server.url
        server.kill()
        server.start()
        assert server.url == before
        with Redis.from_url(server.url) as redis:
            assert redis.get("a") is None
        with socket.create_connection(("127.0.0.1", int(before.rsplit(":", 1)[1].split("/")[0]))) as wire:
            wire.sendall(b"PING\r\n")
            assert wire.recv(100).startswith(b"-NOAUTH")
    finally:
        server.stop()


def test_stopping_what_does_not_run_is_no_error(folder):
    Valkey(folder / "valkey").stop()
    Postgres(folder / "postgres").stop()


def test_how_a_server_ended_is_told(postgres):
    assert postgres.exit_code is None
    os.kill(postgres.pid, signal.SIGKILL)
    os.waitid(os.P_PID, postgres.pid, os.WEXITED | os.WNOWAIT)
    assert postgres.exit_code == -signal.SIGKILL


def test_a_private_file_is_private_also_where_one_was_open_to_all(folder):
    path = folder / "secret"
    path.write_text("old")
    path.chmod(0o644)
    write_private(path, "new")
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o600)
