"""The routes of openings: search, look into, split, join."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Query

from jobcenter.accounts.access import AskingFirst, Caller, allow
from jobcenter.accounts.rules import OPENINGS_WRITE
from jobcenter.kit.http import EVERY_ROUTE, Db, ReadDb, problems
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing
from jobcenter.postings.openings import actions, finding, queries
from jobcenter.postings.openings.schemas import JoinGiven, OpeningShown, OpeningWhole, SplitGiven
from jobcenter.postings.parameters import CanRead, FiltersOf

router = APIRouter(prefix="/api/openings", tags=["openings"], route_class=AskingFirst, responses=EVERY_ROUTE)

CanWrite = Annotated[Caller, allow(OPENINGS_WRITE)]


@router.get("")
async def list_openings(
    _caller: CanRead,
    session: ReadDb,
    page: PageOf,
    filters: FiltersOf,
    *,
    several: Annotated[bool, Query(description="Only those of more than one posting.")] = False,
) -> Listing[OpeningShown]:
    """Search openings, newest first: one fits when one of its postings does, by the filters that postings have.

    Those that stand open, unless `state` says otherwise: an opening is closed once all of its postings are.
    """
    rows = await finding.find(session, filters, several=several, after=page.start("openings"), limit=page.wanted)
    return page.listing("openings", rows, OpeningShown)


@router.get("/{opening_id:uuid}", responses=problems(404))
async def opening(_caller: CanRead, opening_id: uuid.UUID, session: ReadDb) -> OpeningWhole:
    """One opening with its postings, each with the evidence that brought it there."""
    return OpeningWhole.model_validate(await queries.opening_of(session, opening_id))


@router.post("/{opening_id:uuid}/split", responses=problems(404))
async def split_opening(caller: CanWrite, opening_id: uuid.UUID, session: Db, given: SplitGiven) -> OpeningWhole:
    """Take postings out into an opening of their own; later runs respect it. Answers the new opening."""
    new = await actions.split(session, opening_id, given.posting_ids, actor=caller.label)
    return OpeningWhole.model_validate(await queries.opening_of(session, new))


@router.post("/join", responses=problems(404))
async def join_openings(caller: CanWrite, session: Db, given: JoinGiven) -> OpeningWhole:
    """Make openings one; later runs respect it. Answers the first one, which stays."""
    kept = await actions.join(session, given.opening_ids, actor=caller.label)
    return OpeningWhole.model_validate(await queries.opening_of(session, kept))
