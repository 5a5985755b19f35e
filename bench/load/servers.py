"""What may stand around PostgreSQL: a pooler in transaction mode before it, a streaming replica behind it."""

import asyncio
import json
import shutil
import signal
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from subprocess import Popen
from urllib.parse import SplitResult, urlsplit, urlunsplit

from bench.ground import BenchError
from jobcenter.kit.embedded import Postgres
from jobcenter.kit.embedded.binaries import find_postgres
from jobcenter.kit.embedded.identity import choose_identity
from jobcenter.kit.embedded.process import free_port, last_lines, spawn

PATIENCE, LONGEST_COPY = 20.0, 600.0
SERVER_CONNECTIONS = 20
CONFIGURED = """
[databases]
* = host=127.0.0.1 port={server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = plain
auth_file = {users}
pool_mode = transaction
default_pool_size = {connections}
max_client_conn = 200
"""


def find_pgbouncer() -> str | None:
    """The program, where it is installed."""
    return shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin:/usr/local/sbin")


@asynccontextmanager
async def pooled(program: str, database_url: str, folder: Path) -> AsyncIterator[str]:
    """PgBouncer in transaction mode before a database: the address through it.

    Raises:
        BenchError: it does not start.
    """
    where, port = urlsplit(database_url), free_port()
    process = _start_pgbouncer(program, where, port, folder)
    try:
        until = time.monotonic() + PATIENCE
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > until:
                raise BenchError(f"PgBouncer did not start:\n{last_lines(folder / 'pgbouncer.log')}")
            await asyncio.sleep(0.05)
        yield urlunsplit(where._replace(netloc=f"{where.username}:{where.password}@127.0.0.1:{port}"))
    finally:
        process.send_signal(signal.SIGINT)
        await asyncio.to_thread(process.wait)


def _start_pgbouncer(program: str, where: SplitResult, port: int, folder: Path) -> Popen[bytes]:
    folder.mkdir(mode=0o755)
    users, configuration = folder / "users.txt", folder / "pgbouncer.ini"
    users.write_text(f'"{where.username}" "{where.password}"\n')
    configuration.write_text(
        CONFIGURED.format(server=where.port, port=port, users=users, connections=SERVER_CONNECTIONS)
    )
    with (folder / "pgbouncer.log").open("wb") as log:
        return spawn([program, str(configuration)], identity=choose_identity(), output=log)


def _listens(port: int) -> bool:
    with socket.socket() as trying:
        return trying.connect_ex(("127.0.0.1", port)) == 0


@asynccontextmanager
async def followed(primary: Postgres, database_url: str, folder: Path) -> AsyncIterator[str]:
    """A streaming replica of a server: the address there of the same database.

    Raises:
        BenchError: the server cannot be copied.
    """
    copying = _start_copying(primary, folder)
    if await asyncio.to_thread(copying.wait, LONGEST_COPY) != 0:
        raise BenchError(f"pg_basebackup did not end well:\n{last_lines(folder / 'copying.log')}")
    # What a server of ours knows of itself lies beside its data; a copy has the password of what it was copied from.
    (folder / "replica.json").write_text(json.dumps({"password": urlsplit(primary.url).password}))
    replica = Postgres(folder / "replica")
    replica.start()
    try:
        yield urlunsplit(urlsplit(replica.url)._replace(path=urlsplit(database_url).path))
    finally:
        replica.stop()


def _start_copying(primary: Postgres, folder: Path) -> Popen[bytes]:
    folder.mkdir(mode=0o711)
    words = [f"--dbname={primary.url}", f"--pgdata={folder / 'replica'}", "-R", "--checkpoint=fast"]
    with (folder / "copying.log").open("wb") as log:
        return spawn([find_postgres().program("pg_basebackup"), *words], identity=choose_identity(), output=log)
