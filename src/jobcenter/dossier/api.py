"""The routes of a person's dossier: the applications, and the timeline of everything."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Query

from jobcenter.accounts.access import AskingFirst, Caller, allow
from jobcenter.accounts.rules import APPLICANTS_READ
from jobcenter.dossier import queries
from jobcenter.dossier.schemas import ApplicationShown, Happening, Kind
from jobcenter.kit.http import EVERY_ROUTE, ReadDb, problems
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing

CanRead = Annotated[Caller, allow(APPLICANTS_READ)]

router = APIRouter(
    prefix="/api/candidates/{candidate_id:uuid}", tags=["dossier"], route_class=AskingFirst, responses=EVERY_ROUTE
)


@router.get("/applications", responses=problems(404))
async def list_applications(
    caller: CanRead, candidate_id: uuid.UUID, session: ReadDb, page: PageOf
) -> Listing[ApplicationShown]:
    """The pipelines that a person is or was in, the latest first."""
    kind = f"applications of {candidate_id}"
    rows = await queries.applications_of(session, caller, candidate_id, before=page.start(kind), limit=page.wanted)
    return page.listing(kind, rows, ApplicationShown)


@router.get("/timeline", responses=problems(404))
async def timeline(
    caller: CanRead,
    candidate_id: uuid.UUID,
    session: ReadDb,
    page: PageOf,
    kind: Annotated[list[Kind] | None, Query(description="Only of these kinds.", max_length=5)] = None,
) -> Listing[Happening]:
    """Everything that happened with a person, or is to come, the latest first: moves, interviews, mails, notes, hires.

    A client's person sees no mails, and of the rest what the lists of each show it.
    """
    of = f"timeline of {candidate_id} {' '.join(sorted(set(kind or ())))}"
    rows = await queries.timeline_of(
        session, caller, candidate_id, kinds=kind or (), after=page.start(of), limit=page.wanted
    )
    return page.listing(of, rows, Happening, "at", "id")
