"""The documented paths to the letter: scrape by the queue or at once, ask how it went, never twice by one key."""

import asyncio
import re

import pytest
from httpx2 import ASGITransport, AsyncClient

from jobcenter.demo.sites import Fault
from jobcenter.entrypoints.web import make_app
from jobcenter.scraping.sites.registry import SITES
from jobcenter.work.queue import Bell

GREENHOUSE = "amber-analytics"
DOCUMENTED = {
    "site_name": "greenhouse",
    "target": GREENHOUSE,
    "search_term": "engineer",
    "location": "remote",
    "is_remote": True,
    "results_wanted": 50,
}


@pytest.fixture
def api_under(make_key):
    """A client of an application with other settings."""

    async def api_under(settings):
        app = make_app(settings)
        context = app.router.lifespan_context(app)
        await context.__aenter__()
        headers = await make_key(role="admin")
        made = AsyncClient(transport=ASGITransport(app=app), base_url="http://jobcenter", headers=headers)
        return made, context

    return api_under


async def test_an_asynchronous_scrape_as_documented(*, api, settings, sql, do_slice):
    answer = await api.post("/jobs/scrape", json=DOCUMENTED)
    assert answer.status_code == 202
    body = answer.json()
    assert body.keys() == {"status", "data"}
    data = body["data"]
    assert body["status"] == "success"
    assert data == {
        "task_id": data["task_id"],
        "run_id": data["run_id"],
        "status": "queued",
        "execution_mode": "async",
    }
    assert re.fullmatch(r"run_[0-9a-f]{16}", data["task_id"])
    assert data["run_id"] == data["task_id"].replace("run_", "manual_")
    assert await Bell(settings).waiting_ids() == {data["task_id"]}
    (task,) = await sql("SELECT * FROM tasks")
    assert (task["id"], task["kind"], task["args"]["run_id"]) == (data["task_id"], "scrape", data["run_id"])
    assert task["correlation_id"] == answer.headers["x-correlation-id"]

    shown = (await api.get(f"/jobs/scrape/{data['run_id']}")).json()
    assert (shown["status"], shown["data"]["status"], shown["data"]["trigger"]) == ("success", "queued", "manual")
    assert shown["data"]["payload"] == {k: v for k, v in DOCUMENTED.items() if k not in {"site_name", "target"}}
    await sql("UPDATE scrape_runs SET min_pause_seconds = 0, max_pause_seconds = 0")
    assert await do_slice(data["task_id"])
    ended = (await api.get(f"/jobs/scrape/{data['run_id']}")).json()["data"]
    assert (ended["status"], ended["seen_count"], ended["errors_count"]) == ("succeeded", 250, 0)
    assert ended["correlation_id"] == answer.headers["x-correlation-id"]
    (kept,) = await sql("SELECT count(*) AS n, min(correlation_id) AS one FROM postings")
    assert (kept["n"], kept["one"]) == (ended["new_count"], ended["correlation_id"])
    assert 0 < kept["n"] <= 50


async def test_a_synchronous_scrape_as_documented(api, sql):
    body = {"site_name": "greenhouse", "target": GREENHOUSE, "search_term": "engineer", "results_wanted": 15}
    answer = await api.post("/jobs/scrape?mode=sync", json=body)
    assert answer.status_code == 200, answer.text
    data = answer.json()["data"]
    assert (data["status"], data["execution_mode"], data["count"], len(data["jobs"])) == ("succeeded", "sync", 15, 15)
    assert {job["news"] for job in data["jobs"]} == {"new"}
    assert (await sql("SELECT count(*) AS n FROM postings"))[0]["n"] == 15
    (task,) = await sql("SELECT status FROM tasks WHERE kind = 'scrape'")
    assert task["status"] == "succeeded"


async def test_sync_gives_25_unless_less_is_asked_for_and_refuses_more(api, sql):
    body = {"site_name": "lever", "target": "birch-analytics"}
    answer = await api.post("/jobs/scrape?mode=sync", json=body)
    assert (answer.json()["data"]["count"], answer.json()["data"]["status"]) == (25, "succeeded")
    refused = await api.post("/jobs/scrape?mode=sync", json={**body, "results_wanted": 26})
    assert refused.status_code == 422
    assert "at most 25 results, and you asked for 26" in refused.json()["detail"]
    assert refused.json()["allowed"] == {"results_wanted": "1 to 25"}
    assert len(await sql("SELECT 1 FROM scrape_runs")) == 1


async def test_sync_does_not_wait_longer_than_its_time(api_under, changed, stand_in, sql):
    stand_in.control(faults=[Fault("hang")])
    api, context = await api_under(changed(JOBCENTER_SYNC_TIMEOUT="1"))
    body = {"site_name": "greenhouse", "target": GREENHOUSE}
    answer = await asyncio.wait_for(api.post("/jobs/scrape?mode=sync", json=body), 20)
    await api.aclose()
    await context.__aexit__(None, None, None)
    data = answer.json()["data"]
    assert (answer.status_code, data["status"], data["count"]) == (200, "failed", 0)
    assert "did not send the whole page within 1 s" in data["message"]
    assert [row["status"] for row in await sql("SELECT status FROM tasks")] == ["failed"]


async def test_sync_while_another_run_goes_on_is_a_conflict_and_leaves_nothing_waiting(api, start, sql):
    await start("greenhouse")
    await sql("UPDATE tasks SET status = 'running', lease_expires_at = now() + interval '1 minute'")
    answer = await api.post("/jobs/scrape?mode=sync", json={"site_name": "greenhouse", "target": GREENHOUSE})
    assert answer.status_code == 409
    assert "Another run of greenhouse amber-analytics is going on" in answer.json()["detail"]
    assert {row["status"] for row in await sql("SELECT status FROM tasks")} == {"running", "cancelled"}


