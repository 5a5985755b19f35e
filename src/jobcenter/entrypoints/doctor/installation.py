"""What can be told without asking anybody: Python, the environment, the secrets and who can read them, the disk."""

import difflib
import platform
import shutil
import sys
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Literal

from jobcenter.entrypoints.doctor.findings import Finding
from jobcenter.kit.embedded.identity import FORCED_BY
from jobcenter.kit.settings import SITE_RATE, SITE_URL, Settings, variable_of

PREFIX = "JOBCENTER_"
PYTHONS = ((3, 11), (3, 13))
DISK_WARNING, DISK_ERROR = 2 * 1024**3, 256 * 1024**2  # bytes
LEAST_KEY, LEAST_KEY_VARIETY = 32, 10  # characters; different characters
MAKE_A_KEY = 'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
SECRET_FILES = (
    *("secret-key", "sign-in.txt", "running.json", "postgres.json", "valkey.json", "valkey/valkey.conf"),
    *("log/postgres.log", "log/valkey.log"),
)
# Read by something else than `Settings`.
OTHER_VARIABLES = frozenset({FORCED_BY})


def everything_here(environ: Mapping[str, str]) -> list[Finding]:
    """What is found before the settings are read, for they may be what is wrong."""
    return [python(), *unknown_variables(environ), *stray_env(Path.cwd())]


def everything_set(settings: Settings) -> list[Finding]:
    """What is found in the settings and in the data folder."""
    folder = settings.data_dir
    return [*host(settings), *secret_key(settings), *secret_files(folder), disk(folder)]


def python() -> Finding:
    """Whether this Python is one that Job Center works on."""
    version = platform.python_version()
    if PYTHONS[0] <= sys.version_info[:2] <= PYTHONS[1]:
        return Finding("ok", f"Python {version}")
    return Finding("error", f"Python {version} is not supported", "Use Python 3.11, 3.12 or 3.13.")


def unknown_variables(environ: Mapping[str, str]) -> list[Finding]:
    """Variables that look like settings and are none."""
    known = {one for one in map(variable_of, Settings.model_fields) if one.startswith(PREFIX)} | OTHER_VARIABLES
    findings = []
    for name in sorted(environ):
        if not name.startswith(PREFIX) or name in known or SITE_URL.fullmatch(name) or SITE_RATE.fullmatch(name):
            continue
        # Compared without what all of them begin with: that alone would make any two alike.
        close = difflib.get_close_matches(name.removeprefix(PREFIX), [one.removeprefix(PREFIX) for one in known], n=1)
        how = f"Did you mean {PREFIX}{close[0]}?" if close else "Unset it; docs/settings.md lists those there are."
        findings.append(Finding("warning", f"{name} is no setting of Job Center and has no effect", how))
    return findings


def stray_env(folder: Path) -> list[Finding]:
    """A file that people expect to be read."""
    if not (folder / ".env").exists():
        return []
    return [
        Finding(
            "warning",
            f"There is a file {folder / '.env'}, which Job Center never reads",
            "Set the variables in the environment instead, for instance by `set -a; . ./.env; set +a` before starting.",
        )
    ]


def host(settings: Settings) -> list[Finding]:
    """Whether the network reaches the API."""
    try:
        loopback = ip_address(settings.host).is_loopback
    except ValueError:
        loopback = settings.host == "localhost"
    if loopback:
        return [Finding("ok", f"The API listens on {settings.host} only")]
    return [
        Finding(
            "warning",
            f"JOBCENTER_HOST is {settings.host}: the network reaches the API, and passwords cross it unencrypted",
            "Set JOBCENTER_HOST=127.0.0.1 and put a proxy that speaks TLS in front of it.",
        )
    ]


def secret_key(settings: Settings) -> list[Finding]:
    """Whether the key that signs tokens can be guessed."""
    key = settings.secret_key
    if not key:
        kept = settings.data_dir / "secret-key"
        if kept.exists():
            return [Finding("ok", f"The secret key is kept in {kept}")]
        return [
            Finding(
                "warning",
                "JOBCENTER_SECRET_KEY is not set: `make up` makes one, but the API does not start alone",
                f"Make one: {MAKE_A_KEY}",
            )
        ]
    if len(key) < LEAST_KEY or len(set(key)) < LEAST_KEY_VARIETY:
        return [
            Finding(
                "error",
                f"JOBCENTER_SECRET_KEY can be guessed: {len(key)} characters, {len(set(key))} different ones",
                f"Set a random one (all must sign in anew): {MAKE_A_KEY}",
            )
        ]
    return [Finding("ok", "JOBCENTER_SECRET_KEY is set and long enough")]


def secret_files(data_dir: Path) -> list[Finding]:
    """Whether others on this machine can read the secrets."""
    paths = [data_dir / name for name in SECRET_FILES]
    opened = [path for path in paths if path.exists() and path.stat().st_mode & 0o077]
    return [
        Finding("error", f"{path} may be read by others on this machine", f"chmod 600 {path}") for path in opened
    ] or [Finding("ok", f"Nobody else can read the secrets in {data_dir}")]


def disk(data_dir: Path) -> Finding:
    """Whether there is room for the data folder to grow."""
    place = data_dir.absolute()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    said = f"{free / 1024**3:.1f} GB free at {place}"
    if free < DISK_WARNING:
        level: Literal["warning", "error"] = "error" if free < DISK_ERROR else "warning"
        return Finding(level, f"Only {said}", "Make room: PostgreSQL stops when its disk is full.")
    return Finding("ok", said)
