"""Replicas for tests: copies of running servers that follow them."""

import json
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from jobcenter.kit.embedded import Postgres
from jobcenter.kit.embedded.binaries import find_postgres
from jobcenter.kit.embedded.identity import choose_identity
from jobcenter.kit.embedded.process import spawn
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


def follow(primary, data):
    """A replica of `primary` in a folder of its own, started."""
    copying = spawn(
        [
            find_postgres().program("pg_basebackup"),
            f"--dbname={primary.url}",
            f"--pgdata={data}",
            "-R",
            "--checkpoint=fast",
        ],
        identity=choose_identity(),
    )
    assert copying.wait(60) == 0
    password = urlsplit(primary.url).password
    data.with_name(f"{data.name}.json").write_text(json.dumps({"password": password}))
    replica = Postgres(data)
    replica.start()
    return replica
