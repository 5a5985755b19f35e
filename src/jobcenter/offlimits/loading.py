"""Filling the table of off-limits rules by COPY, for imports and made-up data: nothing is checked, nothing audited."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime

import asyncpg

RuleRow = tuple[uuid.UUID, uuid.UUID, uuid.UUID, str, date, date | None, str, datetime]


async def load_off_limits_rules(connection: asyncpg.Connection, rows: Iterable[RuleRow]) -> None:
    """Rows of (id, contract_id, company_id, reason, starts_on, ends_on, made_by, created_at), in one transaction."""
    columns = ["id", "contract_id", "company_id", "reason", "starts_on", "ends_on", "made_by"]
    records = ((*row, row[-1]) for row in rows)
    await connection.copy_records_to_table(
        "off_limits_rules", columns=[*columns, "created_at", "updated_at"], records=records
    )
