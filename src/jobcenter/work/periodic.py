"""Periodic work that is not scraping: declared in code by its owner, claimed by whichever process comes first."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.kit import logs
from jobcenter.kit.db import Session, writing
from jobcenter.tables import periodic_work

log = logs.log(__name__)


@dataclass(frozen=True, slots=True)
class Periodic:
    """A chore: its name, how often, and the action that does it within one transaction."""

    name: str
    every: timedelta
    action: Callable[[Session], Awaitable[int]]


async def declare(engine: AsyncEngine, chores: Sequence[Periodic]) -> None:
    """Make the chores known; one that is known keeps its next time."""
    async with writing(engine) as session:
        for chore in chores:
            seconds = chore.every.total_seconds()
            statement = insert(periodic_work).values(name=chore.name, every_seconds=seconds, next_at=func.now())
            await session.execute(
                statement.on_conflict_do_update(index_elements=["name"], set_={"every_seconds": seconds})
            )


async def run_due(engine: AsyncEngine, chores: Sequence[Periodic]) -> int:
    """Do every chore whose time has come and that nobody else is at; return how many."""
    done = 0
    for chore in chores:
        done += await _run_if_due(engine, chore)
    return done


async def _run_if_due(engine: AsyncEngine, chore: Periodic) -> bool:
    mine = periodic_work.c.name == chore.name
    try:
        async with writing(engine) as session:
            due = select(periodic_work.c.name).where(mine, periodic_work.c.next_at <= func.now())
            if (await session.execute(due.with_for_update(skip_locked=True))).one_or_none() is None:
                return False
            rows = await chore.action(session)
            await session.execute(
                update(periodic_work)
                .where(mine)
                .values(last_at=func.now(), next_at=func.now() + chore.every, last_error=None)
            )
            log.info("chore done", chore=chore.name, rows=rows)
    except Exception as error:
        log.exception("chore failed", chore=chore.name)
        said = (str(error) or type(error).__name__)[:2000].replace("\x00", "")  # PostgreSQL's text cannot hold NUL
        async with writing(engine) as session:
            await session.execute(
                update(periodic_work).where(mine).values(next_at=func.now() + chore.every, last_error=said)
            )
    return True
