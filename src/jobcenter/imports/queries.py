"""Reading imports: how each stands, and what came of its rows."""

import uuid
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select, true

from jobcenter.accounts.rules import Caller
from jobcenter.kit.db import ReadSession
from jobcenter.kit.errors import NotFoundError
from jobcenter.tables import import_rows, imports, tasks

ENDED: Final = ("succeeded", "failed", "cancelled", "forgotten")


def visible(caller: Caller) -> ColumnElement[bool]:
    """Whether this caller may see a row of `imports`: an admin all, everybody else one's own."""
    if caller.role == "admin":
        return true()
    own = imports.c.caller_id == caller.id
    return or_(own, imports.c.by_id == caller.user_id) if caller.kind == "user" else own


def _shown() -> Select[Any]:
    state = func.coalesce(tasks.c.status, "forgotten").label("state")
    return select(imports, state, tasks.c.error, tasks.c.finished_at).outerjoin_from(
        imports, tasks, tasks.c.id == imports.c.task_id
    )


async def list_imports(
    session: ReadSession, caller: Caller, *, before: uuid.UUID | None = None, limit: int
) -> list[dict[str, Any]]:
    """Imports that the caller may see, the latest first."""
    statement = _shown().where(visible(caller)).order_by(imports.c.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(imports.c.id < before)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def find_import(session: ReadSession, caller: Caller, import_id: uuid.UUID) -> dict[str, Any]:
    """One import with its task's `state`, `error` and `finished_at`.

    Raises:
        NotFoundError: there is none, or the caller may not see it.
    """
    statement = _shown().where(imports.c.id == import_id, visible(caller))
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"There is no import {import_id}.")
    return dict(row)


async def latest_of_file(session: ReadSession, caller: Caller, kind: str, digest: str) -> dict[str, Any] | None:
    """The latest import of the same file as the same kind that was no dry run; None where there is none."""
    statement = (
        _shown()
        .where(imports.c.digest == digest, imports.c.kind == kind, ~imports.c.dry_run, visible(caller))
        .order_by(imports.c.id.desc())
        .limit(1)
    )
    row = (await session.execute(statement)).mappings().one_or_none()
    return None if row is None else dict(row)


async def rows_of(
    session: ReadSession, import_id: uuid.UUID, *, outcome: str | None = None, after: int | None = None, limit: int
) -> list[dict[str, Any]]:
    """What came of an import's rows, by their numbers; whether the caller may see the import is asked before."""
    rows = import_rows.c
    names = ("number", "outcome", "message", "thing_id", "cells")
    statement = select(*(rows[name] for name in names)).where(rows.import_id == import_id)
    if outcome is not None:
        statement = statement.where(rows.outcome == outcome)
    if after is not None:
        statement = statement.where(rows.number > after)
    return [dict(row) for row in (await session.execute(statement.order_by(rows.number).limit(limit))).mappings()]
