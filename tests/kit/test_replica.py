"""Reads from a real streaming replica: they go there, they see the caller's own writes, and its end hurts nobody."""

import asyncio
import contextlib
import os
import signal

import asyncpg
import pytest
from bench.load.servers import follow
from fastapi import FastAPI, Request
from httpx2 import ASGITransport, AsyncClient
from prometheus_client import REGISTRY
from sqlalchemy import text

from following import primary_and_replica
from jobcenter.kit import replica as replica_module
from jobcenter.kit.db import is_away, make_engine, reading
from jobcenter.kit.http import ReadDb, install
from jobcenter.kit.replica import COOKIE, HEADER, LONGEST_SECONDS, LOOK_SECONDS, Replica, number_of

pytestmark = pytest.mark.slow  # a primary and its replica are started


@pytest.fixture(scope="module")
def pair():
    with primary_and_replica() as both:
        yield both


@pytest.fixture
def environ(environ, pair):
    primary, replica = pair
    return {**environ, "DATABASE_URL": primary.url, "DATABASE_REPLICA_URL": replica.url}


@pytest.fixture
async def on_replica(pair):
    connection = await asyncpg.connect(pair[1].url)
    yield connection
    await connection.execute("SELECT pg_wal_replay_resume()")
    await connection.close()


@pytest.fixture
async def reads(settings):
    engine = make_engine(settings, pool_size=2)
    replica = Replica(settings, engine)
    yield replica
    await replica.close()
    await engine.dispose()


def where(replica, engine):
    return "replica" if engine is replica.engine else "primary"


async def until_replica(replica, caller, told=None):
    for _ in range(500):
        if where(replica, await replica.engine_for(caller, told)) == "replica":
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{caller} never reads the replica: {replica._fault}")


def test_positions_are_compared_as_numbers():
    assert number_of("0/FFFFFFFF") < number_of("1/0") < number_of("A/0")
    assert [number_of(bad) for bad in (None, "", "12", "x/1", "1/2/3", "123456789/0")] == [None] * 6


async def read(replica, caller, told=None):
    """A read of this caller; gives where it read, and the position that it was told, if any."""
    engine = await replica.engine_for(caller, told)
    async with reading(engine) as session:
        return where(replica, engine), await replica.note_read(caller, session, engine)


async def test_an_unknown_caller_reads_the_primary_once(reads):
    assert (await read(reads, "ada"))[0] == "primary"
    await until_replica(reads, "ada")


async def test_who_has_read_the_primary_sees_nothing_older_on_the_replica(reads, on_replica, sql):
    await read(reads, "ada")
    await until_replica(reads, "ada")
    await on_replica.execute("SELECT pg_wal_replay_pause()")
    await sql("INSERT INTO audit_log (actor, action, thing, thing_id) VALUES ('another', 'write', 'thing', '1')")
    async with reading(reads.primary) as session:
        position = await reads.note_read("ada", session, reads.primary)
    assert where(reads, await reads.engine_for("ada", None)) == "primary"
    assert where(reads, await reads.engine_for("a stranger with a cookie", position)) == "primary"
    await on_replica.execute("SELECT pg_wal_replay_resume()")
    await until_replica(reads, "ada")


async def test_a_stranger_reads_the_primary(reads):
    assert [where(reads, await reads.engine_for(None, None)) for _ in range(2)] == ["primary"] * 2


async def test_a_writer_reads_the_primary_until_the_replica_has_its_write(reads, on_replica, sql):
    await read(reads, "ada")
    await until_replica(reads, "ada")
    await on_replica.execute("SELECT pg_wal_replay_pause()")
    await sql("INSERT INTO audit_log (actor, action, thing, thing_id) VALUES ('test', 'write', 'thing', '1')")
    position = await reads.note_write("ada")
    await reads.engine_for("ben", "0/1")
    assert where(reads, await reads.engine_for("ada", None)) == "primary"
    assert where(reads, await reads.engine_for("a stranger with a cookie", position)) == "primary"
    assert where(reads, await reads.engine_for("ben", "0/1")) == "replica"
    await on_replica.execute("SELECT pg_wal_replay_resume()")
    await until_replica(reads, "ada")
    rows = await on_replica.fetch("SELECT 1 FROM audit_log WHERE actor = 'test'")
    assert len(rows) == 1


async def test_without_redis_only_a_position_that_is_brought_along_counts(settings):
    valkey_gone = settings.model_copy(update={"redis_url_given": "redis://127.0.0.1:1/0"})
    engine = make_engine(valkey_gone, pool_size=2)
    reads = Replica(valkey_gone, engine)
    try:
        position = await reads.note_write("ada")
        assert where(reads, await reads.engine_for("ada", None)) == "primary"
        await until_replica(reads, "ada", position)
    finally:
        await reads.close()
        await engine.dispose()


@pytest.fixture
async def written(app, make_key):
    """A client whose every write is followed by a read; gives how many reads did not show the write."""
    transport = ASGITransport(app=app, raise_app_exceptions=False)

    async def written(pairs, *, keeps_cookies):
        headers = await make_key(role="admin")
        stale = 0
        async with AsyncClient(transport=transport, base_url="http://jobcenter", headers=headers) as client:
            for number in range(pairs):
                made = await client.post("/api/scraping/schedules", json=schedule(f"{keeps_cookies}-{number}".lower()))
                assert made.status_code == 201, made.text
                assert number_of(made.headers[HEADER])
                assert COOKIE in made.headers["set-cookie"]
                if not keeps_cookies:
                    client.cookies.clear()
                listed = await client.get("/api/scraping/schedules", params={"limit": 200})
                stale += made.json()["id"] not in {one["id"] for one in listed.json()["items"]}
            await asyncio.sleep(0.2)
            before = reads_of_the_replica()
            await client.get("/api/scraping/schedules")
            assert reads_of_the_replica() == before + 1
        return stale

    return written


