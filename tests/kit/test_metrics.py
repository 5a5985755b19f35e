"""What is counted here, in children, and with a transaction."""

import asyncio
import os
import socket
import subprocess
import sys
from itertools import count
from pathlib import Path

import msgspec
import pytest
from prometheus_client import CollectorRegistry
from sqlalchemy import text

from jobcenter.kit import metrics
from jobcenter.kit.db import writing
from jobcenter.kit.metrics import LOST, SOCKET, Count, Level, Spread, counted_in_children

PATIENCE = 90  # seconds: a limit for what hangs, not a measurement
numbers = count(1)

CHILD = """
import asyncio, sys
from jobcenter.kit.metrics import Count, Spread, flush

eaten = Count(sys.argv[1], "Apples eaten", "kind")
weights = Spread(sys.argv[2], "Weights of apples", buckets=(1, 2))
for _ in range(int(sys.argv[3])):
    eaten.add(kind="red")
eaten.add(2.5, kind="green")
weights.note(1.5)
print("counted", flush=True)
sys.stdin.read()
asyncio.run(flush())
"""

FORKING = """
import asyncio, os, sys
from jobcenter.kit.metrics import Count, Spread, flush

eaten = Count(sys.argv[1], "Apples eaten", "kind")
weights = Spread(sys.argv[2], "Weights of apples", buckets=(1, 2))
for _ in range(int(sys.argv[3])):
    eaten.add(kind="red")
print("counted", flush=True)
sys.stdin.read()
if os.fork() == 0:
    asyncio.run(flush())
    os._exit(0)
os.wait()
weights.note(1.5)
asyncio.run(flush())
"""


@pytest.fixture
def registry():
    return CollectorRegistry()


@pytest.fixture
def eaten(registry):
    return Count(f"apples_{next(numbers)}_total", "Apples eaten", "kind", registry=registry)


@pytest.fixture
def weights(registry):
    return Spread(f"apple_weights_{next(numbers)}", "Weights of apples", buckets=(1, 2), registry=registry)


def lost():
    LOST.add(0)
    return metrics.REGISTRY.get_sample_value(LOST.name)


