"""Serving stand-in sites in this process, until a signal ends it."""

import contextlib
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import uvicorn

from jobcenter.demo.sites.access import AccessLog
from jobcenter.demo.sites.application import StandInApplication
from jobcenter.demo.sites.faults import Fault, Faults
from jobcenter.demo.sites.pages import Pages
from jobcenter.demo.sites.rows import ALL_SOURCES, CsvFiles, Source
from jobcenter.demo.sites.sample import Sample
from jobcenter.scraping.sites.registry import SITES

HOST: Final = "127.0.0.1"
_WAITING: Final = 2_048  # connections that may wait to be accepted
_SHOWN: Final = 12  # boards that fit on a screen


class _CsvArguments(msgspec.Struct, tag="csv", tag_field="kind"):
    csv: str
    companies: str
    unlisted: int

    def source(self) -> Source:
        return CsvFiles(Path(self.csv), Path(self.companies), self.unlisted)


class _SampleArguments(msgspec.Struct, tag="sample", tag_field="kind"):
    count: int
    postings: int | None
    seed: int
    unlisted: int
    vendors: tuple[str, ...]
    others: int
    beyond: bool

    def source(self) -> Source:
        return Sample(self.count, self.postings, self.seed, self.unlisted, self.vendors, self.others, self.beyond)


def source_from(arguments: object) -> Source:
    """The source that `Source.arguments` described.

    Raises:
        msgspec.ValidationError: they describe none.
    """
    described: _CsvArguments | _SampleArguments = msgspec.convert(arguments, _CsvArguments | _SampleArguments)
    return described.source()


def site_settings(url: str) -> dict[str, str]:
    """The settings that make Job Center ask the stand-in at `url` instead of the vendors.

    Where a vendor's host carries the board's name, the first part of the stand-in's path does.
    """
    in_host = {name for name, site in SITES.items() if "{target}" in site.facts.default_url}
    settings = {
        f"JOBCENTER_SITE_{vendor.upper()}_URL": f"{url}/{vendor}" + ("/{target}" if vendor in in_host else "")
        for vendor in ALL_SOURCES
    }
    return settings | {"JOBCENTER_ALLOWED_PRIVATE_HOSTS": HOST}


def open_port(port: int) -> socket.socket:
    """A socket that listens on loopback; port 0: any free one.

    Raises:
        OSError: the port is taken; the message names it and what to do.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise OSError(
            error.errno, f"port {port} on {HOST} cannot be used ({error.strerror}); choose another by --port"
        ) from error
    listening.listen(_WAITING)
    return listening


def run(
    pages: Pages,
    listening: socket.socket,
    *,
    log: AccessLog,
    faults: Sequence[Fault],
    started: Callable[[uvicorn.Server], None] = lambda _: None,
) -> None:
    """Serve until a signal, or until whoever got the server by `started` ends it."""
    config = uvicorn.Config(
        StandInApplication(pages, Faults(faults), log),
        http="httptools",
        lifespan="off",
        access_log=False,
        log_level="critical",
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=30,
    )
    server = uvicorn.Server(config)
    started(server)
    server.run(sockets=[listening])


def serve(
    *,
    port: int = 9400,
    csv: Path | None = None,
    companies: Path | None = None,
    access_log: Path | None = None,
    faults: Sequence[Fault] = (),
    say: Callable[[str], Any] = print,
) -> None:
    """Serve stand-in sites on loopback until Ctrl-C, and tell how to use them.

    Args:
        port: on 127.0.0.1; 0: any free one.
        csv: postings to serve instead of the sample; with `companies`.
        companies: the companies of these postings.
        access_log: a file for the access log; None: it is only kept in memory.
        faults: in force from the start.
        say: takes each line for the person at the terminal.

    Raises:
        ValueError: only one of the two files was given, or one cannot be used.
        OSError: the port or the log file cannot be used.
    """
    if (csv is None) != (companies is None):
        raise ValueError("a CSV of postings and the JSON of its companies belong together: give --csv and --companies")
    source: Source = CsvFiles(csv, companies) if csv and companies else Sample(others=1, beyond=True)
    pages = Pages(source.boards())
    with open_port(port) as listening, AccessLog(access_log) as log:
        for line in _told(pages, f"http://{HOST}:{listening.getsockname()[1]}", access_log):
            say(line)
        with contextlib.suppress(KeyboardInterrupt):
            run(pages, listening, log=log, faults=faults)


def _told(pages: Pages, url: str, access_log: Path | None) -> list[str]:
    boards = sorted(pages.boards.values(), key=lambda board: (board.vendor, board.slug))
    listed = {(board.vendor, board.slug): sum(row.listed for row in board.rows) for board in boards}
    lines = [f"Stand-in sites at {url}: {len(boards)} boards, {sum(listed.values()):,} postings.", ""]
    lines += [
        f"  {board.vendor:<15} {board.slug:<28} {listed[board.vendor, board.slug]:>6,} postings"
        for board in boards[:_SHOWN]
    ]
    if len(boards) > _SHOWN:
        lines.append(f"  … and {len(boards) - _SHOWN} more: curl {url}/control")
    lines += ["", "Point Job Center at them, in the shell that starts it:", ""]
    lines += [f"  export {name}={value}" for name, value in site_settings(url).items()]
    if boards:
        lines += ["", "Then scrape one:", "", f"  jobcenter scrape {boards[0].vendor} {boards[0].slug}"]
    lines += ["", "Faults on demand, for example two answers of 429:", ""]
    fault = '{"add_faults": [{"kind": "status", "status": 429, "retry_after": 2, "times": 2}]}'
    lines += [f"  curl {url}/control -d '{fault}'", ""]
    lines.append(f"Access log: {access_log or f'{url}/control/log'}. Ctrl-C ends it.")
    return lines
