"""Stand-in sites as a process of their own, for tests and benches."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import httpx2
import msgspec

from jobcenter.demo.sites.faults import Fault
from jobcenter.demo.sites.rows import Source
from jobcenter.demo.sites.serving import HOST, site_settings

_OK: Final = 200
_PATIENCE: Final = 5.0  # seconds that a stand-in has to end by itself


class StandInError(RuntimeError):
    """The stand-in did not start, or refused what it was told; the message says why."""


class StandIn:
    """A running stand-in. It ends with `stop`, at the end of a `with`, and when this process dies.

    Attributes:
        url: its address, such as `http://127.0.0.1:41873`.
        pid: its process.
    """

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self._process = process
        self._client = httpx2.Client(trust_env=False, timeout=30)
        self.url = f"http://{HOST}:{port}"
        self.pid = process.pid

    @classmethod
    def start(
        cls, source: Source, *, port: int = 0, access_log: Path | None = None, faults: Sequence[Fault] = ()
    ) -> Self:
        """Start one; when this returns, it answers.

        Args:
            source: where its boards come from.
            port: on 127.0.0.1; 0: any free one.
            access_log: a file for the access log.
            faults: in force from the start.

        Raises:
            StandInError: it did not start.
        """
        # The child reads its orders from its standard input, and takes the end of that input as the end of its parent.
        process = subprocess.Popen(
            [sys.executable, "-m", "jobcenter.demo.sites"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert process.stdin is not None
        assert process.stdout is not None
        orders = {
            "source": source.arguments(),
            "port": port,
            "access_log": str(access_log.resolve()) if access_log else None,
            "faults": msgspec.to_builtins(list(faults)),
        }
        process.stdin.write(msgspec.json.encode(orders) + b"\n")
        process.stdin.flush()
        line = process.stdout.readline()
        said: dict[str, Any] = msgspec.json.decode(line) if line else {"error": "it ended without a word"}
        if "port" not in said:
            process.stdin.close()
            process.stdout.close()
            process.wait()
            raise StandInError(f"the stand-in sites did not start: {said['error']}")
        return cls(process, said["port"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def site_settings(self) -> dict[str, str]:
        """The environment that makes Job Center ask this stand-in instead of the vendors."""
        return site_settings(self.url)

    def control(
        self,
        *,
        faults: Sequence[Fault] | None = None,
        add_faults: Sequence[Fault] = (),
        changes: Sequence[Mapping[str, object]] = (),
    ) -> dict[str, Any]:
        """Set or add faults, change boards, and answer the state that `control`'s page describes.

        Raises:
            StandInError: it refused; the message says what was wrong.
        """
        orders = {"add_faults": msgspec.to_builtins(list(add_faults)), "changes": list(changes)}
        if faults is not None:
            orders["faults"] = msgspec.to_builtins(list(faults))
        return self._said(self._client.post(f"{self.url}/control", content=msgspec.json.encode(orders)))

    def rows(self, site: str, board: str) -> list[dict[str, Any]]:
        """The rows that a board is made from, unlisted ones included."""
        query = {"site": site, "board": board}
        rows: list[dict[str, Any]] = self._said(self._client.get(f"{self.url}/control/board", params=query))["rows"]
        return rows

    def log(self, after: int = 0) -> list[dict[str, Any]]:
        """The access log's lines behind number `after`; the newest 50,000 are kept."""
        answer = self._said(self._client.get(f"{self.url}/control/log", params={"after": str(after)}))
        lines: list[dict[str, Any]] = answer["lines"]
        return lines

    @staticmethod
    def _said(response: httpx2.Response) -> dict[str, Any]:
        answer: dict[str, Any] = msgspec.json.decode(response.content)
        if response.status_code != _OK:
            raise StandInError(answer["error"])
        return answer

    def stop(self) -> None:
        """End it; a second time does nothing."""
        self._client.close()
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
