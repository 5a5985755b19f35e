"""Runs that are interrupted, put back, cancelled or taken over lose nothing, and write nothing that is not theirs."""

import asyncio
import sys
from datetime import UTC, datetime

import pytest

from jobcenter.demo.sites import Fault
from jobcenter.entrypoints.reactions import REACTIONS
from jobcenter.kit.db import writing
from jobcenter.scraping.actions import cancel_run
from jobcenter.work.leases import claim, hold, put_back, take_over_expired
from jobcenter.work.outbox import relay

pytestmark = pytest.mark.slow  # slices, hangs and take-overs take their time

LEVER = "birch-analytics"


def skips(asked):
    return [int(line["path"].partition("skip=")[2].partition("&")[0]) for line in asked()]


@pytest.fixture
def until(sql):
    """Waits until a statement gives a row."""

    async def until(statement, **values):
        for _ in range(400):
            if await sql(statement, **values):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"never true: {statement}")

    return until


@pytest.fixture
def third_page(asked):
    """Waits until the site was asked for the third page: two are kept by then."""

    async def third_page():
        for _ in range(400):
            if 200 in skips(asked):
                return
            await asyncio.sleep(0.05)
        raise AssertionError("the third page was never asked for")

    return third_page


@pytest.fixture
def cancel(engine):
    async def cancel(run_id):
        async with writing(engine) as session:
            return await cancel_run(session, run_id, actor="test")

    return cancel


async def pass_over(engine, sql):
    """The lease runs out, and whoever looks takes the task over."""
    await sql("UPDATE tasks SET lease_expires_at = now() - interval '1 second' WHERE status = 'running'")
    async with writing(engine) as session:
        return await take_over_expired(session)


async def check_pages_kept(*, engine, sql, started, do_slice, run_row, asked):
    run = await run_row(started["run_id"])
    assert (run["completed_pages"], run["new_count"], run["position"]["at"]) == (2, 200, {"skip": 200})
    assert (await sql("SELECT count(*) AS n FROM postings"))[0]["n"] == 200
    assert await pass_over(engine, sql) == [started["task_id"]]
    assert await do_slice(started["task_id"])
    run = await run_row(started["run_id"])
    assert (run["status"], run["completed_pages"], run["new_count"], run["complete"]) == ("succeeded", 3, 250, True)
    assert skips(asked) == [0, 100, 200, 200], "the pages that were kept are not asked for again"
    assert [line["attempt"] for line in asked()] == [1, 1, 1, 2]
    assert (run["task"]["taken_over"], run["task"]["attempts"]) == (1, 2)


async def test_a_cancelled_process_keeps_its_pages_and_another_goes_on(
    *, engine, start, do_slice, run_row, sql, stand_in, asked, third_page
):
    stand_in.control(faults=[Fault("hang", site="lever", query={"skip": "200"}, times=1)])
    started = await start("lever")
    working = asyncio.create_task(do_slice(started["task_id"]))
    await third_page()
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    await check_pages_kept(engine=engine, sql=sql, started=started, do_slice=do_slice, run_row=run_row, asked=asked)


async def test_a_killed_process_keeps_its_pages_and_another_goes_on(
    *, engine, environ, start, do_slice, run_row, sql, stand_in, asked, third_page
):
    stand_in.control(faults=[Fault("hang", site="lever", query={"skip": "200"}, times=1)])
    started = await start("lever")
    code = f"from jobcenter.entrypoints.worker import perform; perform({started['task_id']!r})"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, env=environ, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await third_page()
    finally:
        process.kill()
        await process.wait()
    await check_pages_kept(engine=engine, sql=sql, started=started, do_slice=do_slice, run_row=run_row, asked=asked)


