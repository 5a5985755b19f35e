"""The command line as a person and a script use it: real processes, a real database, real sites on loopback."""

import asyncio
import json
import signal
import subprocess
import sys

import httpx2
import pytest
from sqlalchemy import select

from jobcenter.accounts.access import allows
from jobcenter.accounts.queries import find_key
from jobcenter.accounts.rules import SCRAPE, Caller
from jobcenter.accounts.tokens import is_secret_of, split_key
from jobcenter.demo.sites import Fault, Sample, StandIn
from jobcenter.entrypoints.settings_page import settings_page
from jobcenter.kit.db import reading, writing
from jobcenter.kit.settings import Settings, variable_of
from jobcenter.migrations.run import drift
from jobcenter.scraping.actions import start_run
from jobcenter.scraping.queries import list_runs, list_schedules
from jobcenter.scraping.sites.registry import SITES
from jobcenter.tables import audit_log, postings

CLI = [sys.executable, "-m", "jobcenter.entrypoints.cli"]
PATIENCE = 60  # seconds: a limit for what hangs, not a measurement
PASSWORD = "correct horse battery"


class Said:
    """What a command printed, and how it ended."""

    def __init__(self, done):
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr
        assert "Traceback" not in self.err, self.err

    @property
    def json(self):
        return json.loads(self.out)

    def failed(self, *words, code=1):
        """It ended with `code`, and one clear sentence that holds all these words."""
        assert (self.code, self.out) == (code, ""), (self.code, self.out, self.err)
        assert self.err.startswith("jobcenter: "), self.err
        assert all(word in self.err for word in words), self.err

    def went_well(self):
        assert self.code == 0, self.err
        return self


