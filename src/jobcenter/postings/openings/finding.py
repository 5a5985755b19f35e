"""How openings are found: those of which a posting fits a search, newest first."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, exists, select

from jobcenter.kit.db import ReadSession
from jobcenter.postings.finding import conditions, in_time, read_words
from jobcenter.postings.schemas import Filters
from jobcenter.tables import opening_members, openings, postings


async def find(
    session: ReadSession,
    filters: Filters,
    *,
    several: bool = False,
    after: uuid.UUID | None = None,
    limit: int = 100,
) -> list[dict[str, Any]]:
    """Openings that fit the filters, newest first: one of their postings fits all of them, and they stand open or not.

    `several`: only those of more than one posting.

    Raises:
        InvalidError: the words cannot be looked for, or the search takes too long.
    """
    statement = statement_of(filters, await read_words(session, filters), several=several).limit(limit)
    if after is not None:
        statement = statement.where(openings.c.id < after)
    with in_time():
        return [dict(row) for row in (await session.execute(statement)).mappings()]


def statement_of(filters: Filters, words: Mapping[str, str], *, several: bool = False) -> Select[Any]:
    """The openings that fit, newest first, given PostgreSQL's reading of the words (`read_words`).

    Where little fits, PostgreSQL begins with the postings and their indexes; where much does, with the newest openings,
    and stops when a page is full.
    """
    statement = select(openings).order_by(openings.c.id.desc())
    if filters.state != "all":
        is_open = filters.state == "open"
        statement = statement.where(openings.c.closed_at.is_(None) if is_open else openings.c.closed_at.is_not(None))
    if several:
        statement = statement.where(openings.c.postings_count > 1)
    if conditions(filters.model_copy(update={"state": "all"}), words):
        of_it = (opening_members.c.opening_id == openings.c.id, postings.c.id == opening_members.c.posting_id)
        statement = statement.where(exists().where(*of_it, *conditions(filters, words)))
    return statement
