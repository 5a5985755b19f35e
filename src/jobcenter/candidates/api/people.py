"""Candidates: list, add, look at, change; and the tags in use."""

import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Response

from jobcenter.accounts.access import AskingFirst
from jobcenter.candidates import actions, queries
from jobcenter.candidates.parameters import CanRead, CanWrite
from jobcenter.candidates.schemas import CandidateChange, CandidateGiven, CandidateShown, TagCount, TagsUsed
from jobcenter.kit.headers import IdempotencyKey, IfMatch, version_of, versioned
from jobcenter.kit.http import Db, ReadDb, problems, tagged
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing
from jobcenter.work.idempotency import made_once

router = APIRouter(prefix="/api/candidates", route_class=AskingFirst)


@router.get("")
async def list_candidates(
    caller: CanRead,
    session: ReadDb,
    page: PageOf,
    q: Annotated[
        str | None,
        Query(
            max_length=254,
            description="Words of a name, or their beginnings (order, accents and case do not matter), or a whole "
            "e-mail address, known by its @. By name, the list is in the order of names.",
        ),
    ] = None,
    tag: Annotated[str | None, Query(max_length=60, description="Who has this tag.")] = None,
    employer_id: Annotated[uuid.UUID | None, Query(description="Who works for this company.")] = None,
) -> Listing[CandidateShown]:
    """Candidates, the latest first; where a name is looked for, by name."""
    kind, by = ("candidates by name", ("name_key", "id")) if queries.by_name(q) else ("candidates", ("id",))
    rows = await queries.list_candidates(
        session, caller, q=q, tag=tag, employer_id=employer_id, after=page.start(kind), limit=page.wanted
    )
    return page.listing(kind, rows, CandidateShown, *by)


@router.post("", status_code=201, responses=tagged(201) | problems(409))
async def add_candidate(
    caller: CanWrite,
    response: Response,
    session: Db,
    wanted: Annotated[CandidateGiven, Body()],
    idempotency_key: IdempotencyKey,
) -> CandidateShown:
    """Add a person. Somebody of the same e-mail is a conflict, which tells who it is; `allow_twin` adds one more."""

    async def make() -> dict[str, Any]:
        candidate_id = await actions.add_candidate(session, wanted, actor=caller.label)
        return await queries.candidate_of(session, caller, candidate_id)

    made = await made_once(session, CandidateShown, make, caller=caller.label, key=idempotency_key, wanted=wanted)
    return versioned(response, made)


@router.get("/tags")
async def tags(
    caller: CanRead,
    session: ReadDb,
    q: Annotated[str | None, Query(max_length=60, description="How they begin.")] = None,
) -> TagsUsed:
    """The tags that are used most, at most fifty."""
    rows = await queries.tags_used(session, caller, q=q)
    return TagsUsed(tags=[TagCount.model_validate(row) for row in rows])


@router.get("/{candidate_id:uuid}", responses=tagged() | problems(404))
async def candidate(caller: CanRead, response: Response, candidate_id: uuid.UUID, session: ReadDb) -> CandidateShown:
    """One person."""
    row = await queries.candidate_of(session, caller, candidate_id)
    return versioned(response, CandidateShown.model_validate(row))


@router.patch("/{candidate_id:uuid}", responses=tagged() | problems(404, 409, 412))
async def change_candidate(
    caller: CanWrite,
    response: Response,
    candidate_id: uuid.UUID,
    session: Db,
    wanted: Annotated[CandidateChange, Body()],
    if_match: IfMatch = None,
) -> CandidateShown:
    """Change what is given of a person; with `If-Match`, only if nobody changed it meanwhile."""
    await actions.change_candidate(session, candidate_id, wanted, actor=caller.label, version=version_of(if_match))
    row = await queries.candidate_of(session, caller, candidate_id)
    return versioned(response, CandidateShown.model_validate(row))