async def test_sync_takes_an_idempotency_key_too(api, sql):
    body = {"site_name": "greenhouse", "target": GREENHOUSE, "results_wanted": 3}
    answers = [await api.post("/jobs/scrape?mode=sync", json=body, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    first, second = (answer.json()["data"] for answer in answers)
    assert first["run_id"] == second["run_id"]
    assert [job["id"] for job in first["jobs"]] == [job["id"] for job in second["jobs"]]
    assert len(await sql("SELECT 1 FROM scrape_runs")) == 1


async def test_one_key_makes_one_run_also_at_once(api, sql):
    headers = {"Idempotency-Key": "same"}
    answers = await asyncio.gather(*(api.post("/jobs/scrape", json=DOCUMENTED, headers=headers) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["data"]["run_id"] for answer in answers}) == 1
    assert len(await sql("SELECT 1 FROM scrape_runs")) == len(await sql("SELECT 1 FROM tasks")) == 1
    other = await api.post("/jobs/scrape", json={**DOCUMENTED, "results_wanted": 51}, headers=headers)
    assert other.status_code == 422
    assert "was used for another request" in other.json()["detail"]
    assert len(await sql("SELECT 1 FROM scrape_runs")) == 1


async def test_a_key_belongs_to_its_caller(api, make_key, sql):
    mine = await api.post("/jobs/scrape", json=DOCUMENTED, headers={"Idempotency-Key": "same"})
    others = await make_key(role="recruiter")
    theirs = await api.post("/jobs/scrape", json=DOCUMENTED, headers={"Idempotency-Key": "same", **others})
    assert mine.json()["data"]["run_id"] != theirs.json()["data"]["run_id"]
    assert len(await sql("SELECT 1 FROM scrape_runs")) == 2


async def test_sites_tell_how_they_are_asked(api, sql):
    await sql(
        "INSERT INTO site_pacing (site_name, slowdown, closed_until, last_refusal)"
        " VALUES ('lever', 4, now() + interval '1 minute', 'refused')"
    )
    sites = {site["name"]: site for site in (await api.get("/jobs/sites")).json()["data"]}
    assert sites.keys() == SITES.keys()
    assert (sites["lever"]["slowdown"], sites["lever"]["last_refusal"]) == (4, "refused")
    assert sites["lever"]["closed_until"] is not None
    assert (sites["ashby"]["slowdown"], sites["ashby"]["closed_until"]) == (1, None)
    assert all(site["target_hint"] for site in sites.values() if site["needs_target"])


async def test_a_run_that_is_not_there(api):
    answer = await api.get("/jobs/scrape/manual_nothing")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == "There is no run 'manual_nothing'."


LEVER = {"site_name": "lever", "target": "birch-analytics"}
BAD_SCRAPES = {
    "unknown site": ({"site_name": "monster", "target": "x"}, "allowed: greenhouse, lever, ashby"),
    "no target": ({"site_name": "lever"}, "Lever needs a target: the site's name"),
    "target with a slash": ({**LEVER, "target": "../admin"}, "body.target"),
    "target with a query": ({**LEVER, "target": "a?b=c"}, "body.target"),
    "empty target": ({**LEVER, "target": ""}, "body.target"),
    "long target": ({**LEVER, "target": "x" * 201}, "body.target"),
    "NUL": ({**LEVER, "search_term": "a\x00b"}, "holds a NUL character"),
    "NUL in a name": ({**LEVER, "a\x00b": 1}, "holds a NUL character"),
    "half a pair": ('{"site_name": "lever", "target": "\\ud800"}', "lone surrogate"),
    "unknown member": ({**LEVER, "proxy": "x"}, "body.proxy"),
    "nothing wanted": ({**LEVER, "results_wanted": 0}, "body.results_wanted"),
    "too much wanted": ({**LEVER, "results_wanted": 10**30}, "body.results_wanted"),
    "infinitely much": ('{"site_name": "lever", "target": "x", "results_wanted": 1e400}', "body.results_wanted"),
    "endless digits": ('{"site_name": "lever", "target": "x", "results_wanted": %s}' % ("9" * 5000), "body"),
    "a negative pause": ({**LEVER, "min_pause_seconds": -1}, "body.min_pause_seconds"),
    "pauses in disorder": ({**LEVER, "min_pause_seconds": 9}, "max_pause_seconds must be at least"),
    "no JSON": ("site_name=lever", "body"),
    "no object": ("[]", "body"),
    "nothing": ("", "body"),
    "endless nesting": ("[" * 100_000, "body"),
    "deep nesting": ('{"site_name": ' + "[" * 900 + "]" * 900 + "}", "body"),
    "not UTF-8": (b'{"site_name": "\xff"}', "body"),
}


async def test_a_bad_scrape_is_refused_in_words_and_leaves_no_trace(api, sql):
    for name, (body, said) in BAD_SCRAPES.items():
        sent = {"json": body} if isinstance(body, dict) else {"content": body}
        answer = await api.post("/jobs/scrape", **sent, headers={"Content-Type": "application/json"})
        assert answer.status_code == 422, (name, answer.text)
        assert answer.headers["content-type"] == "application/problem+json", name
        problem = answer.json()
        assert said in problem["detail"], (name, problem)
        assert len(problem["detail"]) < 1000, name
    assert await sql("SELECT 1 FROM scrape_runs") == []
