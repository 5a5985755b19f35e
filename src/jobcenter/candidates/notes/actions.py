"""Writing and deleting notes; the candidate's number of notes is kept in the same transaction."""

import uuid
from typing import Any

from sqlalchemy import delete, insert, select, update

from jobcenter.accounts.rules import Caller
from jobcenter.candidates.rules import may_delete_note
from jobcenter.candidates.schemas import NoteGiven
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import ForbiddenError, InvalidError, NotFoundError
from jobcenter.tables import applicants, candidate_notes, candidates
from jobcenter.work.audit import record

THING = "note"


async def add_note(
    session: Session,
    candidate_id: uuid.UUID,
    given: NoteGiven,
    *,
    author: str,
    author_id: uuid.UUID | None,
    actor: str,
) -> dict[str, Any]:
    """Write a note on a candidate; return its row.

    Raises:
        NotFoundError: there is no such candidate.
        InvalidError: `applicant_id` is none of this candidate's.
    """
    await _count(session, candidate_id, 1)
    if given.applicant_id is not None:
        own = select(applicants.c.id).where(
            applicants.c.id == given.applicant_id, applicants.c.candidate_id == candidate_id
        )
        if (await session.execute(own)).one_or_none() is None:
            raise InvalidError(
                f"applicant_id: {given.applicant_id} is no application of this candidate. Leave it out, or give one."
            )
    values = {"candidate_id": candidate_id, **given.model_dump()}
    statement = insert(candidate_notes).values(id=new_id(), author=author, author_id=author_id, **values)
    row = dict((await session.execute(statement.returning(candidate_notes))).mappings().one())
    await record(session, actor=actor, action="create", thing=THING, thing_id=str(row["id"]), after=_told(row))
    return row


async def delete_note(session: Session, candidate_id: uuid.UUID, note_id: uuid.UUID, *, caller: Caller) -> None:
    """Delete a note of the caller's own; an admin deletes anybody's.

    Raises:
        NotFoundError: this candidate has no such note.
        ForbiddenError: somebody else wrote it.
    """
    notes = candidate_notes.c
    this = notes.id == note_id, notes.candidate_id == candidate_id
    await _count(session, candidate_id, -1)  # locks the person first, as writing does
    row = (await session.execute(select(candidate_notes).where(*this).with_for_update())).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"The candidate {candidate_id} has no note {note_id}.")
    if not may_delete_note(caller, row["author_id"]):
        raise ForbiddenError("Somebody else wrote this note. Only its author or an admin may delete it.")
    await session.execute(delete(candidate_notes).where(*this))
    was = _told(dict(row))
    await record(session, actor=caller.label, action="delete", thing=THING, thing_id=str(note_id), before=was)


async def _count(session: Session, candidate_id: uuid.UUID, more: int) -> None:
    """Keep the number of notes; the person's version stays, for whoever changes the person changes no note."""
    statement = (
        update(candidates)
        .where(candidates.c.id == candidate_id)
        .values(notes_count=candidates.c.notes_count + more)
        .returning(candidates.c.id)
    )
    if (await session.execute(statement)).one_or_none() is None:
        raise NotFoundError(f"There is no candidate {candidate_id}.")


def _told(row: dict[str, Any]) -> dict[str, Any]:
    told = {name: row[name] for name in ("candidate_id", "applicant_id", "text", "is_internal", "author")}
    return {name: str(value) if isinstance(value, uuid.UUID) else value for name, value in told.items()}
