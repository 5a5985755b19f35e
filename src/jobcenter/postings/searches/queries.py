"""Reading saved searches, their matches, and what a feed shows."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal, select, tuple_

from jobcenter.accounts.rules import STAFF
from jobcenter.kit.db import ReadSession
from jobcenter.kit.errors import NotFoundError
from jobcenter.postings.finding import LISTED
from jobcenter.tables import postings, saved_search_hits, saved_searches, users

FEED_ENTRIES = 50
EXCERPT = 3000

SHOWN = (
    *(saved_searches.c[name] for name in ("id", "user_id", "name", "query", "told_until", "created_at", "updated_at")),
    saved_searches.c.version,
    saved_searches.c.feed_key_hash.is_not(None).label("has_feed"),
)


async def list_searches(
    session: ReadSession, *, user_id: uuid.UUID, after: uuid.UUID | None, limit: int
) -> list[dict[str, Any]]:
    """A person's searches, in the order they were made."""
    statement = select(*SHOWN).where(saved_searches.c.user_id == user_id).order_by(saved_searches.c.id).limit(limit)
    if after is not None:
        statement = statement.where(saved_searches.c.id > after)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def search_of(session: ReadSession, search_id: uuid.UUID, *, user_id: uuid.UUID) -> dict[str, Any]:
    """One of a person's searches.

    Raises:
        NotFoundError: this person has none of that id.
    """
    statement = select(*SHOWN).where(saved_searches.c.id == search_id, saved_searches.c.user_id == user_id)
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"There is no saved search {search_id} of yours.")
    return dict(row)


async def hits_of(
    session: ReadSession,
    search_id: uuid.UUID,
    *,
    only_new: bool = False,
    after: tuple[datetime, uuid.UUID] | None = None,
    limit: int,
) -> list[dict[str, Any]]:
    """Postings that matched a search, the latest first."""
    hits = saved_search_hits.c
    statement = (
        select(*LISTED, hits.at.label("matched_at"), hits.seen_at)
        .join(postings, postings.c.id == hits.posting_id)
        .where(hits.saved_search_id == search_id)
        .order_by(hits.at.desc(), hits.posting_id.desc())
        .limit(limit)
    )
    if only_new:
        statement = statement.where(hits.seen_at.is_(None))
    if after is not None:
        statement = statement.where(tuple_(hits.at, hits.posting_id) < tuple_(*map(literal, after)))
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def count_new(session: ReadSession, *, user_id: uuid.UUID) -> list[dict[str, Any]]:
    """How many matches nobody has looked at, of each of a person's searches that has some."""
    hits = saved_search_hits.c
    statement = (
        select(hits.saved_search_id.label("search_id"), func.count().label("new"))
        .join(saved_searches, saved_searches.c.id == hits.saved_search_id)
        .where(saved_searches.c.user_id == user_id, hits.seen_at.is_(None))
        .group_by(hits.saved_search_id)
        .order_by(hits.saved_search_id)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def feed_of(session: ReadSession, search_id: uuid.UUID) -> dict[str, Any] | None:
    """A search that has a feed, with its `feed_key_hash`, while its owner may read postings; None otherwise."""
    statement = (
        select(*SHOWN, saved_searches.c.feed_key_hash)
        .join(users, users.c.id == saved_searches.c.user_id)
        .where(saved_searches.c.id == search_id, saved_searches.c.feed_key_hash.is_not(None))
        .where(users.c.is_active, users.c.role.in_(STAFF))
    )
    row = (await session.execute(statement)).mappings().one_or_none()
    return None if row is None else dict(row)


async def feed_entries(session: ReadSession, search_id: uuid.UUID) -> list[dict[str, Any]]:
    """The latest matches of a search, each with the beginning of its description."""
    hits = saved_search_hits.c
    statement = (
        select(*LISTED, hits.at.label("matched_at"), func.left(postings.c.description_html, EXCERPT).label("excerpt"))
        .join(postings, postings.c.id == hits.posting_id)
        .where(hits.saved_search_id == search_id)
        .order_by(hits.at.desc(), hits.posting_id.desc())
        .limit(FEED_ENTRIES)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]