def reads_of_the_replica():
    return REGISTRY.get_sample_value("jobcenter_reads_total", {"where": "replica", "why": "caught up"}) or 0


def schedule(target):
    return {"name": target, "site_name": "greenhouse", "target": target, "interval_minutes": 60}


@pytest.mark.parametrize("keeps_cookies", [True, False])
async def test_no_read_misses_the_write_before_it(written, keeps_cookies):
    assert await written(60, keeps_cookies=keeps_cookies) == 0


async def test_a_replica_that_is_gone_is_not_waited_for(reads, pair):
    await until_replica(reads, "ada", "0/1")
    pair[1].kill()
    try:
        await asyncio.sleep(LOOK_SECONDS)
        assert where(reads, await reads.engine_for("ada", "0/1")) == "primary"
    finally:
        pair[1].start()
    await until_replica(reads, "ada", "0/1")


async def test_a_replica_that_ends_in_the_middle_costs_no_answer(api, pair):
    before = reads_of_the_replica()
    for _ in range(50):
        assert (await api.get("/api/scraping/schedules")).status_code == 200
        if reads_of_the_replica() > before:
            break
        await asyncio.sleep(0.02)
    assert reads_of_the_replica() > before
    pair[1].kill()
    try:
        answers = [(await api.get("/api/scraping/schedules")).status_code for _ in range(5)]
    finally:
        pair[1].start()
    assert answers == [200] * 5


@pytest.fixture
async def still(pair):
    """Stops every process of the replica where it stands; at the end they go on."""
    stopped = []

    async def still():
        connection = await asyncpg.connect(pair[1].url)
        rows = await connection.fetch("SELECT pid FROM pg_stat_activity UNION ALL SELECT pg_backend_pid()")
        await connection.close()
        stopped.extend({row["pid"] for row in rows} | {pair[1].pid})
        for pid in stopped:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)

    yield still
    for pid in stopped:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


async def test_a_replica_that_hangs_holds_nobody_up(reads, still, sql):
    await read(reads, "ada")
    await until_replica(reads, "ada")
    await still()
    await sql("INSERT INTO audit_log (actor, action, thing, thing_id) VALUES ('test', 'write', 'thing', '1')")
    await reads.note_write("ada")
    async with asyncio.timeout(LONGEST_SECONDS):
        asked = await asyncio.gather(*(reads.engine_for("ada", None) for _ in range(20)))
    assert {where(reads, engine) for engine in asked} == {"primary"}


async def test_a_read_that_hangs_there_ends_as_if_it_were_away(settings, still, monkeypatch):
    monkeypatch.setattr(replica_module, "LONGEST_SECONDS", 0.5)
    engine = make_engine(settings, pool_size=2)
    reads = Replica(settings, engine)

    async def ask():
        async with reading(reads.engine) as session:
            await still()
            await session.execute(text("SELECT 1"))

    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            with pytest.raises(TimeoutError) as told:
                await ask()
        assert is_away(told.value)
    finally:
        await reads.close()
        await engine.dispose()


@pytest.fixture
async def impatient(on_replica):
    """A replica that ends at once whatever stands in the way of what it replays."""
    for statement in ("SET max_standby_streaming_delay = 0", "RESET max_standby_streaming_delay"):
        await on_replica.execute(f"ALTER SYSTEM {statement}")
        await on_replica.execute("SELECT pg_reload_conf()")
        if statement.startswith("SET"):
            yield


@pytest.mark.usefixtures("impatient")
async def test_a_read_in_the_replicas_way_begins_anew_on_the_primary(reads, settings, sql):
    app, read_at = FastAPI(), []
    app.state.settings, app.state.replica = settings, reads
    install(app)

    @app.get("/read")
    async def read(request: Request, session: ReadDb) -> int:
        read_at.append("primary" if request.state.seen is None else "replica")
        if read_at[-1] == "replica":
            await session.execute(text("SELECT count(*) FROM in_the_way"))
            await sql("DROP TABLE in_the_way")
            await session.execute(text("SELECT pg_sleep(20)"))
        return 1

    await sql("CREATE TABLE in_the_way (id integer)")
    position = await reads.note_write(None)
    await until_replica(reads, None, position)
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://jobcenter") as client:
        answer = await client.get("/read", headers={HEADER: position})
    assert (answer.status_code, read_at) == (200, ["replica", "primary"])


async def test_a_replica_that_was_promoted_is_none_any_more(pair, settings):
    other = follow(pair[0], pair[1].data_dir.with_name("promoted"))
    theirs = settings.model_copy(update={"database_replica_url": other.url})
    engine = make_engine(theirs, pool_size=2)
    reads = Replica(theirs, engine)
    try:
        await until_replica(reads, "ada", "0/1")
        connection = await asyncpg.connect(other.url)
        await connection.execute("SELECT pg_promote()")
        await connection.close()
        await asyncio.sleep(LOOK_SECONDS)
        assert where(reads, await reads.engine_for("ada", "0/1")) == "primary"
    finally:
        await reads.close()
        await engine.dispose()
        other.stop()
