"""What scraping forgets, and when: runs, skipped occurrences, pages that were not seen again; postings stay."""

from datetime import timedelta
from typing import Final

from sqlalchemy import delete, func

from jobcenter.kit.db import Session
from jobcenter.tables import page_memory, schedule_skips, scrape_runs
from jobcenter.work.forgetting import AT_ONCE, at_most, forget

KEPT: Final = timedelta(days=365)
PAGES_KEPT: Final = timedelta(days=90)
RUNS_AT_ONCE: Final = 50
"""With a run go its errors and drops, and what it found to be new: thousands of rows."""


async def forget_old_runs(session: Session) -> int:
    """Delete runs that ended a year ago, with their errors and drops; return how many. Their postings stay."""
    old = at_most(RUNS_AT_ONCE, scrape_runs, scrape_runs.c.finished_at < func.now() - KEPT)
    return await forget(session, delete(scrape_runs).where(old))


async def forget_old_skips(session: Session) -> int:
    """Delete what was noted of occurrences that did not run a year ago; return how many."""
    old = at_most(AT_ONCE, schedule_skips, schedule_skips.c.at < func.now() - KEPT)
    return await forget(session, delete(schedule_skips).where(old))


async def forget_old_pages(session: Session) -> int:
    """Delete what pages were like 90 days ago; return how many.

    Many are of places that no list has any more; one that is still there and still the same is only read once more.
    """
    old = at_most(AT_ONCE, page_memory, page_memory.c.stored_at < func.now() - PAGES_KEPT)
    return await forget(session, delete(page_memory).where(old))