@pytest.fixture
def run_cli(environ, tmp_path):
    """Runs a command to its end, in an empty folder; `without` and keywords change its environment."""

    def run(*words, stdin="", without=(), **changes):
        given = {name: value for name, value in (environ | changes).items() if name not in without}
        done = subprocess.run(
            [*CLI, *map(str, words)],
            env=given,
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        return Said(done)

    return run


@pytest.fixture
def stand_in():
    with StandIn.start(Sample(count=3, postings=40)) as sites:
        yield sites


@pytest.fixture
def sited(environ, stand_in):
    """The environment with the stand-in in the vendors' place, asked as fast as it can answer; `run_cli` has it too."""
    rates = {f"JOBCENTER_SITE_{name.upper()}_REQUESTS_PER_SECOND": "10000" for name in SITES}
    environ |= {**stand_in.site_settings(), **rates}
    return environ


@pytest.fixture
def worker(sited):
    """A real worker node, started as the supervisor starts it."""
    process = subprocess.Popen([*CLI, "worker"], env=sited, stdout=subprocess.DEVNULL)
    yield process
    process.terminate()
    assert process.wait(PATIENCE) == 0


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


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_backup_is_written_once_and_put_back_only_when_told(run_cli, tmp_path):
    assert "a.backup" in run_cli("backup", "a.backup").went_well().out
    assert (tmp_path / "a.backup").stat().st_size > 1000
    run_cli("backup", "a.backup").failed("exists already", "--overwrite")
    run_cli("restore", "a.backup").failed("already has")
    run_cli("key", "create", "--role", "admin").went_well()
    run_cli("restore", "a.backup", "--replace").went_well()
    assert run_cli("key", "list", "--json").went_well().json == []


@pytest.mark.slow
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


@pytest.mark.slow
def test_the_openapi_document_needs_no_database(run_cli, tmp_path):
    document = run_cli("openapi", without=("DATABASE_URL", "JOBCENTER_SECRET_KEY")).went_well()
    assert "/jobs/scrape" in document.json["paths"]
    (tmp_path / "openapi.json").write_text(document.out)
    run_cli("openapi", "--check", "openapi.json").went_well()
    run_cli("openapi", "--check", "none.json").failed("does not exist", "jobcenter openapi > none.json")


@pytest.mark.slow
async def test_a_key_is_all_that_is_printed_and_it_opens_the_door(run_cli, engine):
    made = run_cli("key", "create", "--scope", "scraping:read", "--scope", "scraping:write", "--name", "ci").went_well()
    prefix, secret = split_key(made.out.removesuffix("\n"))
    async with reading(engine) as session:
        found = await find_key(session, prefix)
        entry = (await session.execute(select(audit_log).where(audit_log.c.thing == "API key"))).one()
    assert is_secret_of(secret, found.key_hash)
    assert allows(SCRAPE, Caller("key", found.id, "ci", None, frozenset(found.scopes), None))
    assert entry.actor.startswith("cli:")
    assert prefix in made.err
    assert secret not in run_cli("key", "list", "--json").went_well().out
    run_cli("key", "revoke", prefix).went_well()
    assert run_cli("key", "list", "--json").went_well().json[0]["revoked_at"] is not None
    run_cli("key", "create").failed("--role", "--scope")
    run_cli("key", "create", "--role", "admin", "--scope", "scraping:read").failed("not both")


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.usefixtures("worker")
async def test_a_scrape_shows_its_way_and_ends_with_its_counts(run_cli, engine):
    done = run_cli("scrape", "greenhouse", "amber-analytics").went_well()
    assert "succeeded" in done.out
    assert "40 new" in done.out
    assert "queued" in done.err or "running" in done.err
    again = run_cli("scrape", "greenhouse", "amber-analytics", "--json").went_well().json
    assert (again["status"], again["unchanged_count"], again["requested_by"][:4]) == ("succeeded", 40, "cli:")
    assert again["correlation_id"]
    async with reading(engine) as session:
        titles = list(await session.scalars(select(postings.c.title)))
    assert len(titles) == 40
    word = titles[0].split()[-1]
    hits = run_cli("postings", "--search", word, "--target", "amber-analytics", "--limit", "500", "--json").went_well()
    assert sorted(one["title"] for one in hits.json) == sorted(
        title for title in titles if word.lower() in title.lower()
    )
    assert run_cli("postings", "--target", "elsewhere", "--json").went_well().json == []
    assert len(run_cli("postings", "--limit", "3").went_well().out.splitlines()) == 4
    limited = run_cli("scrape", "lever", "birch-analytics", "--limit", "5", "--json").went_well().json
    assert (limited["new_count"], limited["payload"]) == (5, {"results_wanted": 5})


@pytest.mark.slow
@pytest.mark.usefixtures("worker")
def test_a_scrape_that_fails_says_why_and_its_exit_code_does_too(run_cli):
    failed = run_cli("scrape", "greenhouse", "nonesuch")
    assert failed.code == 1
    assert "404" in failed.out
    run_id = run_cli("runs", "--json").went_well().json[0]["run_id"]
    shown = run_cli("run", run_id, "--json").went_well().json
    assert (shown["status"], len(shown["errors"]), shown["drops"]) == ("failed", 1, [])
    assert "404" in run_cli("run", run_id).went_well().out
    run_cli("cancel", run_id).failed("has ended already")
    again = run_cli("retry", run_id, "--json").went_well().json
    assert run_cli("run", again["run_id"], "--json").went_well().json["retry_of"] == run_id


@pytest.mark.slow
@pytest.mark.usefixtures("worker")
def test_while_a_page_is_tried_again_the_reason_is_shown(sited, stand_in):
    stand_in.control(faults=[Fault("status", status=500, site="lever")])
    watched = subprocess.Popen(
        [*CLI, "scrape", "lever", "birch-analytics"], env=sited, stderr=subprocess.PIPE, text=True
    )
    shown = ""
    while "Try 1 of 3 follows" not in shown:
        line = watched.stderr.readline()
        assert line, shown
        shown += line
    watched.send_signal(signal.SIGINT)
    watched.communicate(timeout=PATIENCE)


@pytest.mark.slow
def test_ctrl_c_stops_watching_and_not_the_run(run_cli, environ):
    process = subprocess.Popen(
        [*CLI, "scrape", "greenhouse", "anything"], env=environ, stderr=subprocess.PIPE, text=True
    )
    shown = ""
    while "no worker is alive" not in shown:
        line = process.stderr.readline()
        assert line, shown
        shown += line
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate(timeout=PATIENCE)
    (run,) = run_cli("runs", "--json").went_well().json
    assert process.returncode == 130
    assert f"{run['run_id']} goes on" in rest
    assert f"jobcenter cancel {run['run_id']}" in rest
    assert run["status"] == "queued"


@pytest.mark.slow
async def test_a_run_is_started_listed_and_cancelled(run_cli, engine):
    started = (
        run_cli("scrape", "ashby", "copper", "--no-wait", "--search", "data", "--remote", "--json").went_well().json
    )
    async with reading(engine) as session:
        (run,) = await list_runs(session)
    assert run["payload"] == {"search_term": "data", "is_remote": True}
    assert run_cli("status", "--json").went_well().json["queue"]["deliveries_in_redis"] == 1
    assert "copper" in run_cli("runs", "--site", "ashby", "--status", "queued").went_well().out
    assert run_cli("runs", "--status", "failed", "--json").went_well().json == []
    assert run_cli("cancel", started["run_id"], "--json").went_well().json["status"] == "cancelled"
    assert "no such runs" in run_cli("runs", "--status", "queued").went_well().out


async def test_a_run_is_started_while_redis_is_away(run_cli):
    done = run_cli("scrape", "ashby", "copper", "--no-wait", REDIS_URL="redis://127.0.0.1:9/0").went_well()
    assert "Redis is away" in done.err


@pytest.mark.parametrize(
    ("words", "body", "said"),
    [
        (["indeed"], {"site_name": "indeed"}, ["site_name", "no site 'indeed'", "greenhouse, lever, ashby"]),
        (["greenhouse"], {"site_name": "greenhouse"}, ["Greenhouse needs a target"]),
        (["lever", "a/b"], {"site_name": "lever", "target": "a/b"}, ["target", "pattern"]),
        (
            ["lever", "a", "--limit", "0"],
            {"site_name": "lever", "target": "a", "results_wanted": 0},
            ["results_wanted"],
        ),
    ],
)
async def test_a_bad_scrape_is_refused_in_the_words_of_the_api(run_cli, api, words, body, said):
    run_cli("scrape", *words).failed(*said)
    answer = await api.post("/jobs/scrape", json=body)
    assert answer.status_code == 422
    assert all(word in answer.json()["detail"] for word in said)


async def test_titles_cannot_command_the_terminal(run_cli, engine):
    async with writing(engine) as session:
        started = await start_run(session, site="lever", target="\x1b[31mred [bold]x", payload={})
    shown = run_cli("runs").went_well().out
    assert "\x1b" not in shown
    assert "[31mred [bold]x" in shown
    assert run_cli("run", started["run_id"], "--json").went_well().json["target"] == "\x1b[31mred [bold]x"


@pytest.mark.slow
async def test_schedules_are_made_paused_resumed_and_deleted(run_cli):
    rhythm = ("--cron", "0 6 * * 1-5", "--time-zone", "Europe/Berlin", "--misfire", "skip")
    made = run_cli("schedule", "add", "Weekdays", "greenhouse", "amber", *rhythm, "--json").went_well().json
    assert (made["cron"], made["time_zone"], made["misfire_policy"]) == ("0 6 * * 1-5", "Europe/Berlin", "skip")
    moments = run_cli("schedule", "next", "Weekdays", "--count", "3", "--json").went_well().json["occurrences"]
    assert moments[0] == made["next_run_at"]
    assert len(moments) == len(set(moments)) == 3
    assert "paused" in run_cli("schedule", "pause", "Weekdays").went_well().out
    assert run_cli("schedules", "--json").went_well().json[0]["enabled"] is False
    run_cli("schedule", "resume", "Weekdays").went_well()
    assert "Weekdays" in run_cli("schedules").went_well().out
    run_cli("schedule", "delete", "Weekdays").went_well()
    assert run_cli("schedules", "--json").went_well().json == []
    run_cli("schedule", "pause", "Weekdays").failed("no schedule named 'Weekdays'")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--cron", "x"], "cannot be read"),
        (["--every", "5", "--cron", "* * * * *"], "not both"),
        (["--every", "0"], "interval_minutes"),
        (["--time-zone", "Mars/One"], "no IANA time zone"),
    ],
)
def test_a_bad_schedule_is_refused(run_cli, words, said):
    run_cli("schedule", "add", "x", "greenhouse", "amber", *words).failed(said)


