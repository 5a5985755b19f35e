"""Metrics for Prometheus, also of processes that end before anybody asks: those tell their node what they count."""

import asyncio
import errno
import itertools
import os
import socket
import tempfile
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram
from sqlalchemy import event
from sqlalchemy.orm import Session as SyncSession
from sqlalchemy.orm import SessionTransaction

from jobcenter.kit import logs
from jobcenter.kit.db import Session

SOCKET = "JOBCENTER_METRICS_SOCKET"
FOLDER = "jobcenter-metrics-"
SHORT = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
LONG = (0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 4 * 3600)
MOST_KEPT = 10_000
MOST_IN_ONE = 100
MOST_READS = 100
LARGEST_DATAGRAM = 64 * 1024
FLUSH_SECONDS = 1.0

Entry = tuple[str, tuple[str, ...], float]
"""What travels: a metric's name, its labels' values in their order, and the number."""

log = logs.log(__name__)

_known: "dict[str, _Metric]" = {}


class _Metric(ABC):
    """What is counted by events, here or in a child.

    It is shown from its first number on, so that a process does not list what it never counts, and so that a module may
    be loaded twice (by its name, and as a program).
    """

    def __init__(self, name: str, about: str, labels: Sequence[str], registry: CollectorRegistry) -> None:
        self.name = name
        self.about = about
        self.labels = tuple(labels)
        self.registry = registry
        _known[name] = self

    @abstractmethod
    def apply(self, values: tuple[str, ...], number: float) -> None:
        """Put a number into this process's own registry."""

    def _entry(self, number: float, labels: dict[str, str]) -> Entry:
        if labels.keys() != set(self.labels):
            raise ValueError(f"{self.name} has the labels {self.labels}, not {tuple(labels)}")
        return self.name, tuple(labels[one] for one in self.labels), number


class Count(_Metric):
    """A number that only grows.

    Args:
        name: as Prometheus shows it; it ends in `_total`.
        about: a sentence for the person who looks at it.
        labels: names of the labels; keep their values few.
        registry: where it is shown.
    """

    def __init__(self, name: str, about: str, *labels: str, registry: CollectorRegistry = REGISTRY) -> None:
        super().__init__(name, about, labels, registry)
        self._shown: Counter | None = None

    def add(self, by: float = 1, /, **labels: str) -> None:
        """Count now; `by` is at least 0."""
        _tell([self._grown(by, labels)])

    def add_with(self, session: Session, by: float = 1, /, **labels: str) -> None:
        """Count once `session`'s transaction is committed, and not at all if it never is."""
        _await_commit(session, self._grown(by, labels))

    def _grown(self, by: float, labels: dict[str, str]) -> Entry:
        if by < 0:
            raise ValueError(f"{self.name} only grows, and cannot by {by}")
        return self._entry(by, labels)

    def apply(self, values: tuple[str, ...], number: float) -> None:
        """Put a number into this process's own registry."""
        if self._shown is None:
            self._shown = Counter(self.name, self.about, self.labels, registry=self.registry)
        (self._shown.labels(*values) if values else self._shown).inc(number)


class Spread(_Metric):
    """How numbers are spread, mostly seconds: a histogram.

    Args:
        name: as Prometheus shows it, with its unit at the end.
        about: a sentence for the person who looks at it.
        labels: names of the labels; keep their values few.
        buckets: upper bounds, such as `SHORT` or `LONG`.
        registry: where it is shown.
    """

    def __init__(
        self, name: str, about: str, *labels: str, buckets: Sequence[float], registry: CollectorRegistry = REGISTRY
    ) -> None:
        super().__init__(name, about, labels, registry)
        self.buckets = buckets
        self._shown: Histogram | None = None

    def note(self, number: float, /, **labels: str) -> None:
        """Note one number now."""
        _tell([self._entry(number, labels)])

    def note_with(self, session: Session, number: float, /, **labels: str) -> None:
        """Note one number once `session`'s transaction is committed, and not at all if it never is."""
        _await_commit(session, self._entry(number, labels))

    def apply(self, values: tuple[str, ...], number: float) -> None:
        """Put a number into this process's own registry."""
        if self._shown is None:
            self._shown = Histogram(self.name, self.about, self.labels, buckets=self.buckets, registry=self.registry)
        (self._shown.labels(*values) if values else self._shown).observe(number)


class Level:
    """A number that goes up and down, shown by the process that sets it, from then on. Not for children.

    Args:
        name: as Prometheus shows it.
        about: a sentence for the person who looks at it.
        registry: where it is shown.
    """

    def __init__(self, name: str, about: str, *, registry: CollectorRegistry = REGISTRY) -> None:
        self._name, self._about, self._registry = name, about, registry
        self._shown: Gauge | None = None

    def set(self, number: float) -> None:
        """Set it."""
        self._gauge().set(number)

    def add(self, by: float) -> None:
        """Make it greater, or less."""
        self._gauge().inc(by)

    def _gauge(self) -> Gauge:
        if self._shown is None:
            self._shown = Gauge(self._name, self._about, registry=self._registry)
        return self._shown


