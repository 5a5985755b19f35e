"""What each caller has seen, between two processes and a real Redis that dies, comes back or stands still."""

import asyncio
import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest

from jobcenter.kit import positions
from jobcenter.kit.embedded import Valkey
from jobcenter.kit.positions import Positions

SEEN = 0x2_0000_0000


@pytest.fixture
def own_valkey():
    """A server for one test alone, to be killed."""
    folder = Path(tempfile.mkdtemp(prefix="jobcenter-positions-"))
    folder.chmod(0o711)
    server = Valkey(folder / "valkey")
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture
async def one_and_other(settings, own_valkey):
    """What two processes know."""
    both = [Positions(settings.model_copy(update={"redis_url_given": own_valkey.url})) for _ in range(2)]
    yield both
    for one in both:
        await one.close()


async def test_a_position_never_gives_way_to_an_older_one(one_and_other):
    one, other = one_and_other
    await one.note("ada", SEEN)
    await other.note("ada", SEEN - 1)
    assert [await known.of("ada") for known in one_and_other] == [SEEN, SEEN]
    assert await other.of("ben") is None
    assert await other.of(None) is None


async def test_the_first_word_after_a_restart_is_told_to_all(one_and_other, own_valkey):
    one, other = one_and_other
    for known in one_and_other:
        await asyncio.gather(*(known.note(f"{number}", 1) for number in range(4)))  # several connections, all to die
    own_valkey.kill()
    own_valkey.start()
    await other.note("ada", SEEN - 1)
    for number in range(4):
        await one.note("ada", SEEN + number)
        assert await other.of("ada") == SEEN + number
    assert await other.of("0") is None, "it is of a Redis that died"


async def test_what_nobody_could_be_told_is_told_before_anything_is_believed(one_and_other, own_valkey):
    one, other = one_and_other
    await one.note("ada", SEEN)
    own_valkey.kill()
    await one.note("ada", SEEN + 1)
    await one.note("ben", SEEN + 2)
    assert one.untold == {"ada": SEEN + 1, "ben": SEEN + 2}
    own_valkey.start()
    assert await one.of("eve") is None
    assert [await other.of(name) for name in ("ada", "ben")] == [SEEN + 1, SEEN + 2]
    assert one.untold == {}


async def test_an_answer_waits_while_redis_is_silent_for_a_moment(one_and_other, own_valkey, monkeypatch):
    monkeypatch.setattr(positions, "TELLING_SECONDS", 60.0)  # a moment, on whatever machine
    one, other = one_and_other
    await asyncio.gather(one.note("ada", SEEN), other.note("ben", 1))
    os.kill(own_valkey.pid, signal.SIGSTOP)
    noting = asyncio.create_task(one.note("ada", SEEN + 1))
    await asyncio.sleep(2 * positions.PATIENCE)
    assert not noting.done()
    os.kill(own_valkey.pid, signal.SIGCONT)
    await noting
    assert one.untold == {}
    assert await other.of("ada") == SEEN + 1


async def test_nobody_waits_for_a_redis_that_is_silent_for_long(one_and_other, own_valkey, monkeypatch):
    one, other = one_and_other
    await one.note("ada", SEEN)
    os.kill(own_valkey.pid, signal.SIGSTOP)
    try:
        while not one._is_silent:
            await one.note("ada", SEEN + 1)
        monkeypatch.setattr(positions, "TELLING_SECONDS", 3600.0)
        async with asyncio.timeout(60):
            await one.note("ada", SEEN + 2)
            assert await one.of("ada") is None
    finally:
        os.kill(own_valkey.pid, signal.SIGCONT)
    async with asyncio.timeout(60):
        await one._paying
    assert await other.of("ada") == SEEN + 2
