"""Runs over the API: lists by cursor, what went wrong, cancel, retry, and progress as it happens."""

import asyncio
import json
import socket
import sys

import pytest
from httpx2 import AsyncClient, ConnectError

from jobcenter.demo.sites import Fault

LEVER = "birch-analytics"


async def walk(api, address, **query):
    """All pages of a list, one after another."""
    pages, after = [], None
    while True:
        answer = await api.get(address, params={**query, **({"after": after} if after else {})})
        assert answer.status_code == 200, answer.text
        assert answer.json().keys() == {"items", "next"}
        pages.append(answer.json()["items"])
        after = answer.json()["next"]
        if after is None:
            return pages


def run_ids(pages):
    return [item["run_id"] for page in pages for item in page]


@pytest.fixture
def many(start, sql):
    """Eleven runs: seven of lever, four of greenhouse, some ended, a day apart each; newest last."""

    async def many():
        made = []
        for number in range(11):
            site = "lever" if number < 7 else "greenhouse"
            made.append((await start(site, f"board-{number % 2}"))["run_id"])
            await sql(
                "UPDATE scrape_runs SET created_at = '2026-01-01T00:00Z'::timestamptz + make_interval(days => :days),"
                " status = :status WHERE run_id = :run_id",
                days=number,
                status="succeeded" if number % 3 == 0 else "failed" if number % 3 == 1 else "queued",
                run_id=made[-1],
            )
        return made

    return many


async def test_runs_are_listed_newest_first_and_whole_by_cursor(api, many):
    made = await many()
    for limit in (1, 3, 11, 200):
        pages = await walk(api, "/api/scraping/runs", limit=limit)
        assert run_ids(pages) == made[::-1]
        assert all(len(page) <= limit for page in pages)


async def test_runs_made_while_one_walks_shift_nothing(api, many, start):
    made = await many()
    first = (await api.get("/api/scraping/runs?limit=4")).json()
    await start("ashby")
    rest = (await api.get("/api/scraping/runs", params={"after": first["next"], "limit": 200})).json()
    assert run_ids([first["items"], rest["items"]]) == made[::-1]


async def test_runs_by_site_status_target_and_time(api, many):
    made = await many()

    async def found(**query):
        return run_ids(await walk(api, "/api/scraping/runs", limit=2, **query))

    assert await found(site="greenhouse") == made[7:][::-1]
    assert await found(status=["succeeded"]) == made[::3][::-1]
    assert await found(status=["succeeded", "failed"], site="lever") == [made[n] for n in (6, 4, 3, 1, 0)]
    assert await found(target="board-1", site="lever") == [made[n] for n in (5, 3, 1)]
    assert await found(since="2026-01-04T00:00:00Z", until="2026-01-06T00:00:00Z") == [made[4], made[3]]
    assert await found(since="2026-01-04T02:00:00+02:00", until="2026-01-05T00:00:00Z") == [made[3]]
    assert await found(site="ashby") == []


async def test_a_bad_filter_is_refused(api):
    bad = (
        "status=done",
        "limit=0",
        "limit=201",
        "limit=x",
        "since=yesterday",
        "since=2026-01-01T00:00:00",
        "schedule=1",
    )
    for query in bad:
        answer = await api.get(f"/api/scraping/runs?{query}")
        assert answer.status_code == 422, query
        assert query.partition("=")[0] in answer.json()["detail"], query


async def test_a_tampered_or_foreign_cursor_is_refused(api, many):
    await many()
    cursor = (await api.get("/api/scraping/runs?limit=2")).json()["next"]
    run_id = (await api.get("/api/scraping/runs?limit=1")).json()["items"][0]["run_id"]
    turned = cursor[:-2] + ("AA" if cursor[-2:] != "AA" else "BB")
    for address, after in (
        ("/api/scraping/runs", turned),
        ("/api/scraping/runs", "x"),
        ("/api/scraping/runs", "\u00e9"),
        ("/api/scraping/schedules", cursor),
        (f"/api/scraping/runs/{run_id}/postings", cursor),
        (f"/api/scraping/runs/{run_id}/errors", cursor),
    ):
        answer = await api.get(address, params={"after": after})
        assert answer.status_code == 422, address
        assert "cursor was not given out by this list" in answer.json()["detail"]


async def test_what_a_run_found_lost_and_dropped(*, api, run_one, stand_in, sql):
    damage = Fault("damaged_item", site="lever", query={"skip": "0"}, replacement={"id": None, "text": "No Id"})
    stand_in.control(faults=[damage, Fault("status", site="lever", query={"skip": "200"}, status=500)])
    run = await run_one("lever", max_retries=1)
    base = f"/api/scraping/runs/{run['run_id']}"
    shown = (await api.get(base)).json()
    assert (shown["status"], shown["dropped_count"], shown["complete"]) == ("failed", 1, False)
    postings = [item for page in await walk(api, f"{base}/postings", limit=60) for item in page]
    assert {item["id"] for item in postings} == {str(row["id"]) for row in await sql("SELECT id FROM postings")}
    assert ({item["news"] for item in postings}, len(postings)) == ({"new"}, 199)
    errors = [item for page in await walk(api, f"{base}/errors", limit=1) for item in page]
    assert [(one["page"], "(500)" in one["reason"]) for one in errors] == [(3, True), (3, True)]
    drops = (await api.get(f"{base}/drops")).json()["items"]
    assert [(one["kind"], one["page"], one["title"]) for one in drops] == [("drop", 1, "No Id")]
    assert drops[0]["reason"] == 'the item has no "id"'
    stored = (await api.get(f"{base}/stored")).json()["moments"]
    assert [(one["new"], one["changed"]) for one in stored] == [(99, 0), (100, 0)]
    assert stored[0]["at"] < stored[1]["at"] < shown["updated_at"]

    stand_in.control(faults=[])
    second = await run_one("lever")
    postings = await walk(api, f"/api/scraping/runs/{second['run_id']}/postings", limit=200)
    told = [item["news"] for page in postings for item in page]
    assert (len(told), told.count("new"), told.count("unchanged")) == (250, 51, 199)
    stored = (await api.get(f"/api/scraping/runs/{second['run_id']}/stored")).json()["moments"]
    assert [one["new"] for one in stored] == [1, 50]