COMPANIES = [
    {"name": "Amber", "platform": "greenhouse", "slug": "amber"},
    {"name": "Amber", "platform": "Greenhouse", "slug": "amber-two"},
    {"name": "Amber again", "platform": "greenhouse", "slug": "amber"},
    {"name": "Wide", "platform": "workday", "workday": {"tenant": "wide"}},
    {"name": "Slugless", "platform": "ashby"},
    {"platform": "lever", "slug": "nameless"},
]


@pytest.mark.slow
async def test_companies_become_schedules_once(run_cli, engine, tmp_path):
    (tmp_path / "companies.json").write_text(json.dumps(COMPANIES))
    tried = run_cli("import", "companies.json", "--dry-run", "--json")
    assert (tried.code, len(tried.json["made"])) == (3, 2)
    assert run_cli("schedules", "--json").went_well().json == []
    done = run_cli("import", "companies.json", "--every", "60")
    assert done.code == 3
    assert "row 5 (Slugless)" in done.err
    assert "row 6" in done.err
    assert "workday (1)" in done.out
    async with reading(engine) as session:
        made = await list_schedules(session, after=None, limit=10)
    assert [(one["name"], one["target"], one["interval_minutes"]) for one in made] == [
        ("Amber (greenhouse)", "amber", 60),
        ("Amber (greenhouse) 2", "amber-two", 60),
    ]
    again = run_cli("import", "companies.json", "--json").json
    assert (again["made"], again["existing"], again["unknown_platforms"]) == ([], 3, {"workday": 1})


