"""Loading many applicants and their history at once, for imports and made-up agencies; the database alone checks."""

import uuid
from collections.abc import Collection, Iterable
from typing import Any, Final

import asyncpg

APPLICANT_COLUMNS: Final = (
    *("id", "job_id", "candidate_id", "stage_id", "stage_since", "reject_reason", "added_by", "added_at", "round_id"),
    *("updated_at", "stage_kind", "stage_rank", "name_key", "words", "employer_id", "sent_to_manager_at"),
    *("last_interview_at", "last_interviewer", "last_outcome", "next_interview_at", "next_interviewer"),
    *("last_mail_at", "last_mail_event", "replied_at", "protected_until"),
)
HISTORY_COLUMNS: Final = (
    *("applicant_id", "at", "by_id", "by", "from_stage", "from_kind", "to_stage", "to_kind", "note"),
)


async def load_applicants(connection: asyncpg.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Store applicants by COPY, each a tuple of `APPLICANT_COLUMNS`: ids are UUIDs, times aware.

    The kept facts may be given as they will be, or be made true at the end by `facts.keep_job`; those of the stage,
    `name_key` and `words` may not be empty.
    """
    await connection.copy_records_to_table("applicants", records=rows, columns=APPLICANT_COLUMNS)


async def load_history(connection: asyncpg.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Store history of stored applicants by COPY, each a tuple of `HISTORY_COLUMNS`, in the order of their times."""
    await connection.copy_records_to_table("applicant_history", records=rows, columns=HISTORY_COLUMNS)


async def applicants_there(
    connection: asyncpg.Connection, job_id: uuid.UUID, candidate_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, uuid.UUID]:
    """Which of these candidates are in a job's pipeline already: their applicants' ids, by candidate."""
    statement = "SELECT candidate_id, id FROM applicants WHERE job_id = $1 AND candidate_id = ANY ($2::uuid[])"
    return {row["candidate_id"]: row["id"] for row in await connection.fetch(statement, job_id, list(candidate_ids))}
