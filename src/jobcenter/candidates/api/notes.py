"""Notes on a person: list, write, delete."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Body

from jobcenter.accounts.access import AskingFirst
from jobcenter.candidates.notes import actions, queries
from jobcenter.candidates.parameters import CanRead, CanWrite
from jobcenter.candidates.schemas import NoteGiven, NoteShown
from jobcenter.kit.headers import IdempotencyKey
from jobcenter.kit.http import Db, ReadDb, problems
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing
from jobcenter.work.idempotency import made_once

router = APIRouter(prefix="/api/candidates/{candidate_id:uuid}/notes", route_class=AskingFirst)


@router.get("", responses=problems(404))
async def list_notes(caller: CanRead, candidate_id: uuid.UUID, session: ReadDb, page: PageOf) -> Listing[NoteShown]:
    """The notes on a person, the latest first; to a client's people only those that are not internal."""
    kind = f"notes of {candidate_id}"
    rows = await queries.notes_of(session, caller, candidate_id, before=page.start(kind), limit=page.wanted)
    return page.listing(kind, rows, NoteShown)


@router.post("", status_code=201, responses=problems(404))
async def add_note(
    caller: CanWrite,
    candidate_id: uuid.UUID,
    session: Db,
    wanted: Annotated[NoteGiven, Body()],
    idempotency_key: IdempotencyKey,
) -> NoteShown:
    """Write a note on a person; internal unless it says otherwise."""
    return await made_once(
        session,
        NoteShown,
        lambda: actions.add_note(
            session, candidate_id, wanted, author=caller.name, author_id=caller.user_id, actor=caller.label
        ),
        caller=caller.label,
        key=idempotency_key,
        wanted=wanted,
    )


@router.delete("/{note_id:uuid}", status_code=204, responses=problems(404))
async def delete_note(caller: CanWrite, candidate_id: uuid.UUID, note_id: uuid.UUID, session: Db) -> None:
    """Delete a note of one's own; an admin deletes anybody's."""
    await actions.delete_note(session, candidate_id, note_id, caller=caller)
