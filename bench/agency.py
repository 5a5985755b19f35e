"""A made-up agency of any size, filled by the command that everybody has."""

import asyncio
import sys
import time
from collections.abc import Mapping
from subprocess import PIPE, STDOUT

from bench.ground import BenchError

PIPELINE, QUICK_PIPELINE = 40_000, 300
APPLICANTS, QUICK_APPLICANTS = 1_000_000, 3_000


async def fill(environ: Mapping[str, str], pipeline: int, applicants: int) -> float:
    """Fill the database that `environ` names with so many applicants, so many of them in one job; in seconds.

    Raises:
        BenchError: the command did not end well.
    """
    began = time.monotonic()
    words = ["demo", "agency", "--pipeline", str(pipeline), "--applicants", str(applicants)]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "jobcenter.entrypoints.cli", *words), env=environ, stdout=PIPE, stderr=STDOUT
    )
    said, _ = await process.communicate()
    if process.returncode != 0:
        raise BenchError(f"jobcenter demo agency ended with {process.returncode}: {said.decode()[-500:]}")
    return time.monotonic() - began
