"""Makes `.venv` with everything Job Center needs, from nothing but Python's standard library and the network.

`python3 bin/bootstrap.py` installs what running needs; with `--dev` also what testing needs. The Makefile calls it, and
only when the lock file is newer than the stamp that this leaves.
"""

from __future__ import annotations  # so that a Python that is too old gets as far as being told

import hashlib
import importlib.util
import io
import os
import platform
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urljoin

LEAST, MOST = (3, 11), (3, 13)
UV = "0.13.9"
# Of uv's wheels, by (system, machine, C library): the file's name after the version, and its SHA-256.
WHEELS = {
    ("linux", "x86_64", "glibc"): (
        "py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    ("linux", "aarch64", "glibc"): (
        "py3-none-manylinux_2_28_aarch64.whl",
        "ecb6028d79dc96fbeafffe5c8af62a7099487ebc05a701e76714eebcffd06375",
    ),
    ("linux", "x86_64", "other"): (
        "py3-none-musllinux_1_1_x86_64.whl",
        "2c45530751517d6c3bbc69a19473f6effe47cce047bede01ffd8af7ea7b36b25",
    ),
    ("linux", "aarch64", "other"): (
        "py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64.whl",
        "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
    ),
    ("darwin", "arm64", ""): (
        "py3-none-macosx_11_0_arm64.whl",
        "66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63",
    ),
    ("darwin", "x86_64", ""): (
        "py3-none-macosx_10_12_x86_64.whl",
        "c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5",
    ),
}
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OFFLINE = (
    "Check the network, or name a mirror of the package index in PIP_INDEX_URL and UV_DEFAULT_INDEX; "
    "then run make again."
)


class BootstrapError(Exception):
    """The environment cannot be made; the message says why and what to do."""


def main() -> int:
    """Make or complete `.venv`; returns the exit code."""
    dev = "--dev" in sys.argv[1:]
    try:
        check_python()
        make_environment()
        if not has_uv():
            say(f"Fetching uv {UV} …")
            if importlib.util.find_spec("ensurepip"):
                install_uv_with_pip()
            else:
                install_uv_alone()
        say("Installing what the lock file names …")
        install_locked(dev=dev)
    except BootstrapError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for stamp in ("run", "dev") if dev else ("run",):
        (VENV / f".jobcenter-{stamp}").touch()
    return 0


def say(text: str) -> None:
    """Tell the person at the terminal what takes the time."""
    print(text, flush=True)


def check_python() -> None:
    """Refuse a Python that Job Center does not run on."""
    if not LEAST <= sys.version_info[:2] <= MOST:
        raise BootstrapError(
            f"Job Center needs Python 3.11, 3.12 or 3.13, and {sys.executable} is {platform.python_version()}. "
            "Name another one: make up PYTHON=python3.12"
        )


def make_environment() -> None:
    """Make `.venv` unless a working one is there (an interrupted start may have left a broken one)."""
    works = PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], check=False, capture_output=True).returncode == 0
    if not works:
        say(f"Making {VENV} …")
        # pip comes in later and only where Python brings it: Debian's python3 alone does not.
        venv.EnvBuilder(with_pip=False, symlinks=True, clear=VENV.exists()).create(VENV)


def has_uv() -> bool:
    """Whether the environment's uv is the one we pin."""
    uv = VENV / "bin" / "uv"
    if not uv.exists():
        return False
    answer = subprocess.run([uv, "--version"], capture_output=True, text=True, check=False)
    return answer.stdout.split()[1:2] == [UV]


def install_uv_with_pip() -> None:
    """Let pip fetch uv: it honours whatever index and certificates this machine is configured with."""
    run([PYTHON, "-Wignore", "-m", "ensurepip", "--upgrade"], "Python could not install its own pip.")
    hashes = " ".join(f"--hash=sha256:{digest}" for _, digest in WHEELS.values())
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "uv.txt"
        wanted.write_text(f"uv=={UV} {hashes}\n", encoding="utf-8")
        run(
            [
                *(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"),
                *("--only-binary=:all:", "--require-hashes", "--requirement", wanted),
            ],
            f"pip could not install uv {UV}. {OFFLINE}",
        )


def install_uv_alone() -> None:
    """Fetch uv's wheel, check it against the pinned hash, and unpack it into the environment."""
    system = platform.system().lower()
    key = (system, platform.machine(), (platform.libc_ver()[0] or "other") if system == "linux" else "")
    if key not in WHEELS:
        raise BootstrapError(
            f"There is no pinned uv for {' '.join(key)}, and this Python has no pip. Install pip (on Debian: "
            "apt install python3-venv), or put uv into .venv/bin yourself; then run make again."
        )
    ending, digest = WHEELS[key]
    name = f"uv-{UV}-{ending}"
    index = (os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("PIP_INDEX_URL") or "https://pypi.org/simple").rstrip(
        "/"
    )
    page = f"{index}/uv/"
    found = re.search(rf'href="([^"]*{re.escape(name)})[#"]', fetch(page).decode("utf-8", "replace"))
    if not found:
        raise BootstrapError(f"{page} does not list {name}. {OFFLINE}")
    wheel = fetch(urljoin(page, found.group(1)))
    if hashlib.sha256(wheel).hexdigest() != digest:
        raise BootstrapError(
            f"{name} from {index} is not the file that Job Center was tested with (its SHA-256 differs)."
        )
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        program = archive.read(f"uv-{UV}.data/scripts/uv")
    draft = VENV / "bin" / "uv.new"
    draft.write_bytes(program)
    draft.chmod(0o755)
    draft.replace(VENV / "bin" / "uv")


def fetch(url: str) -> bytes:
    """The body of a GET; a network that fails becomes a sentence."""
    if not url.startswith("https://") and not url.startswith("http://"):
        raise BootstrapError(f"{url} is not an http(s) address. {OFFLINE}")
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return bytes(answer.read())
    except (urllib.error.URLError, OSError) as error:
        raise BootstrapError(f"{url} could not be fetched: {error}. {OFFLINE}") from None


def install_locked(*, dev: bool) -> None:
    """Install exactly what uv.lock names. What else is in the environment stays: uv itself, for one."""
    command: list[str | Path] = [
        VENV / "bin" / "uv",
        "sync",
        "--frozen",
        "--inexact",
        "--quiet",
        "--extra",
        "boards",
        *([] if dev else ["--no-dev"]),
    ]
    environment = os.environ | {"UV_PROJECT_ENVIRONMENT": str(VENV), "UV_PYTHON": str(PYTHON)}
    environment.pop("VIRTUAL_ENV", None)  # another active environment is none of our business
    run(command, f"uv could not install Job Center's packages. {OFFLINE}", environment)


def run(command: Sequence[str | Path], failure: str, environment: dict[str, str] | None = None) -> None:
    """Run a command, what it complains of shown; a failing one becomes `failure`."""
    if subprocess.run(command, check=False, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL).returncode != 0:
        raise BootstrapError(failure)


if __name__ == "__main__":
    sys.exit(main())
