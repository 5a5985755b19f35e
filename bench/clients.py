"""Clients of the bench that ask over kept connections, and do little else: what they cost, the API cannot have."""

import asyncio
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from bench.ground import BenchError
from jobcenter.kit.replica import COOKIE, HEADER

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
_POSITION = re.compile(rf"\r\n{HEADER}: ([^\r]+)\r\n".encode(), re.IGNORECASE)
_BODILESS = {204, 304}
LONGEST_ANSWER_SECONDS = 60.0

Brings = Literal["cookie", "header", "nothing"]
"""How a client brings along the position of its last write: as browsers do, as programs may, or not at all."""


async def pages_a_second(url: str, path: str, *, authorization: str, clients: int, seconds: float) -> float:
    """Answers a second to so many clients, each asking anew as soon as it was answered.

    Raises:
        BenchError: an answer was not a 200.
    """
    where = urlsplit(url)
    request = f"GET {path} HTTP/1.1\r\nHost: {where.netloc}\r\nAuthorization: {authorization}\r\n\r\n".encode()
    until = time.monotonic() + seconds
    began = time.monotonic()
    asked = await asyncio.gather(
        *(_ask_until(where.hostname or "", where.port or 80, request, until) for _ in range(clients))
    )
    return sum(asked) / (time.monotonic() - began)


async def _ask_until(host: str, port: int, request: bytes, until: float) -> int:
    reader, writer = await asyncio.open_connection(host, port, limit=1 << 20)
    answered = 0
    try:
        while time.monotonic() < until:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = _LENGTH.search(head)
            if not head.startswith(b"HTTP/1.1 200") or length is None:
                raise BenchError(f"under load the API answered {head[:200]!r}")
            await reader.readexactly(int(length[1]))
            answered += 1
    finally:
        writer.close()
        await writer.wait_closed()
    return answered


@dataclass(frozen=True, slots=True)
class Answer:
    """What the API said."""

    status: int
    head: bytes
    body: bytes

    def json(self) -> Any:
        """What its body holds."""
        return msgspec.json.decode(self.body)


class Client:
    """One caller, who asks one thing after the other, of each of the API's processes in turn.

    Args:
        urls: the API's processes.
        authorization: the header that says who it is.
        brings: how it brings the position of its last write along.
    """

    def __init__(self, urls: Sequence[str], authorization: str, *, brings: Brings = "cookie") -> None:
        self.brings = brings
        self.position = b""
        self._authorization = authorization
        self._streams: dict[str, tuple[asyncio.StreamReader, asyncio.StreamWriter]] = {}
        self._turns = cycle([urlsplit(url).netloc for url in urls])

    async def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answer:
        """Ask, and wait for the whole answer.

        Raises:
            ConnectionError: there was none; the next question opens a connection anew.
        """
        place = next(self._turns)
        try:
            async with asyncio.timeout(LONGEST_ANSWER_SECONDS):
                return await self._ask(place, self._request(place, method, path, body))
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            if place in self._streams:
                self._streams.pop(place)[1].close()
            raise ConnectionError(f"{method} {path}: {type(error).__name__} {error}") from error

    def _request(self, place: str, method: str, path: str, body: Mapping[str, Any] | None) -> bytes:
        content = b"" if body is None else msgspec.json.encode(body)
        lines = [f"{method} {path} HTTP/1.1", f"Host: {place}", f"Authorization: {self._authorization}"]
        if body is not None:
            lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
        if self.position and self.brings != "nothing":
            brought = self.position.decode()
            lines.append(f"Cookie: {COOKIE}={brought}" if self.brings == "cookie" else f"{HEADER}: {brought}")
        return "\r\n".join([*lines, "", ""]).encode() + content

    async def _ask(self, place: str, request: bytes) -> Answer:
        if place in self._streams and self._streams[place][0].at_eof():  # it lay idle for longer than the API keeps it
            self._streams.pop(place)[1].close()
        if place not in self._streams:
            host, _, port = place.partition(":")
            self._streams[place] = await asyncio.open_connection(host, int(port), limit=1 << 22)
        reader, writer = self._streams[place]
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        length = _LENGTH.search(head)
        if length is None and status not in _BODILESS:
            raise BenchError(f"an answer without a length: {head[:300]!r}")
        content = await reader.readexactly(int(length[1])) if length is not None else b""
        if (position := _POSITION.search(head)) is not None:
            self.position = position[1]
        return Answer(status, head, content)

    async def close(self) -> None:
        """Let go of the connections."""
        for _, writer in self._streams.values():
            writer.close()
            await writer.wait_closed()
        self._streams.clear()
