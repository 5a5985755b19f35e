"""PostgreSQL and Valkey as child processes: started on a folder, stopped cleanly, found again after a crash."""

from jobcenter.kit.embedded.binaries import EmbeddedError, PostgresBinaries, find_postgres, find_valkey
from jobcenter.kit.embedded.identity import Identity
from jobcenter.kit.embedded.postgres import Postgres
from jobcenter.kit.embedded.private import write_private
from jobcenter.kit.embedded.valkey import Valkey

__all__ = [
    "EmbeddedError",
    "Identity",
    "Postgres",
    "PostgresBinaries",
    "Valkey",
    "find_postgres",
    "find_valkey",
    "write_private",
]
