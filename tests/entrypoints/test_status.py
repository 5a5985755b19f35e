"""Health, queue and scheduler tell the truth, also when Redis or PostgreSQL is away."""

import socket
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy import text

from jobcenter.entrypoints.web import make_app
from jobcenter.kit.db import writing
from jobcenter.kit.embedded import Valkey
from jobcenter.kit.settings import load_settings
from jobcenter.scraping.actions import make_schedule, start_run
from jobcenter.scraping.schemas import ScheduleRequest
from jobcenter.work import presence


@pytest.fixture
def closed_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]  # bound, and nobody listens: every connection is refused


@asynccontextmanager
async def application(settings, headers):
    app = make_app(settings)
    async with app.router.lifespan_context(app):
        transport = ASGITransport(app=app, raise_app_exceptions=False)
        async with AsyncClient(transport=transport, base_url="http://jobcenter", headers=headers) as client:
            yield client


@pytest.fixture
def begin(engine):
    async def begin(target, *, status="queued", **values):
        async with writing(engine) as session:
            started = await start_run(session, site="lever", target=target, payload={})
            changes = ", ".join(["status = :status", *(f"{name} = {value}" for name, value in values.items())])
            await session.execute(
                text(f"UPDATE tasks SET {changes} WHERE id = :id"), {"status": status, "id": started["task_id"]}
            )
        return started

    return begin


async def test_a_whole_job_center_is_well(api, engine, begin):
    await begin("a", run_after="now() - interval '90 seconds'")
    await begin("b")
    await begin("c", run_after="now() + interval '1 hour'")
    await begin("d", status="running")
    await begin("e", status="succeeded")
    async with writing(engine) as session:
        await presence.beat(session, "worker", {"processes": {"0": 1, "1": 2}})
        await session.execute(
            text("UPDATE scrape_runs SET status = 'succeeded', finished_at = now() WHERE target = 'e'")
        )
    assert (await api.get("/health")).json() == {"status": "ok"}
    queue = (await api.get("/jobs/queue/status")).json()
    data = queue["data"]
    assert queue["status"] == "success"
    assert (data["queue"], data["redis"], data["deliveries_in_redis"]) == ("scraping", "ok", 0)
    assert (data["waiting"], data["waiting_for_later"], data["running"]) == (2, 1, 1)
    assert data["oldest_waiting_seconds"] >= 90
    assert [worker["processes"] for worker in data["workers"]] == [2]
    health = (await api.get("/jobs/health")).json()["data"]
    assert (health["status"], health["faults"]) == ("ok", [])
    assert health["last_day"] == [{"site_name": "lever", "status": "succeeded", "runs": 1}]


async def test_without_a_worker_scraping_is_not_well(api):
    health = (await api.get("/jobs/health")).json()["data"]
    assert (health["status"], health["faults"]) == ("degraded", ["No worker is alive: start `jobcenter worker`."])


async def test_the_scheduler_runs_while_an_instance_says_so(api, engine):
    stopped = (await api.get("/scheduler/status")).json()["data"]
    assert (stopped["status"], stopped["instances"], stopped["schedules"]) == ("stopped", [], 0)
    async with writing(engine) as session:
        await presence.beat(session, "scheduler", {})
        for number, more in enumerate(({}, {"interval_minutes": 9}, {"enabled": False})):
            wanted = ScheduleRequest(name=f"s{number}", site_name="lever", target=f"b{number}", **more)
            made = await make_schedule(session, wanted, actor="test")
        await session.execute(
            text("UPDATE site_schedules SET next_run_at = now() + :wait WHERE name = 's1'"),
            {"wait": timedelta(hours=1)},
        )
    running = (await api.get("/scheduler/status")).json()["data"]
    assert made["enabled"] is False
    assert (running["status"], len(running["instances"])) == ("running", 1)
    assert (running["schedules"], running["enabled"], running["due"]) == (3, 2, 1)
    assert running["next_run_at"] is not None
    assert len((await api.post("/scheduler/run")).json()["data"]["started"]) == 1
    assert (await api.get("/scheduler/status")).json()["data"]["due"] == 0


@pytest.mark.slow
async def test_a_redis_that_goes_and_comes_back(environ, make_key, tmp_path):
    folder = tmp_path / "valkey"
    tmp_path.chmod(0o711)
    valkey = Valkey(folder)
    valkey.start()
    try:
        headers = await make_key(role="admin")
        async with application(load_settings({**environ, "REDIS_URL": valkey.url}), headers) as client:
            assert (await client.get("/health")).json() == {"status": "ok"}
            valkey.stop()
            answer = await client.get("/health")
            assert (answer.status_code, answer.json()) == (200, {"status": "degraded"})
            queue = (await client.get("/jobs/queue/status")).json()["data"]
            assert (queue["redis"], queue["deliveries_in_redis"], queue["waiting"]) == ("away", None, 0)
            health = (await client.get("/jobs/health")).json()["data"]
            assert "Redis is away: workers look for work themselves, which is slower." in health["faults"]
            scrape = await client.post("/jobs/scrape", json={"site_name": "lever", "target": "x"})
            assert scrape.status_code == 202, "the row is what counts"
            assert (await client.get("/jobs/queue/status")).json()["data"]["waiting"] == 1
            assert (await client.post("/scheduler/run")).status_code == 200
            valkey.start()
            assert (await client.get("/health")).json() == {"status": "ok"}
    finally:
        valkey.stop()


async def test_without_postgresql_all_is_unavailable_and_nobody_is_sent_away(environ, make_key, closed_port):
    headers = await make_key(role="admin")
    away = load_settings({**environ, "DATABASE_URL": f"postgresql://u:p@127.0.0.1:{closed_port}/x"})
    async with application(away, headers) as client:
        for method, path in (
            ("GET", "/health"),
            ("GET", "/jobs/health"),
            ("GET", "/jobs/queue/status"),
            ("GET", "/scheduler/status"),
            ("POST", "/scheduler/run"),
            ("POST", "/jobs/scrape"),
            ("GET", "/api/scraping/runs"),
        ):
            body = {"site_name": "lever", "target": "x"} if path == "/jobs/scrape" else None
            answer = await client.request(method, path, json=body)
            assert answer.status_code == 503, path
            assert answer.headers["content-type"] == "application/problem+json"
            assert int(answer.headers["retry-after"]) > 0
            problem = answer.json()
            assert problem["detail"].startswith("The database cannot be reached")
            assert problem["correlation_id"] == answer.headers["x-correlation-id"]
