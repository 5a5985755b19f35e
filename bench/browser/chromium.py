"""Chromium driven by a script of Node.js (`drive.js`): found, started, and its measurements read."""

import asyncio
import json
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import PIPE
from typing import Any, Final

from bench.ground import BenchError
from jobcenter.entrypoints.pages import BUILT

ROOT: Final = Path(__file__).parents[2]
DRIVE: Final = Path(__file__).with_name("drive.js")
PLAYWRIGHT: Final = ROOT / "node_modules" / "@playwright" / "test"
LONGEST_SECONDS: Final = 900.0


def find_chromium() -> str | None:
    """The browser, where it is installed."""
    return os.environ.get("JOBCENTER_CHROMIUM") or shutil.which("chromium")


def find_node() -> str | None:
    """Node.js: this machine's own, or the one that came as a Python package (`bin/web.py`)."""
    return shutil.which("node") or shutil.which("node", path=Path(sys.prefix) / "node")


def lacking() -> str:
    """What a browser's measurements lack here, and how one gets it; empty where nothing is lacking."""
    if find_chromium() is None:
        return "Chromium is not here: apt-get install chromium, or name one in JOBCENTER_CHROMIUM"
    if not (BUILT / "index.html").exists():
        return "the web application is not built: python3 bin/web.py build"
    if find_node() is None or not PLAYWRIGHT.exists():
        return "Playwright is not here: python3 bin/web.py build installs it"
    return ""


async def driven(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What `drive.js` has measured.

    Raises:
        BenchError: it could not; with the end of what it said.
    """
    process = await asyncio.create_subprocess_exec(
        *(find_node() or "node", str(DRIVE)), stdin=PIPE, stdout=PIPE, stderr=PIPE, cwd=ROOT
    )
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            said, complained = await process.communicate(json.dumps({**asked, "chromium": find_chromium()}).encode())
    except BaseException:  # whatever ends the wait must not leave a browser behind: asked so, the driver closes it
        if process.returncode is None:
            process.terminate()
            await process.wait()
        raise
    if process.returncode != 0:
        raise BenchError(f"the browser's driver ended with {process.returncode}: {complained.decode()[-2000:]}")
    measured: dict[str, Any] = json.loads(said)
    return measured