async def test_a_run_longer_than_its_slice_goes_on_in_the_next(start, do_slice, run_row, stand_in, asked):
    stand_in.control(faults=[Fault("delay", site="lever", delay_ms=400)])
    started = await start("lever")
    pages = [0]
    for _ in range(40):
        assert await do_slice(started["task_id"], seconds=0.3)
        run = await run_row(started["run_id"])
        pages.append(run["completed_pages"])
        assert pages[-1] - pages[-2] <= 1, "a slice that is over begins no further page"
        if run["status"] != "queued":
            break
        assert (run["task"]["status"], run["finished_at"]) == ("queued", None)
    assert (run["status"], run["new_count"], run["complete"]) == ("succeeded", 250, True)
    assert run["task"]["attempts"] >= 3
    assert skips(asked) == [0, 100, 200]


async def test_a_pause_longer_than_the_slice_is_waited_for_in_the_queue(start, do_slice, run_row):
    started = await start("lever", pause=3600)
    assert await asyncio.wait_for(do_slice(started["task_id"]), 60)
    run = await run_row(started["run_id"])
    assert (run["status"], run["completed_pages"], run["task"]["status"]) == ("queued", 1, "queued")
    assert (run["task"]["run_after"] - datetime.now(UTC)).total_seconds() > 3000


async def test_a_failing_page_is_tried_again_later_and_later(start, do_slice, run_row, sql, stand_in):
    stand_in.control(faults=[Fault("status", site="greenhouse", status=500, times=2)])
    started = await start("greenhouse", max_retries=2)
    waits = []
    for tries in (1, 2):
        assert await do_slice(started["task_id"])
        run = await run_row(started["run_id"])
        assert (run["status"], run["retries"]) == ("queued", tries)
        assert f"Try {tries} of 2 follows" in run["message"]
        waits.append((run["task"]["run_after"] - run["updated_at"]).total_seconds())
        assert not await do_slice(started["task_id"]), "not before its time"
        await sql("UPDATE tasks SET run_after = now()")
    assert 1.5 <= waits[0] <= 2.5
    assert 3 <= waits[1] <= 5
    assert await do_slice(started["task_id"])
    run = await run_row(started["run_id"])
    assert (run["status"], run["message"], run["new_count"], run["errors_count"]) == ("succeeded", None, 250, 0)


async def test_retries_end(run_one, stand_in, asked):
    stand_in.control(faults=[Fault("status", site="greenhouse", status=503)])
    run = await run_one("greenhouse", max_retries=2)
    assert (run["status"], run["complete"], run["retries"], len(asked())) == ("failed", False, 2, 3)
    assert run["finished_at"] is not None
    assert run["task"]["status"] == "failed"


async def test_cancelling_a_run_that_waits_ends_it_at_once(start, do_slice, run_row, cancel, asked):
    started = await start("lever")
    assert await cancel(started["run_id"]) == "cancelled"
    assert not await do_slice(started["task_id"])
    run = await run_row(started["run_id"])
    assert (run["status"], run["task"]["status"], asked()) == ("cancelled", "cancelled", [])
    assert run["finished_at"] is not None


async def test_cancelling_a_run_that_runs_stops_it_and_keeps_its_pages(
    *, engine, start, do_slice, run_row, cancel, changed, stand_in, until
):
    stand_in.control(faults=[Fault("hang", site="lever", query={"skip": "100"})])
    started = await start("lever")
    working = asyncio.create_task(do_slice(started["task_id"], under=changed(JOBCENTER_LEASE_SECONDS="1.5")))
    await until("SELECT 1 FROM scrape_runs WHERE completed_pages = 1")
    assert await cancel(started["run_id"]) == "cancelling"
    assert await asyncio.wait_for(working, 20)
    await relay(engine, REACTIONS)
    run = await run_row(started["run_id"])
    assert (run["status"], run["message"], run["new_count"]) == ("cancelled", "cancelled on request", 100)
    assert run["task"]["status"] == "cancelled"


