"""The one statement that moves applicants, be it one or a thousand: row, kept facts and history at once."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from jobcenter.applicants.events import ALSO, APPLICANT_MOVED
from jobcenter.kit.db import Session
from jobcenter.work.outbox import emit

# Lists go in as arrays, so that it is one text for any number of rows. Of the kept facts only those of the stage, and
# the first arrival at the client, follow from a move: they are written here, and nothing need be recomputed.
_MOVE = text(
    """
    WITH wanted AS (
        SELECT * FROM unnest(
            CAST(:ids AS uuid[]), CAST(:stage_ids AS uuid[]), CAST(:reasons AS text[]), CAST(:round_ids AS uuid[]),
            CAST(:from_stages AS text[]), CAST(:from_kinds AS text[])
        ) AS w (id, stage_id, reason, round_id, from_stage, from_kind)
    ), moved AS (
        UPDATE applicants a
        SET stage_id = s.id, stage_kind = s.kind, stage_rank = s.position, stage_since = now(),
            reject_reason = w.reason, round_id = w.round_id, updated_at = now(), version = a.version + 1,
            sent_to_manager_at = CASE WHEN s.kind = 'sent_to_manager'
                THEN least(a.sent_to_manager_at, now()) ELSE a.sent_to_manager_at END
        FROM wanted w JOIN job_stages s ON s.id = w.stage_id
        WHERE a.id = w.id
        RETURNING a.id, a.stage_id, a.stage_kind, a.stage_rank, a.stage_since, a.reject_reason, a.round_id,
            a.updated_at, a.version, a.sent_to_manager_at, s.name AS stage, w.from_stage, w.from_kind
    ), told AS (
        INSERT INTO applicant_history (applicant_id, by_id, by, from_stage, from_kind, to_stage, to_kind, note)
        SELECT id, CAST(:by_id AS uuid), :by, from_stage, from_kind, stage, stage_kind, :note FROM moved
    )
    SELECT * FROM moved
    """
)


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of one applicant, whose row the caller has locked; where it comes from, for the history."""

    applicant_id: uuid.UUID
    stage_id: uuid.UUID
    from_stage: str
    from_kind: str
    reject_reason: str | None = None
    round_id: uuid.UUID | None = None


async def write_moves(
    session: Session, moves: Sequence[Move], *, by: str, by_id: uuid.UUID | None, note: str | None = None
) -> list[dict[str, Any]]:
    """Carry out moves whose rows, and whose stages, are locked; return what changed on each row, with `stage`'s name.

    `by` is how the history names who moved; `by_id` the user, if it is one.
    """
    given = {
        "ids": [one.applicant_id for one in moves],
        "stage_ids": [one.stage_id for one in moves],
        "reasons": [one.reject_reason for one in moves],
        "round_ids": [one.round_id for one in moves],
        "from_stages": [one.from_stage for one in moves],
        "from_kinds": [one.from_kind for one in moves],
        "by": by,
        "by_id": by_id,
        "note": note,
    }
    return [dict(row) for row in (await session.execute(_MOVE, given)).mappings()]


async def tell(
    session: Session, job_id: uuid.UUID, applicant_ids: Sequence[uuid.UUID], *, stage_id: uuid.UUID, kind: str
) -> None:
    """Emit that these applicants came to a stage of this kind; and that they were hired or rejected, if so."""
    payload = {
        "job_id": str(job_id),
        "applicant_ids": [str(one) for one in applicant_ids],
        "stage_id": str(stage_id),
        "kind": kind,
    }
    await emit(session, APPLICANT_MOVED, payload)
    if kind in ALSO:
        await emit(session, ALSO[kind], payload)
