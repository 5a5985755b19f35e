"""Who is alive writes so, and who no longer does is not counted."""

import os

from jobcenter.kit.db import writing
from jobcenter.work.presence import alive, beat, forget_dead, leave, name_of


async def test_a_process_is_alive_while_it_says_so(engine, sql):
    async def now(part):
        async with writing(engine) as session:
            return await alive(session, part)

    async with writing(engine) as session:
        await beat(session, "worker", {"processes": {"0": 1}})
        await beat(session, "scheduler", {})
    (one,) = await now("worker")
    assert (one["id"], one["pid"], one["detail"]) == (name_of("worker"), os.getpid(), {"processes": {"0": 1}})
    began = one["started_at"]
    async with writing(engine) as session:
        await beat(session, "worker", {"processes": {}})
    (one,) = await now("worker")
    assert (one["started_at"], one["detail"], one["seen_at"] > began) == (began, {"processes": {}}, True)
    await sql("UPDATE processes SET seen_at = now() - interval '21 seconds' WHERE part = 'worker'")
    assert await now("worker") == []
    assert len(await now("scheduler")) == 1
    async with writing(engine) as session:
        await leave(session, "scheduler")
    assert await now("scheduler") == []


async def test_the_dead_are_forgotten_after_a_day(engine, sql):
    async with writing(engine) as session:
        await beat(session, "worker", {})
        await beat(session, "scheduler", {})
    await sql("UPDATE processes SET seen_at = now() - interval '25 hours' WHERE part = 'worker'")
    async with writing(engine) as session:
        assert await forget_dead(session) == 1
    assert [row["part"] for row in await sql("SELECT part FROM processes")] == ["scheduler"]
