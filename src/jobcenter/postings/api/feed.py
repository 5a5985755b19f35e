"""The feed of a saved search, for readers that send no token: its own key opens it."""

import hashlib
import uuid
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response

from jobcenter.accounts import tokens
from jobcenter.accounts.access import AskingFirst, public
from jobcenter.kit.errors import NotFoundError
from jobcenter.kit.http import ReadDb, problems
from jobcenter.postings.searches import feed as written
from jobcenter.postings.searches import queries

router = APIRouter(prefix="/api/postings", route_class=AskingFirst)

ETAG = {"ETag": {"description": "Send it back as `If-None-Match`.", "required": True, "schema": {"type": "string"}}}


@router.get(
    "/searches/{search_id:uuid}/feed",
    dependencies=[public],
    response_class=Response,
    responses={
        200: {"content": {"application/atom+xml": {"schema": {"type": "string"}}}, "headers": ETAG},
        304: {"description": "The feed is as it was.", "headers": ETAG},
        **problems(404, 422, 503),
    },
)
async def feed(
    request: Request,
    search_id: uuid.UUID,
    session: ReadDb,
    key: Annotated[str, Query(max_length=200, description="The feed's own key.")],
    if_none_match: Annotated[str | None, Header(max_length=1000)] = None,
) -> Response:
    """The latest matches of a saved search, as an Atom feed."""
    search = await queries.feed_of(session, search_id)
    if search is None or not tokens.is_secret_of(key, search["feed_key_hash"]):
        raise NotFoundError("There is no feed at this address, or its key is not the right one. Make a new key for it.")
    entries = await queries.feed_entries(session, search_id)
    body = written.atom(search, entries, address=str(request.base_url).rstrip("/"))
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, max-age=60"}
    if if_none_match is not None and _names(if_none_match, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=written.MEDIA_TYPE, headers=headers)


def _names(if_none_match: str, tag: str) -> bool:
    """Whether a caller's `If-None-Match` holds this tag, by the weak comparison that caches use."""
    given = [one.strip().removeprefix("W/") for one in if_none_match.split(",")]
    return tag in given or "*" in given
