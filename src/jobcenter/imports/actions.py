"""Asking for an import: its file is read and laid down row by row, with the task that does them; go on, cancel."""

import asyncio
import json
import uuid
from itertools import islice
from typing import Any, BinaryIO, Final

from sqlalchemy import insert, select, update

from jobcenter.accounts.rules import (
    APPLICANTS_WRITE,
    CANDIDATES_WRITE,
    COMPANIES_WRITE,
    JOBS_WRITE,
    Caller,
    allows,
    what_is_needed,
)
from jobcenter.imports.queries import ENDED, find_import
from jobcenter.imports.reading import MOST_ROWS, Line, digest_of, sheet_of
from jobcenter.imports.writing import driver
from jobcenter.kit.clock import new_id, short_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import ConflictError, ForbiddenError, InvalidError
from jobcenter.tables import import_rows, imports
from jobcenter.work.audit import record
from jobcenter.work.tasks import add_task, request_cancel

KIND: Final = "import"
THING: Final = "import"
RULES: Final = {
    "companies": COMPANIES_WRITE,
    "jobs": JOBS_WRITE,
    "candidates": CANDIDATES_WRITE,
    "applicants": APPLICANTS_WRITE,
    "history": APPLICANTS_WRITE,
}
_AT_ONCE: Final = 2_000
_ROW: Final = ("import_id", "number", "cells", "outcome", "message")


async def open_import(
    session: Session,
    caller: Caller,
    kind: str,
    file: BinaryIO,
    *,
    file_name: str | None = None,
    dry_run: bool = False,
    override_off_limits: bool = False,
) -> uuid.UUID:
    """Read a file of CSV, lay its rows down, and queue the task that does them; ring the bell after the commit.

    Rows with more cells than the header are refused at once; every other is judged when it is done. The same file may
    be brought in again: what it has made is there already.

    Raises:
        ForbiddenError: the caller may not write what the file holds, or overrides rules and is no admin.
        InvalidError: the file is no CSV of this kind, holds no rows, or too many.
    """
    if not allows(RULES[kind], caller):
        raise ForbiddenError(what_is_needed(RULES[kind]))
    if override_off_limits and caller.role != "admin":
        raise ForbiddenError("override_off_limits: only an admin may add people who are off-limits. Leave it out.")
    digest = await asyncio.to_thread(digest_of, file)
    sheet = sheet_of(kind, file)
    import_id, task_id = new_id(), f"import_{short_id()}"
    about = {"kind": kind, "file_name": file_name, "dry_run": dry_run, "override_off_limits": override_off_limits}
    await session.execute(
        insert(imports).values(
            id=import_id,
            **about,
            digest=digest,
            columns=sheet.columns,
            rows_count=0,
            made_by=caller.label,
            by_id=caller.user_id,
            caller_id=caller.id,
            task_id=task_id,
        )
    )
    connection, count, faulty = await driver(session), 0, 0
    while lines := await asyncio.to_thread(lambda: list(islice(sheet.lines, _AT_ONCE))):
        count, faulty = count + len(lines), faulty + sum(line.fault is not None for line in lines)
        if count > MOST_ROWS:
            raise InvalidError(f"The file has more than {MOST_ROWS:,} rows. Split it, and repeat the header in each.")
        records = [_row(import_id, line) for line in lines]
        await connection.copy_records_to_table("import_rows", records=records, columns=_ROW)
    if not count:
        raise InvalidError("The file has a header and no rows. Write one row for each thing to bring in.")
    counts = {"refused": faulty} if faulty else {}
    counted = update(imports).where(imports.c.id == import_id)
    await session.execute(counted.values(rows_count=count, counts=counts))
    await _queue(session, import_id, task_id, caller)
    told = {name: value for name, value in about.items() if value} | {"rows": count, "digest": digest}
    await record(session, actor=caller.label, action="import", thing=THING, thing_id=str(import_id), after=told)
    return import_id


def _row(import_id: uuid.UUID, line: Line) -> tuple[Any, ...]:
    cells = json.dumps(line.cells, ensure_ascii=False)
    return (import_id, line.number, cells, None if line.fault is None else "refused", line.fault)


async def resume(session: Session, caller: Caller, import_id: uuid.UUID) -> str:
    """Let an import that broke, or was cancelled, go on behind the last row that it has done; the new task's id.

    Raises:
        NotFoundError: there is none that the caller may see.
        ConflictError: it still goes on, has done all its rows, or is so old that these are not kept any more.
    """
    await session.execute(select(imports.c.id).where(imports.c.id == import_id).with_for_update())
    row = await find_import(session, caller, import_id)
    if row["state"] not in ENDED:
        raise ConflictError(f"The import goes on already ({row['state']}).")
    if row["rows_cleared_at"] is not None:
        raise ConflictError(
            f"The import cannot go on any more: since {row['rows_cleared_at']:%Y-%m-%d} its rows are not kept. Bring "
            "the file in again; what it has made is there already, and is left alone."
        )
    left = select(import_rows.c.number).where(import_rows.c.import_id == import_id, import_rows.c.outcome.is_(None))
    if (await session.execute(left.limit(1))).one_or_none() is None:
        raise ConflictError("The import has done all its rows. Correct those that were refused in a new file.")
    task_id = f"import_{short_id()}"
    await session.execute(update(imports).where(imports.c.id == import_id).values(task_id=task_id))
    await _queue(session, import_id, task_id, caller)
    await record(session, actor=caller.label, action="resume", thing=THING, thing_id=str(import_id))
    return task_id


async def cancel(session: Session, caller: Caller, import_id: uuid.UUID) -> None:
    """End an import where it is; what it has made stays, and it can go on.

    Raises:
        NotFoundError: there is none that the caller may see.
        ConflictError: it has ended.
    """
    row = await find_import(session, caller, import_id)
    if row["state"] in ENDED:
        raise ConflictError(f"The import has ended ({row['state']}): there is nothing to cancel.")
    await request_cancel(session, row["task_id"])
    await record(session, actor=caller.label, action="cancel", thing=THING, thing_id=str(import_id))


async def _queue(session: Session, import_id: uuid.UUID, task_id: str, caller: Caller) -> None:
    # One at a time, so that two files that name the same people and keys never meet.
    args = {"import_id": str(import_id)}
    await add_task(session, task_id=task_id, kind=KIND, args=args, lock_key=KIND, created_by=caller.label)
