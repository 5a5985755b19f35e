"""A PgBouncer for tests, where it is installed."""

import socket
import time

import pytest
from bench.load.servers import Pooler, find_pgbouncer

CONNECTIONS = 5


def pooler_before(database_url, folder, mode="transaction"):
    """A pooler that is not started yet."""
    program = find_pgbouncer()
    if program is None:
        pytest.skip("pgbouncer is not installed here: apt install pgbouncer")
    return Pooler(program, database_url, folder, connections=CONNECTIONS, mode=mode)


def wait_for(port, process):
    """Wait until somebody listens on a port of this machine; the process that should must not end before."""
    for _ in range(400):
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None
        time.sleep(0.05)
    raise AssertionError(f"nobody listens on port {port}")
