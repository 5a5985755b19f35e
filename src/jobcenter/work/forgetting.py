"""Forgetting what nobody needs any more: some rows a transaction, so that none is long and nobody waits for it."""

from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Delete, Select, Table, exists, or_, select, true, tuple_

from jobcenter.kit.db import Session
from jobcenter.tables import tasks

AT_ONCE: Final = 5_000
"""How many rows go in one transaction, unless many more go with each."""


def at_most(many: int, table: Table, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a row of `table` is one of `many` at most for which all conditions hold; who is being changed is left."""
    some = select(*table.primary_key).where(*conditions).limit(many).with_for_update(skip_locked=True)
    return _one_of(table, some)


def at_most_under(
    many: int, table: Table, parent: Column[Any], *, parents: Table, condition: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Whether a row of `table` is one of `many` at most whose `parent` is one of those `parents`.

    Each parent is asked for its own rows by their index, so that the many which have none left cost next to nothing.
    """
    own = select(*table.primary_key).where(parent == parents.c.id).limit(many).lateral("own")
    some = select(*own.c).select_from(parents.join(own, true())).where(condition).limit(many)
    return _one_of(table, some)


def is_done_since(task_id: Column[Any], then: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the task of that id ended before a moment, or is itself forgotten."""
    still_needed = exists().where(
        tasks.c.id == task_id, or_(tasks.c.finished_at.is_(None), tasks.c.finished_at >= then)
    )
    return ~still_needed


def _one_of(table: Table, some: Select[Any]) -> ColumnElement[bool]:
    # A common table expression is read once, whatever the plan; a subquery with a limit might be read again and again.
    found = some.cte("some")
    keys = [found.c[column.name] for column in table.primary_key]
    return tuple_(*table.primary_key).in_(select(*keys))


async def forget(session: Session, statement: Delete) -> int:
    """Carry a deletion out; return how many rows are gone, without those that went along with them."""
    return int(getattr(await session.execute(statement), "rowcount", 0))
