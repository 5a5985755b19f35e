"""The routes of openings: list, look into, split, join."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Query

from jobcenter.accounts.access import AskingFirst, Caller, allow
from jobcenter.accounts.rules import OPENINGS_WRITE, POSTINGS_READ
from jobcenter.kit.http import EVERY_ROUTE, Db, ReadDb, problems
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing
from jobcenter.postings.openings import actions, queries
from jobcenter.postings.openings.schemas import JoinGiven, OpeningShown, OpeningWhole, SplitGiven

router = APIRouter(prefix="/api/openings", tags=["openings"], route_class=AskingFirst, responses=EVERY_ROUTE)

CanRead = Annotated[Caller, allow(POSTINGS_READ)]
CanWrite = Annotated[Caller, allow(OPENINGS_WRITE)]


@router.get("")
async def list_openings(
    _caller: CanRead,
    session: ReadDb,
    page: PageOf,
    *,
    several: Annotated[bool, Query(description="Only those of more than one posting.")] = False,
    live: Annotated[bool | None, Query(description="Only those that are open (or not); all when left out.")] = None,
) -> Listing[OpeningShown]:
    """Openings, newest first."""
    rows = await queries.list_openings(
        session, several=several, live=live, after=page.start("openings"), limit=page.wanted
    )
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
