"""Postings as a stream of CSV or JSON Lines, read from a cursor of the server, so that memory stays what it is."""

import csv
import io
import re
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import select

from jobcenter.kit.db import ReadSession
from jobcenter.postings.finding import LISTED, conditions, in_time, read_words
from jobcenter.postings.schemas import Filters
from jobcenter.tables import postings

Format = Literal["csv", "jsonl"]

MEDIA_TYPES: dict[Format, str] = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}
ROWS_AT_ONCE = 200
SECONDS = 3600
"""A transaction that stays open keeps old rows from being tidied away, so even the slowest reader has an end."""

# What a spreadsheet would take for a formula, whatever white space stands before it.
_FORMULA = re.compile(r"\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n]")
_ENCODER = msgspec.json.Encoder(decimal_format="number")
_NAMES = tuple(column.name for column in LISTED)


async def export(session: ReadSession, filters: Filters, form: Format) -> AsyncGenerator[bytes]:
    """Postings that fit the filters, those found last first, in pieces of a few hundred.

    CSV has a row of names first, and lists in one cell with `; ` between; JSON Lines also have `description_html`.

    Raises:
        InvalidError: the words cannot be looked for. It is raised before the first piece, which may be empty.
    """
    words = await read_words(session, filters, seconds=SECONDS)
    columns = LISTED if form == "csv" else (*LISTED, postings.c.description_html)
    statement = select(*columns).where(*conditions(filters, words)).order_by(postings.c.id.desc())
    yield _csv([_NAMES]) if form == "csv" else b""
    with in_time():
        rows = await session.stream(statement, execution_options={"yield_per": ROWS_AT_ONCE})
        async for some in rows.mappings().partitions():
            yield _csv([_cells(row) for row in some]) if form == "csv" else _jsonl(some)


def _jsonl(rows: Any) -> bytes:  # noqa: ANN401 - a sequence of row mappings
    return b"".join(_ENCODER.encode(dict(row)) + b"\n" for row in rows)


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def _cells(row: Mapping[Any, Any]) -> list[str]:
    return [_cell(row[name]) for name in _NAMES]


def _cell(value: object) -> str:
    """A value as a cell that no spreadsheet runs: text that would be a formula gets an apostrophe before it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case list():
            words = "; ".join(_place(one) if isinstance(one, dict) else str(one) for one in value)
        case _:
            words = str(value)
    return f"'{words}" if _FORMULA.match(words) else words


def _place(location: Mapping[str, object]) -> str:
    """City, region and country of a location, those that are known."""
    return ", ".join(str(location[part]) for part in ("city", "region", "country") if location.get(part))
