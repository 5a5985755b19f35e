"""The doctor at a replica and at a pooler: real ones, well and with every fault that can be told."""

import asyncio
from urllib.parse import urlsplit

import asyncpg
import pytest

from following import primary_and_replica
from jobcenter.entrypoints.doctor.pooler import pooler
from jobcenter.entrypoints.doctor.replica import replica
from jobcenter.kit.settings import load_settings
from pooling import pooler_before

pytestmark = pytest.mark.slow  # a primary, its replica and a pooler are started


@pytest.fixture(scope="module")
def pair():
    with primary_and_replica() as both:
        yield both


async def run(url, *statements):
    connection = await asyncpg.connect(url)
    try:
        return [await connection.fetchval(statement) for statement in statements]
    finally:
        await connection.close()


async def at(primary, standby, **more):
    """What the doctor says of these two; None: not set."""
    given = {"DATABASE_URL": primary, "DATABASE_REPLICA_URL": standby, **more}
    return await replica(load_settings({name: value for name, value in given.items() if value}))


async def test_a_replica_that_follows_is_well_and_none_is_nothing(pair):
    (found,) = await at(pair[0].url, pair[1].url)
    assert (found.level, "follows this primary" in found.what) == ("ok", True)
    assert await at(pair[0].url, None) == []


async def test_what_is_no_replica_of_this_primary_is_an_error(pair, database_url):
    (itself,) = await at(pair[0].url, pair[0].url)
    assert (itself.level, "is no replica" in itself.what) == ("error", True)
    (away,) = await at(pair[0].url, "postgresql://a:b@127.0.0.1:9/c")
    assert (away.level, "127.0.0.1:9" in away.what, "DATABASE_REPLICA_URL" in away.how) == ("error", True, True)
    (foreign,) = await at(database_url, pair[1].url)
    assert (foreign.level, "another primary" in foreign.what) == ("error", True)
    (elsewhere,) = await at(pair[0].url.removesuffix("/jobcenter") + "/postgres", pair[1].url)
    assert (elsewhere.level, "Name the same database" in elsewhere.how) == ("error", True)
    assert await at("postgresql://a:b@127.0.0.1:9/c", pair[1].url) == []  # the primary's fault is the primary's


async def test_a_replica_that_stands_still_is_told_with_how_far_it_is_behind(pair):
    primary, standby = pair
    late = "JOBCENTER_REPLICA_MOST_BEHIND_SECONDS"
    await run(standby.url, "SELECT pg_wal_replay_pause()")
    try:
        await run(primary.url, "CREATE TABLE much AS SELECT repeat(n::text, 100) AS t FROM generate_series(1, 20000) n")
        (found,) = await at(primary.url, standby.url)
        assert found.level == "ok"  # not for long enough
        await asyncio.sleep(2)
        (found,) = await at(primary.url, standby.url, **{late: "1"})
        assert (found.level, "it is not read" in found.what, late in found.how) == ("warning", True, True)
        assert " 0.0 MB" not in found.what
    finally:
        await run(standby.url, "SELECT pg_wal_replay_resume()")


async def test_a_replica_that_is_cut_off_is_an_error(pair):
    primary, standby = pair
    (leading,) = await run(standby.url, "SHOW primary_conninfo")

    async def lead(to):
        told = to.replace("'", "''")
        await run(standby.url, f"ALTER SYSTEM SET primary_conninfo = '{told}'", "SELECT pg_reload_conf()")

    await lead("host=127.0.0.1 port=9")
    try:
        for _ in range(100):
            (found,) = await at(primary.url, standby.url)
            if found.level == "error":
                break
            await asyncio.sleep(0.1)
        assert (found.level, "receives nothing" in found.what) == ("error", True)
    finally:
        await lead(leading)


async def test_a_user_of_the_replica_who_may_not_read_is_told_what(pair):
    primary, standby = pair
    await run(primary.url, "CREATE ROLE looker LOGIN PASSWORD 'looks'", "GRANT SELECT ON applicants TO looker")
    where = urlsplit(standby.url)
    url = f"postgresql://looker:looks@127.0.0.1:{where.port}{where.path}"
    for _ in range(400):  # it tries again every five seconds
        findings = await at(primary.url, url)
        if findings[0].level == "ok":
            break
        await asyncio.sleep(0.05)
    assert [one.level for one in findings] == ["ok", "error"]
    assert "api_keys" in findings[1].what
    assert "applicants," not in findings[1].what
    assert "GRANT" in findings[1].how
    await run(primary.url, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO looker")
    for _ in range(100):
        if len(findings := await at(primary.url, url)) == 1:
            break
        await asyncio.sleep(0.05)
    assert [one.level for one in findings] == ["ok"]


@pytest.fixture(params=["transaction", "session"])
def bouncer(request, folder, database_url):
    """PgBouncer in either mode; gives the mode and the database's address through it."""
    made = pooler_before(database_url, folder, request.param)
    try:
        made.start()
        yield request.param, made.url
    finally:
        made.stop()


async def examined(url, *, said):
    given = {"DATABASE_URL": url, **({"JOBCENTER_TRANSACTION_POOLER": "true"} if said else {})}
    (found,) = await pooler(load_settings(given))
    return found


async def test_a_pooler_is_seen_and_the_settings_must_fit_it(bouncer):
    mode, url = bouncer
    unsaid, said = await examined(url, said=False), await examined(url, said=True)
    assert (unsaid.level, said.level) == ("error" if mode == "transaction" else "ok", "ok")
    assert f"each {'transaction' if mode == 'transaction' else 'client'} a connection" in said.what
    assert ("JOBCENTER_TRANSACTION_POOLER=true" in unsaid.how) == (mode == "transaction")


async def test_a_setting_for_a_pooler_that_is_not_there_is_told(database_url):
    assert (await examined(database_url, said=False)).level == "ok"
    found = await examined(database_url, said=True)
    assert (found.level, "Unset it" in found.how) == ("warning", True)
    assert await pooler(load_settings({"DATABASE_URL": "postgresql://a:b@127.0.0.1:9/c"})) == []
