"""A run's end: how it went, what its board does not show any more, and what follows from it."""

import uuid

from sqlalchemy import func, select

from jobcenter.kit import logs
from jobcenter.kit.clock import now
from jobcenter.kit.db import ReadSession, Session
from jobcenter.kit.metrics import LONG, Spread
from jobcenter.postings.actions import close_unseen
from jobcenter.postings.openings.actions import ask_for_matching
from jobcenter.scraping.actions import RUNS, note_board
from jobcenter.scraping.keeping import Keeping
from jobcenter.scraping.rules import verdict
from jobcenter.tables import scrape_runs
from jobcenter.work.runner import Done

RUN_SECONDS = Spread("jobcenter_scrape_run_seconds", "Time from a run's start to its end", "site", buckets=LONG)
EMPTY_ONCE = "The board was empty; what it showed before is closed if it is empty again in the next run."

log = logs.log(__name__)


def end(keeping: Keeping, cut: str | None) -> Done:
    """The run is over; how it went follows from what it saw, and `cut` says why it ended before the last page."""
    run, lost = keeping.run, keeping.place.lost_items
    status = verdict(seen=run["seen_count"], dropped=run["dropped_count"], lost=lost)
    if cut is not None:
        status = "partial" if run["completed_pages"] else "failed"
    errors = run["dropped_count"] + lost
    values = {
        "status": status,
        "errors_count": errors,
        "complete": lost == 0 and cut is None and not keeping.has_enough(),
        "message": cut or keeping.place.last_loss,
        "finished_at": func.now(),
    }

    async def settle(session: Session) -> None:
        ended = values | (await _close(session, keeping) if values["complete"] else {})
        await keeping.write(session, ended)
        if ended.get("closed_count") or run["new_count"] or run["changed_count"] or run["reopened_count"]:
            await ask_for_matching(session)
        if run["site_schedule_id"] is not None:
            await note_board(session, run["site_schedule_id"], missing=keeping.place.missing)
        RUNS.add_with(session, site=keeping.name, status=status)
        RUN_SECONDS.note_with(session, (now() - run["started_at"]).total_seconds(), site=keeping.name)

    log.info("finished", status=status, seen=run["seen_count"], new=run["new_count"], errors=errors)
    outcome = {"run_id": run["run_id"], "status": status}
    return Done(outcome, settle, "failed" if status == "failed" else "succeeded", values["message"])


async def _close(session: Session, keeping: Keeping) -> dict[str, object]:
    """Close what a whole board does not show any more; a search says nothing of the rest.

    Some vendors answer an unknown board as they answer an empty one, so emptiness must be seen twice.
    """
    if keeping.filtering or keeping.wanted is not None or keeping.site.facts.kind == "board":
        return {}
    if keeping.run["seen_count"] == 0 and not await _was_empty(session, keeping.run["id"], keeping):
        return {"message": EMPTY_ONCE}
    closed = await close_unseen(
        session,
        site=keeping.name,
        target=keeping.target,
        run=keeping.run["id"],
        began_at=keeping.run["started_at"],
    )
    return {"closed_count": closed}


async def _was_empty(session: ReadSession, this: uuid.UUID, keeping: Keeping) -> bool:
    before = (
        select(scrape_runs.c.seen_count)
        .where(
            scrape_runs.c.site_name == keeping.name, scrape_runs.c.target.is_not_distinct_from(keeping.run["target"])
        )
        .where(scrape_runs.c.complete, scrape_runs.c.id < this)
        .order_by(scrape_runs.c.id.desc())
        .limit(1)
    )
    return (await session.execute(before)).scalar_one_or_none() == 0
