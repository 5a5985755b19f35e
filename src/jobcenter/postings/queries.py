"""Reading postings: those that a run saw, and by words."""

import uuid
from typing import Any

from sqlalchemy import and_, func, or_, select

from jobcenter.kit.db import ReadSession
from jobcenter.tables import posting_news, postings

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


async def by_words(
    session: ReadSession,
    *,
    words: str,
    site: str | None = None,
    target: str | None = None,
    after: uuid.UUID | None = None,
    limit: int = 50,
) -> list[dict[str, Any]]:
    """The newest postings whose title, company or places hold every word."""
    statement = select(*SHOWN).order_by(postings.c.id.desc()).limit(limit)
    for word in words.split():
        pattern = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        in_places = func.array_to_string(postings.c.places, " ").ilike(pattern)
        statement = statement.where(or_(postings.c.title.ilike(pattern), postings.c.company.ilike(pattern), in_places))
    if site is not None:
        statement = statement.where(postings.c.site_name == site)
    if target is not None:
        statement = statement.where(postings.c.target == target)
    if after is not None:
        statement = statement.where(postings.c.id < after)
    return [dict(row) for row in (await session.execute(statement)).mappings()]
