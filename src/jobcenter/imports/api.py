"""Bring a file of CSV in, look how it goes and what came of each row, cancel it, let it go on."""

import asyncio
import tempfile
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any, BinaryIO, cast

from fastapi import Query, Request
from starlette.convertors import Convertor, register_url_convertor

from jobcenter.accounts.access import SliceRouter, allow
from jobcenter.accounts.rules import APPLICANTS_WRITE, Caller
from jobcenter.imports import actions, queries
from jobcenter.imports.columns import COLUMNS, NEEDED
from jobcenter.imports.reading import MOST_BYTES, digest_of
from jobcenter.imports.schemas import ImportAsked, ImportKind, ImportOutcome, ImportRowShown, ImportShown
from jobcenter.kit.headers import IdempotencyKey
from jobcenter.kit.http import EVERY_ROUTE, Db, ReadDb, after_commit, problems, take_large_body
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing
from jobcenter.work.idempotency import made_once
from jobcenter.work.queue import Bell

# Whoever may write one kind may write them all; the action asks once more, by the kind's own rule.
CanImport = Annotated[Caller, allow(APPLICANTS_WRITE)]
_IN_MEMORY = 1024 * 1024


class _Word(Convertor[str]):
    """A short word: what no id of an import is, so that an address means a kind or an import, never both."""

    regex = "[a-z_]{1,20}"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("a_word", _Word())
router = SliceRouter(prefix="/api/imports", responses=EVERY_ROUTE, tags=["imports"])


def _described() -> str:
    parts = []
    for kind, columns in COLUMNS.items():
        listed = "; ".join(
            f"{name}{' (needed)' if name in NEEDED[kind] else ''}: {what}" for name, what in columns.items()
        )
        parts.append(f"**{kind}**: {listed}.")
    return (
        "A file in UTF-8, with commas, semicolons or tabs between the cells; its first row names the columns, in any "
        "order; others are left out.\n\n" + "\n\n".join(parts)
    )


_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": _described(),
        "content": {"text/csv": {"schema": {"type": "string"}, "example": "name,client\nAcme GmbH,yes\n"}},
    }
}


@router.post("/{kind:a_word}", status_code=202, responses=problems(404, 413), openapi_extra=_BODY)
async def start_import(
    caller: CanImport,
    request: Request,
    kind: ImportKind,
    session: Db,
    *,
    dry_run: Annotated[bool, Query(description="Only judge each row; nothing is made.")] = False,
    override_off_limits: Annotated[bool, Query(description="Add people who are off-limits too: admins only.")] = False,
    file_name: Annotated[str | None, Query(min_length=1, max_length=200, description="What people call it.")] = None,
    idempotency_key: IdempotencyKey = None,
) -> ImportShown:
    """Bring a file in: a worker does it a thousand rows at a time, and what came of each row is kept."""
    async with _body(request) as file:
        digest = await asyncio.to_thread(digest_of, file)
        wanted = ImportAsked(kind=kind, digest=digest, dry_run=dry_run, override_off_limits=override_off_limits)

        async def start() -> dict[str, Any]:
            import_id = await actions.open_import(
                session,
                caller,
                kind,
                file,
                file_name=file_name,
                dry_run=dry_run,
                override_off_limits=override_off_limits,
            )
            return await queries.find_import(session, caller, import_id)

        shown = await made_once(session, ImportShown, start, caller=caller.label, key=idempotency_key, wanted=wanted)
    _ring(request, shown.task_id)
    return shown


@router.get("")
async def list_imports(caller: CanImport, session: ReadDb, page: PageOf) -> Listing[ImportShown]:
    """Imports, the latest first: an admin sees all, everybody else the own ones."""
    rows = await queries.list_imports(session, caller, before=page.start("imports"), limit=page.wanted)
    return page.listing("imports", rows, ImportShown)


@router.get("/{import_id:uuid}", responses=problems(404, 405))  # 405: a word is a kind, which only takes a file
async def show_import(caller: CanImport, import_id: uuid.UUID, session: ReadDb) -> ImportShown:
    """How an import stands."""
    return ImportShown.model_validate(await queries.find_import(session, caller, import_id))


@router.get("/{import_id:uuid}/rows", responses=problems(404))
async def list_import_rows(
    caller: CanImport,
    import_id: uuid.UUID,
    session: ReadDb,
    page: PageOf,
    outcome: Annotated[ImportOutcome | None, Query(description="Only rows of this outcome.")] = None,
) -> Listing[ImportRowShown]:
    """What came of each row, in the file's order."""
    await queries.find_import(session, caller, import_id)
    kind = f"import {import_id}"
    rows = await queries.rows_of(session, import_id, outcome=outcome, after=page.start(kind), limit=page.wanted)
    return page.listing(kind, rows, ImportRowShown, "number")


@router.post("/{import_id:uuid}/cancel", responses=problems(404, 409))
async def cancel_import(caller: CanImport, import_id: uuid.UUID, session: Db) -> ImportShown:
    """End an import where it is; what it has made stays, and it can go on."""
    await actions.cancel(session, caller, import_id)
    return ImportShown.model_validate(await queries.find_import(session, caller, import_id))


@router.post("/{import_id:uuid}/resume", status_code=202, responses=problems(404, 409))
async def resume_import(caller: CanImport, request: Request, import_id: uuid.UUID, session: Db) -> ImportShown:
    """Let an import that broke or was cancelled go on behind the last row that it has done."""
    task_id = await actions.resume(session, caller, import_id)
    _ring(request, task_id)
    return ImportShown.model_validate(await queries.find_import(session, caller, import_id))


@asynccontextmanager
async def _body(request: Request) -> AsyncIterator[BinaryIO]:
    """The request's body as a file, on the disk where it is large; the database is not asked for until it is whole."""
    take_large_body(request, MOST_BYTES)
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        async for piece in request.stream():
            file.write(piece)
        file.seek(0)
        yield cast("BinaryIO", file)


def _ring(request: Request, task_id: str) -> None:
    bell = cast("Bell", request.app.state.bell)

    async def ring() -> None:
        await bell.ring([task_id])

    after_commit(request, ring)
