"""The outbox: an event is a row written with its cause, and relayed at least once to what follows from it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.kit import logs
from jobcenter.kit.db import ReadSession, Session, writing
from jobcenter.kit.metrics import Count
from jobcenter.tables import outbox
from jobcenter.work.forgetting import AT_ONCE, at_most, forget

KEPT = timedelta(days=7)
LONGEST_WAIT_SECONDS = 300
EMITTED = "emitted"

RELAYED = Count("jobcenter_outbox_relayed_total", "Events whose reactions were run", "event")
FAILED = Count("jobcenter_outbox_failed_total", "Tries at an event that failed in a reaction", "event")

log = logs.log(__name__)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `id` is its own for ever: reactions are keyed by it."""

    id: int
    name: str
    payload: dict[str, Any]


def emitted(session: Session) -> list[tuple[str, dict[str, Any]]]:
    """What this session has emitted: names and payloads."""
    return list(session.info.get(EMITTED, []))


Reaction = Callable[[Session, Event], Awaitable[None]]


async def emit(session: Session, name: str, payload: dict[str, Any]) -> None:
    """Write an event in the transaction of its cause."""
    session.info.setdefault(EMITTED, []).append((name, payload))
    await session.execute(insert(outbox).values(event=name, payload=payload, correlation_id=logs.correlation_id()))


async def relay(engine: AsyncEngine, reactions: dict[str, list[Reaction]], *, most: int = 100) -> int:
    """Run the reactions of up to `most` waiting events, each event in a transaction of its own; return how many.

    Any number of relays may run at once: an event is locked while it is handled, and skipped by the others. A reaction
    that fails leaves its event waiting, with the error written on it and a growing delay.
    """
    done = 0
    while done < most and await _relay_one(engine, reactions):
        done += 1
    return done


async def _relay_one(engine: AsyncEngine, reactions: dict[str, list[Reaction]]) -> bool:
    event: Event | None = None
    try:
        async with writing(engine, idle_seconds=60) as session:
            waiting = (
                select(outbox)
                .where(
                    outbox.c.relayed_at.is_(None),
                    or_(outbox.c.next_try_at.is_(None), outbox.c.next_try_at <= func.now()),
                )
                .order_by(outbox.c.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            row = (await session.execute(waiting)).one_or_none()
            if row is None:
                return False
            event = Event(row.id, row.event, row.payload)
            logs.bind(correlation_id=row.correlation_id)
            for reaction in reactions.get(event.name, []):
                await reaction(session, event)
            await session.execute(update(outbox).where(outbox.c.id == event.id).values(relayed_at=func.now()))
            RELAYED.add_with(session, event=event.name)
    except Exception as error:
        if event is None:
            raise
        log.exception("reaction failed", event_name=event.name, event_id=event.id)
        await _put_off(engine, event, error)
    finally:
        logs.forget()
    return True


async def _put_off(engine: AsyncEngine, event: Event, error: Exception) -> None:
    wait = func.least(func.power(2, func.least(outbox.c.tries, 10)), LONGEST_WAIT_SECONDS) * timedelta(seconds=1)
    async with writing(engine) as session:
        FAILED.add_with(session, event=event.name)
        await session.execute(
            update(outbox)
            .where(outbox.c.id == event.id)
            .values(tries=outbox.c.tries + 1, next_try_at=func.now() + wait, error=_in_words(error))
        )


async def waiting(session: ReadSession) -> int:
    """How many events wait to be relayed."""
    statement = select(func.count()).select_from(outbox).where(outbox.c.relayed_at.is_(None))
    return int((await session.execute(statement)).scalar_one())


def _in_words(error: Exception) -> str:
    """What is written down of an error: never empty, and without the NUL that PostgreSQL's text cannot hold."""
    return (str(error) or type(error).__name__)[:2000].replace("\x00", "")


async def forget_relayed(session: Session) -> int:
    """Delete events that were relayed more than a week ago; return how many."""
    old = at_most(AT_ONCE, outbox, outbox.c.relayed_at < func.now() - KEPT)
    return await forget(session, delete(outbox).where(old))
