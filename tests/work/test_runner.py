"""Doing a task: its end, going on, failures, time and cancel are written; a lost lease writes nothing."""

import asyncio

import pytest

from jobcenter.kit.db import writing
from jobcenter.kit.settings import load_settings
from jobcenter.work.runner import MOST_FAILURES, Again, Done, OutOfTimeError, backoff, perform
from jobcenter.work.tasks import request_cancel


@pytest.fixture
def do(engine, settings):
    async def do(task_id, handler, *, under=None, seconds=None):
        return await perform(engine, under or settings, {"test": handler}, task_id, owner="test", seconds=seconds)

    return do


async def test_a_done_task_has_its_outcome_and_is_not_done_again(add, do, task):
    async def handler(working):
        await asyncio.sleep(0)
        return Done({"args": working.lease.args})

    task_id = await add(args={"x": 1})
    assert await do(task_id, handler)
    row = await task(task_id)
    assert (row["status"], row["outcome"], row["error"]) == ("succeeded", {"args": {"x": 1}}, None)
    assert not await do(task_id, handler)


async def test_a_write_that_fails_at_the_end_ends_nothing(add, do, task):
    async def write(_session):
        raise ValueError("no")

    async def handler(_working):
        await asyncio.sleep(0)
        return Done(write=write)

    task_id = await add()
    with pytest.raises(ValueError, match="no"):
        await do(task_id, handler)
    row = await task(task_id)
    assert (row["status"], row["finished_at"]) == ("running", None), "its lease runs out, and another tries"


async def test_a_task_that_breaks_is_tried_again_later_and_given_up_in_the_end(add, do, task, sql):
    async def handler(_working):
        await asyncio.sleep(0)
        raise RuntimeError("bro\x00ken")

    task_id = await add()
    for failures in range(1, MOST_FAILURES + 1):
        assert await do(task_id, handler)
        row = await task(task_id)
        assert (row["status"], row["failures"], row["error"]) == ("queued", failures, "RuntimeError: broken")
        assert not await do(task_id, handler), "not before its time"
        await sql("UPDATE tasks SET run_after = now()")
    assert await do(task_id, handler)
    assert (await task(task_id))["status"] == "failed"
    (told,) = await sql("SELECT payload FROM outbox")
    assert (told["payload"]["status"], told["payload"]["error"]) == ("failed", "RuntimeError: broken")


async def test_a_slice_that_runs_out_of_time_goes_on(add, do, task):
    async def handler(working):
        await asyncio.sleep(0.1)
        working.check()
        return Done()

    task_id = await add()
    assert await do(task_id, handler, seconds=0.05)
    row = await task(task_id)
    assert (row["status"], row["failures"], row["error"]) == ("queued", 0, "the slice's time was over")
    assert await do(task_id, handler)
    assert (await task(task_id))["attempts"] == 2


@pytest.mark.slow
async def test_a_lease_is_renewed_beside_work_that_is_longer(add, do, task, environ):
    under = load_settings({**environ, "JOBCENTER_LEASE_SECONDS": "1.2"})

    async def handler(working):
        for _ in range(20):
            await asyncio.sleep(0.1)
            working.lease.check()
        return Done()

    task_id = await add()
    assert await do(task_id, handler, under=under)
    assert (await task(task_id))["status"] == "succeeded"


@pytest.mark.parametrize("result", [Again(60, "later"), OutOfTimeError(), RuntimeError("broken")])
async def test_a_wish_to_cancel_wins_over_going_on(result, *, engine, add, do, task, sql):
    async def handler(working):
        async with writing(engine) as session:
            await request_cancel(session, working.lease.task_id)
        if isinstance(result, Exception):
            raise result
        return result

    task_id = await add()
    assert await do(task_id, handler)
    assert (await task(task_id))["status"] == "cancelled"
    (told,) = await sql("SELECT payload FROM outbox")
    assert told["payload"]["status"] == "cancelled"


async def test_a_working_session_of_a_lost_lease_commits_nothing(add, do, task, sql):
    async def handler(working):
        await sql("UPDATE tasks SET fence = fence + 1")
        async with working.writing() as session:
            raise AssertionError(f"a session was given: {session}")

    task_id = await add()
    assert await do(task_id, handler)
    row = await task(task_id)
    assert (row["status"], row["error"], row["failures"]) == ("running", None, 0)


def test_the_wait_grows_and_ends_at_five_minutes():
    for failures in range(1, 40):
        exact = min(300, 2.0**failures)
        assert exact * 0.75 <= backoff(failures) <= exact * 1.25
