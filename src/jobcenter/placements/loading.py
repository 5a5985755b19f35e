"""Filling placements in bulk, for made-up agencies and imports."""

from collections.abc import Iterable
from typing import Any

import asyncpg

PLACEMENT_COLUMNS = (
    *("id", "applicant_id", "candidate_id", "start_date", "guarantee_days", "fee", "currency", "placed_by"),
    *("created_at", "updated_at"),
)


async def load_placements(connection: asyncpg.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Store placements by COPY, each a tuple of `PLACEMENT_COLUMNS`. The applicants' facts are then to be kept."""
    await connection.copy_records_to_table("placements", records=rows, columns=PLACEMENT_COLUMNS)
