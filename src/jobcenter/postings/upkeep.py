"""Upkeep of what is stored: what is to be done by a worker is asked for here, by a process that only looks."""

from datetime import timedelta

from sqlalchemy import ColumnElement, delete, exists, func, select

from jobcenter.kit.clock import short_id
from jobcenter.kit.db import Session
from jobcenter.postings.found import NORMAL_VERSION
from jobcenter.tables import postings, saved_search_hits, saved_searches, tasks
from jobcenter.work.forgetting import AT_ONCE, at_most, forget
from jobcenter.work.tasks import add_task

READ_ANEW = "read_postings_anew"
TELL = "tell_saved_searches"
KEPT = timedelta(days=180)
LATE = timedelta(minutes=10)
"""How long before `told_until` postings are looked at again: `ready_at` is the time at which a transaction began, and
it may be committed after one that began later. What was told before is known by its row."""


async def ask_for_reading_anew(session: Session) -> int:
    """Queue the reading of what older rules have read, unless there is none, or it is queued; return 1 or 0."""
    return await _ask(session, READ_ANEW, exists().where(postings.c.normal_version < NORMAL_VERSION))


async def ask_for_telling(session: Session) -> int:
    """Queue the telling of what is new to saved searches, unless there is nothing, or it is queued; return 1 or 0."""
    newest = select(func.max(postings.c.ready_at)).scalar_subquery()
    return await _ask(session, TELL, exists().where(saved_searches.c.told_until < newest + LATE))


async def _ask(session: Session, kind: str, is_wanted: ColumnElement[bool]) -> int:
    at_it = exists().where(tasks.c.kind == kind, tasks.c.status.in_(("queued", "running")))
    if not (await session.execute(select(is_wanted & ~at_it))).scalar_one():
        return 0
    await add_task(session, task_id=f"chore_{short_id()}", kind=kind, args={}, lock_key=kind)
    return 1


async def forget_old_hits(session: Session) -> int:
    """Delete matches that are older than half a year; return how many."""
    old = at_most(AT_ONCE, saved_search_hits, saved_search_hits.c.at < func.now() - KEPT)
    return await forget(session, delete(saved_search_hits).where(old))
