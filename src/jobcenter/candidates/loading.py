"""Loading many candidates at once by COPY, for imports and made-up agencies: the quick way, for rows known to be good.

Nothing is checked but by the database, nothing is audited, and no event is emitted; ids, times and texts are the
caller's. Each function takes rows as tuples in the order of the columns named before it, and runs in the caller's
transaction.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import asyncpg

from jobcenter.candidates.rules import name_key

Text = str | None
CandidateRow = tuple[uuid.UUID, str, Text, Text, Text, Text, Text, Text, uuid.UUID | None, int, datetime, datetime]
ContactRow = tuple[uuid.UUID, uuid.UUID, str, str]
TagRow = tuple[uuid.UUID, str]
NoteRow = tuple[uuid.UUID, uuid.UUID, uuid.UUID | None, str, bool, str, uuid.UUID | None, datetime]

CANDIDATE_COLUMNS = (
    *("id", "name", "email", "phone", "headline", "title", "location", "employer", "employer_id", "notes_count"),
    *("created_at", "updated_at"),
)
CONTACT_COLUMNS = ("id", "candidate_id", "kind", "value")
TAG_COLUMNS = ("candidate_id", "tag")
NOTE_COLUMNS = ("id", "candidate_id", "applicant_id", "text", "is_internal", "author", "author_id", "created_at")
PROFILE_COLUMNS = (
    *("id", "candidate_id", "source", "url", "name", "headline", "title", "location", "employer", "employer_id"),
    *("history", "seen_at", "created_at"),
)


async def load_candidates(connection: asyncpg.Connection, rows: Iterable[CandidateRow]) -> None:
    """Store people, each a tuple of `CANDIDATE_COLUMNS`: e-mails in lower case, the number of notes as they are loaded.

    The key of a name, by which people are sorted and found, is made here.

    Raises:
        InvalidError: a name has neither a letter nor a figure.
    """
    columns = [*CANDIDATE_COLUMNS, "name_key"]
    records = ((*row, name_key(row[1])) for row in rows)
    await connection.copy_records_to_table("candidates", columns=columns, records=records)


async def load_contacts(connection: asyncpg.Connection, rows: Iterable[ContactRow]) -> None:
    """Store contacts of stored people, each a tuple of `CONTACT_COLUMNS`: values as `tidy_contact` makes them."""
    await connection.copy_records_to_table("candidate_contacts", columns=CONTACT_COLUMNS, records=rows)


async def load_tags(connection: asyncpg.Connection, rows: Iterable[TagRow]) -> None:
    """Store tags of stored people, each a tuple of `TAG_COLUMNS`: in lower case, none twice."""
    await connection.copy_records_to_table("candidate_tags", columns=TAG_COLUMNS, records=rows)


async def load_profiles(connection: asyncpg.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Store profiles of stored people, each a tuple of `PROFILE_COLUMNS`: urls canonical, the history as JSON text."""
    await connection.copy_records_to_table("profiles", columns=PROFILE_COLUMNS, records=rows)


async def load_notes(connection: asyncpg.Connection, rows: Iterable[NoteRow]) -> None:
    """Store notes on stored people, each a tuple of `NOTE_COLUMNS`; people's `notes_count` is not touched."""
    await connection.copy_records_to_table("candidate_notes", columns=NOTE_COLUMNS, records=rows)