async def test_a_cancel_in_the_last_moment_of_a_slice_is_not_forgotten(
    *, engine, start, do_slice, run_row, cancel, stand_in, until
):
    """The slice ends before a heartbeat could tell of the cancel: the run must not go back into the queue."""
    stand_in.control(faults=[Fault("delay", site="lever", delay_ms=800), Fault("status", site="lever", status=500)])
    started = await start("lever")
    working = asyncio.create_task(do_slice(started["task_id"]))
    await until("SELECT 1 FROM tasks WHERE status = 'running'")
    assert await cancel(started["run_id"]) == "cancelling"
    assert await working
    await relay(engine, REACTIONS)
    run = await run_row(started["run_id"])
    assert (run["status"], run["task"]["status"]) == ("cancelled", "cancelled")


async def test_a_cancel_while_the_task_is_put_back_finds_it_in_the_queue(engine, start, run_row, cancel):
    started = await start("lever")
    async with writing(engine) as session:
        lease = await claim(session, started["task_id"], owner="test", lease_seconds=30)
    async with writing(engine) as session:
        await hold(session, lease)
        await put_back(session, lease, after_seconds=300)
        cancelling = asyncio.create_task(cancel(started["run_id"]))
        await asyncio.sleep(0.3)
        assert not cancelling.done()
    assert await cancelling == "cancelled"
    run = await run_row(started["run_id"])
    assert (run["status"], run["task"]["status"]) == ("cancelled", "cancelled")


async def test_cancelling_beside_a_page_being_kept_locks_nobody_out(engine, start, sql, cancel):
    started = await start("lever")
    async with writing(engine) as session:
        lease = await claim(session, started["task_id"], owner="test", lease_seconds=30)
    async with writing(engine) as session:  # as every page is kept: the lease first, then the run
        await hold(session, lease)
        cancelling = asyncio.create_task(cancel(started["run_id"]))
        await asyncio.sleep(0.3)
        run = (await session.connection()).exec_driver_sql("UPDATE scrape_runs SET seen_count = 1")
        await run
    assert await cancelling == "cancelling"
    assert (await sql("SELECT seen_count FROM scrape_runs"))[0]["seen_count"] == 1


async def test_one_run_at_a_time_for_a_board_while_others_go_on(start, do_slice, run_row, stand_in, until):
    stand_in.control(faults=[Fault("delay", site="lever", query={"skip": "0"}, delay_ms=1500, times=1)])
    first, second, other = await start("lever"), await start("lever"), await start("greenhouse")
    working = asyncio.create_task(do_slice(first["task_id"]))
    await until("SELECT 1 FROM tasks WHERE id = :id AND status = 'running'", id=first["task_id"])
    assert not await do_slice(second["task_id"])
    assert await do_slice(other["task_id"])
    assert (await run_row(other["run_id"]))["status"] == "succeeded"
    assert (await run_row(first["run_id"]))["status"] == "running"
    assert await working
    assert await do_slice(second["task_id"])
    assert (await run_row(second["run_id"]))["unchanged_count"] == 250


async def test_two_claims_in_the_same_moment_give_one_lease(start, do_slice, asked):
    started = await start("greenhouse")
    claimed = await asyncio.gather(*(do_slice(started["task_id"]) for _ in range(4)))
    assert sorted(claimed) == [False, False, False, True]
    assert len(asked()) == 1


async def test_what_comes_back_under_a_lost_lease_is_not_written(start, do_slice, sql, stand_in, until):
    """Between the request and the answer another takes over: not a row, and not the end of the run."""
    stand_in.control(faults=[Fault("delay", site="greenhouse", delay_ms=1000)])
    started = await start("greenhouse")
    late = asyncio.create_task(do_slice(started["task_id"]))
    await until("SELECT 1 FROM scrape_runs WHERE status = 'running'")
    (taken,) = await sql("UPDATE tasks SET fence = fence + 1, lease_owner = 'another' RETURNING fence")
    assert await late
    assert await sql("SELECT 1 FROM postings") == []
    assert await sql("SELECT 1 FROM page_memory") == []
    (task,) = await sql("SELECT * FROM tasks")
    assert (task["status"], task["fence"], task["lease_owner"]) == ("running", taken["fence"], "another")
    (run,) = await sql("SELECT * FROM scrape_runs")
    assert (run["status"], run["completed_pages"], run["finished_at"]) == ("running", 0, None)
