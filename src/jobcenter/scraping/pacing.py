"""Pacing: how fast all workers together may ask one site, and how they fall back when it refuses."""

import asyncio
import math

from sqlalchemy import func, or_, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.kit.db import writing
from jobcenter.kit.metrics import Count
from jobcenter.tables import site_pacing

MOST_SLOWDOWN = 64.0
FIRST_CLOSURE_SECONDS = 15.0
LONGEST_CLOSURE_SECONDS = 900.0

TURNED_AWAY = Count("jobcenter_breaker_refusals_total", "Requests not made since the site refused us lately", "site")

# Every request takes the next free moment of its site, in one statement, so that the rate holds over all workers.
_TAKE = text(
    """
    INSERT INTO site_pacing AS s (site_name, next_free_at)
    VALUES (:site, now() + CAST(:step AS double precision) * interval '1 second')
    ON CONFLICT (site_name) DO UPDATE SET next_free_at = CASE
        WHEN s.closed_until > now() THEN s.next_free_at
        ELSE greatest(now(), s.next_free_at) + CAST(:step AS double precision) * s.slowdown * interval '1 second' END
    RETURNING
        extract(epoch FROM next_free_at - now()) - CAST(:step AS double precision) * slowdown AS wait,
        extract(epoch FROM closed_until - now()) AS closed, slowdown, last_refusal
    """
)

# Requests that were on their way when the site closed are refused too: together they are one refusal, not many.
_REFUSED = text(
    """
    INSERT INTO site_pacing AS s (site_name, slowdown, closed_until, last_refusal, last_refusal_at)
    VALUES (:site, 2, now() + CAST(:seconds AS double precision) * interval '1 second', :reason, now())
    ON CONFLICT (site_name) DO UPDATE SET
        slowdown = CASE WHEN s.closed_until > now() THEN s.slowdown ELSE least(s.slowdown * 2, :most) END,
        closed_until = greatest(
            now() + CAST(:asked AS double precision) * interval '1 second',
            CASE WHEN s.closed_until > now() THEN s.closed_until
                ELSE now() + least(CAST(:seconds AS double precision) * s.slowdown, :longest) * interval '1 second' END
        ),
        last_refusal = excluded.last_refusal, last_refusal_at = now()
    """
)


class SiteClosedError(Exception):
    """The site may not be asked before `seconds` have passed: it refused us lately, or others come first."""

    def __init__(self, seconds: float, reason: str) -> None:
        super().__init__(f"waiting {seconds:.0f} s more, since {reason}")
        self.seconds = seconds


async def wait_for_turn(
    engine: AsyncEngine, site: str, requests_per_second: float, *, most_seconds: float = math.inf
) -> float:
    """Wait for this request's moment; return the slowdown in force (1: none).

    Raises:
        SiteClosedError: the site's circuit breaker is open, or the moment is more than `most_seconds` away.
    """
    async with writing(engine) as session:
        row = (await session.execute(_TAKE, {"site": site, "step": 1.0 / requests_per_second})).one()
    if row.closed is not None and row.closed > 0:
        TURNED_AWAY.add(site=site.partition(" ")[0])
        raise SiteClosedError(float(row.closed), row.last_refusal or "the site refused us")
    if row.wait > most_seconds:
        raise SiteClosedError(float(row.wait), "other runs ask this site first, and it is asked only so often")
    if row.wait > 0:
        await asyncio.sleep(float(row.wait))
    return float(row.slowdown)


async def note_refusal(engine: AsyncEngine, site: str, reason: str, asked: float | None) -> None:
    """The site said 429 or 403: close it for all workers, longer each time, and double every pause after that."""
    values = {
        "site": site,
        "seconds": max(FIRST_CLOSURE_SECONDS, asked or 0.0),
        "asked": asked or 0.0,
        "reason": reason,
        "most": MOST_SLOWDOWN,
        "longest": LONGEST_CLOSURE_SECONDS,
    }
    async with writing(engine) as session:
        await session.execute(_REFUSED, values)


async def note_success(engine: AsyncEngine, site: str) -> None:
    """The site answered: come back to the usual pace step by step.

    While the site is closed nobody asks it, so an answer that comes then was asked for before: it opens nothing.
    """
    opened = or_(site_pacing.c.closed_until.is_(None), site_pacing.c.closed_until <= func.now())
    async with writing(engine) as session:
        await session.execute(
            update(site_pacing)
            .where(site_pacing.c.site_name == site, opened)
            .values(
                slowdown=func.greatest(1.0, site_pacing.c.slowdown / 2), closed_until=None, last_success_at=func.now()
            )
        )
