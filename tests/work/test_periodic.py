"""Chores: done when their time has come, by whoever comes first, and by nobody else."""

import asyncio
from datetime import timedelta

from sqlalchemy import text

from jobcenter.work.periodic import MOST_ROUNDS, Periodic, declare, run_due


def piled_up(rows):
    """A chore that does ten of what has piled up at a time."""

    async def action(session):
        await session.execute(text("SELECT 1"))
        done = min(10, len(rows))
        del rows[:done]
        return done

    return Periodic("clear", timedelta(hours=1), action, at_once=10)


def chore(done, name="sweep", *, fail=False, every=timedelta(hours=1)):
    async def action(session):
        await session.execute(text("INSERT INTO outbox (event) VALUES (:name)"), {"name": name})
        await asyncio.sleep(0.1)
        if fail:
            raise RuntimeError("the broom is \x00broken")
        done.append(name)
        return 1

    return Periodic(name, every, action)


async def test_a_chore_is_done_once_by_many_and_then_when_its_time_has_come(engine, sql):
    done = []
    chores = [chore(done), chore(done, "dust")]
    await asyncio.gather(*(declare(engine, chores) for _ in range(3)))
    counts = await asyncio.gather(*(run_due(engine, chores) for _ in range(3)))
    assert (sorted(done), sum(counts)) == (["dust", "sweep"], 2)
    assert await run_due(engine, chores) == 0
    await sql("UPDATE periodic_work SET next_at = now() WHERE name = 'dust'")
    assert await run_due(engine, chores) == 1
    assert sorted(done) == ["dust", "dust", "sweep"]
    (row,) = await sql("SELECT *, next_at - last_at AS wait FROM periodic_work WHERE name = 'sweep'")
    assert (row["wait"], row["last_error"]) == (timedelta(hours=1), None)


async def test_declaring_again_keeps_the_next_moment(engine, sql):
    done = []
    await declare(engine, [chore(done)])
    await run_due(engine, [chore(done)])
    (before,) = await sql("SELECT next_at FROM periodic_work")
    await declare(engine, [chore(done, every=timedelta(minutes=5))])
    (after,) = await sql("SELECT next_at, every_seconds FROM periodic_work")
    assert (after["next_at"], after["every_seconds"]) == (before["next_at"], 300)


async def test_a_chore_that_fails_leaves_nothing_says_why_and_stops_no_other(engine, sql):
    done = []
    broken, sound = chore(done, "broken", fail=True), chore(done, "sound")
    await declare(engine, [broken, sound])
    await run_due(engine, [broken, sound])
    assert done == ["sound"]
    assert [row["event"] for row in await sql("SELECT event FROM outbox")] == ["sound"]
    (row,) = await sql("SELECT *, next_at > now() AS later FROM periodic_work WHERE name = 'broken'")
    assert (row["last_error"], row["last_at"], row["later"]) == ("the broom is broken", None, True)
    await sql("UPDATE periodic_work SET next_at = now()")
    await run_due(engine, [chore(done, "broken")])
    (row,) = await sql("SELECT last_error, last_at FROM periodic_work WHERE name = 'broken'")
    assert (row["last_error"], row["last_at"] is None) == (None, False)


async def test_what_has_piled_up_is_done_some_at_a_time_and_waits_where_it_is_too_much(engine, sql):
    rows, done = [0] * 25, []
    chores = [piled_up(rows), chore(done)]
    await declare(engine, chores)
    assert (await run_due(engine, chores), rows, done) == (2, [], ["sweep"])
    (row,) = await sql("SELECT next_at > now() AS later FROM periodic_work WHERE name = 'clear'")
    assert row["later"]
    rows += [0] * (10 * MOST_ROUNDS + 1)
    await sql("UPDATE periodic_work SET next_at = now() WHERE name = 'clear'")
    assert (await run_due(engine, chores), len(rows)) == (1, 1)
    assert (await run_due(engine, chores), len(rows)) == (1, 0)  # it stayed due
    assert await run_due(engine, chores) == 0
