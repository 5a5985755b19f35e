"""Applicants: add candidates to a job, look at one, move or reject it, read its history."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Body, Response

from jobcenter.accounts.access import AskingFirst
from jobcenter.applicants import queries
from jobcenter.applicants.adding import add_applicants
from jobcenter.applicants.api.parameters import CanMove, CanRead, CanWrite
from jobcenter.applicants.changing import change_applicant
from jobcenter.applicants.schemas import (
    ApplicantChange,
    ApplicantChanged,
    ApplicantsAdded,
    ApplicantsGiven,
    ApplicantShown,
    HistoryShown,
)
from jobcenter.kit.headers import IdempotencyKey, IfMatch, version_of, versioned
from jobcenter.kit.http import Db, ReadDb, problems, tagged
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing
from jobcenter.work.idempotency import made_once

router = APIRouter(prefix="/api", route_class=AskingFirst)


@router.post("/jobs/{job_id:uuid}/applicants", responses=problems(404))
async def add_to_job(
    caller: CanWrite,
    job_id: uuid.UUID,
    session: Db,
    wanted: Annotated[ApplicantsGiven, Body()],
    idempotency_key: IdempotencyKey,
) -> ApplicantsAdded:
    """Put candidates into a job's pipeline; what came of each is told, and a fault of one stops no other."""
    return await made_once(
        session,
        ApplicantsAdded,
        lambda: add_applicants(
            session,
            caller,
            job_id,
            wanted.candidate_ids,
            stage_id=wanted.stage_id,
            note=wanted.note,
            override_off_limits=wanted.override_off_limits,
        ),
        caller=caller.label,
        key=idempotency_key,
        wanted=wanted,
    )


@router.get("/applicants/{applicant_id:uuid}", responses=tagged() | problems(404))
async def applicant(caller: CanRead, response: Response, applicant_id: uuid.UUID, session: ReadDb) -> ApplicantShown:
    """One applicant."""
    row = await queries.applicant_of(session, caller, applicant_id)
    return versioned(response, ApplicantShown.model_validate(row))


@router.patch("/applicants/{applicant_id:uuid}", responses=tagged() | problems(404, 412))
async def change_one(
    caller: CanMove,
    response: Response,
    applicant_id: uuid.UUID,
    session: Db,
    wanted: Annotated[ApplicantChange, Body()],
    if_match: IfMatch = None,
) -> ApplicantChanged:
    """Move an applicant to another stage, reject it, set its interview round; with `If-Match`, only if unchanged."""
    row = await change_applicant(session, caller, applicant_id, wanted.given(), version=version_of(if_match))
    return versioned(response, ApplicantChanged.model_validate(row))


@router.get("/applicants/{applicant_id:uuid}/history", responses=problems(404))
async def applicant_history(
    caller: CanRead, applicant_id: uuid.UUID, session: ReadDb, page: PageOf
) -> Listing[HistoryShown]:
    """The stages that an applicant went through, the latest first."""
    kind = f"history of {applicant_id}"
    rows = await queries.history_of(session, caller, applicant_id, after=page.start(kind), limit=page.wanted)
    return page.listing(kind, rows, HistoryShown, "at", "id")
