"""Filling interviews in bulk, for made-up agencies and imports."""

from collections.abc import Iterable
from typing import Any

import asyncpg

INTERVIEW_COLUMNS = (
    *("id", "applicant_id", "round_id", "scheduled_at", "interviewer", "interviewer_id", "status", "note"),
    *("created_at", "updated_at"),
)


async def load_interviews(connection: asyncpg.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Store interviews by COPY, each a tuple of `INTERVIEW_COLUMNS`. The applicants' facts are then to be kept."""
    await connection.copy_records_to_table("interviews", records=rows, columns=INTERVIEW_COLUMNS)
