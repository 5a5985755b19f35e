"""Postings as a stream of CSV or JSON Lines, read from a cursor of the server, so that memory stays what it is."""

from collections.abc import AsyncGenerator, Mapping
from typing import Any, Literal

import msgspec
from sqlalchemy import select

from jobcenter.kit.db import ReadSession
from jobcenter.kit.exporting import CSV, csv_of
from jobcenter.postings.finding import LISTED, conditions, in_time, read_words
from jobcenter.postings.schemas import Filters
from jobcenter.tables import postings

Format = Literal["csv", "jsonl"]

MEDIA_TYPES: dict[Format, str] = {"csv": CSV, "jsonl": "application/x-ndjson"}
ROWS_AT_ONCE = 200
SECONDS = 3600
"""A transaction that stays open keeps old rows from being tidied away, so even the slowest reader has an end."""

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
    yield csv_of([_NAMES]) if form == "csv" else b""
    with in_time():
        rows = await session.stream(statement, execution_options={"yield_per": ROWS_AT_ONCE})
        async for some in rows.mappings().partitions():
            yield csv_of([_shown(row[name]) for name in _NAMES] for row in some) if form == "csv" else _jsonl(some)


def _jsonl(rows: Any) -> bytes:  # noqa: ANN401 - a sequence of row mappings
    return b"".join(_ENCODER.encode(dict(row)) + b"\n" for row in rows)


def _shown(value: object) -> object:
    """Several values in one cell."""
    if not isinstance(value, list):
        return value
    return "; ".join(_place(one) if isinstance(one, dict) else str(one) for one in value)


def _place(location: Mapping[str, object]) -> str:
    """City, region and country of a location, those that are known."""
    return ", ".join(str(location[part]) for part in ("city", "region", "country") if location.get(part))
