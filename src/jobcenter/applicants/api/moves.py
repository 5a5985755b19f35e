"""Moves in bulk: foresee or ask for one, see how it stands and what came of each, cancel it, undo it."""

import uuid
from typing import Annotated, Literal, cast

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import JSONResponse

from jobcenter.accounts.access import AskingFirst
from jobcenter.applicants import bulk, queries
from jobcenter.applicants.api.parameters import CanRead, CanWrite
from jobcenter.applicants.schemas import MoveForeseen, MoveGiven, MoveOutcomes, MoveRow, MoveShown, MoveStarted
from jobcenter.kit.headers import IdempotencyKey
from jobcenter.kit.http import Db, ReadDb, after_commit, problems
from jobcenter.kit.paging import PageOf
from jobcenter.work.idempotency import made_once
from jobcenter.work.queue import Bell

router = APIRouter(prefix="/api", route_class=AskingFirst)


@router.post(
    "/jobs/{job_id:uuid}/applicants/move",
    status_code=202,
    response_model=MoveStarted,
    responses={200: {"model": MoveForeseen, "description": "What it would do (`dry_run`)."}, **problems(404)},
)
async def move_many(
    caller: CanWrite,
    request: Request,
    job_id: uuid.UUID,
    session: Db,
    wanted: Annotated[MoveGiven, Body()],
    idempotency_key: IdempotencyKey,
) -> MoveStarted | JSONResponse:
    """Move applicants of a job by their ids or by a filter: a worker does it, and each one's outcome is kept."""
    filters = None if wanted.filter is None else wanted.filter.filters()
    if wanted.dry_run:
        foreseen = await bulk.foresee(
            session,
            caller,
            job_id,
            wanted.to_stage_id,
            ids=wanted.ids,
            filters=filters,
            reject_reason=wanted.reject_reason,
        )
        return JSONResponse(MoveForeseen.model_validate(foreseen).model_dump(mode="json"))
    started = await made_once(
        session,
        MoveStarted,
        lambda: bulk.ask_for_move(
            session,
            caller,
            job_id,
            wanted.to_stage_id,
            ids=wanted.ids,
            filters=filters,
            reject_reason=wanted.reject_reason,
            note=wanted.note,
        ),
        caller=caller.label,
        key=idempotency_key,
        wanted=wanted,
    )
    _ring(request, started.task_id)
    return started


@router.get("/applicants/moves/{operation_id:uuid}", responses=problems(404))
async def move_in_bulk(
    caller: CanRead,
    operation_id: uuid.UUID,
    session: ReadDb,
    page: PageOf,
    outcome: Annotated[
        Literal["moved", "already_there", "changed_meanwhile", "gone"] | None,
        Query(description="Only applicants of this outcome."),
    ] = None,
) -> MoveOutcomes:
    """How a move stands, and what came of each applicant, page by page."""
    move = await queries.move_of(session, caller, operation_id)
    kind = f"move {operation_id}"
    rows = await queries.rows_of_move(session, operation_id, outcome=outcome, after=page.start(kind), limit=page.wanted)
    listed = page.listing(kind, rows, MoveRow, "applicant_id")
    return MoveOutcomes.model_validate(move | {"items": listed.items, "next": listed.next})


@router.post("/applicants/moves/{operation_id:uuid}/cancel", responses=problems(404, 409))
async def cancel_move(caller: CanWrite, operation_id: uuid.UUID, session: Db) -> MoveShown:
    """End a move where it is; whom it has moved stays moved."""
    await bulk.cancel(session, caller, operation_id)
    return MoveShown.model_validate(await queries.move_of(session, caller, operation_id))


@router.post("/applicants/moves/{operation_id:uuid}/undo", status_code=202, responses=problems(404, 409))
async def undo_move(caller: CanWrite, request: Request, operation_id: uuid.UUID, session: Db) -> MoveStarted:
    """Move back whom a move has moved, and who still stand where it put them: a move of its own."""
    started = MoveStarted.model_validate(await bulk.undo(session, caller, operation_id))
    _ring(request, started.task_id)
    return started


def _ring(request: Request, task_id: str) -> None:
    """Ring the bell for a task once it is committed."""
    bell = cast("Bell", request.app.state.bell)

    async def ring() -> None:
        await bell.ring([task_id])

    after_commit(request, ring)
