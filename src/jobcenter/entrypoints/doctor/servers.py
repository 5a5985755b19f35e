"""PostgreSQL and Redis: whether they are there, new enough, agree on the time, and hold this version's schema."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from redis.asyncio import Redis
from redis.exceptions import RedisError

from jobcenter.entrypoints.doctor.findings import Finding, place
from jobcenter.kit.embedded import EmbeddedError, find_postgres, find_valkey
from jobcenter.kit.embedded.binaries import LEAST_POSTGRES
from jobcenter.migrations.run import drift

LEAST_REDIS = (6, 2)
CLOCK_WARNING, CLOCK_ERROR = 2.0, 30.0  # seconds of difference; leases and tokens live by the clock


PATIENCE = 5.0  # seconds that a server may take to answer
UNREACHABLE = (OSError, TimeoutError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError)
"""What a server raises that is not there, or lets nobody in."""


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection to PostgreSQL that works through any pooler."""
    connection = await asyncpg.connect(url, timeout=PATIENCE, statement_cache_size=0)
    try:
        yield connection
    finally:
        await connection.close(timeout=PATIENCE)


def reason_of(error: BaseException) -> str:
    """What a server said that cannot be used."""
    return str(error) or f"it did not answer in {PATIENCE:.0f} s"


def _absent(server: str, variable: str) -> list[Finding]:
    """Neither named nor running here: at least whether it could be started."""
    try:
        found = find_postgres().folder if server == "PostgreSQL" else find_valkey()
    except EmbeddedError as error:
        return [Finding("error", str(error), f"Install it, or set {variable}.")]
    return [
        Finding(
            "warning",
            f"{server} was not looked at: {variable} is not set, and nothing runs here (it can: {found})",
            "Start it with `make up`, then run `jobcenter doctor` in the same folder again.",
        )
    ]


async def postgres(url: str) -> list[Finding]:
    """PostgreSQL at `url`; where that is empty, whether it could be started here."""
    if not url:
        return _absent("PostgreSQL", "DATABASE_URL")
    where = place(url, 5432)
    try:
        async with connected(url) as connection:
            version = int(await connection.fetchval("SHOW server_version_num"))
            before = time.time()
            theirs = float(await connection.fetchval("SELECT extract(epoch FROM clock_timestamp())"))
            difference = theirs - (before + time.time()) / 2
    except UNREACHABLE as error:
        said = f"PostgreSQL at {where} cannot be used: {reason_of(error)}"
        return [Finding("error", said, "Start it, or correct DATABASE_URL.")]
    findings = [postgres_version(version, where), clock(difference)]
    differences = await drift(url)
    schema = [
        Finding("error", f"The schema is not this version's: {one}", "Run `jobcenter migrate`.") for one in differences
    ]
    return [*findings, *(schema or [Finding("ok", "The schema is this version's")])]


def postgres_version(version: int, where: str) -> Finding:
    """Whether a version, as `server_version_num` tells it, is new enough."""
    said = f"PostgreSQL {version // 10000}.{version % 10000} at {where}"
    if version // 10000 >= LEAST_POSTGRES:
        return Finding("ok", said)
    return Finding("error", f"{said} is too old", f"Job Center needs PostgreSQL {LEAST_POSTGRES} or later: upgrade it.")


def clock(difference: float) -> Finding:
    """Whether a difference in seconds to the database's clock does no harm."""
    if abs(difference) < CLOCK_WARNING:
        return Finding("ok", "This machine's clock agrees with the database's")
    return Finding(
        "error" if abs(difference) >= CLOCK_ERROR else "warning",
        f"This machine's clock is {abs(difference):.0f} s {'behind' if difference > 0 else 'ahead of'} the database's",
        "Let both take their time from the network (systemd-timesyncd, chrony).",
    )


async def redis(url: str) -> list[Finding]:
    """Redis or Valkey at `url`; where that is empty, whether it could be started here."""
    if not url:
        return _absent("Valkey", "REDIS_URL")
    where = place(url, 6379)
    client = Redis.from_url(url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE)
    try:
        facts = await client.info("server")
    except (OSError, RedisError, TimeoutError) as error:
        return [
            Finding(
                "error",
                f"Redis at {where} cannot be used: {error}",
                "Start it, or correct REDIS_URL. Without it Job Center goes on, slower.",
            )
        ]
    finally:
        await client.aclose()
    name = "Valkey" if "valkey_version" in facts else "Redis"
    version = str(facts.get("valkey_version") or facts["redis_version"])
    if tuple(int(part) for part in version.split(".")[:2]) < LEAST_REDIS:
        return [
            Finding("error", f"{name} {version} at {where} is too old", "Job Center needs Redis 6.2 or any Valkey.")
        ]
    return [Finding("ok", f"{name} {version} at {where}")]