def start_child(environ, eaten, weights, times, program=CHILD):
    return subprocess.Popen(
        [sys.executable, "-c", program, eaten.name, weights.name, str(times)],
        env={**os.environ, **environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


async def until(true):
    for _ in range(PATIENCE * 100):
        if true():
            return
        await asyncio.sleep(0.01)
    pytest.fail("it never came to be")


async def ended(child):
    """The loop goes on while the child ends: it may wait for the loop to read."""
    child.stdin.close()
    assert await asyncio.to_thread(child.wait, PATIENCE) == 0
    child.stdout.close()


def test_a_count_and_a_spread_are_shown_at_once_where_there_is_no_node(registry, eaten, weights):
    eaten.add(kind="red")
    eaten.add(2, kind="red")
    weights.note(1.5)
    assert registry.get_sample_value(eaten.name, {"kind": "red"}) == 3
    assert registry.get_sample_value(f"{weights.name}_bucket", {"le": "1.0"}) == 0
    assert registry.get_sample_value(f"{weights.name}_bucket", {"le": "2.0"}) == 1


def test_labels_that_a_metric_does_not_have_are_refused_where_it_is_counted(eaten):
    with pytest.raises(ValueError, match="has the labels"):
        eaten.add(colour="red")


def test_a_count_that_would_shrink_is_refused_where_it_is_counted(eaten):
    with pytest.raises(ValueError, match="only grows"):
        eaten.add(-1, kind="red")


def test_a_level_is_not_shown_before_it_is_set(registry):
    level = Level("apples_left", "Apples left", registry=registry)
    assert registry.get_sample_value("apples_left") is None
    level.set(5)
    level.add(-2)
    assert registry.get_sample_value("apples_left") == 3


@pytest.mark.slow
async def test_what_children_count_is_shown_here(registry, eaten, weights):
    with counted_in_children() as environ:
        children = [start_child(environ, eaten, weights, times=300) for _ in range(2)]
        for child in children:
            await ended(child)
        await until(lambda: registry.get_sample_value(f"{weights.name}_count") == 2)
    assert registry.get_sample_value(eaten.name, {"kind": "red"}) == 600
    assert registry.get_sample_value(eaten.name, {"kind": "green"}) == 5


@pytest.mark.slow
async def test_nothing_is_lost_and_nobody_waits_while_the_node_is_too_busy_to_read(registry, eaten, weights):
    lost_before = lost()
    with counted_in_children() as environ:
        child = start_child(environ, eaten, weights, times=5_000)
        # Read without the loop: the node's socket fills up, and the child still comes to its end.
        assert child.stdout.readline() == b"counted\n"
        assert registry.get_sample_value(eaten.name, {"kind": "red"}) is None
        await ended(child)
        await until(lambda: registry.get_sample_value(f"{weights.name}_count") == 1)
    assert registry.get_sample_value(eaten.name, {"kind": "red"}) == 5_000
    assert lost() == lost_before


@pytest.mark.slow
async def test_what_is_too_much_to_keep_is_told_as_lost(registry, eaten, weights):
    lost_before = lost()
    with counted_in_children() as environ:
        child = start_child(environ, eaten, weights, times=metrics.MOST_KEPT + 2_000)
        assert child.stdout.readline() == b"counted\n"
        await ended(child)
        await until(lambda: registry.get_sample_value(f"{weights.name}_count") == 1)
    shown = registry.get_sample_value(eaten.name, {"kind": "red"})
    assert lost() > lost_before
    assert shown + lost() - lost_before == metrics.MOST_KEPT + 2_000


@pytest.mark.slow
async def test_a_child_whose_node_is_gone_goes_on(eaten, weights):
    with counted_in_children() as environ:
        pass
    assert not await asyncio.to_thread(Path(environ[SOCKET]).exists)
    await ended(start_child(environ, eaten, weights, times=10))


@pytest.mark.slow
async def test_a_fork_does_not_send_what_its_parent_keeps(registry, eaten, weights):
    with counted_in_children() as environ:
        child = start_child(environ, eaten, weights, times=300, program=FORKING)
        assert child.stdout.readline() == b"counted\n"
        await ended(child)
        await until(lambda: registry.get_sample_value(f"{weights.name}_count") == 1)
    assert registry.get_sample_value(eaten.name, {"kind": "red"}) == 300


async def test_what_cannot_be_understood_is_counted_as_lost(eaten):
    lost_before = lost()
    with (
        counted_in_children() as environ,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out,
    ):
        for datagram in (b"nonsense", *map(msgspec.json.encode, ([["unheard_of", [], 1]], [[eaten.name, [], 1]]))):
            out.sendto(datagram, environ[SOCKET])
        await until(lambda: lost() == lost_before + 3)


async def test_the_socket_is_nobody_elses():
    with counted_in_children() as environ:
        folder = Path(environ[SOCKET]).parent
        assert (await asyncio.to_thread(folder.stat)).st_mode & 0o077 == 0
    assert not await asyncio.to_thread(folder.exists)


async def test_what_a_killed_node_left_behind_is_removed_and_a_living_ones_is_not(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left_behind, other = tmp_path / "jobcenter-metrics-killed", tmp_path / "jobcenter-metrics-just-made"
    left_behind.mkdir()
    other.mkdir()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as dead:
        dead.bind(str(left_behind / "metrics"))
    with counted_in_children() as living, counted_in_children():
        assert not await asyncio.to_thread(left_behind.exists)
        assert await asyncio.to_thread(other.exists)
        assert await asyncio.to_thread(Path(living[SOCKET]).exists)


@pytest.mark.slow
async def test_where_no_socket_can_be_made_children_still_run(tmp_path, monkeypatch, eaten, weights):
    long = tmp_path / ("x" * 120)
    long.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(long))
    with counted_in_children() as environ:
        assert environ == {}
        await ended(start_child(environ, eaten, weights, times=1))


async def test_what_goes_with_a_transaction_is_counted_at_its_commit(registry, eaten, weights, engine):
    async with writing(engine) as session:
        eaten.add_with(session, 2, kind="red")
        weights.note_with(session, 1.5)
        async with session.begin_nested():
            await session.execute(text("SELECT 1"))
        assert registry.get_sample_value(eaten.name, {"kind": "red"}) is None
    assert registry.get_sample_value(eaten.name, {"kind": "red"}) == 2
    assert registry.get_sample_value(f"{weights.name}_count") == 1


async def test_what_goes_with_a_transaction_that_fails_is_never_counted(registry, eaten, engine):
    async def fail():
        async with writing(engine) as session:
            eaten.add_with(session, kind="red")
            await session.execute(text("SELECT 1 / 0"))

    with pytest.raises(Exception, match="division by zero"):
        await fail()
    async with writing(engine) as session:
        eaten.add_with(session, kind="green")
    assert registry.get_sample_value(eaten.name, {"kind": "red"}) is None
    assert registry.get_sample_value(eaten.name, {"kind": "green"}) == 1
