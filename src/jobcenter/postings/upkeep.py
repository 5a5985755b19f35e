"""Upkeep of what is stored: what older rules have read is to be read anew, by a worker."""

from sqlalchemy import exists, select

from jobcenter.kit.clock import short_id
from jobcenter.kit.db import Session
from jobcenter.postings.found import NORMAL_VERSION
from jobcenter.tables import postings, tasks
from jobcenter.work.tasks import add_task

KIND = "read_postings_anew"


async def ask_for_reading_anew(session: Session) -> int:
    """Queue the reading of what older rules have read, unless there is none, or it is queued; return 1 or 0."""
    stale = exists().where(postings.c.normal_version < NORMAL_VERSION)
    at_it = exists().where(tasks.c.kind == KIND, tasks.c.status.in_(("queued", "running")))
    if not (await session.execute(select(stale & ~at_it))).scalar_one():
        return 0
    await add_task(session, task_id=f"read_{short_id()}", kind=KIND, args={}, lock_key=KIND)
    return 1
