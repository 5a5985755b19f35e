"""Interview rounds: a client's steps of its interviews, named and in their order."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Body

from jobcenter.accounts.access import AskingFirst
from jobcenter.companies import actions, queries
from jobcenter.companies.api.parameters import CanRead, CanWrite
from jobcenter.companies.schemas import RoundsGiven, RoundShown, RoundsShown
from jobcenter.kit.http import Db, ReadDb, problems

router = APIRouter(prefix="/{company_id:uuid}/rounds", route_class=AskingFirst)


@router.get("", responses=problems(404))
async def interview_rounds(caller: CanRead, company_id: uuid.UUID, session: ReadDb) -> RoundsShown:
    """All interview rounds of a company, in their order."""
    rows = await queries.rounds_of(session, caller, company_id)
    return RoundsShown(rounds=[RoundShown.model_validate(row) for row in rows])


@router.put("", responses=problems(404, 409))
async def put_interview_rounds(
    caller: CanWrite, company_id: uuid.UUID, session: Db, wanted: Annotated[RoundsGiven, Body()]
) -> RoundsShown:
    """Make the interview rounds these: with an id kept, without one made, those left out deleted if unused."""
    rows = await actions.put_rounds(session, company_id, wanted.rounds, actor=caller.label)
    return RoundsShown(rounds=[RoundShown.model_validate(row) for row in rows])
