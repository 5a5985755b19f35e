"""Postings: search, look into one, its history, and the news of all."""

import uuid
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query

from jobcenter.accounts.access import AskingFirst
from jobcenter.kit.clock import now
from jobcenter.kit.http import ReadDb, problems
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing, Moment
from jobcenter.postings import queries
from jobcenter.postings.parameters import CanRead, FiltersOf
from jobcenter.postings.schemas import HistoryListed, News, NewsListed, PostingListed, PostingWhole

router = APIRouter(prefix="/api/postings", route_class=AskingFirst)

A_DAY = timedelta(days=1)


@router.get("")
async def list_postings(_caller: CanRead, session: ReadDb, page: PageOf, filters: FiltersOf) -> Listing[PostingListed]:
    """Search postings: those found last first; the open ones, unless `state` says otherwise."""
    rows = await queries.find(session, filters, after=page.start("postings"), limit=page.wanted)
    return page.listing("postings", rows, PostingListed)


@router.get("/news")
async def news(
    _caller: CanRead,
    session: ReadDb,
    page: PageOf,
    since: Annotated[Moment | None, Query(description="A day ago, when left out.")] = None,
    until: Moment | None = None,
    news: Annotated[list[News] | None, Query(max_length=4, description="May be repeated.")] = None,
    site: Annotated[str | None, Query(max_length=64)] = None,
    target: Annotated[str | None, Query(max_length=200)] = None,
) -> Listing[NewsListed]:
    """What happened to postings since yesterday, newest first: new, changed (what, from, to), closed, reopened."""
    rows = await queries.list_news(
        session,
        since=since or now() - A_DAY,
        until=until,
        news=news or (),
        site=site,
        target=target,
        after=page.start("news"),
        limit=page.wanted,
    )
    return page.listing("news", rows, NewsListed, "at", "posting_id")


@router.get("/{posting_id:uuid}", responses=problems(404))
async def posting(_caller: CanRead, posting_id: uuid.UUID, session: ReadDb) -> PostingWhole:
    """One posting: the vendor's words, what they mean, its text, and what happened to it."""
    return PostingWhole.model_validate(await queries.posting_of(session, posting_id))


@router.get("/{posting_id:uuid}/history", responses=problems(404))
async def history(_caller: CanRead, posting_id: uuid.UUID, session: ReadDb, page: PageOf) -> Listing[HistoryListed]:
    """What happened to a posting, newest first."""
    await queries.must_be_there(session, posting_id)
    kind = f"history of {posting_id}"
    rows = await queries.history_of(session, posting_id, after=page.start(kind), limit=page.wanted)
    return page.listing(kind, rows, HistoryListed, "at", "scrape_run_id")
