"""A board as a stream of CSV that no spreadsheet runs."""

import uuid
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.accounts.rules import Caller
from jobcenter.applicants.filters import Filters
from jobcenter.board import queries
from jobcenter.board.rules import Order
from jobcenter.board.schemas import BoardRow
from jobcenter.kit.exporting import csv_of

_NAMES = tuple(BoardRow.model_fields)


async def export(
    engine: AsyncEngine, caller: Caller, job_id: uuid.UUID, filters: Filters, order: Order
) -> AsyncGenerator[bytes]:
    """All rows of a board that the caller may see and that fit, in their order; first a row of names.

    Raises:
        NotFoundError: there is no such job that the caller may see; before the first piece.
    """
    async with aclosing(queries.stream(engine, caller, job_id, filters, order)) as parts:
        names: list[Sequence[object]] = [_NAMES]
        async for rows in parts:
            yield csv_of([*names, *(row[:-1] for row in rows)])
            names = []
        if names:
            yield csv_of(names)
