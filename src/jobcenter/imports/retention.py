"""What imports forget, and when: the rows of old files, with what stood in those that were refused."""

from datetime import timedelta

from sqlalchemy import delete, func, select, update

from jobcenter.kit.db import Session
from jobcenter.tables import import_rows, imports
from jobcenter.work.forgetting import AT_ONCE, at_most_under, forget, is_done_since


async def forget_old_rows(session: Session, *, kept: timedelta) -> int:
    """Delete the rows of imports that ended `kept` ago; return how many.

    The imports stay with their counts, and so does what they made and the keys of other systems. One is marked before
    its first row goes: from then on it cannot go on.
    """
    long_ago = func.now() - kept
    # Held first: a statement that had to wait for who lets one go on would not see the task that this makes.
    old = imports.c.rows_cleared_at.is_(None), imports.c.at < long_ago
    await session.execute(select(imports.c.id).where(*old).order_by(imports.c.id).with_for_update())
    await session.execute(
        update(imports).where(*old, is_done_since(imports.c.task_id, long_ago)).values(rows_cleared_at=func.now())
    )
    rows = at_most_under(
        AT_ONCE,
        import_rows,
        import_rows.c.import_id,
        parents=imports,
        condition=imports.c.rows_cleared_at.is_not(None),
    )
    return await forget(session, delete(import_rows).where(rows))
