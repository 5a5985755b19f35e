"""Backups against real servers: what was kept comes back, and a bad restore costs nothing."""

import asyncio
import shutil
import tempfile
from pathlib import Path

import pytest

from asking import ask
from jobcenter.entrypoints import backup as module
from jobcenter.entrypoints.backup import BackupError, backup, restore
from jobcenter.kit.embedded import Postgres, PostgresBinaries
from jobcenter.migrations.run import drift, migrate

pytestmark = pytest.mark.slow  # servers and programs of their own


@pytest.fixture(scope="module")
def server():
    folder = Path(tempfile.mkdtemp(prefix="jobcenter-test-"))
    postgres = Postgres(folder / "postgres", settings={"fsync": "off"})
    postgres.start()
    yield postgres
    postgres.stop()
    shutil.rmtree(folder)


@pytest.fixture
def databases(server):
    """Two fresh databases: the first migrated and with rows of ours, the second empty."""
    urls = []
    for name in ("kept", "other"):
        ask(server.url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}", "SELECT 1")
        urls.append(server.url.removesuffix("/jobcenter") + f"/{name}")
    migrate(urls[0])
    ask(urls[0], "CREATE TABLE ledger AS SELECT n, 'Zoë ' || n AS who FROM generate_series(1, 5000) AS n", "SELECT 1")
    return urls


SUM = "SELECT count(*) || ':' || sum(n) || ':' || md5(string_agg(who, ',' ORDER BY n)) FROM ledger"


def test_a_backup_restored_elsewhere_is_the_same_database(databases, tmp_path):
    kept, other = databases
    size = backup(kept, tmp_path / "a.backup")
    assert size == (tmp_path / "a.backup").stat().st_size
    assert (tmp_path / "a.backup").stat().st_mode & 0o777 == 0o600
    restore(other, tmp_path / "a.backup")
    assert ask(other, SUM) == ask(kept, SUM)
    ask(other, "DROP TABLE ledger", "SELECT 1")
    assert asyncio.run(drift(other)) == []
    assert [path.name for path in tmp_path.iterdir()] == ["a.backup"]


def test_an_existing_file_is_kept_unless_told(databases, tmp_path):
    (tmp_path / "a.backup").write_text("precious")
    with pytest.raises(BackupError, match="exists already"):
        backup(databases[0], tmp_path / "a.backup")
    assert (tmp_path / "a.backup").read_text() == "precious"
    assert backup(databases[0], tmp_path / "a.backup", overwrite=True) > 1000


def test_a_database_with_tables_is_not_restored_into_unless_told(databases, tmp_path):
    kept, other = databases
    backup(kept, tmp_path / "a.backup")
    ask(other, "CREATE TABLE mine AS SELECT 1 AS n", "SELECT 1")
    with pytest.raises(BackupError, match="already has 1 tables"):
        restore(other, tmp_path / "a.backup")
    assert ask(other, "SELECT n FROM mine") == 1
    restore(other, tmp_path / "a.backup", replace=True)
    assert ask(other, SUM) == ask(kept, SUM)
    assert ask(other, "SELECT to_regclass('mine') IS NULL")
    # What was replaced can be backed up and restored like any other.
    backup(other, tmp_path / "b.backup")
    restore(kept, tmp_path / "b.backup", replace=True)
    assert ask(other, SUM) == ask(kept, SUM)


def test_a_damaged_backup_costs_nothing(databases, tmp_path):
    kept, other = databases
    backup(kept, tmp_path / "a.backup")
    whole = (tmp_path / "a.backup").read_bytes()
    (tmp_path / "half.backup").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BackupError, match="nothing was changed"):
        restore(other, tmp_path / "half.backup")
    assert ask(other, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0
    before = ask(kept, SUM)
    with pytest.raises(BackupError, match="nothing was changed"):
        restore(kept, tmp_path / "half.backup", replace=True)
    assert ask(kept, SUM) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.backup", "half.backup"]


def test_the_password_is_on_no_command_line(databases, tmp_path, monkeypatch):
    commands = []
    real = module.subprocess.run
    monkeypatch.setattr(
        module.subprocess, "run", lambda command, **more: commands.append(command) or real(command, **more)
    )
    backup(databases[0], tmp_path / "a.backup")
    restore(databases[1], tmp_path / "a.backup")
    dumps = [command for command in commands if "pg_" in str(command[0])]
    assert len(dumps) == 2
    password = databases[0].split(":")[2].split("@")[0]
    assert not any(password in str(word) for command in commands for word in command)


def test_programs_older_than_the_server_are_refused(databases, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "find_postgres", lambda: PostgresBinaries(tmp_path, 15))
    with pytest.raises(BackupError, match="must not be older than its server"):
        backup(databases[0], tmp_path / "a.backup")


def test_a_server_that_is_away_is_named(tmp_path):
    with pytest.raises(BackupError, match=r"PostgreSQL at 127\.0\.0\.1:9 cannot be asked"):
        backup("postgresql://a:b@127.0.0.1:9/c", tmp_path / "a.backup")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BackupError, match=r"none\.backup does not exist"):
        restore("postgresql://a:b@127.0.0.1:9/c", tmp_path / "none.backup")
