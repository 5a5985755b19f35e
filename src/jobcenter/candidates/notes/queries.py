"""Reading the notes on a candidate."""

import uuid
from typing import Any

from sqlalchemy import select

from jobcenter.accounts.rules import Caller
from jobcenter.candidates.queries import check_visible, notes_visible, visible
from jobcenter.kit.db import ReadSession
from jobcenter.tables import candidate_notes, candidates


async def notes_of(
    session: ReadSession, caller: Caller, candidate_id: uuid.UUID, *, before: uuid.UUID | None = None, limit: int
) -> list[dict[str, Any]]:
    """The notes on a candidate that the caller sees, the latest first, those before the note `before`.

    Raises:
        NotFoundError: there is no such candidate, or the caller may not see it.
    """
    await check_visible(session, caller, candidate_id)
    notes = candidate_notes.c
    statement = (
        select(candidate_notes)
        .join(candidates, candidates.c.id == notes.candidate_id)
        .where(notes.candidate_id == candidate_id, visible(caller), notes_visible(caller))
        .order_by(notes.id.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(notes.id < before)
    return [dict(row) for row in (await session.execute(statement)).mappings()]
