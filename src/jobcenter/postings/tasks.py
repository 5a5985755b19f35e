"""The doors of postings in the queue."""

from jobcenter.postings.actions import renormalise
from jobcenter.postings.openings.actions import ask_for_matching
from jobcenter.postings.searches.telling import tell_new_matches
from jobcenter.work.leases import note_progress
from jobcenter.work.runner import Done, Working


async def tell(working: Working) -> Done:
    """Tell of all that is new to saved searches."""
    told = 0
    while True:
        working.check()
        async with working.writing() as session:
            some = await tell_new_matches(session)
            told += some
            await note_progress(session, working.lease, {"told": told})
        if not some:
            return Done({"told": told})


async def read_anew(working: Working) -> Done:
    """Read anew, some at a time, all that older rules have read."""
    read = 0
    while True:
        working.check()
        async with working.writing() as session:
            some = await renormalise(session)
            if some:
                await ask_for_matching(session)
            read += some
            await note_progress(session, working.lease, {"read": read})
        if not some:
            return Done({"read": read})
