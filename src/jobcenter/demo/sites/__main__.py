"""The process behind `StandIn`: takes its orders from standard input, tells its port, serves."""

import sys
import threading
from pathlib import Path
from typing import Any

import msgspec
import uvicorn

from jobcenter.demo.sites.access import AccessLog
from jobcenter.demo.sites.faults import Fault
from jobcenter.demo.sites.pages import Pages
from jobcenter.demo.sites.serving import open_port, run, source_from


class _Orders(msgspec.Struct, forbid_unknown_fields=True):
    source: Any
    port: int
    access_log: str | None
    faults: list[Fault]


def main() -> int:
    """Serve until a signal comes or standard input ends; 2 where it could not start."""
    try:
        orders = msgspec.json.decode(sys.stdin.buffer.readline(), type=_Orders)
        pages = Pages(source_from(orders.source).boards())
        listening = open_port(orders.port)
        log = AccessLog(Path(orders.access_log) if orders.access_log else None)
    except (OSError, ValueError) as error:
        _say({"error": str(error)})
        return 2
    _say({"port": listening.getsockname()[1]})
    with listening, log:
        run(pages, listening, log=log, faults=orders.faults, started=_end_with_parent)
    return 0


def _say(what: dict[str, object]) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(what) + b"\n")
    sys.stdout.buffer.flush()


def _end_with_parent(server: uvicorn.Server) -> None:
    def wait() -> None:
        sys.stdin.buffer.read()
        server.should_exit = True

    threading.Thread(target=wait, daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
