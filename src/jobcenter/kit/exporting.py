"""Exports: streams that end with their reader, and CSV that no spreadsheet runs."""

import csv
import io
import re
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import aclosing
from datetime import UTC, date, datetime

from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from jobcenter.kit.errors import TooManyRequestsError

CSV = "text/csv; charset=utf-8"
MOST_AT_ONCE = 2
"""An export holds one of the few connections for as long as its reader takes."""

# What a spreadsheet would take for a formula, whatever white space stands before it.
_FORMULA = re.compile(r"\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n]")


def csv_of(rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as CSV: nothing for None, times in UTC, and text that would be a formula behind an apostrophe."""
    written = io.StringIO()
    csv.writer(written).writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue().encode()


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case _:
            words = str(value)
    return f"'{words}" if _FORMULA.match(words) else words


class Exported(StreamingResponse):
    """A stream that ends with its reader: its query and its connection are given back at once when it goes away."""

    going_on = 0

    def __init__(self, pieces: AsyncGenerator[bytes], media_type: str, name: str) -> None:
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        super().__init__(pieces, media_type=media_type, headers=headers)
        self._pieces = pieces

    @classmethod
    async def begin(cls, pieces: AsyncGenerator[bytes], media_type: str, *, name: str) -> "Exported":
        """An answer of these pieces, as a file of that name; the first is made now, so that its errors are told.

        Raises:
            TooManyRequestsError: too many exports are going on.
        """
        if cls.going_on >= MOST_AT_ONCE:
            raise TooManyRequestsError(
                f"{MOST_AT_ONCE} exports are going on already. Wait until one has ended.", retry_after=30
            )
        return cls(_all(await anext(pieces), pieces), media_type, name)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the pieces, as fast as the reader takes them."""
        Exported.going_on += 1
        try:
            async with aclosing(self._pieces):
                await super().__call__(scope, receive, send)
        finally:
            Exported.going_on -= 1


async def _all(first: bytes, rest: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    async with aclosing(rest):
        if first:
            yield first
        async for piece in rest:
            yield piece
