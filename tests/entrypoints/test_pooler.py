"""All traffic through a real PgBouncer in transaction mode: two API processes and a worker share five connections."""

import asyncio
import subprocess
import sys

import httpx2
import pytest

from jobcenter.kit.embedded.process import free_port
from pooling import CONNECTIONS, pooler_before, wait_for

pytestmark = pytest.mark.slow  # starts PgBouncer, two API processes and a worker


@pytest.fixture
def pooler(folder, database_url):
    """PgBouncer before the tests' PostgreSQL; gives the database's address through it."""
    made = pooler_before(database_url, folder)
    try:
        made.start()
        yield made.url
    finally:
        made.stop()


@pytest.fixture
def two_apis(pooler, environ):
    """Two API processes and a worker behind the pooler; gives the APIs' addresses."""
    parts, urls = [], []
    behind = environ | {"DATABASE_URL": pooler, "JOBCENTER_TRANSACTION_POOLER": "true"}
    try:
        for _ in range(2):
            port = free_port()
            parts.append(start("api", behind | {"JOBCENTER_PORT": str(port)}))
            wait_for(port, parts[-1])
            urls.append(f"http://127.0.0.1:{port}")
        parts.append(start("worker", behind))
        yield urls
    finally:
        for part in parts:
            part.terminate()
        for part in parts:
            part.wait(60)


def start(name, environ):
    return subprocess.Popen(
        [sys.executable, "-m", "jobcenter.entrypoints.cli", name], env=environ, stdout=subprocess.DEVNULL
    )


async def test_two_processes_share_few_connections_without_an_error(two_apis, make_key, sql):
    headers = await make_key(role="admin")
    async with (
        httpx2.AsyncClient(base_url=two_apis[0], headers=headers, timeout=60) as one,
        httpx2.AsyncClient(base_url=two_apis[1], headers=headers, timeout=60) as other,
    ):

        async def work(client, other, number):
            wanted = {"name": f"s{number}", "site_name": "greenhouse", "target": f"t{number}", "interval_minutes": 60}
            made = await client.post("/api/scraping/schedules", json=wanted)
            seen = await other.get(f"/api/scraping/schedules/{made.json().get('id')}")
            listed = await client.get("/api/scraping/schedules", params={"limit": 200})
            return [made.status_code, seen.status_code, listed.status_code]

        answers = await asyncio.gather(*(work(*((one, other) if n % 2 else (other, one)), n) for n in range(80)))
    assert answers == [[201, 200, 200]] * 80
    held = await sql("SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database()")
    assert held[0]["n"] <= CONNECTIONS + 1  # the test's own is one more
