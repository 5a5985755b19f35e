"""Clients of the bench that ask one address again and again over kept connections, and do little else."""

import asyncio
import re
import time
from urllib.parse import urlsplit

from bench.ground import BenchError

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


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
