"""Interviews: of an applicant, by time, put down, changed."""

import uuid
from typing import Annotated

from fastapi import Body, Query, Response

from jobcenter.accounts.access import Caller, SliceRouter, allow
from jobcenter.accounts.rules import INTERVIEWS_READ, INTERVIEWS_WRITE
from jobcenter.interviews import actions, queries
from jobcenter.interviews.schemas import InterviewChanged, InterviewGiven, InterviewShown
from jobcenter.kit.headers import IdempotencyKey, IfMatch, version_of, versioned
from jobcenter.kit.http import EVERY_ROUTE, Db, ReadDb, problems, tagged
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing, Moment
from jobcenter.work.idempotency import made_once

CanRead = Annotated[Caller, allow(INTERVIEWS_READ)]
CanWrite = Annotated[Caller, allow(INTERVIEWS_WRITE)]
BY = ("scheduled_at", "id")

router = SliceRouter(prefix="/api", tags=["interviews"], responses=EVERY_ROUTE)


@router.get("/applicants/{applicant_id:uuid}/interviews", responses=problems(404))
async def list_interviews_of_applicant(
    caller: CanRead, applicant_id: uuid.UUID, session: ReadDb, page: PageOf
) -> Listing[InterviewShown]:
    """An applicant's interviews, the latest first."""
    kind = f"interviews of {applicant_id}"
    rows = await queries.interviews_of(session, applicant_id, caller=caller, after=page.start(kind), limit=page.wanted)
    return page.listing(kind, rows, InterviewShown, *BY)


@router.post("/applicants/{applicant_id:uuid}/interviews", status_code=201, responses=tagged(201) | problems(404))
async def make_interview(
    caller: CanWrite,
    response: Response,
    applicant_id: uuid.UUID,
    session: Db,
    wanted: Annotated[InterviewGiven, Body()],
    idempotency_key: IdempotencyKey,
) -> InterviewShown:
    """Put an interview down: one to come, or one that was held, with its outcome."""
    made = await made_once(
        session,
        InterviewShown,
        lambda: actions.make_interview(session, applicant_id, wanted, caller=caller),
        caller=caller.label,
        key=idempotency_key,
        wanted=wanted,
    )
    return versioned(response, made)


@router.get("/interviews")
async def list_interviews(
    caller: CanRead,
    session: ReadDb,
    page: PageOf,
    since: Annotated[Moment | None, Query(alias="from", description="From this time on.")] = None,
    until: Annotated[Moment | None, Query(alias="to", description="Before this time.")] = None,
) -> Listing[InterviewShown]:
    """The calendar: interviews by time, the earliest first."""
    rows = await queries.calendar(
        session, caller=caller, since=since, until=until, after=page.start("calendar"), limit=page.wanted
    )
    return page.listing("calendar", rows, InterviewShown, *BY)


@router.get("/interviews/{interview_id:uuid}", responses=tagged() | problems(404))
async def interview(caller: CanRead, response: Response, interview_id: uuid.UUID, session: ReadDb) -> InterviewShown:
    """One interview."""
    row = await queries.interview_of(session, interview_id, caller=caller)
    return versioned(response, InterviewShown.model_validate(row))


@router.patch("/interviews/{interview_id:uuid}", responses=tagged() | problems(404, 412))
async def change_interview(
    caller: CanWrite,
    response: Response,
    interview_id: uuid.UUID,
    session: Db,
    wanted: Annotated[InterviewChanged, Body()],
    if_match: IfMatch = None,
) -> InterviewShown:
    """Change an interview, or write its outcome; with `If-Match`, only if nobody changed it meanwhile."""
    row = await actions.change_interview(session, interview_id, wanted, caller=caller, version=version_of(if_match))
    return versioned(response, InterviewShown.model_validate(row))
