"""What is read past the layers: its transaction, its settings, and what it leaves behind."""

import asyncio

import asyncpg
import pytest
from sqlalchemy import text

from jobcenter.kit.bare import bare, reading_bare
from jobcenter.kit.db import make_engine, reading


@pytest.fixture(params=[{}, {"transaction_pooler": True}], ids=["direct", "through a pooler"])
async def one(settings, request):
    """An engine with a single connection, so that whatever somebody leaves on it the next one finds."""
    engine = make_engine(settings.model_copy(update=request.param), pool_size=1)
    yield engine
    await engine.dispose()


async def _as_it_should_be(engine):
    async with reading(engine) as session:
        assert await session.scalar(text("SHOW plan_cache_mode")) == "auto"
    async with bare(engine) as driver:
        assert not driver.is_in_transaction()
        return await driver.fetchval("SELECT pg_backend_pid()")


async def test_settings_hold_for_its_own_transaction_and_no_longer(one):
    async with reading_bare(one, plan_cache_mode="force_generic_plan", jit="off") as driver:
        held = [await driver.fetchval(f"SHOW {name}") for name in ("transaction_read_only", "plan_cache_mode", "jit")]
        assert (driver.is_in_transaction(), held) == (True, ["on", "force_generic_plan", "off"])
    await _as_it_should_be(one)


async def test_an_error_ends_the_transaction_and_keeps_the_connection(one):
    before = await _as_it_should_be(one)
    with pytest.raises(asyncpg.PostgresError, match="read-only"):
        async with reading_bare(one, plan_cache_mode="force_custom_plan") as driver:
            await driver.execute("CREATE TABLE never (id integer)")
    assert await _as_it_should_be(one) == before
    with pytest.raises(asyncpg.DivisionByZeroError):
        async with bare(one) as driver:
            await driver.execute("SELECT 1 / 0")
    assert await _as_it_should_be(one) == before


async def test_a_reader_who_is_cut_off_leaves_no_connection_in_the_middle(one):
    before = await _as_it_should_be(one)

    async def reader():
        async with reading_bare(one) as driver:
            await driver.fetchval("SELECT pg_sleep(60)")

    reading_on = asyncio.create_task(reader())
    await asyncio.sleep(0.3)
    reading_on.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading_on
    assert await _as_it_should_be(one) != before
