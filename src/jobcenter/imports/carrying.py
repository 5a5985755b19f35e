"""Doing an import: a thousand rows at a time, each with its outcome, so that it goes on where it was."""

import uuid
from collections import Counter
from collections.abc import Sequence
from typing import Final

import asyncpg
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from jobcenter.imports.kinds import BRING
from jobcenter.imports.rows import Import, Row
from jobcenter.kit.db import Session
from jobcenter.tables import import_rows, imports

AT_ONCE: Final = 1_000
_OF_A_ROW: Final = frozenset({"22", "23", "54"})  # PostgreSQL's classes of errors: data, integrity, limits

# What stands in a row is kept only where it was refused, for the person who corrects it.
_OUTCOMES: Final = text(
    """
    UPDATE import_rows r
    SET outcome = o.outcome, message = o.message, key = o.key, thing_id = o.thing_id,
        cells = CASE WHEN o.outcome = 'refused' THEN r.cells END
    FROM unnest(
        CAST(:numbers AS integer[]), CAST(:outcomes AS text[]), CAST(:messages AS text[]), CAST(:keys AS text[]),
        CAST(:things AS uuid[])
    ) AS o (number, outcome, message, key, thing_id)
    WHERE r.import_id = :import_id AND r.number = o.number
    """
)


async def bring_in(session: Session, import_id: uuid.UUID, *, after: int) -> tuple[int | None, dict[str, int]]:
    """Do the next thousand rows of an import behind the row `after`, and note what came of each.

    Returns the number of the last of these, or None when none is left; and the import's counts.
    """
    row = (await session.execute(select(imports).where(imports.c.id == import_id))).one()
    imported = Import(row.id, row.kind, row.dry_run, row.override_off_limits, row.made_by, row.by_id)
    waiting = (
        select(import_rows.c.number, import_rows.c.cells)
        .where(import_rows.c.import_id == import_id, import_rows.c.number > after, import_rows.c.outcome.is_(None))
        .order_by(import_rows.c.number)
        .limit(AT_ONCE)
    )
    batch = [Row(one.number, one.cells) for one in await session.execute(waiting)]
    if not batch:
        return None, dict(row.counts)
    await _bring(session, imported, batch)
    await _note(session, imported, batch)
    counts = dict(Counter(row.counts) + Counter(str(one.outcome) for one in batch))
    await session.execute(update(imports).where(imports.c.id == import_id).values(counts=counts))
    return batch[-1].number, counts


async def _bring(session: Session, imported: Import, batch: Sequence[Row]) -> None:
    """Do some rows; if the database refuses what only it can judge, one by one, so that none stops the others."""
    try:
        async with session.begin_nested():
            await BRING[imported.kind](session, imported, batch)
    except (DBAPIError, asyncpg.PostgresError) as error:
        if not _is_of_a_row(error):
            raise
        for row in batch:
            row.forget()
        if len(batch) == 1:
            batch[0].refuse("The row cannot be stored: one of its values is too long, or just became somebody else's.")
            return
        for row in batch:
            await _bring(session, imported, [row])


def _is_of_a_row(error: DBAPIError | asyncpg.PostgresError) -> bool:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(getattr(cause, "sqlstate", "") or "")[:2] in _OF_A_ROW


async def _note(session: Session, imported: Import, batch: Sequence[Row]) -> None:
    given = {
        "import_id": imported.id,
        "numbers": [one.number for one in batch],
        "outcomes": [one.outcome for one in batch],
        "messages": [one.message for one in batch],
        "keys": [one.key if imported.dry_run else None for one in batch],
        "things": [None if imported.dry_run else one.thing_id for one in batch],
    }
    await session.execute(_OUTCOMES, given)
