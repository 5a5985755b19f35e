"""What may stand around PostgreSQL: a pooler before it, a streaming replica behind it."""

import json
import shutil
import signal
import socket
import time
from pathlib import Path
from subprocess import Popen
from urllib.parse import urlsplit, urlunsplit

from bench.ground import BenchError
from jobcenter.kit.embedded import Postgres
from jobcenter.kit.embedded.binaries import find_postgres
from jobcenter.kit.embedded.identity import choose_identity
from jobcenter.kit.embedded.process import free_port, last_lines, spawn

PATIENCE, LONGEST_COPY = 20.0, 600.0
CONFIGURED = """
[databases]
* = host=127.0.0.1 port={server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = plain
auth_file = {users}
pool_mode = {mode}
default_pool_size = {connections}
max_client_conn = 200
"""


def find_pgbouncer() -> str | None:
    """The program, where it is installed."""
    return shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin:/usr/local/sbin")


class Pooler:
    """PgBouncer before the PostgreSQL at `database_url`, in a folder of its own; `url` leads through it.

    Args:
        connections: so many to the server at most.
        mode: what a client has a connection for: a "transaction", or a "session".
    """

    def __init__(
        self, program: str, database_url: str, folder: Path, *, connections: int, mode: str = "transaction"
    ) -> None:
        where = urlsplit(database_url)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)
        users, configuration, self._port = folder / "users.txt", folder / "pgbouncer.ini", free_port()
        users.write_text(f'"{where.username}" "{where.password}"\n')
        configuration.write_text(
            CONFIGURED.format(server=where.port, port=self._port, users=users, mode=mode, connections=connections)
        )
        self.url = urlunsplit(where._replace(netloc=f"{where.username}:{where.password}@127.0.0.1:{self._port}"))
        self._command, self._log = [program, str(configuration)], folder / "pgbouncer.log"
        self._process: Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers.

        Raises:
            BenchError: it does not.
        """
        with self._log.open("ab") as log:
            self._process = spawn(self._command, identity=choose_identity(), output=log)
        until = time.monotonic() + PATIENCE
        while not _listens(self._port):
            if self._process.poll() is not None or time.monotonic() > until:
                raise BenchError(f"PgBouncer did not start:\n{last_lines(self._log)}")
            time.sleep(0.05)

    def kill(self) -> None:
        """End it at once, and whoever speaks through it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """End it, if it runs."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(PATIENCE)


def _listens(port: int) -> bool:
    with socket.socket() as trying:
        return trying.connect_ex(("127.0.0.1", port)) == 0


def follow(primary: Postgres, data: Path) -> Postgres:
    """A streaming replica of a server in a folder that is not there yet, started.

    Raises:
        BenchError: the server cannot be copied.
    """
    told = data.with_name(f"{data.name}-copying.log")
    with told.open("wb") as log:
        words = [f"--dbname={primary.url}", f"--pgdata={data}", "-R", "--checkpoint=fast"]
        program = find_postgres().program("pg_basebackup")
        copying = spawn([program, *words], identity=choose_identity(), output=log)
    if copying.wait(LONGEST_COPY) != 0:
        raise BenchError(f"pg_basebackup did not end well:\n{last_lines(told)}")
    # What a server of ours knows of itself lies beside its data; a copy has the password of what it was copied from.
    data.with_name(f"{data.name}.json").write_text(json.dumps({"password": urlsplit(primary.url).password}))
    replica = Postgres(data)
    replica.start()
    return replica
