"""What is wrong with an installation, and how to mend it: `jobcenter doctor`."""

import asyncio
import difflib
import json
import os
import platform
import shutil
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import asyncpg
from redis.asyncio import Redis
from redis.exceptions import RedisError
from rich.console import Console

from jobcenter.kit.embedded import EmbeddedError, find_postgres, find_valkey
from jobcenter.kit.embedded.binaries import LEAST_POSTGRES
from jobcenter.kit.embedded.identity import FORCED_BY
from jobcenter.kit.settings import SITE_RATE, SITE_URL, Settings, SettingsError, load_settings, variable_of
from jobcenter.migrations.run import drift

PREFIX = "JOBCENTER_"
PYTHONS = ((3, 11), (3, 13))
LEAST_REDIS = (6, 2)
CLOCK_WARNING, CLOCK_ERROR = 2.0, 30.0  # seconds of difference; leases and tokens live by the clock
DISK_WARNING, DISK_ERROR = 2 * 1024**3, 256 * 1024**2  # bytes
LEAST_KEY, LEAST_KEY_VARIETY = 32, 10  # characters; different characters
MAKE_A_KEY = 'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
SECRET_FILES = (
    *("secret-key", "sign-in.txt", "running.json", "postgres.json", "valkey.json", "valkey/valkey.conf"),
    *("log/postgres.log", "log/valkey.log"),
)
# Read by something else than `Settings`.
OTHER_VARIABLES = frozenset({FORCED_BY})
MARKS = {"ok": "[green]ok     [/]", "warning": "[yellow]warning[/]", "error": "[red]error  [/]"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `what` was found and, unless it is well, `how` to mend it."""

    level: Literal["ok", "warning", "error"]
    what: str
    how: str = ""


def examine(environ: Mapping[str, str] | None = None) -> list[Finding]:
    """Look at everything: settings, versions, servers, schema, clock, disk, secrets. Changes nothing.

    What `environ` (default: the process's environment) does not name is taken from the installation that runs in the
    data folder, if one does.
    """
    given = dict(os.environ if environ is None else environ)
    findings = [_python(), *_unknown_variables(given), *_stray_env(Path.cwd())]
    try:
        settings = load_settings(given)
    except SettingsError as error:
        problems = [Finding("error", line, "Correct it or unset it.") for line in str(error).splitlines()]
        return [*findings, *problems]
    running = _running(settings.data_dir)
    findings += [*_host(settings), *_secret_key(settings), *_secret_files(settings.data_dir), _disk(settings.data_dir)]
    database_url = settings.database_url or running.get("database_url", "")
    outside_redis = settings.redis_url_given or given.get("REDIS_HOST")
    redis_url = settings.redis_url if outside_redis else running.get("redis_url", "")
    return [*findings, *asyncio.run(_servers(database_url, redis_url))]


def report(findings: list[Finding], *, as_json: bool = False) -> int:
    """Print the findings; the exit code: 1 when one of them is an error, else 0."""
    if as_json:
        sys.stdout.write(
            json.dumps([{"level": one.level, "what": one.what, "how": one.how} for one in findings]) + "\n"
        )
    else:
        console = Console(soft_wrap=True, highlight=False)
        for one in findings:
            console.print(MARKS[one.level], end=" ")
            console.print(one.what, markup=False)
            if one.how:
                console.print(f"        → {one.how}", markup=False)
    return 1 if any(one.level == "error" for one in findings) else 0


def _python() -> Finding:
    version = platform.python_version()
    if PYTHONS[0] <= sys.version_info[:2] <= PYTHONS[1]:
        return Finding("ok", f"Python {version}")
    return Finding("error", f"Python {version} is not supported", "Use Python 3.11, 3.12 or 3.13.")


def _unknown_variables(environ: Mapping[str, str]) -> list[Finding]:
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


def _stray_env(folder: Path) -> list[Finding]:
    if not (folder / ".env").exists():
        return []
    return [
        Finding(
            "warning",
            f"There is a file {folder / '.env'}, which Job Center never reads",
            "Set the variables in the environment instead, for instance by `set -a; . ./.env; set +a` before starting.",
        )
    ]


def _running(data_dir: Path) -> dict[str, str]:
    try:
        return dict(json.loads((data_dir / "running.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):  # nothing runs here, or it is not ours to read; the servers' findings say so
        return {}


def _host(settings: Settings) -> list[Finding]:
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


def _secret_key(settings: Settings) -> list[Finding]:
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


def _secret_files(data_dir: Path) -> list[Finding]:
    paths = [data_dir / name for name in SECRET_FILES]
    opened = [path for path in paths if path.exists() and path.stat().st_mode & 0o077]
    return [
        Finding("error", f"{path} may be read by others on this machine", f"chmod 600 {path}") for path in opened
    ] or [Finding("ok", f"Nobody else can read the secrets in {data_dir}")]


def _disk(data_dir: Path) -> Finding:
    place = data_dir.absolute()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    said = f"{free / 1024**3:.1f} GB free at {place}"
    if free < DISK_WARNING:
        level: Literal["warning", "error"] = "error" if free < DISK_ERROR else "warning"
        return Finding(level, f"Only {said}", "Make room: PostgreSQL stops when its disk is full.")
    return Finding("ok", said)


async def _servers(database_url: str, redis_url: str) -> list[Finding]:
    database = await _database(database_url) if database_url else _absent("PostgreSQL", "DATABASE_URL")
    redis = await _redis(redis_url) if redis_url else _absent("Valkey", "REDIS_URL")
    return [*database, *redis]


def _absent(server: str, variable: str) -> list[Finding]:
    """Neither named nor running here: at least whether it could be started."""
    try:
        place = find_postgres().folder if server == "PostgreSQL" else find_valkey()
    except EmbeddedError as error:
        return [Finding("error", str(error), f"Install it, or set {variable}.")]
    return [
        Finding(
            "warning",
            f"{server} was not looked at: {variable} is not set, and nothing runs here (it can: {place})",
            "Start it with `make up`, then run `jobcenter doctor` in the same folder again.",
        )
    ]


async def _database(url: str) -> list[Finding]:
    where = _place(url, 5432)
    try:
        connection = await asyncpg.connect(url, timeout=5)
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError) as error:
        reason = str(error) or "it did not answer in 5 s"
        return [
            Finding("error", f"PostgreSQL at {where} cannot be used: {reason}", "Start it, or correct DATABASE_URL.")
        ]
    try:
        version = int(await connection.fetchval("SHOW server_version_num"))
        before = time.time()
        theirs = float(await connection.fetchval("SELECT extract(epoch FROM clock_timestamp())"))
        difference = theirs - (before + time.time()) / 2
    finally:
        await connection.close()
    findings = [_postgres_version(version, where), _clock(difference)]
    differences = await drift(url)
    schema = [
        Finding("error", f"The schema is not this version's: {one}", "Run `jobcenter migrate`.") for one in differences
    ]
    return [*findings, *(schema or [Finding("ok", "The schema is this version's")])]


def _postgres_version(version: int, where: str) -> Finding:
    said = f"PostgreSQL {version // 10000}.{version % 10000} at {where}"
    if version // 10000 >= LEAST_POSTGRES:
        return Finding("ok", said)
    return Finding("error", f"{said} is too old", f"Job Center needs PostgreSQL {LEAST_POSTGRES} or later: upgrade it.")


def _clock(difference: float) -> Finding:
    if abs(difference) < CLOCK_WARNING:
        return Finding("ok", "This machine's clock agrees with the database's")
    return Finding(
        "error" if abs(difference) >= CLOCK_ERROR else "warning",
        f"This machine's clock is {abs(difference):.0f} s {'behind' if difference > 0 else 'ahead of'} the database's",
        "Let both take their time from the network (systemd-timesyncd, chrony).",
    )


async def _redis(url: str) -> list[Finding]:
    where = _place(url, 6379)
    redis = Redis.from_url(url, socket_connect_timeout=5, socket_timeout=5)
    try:
        facts = await redis.info("server")
    except (OSError, RedisError, TimeoutError) as error:
        return [
            Finding(
                "error",
                f"Redis at {where} cannot be used: {error}",
                "Start it, or correct REDIS_URL. Without it Job Center goes on, slower.",
            )
        ]
    finally:
        await redis.aclose()
    name = "Valkey" if "valkey_version" in facts else "Redis"
    version = str(facts.get("valkey_version") or facts["redis_version"])
    if tuple(int(part) for part in version.split(".")[:2]) < LEAST_REDIS:
        return [
            Finding("error", f"{name} {version} at {where} is too old", "Job Center needs Redis 6.2 or any Valkey.")
        ]
    return [Finding("ok", f"{name} {version} at {where}")]


def _place(url: str, port: int) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or port}"
