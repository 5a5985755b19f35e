"""What a write makes old in the cache: tags by event, moved right after the commit and once more by the outbox."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.applicants.events import APPLICANT_ADDED, APPLICANT_MOVED, APPLICANTS_CHANGED
from jobcenter.board.rules import OFF_LIMITS_TAG, board_tag
from jobcenter.companies.events import CONTRACT_CHANGED
from jobcenter.jobs.events import STAGES_CHANGED
from jobcenter.kit.cache import Cache
from jobcenter.kit.db import Session, reading
from jobcenter.kit.replica import number_of
from jobcenter.offlimits.events import OFF_LIMITS_CHANGED
from jobcenter.work.outbox import Event, Reaction, emitted

OF_A_JOB = {APPLICANT_ADDED, APPLICANT_MOVED, STAGES_CHANGED}
OF_OFF_LIMITS = {CONTRACT_CHANGED, OFF_LIMITS_CHANGED}
MAKING_OLD = (*sorted(OF_A_JOB | OF_OFF_LIMITS), APPLICANTS_CHANGED)
"""The events after which something kept is old."""

_POSITION = text("SELECT CAST(pg_current_wal_lsn() AS text)")


def tags_of(name: str, payload: dict[str, Any]) -> set[str]:
    """What an event makes old."""
    if name in OF_A_JOB:
        return {board_tag(payload["job_id"])}
    if name == APPLICANTS_CHANGED:
        return {board_tag(job) for job in payload["job_ids"]}
    return {OFF_LIMITS_TAG} if name in OF_OFF_LIMITS else set()


async def freshen(cache: Cache, events: Iterable[tuple[str, dict[str, Any]]], position: str | None) -> None:
    """After a commit that reached `position`: make old what its events say; without Redis the outbox will."""
    tags = {tag for name, payload in events for tag in tags_of(name, payload)}
    if tags:
        try:
            await cache.move(tags, number_of(position) or 0)
        except (RedisError, OSError, TimeoutError):
            return  # the cache has logged it, and the same event is relayed until it went well


def freshening(cache: Cache, engine: AsyncEngine) -> Callable[[Session], Awaitable[None]]:
    """What follows the commit of a task: the same, for a move of thousands commits many times before its end."""

    async def after(session: Session) -> None:
        events = emitted(session)
        if any(tags_of(*event) for event in events):
            async with reading(engine) as asking:
                position = (await asking.execute(_POSITION)).scalar_one()
            await freshen(cache, events, position)

    return after


def once_more(cache: Cache) -> dict[str, list[Reaction]]:
    """The reactions that make the same old once more, for what a crash or an absent Redis has left undone."""

    async def move(session: Session, event: Event) -> None:
        position = (await session.execute(_POSITION)).scalar_one()
        await cache.move(tags_of(event.name, event.payload), number_of(position) or 0)

    return {name: [move] for name in MAKING_OLD}
