"""A lease is one process's alone: claimed once, renewed, fenced, given back, taken over at its end."""

import asyncio

import pytest

from jobcenter.kit.db import writing
from jobcenter.work.leases import (
    MOST_STALLS,
    LeaseLostError,
    claim,
    expire_leases,
    finish,
    hold,
    note_progress,
    put_back,
    renew,
    take_over_expired,
)


@pytest.fixture
def take(engine):
    async def take(task_id, *, owner="one", seconds=30):
        async with writing(engine) as session:
            return await claim(session, task_id, owner=owner, lease_seconds=seconds)

    return take


@pytest.fixture
def under(engine):
    """Does one of the lease's writes in a transaction of its own."""

    async def under(action, *args, **more):
        async with writing(engine) as session:
            return await action(session, *args, **more)

    return under


EXPIRE = "UPDATE tasks SET lease_expires_at = now() - interval '1 second' WHERE status = 'running'"


async def test_of_many_who_claim_one_task_one_gets_it(add, take, task):
    task_id = await add(args={"x": 1})
    taken = await asyncio.gather(*(take(task_id, owner=f"worker {n}") for n in range(12)))
    (lease,) = [one for one in taken if one is not None]
    row = await task(task_id)
    assert (row["status"], row["fence"], row["attempts"], row["lease_owner"]) == ("running", 1, 1, lease.owner)
    assert (lease.args, lease.fence, lease.attempt) == ({"x": 1}, 1, 1)
    lease.check()


async def test_of_many_tasks_of_one_lock_one_is_claimed(add, take):
    ids = [await add(lock_key="board") for _ in range(8)]
    other = await add(lock_key="another board")
    taken = await asyncio.gather(*(take(task_id) for task_id in [*ids, other]))
    assert sum(lease is not None for lease in taken[:-1]) == 1
    assert taken[-1] is not None


async def test_what_is_not_due_cannot_be_claimed(add, take, sql):
    task_id = await add()
    await sql("UPDATE tasks SET run_after = now() + interval '1 minute'")
    assert await take(task_id) is None
    assert await take("task_of_nobody") is None
    for status in ("succeeded", "failed", "cancelled"):
        await sql("UPDATE tasks SET run_after = now(), status = :status", status=status)
        assert await take(task_id) is None


async def test_a_lease_taken_over_can_neither_write_nor_finish_nor_come_back(add, take, under, task, sql):
    task_id = await add()
    old = await take(task_id)
    await sql(EXPIRE)
    assert await under(take_over_expired) == [task_id]
    new = await take(task_id, owner="two")
    assert new.fence > old.fence
    for step in (
        under(hold, old),
        under(renew, old, 30),
        under(finish, old, status="succeeded"),
        under(put_back, old),
    ):
        with pytest.raises(LeaseLostError, match="was taken over"):
            await step
    await under(note_progress, old, {"pages": 99})
    row = await task(task_id)
    assert (row["status"], row["lease_owner"], row["progress"], row["taken_over"]) == ("running", "two", {}, 1)
    await under(hold, new)
    await under(finish, new, status="succeeded", outcome={"n": 1})
    row = await task(task_id)
    assert (row["status"], row["outcome"], row["lease_owner"]) == ("succeeded", {"n": 1}, None)
    assert row["lease_expires_at"] is None
    assert row["finished_at"] is not None


async def test_who_writes_under_a_lease_is_waited_for_by_who_takes_over(engine, add, take, under, sql):
    """A page that is being kept is kept whole before another may begin: the taker passes by, and comes again."""
    task_id = await add()
    lease = await take(task_id)
    await sql(EXPIRE)
    async with writing(engine) as session:
        await hold(session, lease)
        assert await asyncio.wait_for(under(take_over_expired), 10) == []
    assert await under(take_over_expired) == [task_id]


async def test_a_lease_knows_its_own_end(add, take, engine):
    lease = await take(await add(), seconds=0.6)
    lease.check()
    await asyncio.sleep(0.2)
    with pytest.raises(LeaseLostError, match="ran out"):
        lease.check()
    async with writing(engine) as session:
        with pytest.raises(LeaseLostError, match="ran out"):
            await hold(session, lease)


