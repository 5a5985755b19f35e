"""A board as a stream of CSV that no spreadsheet runs."""

import csv
import io
import re
import uuid
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import aclosing
from datetime import UTC, date, datetime

from jobcenter.accounts.rules import Caller
from jobcenter.applicants.filters import Filters
from jobcenter.board import queries
from jobcenter.board.rules import Order
from jobcenter.board.schemas import BoardRow
from jobcenter.kit.db import ReadSession

MEDIA_TYPE = "text/csv; charset=utf-8"

# What a spreadsheet would take for a formula, whatever white space stands before it.
_FORMULA = re.compile(r"\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n]")
_NAMES = tuple(BoardRow.model_fields)


async def export(
    session: ReadSession, caller: Caller, job_id: uuid.UUID, filters: Filters, order: Order
) -> AsyncGenerator[bytes]:
    """All rows of a board that the caller may see and that fit, in their order; first a row of names.

    Raises:
        NotFoundError: there is no such job that the caller may see; before the first piece.
    """
    async with aclosing(queries.stream(session, caller, job_id, filters, order)) as parts:
        names: list[Sequence[object]] = [_NAMES]
        async for rows in parts:
            yield _csv([*names, *([_cell(value) for value in row[:-1]] for row in rows)])
            names = []
        if names:
            yield _csv(names)


def _csv(rows: Iterable[Sequence[object]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def _cell(value: object) -> str:
    """A value as a cell that no spreadsheet runs: text that would be a formula gets an apostrophe before it."""
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
