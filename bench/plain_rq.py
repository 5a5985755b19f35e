"""The comparison: RQ alone, whose worker is killed in the middle of a job, and how long until the job runs again."""

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

import psutil
import redis
from rq import Queue, Retry, Worker

from bench.figures import Figure
from bench.ground import BenchError, Ground
from jobcenter.kit.embedded.process import spawn

QUEUE = "plain-rq"
EARLIER = "an earlier measurement without this limit came to 818 s"


def job(notes: str) -> None:
    """Note that this job has started, then work for longer than anybody looks."""
    with Path(notes).open("a", encoding="utf-8") as file:
        file.write(f"{time.monotonic()}\n")
    time.sleep(3600)


async def measure(ground: Ground, limit: float) -> Figure:
    """Two of RQ's own workers and one job with retries; the worker at it is killed together with its child."""
    notes = ground.folder / "plain-rq.txt"
    root = Path(__file__).parent.parent
    environ = os.environ | {"PYTHONPATH": str(root), "BENCH_REDIS_URL": ground.valkey.url}
    with (ground.folder / "plain-rq.log").open("ab") as output:
        command = [sys.executable, "-m", "bench.plain_rq"]
        workers = [psutil.Process(spawn(command, output=output, env=environ).pid) for _ in range(2)]
    try:
        with redis.Redis.from_url(ground.valkey.url) as connection:
            Queue(QUEUE, connection=connection).enqueue(job, str(notes), job_timeout=3600, retry=Retry(max=3))
        if await _starts(notes, 1, 60.0) is None:
            raise BenchError("RQ's own worker did not start the job within 60 s")
        at_it = next(one for one in workers if one.children())
        struck = [at_it, *at_it.children()]
        killed = time.monotonic()
        for process in struck:
            process.kill()
        again = await _starts(notes, 2, limit)
    finally:
        for worker in workers:
            for process in [worker, *_children(worker)]:
                if process.is_running():
                    process.send_signal(signal.SIGKILL)
    value = limit if again is None else again - killed
    return Figure(
        "plain RQ 3 in its place: its worker and child killed", value, "s", beyond=again is None, note=EARLIER
    )


async def _starts(notes: Path, count: int, limit: float) -> float | None:
    """When the job started for the n-th time, on the monotonic clock; None when it did not within the limit."""
    until = time.monotonic() + limit
    while time.monotonic() < until:
        lines = _lines(notes)
        if len(lines) >= count:
            return float(lines[count - 1])
        await asyncio.sleep(0.05)
    return None


def _lines(notes: Path) -> list[str]:
    return notes.read_text(encoding="utf-8").split() if notes.exists() else []


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children()
    except psutil.NoSuchProcess:
        return []


if __name__ == "__main__":
    with redis.Redis.from_url(os.environ["BENCH_REDIS_URL"]) as own:
        Worker([QUEUE], connection=own).work()
