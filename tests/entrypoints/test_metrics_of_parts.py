"""What the parts show of themselves: real processes, a real task, and the pages that Prometheus would read."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import httpx2
import psutil
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from jobcenter.demo.sites import Sample, StandIn
from jobcenter.kit.db import writing
from jobcenter.scraping.actions import start_run
from jobcenter.work.queue import Bell

PATIENCE = 90  # seconds: a limit for what hangs, not a measurement
POSTINGS = 250


@pytest.fixture(scope="module")
def stand_in():
    with StandIn.start(Sample(count=1, postings=POSTINGS)) as started:
        yield started


@pytest.fixture
def environ(environ, stand_in):
    return environ | stand_in.site_settings() | {"JOBCENTER_SITE_GREENHOUSE_REQUESTS_PER_SECOND": "1000"}


class Part:
    """A running part, and where its metrics are."""

    def __init__(self, process, output):
        self.process = process
        self.output = output
        self.address = until(self._said)

    def _said(self):
        assert self.process.poll() is None, self.output.read_text()
        lines = [json.loads(line) for line in self.output.read_text().splitlines() if line.startswith("{")]
        return next((line["address"] for line in lines if line["event"] == "metrics"), None)

    def shows(self, name, **labels):
        shown = httpx2.get(self.address, trust_env=False, timeout=10).text
        samples = [one for family in text_string_to_metric_families(shown) for one in family.samples]
        found = [one.value for one in samples if one.name == name and labels.items() <= one.labels.items()]
        return sum(found) if found else None

    def comes_to_show(self, value, name, **labels):
        until(lambda: self.shows(name, **labels) == value, lambda: f"{name} shows {self.shows(name, **labels)}")


def until(true, what=lambda: "it never came to be"):
    end = time.monotonic() + PATIENCE
    while not (found := true()):
        assert time.monotonic() < end, what()
        time.sleep(0.05)
    return found


@contextmanager
def running(part, environ, folder):
    output = folder / f"{part}.log"
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-c", f"from jobcenter.entrypoints.{part} import main; main()"],
            env=environ,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Part(process, output)
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        finally:
            process.kill()


@pytest.fixture
def scrape(engine, settings):
    async def scrape(target):
        async with writing(engine) as session:
            made = await start_run(
                session, site="greenhouse", target=target, payload={}, min_pause_seconds=0, max_pause_seconds=0
            )
        assert await Bell(settings).ring([made["task_id"]])
        return made

    return scrape


@pytest.mark.slow
async def test_a_worker_node_shows_what_its_children_counted(environ, tmp_path, scrape, stand_in):
    board = "amber-analytics"
    assert len(stand_in.rows("greenhouse", board)) == POSTINGS
    with running("worker", environ, tmp_path) as worker:
        await scrape(board)
        worker.comes_to_show(1, "jobcenter_scrape_runs_total", site="greenhouse", status="succeeded")
        worker.comes_to_show(1, "jobcenter_task_seconds_count", kind="scrape", outcome="succeeded")
        assert worker.shows("jobcenter_scrape_run_seconds_count", site="greenhouse") == 1
        assert worker.shows("jobcenter_scrape_pages_total", site="greenhouse", outcome="ok") == 1
        assert worker.shows("jobcenter_postings_stored_total", site="greenhouse", news="new") == POSTINGS
        assert worker.shows("jobcenter_postings_stored_total", site="greenhouse", news="unchanged") == 0
        assert worker.shows("jobcenter_items_dropped_total", site="greenhouse") == 0
        assert worker.shows("jobcenter_tasks_claimed_total", kind="scrape") == 1
        assert worker.shows("jobcenter_task_wait_seconds_count", kind="scrape") == 1

        await scrape(board)
        worker.comes_to_show(2, "jobcenter_scrape_runs_total", site="greenhouse", status="succeeded")
        assert worker.shows("jobcenter_scrape_pages_total", site="greenhouse", outcome="unchanged") == 1
        assert worker.shows("jobcenter_postings_stored_total", site="greenhouse", news="unchanged") == POSTINGS

        await scrape("no-such-board")
        worker.comes_to_show(1, "jobcenter_scrape_runs_total", site="greenhouse", status="failed")
        assert worker.shows("jobcenter_scrape_pages_total", site="greenhouse", outcome="failed") == 1
        assert worker.shows("jobcenter_metrics_lost_total") in {None, 0}


@pytest.mark.slow
def test_a_worker_node_shows_how_many_of_its_processes_live_and_died(environ, tmp_path):
    with running("worker", environ, tmp_path) as worker:
        worker.comes_to_show(2, "jobcenter_worker_processes")
        assert worker.shows("jobcenter_worker_processes_restarted_total") == 0
        children = until(lambda: _children(worker.process.pid))
        os.kill(children[0], signal.SIGKILL)
        worker.comes_to_show(1, "jobcenter_worker_processes_restarted_total")
        worker.comes_to_show(2, "jobcenter_worker_processes")


def _children(pid):
    found = [child.pid for child in psutil.Process(pid).children()]
    return found if len(found) == 2 else None


@pytest.mark.slow
async def test_a_scheduler_shows_what_waits_and_what_it_starts(environ, tmp_path, scrape):
    await scrape("amber-analytics")  # nobody works: it waits
    with running("scheduler", environ, tmp_path) as scheduler:
        scheduler.comes_to_show(1, "jobcenter_tasks_waiting")
        assert scheduler.shows("jobcenter_tasks_running") == 0
        assert scheduler.shows("jobcenter_task_oldest_waiting_seconds") > 0
        assert scheduler.shows("jobcenter_outbox_waiting") == 0
        assert scheduler.shows("jobcenter_schedules_due") == 0


@pytest.mark.slow
async def test_an_api_shows_its_pool_and_none_of_what_others_measure(environ, tmp_path, engine, make_key):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    headers = await make_key(role="admin")
    with running("web", environ | {"JOBCENTER_PORT": str(port)}, tmp_path) as api:
        until(lambda: answers(url))
        assert api.shows("jobcenter_database_connections_in_use") == 0
        async with httpx2.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
            async with writing(engine) as session:
                await session.execute(text("LOCK TABLE processes"))
                asking = asyncio.create_task(client.get(f"{url}/jobs/queue/status", headers=headers))
                await asyncio.to_thread(until, lambda: api.shows("jobcenter_database_connections_in_use") > 0)
            assert (await asking).status_code == 200
        api.comes_to_show(0, "jobcenter_database_connections_in_use")
        assert api.shows("jobcenter_tasks_waiting") is None
        assert api.shows("jobcenter_worker_processes") is None


def answers(url):
    try:
        return httpx2.get(f"{url}/health", trust_env=False, timeout=10).status_code == 200
    except httpx2.HTTPError:
        return False
