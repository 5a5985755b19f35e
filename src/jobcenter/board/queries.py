"""Reads of the board: a page of rows, the counts and places beside it, and all rows as a stream."""

import uuid
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import asyncpg

from jobcenter.accounts.rules import Caller
from jobcenter.applicants.filters import Filters
from jobcenter.board import statements
from jobcenter.board.rules import Order, Place, every_of, place_after, where_gaps_begin
from jobcenter.board.statements import Narrowed
from jobcenter.jobs.queries import no_job
from jobcenter.kit.db import ReadSession

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
    session: ReadSession,
    caller: Caller,
    job_id: uuid.UUID,
    filters: Filters,
    order: Order,
    *,
    after: Place | None,
    limit: int,
) -> Page:
    """At most `limit` rows of a job's board behind a place (None: from the first): two statements, at the seam three.

    Raises:
        NotFoundError: there is no such job that the caller may see.
    """
    connection, where = await _enter(session, caller, job_id, filters)
    rows: list[asyncpg.Record] = []
    if after is None or after.valued:
        rows = await _part(connection, where, order, "valued", job_id, after=after, limit=limit)
    # What has no value stands behind what has one, by its id: the index holds it in a range of its own.
    if order.has_gaps and len(rows) <= limit:
        behind = after if after is not None and not after.valued else None
        rows += await _part(connection, where, order, "empty", job_id, after=behind, limit=limit - len(rows))
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
    session: ReadSession, caller: Caller, job_id: uuid.UUID, filters: Filters, order: Order, *, every: int | None
) -> Summary:
    """Counts by stage, and the places behind every n-th row.

    Raises:
        NotFoundError: there is no such job that the caller may see.
    """
    connection, where = await _enter(session, caller, job_id, filters)
    counted = await connection.fetch(statements.counts(where, order), *where.values, job_id)
    total = sum(row["count"] for row in counted)
    step = every_of(total, every)
    stages = [(row["id"], row["name"], row["kind"], row["count"]) for row in counted]
    if not total:
        return Summary(0, stages, step, [])
    valued = counted[0]["valued"] if order.has_gaps else total
    rows = await connection.fetch(statements.places(where, order), *where.values, job_id, step)
    place = place_after(order)
    # By their row, for where the values end a place may stand already: one there is enough.
    places = {
        row["n"] + (valued if row["part"] == statements.EMPTY else 0): place(row["value"], row["id"]) for row in rows
    }
    if 0 < valued < total:
        places[valued] = where_gaps_begin(order)
    return Summary(total, stages, step, sorted((one for one in places.items() if one[0] < total), key=itemgetter(0)))


async def stream(
    session: ReadSession, caller: Caller, job_id: uuid.UUID, filters: Filters, order: Order
) -> AsyncGenerator[list[asyncpg.Record]]:
    """All rows in their order as of one moment, some hundreds at a time, from a cursor of the server.

    Raises:
        NotFoundError: there is no such job that the caller may see.
    """
    connection, where = await _enter(session, caller, job_id, filters, "stream")
    cursor = await connection.cursor(statements.whole(where, order), *where.values, job_id)
    while rows := await cursor.fetch(ROWS_AT_ONCE):
        yield rows


async def _enter(
    session: ReadSession,
    caller: Caller,
    job_id: uuid.UUID,
    filters: Filters,
    reading: statements.Reading = "page",
) -> tuple[Any, Narrowed]:
    """The session's own asyncpg connection, without the layers that cost more than the queries, and what is asked for.

    The door is asked through SQLAlchemy: it begins the transaction with its own first statement and not before, and
    without one the rest would run outside of it, by other plans and without its being read-only.
    """
    where = statements.narrowed(caller, filters)
    text, values = statements.door(caller, where, reading)
    connection = await session.connection()
    if (await connection.exec_driver_sql(text, (*values, job_id))).first() is None:
        raise no_job(job_id)
    return (await connection.get_raw_connection()).driver_connection, where
