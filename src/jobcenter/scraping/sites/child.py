"""Asking in a process of its own: a program of ours gets an order, a deadline, and no way to outlive either."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from typing import Final

from jobcenter.kit.embedded.identity import LAUNCH, Identity

_OURS: Final = ("JOBCENTER_", "DATABASE_", "REDIS_", "RQ_", "PG")
_SAID: Final = 2_000  # of what a child complains of, as much is read last
_PART: Final = 65_536


class ChildFailedError(Exception):
    """The child gave no answer; the message says why."""


async def asked(module: str, order: bytes, *, seconds: float, most_bytes: int) -> bytes:
    """Run `python -m module`, give it a line, and return all that it writes.

    When this returns, raises or is cancelled, the process is gone; it dies with this one too, however that ends. It is
    not told this process's secrets, and obeys no proxy variables.

    Raises:
        TimeoutError: it did not end within `seconds`.
        ChildFailedError: it ended badly, or wrote more than `most_bytes`.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-S", LAUNCH, Identity.SELF, str(int(signal.SIGKILL)), str(os.getpid())),
        *(sys.executable, "-P", "-m", module),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env=_environment(),
    )
    try:
        async with asyncio.timeout(seconds):
            return await _answer(process, order, most_bytes)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()  # a mere wait() is for ever where a full pipe has paused its reader


async def _answer(process: Process, order: bytes, most_bytes: int) -> bytes:
    assert process.stdin is not None
    process.stdin.write(order + b"\n")
    said = asyncio.create_task(_complaints(process))
    try:
        answer = await _whole(process, most_bytes)
        code = await process.wait()
        last = (await said).decode("utf-8", "replace").strip().rpartition("\n")[2]
    finally:
        said.cancel()
        await asyncio.wait([said])
    if code != 0:
        why = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
        raise ChildFailedError(f"its process {why}" + (f": {last[:300]}" if last else ""))
    return answer


async def _whole(process: Process, most_bytes: int) -> bytes:
    assert process.stdout is not None
    parts: list[bytes] = []
    size = 0
    while part := await process.stdout.read(_PART):
        size += len(part)
        if size > most_bytes:
            raise ChildFailedError(
                f"it gave more than {most_bytes / 1024 / 1024:.3g} MiB; if that is right, raise "
                "JOBCENTER_MAX_PAGE_BYTES"
            )
        parts.append(part)
    return b"".join(parts)


async def _complaints(process: Process) -> bytes:
    """The end of what it writes to standard error: all of it is read, so that it never waits for a reader."""
    assert process.stderr is not None
    last = b""
    while part := await process.stderr.read(_PART):
        last = (last + part)[-_SAID:]
    return last


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(_OURS) and not name.lower().endswith("_proxy")
    }
    return {**kept, "NO_PROXY": "*"}