async def test_renewing_lasts_longer_and_tells_of_a_cancel(add, take, under, sql):
    lease = await take(await add(), seconds=2)
    until = lease.valid_until
    assert await under(renew, lease, 60) is False
    assert lease.valid_until > until + 50
    await sql("UPDATE tasks SET cancel_requested_at = now()")
    assert await under(renew, lease, 60) is True
    assert await under(hold, lease) is True


async def test_a_task_put_back_waits_for_its_time_and_rings_for_who_waited(add, take, under, task):
    task_id, waiting, last = [await add(lock_key="board") for _ in range(3)]
    lease = await take(task_id)
    assert await under(put_back, lease, after_seconds=60, error="later") == [waiting]
    row = await task(task_id)
    assert (row["status"], row["error"], row["delivered_at"], row["stalls"]) == ("queued", "later", None, 0)
    assert await take(task_id) is None
    lease = await take(waiting)
    assert await under(put_back, lease) == [waiting, last]
    lease = await take(last)
    assert await under(finish, lease, status="failed", error="no") == [waiting]


async def test_leases_are_taken_over_once_by_many_who_look(add, take, under, task, sql):
    ids = [await add() for _ in range(20)]
    for task_id in ids:
        await take(task_id)
    alive = await add()
    await take(alive)
    await sql(EXPIRE + " AND id <> :alive", alive=alive)
    found = await asyncio.gather(*(under(take_over_expired) for _ in range(4)))
    assert sorted(task_id for part in found for task_id in part) == sorted(ids)
    rows = [await task(task_id) for task_id in ids]
    assert {(row["status"], row["fence"], row["stalls"], row["taken_over"]) for row in rows} == {("queued", 2, 1, 1)}
    assert (await task(alive))["status"] == "running"


async def test_a_task_that_kills_its_workers_is_given_up_and_told_of(add, take, under, task, sql):
    task_id = await add()
    for stalls in range(1, MOST_STALLS + 1):
        assert await take(task_id) is not None
        await sql(EXPIRE)
        assert await under(take_over_expired) == ([task_id] if stalls < MOST_STALLS else [])
    row = await task(task_id)
    assert (row["status"], row["error"]) == (
        "failed",
        f"its worker died {MOST_STALLS} times in a row without getting any further",
    )
    (told,) = await sql("SELECT event, payload FROM outbox")
    assert (told["event"], told["payload"]["task_id"], told["payload"]["status"]) == ("TaskEnded", task_id, "failed")


async def test_a_task_that_gets_on_is_never_given_up(add, take, under, task, sql):
    task_id = await add()
    for page in range(MOST_STALLS + 2):
        lease = await take(task_id)
        await under(note_progress, lease, {"pages": page})
        await sql(EXPIRE)
        assert await under(take_over_expired) == [task_id]
    assert (await task(task_id))["stalls"] == 1


async def test_a_cancelled_task_whose_worker_died_ends(add, take, under, task, sql):
    task_id = await add()
    await take(task_id)
    await sql("UPDATE tasks SET cancel_requested_at = now()")
    await sql(EXPIRE)
    assert await under(take_over_expired) == []
    assert (await task(task_id))["status"] == "cancelled"
    assert len(await sql("SELECT 1 FROM outbox")) == 1


async def test_the_leases_of_a_dead_process_and_no_others_are_let_go(add, take, under):
    dead, alive = await add(), await add()
    await take(dead, owner="dead")
    await take(alive, owner="alive")
    assert await under(expire_leases, owner="dead") == 1
    assert await under(take_over_expired) == [dead]


@pytest.mark.parametrize("count", [10, 1000])
async def test_a_lease_costs_the_same_whatever_waits(count, *, add, take, under, many, counted):
    await many(count)
    task_id = await add(lock_key="board")
    with counted() as sent:
        lease = await take(task_id)
        await under(renew, lease, 30)
        await under(hold, lease)
        await under(take_over_expired)
        await under(finish, lease, status="succeeded")
    assert len([one for one in sent if "SAVEPOINT" not in one]) == 6, sent
