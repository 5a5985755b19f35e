"""A PgBouncer for tests: in transaction mode before a running PostgreSQL, started, killed and started again."""

import shutil
import signal
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from jobcenter.kit.embedded.identity import choose_identity
from jobcenter.kit.embedded.process import free_port, spawn

CONNECTIONS = 5
PGBOUNCER = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
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


class Pooler:
    """PgBouncer in a folder of its own before the PostgreSQL at `database_url`; `url` leads through it."""

    def __init__(self, folder, database_url):
        if not Path(PGBOUNCER).exists():
            pytest.skip("pgbouncer is not installed here: apt install pgbouncer")
        where = urlsplit(database_url)
        folder.chmod(0o755)
        users, self.configuration, self.port = folder / "users.txt", folder / "pgbouncer.ini", free_port()
        users.write_text(f'"{where.username}" "{where.password}"\n')
        self.configuration.write_text(
            CONFIGURED.format(server=where.port, port=self.port, users=users, connections=CONNECTIONS)
        )
        self.log = folder / "pgbouncer.log"
        self.url = f"postgresql://{where.username}:{where.password}@127.0.0.1:{self.port}{where.path}"
        self.process = None

    def start(self):
        with self.log.open("ab") as log:
            self.process = spawn([PGBOUNCER, str(self.configuration)], identity=choose_identity(), output=log)
        wait_for(self.port, self.process, self.log)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(20)


def wait_for(port, process, log):
    """Wait until somebody listens on a port of this machine; the process that should must not end before."""
    for _ in range(400):
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, log.read_text()
        time.sleep(0.05)
    raise AssertionError(log.read_text())
