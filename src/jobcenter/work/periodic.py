"""Periodic work that is not scraping: declared in code by its owner, claimed by whichever process comes first."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.kit import logs
from jobcenter.kit.db import Session, writing
from jobcenter.tables import periodic_work
from jobcenter.work.forgetting import AT_ONCE

MOST_ROUNDS: Final = 20
"""So often at most a chore is gone on with in one look; what is left then waits for the next."""

log = logs.log(__name__)


@dataclass(frozen=True, slots=True)
class Periodic:
    """A chore: its name, how often, and the action that does it within one transaction.

    The action returns how many rows it did. Where these are `at_once` there are more: it goes on in a transaction of
    its own, so that none grows with what has piled up.
    """

    name: str
    every: timedelta
    action: Callable[[Session], Awaitable[int]]
    at_once: int = AT_ONCE


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
    done: set[str] = set()
    due = list(chores)
    for _ in range(MOST_ROUNDS):
        due = [chore for chore in due if await _is_left_over(engine, chore, done)]
    return len(done)


async def _is_left_over(engine: AsyncEngine, chore: Periodic, done: set[str]) -> bool:
    """Do a chore if it is due, and add it to those `done`; whether it has more to do, so that it stays due."""
    mine = periodic_work.c.name == chore.name
    try:
        async with writing(engine) as session:
            due = select(periodic_work.c.name).where(mine, periodic_work.c.next_at <= func.now())
            if (await session.execute(due.with_for_update(skip_locked=True))).one_or_none() is None:
                return False
            done.add(chore.name)
            rows = await chore.action(session)
            has_more = rows >= chore.at_once
            following = {} if has_more else {"next_at": func.now() + chore.every}
            await session.execute(
                update(periodic_work).where(mine).values(last_at=func.now(), last_error=None, **following)
            )
        tell = log.info if rows else log.debug  # a dozen chores a minute with nothing to do are no news
        tell("chore done", chore=chore.name, rows=rows, has_more=has_more)
    except Exception as error:
        log.exception("chore failed", chore=chore.name)
        said = (str(error) or type(error).__name__)[:2000].replace("\x00", "")  # PostgreSQL's text cannot hold NUL
        async with writing(engine) as session:
            await session.execute(
                update(periodic_work).where(mine).values(next_at=func.now() + chore.every, last_error=said)
            )
        return False
    return has_more
