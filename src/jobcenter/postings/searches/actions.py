"""Changing saved searches: make, change, delete, give a feed its key, mark matches as seen."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from jobcenter.accounts import tokens
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import ChangedMeanwhileError, ConflictError, NotFoundError
from jobcenter.postings.finding import read_words
from jobcenter.postings.schemas import SavedQuery, SearchShown
from jobcenter.postings.searches.queries import SHOWN
from jobcenter.tables import saved_search_hits, saved_searches, users
from jobcenter.work.audit import record

MOST_SEARCHES = 100
THING = "saved search"


async def make_search(
    session: Session, *, user_id: uuid.UUID, name: str, query: SavedQuery, actor: str
) -> dict[str, Any]:
    """Save a search; only postings that come from now on are new to it. Returns the row.

    Raises:
        InvalidError: its words cannot be looked for.
        ConflictError: this person has a search of that name, or too many.
    """
    await read_words(session, query)
    # The person's own row is the lock: of two requests at once, the second counts what the first has made.
    await session.execute(select(users.c.id).where(users.c.id == user_id).with_for_update(key_share=True))
    counted = select(func.count()).select_from(saved_searches).where(saved_searches.c.user_id == user_id)
    if (await session.execute(counted)).scalar_one() >= MOST_SEARCHES:
        raise ConflictError(f"You have {MOST_SEARCHES} saved searches, and no more are kept. Delete one first.")
    values = {"name": name, "query": _kept(query)}
    statement = insert(saved_searches).values(id=new_id(), user_id=user_id, **values).returning(*SHOWN)
    row = await _written(session, statement, name)
    await record(session, actor=actor, action="create", thing=THING, thing_id=str(row["id"]), after=values)
    return row


async def change_search(
    session: Session,
    search_id: uuid.UUID,
    *,
    user_id: uuid.UUID,
    name: str,
    query: SavedQuery,
    actor: str,
    version: int | None = None,
) -> dict[str, Any]:
    """Replace a search's name and query; with another query, only postings from now on are new to it.

    Raises:
        NotFoundError: this person has none of that id.
        ChangedMeanwhileError: `version` is not the row's any more.
        InvalidError, ConflictError: as when making one.
    """
    await read_words(session, query)
    before = await _locked(session, search_id, user_id, version)
    values: dict[str, Any] = {"name": name, "query": _kept(query)}
    anew = {"asked_at": func.now(), "told_until": func.now()} if values["query"] != before["query"] else {}
    statement = (
        update(saved_searches)
        .where(saved_searches.c.id == search_id)
        .values(**values, **anew, version=saved_searches.c.version + 1, updated_at=func.now())
        .returning(*SHOWN)
    )
    row = await _written(session, statement, name)
    was = {name: before[name] for name in values}
    await record(session, actor=actor, action="change", thing=THING, thing_id=str(search_id), before=was, after=values)
    return row


async def delete_search(session: Session, search_id: uuid.UUID, *, user_id: uuid.UUID, actor: str) -> None:
    """Delete a search with its matches and its feed.

    Raises:
        NotFoundError: this person has none of that id.
    """
    before = await _locked(session, search_id, user_id)
    await session.execute(delete(saved_searches).where(saved_searches.c.id == search_id))
    was = {"name": before["name"], "query": before["query"]}
    await record(session, actor=actor, action="delete", thing=THING, thing_id=str(search_id), before=was)


async def make_feed_key(session: Session, search_id: uuid.UUID, *, user_id: uuid.UUID, actor: str) -> str:
    """Give a search's feed a new key, which replaces the one before; only its hash is kept.

    Raises:
        NotFoundError: this person has none of that id.
    """
    key = tokens.make_secret()
    await _set_feed_key(session, search_id, user_id, tokens.digest(key))
    await record(session, actor=actor, action="make feed key", thing=THING, thing_id=str(search_id))
    return key


async def revoke_feed_key(session: Session, search_id: uuid.UUID, *, user_id: uuid.UUID, actor: str) -> None:
    """Close a search's feed; its key does not work any more.

    Raises:
        NotFoundError: this person has none of that id.
    """
    await _set_feed_key(session, search_id, user_id, None)
    await record(session, actor=actor, action="revoke feed key", thing=THING, thing_id=str(search_id))


async def mark_seen(
    session: Session, search_id: uuid.UUID, *, user_id: uuid.UUID, posting_ids: Sequence[uuid.UUID] | None
) -> int:
    """Note that matches were looked at, all of them without `posting_ids`; return how many were new until now.

    Raises:
        NotFoundError: this person has none of that id.
    """
    await _locked(session, search_id, user_id)
    hits = saved_search_hits.c
    statement = update(saved_search_hits).where(hits.saved_search_id == search_id, hits.seen_at.is_(None))
    if posting_ids is not None:
        statement = statement.where(hits.posting_id.in_(posting_ids))
    return len((await session.execute(statement.values(seen_at=func.now()).returning(hits.posting_id))).all())


def _kept(query: SavedQuery) -> dict[str, Any]:
    return query.model_dump(mode="json", exclude_none=True)


async def _set_feed_key(session: Session, search_id: uuid.UUID, user_id: uuid.UUID, key_hash: str | None) -> None:
    await _locked(session, search_id, user_id)
    await session.execute(update(saved_searches).where(saved_searches.c.id == search_id).values(feed_key_hash=key_hash))


async def _locked(
    session: Session, search_id: uuid.UUID, user_id: uuid.UUID, version: int | None = None
) -> dict[str, Any]:
    statement = select(*SHOWN).where(saved_searches.c.id == search_id, saved_searches.c.user_id == user_id)
    row = (await session.execute(statement.with_for_update())).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"There is no saved search {search_id} of yours.")
    if version is not None and version != row["version"]:
        raise ChangedMeanwhileError.of(
            "saved search",
            now=row["version"],
            seen=version,
            current=SearchShown.model_validate(dict(row)).model_dump(mode="json"),
        )
    return dict(row)


async def _written(session: Session, statement: Any, name: str) -> dict[str, Any]:  # noqa: ANN401 - an insert or update
    try:
        async with session.begin_nested():
            return dict((await session.execute(statement)).mappings().one())
    except IntegrityError:
        raise ConflictError(f"You have a saved search named {name!r} already. Names are unique.") from None
