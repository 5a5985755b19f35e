"""The monitor: what runs and who does it, how a run's work stands, the last day, and schedules with their last runs."""

from datetime import timedelta

import pytest

from jobcenter.kit.clock import now
from jobcenter.scraping.monitoring import SLICE, SLICES, first_slice

RUN = """
    INSERT INTO scrape_runs (id, run_id, task_id, trigger, site_name, target, status, payload, new_count, dropped_count,
        site_schedule_id, occurrence, started_at, finished_at)
    SELECT gen_random_uuid(), 'manual_' || n, 'run_' || n, 'manual', 'lever', 'acme', :status, '{}', 2, 1,
        CAST(:schedule AS uuid), now() - n * interval '1 minute', now() - interval '40 seconds', now()
    FROM generate_series(CAST(:first AS integer), CAST(:last AS integer)) n
"""
TASK = """
    INSERT INTO tasks (id, kind, args, status, created_at, run_after, started_at, finished_at, taken_over, attempts,
        lease_owner, lease_expires_at)
    SELECT 'run_' || n, 'scrape', '{}', :status, :due, :due, :started, :finished, :taken_over, 1, :owner, :expires
    FROM generate_series(CAST(:first AS integer), CAST(:last AS integer)) n
"""
MONITOR = "/api/scraping/monitor"


@pytest.fixture
def task(sql):
    async def add(first, last=None, status="succeeded", **columns):
        given = dict.fromkeys(("started", "finished", "owner", "expires")) | {"taken_over": 0} | columns
        await sql(TASK, first=first, last=last or first, status=status, **given)

    return add


async def test_who_does_what_now(api, sql, task):
    at = now()
    await task(1, status="running", due=at, started=at, owner="worker@host:7/1/123", expires=at, taken_over=2)
    await task(2, status="queued", due=at - timedelta(minutes=5))
    await sql(RUN, first=1, last=1, status="running", schedule=None)
    await sql(
        "INSERT INTO processes (id, part, host, pid, detail) "
        """VALUES ('worker@host:7', 'worker', 'host', 7, '{"processes": {"0": 8, "1": 9}}')"""
    )
    shown = (await api.get(MONITOR)).json()
    assert (shown["waiting"], shown["running"], shown["redis"]) == (1, 1, "ok")
    assert shown["oldest_waiting_seconds"] >= 300
    (node,) = shown["workers"]
    assert (node["id"], node["processes"]) == ("worker@host:7", 2)
    (doing,) = shown["doing"]
    assert (doing["worker"], doing["slot"], doing["taken_over"]) == ("worker@host:7", 1, 2)
    assert (doing["run_id"], doing["site_name"], doing["target"]) == ("manual_1", "lever", "acme")
    assert shown["faults"] == []  # no schedule is on, so no scheduler is missed
    await sql("DELETE FROM processes")
    assert "jobcenter worker" in (await api.get(MONITOR)).json()["faults"][0]


async def test_the_last_day_in_slices(api, sql, task):
    since = first_slice(now())
    tenth = since + 10 * SLICE
    await task(1, 3, due=tenth, started=tenth + timedelta(seconds=30), finished=tenth + timedelta(seconds=40))
    await task(4, status="failed", due=tenth, started=tenth + SLICE, finished=tenth + SLICE, taken_over=1)
    before = since - SLICE
    await task(5, due=before, started=before, finished=tenth)  # began the day before
    await task(6, status="queued", due=before)  # waits since then, and still
    await task(7, status="queued", due=now() + SLICE)  # its time has not come
    await sql(RUN, first=1, last=3, status="succeeded", schedule=None)
    await sql(RUN, first=4, last=4, status="failed", schedule=None)
    shown = (await api.get(f"{MONITOR}/day")).json()
    slices = shown["slices"]
    assert len(slices) == SLICES
    assert [one["waiting"] for one in slices[8:12]] == [1, 1, 2, 1]
    assert slices[-1]["waiting"] == 1
    assert (slices[10]["started"], slices[10]["ended"], slices[10]["failed"]) == (3, 4, 0)
    assert (slices[10]["waited_p50"], slices[10]["waited_p95"]) == (30, 30)
    assert (slices[11]["ended"], slices[11]["failed"], slices[11]["taken_over"]) == (1, 1, 1)
    assert slices[11]["waited_p95"] == SLICE.total_seconds()
    assert sum(one["taken_over"] for one in slices) == 1
    (site,) = shown["sites"]
    assert (site["site_name"], site["succeeded"], site["failed"], site["new"]) == ("lever", 3, 1, 8)
    assert site["median_seconds"] == 40