async def test_cancelling_waiting_running_and_ended_runs(api, start, sql):
    waiting, running = await start("lever"), await start("greenhouse")
    await sql("UPDATE tasks SET status = 'running' WHERE id = :id", id=running["task_id"])
    await sql("UPDATE scrape_runs SET status = 'running' WHERE run_id = :id", id=running["run_id"])
    answer = await api.post(f"/api/scraping/runs/{waiting['run_id']}/cancel")
    assert (answer.status_code, answer.json()) == (200, {"run_id": waiting["run_id"], "status": "cancelled"})
    for _ in range(2):
        answer = await api.post(f"/api/scraping/runs/{running['run_id']}/cancel")
        assert (answer.status_code, answer.json()["status"]) == (200, "cancelling")
    again = await api.post(f"/api/scraping/runs/{waiting['run_id']}/cancel")
    assert again.status_code == 409
    assert again.json()["detail"] == f"The run {waiting['run_id']} has ended already: cancelled."
    audited = await sql("SELECT actor, action, thing_id FROM audit_log WHERE thing = 'run' ORDER BY id")
    assert [(one["action"], one["thing_id"]) for one in audited] == [
        ("cancel", waiting["run_id"]),
        ("cancel", running["run_id"]),
        ("cancel", running["run_id"]),
    ]


async def test_retrying_an_ended_run_makes_a_new_one_of_the_same_wish(api, start, sql):
    first = await start("lever", results_wanted=7)
    early = await api.post(f"/api/scraping/runs/{first['run_id']}/retry")
    assert early.status_code == 409
    assert "is still queued" in early.json()["detail"]
    await sql("UPDATE scrape_runs SET status = 'failed'")
    await sql("UPDATE tasks SET status = 'failed'")
    answers = [
        await api.post(f"/api/scraping/runs/{first['run_id']}/retry", headers={"Idempotency-Key": "r"})
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [202, 202]
    made = answers[0].json()
    assert made == answers[1].json()
    shown = (await api.get(f"/api/scraping/runs/{made['run_id']}")).json()
    assert (shown["retry_of"], shown["target"], shown["payload"]) == (first["run_id"], LEVER, {"results_wanted": 7})
    assert len(await sql("SELECT 1 FROM scrape_runs")) == 2


async def test_a_run_that_is_not_there(api):
    for path in ("", "/postings", "/errors", "/drops", "/events", "/cancel", "/retry"):
        ask = api.post if path in {"/cancel", "/retry"} else api.get
        answer = await ask(f"/api/scraping/runs/manual_none{path}")
        assert answer.status_code == 404, path
        assert answer.json()["detail"] == "There is no run 'manual_none'."


@pytest.fixture
async def served(environ, make_key):
    """A client of the API as a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from jobcenter.entrypoints.web import main; main()",
        env={**environ, "JOBCENTER_PORT": str(port)},
        stdout=asyncio.subprocess.DEVNULL,
    )
    headers = await make_key(scopes=("scraping:read",))
    try:
        async with AsyncClient(
            base_url=f"http://127.0.0.1:{port}", headers=headers, trust_env=False, timeout=30
        ) as client:
            for _ in range(300):
                try:
                    await client.get("/health")
                    break
                except ConnectError:
                    await asyncio.sleep(0.1)
            yield client
    finally:
        process.terminate()
        await process.wait()


@pytest.mark.slow
async def test_progress_is_told_as_it_happens_until_the_end(served, start, do_slice, stand_in):
    stand_in.control(faults=[Fault("delay", site="lever", delay_ms=1200)])
    started = await start("lever")
    working, events = None, []
    async with served.stream("GET", f"/api/scraping/runs/{started['run_id']}/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        name = None
        async for line in answer.aiter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                events.append((name, json.loads(line.removeprefix("data: "))))
                if working is None:
                    assert events[0][1]["status"] == "queued", "the first event comes before anything happened"
                    working = asyncio.create_task(do_slice(started["task_id"]))
    assert await working
    names = [name for name, _ in events]
    assert names == ["progress"] * (len(names) - 1) + ["end"]
    pages = [shown["completed_pages"] for _, shown in events]
    assert pages == sorted(pages)
    assert {0, 1, 2, 3} == set(pages)
    assert (events[-1][1]["status"], events[-1][1]["new_count"]) == ("succeeded", 250)


async def test_the_events_of_an_ended_run_are_its_end(api, run_one):
    run = await run_one("ashby")
    answer = await api.get(f"/api/scraping/runs/{run['run_id']}/events")
    name, data = answer.text.strip().split("\n")
    assert name == "event: end"
    assert json.loads(data.removeprefix("data: "))["new_count"] == 250
