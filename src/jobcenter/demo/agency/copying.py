"""Bringing rows into the tables of an agency by COPY, and setting indexes aside meanwhile where there are many."""

from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

import asyncpg

from jobcenter.applicants.loading import load_applicants, load_history
from jobcenter.campaigns import loading as campaigns
from jobcenter.candidates import loading as candidates
from jobcenter.companies import loading as companies
from jobcenter.interviews.loading import load_interviews
from jobcenter.jobs import loading as jobs
from jobcenter.offlimits.loading import load_off_limits_rules
from jobcenter.placements.loading import load_placements

Row = tuple[Any, ...]


class Tables(defaultdict[str, list[Row]]):
    """Rows that wait to be copied, by the table's name; each a tuple as that table's loader takes it."""

    def __init__(self) -> None:
        super().__init__(list)


async def _load_users(connection: asyncpg.Connection, rows: Iterable[Row]) -> None:
    copy = connection.copy_records_to_table  # people who sign in are made one by one everywhere else
    columns = ("id", "email", "name", "role", "password_hash", "company_id", "created_at", "updated_at")
    await copy("users", records=rows, columns=columns)


async def _load_templates(connection: asyncpg.Connection, rows: Iterable[Row]) -> None:
    copy = connection.copy_records_to_table  # and so are templates
    await copy("stage_templates", records=rows, columns=("id", "name", "stages", "created_at", "updated_at"))


LOADERS: Final[Mapping[str, Callable[[asyncpg.Connection, Iterable[Any]], Awaitable[None]]]] = {
    "companies": companies.load_companies,
    "company_names": companies.load_names,
    "company_domains": companies.load_domains,
    "company_contacts": companies.load_contacts,
    "interview_rounds": companies.load_rounds,
    "contracts": companies.load_contracts,
    "off_limits_rules": load_off_limits_rules,
    "users": _load_users,
    "stage_templates": _load_templates,
    "jobs": jobs.load_jobs,
    "job_stages": jobs.load_stages,
    "campaigns": campaigns.load_campaigns,
    "candidates": candidates.load_candidates,
    "profiles": candidates.load_profiles,
    "candidate_contacts": candidates.load_contacts,
    "candidate_tags": candidates.load_tags,
    "applicants": load_applicants,
    "applicant_history": load_history,
    "candidate_notes": candidates.load_notes,
    "interviews": load_interviews,
    "placements": load_placements,
    "mails": campaigns.load_mails,
    "mail_events": campaigns.load_mail_events,
}
"""The tables that an agency fills, each after those that it refers to, and how their owners have them filled."""

BIG: Final = (
    *("candidates", "profiles", "candidate_contacts", "candidate_tags", "candidate_notes", "applicants"),
    *("applicant_history", "interviews", "placements", "mails", "mail_events"),
)
"""Tables whose rows grow with the applicants."""

# Keys stay: they hold what is unique, and their names stand in the schema as constraints.
_INDEXES: Final = """
SELECT format('%I', index.relname) AS name, pg_get_indexdef(index.oid) AS definition
FROM pg_index JOIN pg_class index ON index.oid = indexrelid
WHERE indrelid = ANY($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
ORDER BY index.relname
"""


async def store(connection: asyncpg.Connection, rows: Tables, counts: dict[str, int]) -> None:
    """Copy all waiting rows, so that what is referred to comes first, and count them by table."""
    for table, load in LOADERS.items():
        waiting = rows.get(table)
        if waiting:
            await load(connection, waiting)
            counts[table] = counts.get(table, 0) + len(waiting)
            waiting.clear()


@asynccontextmanager
async def without_indexes(connection: asyncpg.Connection) -> AsyncIterator[None]:
    """Drop the big tables' indexes, and make them again at the end, which is several times faster than keeping them.

    Within the caller's transaction: others wait for these tables until it ends, and nothing is lost where it fails.
    """
    held = await connection.fetch(_INDEXES, list(BIG))
    await connection.execute("DROP INDEX " + ", ".join(index["name"] for index in held))
    yield
    await connection.execute("SET LOCAL maintenance_work_mem = '512MB'")
    for index in held:
        await connection.execute(index["definition"])


async def trust_references(connection: asyncpg.Connection) -> bool:
    """Have PostgreSQL believe, for this transaction, that what rows refer to is there; whether it may be told so.

    All that is referred to comes from the same hand; checking it row by row takes longer than the rest. Where the
    database's user may not say this, every reference is checked.
    """
    try:
        async with connection.transaction():  # a savepoint: a refusal must not end what it stands in
            await connection.execute("SET LOCAL session_replication_role = replica")
    except asyncpg.InsufficientPrivilegeError:
        return False
    return True
