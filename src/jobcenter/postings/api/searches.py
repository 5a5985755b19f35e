"""Saved searches: one's own; make, change, delete, look at what is new, and give a feed its key."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Body, Query, Response

from jobcenter.accounts.access import AskingFirst, Caller
from jobcenter.kit.headers import IdempotencyKey, IfMatch, version_of, versioned
from jobcenter.kit.http import Db, ReadDb, problems, tagged
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing
from jobcenter.postings.parameters import CanSave
from jobcenter.postings.schemas import (
    FeedKeyShown,
    HitListed,
    HitsSeen,
    NewMatches,
    NewOfSearch,
    SearchGiven,
    SearchShown,
    SeenCount,
)
from jobcenter.postings.searches import actions, queries
from jobcenter.work.idempotency import made_once

router = APIRouter(prefix="/api/postings/searches", route_class=AskingFirst)


@router.get("")
async def list_searches(caller: CanSave, session: ReadDb, page: PageOf) -> Listing[SearchShown]:
    """One's own saved searches, in the order they were made."""
    rows = await queries.list_searches(
        session, user_id=_person(caller), after=page.start("searches"), limit=page.wanted
    )
    return page.listing("searches", rows, SearchShown)


@router.post("", status_code=201, responses=tagged(201) | problems(409))
async def save_search(
    caller: CanSave,
    response: Response,
    session: Db,
    wanted: Annotated[SearchGiven, Body()],
    idempotency_key: IdempotencyKey,
) -> SearchShown:
    """Save a search: postings that come from now on and fit it are told as new."""
    made = await made_once(
        session,
        SearchShown,
        lambda: actions.make_search(
            session, user_id=_person(caller), name=wanted.name, query=wanted.query, actor=caller.label
        ),
        caller=caller.label,
        key=idempotency_key,
        wanted=wanted,
    )
    return versioned(response, made)


@router.get("/new")
async def new_matches(caller: CanSave, session: ReadDb) -> NewMatches:
    """How many matches of one's searches nobody has looked at."""
    rows = await queries.count_new(session, user_id=_person(caller))
    each = [NewOfSearch.model_validate(row) for row in rows]
    return NewMatches(total=sum(one.new for one in each), searches=each)


@router.get("/{search_id:uuid}", responses=tagged() | problems(404))
async def saved_search(caller: CanSave, response: Response, search_id: uuid.UUID, session: ReadDb) -> SearchShown:
    """One saved search."""
    row = await queries.search_of(session, search_id, user_id=_person(caller))
    return versioned(response, SearchShown.model_validate(row))


@router.put("/{search_id:uuid}", responses=tagged() | problems(404, 409, 412))
async def change_search(
    caller: CanSave,
    response: Response,
    search_id: uuid.UUID,
    session: Db,
    wanted: Annotated[SearchGiven, Body()],
    if_match: IfMatch = None,
) -> SearchShown:
    """Replace a saved search; with `If-Match`, only if it was not changed meanwhile."""
    row = await actions.change_search(
        session,
        search_id,
        user_id=_person(caller),
        name=wanted.name,
        query=wanted.query,
        actor=caller.label,
        version=version_of(if_match),
    )
    return versioned(response, SearchShown.model_validate(row))


@router.delete("/{search_id:uuid}", status_code=204, responses=problems(404))
async def delete_search(caller: CanSave, search_id: uuid.UUID, session: Db) -> None:
    """Delete a saved search with its matches and its feed."""
    await actions.delete_search(session, search_id, user_id=_person(caller), actor=caller.label)


@router.get("/{search_id:uuid}/hits", responses=problems(404))
async def hits(
    caller: CanSave,
    search_id: uuid.UUID,
    session: ReadDb,
    page: PageOf,
    only_new: Annotated[bool, Query(alias="new", description="Only those that nobody has looked at.")] = False,  # noqa: FBT002 - a query parameter
) -> Listing[HitListed]:
    """Postings that matched a saved search, the latest first."""
    await queries.search_of(session, search_id, user_id=_person(caller))
    kind = f"hits of {search_id}"
    rows = await queries.hits_of(session, search_id, only_new=only_new, after=page.start(kind), limit=page.wanted)
    return page.listing(kind, rows, HitListed, "matched_at", "id")


@router.post("/{search_id:uuid}/hits/seen", responses=problems(404))
async def see_hits(caller: CanSave, search_id: uuid.UUID, session: Db, given: HitsSeen) -> SeenCount:
    """Note that matches were looked at."""
    seen = await actions.mark_seen(session, search_id, user_id=_person(caller), posting_ids=given.posting_ids)
    return SeenCount(seen=seen)


@router.post("/{search_id:uuid}/feed-key", status_code=201, responses=problems(404))
async def make_feed_key(caller: CanSave, search_id: uuid.UUID, session: Db) -> FeedKeyShown:
    """Open a saved search's feed to whoever has this new key; an earlier key does not work any more."""
    key = await actions.make_feed_key(session, search_id, user_id=_person(caller), actor=caller.label)
    return FeedKeyShown(key=key, path=f"/api/postings/searches/{search_id}/feed?key={key}")


@router.delete("/{search_id:uuid}/feed-key", status_code=204, responses=problems(404))
async def revoke_feed_key(caller: CanSave, search_id: uuid.UUID, session: Db) -> None:
    """Close a saved search's feed."""
    await actions.revoke_feed_key(session, search_id, user_id=_person(caller), actor=caller.label)


def _person(caller: Caller) -> uuid.UUID:
    assert caller.user_id is not None  # the rule lets in nobody else
    return caller.user_id
