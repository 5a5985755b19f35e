"""Bringing rows into the tables of an agency by COPY, and setting indexes aside meanwhile where there are many."""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

import asyncpg

Row = tuple[Any, ...]


class Tables(defaultdict[str, list[Row]]):
    """Rows that wait to be copied, by the table's name; each a tuple of that table's `COLUMNS`."""

    def __init__(self) -> None:
        super().__init__(list)


_MADE: Final = ("created_at", "updated_at")
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "companies": ("id", "name", "name_key", "is_client", "website", "location", "about", "version", *_MADE),
    "company_names": ("company_id", "name_key", "name"),
    "company_domains": ("domain", "company_id"),
    "company_contacts": ("id", "company_id", "name", "title", "email", "phone", "note", "version", *_MADE),
    "interview_rounds": ("id", "company_id", "name", "position"),
    "contracts": (
        *("id", "company_id", "title", "starts_on", "ends_on", "fee_percent", "guarantee_days", "terms", "version"),
        *_MADE,
    ),
    "off_limits_rules": (
        *("id", "contract_id", "company_id", "reason", "starts_on", "ends_on", "version", "made_by"),
        *_MADE,
    ),
    "users": (
        *("id", "email", "name", "role", "is_active", "password_hash", "company_id"),
        *(*_MADE, "last_sign_in_at"),
    ),
    "stage_templates": ("id", "name", "stages", "version", *_MADE),
    "jobs": (
        *("id", "company_id", "title", "description", "location", "status", "manager_id", "openings_count"),
        *("opened_at", "closed_at", "version", *_MADE),
    ),
    "job_stages": ("id", "job_id", "name", "kind", "position"),
    "campaigns": ("id", "job_id", "name", "version", *_MADE),
    "candidates": (
        *("id", "name", "name_key", "email", "phone", "headline", "title", "location", "employer", "employer_id"),
        *("notes_count", "version", *_MADE),
    ),
    "profiles": (
        *("id", "candidate_id", "source", "url", "name", "headline", "title", "location", "employer", "employer_id"),
        *("history", "seen_at", "created_at"),
    ),
    "candidate_contacts": ("id", "candidate_id", "kind", "value"),
    "candidate_tags": ("candidate_id", "tag"),
    "applicants": (
        *("id", "job_id", "candidate_id", "stage_id", "stage_since", "reject_reason", "added_by", "added_at"),
        *("round_id", "updated_at", "version", "stage_kind", "stage_rank", "name_key", "words", "employer_id"),
        *("sent_to_manager_at", "last_interview_at", "last_interviewer", "last_outcome", "next_interview_at"),
        *("next_interviewer", "last_mail_at", "last_mail_event", "replied_at", "protected_until"),
    ),
    "applicant_history": (
        *("applicant_id", "at", "by_id", "by", "from_stage", "from_kind", "to_stage", "to_kind", "note"),
    ),
    "candidate_notes": (
        *("id", "candidate_id", "applicant_id", "text", "is_internal", "author", "author_id", "created_at"),
    ),
    "interviews": (
        *("id", "applicant_id", "round_id", "scheduled_at", "interviewer", "interviewer_id", "status", "note"),
        *("version", *_MADE),
    ),
    "placements": (
        *("id", "applicant_id", "candidate_id", "start_date", "guarantee_days", "fee", "currency", "placed_by"),
        *("version", *_MADE),
    ),
    "mails": (
        *("id", "applicant_id", "campaign_id", "parent_id", "direction", "subject", "text", "at", "event"),
        *("event_at", "logged_by", "created_at"),
    ),
    "mail_events": ("mail_id", "event", "at"),
}
"""The tables that an agency fills, each after those that it refers to, and their columns in the rows' order."""

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
    # An agency fills tables of all rooms, which is this room's alone to do; their owners' ways would each take some
    # columns from the clock or the chance, and the same seed would not make the same agency.
    copy = connection.copy_records_to_table
    for table, columns in COLUMNS.items():
        waiting = rows.get(table)
        if waiting:
            await copy(table, records=waiting, columns=columns)
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
