"""Moves in bulk: foresee what one would do, ask for it, cancel it, undo it; a task carries it out."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ARRAY, Text, Uuid, any_, cast, func, insert, literal, select, text, update

from jobcenter.accounts.rules import Caller
from jobcenter.applicants.filters import Filters, conditions
from jobcenter.applicants.queries import move_of, stage_of_job, visible
from jobcenter.applicants.rules import check_reason
from jobcenter.kit.clock import new_id, short_id
from jobcenter.kit.db import ReadSession, Session
from jobcenter.kit.errors import ConflictError, InvalidError
from jobcenter.tables import applicant_move_rows, applicant_moves, applicants
from jobcenter.work.audit import record
from jobcenter.work.tasks import add_task, request_cancel

KIND: Final = "move_applicants"
THING: Final = "move in bulk"
ROW: Final = ("operation_id", "applicant_id", "from_stage_id", "to_stage_id", "reject_reason", "reason_before")
ENDED: Final = ("succeeded", "failed", "cancelled", "forgotten")


def _asked_for(
    caller: Caller, job_id: uuid.UUID, ids: Sequence[uuid.UUID] | None, filters: Filters | None
) -> list[Any]:
    """Which applicants are meant, as conditions on `applicants`."""
    mine = [applicants.c.job_id == job_id, visible(caller)]
    if ids is not None:
        return [*mine, applicants.c.id == any_(cast(list(ids), ARRAY(Uuid)))]
    return mine + conditions(filters or Filters())


async def foresee(
    session: ReadSession,
    caller: Caller,
    job_id: uuid.UUID,
    to_stage_id: uuid.UUID,
    *,
    ids: Sequence[uuid.UUID] | None = None,
    filters: Filters | None = None,
    reject_reason: str | None = None,
) -> dict[str, Any]:
    """What a move would do: `asked`, `would_move`, `already_there`, `gone`, and `by_kind` of those that would move.

    Raises:
        NotFoundError, InvalidError: as when it is asked for.
    """
    stage = await stage_of_job(session, job_id, to_stage_id)
    check_reason(stage["kind"], reject_reason)
    there = applicants.c.stage_id == to_stage_id
    counting = (
        select(applicants.c.stage_kind, there.label("there"), func.count().label("many"))
        .where(*_asked_for(caller, job_id, ids, filters))
        .group_by(applicants.c.stage_kind, there)
        .order_by(func.min(applicants.c.stage_rank))
    )
    rows = (await session.execute(counting)).all()
    found = sum(row.many for row in rows)
    asked = found if ids is None else len(set(ids))
    return {
        "asked": asked,
        "would_move": sum(row.many for row in rows if not row.there),
        "already_there": sum(row.many for row in rows if row.there),
        "gone": asked - found,
        "by_kind": [{"kind": row.stage_kind, "count": row.many} for row in rows if not row.there],
    }


async def ask_for_move(
    session: Session,
    caller: Caller,
    job_id: uuid.UUID,
    to_stage_id: uuid.UUID,
    *,
    ids: Sequence[uuid.UUID] | None = None,
    filters: Filters | None = None,
    reject_reason: str | None = None,
    note: str | None = None,
) -> dict[str, Any]:
    """Write down who is to be moved, as they stand now, and the task that does it; ring the bell after the commit.

    Returns `{"operation_id", "task_id", "asked"}`.

    Raises:
        NotFoundError: there is no such job.
        InvalidError: the stage is another job's, a rejection has no reason, or nobody is meant.
    """
    stage = await stage_of_job(session, job_id, to_stage_id)
    check_reason(stage["kind"], reject_reason)
    told = {"filter": _plain(filters)} if ids is None else {"ids": len(set(ids))}
    asked = told | {"note": note, "reject_reason": reject_reason}
    made = await _open(session, caller, job_id, asked, to_stage_id=to_stage_id, to_stage=stage["name"])
    meant = select(
        literal(made["operation_id"], Uuid),
        applicants.c.id,
        applicants.c.stage_id,
        literal(to_stage_id, Uuid),
        cast(reject_reason, Text),
        applicants.c.reject_reason,
    ).where(*_asked_for(caller, job_id, ids, filters))
    await session.execute(insert(applicant_move_rows).from_select(ROW, meant.order_by(applicants.c.id)))
    if ids is not None:
        await session.execute(_GONE, {"operation_id": made["operation_id"], "to": to_stage_id, "ids": list(set(ids))})
    return await _asked(session, caller, made, job_id=job_id, action="move", after=asked | {"to_stage": stage["name"]})


_GONE = text(
    "INSERT INTO applicant_move_rows (operation_id, applicant_id, to_stage_id)"
    " SELECT :operation_id, id, :to FROM unnest(CAST(:ids AS uuid[])) id ON CONFLICT DO NOTHING"
)


async def undo(session: Session, caller: Caller, operation_id: uuid.UUID) -> dict[str, Any]:
    """Move back whom a move has moved and who still stand where it put them: an operation like any other.

    Returns `{"operation_id", "task_id", "asked"}` of that operation.

    Raises:
        NotFoundError: there is no such move.
        ConflictError: it still goes on, was undone already, or is so old that it is not kept whom it moved.
        InvalidError: it has moved nobody.
    """
    locking = select(applicant_moves.c.id).where(applicant_moves.c.id == operation_id).with_for_update()
    await session.execute(locking)
    move = await move_of(session, caller, operation_id)
    if move["state"] not in ENDED:
        raise ConflictError(f"The move still goes on ({move['state']}). Cancel it, or wait for its end; then undo it.")
    if move["outcomes_cleared_at"] is not None:
        raise ConflictError(
            f"The move cannot be undone any more: since {move['outcomes_cleared_at']:%Y-%m-%d} it is not kept whom it "
            "moved from where. Each applicant's history tells it still; move them by a filter or by their ids instead."
        )
    if move["undone_by"] is not None:
        earlier = await move_of(session, caller, move["undone_by"])
        if earlier["state"] in ("queued", "running", "succeeded", "forgotten"):
            raise ConflictError(f"The move was undone already, by the operation {move['undone_by']}.")
    asked = {"undoes": str(operation_id), "note": "undone"}
    made = await _open(session, caller, move["job_id"], asked, undoes=operation_id)
    old = applicant_move_rows.c
    back = select(
        literal(made["operation_id"], Uuid),
        old.applicant_id,
        old.to_stage_id,
        old.from_stage_id,
        old.reason_before,
        old.reject_reason,
    ).where(old.operation_id == operation_id, old.outcome == "moved")
    await session.execute(insert(applicant_move_rows).from_select(ROW, back.order_by(old.applicant_id)))
    undone = update(applicant_moves).where(applicant_moves.c.id == operation_id)
    await session.execute(undone.values(undone_by=made["operation_id"]))
    return await _asked(session, caller, made, job_id=move["job_id"], action="undo", after=asked)


async def cancel(session: Session, caller: Caller, operation_id: uuid.UUID) -> None:
    """End a move where it is; whom it has moved stays moved, and can be moved back.

    Raises:
        NotFoundError: there is no such move.
        ConflictError: it has ended.
    """
    move = await move_of(session, caller, operation_id)
    if move["state"] in ENDED:
        raise ConflictError(f"The move has ended ({move['state']}): there is nothing to cancel. It can be undone.")
    await request_cancel(session, move["task_id"])
    await record(session, actor=caller.label, action="cancel", thing=THING, thing_id=str(operation_id))


async def _open(
    session: Session, caller: Caller, job_id: uuid.UUID, asked: Mapping[str, Any], **values: object
) -> dict[str, Any]:
    made = {"operation_id": new_id(), "task_id": f"move_{short_id()}"}
    row = {"id": made["operation_id"], "task_id": made["task_id"], "job_id": job_id, "asked": dict(asked), **values}
    await session.execute(insert(applicant_moves).values(**row, made_by=caller.label, by_id=caller.user_id))
    return made


async def _asked(
    session: Session,
    caller: Caller,
    made: dict[str, Any],
    *,
    job_id: uuid.UUID,
    action: str,
    after: Mapping[str, Any],
) -> dict[str, Any]:
    """Count whom it is about, note it down, and queue the task."""
    operation_id = made["operation_id"]
    counted = select(func.count()).where(applicant_move_rows.c.operation_id == operation_id)
    count = int((await session.execute(counted)).scalar_one())
    if not count:
        raise InvalidError("Nobody is to be moved: the filter finds no applicants of this job, or none was moved.")
    opened = update(applicant_moves).where(applicant_moves.c.id == operation_id)
    await session.execute(opened.values(counts={"asked": count}))
    await add_task(
        session,
        task_id=made["task_id"],
        kind=KIND,
        args={"operation_id": str(operation_id)},
        lock_key=f"{KIND}:{job_id}",
        created_by=caller.label,
    )
    told = {"job_id": str(job_id), "asked": count, **after}
    await record(session, actor=caller.label, action=action, thing=THING, thing_id=str(operation_id), after=told)
    return made | {"asked": count}


def _plain(filters: Filters | None) -> dict[str, Any]:
    given = filters or Filters()
    return {
        "stage_ids": [str(one) for one in given.stage_ids],
        "q": given.q,
        "added_by": [str(one) for one in given.added_by],
        "off_limits": given.off_limits,
        "replied": given.replied,
    }
