"""The doctor against real servers: what is well is called well, and each fault is named with its remedy."""

import asyncio
import json
import shutil
import tempfile
from pathlib import Path

import asyncpg
import pytest

from jobcenter.entrypoints.doctor import Finding, examine, installation, report
from jobcenter.entrypoints.doctor.servers import clock, postgres_version
from jobcenter.kit.embedded import Postgres, Valkey
from jobcenter.migrations.run import migrate

pytestmark = pytest.mark.slow  # servers of their own

KEY = "qT8yL0pZ3vB6nM1xC4wE7rD2sF5gH9jK"


@pytest.fixture(scope="module")
def servers():
    folder = Path(tempfile.mkdtemp(prefix="jobcenter-test-"))
    postgres, valkey = Postgres(folder / "postgres", settings={"fsync": "off"}), Valkey(folder / "valkey")
    postgres.start()
    valkey.start()
    migrate(postgres.url)
    yield postgres.url, valkey.url
    valkey.stop()
    postgres.stop()
    shutil.rmtree(folder)


@pytest.fixture
def healthy(servers, tmp_path, monkeypatch):
    """An environment in which nothing is wrong, and an empty current folder."""
    monkeypatch.chdir(tmp_path)
    return {"DATABASE_URL": servers[0], "REDIS_URL": servers[1], "JOBCENTER_SECRET_KEY": KEY}


def worse(findings):
    return [one for one in findings if one.level != "ok"]


def test_a_sound_installation_has_nothing_to_mend(healthy, capsys):
    findings = examine(healthy)
    assert worse(findings) == []
    assert report(findings) == 0
    shown = capsys.readouterr().out
    assert all(
        word in shown for word in ("Python 3", "PostgreSQL ", "Valkey ", "clock agrees", "schema is this", "free at")
    )


@pytest.mark.parametrize(
    ("change", "level", "what", "how"),
    [
        ({"JOBCENTER_WORKER_PROCESES": "2"}, "warning", "JOBCENTER_WORKER_PROCESES", "JOBCENTER_WORKER_PROCESSES?"),
        ({"JOBCENTER_XYZZY": "2"}, "warning", "JOBCENTER_XYZZY", "docs/settings.md"),
        ({"JOBCENTER_PORT": "99999"}, "error", "JOBCENTER_PORT", "Correct it"),
        ({"JOBCENTER_HOST": "0.0.0.0"}, "warning", "unencrypted", "TLS"),
        ({"JOBCENTER_SECRET_KEY": "short"}, "error", "guessed", "random"),
        ({"JOBCENTER_SECRET_KEY": "ab" * 30}, "error", "2 different", "random"),
        ({"JOBCENTER_SECRET_KEY": ""}, "warning", "not set", "Make one"),
        ({"DATABASE_URL": "postgresql://a:b@127.0.0.1:9/c"}, "error", "127.0.0.1:9", "DATABASE_URL"),
        ({"REDIS_URL": "redis://127.0.0.1:9/0"}, "error", "127.0.0.1:9", "REDIS_URL"),
    ],
)
def test_each_fault_is_named_with_its_remedy(healthy, change, level, what, how):
    found = worse(examine(healthy | change))
    assert len(found) == 1
    assert found[0].level == level
    assert what in found[0].what
    assert how in found[0].how


def test_a_site_of_its_own_is_a_known_setting(healthy):
    assert worse(examine(healthy | {"JOBCENTER_SITE_LEVER_URL": "https://api.eu.lever.co"})) == []


def test_an_empty_database_has_a_drifted_schema(healthy, servers):
    async def fresh():
        connection = await asyncpg.connect(servers[0])
        await connection.execute("CREATE DATABASE empty")
        await connection.close()

    asyncio.run(fresh())
    found = worse(examine(healthy | {"DATABASE_URL": servers[0].removesuffix("/jobcenter") + "/empty"}))
    assert [one.level for one in found] == ["error"]
    assert "jobcenter migrate" in found[0].how


def test_a_stray_env_file_is_said_and_not_read(healthy, tmp_path):
    (tmp_path / ".env").write_text("JOBCENTER_PORT=nonsense\n")
    found = worse(examine(healthy))
    assert len(found) == 1
    assert "never reads" in found[0].what


def test_a_secret_that_others_can_read_is_an_error(healthy, tmp_path):
    (tmp_path / ".jobcenter").mkdir()
    secret = tmp_path / ".jobcenter" / "secret-key"
    secret.write_text("x")
    secret.chmod(0o644)
    found = worse(examine(healthy))
    assert [(one.level, one.how) for one in found] == [("error", "chmod 600 .jobcenter/secret-key")]
    assert report(found) == 1


def test_the_running_installation_is_found_through_its_folder(servers, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".jobcenter").mkdir()
    running = tmp_path / ".jobcenter" / "running.json"
    running.touch(mode=0o600)
    running.write_text(json.dumps({"database_url": servers[0], "redis_url": servers[1]}))
    assert worse(examine({"JOBCENTER_SECRET_KEY": KEY})) == []


def test_where_nothing_runs_that_is_said(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = worse(examine({"JOBCENTER_SECRET_KEY": KEY}))
    assert [one.level for one in found] == ["warning", "warning"]
    assert all("make up" in one.how for one in found)


@pytest.mark.parametrize(
    ("difference", "level", "words"),
    [(0.5, "ok", "agrees"), (5, "warning", "5 s behind"), (-90, "error", "90 s ahead")],
)
def test_clocks_are_compared(difference, level, words):
    found = clock(difference)
    assert (found.level, words in found.what) == (level, True)


def test_a_full_disk_is_an_error(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(installation.shutil, "disk_usage", lambda _place: usage._replace(free=100 * 1024**2))
    assert installation.disk(tmp_path / "not" / "there").level == "error"
    monkeypatch.setattr(installation.shutil, "disk_usage", lambda _place: usage._replace(free=1024**3))
    assert installation.disk(tmp_path).level == "warning"


def test_an_old_server_is_an_error():
    assert postgres_version(140012, "here").level == "error"
    assert postgres_version(150004, "here").what == "PostgreSQL 15.4 at here"


def test_a_machine_can_read_it(capsys):
    assert report([Finding("error", "a [bold]", "b")], as_json=True) == 1
    assert json.loads(capsys.readouterr().out) == [{"level": "error", "what": "a [bold]", "how": "b"}]