async def test_the_monitor_costs_the_same_statements_however_much_was_done(statements_sent, api, sql, task):
    at = now()

    async def statements():
        statements_sent.clear()
        assert (await api.get(f"{MONITOR}/day")).status_code == 200
        assert (await api.get(MONITOR)).status_code == 200
        return len(statements_sent)

    await statements()
    few = await statements()
    await task(1, 1000, due=at, started=at, finished=at)
    await sql(RUN, first=1, last=1000, status="succeeded", schedule=None)
    assert await statements() == few > 0


async def test_how_a_run_stands_and_each_reason_once(api, sql, task):
    at = now()
    await task(1, status="queued", due=at, started=at, taken_over=1)
    await sql(RUN, first=1, last=1, status="queued", schedule=None)
    await sql(
        "INSERT INTO scrape_run_problems (scrape_run_id, kind, page, reason) "
        "SELECT id, kind, page, reason FROM scrape_runs, (VALUES ('drop', 1, 'it has no title'), "
        "('drop', 3, 'it has no title'), ('error', 2, 'it was away')) AS told (kind, page, reason)"
    )
    shown = (await api.get("/api/scraping/runs/manual_1/work")).json()
    assert (shown["attempts"], shown["taken_over"], shown["worker"]) == (1, 1, None)
    assert shown["goes_on_at"] is not None
    told = [(one["kind"], one["reason"], one["count"], one["first_page"], one["last_page"]) for one in shown["reasons"]]
    assert told == [("error", "it was away", 1, 2, 2), ("drop", "it has no title", 2, 1, 3)]
    assert (await api.get("/api/scraping/runs/nobody/work")).status_code == 404


async def test_schedules_are_found_with_their_last_runs(api, sql):
    made = []
    for name, target in (("Amber, daily", "amber"), ("Birch 100%", "birch"), ("Copper", "copper")):
        wanted = {"name": name, "site_name": "lever", "target": target, "interval_minutes": 60}
        made.append((await api.post("/api/scraping/schedules", json=wanted)).json())
    await sql("UPDATE site_schedules SET enabled = false, paused_because = 'no such board' WHERE name = 'Copper'")
    await sql(RUN, first=1, last=2, status="failed", schedule=made[0]["id"])

    async def names(**query):
        answer = await api.get("/api/scraping/schedules", params=query)
        assert answer.status_code == 200, answer.text
        return [one["name"] for one in answer.json()["items"]]

    assert await names(q="BIR") == ["Birch 100%"]
    assert await names(q="100%") == ["Birch 100%"]
    assert await names(q="%") == ["Birch 100%"]
    assert await names(state="resting") == ["Copper"]
    assert await names(state="paused") == []
    assert await names(state="on", site="lever") == ["Amber, daily", "Birch 100%"]
    assert await names(site="greenhouse") == []
    first, second, _ = (await api.get("/api/scraping/schedules")).json()["items"]
    assert (first["last_run"]["run_id"], first["last_run"]["status"]) == ("manual_1", "failed")
    assert second["last_run"] is None


async def test_a_schedule_is_run_now_once_for_one_key(api, sql):
    wanted = {
        "name": "Amber",
        "site_name": "lever",
        "target": "amber",
        "enabled": False,
        "payload": {"location": "Bonn"},
    }
    made = (await api.post("/api/scraping/schedules", json=wanted)).json()
    path = f"/api/scraping/schedules/{made['id']}/run"
    first = await api.post(path, headers={"Idempotency-Key": "a"})
    again = await api.post(path, headers={"Idempotency-Key": "a"})
    assert (first.status_code, again.json()) == (202, first.json())
    (run,) = await sql("SELECT * FROM scrape_runs")
    assert (run["run_id"], run["trigger"], str(run["site_schedule_id"])) == (
        first.json()["run_id"],
        "manual",
        made["id"],
    )
    assert run["payload"] == {"location": "Bonn"}
    (listed,) = (await api.get("/api/scraping/schedules")).json()["items"]
    assert listed["last_run"]["run_id"] == run["run_id"]
    missing = f"/api/scraping/schedules/{run['id']}/run"
    assert (await api.post(missing)).status_code == 404
