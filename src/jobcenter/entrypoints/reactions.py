"""What follows what: each event, and what it sets off."""

import uuid
from collections.abc import Mapping, Sequence

from jobcenter.applicants.facts import keep_soon
from jobcenter.candidates.events import CANDIDATE_CHANGED
from jobcenter.jobs.events import STAGES_CHANGED
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


async def _keep_what_people_are(session: Session, event: Event) -> None:
    await keep_soon(session, candidate_ids=[uuid.UUID(one) for one in event.payload["candidate_ids"]])


async def _keep_what_stages_are(session: Session, event: Event) -> None:
    if event.payload.get("is_moved", True):  # who does not say so leaves it open
        await keep_soon(session, job_id=uuid.UUID(event.payload["job_id"]))


REACTIONS: dict[str, list[Reaction]] = {
    TASK_ENDED: [_settle_run],
    CANDIDATE_CHANGED: [_keep_what_people_are],
    STAGES_CHANGED: [_keep_what_stages_are],
}


def with_more(
    known: Mapping[str, Sequence[Reaction]], more: Mapping[str, Sequence[Reaction]]
) -> dict[str, list[Reaction]]:
    """Both: what follows an event already, and then what else does."""
    return {name: [*known.get(name, ()), *more.get(name, ())] for name in {**known, **more}}
