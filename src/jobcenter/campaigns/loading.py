"""Filling campaigns, mails and their events in bulk, for made-up agencies and imports."""

from collections.abc import Iterable
from typing import Any

import asyncpg

CAMPAIGN_COLUMNS = ("id", "job_id", "name", "created_at", "updated_at")
MAIL_COLUMNS = (
    *("id", "applicant_id", "campaign_id", "parent_id", "direction", "subject", "text", "at", "event", "event_at"),
    *("logged_by", "created_at"),
)
EVENT_COLUMNS = ("mail_id", "event", "at")


async def load_campaigns(connection: asyncpg.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Store campaigns by COPY, each a tuple of `CAMPAIGN_COLUMNS`."""
    await connection.copy_records_to_table("campaigns", records=rows, columns=CAMPAIGN_COLUMNS)


async def load_mails(connection: asyncpg.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Store mails by COPY, each a tuple of `MAIL_COLUMNS`.

    A mail is stored before its answers, or at once with them. The mails' newest events and the applicants' facts are
    the caller's to keep.
    """
    await connection.copy_records_to_table("mails", records=rows, columns=MAIL_COLUMNS)


async def load_mail_events(connection: asyncpg.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Store what became of mails by COPY, each a tuple of `EVENT_COLUMNS`."""
    await connection.copy_records_to_table("mail_events", records=rows, columns=EVENT_COLUMNS)
