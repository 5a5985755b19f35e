"""Scraping from the command line: real runs, a real worker, real sites on loopback."""

import json
import signal
import subprocess
import sys

import httpx2
import pytest
from sqlalchemy import select

from jobcenter.demo.sites import Fault
from jobcenter.kit.db import reading, writing
from jobcenter.scraping.actions import start_run
from jobcenter.scraping.queries import list_runs, list_schedules
from jobcenter.scraping.sites.registry import SITES
from jobcenter.tables import postings

CLI = [sys.executable, "-m", "jobcenter.entrypoints.cli"]
PATIENCE = 60  # seconds: a limit for what hangs, not a measurement
pytestmark = pytest.mark.slow


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


def _hear_ctrl_c():
    """Whoever runs the tests in the background has children that ignore it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_ctrl_c_stops_watching_and_not_the_run(run_cli, environ):
    process = subprocess.Popen(
        [*CLI, "scrape", "greenhouse", "anything"],
        env=environ,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_hear_ctrl_c,  # noqa: PLW1509 - nothing runs in threads here that the child could wait for
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
        (["monster"], {"site_name": "monster"}, ["site_name", "no site 'monster'", "greenhouse, lever, ashby"]),
        (["indeed"], {"site_name": "indeed"}, ["Indeed needs a search_term", "such as python developer"]),
        (["greenhouse"], {"site_name": "greenhouse"}, ["Greenhouse needs a target"]),
        (
            ["lever", "a/b"],
            {"site_name": "lever", "target": "a/b"},
            ["'a/b' cannot be a target at Lever", "jobs.lever.co/<name>"],
        ),
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
    {"name": "Elsewhere", "platform": "icims", "slug": "elsewhere"},
    {"name": "Slugless", "platform": "ashby"},
    {"platform": "lever", "slug": "nameless"},
]


async def test_companies_become_schedules_once(run_cli, engine, tmp_path):
    (tmp_path / "companies.json").write_text(json.dumps(COMPANIES))
    tried = run_cli("import", "companies.json", "--dry-run", "--json")
    assert (tried.code, len(tried.json["made"])) == (3, 2)
    assert run_cli("schedules", "--json").went_well().json == []
    done = run_cli("import", "companies.json", "--every", "60")
    assert done.code == 3
    assert "row 5 (Slugless)" in done.err
    assert "row 6" in done.err
    assert "icims (1)" in done.out
    async with reading(engine) as session:
        made = await list_schedules(session, after=None, limit=10)
    assert [(one["name"], one["target"], one["interval_minutes"]) for one in made] == [
        ("Amber (greenhouse)", "amber", 60),
        ("Amber (greenhouse) 2", "amber-two", 60),
    ]
    again = run_cli("import", "companies.json", "--json").json
    assert (again["made"], again["existing"], again["unknown_platforms"]) == ([], 3, {"icims": 1})


def test_a_board_of_three_names_is_a_target_of_one(run_cli, tmp_path):
    wide = {"tenant": "wide", "shard": "wd1", "site": "External"}
    companies = [
        {"name": "Wide", "platform": "workday", "workday": wide},
        {"name": "Wide again", "platform": "workday", "slug": "wide.wd1/External"},
        {"name": "Half", "platform": "workday", "workday": {"tenant": "half", "site": "External"}},
        {"name": "Odd", "platform": "workday", "workday": wide | {"site": "a b"}},
        {"name": "Dunlin", "platform": "smartrecruiters", "slug": "DunlinSpas"},
    ]
    (tmp_path / "companies.json").write_text(json.dumps(companies))
    done = run_cli("import", "companies.json", "--json")
    assert [(one["site_name"], one["target"]) for one in done.json["made"]] == [
        ("workday", "wide.wd1/External"),
        ("smartrecruiters", "DunlinSpas"),
    ]
    assert (done.code, done.json["existing"]) == (3, 1)
    half, odd = done.json["errors"]
    assert half.startswith("row 3 (Half): Workday needs a target: tenant.shard/site")
    assert odd.startswith("row 4 (Odd): 'wide.wd1/a b' cannot be a target at Workday; give tenant.shard/site")


def test_one_company_is_a_list_too_and_what_is_none_is_said(run_cli, tmp_path):
    (tmp_path / "one.json").write_text(json.dumps(COMPANIES[0]))
    assert "1 schedules made" in run_cli("import", "one.json").went_well().out
    (tmp_path / "none.json").write_text("no")
    run_cli("import", "none.json").failed("no JSON", "platform")
    (tmp_path / "none.json").write_text('"no"')
    run_cli("import", "none.json").failed("no companies", "platform")
    run_cli("import", "nowhere.json").failed("nowhere.json", "No such file")


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