LOST = Count("jobcenter_metrics_lost_total", "Counts that never reached the worker node's metrics")


def _await_commit(session: Session, entry: Entry) -> None:
    session.info.setdefault(__name__, []).append(entry)


@event.listens_for(SyncSession, "after_commit")
def _committed(session: SyncSession) -> None:
    if not session.in_nested_transaction():  # releasing a savepoint is no commit yet
        _tell(session.info.pop(__name__, []))


@event.listens_for(SyncSession, "after_transaction_end")
def _ended(session: SyncSession, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(__name__, None)


def _tell(entries: Sequence[Entry]) -> None:
    """Apply what was counted: here, or at the node that this process is a child of."""
    if SOCKET in os.environ:
        _outgoing.send(entries)
        return
    for name, values, number in entries:
        _known[name].apply(values, number)


class _Outgoing:
    """A child's way to its node. What the node's socket is too full for is kept, and goes with what follows."""

    def __init__(self) -> None:
        self._kept: deque[Entry] = deque()
        self._lost = 0
        self._socket: socket.socket | None = None

    def forget(self) -> None:
        """After a fork: what is kept here is the parent's to send."""
        self._kept.clear()
        self._lost = 0

    def send(self, entries: Sequence[Entry]) -> None:
        """Send, without ever waiting."""
        self._kept.extend(entries)
        self.push()
        while len(self._kept) > MOST_KEPT:
            self._kept.popleft()
            self._lost += 1

    def push(self) -> bool:
        """Send what is kept; return whether nothing is left."""
        while self._kept:
            if self._socket is None:
                self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                self._socket.setblocking(False)
            batch = list(itertools.islice(self._kept, MOST_IN_ONE))
            lost: list[Entry] = [(LOST.name, (), self._lost)] if self._lost else []
            try:
                self._socket.sendto(msgspec.json.encode([*lost, *batch]), os.environ[SOCKET])
            except (FileNotFoundError, ConnectionRefusedError):  # the node is gone, and with it whoever would show them
                self.forget()
                return True
            except OSError as error:
                if error.errno in {errno.EAGAIN, errno.ENOBUFS}:
                    return False
                self._lost += len(batch)
            else:
                self._lost = 0
            for _ in batch:
                self._kept.popleft()
        return True


_outgoing = _Outgoing()
os.register_at_fork(after_in_child=_outgoing.forget)


async def flush() -> None:
    """At the end of a child: give its node a moment to take what its socket was too full for."""
    for _ in range(int(FLUSH_SECONDS / 0.01)):
        if _outgoing.push():
            return
        await asyncio.sleep(0.01)


@contextmanager
def counted_in_children() -> Iterator[dict[str, str]]:
    """Show what children count as this process's own; needs a running event loop.

    Yields:
        The environment variables that tell children where to send it. Empty where there can be no socket, which is
        logged: then what children count is not shown.
    """
    _sweep(Path(tempfile.gettempdir()))
    with (
        tempfile.TemporaryDirectory(prefix=FOLDER) as folder,
        closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as incoming,
    ):
        path = str(Path(folder) / "metrics")
        try:
            incoming.bind(path)
        except OSError as error:  # such as a path that is too long for a socket
            log.warning("children's metrics not shown", socket=path, error=str(error), remedy="set a shorter TMPDIR")
            yield {}
            return
        incoming.setblocking(False)
        loop = asyncio.get_running_loop()
        loop.add_reader(incoming, _receive, incoming)
        try:
            yield {SOCKET: path}
        finally:
            loop.remove_reader(incoming)


def _sweep(place: Path) -> None:
    """Remove what killed nodes of this user left behind: sockets that nobody listens to."""
    for folder in place.glob(f"{FOLDER}*"):
        with suppress(OSError), closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as trying:
            if folder.lstat().st_uid != os.getuid():
                continue
            try:
                trying.connect(str(folder / "metrics"))
            except ConnectionRefusedError:
                (folder / "metrics").unlink()
                folder.rmdir()


def _receive(incoming: socket.socket) -> None:
    for _ in range(MOST_READS):  # then the loop's other work has its turn
        try:
            datagram = incoming.recv(LARGEST_DATAGRAM)
        except BlockingIOError:
            return
        _apply_all(datagram)


def _apply_all(datagram: bytes) -> None:
    try:
        entries = msgspec.json.decode(datagram, type=list[Entry])
    except msgspec.MsgspecError as error:
        LOST.apply((), 1)
        log.warning("children's metrics not understood", error=str(error))
        return
    for name, values, number in entries:
        metric: Any = _known.get(name)
        if metric is None or len(values) != len(metric.labels):  # a child of another version, during an upgrade
            LOST.apply((), 1)
        else:
            metric.apply(values, number)
