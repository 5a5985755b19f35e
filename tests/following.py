"""A replica for tests: a copy of a running server that follows it."""

import json
from urllib.parse import urlsplit

from jobcenter.kit.embedded import Postgres
from jobcenter.kit.embedded.binaries import find_postgres
from jobcenter.kit.embedded.identity import choose_identity
from jobcenter.kit.embedded.process import spawn


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
