"""The one route of today: what waits for whoever asks."""

from typing import Annotated, Any

from fastapi import Query

from jobcenter.accounts.access import Caller, SliceRouter, allow
from jobcenter.accounts.rules import OWN
from jobcenter.kit.clock import now
from jobcenter.kit.http import EVERY_ROUTE, ReadDb
from jobcenter.today import queries
from jobcenter.today.rules import MOST, QUIET_DAYS, Whose
from jobcenter.today.schemas import Today

router = SliceRouter(prefix="/api", tags=["today"], responses=EVERY_ROUTE)

IsAPerson = Annotated[Caller, allow(OWN)]


@router.get("/today")
async def today(
    caller: IsAPerson,
    session: ReadDb,
    whose: Annotated[
        Whose,
        Query(description="`mine`: of jobs I am in charge of, or nobody is; what I hold or placed. Or `everyone`."),
    ] = "mine",
    quiet_days: Annotated[int, Query(ge=1, le=365, description="Stuck is who has not moved for so long.")] = QUIET_DAYS,
) -> Today:
    """What waits for me: replies, interviews, stuck applicants, guarantees that end, runs that failed."""
    at = now()
    parts = {
        "replies": await queries.replies(session, caller, whose, now=at),
        "interviews": await queries.interviews_ahead(session, caller, whose, now=at),
        "without_outcome": await queries.without_outcome(session, caller, whose, now=at),
        "stuck": await queries.stuck(session, caller, whose, now=at, quiet_days=quiet_days),
        "guarantees": await queries.guarantees(session, caller, whose, now=at),
        "failed_runs": await queries.failed_runs(session, caller, now=at),
        "paused_schedules": await queries.paused_schedules(session, caller),
    }
    return Today.model_validate({"quiet_days": quiet_days, **{name: _first(rows) for name, rows in parts.items()}})


def _first(rows: queries.Rows) -> dict[str, Any]:
    return {"items": rows[:MOST], "has_more": len(rows) > MOST}
