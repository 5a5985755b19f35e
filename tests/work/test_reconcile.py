"""The reconciler rings again for what Redis lost, and takes over what expired; many may look at once."""

import asyncio

import pytest
import redis

from jobcenter.kit.db import writing
from jobcenter.kit.settings import load_settings
from jobcenter.work.leases import claim
from jobcenter.work.queue import Bell
from jobcenter.work.reconcile import reconcile


@pytest.fixture
async def bell(settings):
    made = Bell(settings)
    await made.epoch_is_new()
    yield made
    made.connection.close()


@pytest.fixture
def bells(settings):
    return [Bell(settings) for _ in range(3)]


async def test_what_is_in_order_is_left_alone(engine, bell, add, task):
    task_id = await add()
    await bell.ring([task_id])
    before = await task(task_id)
    assert await reconcile(engine, bell) == (0, 0)
    assert await bell.waiting() == 1
    assert await task(task_id) == before


async def test_a_redis_that_came_back_empty_is_told_all_that_waits(engine, bell, add, settings):
    ids = [await add() for _ in range(5)]
    await bell.ring(ids)
    with redis.Redis.from_url(settings.redis_url) as client:
        client.flushall()
    assert await reconcile(engine, bell) == (0, 5)
    assert await bell.waiting_ids() == set(ids)
    assert await reconcile(engine, bell) == (0, 0), "once"
    assert await bell.waiting() == 5


async def test_a_lost_delivery_is_rung_for_again_and_a_waiting_one_is_not(engine, bell, add, sql):
    lost, waiting = await add(), await add()
    await bell.ring([waiting])
    await sql("UPDATE tasks SET delivered_at = now() - interval '1 minute'")
    assert await reconcile(engine, bell) == (0, 1)
    assert await bell.waiting_ids() == {lost, waiting}
    assert await bell.waiting() == 2
    assert await sql("SELECT 1 FROM tasks WHERE delivered_at < now() - interval '30 seconds'") == []


async def test_a_task_whose_time_has_come_is_rung_for(engine, bell, add, sql):
    task_id = await add()
    await sql("UPDATE tasks SET delivered_at = NULL, run_after = now() + interval '1 minute'")
    assert await reconcile(engine, bell) == (0, 0)
    await sql("UPDATE tasks SET run_after = now()")
    assert await reconcile(engine, bell) == (0, 1)
    assert await bell.waiting_ids() == {task_id}


async def test_an_expired_lease_is_taken_over_once_by_many_and_rung_for(engine, bells, add, task, sql):
    task_id = await add()
    async with writing(engine) as session:
        await claim(session, task_id, owner="dead", lease_seconds=30)
    await sql("UPDATE tasks SET lease_expires_at = now() - interval '1 second'")
    seen = await asyncio.gather(*(reconcile(engine, bell) for bell in bells))
    assert sum(taken for taken, _ in seen) == 1
    row = await task(task_id)
    assert (row["status"], row["fence"], row["taken_over"]) == ("queued", 2, 1)
    assert task_id in await bells[0].waiting_ids()


async def test_without_redis_leases_are_taken_over_all_the_same(engine, environ, add, task, sql):
    task_id = await add()
    async with writing(engine) as session:
        await claim(session, task_id, owner="dead", lease_seconds=30)
    await sql("UPDATE tasks SET lease_expires_at = now() - interval '1 second'")
    away = Bell(load_settings({**environ, "REDIS_URL": "redis://127.0.0.1:1/0"}))
    assert await away.ring([task_id]) is False
    assert await reconcile(engine, away) == (1, 0)
    assert (await task(task_id))["status"] == "queued"
