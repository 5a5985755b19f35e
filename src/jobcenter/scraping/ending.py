"""A run's end: how it went, what its board does not show any more, and what follows from it."""

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
SHORT_ONCE = (
    "The site tells of {told} postings and showed {seen}: some moved while it was read. What was not among them is "
    "closed if the next run does not see it either."
)
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

    Some vendors answer an unknown board as they answer an empty one, and a posting that goes while the pages are read
    moves another to a page that was read already: what is in doubt must be seen twice.
    """
    if keeping.filtering or keeping.wanted is not None or keeping.site.facts.kind == "board":
        return {}
    doubt = _doubt(keeping.run["seen_count"], keeping.place.told)
    if doubt is not None and not await _was_in_doubt(session, keeping):
        return {"message": doubt}
    closed = await close_unseen(
        session,
        site=keeping.name,
        target=keeping.target,
        run=keeping.run["id"],
        began_at=keeping.run["started_at"],
    )
    return {"closed_count": closed}


def _doubt(seen: int, told: int) -> str | None:
    """Why what a whole board does not show may be there all the same."""
    if seen == 0:
        return EMPTY_ONCE
    return SHORT_ONCE.format(told=told, seen=seen) if seen < told else None


async def _was_in_doubt(session: ReadSession, keeping: Keeping) -> bool:
    """Whether the run before left the same doubt."""
    before = (
        select(scrape_runs.c.seen_count, scrape_runs.c.position)
        .where(
            scrape_runs.c.site_name == keeping.name, scrape_runs.c.target.is_not_distinct_from(keeping.run["target"])
        )
        .where(scrape_runs.c.complete, scrape_runs.c.id < keeping.run["id"])
        .order_by(scrape_runs.c.id.desc())
        .limit(1)
    )
    row = (await session.execute(before)).one_or_none()
    if row is None:
        return False
    is_empty = keeping.run["seen_count"] == 0
    return _doubt(row.seen_count, (row.position or {}).get("told", 0)) is not None and (row.seen_count == 0) == is_empty
