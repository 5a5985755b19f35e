"""Whether the replica is one: reachable, a standby of this very primary, close behind it, and readable."""

import asyncio
from dataclasses import dataclass

import asyncpg

from jobcenter.entrypoints.doctor.findings import Finding, place
from jobcenter.entrypoints.doctor.servers import UNREACHABLE, connected, reason_of
from jobcenter.kit.settings import Settings
from jobcenter.tables import metadata

MEGABYTE = 1024**2
MOMENT = 1.0  # seconds: so long a replica that seems far behind may take, for all was quiet until just now
_MAY_ASK = "SELECT has_function_privilege('pg_control_system()', 'EXECUTE')"
_SYSTEM = "SELECT CAST(system_identifier AS text) FROM pg_control_system()"
_PRIMARY = "SELECT current_database() AS database, CAST(pg_current_wal_lsn() AS text) AS position"
_STANDING = """
    SELECT pg_is_in_recovery() AS follows, current_database() AS database,
        EXISTS (SELECT 1 FROM pg_stat_wal_receiver WHERE pid IS NOT NULL) AS receives,
        extract(epoch FROM now() - coalesce(pg_last_xact_replay_timestamp(), pg_postmaster_start_time()))
            AS quiet_seconds,
        CASE WHEN pg_is_in_recovery()
            THEN pg_wal_lsn_diff(CAST(CAST($1 AS text) AS pg_lsn), pg_last_wal_replay_lsn()) END AS behind
"""
_HIDDEN = """
    SELECT name FROM unnest(CAST($1 AS text[])) AS name
    WHERE to_regclass('public.' || name) IS NOT NULL
        AND NOT (has_schema_privilege('public', 'USAGE') AND has_table_privilege('public.' || name, 'SELECT'))
    ORDER BY name
"""


@dataclass(frozen=True, slots=True)
class _Primary:
    """The primary: its cluster's number (None where its user may not read it), its database, its place in the log."""

    system: str | None
    database: str
    position: str


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a replica stands; `behind` in bytes of the log, None where nothing is known of the primary."""

    system: str | None
    database: str
    follows: bool
    receives: bool
    behind: int | None
    quiet_seconds: float
    hidden: list[str]

    def is_late(self, most: float) -> bool:
        """Whether it has not replayed for so many seconds, although there is something to replay."""
        return bool(self.behind and self.behind > 0 and self.quiet_seconds > most)


async def replica(settings: Settings) -> list[Finding]:
    """What is wrong with the server at `DATABASE_REPLICA_URL`; nothing where that is not set."""
    url = settings.database_replica_url
    if not url:
        return []
    where, most = place(url, 5432), settings.replica_most_behind_seconds
    primary = await _primary(settings.database_url)
    try:
        async with connected(url) as connection:
            there = await _look(connection, primary)
            if there.is_late(most):
                await asyncio.sleep(MOMENT)
                there = await _look(connection, primary)
    except UNREACHABLE as error:
        said = f"The replica at {where} cannot be used: {reason_of(error)}"
        return [Finding("error", said, "Start it, or correct DATABASE_REPLICA_URL. Until then the primary is read.")]
    if not there.follows:
        said = f"The server at {where} is no replica: it follows nobody, and can be written to on its own"
        how = "Let DATABASE_REPLICA_URL lead to a standby of DATABASE_URL (pg_basebackup -R makes one), or unset it."
        return [Finding("error", said, how)]
    if primary is None:
        return _rights(there, where)  # what is wrong with the primary is said already
    return [_kinship(primary, there, where) or _distance(there, where, most), *_rights(there, where)]


async def _primary(url: str) -> _Primary | None:
    """What the primary says of itself, before the replica is asked; None where it cannot be reached."""
    try:
        async with connected(url) as connection:
            system = await _system(connection)
            rows = await connection.fetch(_PRIMARY)
            return _Primary(system, rows[0]["database"], rows[0]["position"])
    except UNREACHABLE:
        return None


async def _system(connection: asyncpg.Connection) -> str | None:
    return str(await connection.fetchval(_SYSTEM)) if await connection.fetchval(_MAY_ASK) else None


async def _look(connection: asyncpg.Connection, primary: _Primary | None) -> _Standing:
    (row,) = await connection.fetch(_STANDING, None if primary is None else primary.position)
    hidden = await connection.fetch(_HIDDEN, sorted(metadata.tables))
    return _Standing(
        system=await _system(connection),
        database=row["database"],
        follows=row["follows"],
        receives=row["receives"],
        behind=None if row["behind"] is None else int(row["behind"]),
        quiet_seconds=float(row["quiet_seconds"]),
        hidden=[one["name"] for one in hidden],
    )


def _kinship(primary: _Primary, there: _Standing, where: str) -> Finding | None:
    """What is wrong if the replica is not this primary's, or not of this database."""
    if None not in (primary.system, there.system) and primary.system != there.system:
        said = f"The replica at {where} follows another primary than DATABASE_URL: what is read there is another's"
        return Finding("error", said, "Correct DATABASE_REPLICA_URL, or unset it, before anybody reads there.")
    if primary.database != there.database:
        said = f"The replica is read in the database {there.database!r}, the primary in {primary.database!r}"
        return Finding("error", said, "Name the same database in DATABASE_REPLICA_URL and in DATABASE_URL.")
    return None


def _distance(there: _Standing, where: str, most: float) -> Finding:
    behind = f"{max(there.behind or 0, 0) / MEGABYTE:.1f} MB"
    if not there.receives:
        said = f"The replica at {where} receives nothing from its primary: it is {behind} behind"
        how = "Look into its log: can it reach the primary (primary_conninfo), and does that still keep what it needs?"
        return Finding("error", said, how)
    if there.is_late(most):
        said = f"The replica at {where} is {there.quiet_seconds:.0f} s and {behind} behind: it is not read"
        how = f"Find out what holds it up, or allow more by JOBCENTER_REPLICA_MOST_BEHIND_SECONDS (now {most:.0f})."
        return Finding("warning", said, how)
    return Finding("ok", f"The replica at {where} follows this primary, {behind} behind")


def _rights(there: _Standing, where: str) -> list[Finding]:
    if not there.hidden:
        return []
    shown = ", ".join(there.hidden[:3]) + (f" and {len(there.hidden) - 3} more" if len(there.hidden) > 3 else "")  # noqa: PLR2004 - as many as shown
    said = f"The replica's user at {where} may not read {shown}"
    how = "On the primary: GRANT USAGE ON SCHEMA public and GRANT SELECT ON ALL TABLES IN SCHEMA public to that user."
    return [Finding("error", said, how)]