@pytest.mark.slow
def test_one_company_is_a_list_too_and_what_is_none_is_said(run_cli, tmp_path):
    (tmp_path / "one.json").write_text(json.dumps(COMPANIES[0]))
    assert "1 schedules made" in run_cli("import", "one.json").went_well().out
    (tmp_path / "none.json").write_text("no")
    run_cli("import", "none.json").failed("no JSON", "platform")
    (tmp_path / "none.json").write_text('"no"')
    run_cli("import", "none.json").failed("no companies", "platform")
    run_cli("import", "nowhere.json").failed("nowhere.json", "No such file")


@pytest.mark.slow
def test_sites_and_status_are_told(run_cli):
    sites = run_cli("sites", "--json").went_well().json
    assert [one["name"] for one in sites] == list(SITES)
    assert "greenhouse" in run_cli("sites").went_well().out
    assert "none is alive" in run_cli("status").went_well().out


def test_demo_sites_serve_until_ctrl_c_and_say_what_is_wrong(run_cli, environ):
    process = subprocess.Popen([*CLI, "demo", "sites", "--port", "0"], env=environ, stdout=subprocess.PIPE, text=True)
    url = process.stdout.readline().split()[3].removesuffix(":")
    port = url.rpartition(":")[2]
    assert httpx2.get(f"{url}/control", timeout=10).status_code == 200
    run_cli("demo", "sites", "--port", port).failed(port, "--port")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    run_cli("demo", "sites", "--csv", "x").failed("--companies")
