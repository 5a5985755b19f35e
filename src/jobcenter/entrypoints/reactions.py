"""What follows what: each event, and what it sets off."""

from jobcenter.kit.db import Session
from jobcenter.scraping.actions import KIND as SCRAPE
from jobcenter.scraping.actions import settle_run
from jobcenter.work.outbox import Event, Reaction
from jobcenter.work.tasks import TASK_ENDED


async def _settle_run(session: Session, event: Event) -> None:
    if event.payload["kind"] == SCRAPE:
        await settle_run(
            session,
            task_id=event.payload["task_id"],
            status=event.payload["status"],
            message=event.payload["error"],
        )


REACTIONS: dict[str, list[Reaction]] = {TASK_ENDED: [_settle_run]}
