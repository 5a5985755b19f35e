"""Reads of the board: a page of rows, the counts and places beside it, and all rows as a stream."""

import uuid
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.accounts.rules import Caller
from jobcenter.applicants.filters import Filters
from jobcenter.board import statements
from jobcenter.board.rules import Order, Place, every_of, place_after, where_gaps_begin
from jobcenter.board.statements import Narrowed
from jobcenter.jobs.queries import no_job
from jobcenter.kit.bare import reading_bare, settings_of_transaction

ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in the shape of `schemas.BoardRow`, with the sorted value behind; `behind` is there if more rows follow."""

    rows: Sequence[asyncpg.Record]
    behind: Place | None


@dataclass(frozen=True, slots=True)
class Summary:
    """Stages as (id, name, kind, count); places as (rows before it, place)."""

    total: int
    stages: list[tuple[uuid.UUID, str, str, int]]
    every: int
    places: list[tuple[int, Place]]


async def page(
    engine: AsyncEngine,
    caller: Caller,
    job_id: uuid.UUID,
    filters: Filters,
    order: Order,
    *,
    after: Place | None,
    limit: int,
) -> Page:
    """At most `limit` rows of a job's board behind a place (None: from the first).

    One statement; with filters two; and one more where those that have no value begin.

    Raises:
        NotFoundError: there is no such job that the caller may see.
    """
    where = statements.narrowed(caller, filters)
    rows: list[asyncpg.Record] = []
    async with reading_bare(engine, **statements.planned(where, "page")) as connection:
        if after is None or after.valued:
            rows = await _part(connection, where, order, "valued", job_id, after=after, limit=limit)
        # What has no value stands behind what has one, by its id: the index holds it in a range of its own.
        if order.has_gaps and len(rows) <= limit:
            behind = after if after is not None and not after.valued else None
            rows += await _part(connection, where, order, "empty", job_id, after=behind, limit=limit - len(rows))
        if rows and not where.is_whole:
            await connection.execute(settings_of_transaction(**statements.ONE_PLAN))
            ids = ",".join(str(row["id"]) for row in rows)
            rows = await connection.fetch(statements.rows(order, for_client=where.for_client), f"{{{ids}}}")
        # The agency sees every job that has a row; only where nothing was found is it asked whether there is one.
        if where.for_client or not rows:
            await _knock(connection, caller, job_id)
    if len(rows) <= limit:
        return Page(rows, None)
    last = rows[limit - 1]
    return Page(rows[:limit], place_after(order)(last["sorted_by"], last["id"]))


async def _part(
    connection: Any,  # noqa: ANN401 - asyncpg's connection, behind its pool's proxy or not
    where: Narrowed,
    order: Order,
    part: statements.Part,
    job_id: uuid.UUID,
    *,
    after: Place | None,
    limit: int,
) -> list[asyncpg.Record]:
    size = next(size for size in statements.SIZES if size > limit)
    text = statements.page(where, order, part, size, behind=after is not None)
    given = [] if after is None else [after.value, after.id] if after.valued else [after.id]
    rows: list[asyncpg.Record] = await connection.fetch(text, *where.values, job_id, *given)
    return rows[: limit + 1]


async def summary(
    engine: AsyncEngine, caller: Caller, job_id: uuid.UUID, filters: Filters, order: Order, *, every: int | None
) -> Summary:
    """Counts by stage, and the places behind every n-th row.

    Raises:
        NotFoundError: there is no such job that the caller may see.
    """
    where = statements.narrowed(caller, filters)
    async with reading_bare(engine, **statements.planned(where, "page")) as connection:
        await _knock(connection, caller, job_id)
        counted = await connection.fetch(statements.counts(where, order), *where.values, job_id)
        total = sum(row["count"] for row in counted)
        step = every_of(total, every)
        rows = await connection.fetch(statements.places(where, order), *where.values, job_id, step) if total else []
    stages = [(row["id"], row["name"], row["kind"], row["count"]) for row in counted]
    return Summary(total, stages, step, _places_of(order, rows, counted[0]["valued"] if total else 0, total))


def _places_of(order: Order, rows: Sequence[asyncpg.Record], valued: int, total: int) -> list[tuple[int, Place]]:
    """The places that were read, `valued` being how many rows have a value; and the one where those without begin."""
    valued = valued if order.has_gaps else total
    place = place_after(order)
    # By their row, for where the values end a place may stand already: one there is enough.
    places = {
        row["n"] + (valued if row["part"] == statements.EMPTY else 0): place(row["value"], row["id"]) for row in rows
    }
    if 0 < valued < total:
        places[valued] = where_gaps_begin(order)
    return sorted((one for one in places.items() if one[0] < total), key=itemgetter(0))


async def stream(
    engine: AsyncEngine, caller: Caller, job_id: uuid.UUID, filters: Filters, order: Order
) -> AsyncGenerator[list[asyncpg.Record]]:
    """All rows in their order as of one moment, some hundreds at a time, from a cursor of the server.

    Raises:
        NotFoundError: there is no such job that the caller may see.
    """
    where = statements.narrowed(caller, filters)
    async with reading_bare(engine, **statements.planned(where, "stream")) as connection:
        await _knock(connection, caller, job_id)
        cursor = await connection.cursor(statements.whole(where, order), *where.values, job_id)
        while rows := await cursor.fetch(ROWS_AT_ONCE):
            yield rows


async def _knock(connection: Any, caller: Caller, job_id: uuid.UUID) -> None:  # noqa: ANN401 - as above
    text, values = statements.door(caller)
    if await connection.fetchrow(text, *values, job_id) is None:
        raise no_job(job_id)
