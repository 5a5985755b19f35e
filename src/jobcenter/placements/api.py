"""Placements: of an applicant, all of them, those whose guarantee ends soon; put down, changed."""

import uuid
from datetime import date
from typing import Annotated

from fastapi import Body, Query, Response

from jobcenter.accounts.access import Caller, SliceRouter, allow
from jobcenter.accounts.rules import PLACEMENTS_READ, PLACEMENTS_WRITE
from jobcenter.kit.headers import IdempotencyKey, IfMatch, version_of, versioned
from jobcenter.kit.http import EVERY_ROUTE, Db, ReadDb, problems, tagged
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing
from jobcenter.placements import actions, queries
from jobcenter.placements.schemas import Day, PlacementChanged, PlacementGiven, PlacementShown
from jobcenter.work.idempotency import made_once

CanRead = Annotated[Caller, allow(PLACEMENTS_READ)]
CanWrite = Annotated[Caller, allow(PLACEMENTS_WRITE)]

router = SliceRouter(prefix="/api", tags=["placements"], responses=EVERY_ROUTE)


@router.get("/placements")
async def list_placements(
    caller: CanRead,
    session: ReadDb,
    page: PageOf,
    ending_before: Annotated[Day | None, Query(description="Only guarantees that end before this day.")] = None,
    ending_from: Annotated[Day | None, Query(description="Of these, only those that do not end before this.")] = None,
) -> Listing[PlacementShown]:
    """Placements in the order they were put down; by guarantees, those that end first come first."""
    if ending_before is None and ending_from is None:
        rows = await queries.list_placements(session, caller=caller, after=page.start("placements"), limit=page.wanted)
        return page.listing("placements", rows, PlacementShown)
    rows = await queries.ending(
        session,
        caller=caller,
        since=ending_from,
        before=ending_before or date.max,
        after=page.start("guarantees"),
        limit=page.wanted,
    )
    return page.listing("guarantees", rows, PlacementShown, "ending", "id")


@router.get("/applicants/{applicant_id:uuid}/placement", responses=tagged() | problems(404))
async def placement_of_applicant(
    caller: CanRead, response: Response, applicant_id: uuid.UUID, session: ReadDb
) -> PlacementShown:
    """An applicant's placement."""
    row = await queries.placement_of_applicant(session, applicant_id, caller=caller)
    return versioned(response, PlacementShown.model_validate(row))


@router.post("/applicants/{applicant_id:uuid}/placement", status_code=201, responses=tagged(201) | problems(404, 409))
async def make_placement(
    caller: CanWrite,
    response: Response,
    applicant_id: uuid.UUID,
    session: Db,
    wanted: Annotated[PlacementGiven, Body()],
    idempotency_key: IdempotencyKey,
) -> PlacementShown:
    """Put an applicant's placement down; without days of guarantee, those of the contract then in force."""
    made = await made_once(
        session,
        PlacementShown,
        lambda: actions.make_placement(session, applicant_id, wanted, caller=caller),
        caller=caller.label,
        key=idempotency_key,
        wanted=wanted,
    )
    return versioned(response, made)


@router.patch("/placements/{placement_id:uuid}", responses=tagged() | problems(404, 412))
async def change_placement(
    caller: CanWrite,
    response: Response,
    placement_id: uuid.UUID,
    session: Db,
    wanted: Annotated[PlacementChanged, Body()],
    if_match: IfMatch = None,
) -> PlacementShown:
    """Change a placement's start, guarantee or fee; with `If-Match`, only if nobody changed it meanwhile."""
    row = await actions.change_placement(session, placement_id, wanted, caller=caller, version=version_of(if_match))
    return versioned(response, PlacementShown.model_validate(row))
