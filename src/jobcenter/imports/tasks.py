"""The door of imports in the queue: do a file's rows from where it stands."""

import uuid

from jobcenter.imports.actions import KIND as IMPORT
from jobcenter.imports.carrying import bring_in
from jobcenter.work.leases import note_progress
from jobcenter.work.runner import Done, Working

__all__ = ["IMPORT", "import_file"]


async def import_file(working: Working) -> Done:
    """Carry out an import from where it stands."""
    import_id = uuid.UUID(working.lease.args["import_id"])
    behind = 0
    while True:
        working.check()
        async with working.writing() as session:
            last, counts = await bring_in(session, import_id, after=behind)
            await note_progress(session, working.lease, dict(counts))
        if last is None:
            return Done(dict(counts))
        behind = last
