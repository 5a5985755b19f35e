"""What applicants forget, and when: what old moves in bulk did to each applicant, whose history stays."""

from datetime import timedelta

from sqlalchemy import delete, func, update

from jobcenter.kit.db import Session
from jobcenter.tables import applicant_move_rows, applicant_moves
from jobcenter.work.forgetting import AT_ONCE, at_most_under, forget, is_done_since


async def forget_old_outcomes(session: Session, *, kept: timedelta) -> int:
    """Delete the outcomes of moves that ended `kept` ago; return how many. The moves stay, with their counts.

    A move is marked before its first outcome goes: it is undone whole, or not at all.
    """
    long_ago = func.now() - kept
    await session.execute(
        update(applicant_moves)
        .where(
            applicant_moves.c.outcomes_cleared_at.is_(None),
            applicant_moves.c.at < long_ago,
            is_done_since(applicant_moves.c.task_id, long_ago),
        )
        .values(outcomes_cleared_at=func.now())
    )
    old = at_most_under(
        AT_ONCE,
        applicant_move_rows,
        applicant_move_rows.c.operation_id,
        parents=applicant_moves,
        condition=applicant_moves.c.outcomes_cleared_at.is_not(None),
    )
    return await forget(session, delete(applicant_move_rows).where(old))
