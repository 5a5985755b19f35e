"""Export: all postings that fit, as one stream."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.types import Receive, Scope, Send

from jobcenter.accounts.access import AskingFirst
from jobcenter.kit.db import reading
from jobcenter.kit.errors import TooManyRequestsError
from jobcenter.kit.http import engine_of, problems
from jobcenter.postings.exporting import MEDIA_TYPES, Format, export
from jobcenter.postings.parameters import CanRead, FiltersOf
from jobcenter.postings.schemas import Filters

MOST_AT_ONCE = 2
"""An export holds one of the few connections for as long as its reader takes."""

router = APIRouter(prefix="/api/postings", route_class=AskingFirst)


class _Exported(StreamingResponse):
    """A stream that ends with its reader: its query and its connection are given back at once when it goes away."""

    going_on = 0

    def __init__(self, pieces: AsyncGenerator[bytes], form: Format) -> None:
        name = {"Content-Disposition": f'attachment; filename="postings.{form}"', "Cache-Control": "no-store"}
        super().__init__(pieces, media_type=MEDIA_TYPES[form], headers=name)
        self._pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the pieces, as fast as the reader takes them."""
        type(self).going_on += 1
        try:
            async with aclosing(self._pieces):
                await super().__call__(scope, receive, send)
        finally:
            type(self).going_on -= 1


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "The postings, streamed.",
            "content": {
                "text/csv": {"schema": {"type": "string"}},
                "application/x-ndjson": {"schema": {"type": "string"}},
            },
        },
        **problems(429),
    },
)
async def export_postings(
    _caller: CanRead,
    request: Request,
    filters: FiltersOf,
    form: Annotated[
        Format, Query(alias="format", description="CSV, or JSON Lines, which also hold the descriptions.")
    ] = "csv",
) -> StreamingResponse:
    """Export all postings that fit the filters, however many: CSV safe for spreadsheets, or JSON Lines."""
    if _Exported.going_on >= MOST_AT_ONCE:
        raise TooManyRequestsError(
            f"{MOST_AT_ONCE} exports are going on already. Wait until one has ended.", retry_after=30
        )
    pieces = _pieces(engine_of(request), filters, form)
    first = await anext(pieces)
    return _Exported(_all(first, pieces), form)


async def _pieces(engine: AsyncEngine, filters: Filters, form: Format) -> AsyncGenerator[bytes]:
    async with reading(engine) as session, aclosing(export(session, filters, form)) as exported:
        async for piece in exported:
            yield piece


async def _all(first: bytes, rest: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    async with aclosing(rest):
        if first:
            yield first
        async for piece in rest:
            yield piece
