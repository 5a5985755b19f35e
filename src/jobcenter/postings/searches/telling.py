"""Finding what is new to saved searches, and telling of each posting once."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import exists, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError

from jobcenter.kit import logs
from jobcenter.kit.db import Session, is_away
from jobcenter.kit.errors import InvalidError
from jobcenter.postings.finding import conditions, in_time, read_words
from jobcenter.postings.schemas import SavedQuery
from jobcenter.postings.searches.events import SEARCH_MATCHED
from jobcenter.postings.upkeep import LATE
from jobcenter.tables import postings, saved_search_hits, saved_searches, users
from jobcenter.work.outbox import emit

MOST_SEARCHES_AT_ONCE = 500
MOST_HITS_AT_ONCE = 1000
NAMED_IN_EVENT = 100
log = logs.log(__name__)


async def tell_new_matches(session: Session) -> int:
    """Find what is new to the searches that waited longest, and emit an event for each that has some; return how many.

    Any number may run at once: searches are locked while they are looked at, and skipped by the others. A search that
    cannot be carried out is logged and left as it is; the others go on.
    """
    newest = select(func.max(postings.c.ready_at)).scalar_subquery()
    waiting = (
        select(saved_searches, func.now().label("until"))
        .join(users, users.c.id == saved_searches.c.user_id)
        .where(users.c.is_active, saved_searches.c.told_until < newest + LATE)
        .order_by(saved_searches.c.told_until)
        .limit(MOST_SEARCHES_AT_ONCE)
        .with_for_update(of=saved_searches, skip_locked=True)
    )
    told = 0
    for search in (await session.execute(waiting)).mappings().all():
        try:
            async with session.begin_nested():
                told += await _tell(session, search)
        except (InvalidError, ValidationError, DBAPIError) as error:
            if is_away(error):
                raise
            log.exception("saved search failed", search_id=str(search["id"]))
    return told


async def _tell(session: Session, search: Mapping[Any, Any]) -> int:
    query = SavedQuery.model_validate(search["query"])
    words = await read_words(session, query)
    hits = saved_search_hits.c
    known = exists().where(hits.saved_search_id == search["id"], hits.posting_id == postings.c.id)
    fresh = (
        select(literal(search["id"]), postings.c.id)
        .where(*conditions(query, words), ~known)
        .where(postings.c.ready_at > max(search["asked_at"], search["told_until"] - LATE))
        .where(postings.c.ready_at <= search["until"])
        .order_by(postings.c.ready_at, postings.c.id)
        .limit(MOST_HITS_AT_ONCE)
    )
    kept = insert(saved_search_hits).from_select(["saved_search_id", "posting_id"], fresh)
    with in_time():
        found = (await session.execute(kept.on_conflict_do_nothing().returning(hits.posting_id))).scalars().all()
    until = search["until"] if len(found) < MOST_HITS_AT_ONCE else await _ready_last(session, found)
    await session.execute(update(saved_searches).where(saved_searches.c.id == search["id"]).values(told_until=until))
    if found:
        names = [str(one) for one in found[:NAMED_IN_EVENT]]
        told = {"search_id": str(search["id"]), "user_id": str(search["user_id"]), "name": search["name"]}
        await emit(session, SEARCH_MATCHED, {**told, "new": len(found), "posting_ids": names})
    return len(found)


async def _ready_last(session: Session, found: Sequence[uuid.UUID]) -> datetime:
    """Up to when a search was told that had more matches than fit; those of the same moment follow at the next look."""
    statement = select(func.max(postings.c.ready_at)).where(postings.c.id.in_(found))
    last: datetime = (await session.execute(statement)).scalar_one()
    return last
