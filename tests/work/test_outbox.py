"""Events: written with their cause, relayed at least once, by any number of relays, and never in each other's way."""

import asyncio

import pytest
from sqlalchemy import text

from jobcenter.kit import logs
from jobcenter.kit.db import writing
from jobcenter.work.outbox import emit, forget_relayed, relay


@pytest.fixture
def happen(engine):
    async def happen(*names, **payload):
        async with writing(engine) as session:
            for name in names:
                await emit(session, name, payload)

    return happen


async def note(session, event):
    """A reaction that leaves a row in the transaction of the relay, and takes a while."""
    await asyncio.sleep(0.01)
    await session.execute(
        text("INSERT INTO audit_log (actor, action, thing, thing_id) VALUES ('test', :name, 'event', :id)"),
        {"name": event.name, "id": str(event.id)},
    )


async def test_an_event_without_its_cause_never_was(engine, sql):
    async def fail():
        async with writing(engine) as session:
            await emit(session, "Happened", {})
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - our own, from above
        await fail()
    assert await sql("SELECT 1 FROM outbox") == []


async def test_many_relays_handle_each_event_once(engine, happen, sql):
    await happen(*["Happened"] * 40)
    done = await asyncio.gather(*(relay(engine, {"Happened": [note]}) for _ in range(3)))
    assert sum(done) == 40
    noted = await sql("SELECT thing_id FROM audit_log WHERE thing = 'event'")
    assert len(noted) == len({one["thing_id"] for one in noted}) == 40
    assert await sql("SELECT 1 FROM outbox WHERE relayed_at IS NULL") == []
    assert await relay(engine, {"Happened": [note]}) == 0


async def test_events_are_relayed_in_their_order_with_their_correlation_id(engine, happen):
    seen = []

    async def see(_session, event):
        await asyncio.sleep(0)
        seen.append((event.name, event.payload, logs.correlation_id()))

    logs.bind(correlation_id="c-1")
    await happen("First", "Second", n=1)
    logs.forget()
    await relay(engine, {"First": [see], "Second": [see]})
    assert seen == [("First", {"n": 1}, "c-1"), ("Second", {"n": 1}, "c-1")]
    assert logs.correlation_id() is None


async def test_an_event_that_nothing_follows_is_done(engine, happen, sql):
    await happen("Unheard")
    assert await relay(engine, {}) == 1
    assert await sql("SELECT 1 FROM outbox WHERE relayed_at IS NULL") == []


async def test_a_reaction_that_fails_leaves_no_trace_waits_longer_each_time_and_stops_no_other(engine, happen, sql):
    async def fail(_session, _event):
        await asyncio.sleep(0)
        raise RuntimeError("no such \x00place")

    await happen("Broken", "Sound")
    reactions = {"Broken": [note, fail], "Sound": [note]}
    waits = []
    for tries in range(1, 4):
        await relay(engine, reactions)
        (row,) = await sql(
            "SELECT *, round(extract(epoch FROM next_try_at - now()))::int AS wait FROM outbox WHERE event = 'Broken'"
        )
        assert (row["tries"], row["error"], row["relayed_at"]) == (tries, "no such place", None)
        assert await relay(engine, reactions) == 0, "not before its time"
        waits.append(row["wait"])
        await sql("UPDATE outbox SET next_try_at = now()")
    assert waits == sorted(waits)
    assert waits[-1] >= 2
    assert [one["action"] for one in await sql("SELECT action FROM audit_log")] == ["Sound"]
    reactions["Broken"] = [note]
    assert await relay(engine, reactions) == 1
    assert sorted(one["action"] for one in await sql("SELECT action FROM audit_log")) == ["Broken", "Sound"]


async def test_a_delay_never_grows_beyond_five_minutes(engine, happen, sql):
    async def fail(_session, _event):
        await asyncio.sleep(0)
        raise RuntimeError

    await happen("Broken")
    await sql("UPDATE outbox SET tries = 5000")
    await relay(engine, {"Broken": [fail]})
    (row,) = await sql("SELECT next_try_at - now() < interval '301 seconds' AS soon, tries FROM outbox")
    assert (row["soon"], row["tries"]) == (True, 5001)


async def test_a_relay_that_dies_in_the_middle_leaves_the_event_to_another(engine, happen, sql):
    arrived = asyncio.Event()

    async def hang(session, event):
        await note(session, event)
        arrived.set()
        await asyncio.sleep(60)

    await happen("Happened")
    dying = asyncio.create_task(relay(engine, {"Happened": [hang]}))
    await arrived.wait()
    assert await relay(engine, {"Happened": [note]}) == 0, "it is being handled"
    dying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await dying
    assert await relay(engine, {"Happened": [note]}) == 1
    assert len(await sql("SELECT 1 FROM audit_log")) == 1


async def test_relayed_events_are_forgotten_after_a_week(engine, happen, sql):
    await happen("Old", "Lately", "Waiting")
    await sql("UPDATE outbox SET relayed_at = now() - interval '8 days' WHERE event = 'Old'")
    await sql("UPDATE outbox SET relayed_at = now() - interval '6 days' WHERE event = 'Lately'")
    await sql("UPDATE outbox SET created_at = now() - interval '90 days'")
    async with writing(engine) as session:
        assert await forget_relayed(session) == 1
    assert [row["event"] for row in await sql("SELECT event FROM outbox ORDER BY id")] == ["Lately", "Waiting"]


@pytest.mark.parametrize("count", [10, 1000])
async def test_an_event_costs_the_same_whatever_waits(count, engine, sql, counted):
    await sql("INSERT INTO outbox (event) SELECT 'Waiting' FROM generate_series(1, :count)", count=count)
    with counted() as sent:
        assert await relay(engine, {}, most=3) == 3
    assert len(sent) == 9, sent
