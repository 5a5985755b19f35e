"""The stand-in's access log: a line when a request starts and one when it ends, for checks from outside."""

import io
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import msgspec

_REMEMBERED: Final = 50_000  # lines that /control/log can still show; the file holds all
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a request when it starts. `run` and `attempt` come from `X-Job-Center-Run: <run>/<attempt>`."""

    site: str
    board: str
    path: str
    run: str | None
    attempt: int | None
    agent: str | None
    client_port: int | None


class AccessLog:
    """JSON Lines, flushed line by line, so that a killed stand-in loses none.

    A line is `{"line", "event": "start" | "end", "seq", "at", "monotonic", "site", "board", "path", "run", "attempt",
    "agent", "client_port"}`, and at the end also `"status"` (null: no answer was given), `"bytes"` of the body as sent,
    and `"fault"`, the kind that struck. `seq` numbers requests in the order of their start; `monotonic` is this
    machine's clock in seconds, the same for all its processes.
    """

    def __init__(self, path: Path | None) -> None:
        self._file: io.FileIO | None = io.FileIO(path, "a") if path else None
        self._lines: deque[dict[str, Any]] = deque(maxlen=_REMEMBERED)
        self._count = 0
        self.requests = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()

    def start(self, asked: Asked) -> int:
        """Write that a request has started; returns its number."""
        self.requests += 1
        self._write("start", self.requests, asked, {})
        return self.requests

    def end(self, seq: int, asked: Asked, *, status: int | None, sent: int, fault: str | None) -> None:
        """Write that request `seq` has ended."""
        self._write("end", seq, asked, {"status": status, "bytes": sent, "fault": fault})

    def _write(self, event: str, seq: int, asked: Asked, outcome: Mapping[str, object]) -> None:
        self._count += 1
        line = {
            "line": self._count,
            "event": event,
            "seq": seq,
            "at": datetime.now(UTC),
            "monotonic": time.monotonic(),
            **{name: getattr(asked, name) for name in Asked.__slots__},
            **outcome,
        }
        self._lines.append(line)
        if self._file:
            self._file.write(_encode(line) + b"\n")  # one unbuffered write: a whole line or none

    def after(self, line: int) -> list[dict[str, Any]]:
        """The remembered lines behind number `line`."""
        missing = min(self._count - line, len(self._lines))
        return [self._lines[index] for index in range(len(self._lines) - missing, len(self._lines))] if missing else []
