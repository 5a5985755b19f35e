"""The doors of applicants in the queue: keep the facts of many, move many."""

import uuid
from typing import Final

from jobcenter.applicants.bulk import KIND as MOVE
from jobcenter.applicants.carrying import carry_out
from jobcenter.applicants.facts import AT_ONCE, KEEP, keep_candidates, keep_job
from jobcenter.work.leases import note_progress
from jobcenter.work.runner import Done, Working

__all__ = ["KEEP", "MOVE", "keep_facts", "move_applicants"]

PEOPLE_AT_ONCE: Final = 100


async def keep_facts(working: Working) -> Done:
    """Make the kept facts true of a job's applicants, or of what some candidates applied for, some at a time."""
    given = working.lease.args.get("candidate_ids")
    if given is not None:
        return await _keep_people(working, [uuid.UUID(one) for one in given])
    job_id, after, seen, changed = uuid.UUID(working.lease.args["job_id"]), None, 0, 0
    while True:
        working.check()
        async with working.writing() as session:
            ids, mended = await keep_job(session, job_id, after=after, limit=AT_ONCE)
            seen, changed = seen + len(ids), changed + mended
            progress = {"seen": seen, "changed": changed}
            await note_progress(session, working.lease, progress)
        if not ids:
            return Done(progress)
        after = ids[-1]


async def _keep_people(working: Working, people: list[uuid.UUID]) -> Done:
    changed = 0
    for first in range(0, len(people), PEOPLE_AT_ONCE):
        working.check()
        async with working.writing() as session:
            changed += await keep_candidates(session, people[first : first + PEOPLE_AT_ONCE])
            seen = min(first + PEOPLE_AT_ONCE, len(people))
            await note_progress(session, working.lease, {"seen": seen, "of": len(people), "changed": changed})
    return Done({"seen": len(people), "changed": changed})


async def move_applicants(working: Working) -> Done:
    """Carry out a move in bulk from where it stands."""
    operation_id = uuid.UUID(working.lease.args["operation_id"])
    after: uuid.UUID | None = None
    while True:
        working.check()
        async with working.writing() as session:
            after, counts = await carry_out(session, operation_id, after=after)
            await note_progress(session, working.lease, dict(counts))
        if after is None:
            return Done(dict(counts))
