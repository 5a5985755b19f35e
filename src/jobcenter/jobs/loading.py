"""Loading many jobs and their stages at once, for imports and made-up agencies; only the database checks them."""

from collections.abc import Iterable
from typing import Any

import asyncpg

JOB_COLUMNS = (
    *("id", "company_id", "title", "description", "location", "status", "manager_id", "openings_count"),
    *("opened_at", "closed_at", "created_at", "updated_at"),
)
STAGE_COLUMNS = ("id", "job_id", "name", "kind", "position")


async def load_jobs(connection: asyncpg.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Store jobs by COPY, each a tuple of `JOB_COLUMNS`: ids are UUIDs, times aware; their stages are loaded next."""
    await connection.copy_records_to_table("jobs", records=rows, columns=JOB_COLUMNS)


async def load_stages(connection: asyncpg.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Store stages of stored jobs by COPY, each a tuple of `STAGE_COLUMNS`; `position` counts from 1 in each job."""
    await connection.copy_records_to_table("job_stages", records=rows, columns=STAGE_COLUMNS)
