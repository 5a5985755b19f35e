"""Stand-in sites for the engine, and runs that are done to their end in the test's own process."""

import itertools

import pytest

from jobcenter.demo.sites import Sample, StandIn
from jobcenter.entrypoints.reactions import REACTIONS
from jobcenter.kit.db import writing
from jobcenter.kit.settings import load_settings
from jobcenter.scraping.actions import KIND, start_run
from jobcenter.scraping.rules import UNFINISHED
from jobcenter.scraping.sites.registry import SITES
from jobcenter.scraping.tasks import scrape
from jobcenter.work.outbox import relay
from jobcenter.work.runner import perform

GREENHOUSE, LEVER, ASHBY = "amber-analytics", "birch-analytics", "copper-analytics"
BOARDS = {"greenhouse": GREENHOUSE, "lever": LEVER, "ashby": ASHBY}


@pytest.fixture(scope="session")
def boards():
    """Three boards, one a vendor, of 250 postings each: one process for all tests that leave the boards alone."""
    with StandIn.start(Sample(count=3, postings=250)) as stand_in:
        yield stand_in


@pytest.fixture
def stand_in(boards):
    """The boards, without a fault."""
    boards.control(faults=[])
    yield boards
    boards.control(faults=[])


@pytest.fixture
def own_stand_in():
    """Three boards of the test's own, to be changed."""
    with StandIn.start(Sample(count=3, postings=250)) as stand_in:
        yield stand_in


@pytest.fixture
def environ(environ, stand_in):
    """The environment, with the stand-in in the vendors' place, asked as fast as it can answer."""
    rates = {f"JOBCENTER_SITE_{name.upper()}_REQUESTS_PER_SECOND": "10000" for name in SITES}
    return {**environ, **stand_in.site_settings(), **rates}


@pytest.fixture
def changed(environ):
    """Makes settings that differ from the test's in the variables given."""
    return lambda **variables: load_settings({**environ, **variables})


@pytest.fixture
def asked(stand_in):
    """Gives the requests that the stand-in got since the test began: the log's lines at their start."""
    began = (stand_in.log() or [{"line": 0}])[-1]["line"]
    return lambda: [line for line in stand_in.log(began) if line["event"] == "start"]


@pytest.fixture
def run_row(sql):
    """Gives a run's row, with its task's as `task`."""

    async def run_row(run_id):
        (run,) = await sql("SELECT * FROM scrape_runs WHERE run_id = :run_id", run_id=run_id)
        (task,) = await sql("SELECT * FROM tasks WHERE id = :task_id", task_id=run["task_id"])
        return {**run, "task": task}

    return run_row


@pytest.fixture
def start(engine):
    """Writes a run without pauses; gives its `run_id` and `task_id`."""

    async def start(site, target=None, *, max_retries=3, pause=0, **payload):
        async with writing(engine) as session:
            return await start_run(
                session,
                site=site,
                target=target or BOARDS.get(site),
                payload=payload,
                min_pause_seconds=pause,
                max_pause_seconds=pause,
                max_retries=max_retries,
                requested_by="test",
            )

    return start


@pytest.fixture
def do_slice(engine, settings):
    """Does one slice of a task, as a worker does; gives whether it could be claimed."""
    count = itertools.count(1)

    async def do_slice(task_id, *, seconds=None, under=None):
        owner = f"test/{next(count)}"
        return await perform(engine, under or settings, {KIND: scrape}, task_id, owner=owner, seconds=seconds)

    return do_slice


@pytest.fixture
def run_one(engine, start, do_slice, run_row, sql):
    """Starts a run and does its slices until it ended, letting the waits between them pass at once; gives its row."""

    async def run_one(site, target=None, *, max_retries=0, under=None, seconds=None, **payload):
        started = await start(site, target, max_retries=max_retries, **payload)
        for _ in range(20):
            assert await do_slice(started["task_id"], under=under, seconds=seconds)
            await relay(engine, REACTIONS)
            row = await run_row(started["run_id"])
            if row["status"] not in UNFINISHED:
                return row
            await sql("UPDATE tasks SET run_after = now() WHERE id = :id", id=started["task_id"])
            await sql("UPDATE site_pacing SET closed_until = NULL")
        raise AssertionError(f"the run did not end: {row}")

    return run_one
