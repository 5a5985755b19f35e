"""`make up`: how long until it answers, from nothing and again; the environment is made already."""

import asyncio
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx2

from bench.figures import Figure, of_samples
from bench.ground import BenchError, Ground, outside_environ
from jobcenter.kit.embedded.process import free_port, last_lines, spawn

SAMPLES, PATIENCE = 3, 90.0


async def run(ground: Ground) -> list[Figure]:
    """Folders that are new each time: started, stopped, started again."""
    first: list[float] = []
    again: list[float] = []
    stopping: list[float] = []
    for number in range(1 if ground.quick else SAMPLES):
        folder = ground.folder / f"up-{number}"
        folder.mkdir(mode=0o711)
        for kept in (first, again):
            started, stopped = await _up_and_down(folder)
            kept.append(started)
            stopping.append(stopped)
    return [
        of_samples("from nothing until /health says ok", first, "s", note="makes the database, the schema, a sign-in"),
        of_samples("again, with its data, until /health says ok", again, "s"),
        of_samples("from Ctrl-C to the end", stopping, "s"),
    ]


async def _up_and_down(folder: Path) -> tuple[float, float]:
    """Seconds to come up and to go down."""
    port = free_port()
    environ = outside_environ() | {"JOBCENTER_PORT": str(port), "JOBCENTER_METRICS_PORT": "0"}
    terminal = folder / "terminal.txt"
    began = time.monotonic()
    with terminal.open("ab") as output:
        process = spawn(
            [sys.executable, "-m", "jobcenter.entrypoints.cli", "up"], output=output, cwd=folder, env=environ
        )
    try:
        await _until_ok(f"http://127.0.0.1:{port}/health", began + PATIENCE, process, terminal)
        started = time.monotonic() - began
    finally:
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        await asyncio.to_thread(process.wait)
    return started, time.monotonic() - began


async def _until_ok(address: str, end: float, process: "subprocess.Popen[bytes]", terminal: Path) -> None:
    async with httpx2.AsyncClient(trust_env=False) as client:
        while True:
            try:
                if (await client.get(address)).json()["status"] == "ok":
                    return
            except httpx2.HTTPError:
                pass  # not listening yet
            if time.monotonic() > end or process.poll() is not None:
                raise BenchError(f"`jobcenter up` does not answer; it said:\n{last_lines(terminal)}")
            await asyncio.sleep(0.02)
