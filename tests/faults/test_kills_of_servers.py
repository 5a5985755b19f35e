"""Redis, the replica or PostgreSQL itself is killed under load: no answer is wrong, and all goes on by itself."""

import os
import signal
import time

import httpx2
import pytest
import redis
from tests.faults.conftest import POOL_SIZE, all_went_on

from jobcenter.kit.replica import AWAY_SECONDS

pytestmark = pytest.mark.slow  # servers of its own, and load for some seconds in each

AWHILE = 1.2  # seconds


@pytest.fixture
def load(apis, load_on):
    return load_on(apis[0])


@pytest.fixture
def dump(installation):
    """Where Valkey would keep its memory, if it is asked to; at the end it has none."""
    path = installation.valkey.data_dir / "dump.rdb"
    yield path
    path.unlink(missing_ok=True)


def test_redis_killed_and_back_empty_or_with_an_older_past(installation, load, dump):
    valkey = installation.valkey
    with load.going() as record:
        time.sleep(AWHILE)
        with redis.Redis.from_url(valkey.url) as client:
            client.save()
        time.sleep(AWHILE)
        valkey.kill()
        killed = time.monotonic()
        time.sleep(AWHILE)
        back = time.monotonic()
        with load.reading_only():
            time.sleep(0.2)
            valkey.start()  # with what it knew some seconds before it was killed
            time.sleep(AWAY_SECONDS + AWHILE)
        dump.unlink()
        valkey.kill()
        valkey.start()  # with nothing, and at once
        again = time.monotonic()
        time.sleep(2 * AWHILE)
    all_went_on(record, killed, back)
    all_went_on(record, again, time.monotonic())
    assert record.away == []


def test_the_replica_killed_and_back(installation, load, held, reads_there):
    replica = installation.replica
    with load.going() as record:
        time.sleep(AWHILE)
        replica.kill()
        killed = time.monotonic()
        time.sleep(AWHILE)
        back = time.monotonic()
        replica.start()
        time.sleep(2 * AWHILE)
        replica.kill()
        replica.start()  # before anybody has missed it
        before = reads_there()
        time.sleep(2 * AWHILE)
    all_went_on(record, killed, back)
    assert reads_there() > before
    assert held(replica.url) <= 2 * POOL_SIZE
    assert record.away == []


def test_the_replica_stands_still_and_comes_back_behind(installation, load, reads_there, late):
    replica = installation.replica
    with load.going() as record:
        time.sleep(AWHILE)
        installation.ask("SELECT pg_wal_replay_pause()", url=replica.url)
        paused = time.monotonic()
        time.sleep(AWHILE)
        installation.ask("SELECT pg_wal_replay_resume()", url=replica.url)
        time.sleep(AWHILE)
        late()
        time.sleep(AWAY_SECONDS + AWHILE)
        before = reads_there()
        late("0")
        time.sleep(2 * AWHILE)
    all_went_on(record, paused, time.monotonic())
    assert reads_there() > before
    assert record.away == []


@pytest.fixture
def late(installation):
    """Kills the replica and starts it as one that applies what it is sent some seconds late."""
    replica = installation.replica

    def late(seconds=f"{3 * AWAY_SECONDS}s"):
        replica.kill()
        replica._settings["recovery_min_apply_delay"] = seconds
        replica.start()

    yield late
    late("0")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGQUIT])  # SIGQUIT: an "immediate" shutdown
def test_the_primary_killed_and_recovered(installation, load, held, number):
    primary = installation.primary
    with load.going() as record:
        time.sleep(AWHILE)
        with load.outage():
            os.kill(primary.pid, number)
            time.sleep(AWHILE)
            primary.kill()  # what is left to do of it here: nothing, or to take note
            primary.start()
        back = time.monotonic()
        time.sleep(2 * AWHILE)
        assert held(primary.url) <= 2 * POOL_SIZE
    all_went_on(record, back, time.monotonic())
    assert record.away


@pytest.fixture
def reads_there(apis):
    """How many requests have read the replica."""

    def count():
        lines = [line for url in apis[1] for line in httpx2.get(url).text.splitlines()]
        return sum(
            float(line.split()[-1]) for line in lines if line.startswith('jobcenter_reads_total{where="replica"')
        )

    return count
