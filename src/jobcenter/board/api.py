"""The routes of the board: a page, what stands beside it, and all of it as CSV."""

import uuid
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Any

import msgspec
from fastapi import Query, Request, Response
from fastapi.responses import StreamingResponse

from jobcenter.accounts.access import SliceRouter
from jobcenter.applicants.rules import is_client
from jobcenter.board import exporting, queries
from jobcenter.board.parameters import AskedOf, CanRead, IfNoneMatch, answered, kind_of
from jobcenter.board.rules import OFF_LIMITS_TAG, SUMMARY_SECONDS, board_tag, read, written
from jobcenter.board.schemas import BoardRow, BoardSummary, FastRow
from jobcenter.kit.cache import Kept
from jobcenter.kit.exporting import CSV, Exported
from jobcenter.kit.http import EVERY_ROUTE, ReadEngine, SettingsOf, engine_of, problems
from jobcenter.kit.paging import PageOf, encode
from jobcenter.kit.wire import Listing

ETAG = {"ETag": {"description": "Send it back as `If-None-Match`.", "required": True, "schema": {"type": "string"}}}
UNCHANGED: dict[int | str, dict[str, Any]] = {
    200: {"headers": ETAG},
    304: {"description": "It is as the caller has it.", "headers": ETAG},
}

router = SliceRouter(prefix="/api/jobs", tags=["board"], responses=EVERY_ROUTE)

_encoder = msgspec.json.Encoder()


@router.get("/{job_id:uuid}/board", response_model=Listing[BoardRow], responses={**UNCHANGED, **problems(404)})
async def board(
    caller: CanRead,
    job_id: uuid.UUID,
    engine: ReadEngine,
    page: PageOf,
    asked: AskedOf,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """A job's pipeline: its applicants with all that is known of where they stand.

    By stage and then by who came first, unless `sort` says otherwise; those that fit all filters.
    """
    filters, order = asked
    kind = kind_of(job_id, order, filters)
    after = read(order, page.start(kind)) if page.after else None
    found = await queries.page(engine, caller, job_id, filters, order, after=after, limit=page.limit)
    behind = None if found.behind is None else encode(page.secret, kind, written(order, found.behind))
    # Column by column this is BoardRow; what follows is what the rows are ordered by.
    rows = [FastRow(*row[:-1]) for row in found.rows]
    return answered(_encoder.encode({"items": rows, "next": behind}), if_none_match)


@router.get("/{job_id:uuid}/board/summary", response_model=BoardSummary, responses={**UNCHANGED, **problems(404)})
async def board_summary(
    caller: CanRead,
    job_id: uuid.UUID,
    request: Request,
    engine: ReadEngine,
    settings: SettingsOf,
    asked: AskedOf,
    every: Annotated[
        int | None,
        Query(ge=1, le=100_000, description="Rows between two places; as many as make 200 places, when left out."),
    ] = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """What stands beside a board: how many in each stage, and cursors all along it, for a scrollbar.

    Each `after` leads the board, asked with the same order and filters, to the rows behind that place.
    """
    filters, order = asked
    kind = kind_of(job_id, order, filters)

    async def load() -> bytes:
        found = await queries.summary(engine, caller, job_id, filters, order, every=every)
        content = {
            "total": found.total,
            "stages": [dict(zip(("id", "name", "kind", "count"), stage, strict=True)) for stage in found.stages],
            "every": found.every,
            "places": [
                {"row": row, "after": encode(settings.secret_key, kind, written(order, place))}
                for row, place in found.places
            ],
        }
        return _encoder.encode(content)

    # Who may see which rows follows from these two alone: whoever shares them is answered alike.
    audience = (is_client(caller), caller.company_id)
    what = Kept(
        "board_summary",
        (kind, every, audience),
        frozenset({board_tag(job_id), OFF_LIMITS_TAG}),
        SUMMARY_SECONDS,
        request.state.seen,
    )
    return answered(await request.app.state.cache.remember(what, load), if_none_match)


@router.get(
    "/{job_id:uuid}/board/export",
    response_class=StreamingResponse,
    responses={
        200: {"description": "The rows, streamed.", "content": {"text/csv": {"schema": {"type": "string"}}}},
        **problems(404, 429),
    },
)
async def export_board(caller: CanRead, job_id: uuid.UUID, request: Request, asked: AskedOf) -> StreamingResponse:
    """Export a board as CSV, safe for spreadsheets: all rows that fit the filters, as they stand at one moment."""
    filters, order = asked

    async def pieces() -> AsyncGenerator[bytes]:
        async with aclosing(exporting.export(engine_of(request), caller, job_id, filters, order)) as exported:
            async for piece in exported:
                yield piece

    return await Exported.begin(pieces(), CSV, name="board.csv")
