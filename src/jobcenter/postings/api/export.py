"""Export: all postings that fit, as one stream."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse
from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.accounts.access import AskingFirst
from jobcenter.kit.db import reading
from jobcenter.kit.exporting import Exported
from jobcenter.kit.http import engine_of, problems
from jobcenter.postings.exporting import MEDIA_TYPES, Format, export
from jobcenter.postings.parameters import CanRead, FiltersOf
from jobcenter.postings.schemas import Filters

router = APIRouter(prefix="/api/postings", route_class=AskingFirst)


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
    pieces = _pieces(engine_of(request), filters, form)
    return await Exported.begin(pieces, MEDIA_TYPES[form], name=f"postings.{form}")


async def _pieces(engine: AsyncEngine, filters: Filters, form: Format) -> AsyncGenerator[bytes]:
    async with reading(engine) as session, aclosing(export(session, filters, form)) as exported:
        async for piece in exported:
            yield piece
