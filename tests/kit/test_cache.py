"""The cache on a real Valkey: what is kept, when it is read anew, and that without Redis nothing is wrong."""

import asyncio
from pathlib import Path

import pytest

from jobcenter.kit.cache import Cache, Kept
from jobcenter.kit.embedded import Valkey
from jobcenter.kit.redis import AWAY

SLOW = 0.05


def board(number=1, *, tags=("job:1",), seconds=60, seen=None):
    return Kept("board", (number,), frozenset(tags), seconds, seen)


class Truth:
    """What the database would say; it counts how often it was asked."""

    def __init__(self):
        self.value = b"first"
        self.asked = 0
        self.is_asked = asyncio.Event()

    async def __call__(self):
        self.asked += 1
        self.is_asked.set()
        value = self.value
        await asyncio.sleep(SLOW)
        return value


@pytest.fixture
def truth():
    return Truth()


@pytest.fixture
async def cache(settings):
    made = Cache(settings)
    yield made
    await made.close()


@pytest.fixture
async def other(settings):
    """The cache of another process."""
    made = Cache(settings)
    yield made
    await made.close()


async def test_what_was_read_is_kept_for_every_process(cache, other, truth):
    assert [await one.remember(board(), truth) for one in (cache, cache, other)] == [b"first"] * 3
    assert truth.asked == 1


async def test_what_it_depends_on_tells_answers_apart(cache, truth):
    await cache.remember(board(1), truth)
    truth.value = b"second"
    assert await cache.remember(board(2), truth) == b"second"
    assert await cache.remember(board("1"), truth) == b"second"


async def test_a_write_makes_the_next_read_fresh_everywhere(cache, other, truth):
    await cache.remember(board(), truth)
    truth.value = b"second"
    await other.move(["job:1"])
    assert [await one.remember(board(), truth) for one in (cache, other)] == [b"second"] * 2
    await other.move(["job:2"])
    await cache.remember(board(), truth)
    assert truth.asked == 2


async def test_what_was_read_before_a_write_is_not_kept_behind_it(cache, truth):
    reading = asyncio.create_task(cache.remember(board(), truth))
    await truth.is_asked.wait()
    truth.value = b"second"
    await cache.move(["job:1"])
    assert await reading == b"first"  # it had asked before
    assert await cache.remember(board(), truth) == b"second"


async def test_who_wrote_does_not_share_a_reading_that_began_before(cache, truth):
    reading = asyncio.create_task(cache.remember(board(), truth))
    await truth.is_asked.wait()
    truth.value = b"second"
    await cache.move(["job:1"])
    assert await cache.remember(board(), truth) == b"second"
    assert await reading == b"first"


async def test_nobody_shares_the_reading_of_a_replica_that_has_not_seen_the_write(cache, truth):
    await cache.move(["job:1"], 100)
    behind = asyncio.create_task(cache.remember(board(seen=99), truth))
    await truth.is_asked.wait()
    truth.value = b"second"
    assert [await cache.remember(board(seen=seen), truth) for seen in (None, 100)] == [b"second"] * 2
    assert await behind == b"first"


async def test_a_replica_that_has_not_seen_the_write_fills_nothing(cache, truth):
    await cache.move(["job:1"], 100)
    assert await cache.remember(board(seen=99), truth) == b"first"
    truth.value = b"second"
    assert await cache.remember(board(seen=100), truth) == b"second"
    assert await cache.remember(board(seen=99), truth) == b"second"


async def test_a_write_that_tells_of_itself_late_hides_none_that_came_after_it(cache, truth):
    for position in (1000, 999):
        await cache.move(["job:1"], position)
    assert await cache.remember(board(seen=999), truth) == b"first"
    truth.value = b"second"
    assert await cache.remember(board(seen=1000), truth) == b"second"


async def test_many_who_ask_at_once_are_answered_by_one_reading(cache, other, truth):
    answers = await asyncio.gather(*((cache, other)[n % 2].remember(board(), truth) for n in range(40)))
    assert set(answers) == {b"first"}
    assert truth.asked == 1


async def test_an_error_is_told_to_all_and_kept_for_nobody(cache, truth):
    async def broken():
        await asyncio.sleep(SLOW)
        raise ConnectionError("the database is away")

    outcomes = await asyncio.gather(*(cache.remember(board(), broken) for _ in range(3)), return_exceptions=True)
    assert [type(one) for one in outcomes] == [ConnectionError] * 3
    assert await cache.remember(board(), truth) == b"first"


async def test_who_could_not_read_keeps_nobody_else_waiting(cache, other, truth):
    async def broken():
        raise ConnectionError("the database is away")

    with pytest.raises(ConnectionError):
        await cache.remember(board(), broken)
    assert [key async for key in cache._redis.scan_iter("*:lock")] == []
    assert await other.remember(board(), truth) == b"first"


async def test_it_ends_and_is_read_anew_a_little_before(cache, truth):
    await cache.remember(board(seconds=0.3), truth)
    asked = []
    for _ in range(60):
        await cache.remember(board(seconds=0.3), truth)
        asked.append(truth.asked)
        await asyncio.sleep(0.01)
    assert truth.asked >= 2
    assert asked[0] <= 2


async def test_without_redis_all_is_read_and_nothing_is_wrong(settings, truth):
    gone = Cache(settings.model_copy(update={"redis_url_given": "redis://127.0.0.1:1/0"}))
    assert [await gone.remember(board(), truth) for _ in range(2)] == [b"first"] * 2
    assert truth.asked == 2
    await gone.close()


async def test_turned_off_it_reads_every_time(settings, truth):
    off = Cache(settings.model_copy(update={"cache": False}))
    assert [await off.remember(board(), truth) for _ in range(2)] == [b"first"] * 2
    assert truth.asked == 2
    await off.move(["job:1"])
    await off.close()


@pytest.mark.slow  # starts a Valkey of its own, and lets it die
async def test_a_redis_that_comes_back_with_an_older_past_is_not_believed(settings, folder, truth):
    folder.chmod(0o711)
    valkey = Valkey(Path(folder) / "valkey")
    valkey.start()
    cache = Cache(settings.model_copy(update={"redis_url_given": valkey.url}))
    try:
        await cache.remember(board(), truth)
        valkey.kill()
        truth.value = b"second"
        with pytest.raises(AWAY):
            await cache.move(["job:1"])  # the outbox would repeat it
        assert await cache.remember(board(), truth) == b"second"
        valkey.start()
        await asyncio.sleep(2.1)
        assert await cache.remember(board(), truth) == b"second"
    finally:
        await cache.close()
        valkey.stop()


@pytest.mark.parametrize("lost", ["tag", "value"])
async def test_redis_may_drop_what_it_likes(cache, truth, lost):
    await cache.remember(board(), truth)
    truth.value = b"second"
    await cache.move(["job:1"])
    keys = [key async for key in cache._redis.scan_iter("jobcenter:tag:*" if lost == "tag" else "jobcenter:cache:*")]
    assert keys
    await cache._redis.delete(*keys)
    assert await cache.remember(board(), truth) == b"second"
