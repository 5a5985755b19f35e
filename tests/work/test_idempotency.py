"""A request that creates may be sent again, also at the same moment, and creates once."""

import asyncio

import pytest

from jobcenter.kit.db import writing
from jobcenter.kit.errors import InvalidError
from jobcenter.kit.headers import OneRequest
from jobcenter.work.idempotency import forget_old, once


@pytest.fixture
def ask(engine):
    """Makes a request in a transaction of its own; `made` counts what was created."""

    async def ask(made, *, caller="ada", key="k", address="POST /x", request=None, fail=False, begun=None):
        async def create():
            made.append(1)
            if begun is not None:
                begun.set()
            await asyncio.sleep(0.1)
            if fail:
                raise ConnectionError("broken")
            return {"number": len(made)}

        asked = None if key is None else OneRequest(key, address)
        async with writing(engine) as session:
            return await once(session, caller=caller, key=asked, request=request or {"x": 1}, create=create)

    return ask


async def test_many_at_once_create_once_and_get_one_answer(ask):
    made = []
    answers = await asyncio.gather(*(ask(made) for _ in range(5)))
    assert answers == [{"number": 1}] * 5
    assert made == [1]
    assert await ask(made) == {"number": 1}


async def test_without_a_key_each_request_creates(ask):
    made = []
    assert [await ask(made, key=None), await ask(made, key=None)] == [{"number": 1}, {"number": 2}]


async def test_a_request_that_failed_leaves_the_key_free_for_those_who_waited(ask, sql):
    made = []
    begun = asyncio.Event()
    failing = asyncio.create_task(ask(made, fail=True, begun=begun))
    async with asyncio.timeout(10):
        await begun.wait()
    waiting = asyncio.create_task(ask(made))
    with pytest.raises(ConnectionError):
        await failing
    assert await waiting == {"number": 2}
    assert len(await sql("SELECT 1 FROM idempotency_keys")) == 1


async def test_a_key_is_for_one_request_of_one_caller(ask):
    made = []
    await ask(made)
    with pytest.raises(InvalidError, match="was used for another request"):
        await ask(made, request={"x": 2})
    with pytest.raises(InvalidError, match="was used for another request"):
        await ask(made, address="POST /y")
    assert await ask(made, caller="bob", request={"x": 2}) == {"number": 2}
    assert await ask(made, key="other", request={"x": 2}) == {"number": 3}


async def test_the_order_of_a_requests_members_does_not_matter(ask):
    made = []
    first = await ask(made, request={"a": 1, "b": None})
    assert await ask(made, request={"b": None, "a": 1}) == first


async def test_keys_are_forgotten_after_a_day(engine, ask, sql):
    made = []
    for key in ("old", "young"):
        await ask(made, key=key)
    await sql("UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = 'old'")
    async with writing(engine) as session:
        assert await forget_old(session) == 1
    assert await ask(made, key="young") == {"number": 2}
    assert await ask(made, key="old") == {"number": 3}
