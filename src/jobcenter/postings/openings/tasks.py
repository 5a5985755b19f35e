"""The door of matching in the queue."""

from jobcenter.postings.openings.actions import match_some
from jobcenter.work.leases import note_progress
from jobcenter.work.runner import Done, Working


async def match(working: Working) -> Done:
    """Place all postings that are new or changed, some at a time; what comes meanwhile is placed too."""
    placed = 0
    while True:
        working.check()
        async with working.writing() as session:
            some = await match_some(session)
            placed += some
            await note_progress(session, working.lease, {"placed": placed})
        if not some:
            return Done({"placed": placed})
