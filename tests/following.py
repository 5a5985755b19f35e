"""Replicas for tests: copies of running servers that follow them."""

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from bench.load.servers import follow

from jobcenter.kit.embedded import Postgres
from jobcenter.migrations.run import migrate


@contextmanager
def primary_and_replica():
    """A primary with the schema, and a replica that follows it."""
    folder = Path(tempfile.mkdtemp(prefix="jobcenter-replica-"))
    folder.chmod(0o711)
    primary, replica = Postgres(folder / "primary"), None
    try:
        primary.start()
        migrate(primary.url)
        replica = follow(primary, folder / "replica")
        yield primary, replica
    finally:
        if replica is not None:
            replica.stop()
        primary.stop()
        shutil.rmtree(folder)
