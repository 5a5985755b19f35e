"""Tasks are rows: written with their cause, due in their order, cancelled without a gap, rung for again when lost."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from jobcenter.kit.db import writing
from jobcenter.work.leases import claim, put_back
from jobcenter.work.tasks import (
    add_task,
    forget_deliveries,
    mark_delivered,
    next_due,
    overdue_deliveries,
    request_cancel,
)


@pytest.fixture
def do(engine):
    async def do(action, *args, **more):
        async with writing(engine) as session:
            return await action(session, *args, **more)

    return do


async def test_a_task_is_written_with_its_cause_or_not_at_all(engine, sql):
    async def fail():
        async with writing(engine) as session:
            await add_task(session, task_id="t", kind="test", args={})
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - our own, from above
        await fail()
    assert await sql("SELECT 1 FROM tasks") == []


async def test_the_one_that_waited_longest_is_next(add, do, sql):
    later = await add(run_after=datetime.now(UTC) + timedelta(minutes=1))
    second = await add(run_after=datetime.now(UTC) - timedelta(seconds=10))
    first = await add(run_after=datetime.now(UTC) - timedelta(seconds=20), lock_key="board")
    assert await do(next_due) == first
    busy = await add(lock_key="board")
    await sql("UPDATE tasks SET status = 'running' WHERE id = :id", id=busy)
    assert await do(next_due) == second, "the first waits for its lock"
    await sql("UPDATE tasks SET status = 'succeeded' WHERE id <> :id", id=later)
    assert await do(next_due) is None


async def test_cancelling_is_at_once_where_a_task_waits_and_a_wish_where_it_runs(add, do, task):
    waiting, running = await add(), await add()
    lease = await do(claim, running, owner="one", lease_seconds=30)
    assert await do(request_cancel, waiting) == "cancelled"
    row = await task(waiting)
    assert (row["status"], row["fence"], row["finished_at"] is None) == ("cancelled", 1, False)
    assert await do(claim, waiting, owner="one", lease_seconds=30) is None
    assert await do(request_cancel, running) == "running"
    wished = await task(running)
    assert (wished["status"], wished["fence"], wished["finished_at"]) == ("running", lease.fence, None)
    assert await do(request_cancel, running) == "running"
    assert (await task(running))["cancel_requested_at"] == wished["cancel_requested_at"]
    assert await do(request_cancel, waiting) == "cancelled"
    assert await do(request_cancel, "task_of_nobody") is None


async def test_a_cancel_beside_a_claim_or_a_put_back_always_leaves_its_mark(engine, add, do, task):
    async def beside(step):
        """Whatever `step` does to the task, not committed yet: a cancel waits for it, and then sees what came of it."""
        async with writing(engine) as session:
            await step(session)
            cancelling = asyncio.create_task(do(request_cancel, task_id))
            await asyncio.sleep(0.2)
        return await cancelling

    task_id = await add()
    assert await beside(lambda session: claim(session, task_id, owner="one", lease_seconds=30)) == "running"
    assert (await task(task_id))["cancel_requested_at"] is not None
    task_id = await add()
    lease = await do(claim, task_id, owner="one", lease_seconds=30)
    assert await beside(lambda session: put_back(session, lease, after_seconds=60)) == "cancelled"


async def test_claiming_and_cancelling_at_once_is_one_or_the_other(add, do, task):
    for _ in range(8):
        task_id = await add()
        lease, status = await asyncio.gather(
            do(claim, task_id, owner="one", lease_seconds=30), do(request_cancel, task_id)
        )
        row = await task(task_id)
        if lease is None:
            assert (status, row["status"]) == ("cancelled", "cancelled")
        else:
            assert (status, row["status"]) == ("running", "running")
            assert row["cancel_requested_at"] is not None


async def test_what_was_never_rung_for_or_long_ago_is_overdue(add, do, sql):
    never, long_ago, lately, later, ended, locked = [await add() for _ in range(6)]
    await sql("UPDATE tasks SET run_after = now() - interval '1 minute'")
    await sql(
        "UPDATE tasks SET delivered_at = NULL WHERE id IN (:never, :later, :ended)",
        never=never,
        later=later,
        ended=ended,
    )
    await sql("UPDATE tasks SET delivered_at = now() - interval '11 seconds' WHERE id = :id", id=long_ago)
    await sql("UPDATE tasks SET run_after = now() + interval '1 minute' WHERE id = :id", id=later)
    await sql("UPDATE tasks SET status = 'succeeded' WHERE id = :id", id=ended)
    holder = await add(lock_key="board")
    await sql("UPDATE tasks SET status = 'running' WHERE id = :id", id=holder)
    await sql("UPDATE tasks SET lock_key = 'board', delivered_at = NULL WHERE id = :id", id=locked)
    assert sorted(await do(overdue_deliveries, older_than=10)) == sorted([never, long_ago])
    await do(mark_delivered, [never, long_ago])
    assert await do(overdue_deliveries, older_than=10) == []
    assert await do(forget_deliveries) >= 3
    assert sorted(await do(overdue_deliveries, older_than=10)) == sorted([never, long_ago, lately])


@pytest.mark.parametrize("count", [10, 1000])
async def test_looking_for_work_costs_the_same_whatever_waits(count, *, do, many, counted):
    await many(count)
    with counted() as sent:
        assert await do(next_due) is not None
        ids = await do(overdue_deliveries, older_than=10)
        await do(mark_delivered, ids)
        await do(forget_deliveries)
    assert len(sent) == 4, sent
