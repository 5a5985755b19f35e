"""Reading postings: those that a run saw, by what they are, one by one, and what happened to them."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, literal, or_, select, tuple_

from jobcenter.kit.db import ReadSession
from jobcenter.kit.errors import NotFoundError
from jobcenter.postings.finding import LISTED, bound, conditions, in_time, read_words
from jobcenter.postings.schemas import Filters
from jobcenter.tables import opening_members, posting_news, postings

LATEST_NEWS = 20

SHOWN = (
    postings.c.id,
    postings.c.site_name,
    postings.c.target,
    postings.c.vendor_id,
    postings.c.title,
    postings.c.company,
    postings.c.places,
    postings.c.is_remote,
    postings.c.department,
    postings.c.employment_type,
    postings.c.requisition,
    postings.c.url,
    postings.c.apply_url,
    postings.c.posted_at,
    postings.c.salary,
    postings.c.first_seen_at,
    postings.c.last_seen_at,
    postings.c.changed_at,
)


async def of_run(
    session: ReadSession, *, run: uuid.UUID, site: str, target: str, after: uuid.UUID | None, limit: int
) -> list[dict[str, Any]]:
    """Postings that a run saw, by id: what it brought or changed (`news`), and what it saw last (`unchanged`)."""
    news = select(posting_news.c.posting_id, posting_news.c.news).where(posting_news.c.scrape_run_id == run).subquery()
    of_target = and_(postings.c.site_name == site, postings.c.target == target)
    statement = (
        select(*SHOWN, func.coalesce(news.c.news, "unchanged").label("news"))
        .outerjoin(news, news.c.posting_id == postings.c.id)
        .where(of_target, or_(postings.c.last_seen_run_id == run, news.c.news.is_not(None)))
        .order_by(postings.c.id)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(postings.c.id > after)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def stored_of(session: ReadSession, run: uuid.UUID, *, limit: int) -> list[dict[str, Any]]:
    """What a run changed, moment by moment: `at`, and how many became `new`, `changed`, `reopened`, `closed`.

    A page is stored in one transaction, so each that brought something is one moment; the last `limit`, oldest first.
    """
    kinds = ("new", "changed", "reopened", "closed")
    statement = (
        select(posting_news.c.at, *(func.count().filter(posting_news.c.news == one).label(one) for one in kinds))
        .where(posting_news.c.scrape_run_id == run)
        .group_by(posting_news.c.at)
        .order_by(posting_news.c.at.desc())
        .limit(limit)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()][::-1]


async def find(
    session: ReadSession, filters: Filters, *, after: uuid.UUID | None = None, limit: int = 100
) -> list[dict[str, Any]]:
    """Postings that fit the filters, those found last first.

    Raises:
        InvalidError: the words cannot be looked for, or the search takes too long.
    """
    words = await read_words(session, filters)
    statement = select(*LISTED).where(*conditions(filters, words)).order_by(postings.c.id.desc()).limit(limit)
    if after is not None:
        statement = statement.where(postings.c.id < after)
    with in_time():
        return [dict(row) for row in (await session.execute(statement)).mappings()]


async def posting_of(session: ReadSession, posting_id: uuid.UUID) -> dict[str, Any]:
    """One posting with all that is known of it, and its latest news as `history`.

    Raises:
        NotFoundError: there is none of that id.
    """
    long = (postings.c[name] for name in ("description_html", "salary", "pay_evidence", "raw"))
    beside = opening_members.c.posting_id == postings.c.id
    whole = select(*LISTED, *long, opening_members.c.opening_id).outerjoin_from(postings, opening_members, beside)
    row = (await session.execute(whole.where(postings.c.id == posting_id))).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"There is no posting {posting_id}.")
    return {**row, "history": await history_of(session, posting_id, limit=LATEST_NEWS)}


async def must_be_there(session: ReadSession, posting_id: uuid.UUID) -> None:
    """Nothing, for a posting that there is.

    Raises:
        NotFoundError: there is none of that id.
    """
    if (await session.execute(select(postings.c.id).where(postings.c.id == posting_id))).one_or_none() is None:
        raise NotFoundError(f"There is no posting {posting_id}.")


async def history_of(
    session: ReadSession, posting_id: uuid.UUID, *, after: tuple[datetime, uuid.UUID] | None = None, limit: int
) -> list[dict[str, Any]]:
    """What happened to a posting, newest first."""
    news = posting_news.c
    statement = (
        select(news.at, news.news, news.changes, news.scrape_run_id)
        .where(news.posting_id == posting_id)
        .order_by(news.at.desc(), news.scrape_run_id.desc())
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(tuple_(news.at, news.scrape_run_id) < tuple_(*map(literal, after)))
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def list_news(
    session: ReadSession,
    *,
    since: datetime,
    until: datetime | None = None,
    news: Sequence[str] = (),
    site: str | None = None,
    target: str | None = None,
    after: tuple[datetime, uuid.UUID] | None = None,
    limit: int = 100,
) -> list[dict[str, Any]]:
    """What happened to postings since a time, newest first."""
    told = posting_news.c
    shown = ("site_name", "target", "title", "company", "employer", "places", "url", "closed_at")
    statement = (
        select(told.at, told.news, told.changes, told.posting_id, *(postings.c[name] for name in shown))
        .join(postings, postings.c.id == told.posting_id)
        .where(told.at >= since)
        .order_by(told.at.desc(), told.posting_id.desc())
        .limit(limit)
    )
    if until is not None:
        statement = statement.where(told.at < until)
    if news:
        statement = statement.where(told.news.in_(news))
    if site is not None:
        statement = statement.where(postings.c.site_name == site)
    if target is not None:
        statement = statement.where(postings.c.target == target)
    if after is not None:
        statement = statement.where(tuple_(told.at, told.posting_id) < tuple_(*map(literal, after)))
    await bound(session)
    with in_time():
        return [dict(row) for row in (await session.execute(statement)).mappings()]


async def details_wanted(
    session: ReadSession, *, site: str, target: str, but: Collection[uuid.UUID], limit: int
) -> list[dict[str, Any]]:
    """Postings of a board whose own pages are still to be read, whole; those that failed least come first."""
    statement = (
        select(postings)
        .where(postings.c.site_name == site, postings.c.target == target, postings.c.details_wanted)
        .where(postings.c.id.not_in(but))
        .order_by(postings.c.id)
        .limit(limit)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]
