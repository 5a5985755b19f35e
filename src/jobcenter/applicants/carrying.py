"""Carrying out a move in bulk: a thousand at a time, each with its outcome, so that it goes on where it was."""

import uuid
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ARRAY, Uuid, any_, cast, select, text, update

from jobcenter.applicants.moving import Move, tell, write_moves
from jobcenter.kit.db import Session
from jobcenter.tables import applicant_move_rows, applicant_moves, applicants, job_stages

AT_ONCE: Final = 1_000


async def carry_out(
    session: Session, operation_id: uuid.UUID, *, after: uuid.UUID | None
) -> tuple[uuid.UUID | None, dict[str, int]]:
    """Move the next thousand of an operation behind the applicant `after`, and note what came of each.

    Returns the last applicant of these, or None when none is left; and the operation's counts.
    """
    move = (await session.execute(select(applicant_moves).where(applicant_moves.c.id == operation_id))).one()
    rows = applicant_move_rows.c
    some = (
        select(rows.applicant_id, rows.from_stage_id, rows.to_stage_id, rows.reject_reason)
        .where(rows.operation_id == operation_id, rows.outcome.is_(None))
        .order_by(rows.applicant_id)
        .limit(AT_ONCE)
    )
    if after is not None:
        some = some.where(rows.applicant_id > after)
    batch = (await session.execute(some)).all()
    if not batch:
        return None, dict(move.counts)
    outcomes, moves = await _decide(session, move.job_id, batch)
    if moves:
        by = {"by": move.made_by, "by_id": move.by_id, "note": move.asked.get("note")}
        written = await write_moves(session, moves, **by)
        by_stage: dict[tuple[uuid.UUID, str], list[uuid.UUID]] = {}
        for row in written:
            by_stage.setdefault((row["stage_id"], row["stage_kind"]), []).append(row["id"])
        for (stage_id, kind), ids in by_stage.items():
            await tell(session, move.job_id, ids, stage_id=stage_id, kind=kind)
    told = {"operation_id": operation_id, "ids": list(outcomes), "outcomes": list(outcomes.values())}
    await session.execute(_OUTCOMES, told)
    counts = dict(move.counts)
    for outcome in outcomes.values():
        counts[outcome] = counts.get(outcome, 0) + 1
    noted = update(applicant_moves).where(applicant_moves.c.id == operation_id)
    await session.execute(noted.values(counts=counts))
    return batch[-1].applicant_id, counts


_OUTCOMES = text(
    """
    UPDATE applicant_move_rows r SET outcome = o.outcome
    FROM unnest(CAST(:ids AS uuid[]), CAST(:outcomes AS text[])) AS o (id, outcome)
    WHERE r.operation_id = :operation_id AND r.applicant_id = o.id
    """
)


async def _decide(session: Session, job_id: uuid.UUID, batch: Sequence[Any]) -> tuple[dict[uuid.UUID, str], list[Move]]:
    """What becomes of each row of a batch, by how its applicant stands now, which nobody changes from here on."""
    ids = [row.applicant_id for row in batch]
    held = (
        select(job_stages.c.id, job_stages.c.name)
        .where(job_stages.c.job_id == job_id)
        .order_by(job_stages.c.id)
        .with_for_update(read=True)
    )
    stages = {row.id: row.name for row in await session.execute(held)}
    locking = (
        select(applicants.c.id, applicants.c.stage_id, applicants.c.stage_kind, applicants.c.round_id)
        .where(applicants.c.id == any_(cast(ids, ARRAY(Uuid))), applicants.c.job_id == job_id)
        .order_by(applicants.c.id)
        .with_for_update(key_share=True)
    )
    standing = {row.id: row for row in await session.execute(locking)}
    outcomes: dict[uuid.UUID, str] = {}
    moves: list[Move] = []
    for row in batch:
        now = standing.get(row.applicant_id)
        if now is None:
            outcomes[row.applicant_id] = "gone"
        elif now.stage_id == row.to_stage_id:
            outcomes[row.applicant_id] = "already_there"
        elif now.stage_id != row.from_stage_id or row.to_stage_id not in stages:
            outcomes[row.applicant_id] = "changed_meanwhile"
        else:
            outcomes[row.applicant_id] = "moved"
            moves.append(
                Move(now.id, row.to_stage_id, stages[now.stage_id], now.stage_kind, row.reject_reason, now.round_id)
            )
    return outcomes, moves
