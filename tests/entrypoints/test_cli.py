"""The command line as a person and a script use it: real processes, a real database, real sites on loopback."""

import asyncio
import json
import subprocess
import sys

import httpx2
import pytest
from sqlalchemy import select

from jobcenter.accounts.access import allows
from jobcenter.accounts.queries import find_key
from jobcenter.accounts.rules import SCRAPE, Caller
from jobcenter.accounts.tokens import is_secret_of, split_key
from jobcenter.entrypoints.settings_page import settings_page
from jobcenter.kit.db import reading
from jobcenter.kit.settings import Settings, variable_of
from jobcenter.migrations.run import drift
from jobcenter.tables import audit_log

pytestmark = pytest.mark.slow  # a process a command

PASSWORD = "correct horse battery"


def test_help_names_every_command_below_its_panel(run_cli):
    shown = run_cli("--help", COLUMNS="120").went_well().out
    panels = [shown.index(f"─ {name} ─") for name in ("Run", "Scrape", "People", "Care")]
    assert panels == sorted(panels)
    for name in ("up", "scrape", "schedule", "import", "user", "key", "doctor", "openapi"):
        assert f"│ {name} " in shown, name


def test_a_part_is_loaded_without_what_only_a_terminal_needs():
    program = (
        "import sys; from jobcenter.entrypoints import cli;"
        "import jobcenter.entrypoints.worker, jobcenter.entrypoints.scheduler;"
        "unneeded = ('typer', 'rich.progress', 'jobcenter.demo', 'jobcenter.entrypoints.web');"
        "print([name for name in unneeded if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_where_nothing_runs_that_is_said(run_cli):
    run_cli("runs", without=("DATABASE_URL",)).failed("does not run here", "make up", "DATABASE_URL")


def test_a_running_installation_is_found_through_its_folder(run_cli, environ, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    running = {"database_url": environ["DATABASE_URL"], "redis_url": environ["REDIS_URL"]}
    (data / "running.json").write_text(json.dumps(running))
    away = ("DATABASE_URL", "REDIS_URL", "JOBCENTER_SECRET_KEY")
    assert run_cli("status", "--json", without=away).went_well().json["queue"]["deliveries_in_redis"] == 0


def test_another_database_than_the_running_one_is_not_mixed_with_its_redis(run_cli, environ, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    running = {"database_url": "postgresql://a:b@127.0.0.1:9/c", "redis_url": environ["REDIS_URL"]}
    (data / "running.json").write_text(json.dumps(running))
    shown = run_cli("status", "--json", without=("REDIS_URL",), REDIS_HOST="127.0.0.1", REDIS_PORT="9").went_well()
    assert shown.json["queue"]["deliveries_in_redis"] is None


@pytest.mark.parametrize("command", [["runs"], ["migrate"], ["backup", "x"], ["key", "create", "--role", "admin"]])
def test_a_database_that_is_away_is_said_in_a_sentence(run_cli, command):
    run_cli(*command, DATABASE_URL="postgresql://a:b@127.0.0.1:9/c").failed("PostgreSQL at 127.0.0.1:9")


def test_a_wrong_password_and_a_wrong_name_are_said(run_cli, environ):
    url = environ["DATABASE_URL"]
    run_cli("runs", DATABASE_URL=url.rpartition("/")[0] + "/nonesuch").failed('"nonesuch" does not exist')
    run_cli("runs", DATABASE_URL=url.replace("@", "x@")).failed("password authentication failed")


def test_a_wrong_setting_ends_with_its_own_exit_code(run_cli):
    run_cli("runs", JOBCENTER_PORT="many").failed("JOBCENTER_PORT is 'many'", code=78)
    assert run_cli("worker", JOBCENTER_PORT="many").code == 78


def test_migrate_says_from_where_to_where(run_cli, servers):
    servers.administer("CREATE DATABASE cli_empty")
    url = servers.database("cli_empty")
    run_cli("runs", DATABASE_URL=url).failed("jobcenter migrate")
    assert "from nothing to version" in run_cli("migrate", DATABASE_URL=url).went_well().out
    assert asyncio.run(drift(url)) == []
    assert "Nothing to do" in run_cli("migrate", DATABASE_URL=url).went_well().out
    servers.administer("DROP DATABASE cli_empty WITH (FORCE)")


def test_the_doctor_is_content_and_a_machine_can_read_it(run_cli):
    found = run_cli("doctor", "--json").went_well().json
    assert {one["level"] for one in found} == {"ok"}
    assert run_cli("doctor", JOBCENTER_PORT="many").code == 1


def test_a_backup_is_written_once_and_put_back_only_when_told(run_cli, tmp_path):
    assert "a.backup" in run_cli("backup", "a.backup").went_well().out
    assert (tmp_path / "a.backup").stat().st_size > 1000
    run_cli("backup", "a.backup").failed("exists already", "--overwrite")
    run_cli("restore", "a.backup").failed("already has")
    run_cli("key", "create", "--role", "admin").went_well()
    run_cli("restore", "a.backup", "--replace").went_well()
    assert run_cli("key", "list", "--json").went_well().json == []


def test_the_settings_page_has_every_setting_and_a_stale_one_is_told(run_cli, tmp_path):
    shown = run_cli("settings", without=("DATABASE_URL",)).went_well().out
    assert shown == settings_page()
    missing = [name for name, field in Settings.model_fields.items() if f"`{variable_of(name)}`" not in shown]
    assert missing == ["site_urls", "site_rates"]
    for name in ("JOBCENTER_SITE_<NAME>_URL", "JOBCENTER_SITE_<NAME>_REQUESTS_PER_SECOND", "JOBCENTER_EMBEDDED_AS"):
        assert f"`{name}`" in shown
    assert "| `JOBCENTER_WORKER_PROCESSES` | whole number, 1 to 64 | `4` |" in shown
    page = tmp_path / "settings.md"
    page.write_text(shown)
    run_cli("settings", "--check", page).went_well()
    page.write_text(shown + "\n")
    run_cli("settings", "--check", page).failed("stale", f"jobcenter settings > {page}")


def test_the_openapi_document_needs_no_database(run_cli, tmp_path):
    document = run_cli("openapi", without=("DATABASE_URL", "JOBCENTER_SECRET_KEY")).went_well()
    assert "/jobs/scrape" in document.json["paths"]
    (tmp_path / "openapi.json").write_text(document.out)
    run_cli("openapi", "--check", "openapi.json").went_well()
    run_cli("openapi", "--check", "none.json").failed("does not exist", "jobcenter openapi > none.json")


async def test_a_key_is_all_that_is_printed_and_it_opens_the_door(run_cli, engine):
    made = run_cli("key", "create", "--scope", "scraping:read", "--scope", "scraping:write", "--name", "ci").went_well()
    prefix, secret = split_key(made.out.removesuffix("\n"))
    found = await find_key(engine, prefix)
    async with reading(engine) as session:
        entry = (await session.execute(select(audit_log).where(audit_log.c.thing == "API key"))).one()
    assert is_secret_of(secret, found["key_hash"])
    assert allows(SCRAPE, Caller("key", found["id"], "ci", None, frozenset(found["scopes"]), None))
    assert entry.actor.startswith("cli:")
    assert prefix in made.err
    assert secret not in run_cli("key", "list", "--json").went_well().out
    run_cli("key", "revoke", prefix).went_well()
    assert run_cli("key", "list", "--json").went_well().json[0]["revoked_at"] is not None
    run_cli("key", "create").failed("--role", "--scope")
    run_cli("key", "create", "--role", "admin", "--scope", "scraping:read").failed("not both")


async def test_users_are_added_listed_shut_out_and_let_in(run_cli, api):
    async def may_sign_in(email, password):
        body = {"email": email, "password": password}
        answer = await api.post("/api/accounts/sign-in", json=body, headers={"Authorization": ""})
        return answer.status_code == httpx2.codes.OK

    words = ("user", "add", "Ada@Example.com", "--name", "Ada", "--role", "admin")
    run_cli(*words, "--password-stdin", stdin=f"{PASSWORD}\n").went_well()
    assert await may_sign_in("ada@example.com", PASSWORD)
    run_cli(*words, "--password-stdin", stdin=f"{PASSWORD}\n").failed("already")
    made = run_cli("user", "add", "bob@example.com", "--name", "Bob", "--role", "recruiter").went_well()
    assert await may_sign_in("bob@example.com", made.out.split()[-1])
    run_cli("user", "deactivate", "bob@example.com").went_well()
    assert not await may_sign_in("bob@example.com", made.out.split()[-1])
    run_cli("user", "activate", "bob@example.com").went_well()
    assert await may_sign_in("bob@example.com", made.out.split()[-1])
    run_cli("user", "deactivate", "ada@example.com").failed("last active admin")
    listed = run_cli("user", "list", "--json").went_well().json
    assert [(one["email"], one["role"]) for one in listed] == [
        ("ada@example.com", "admin"),
        ("bob@example.com", "recruiter"),
    ]
    assert "bob@example.com" in run_cli("user", "list").went_well().out


async def test_a_password_is_reset_for_the_only_admin_or_whom_one_names(run_cli):
    run_cli("user", "reset-password").failed("no active admin")
    for name in ("ada", "eve"):
        words = ("user", "add", f"{name}@example.com", "--name", name, "--role", "admin", "--password-stdin")
        run_cli(*words, stdin=PASSWORD).went_well()
        if name == "ada":
            assert "ada@example.com" in run_cli("user", "reset-password").went_well().out
    run_cli("user", "reset-password").failed("ada@example.com, eve@example.com")
    run_cli("user", "reset-password", "eve@example.com", "--password-stdin", stdin="short").failed("at least 12")
    run_cli("user", "reset-password", "nobody@example.com").failed("There is no user")
