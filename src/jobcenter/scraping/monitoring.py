"""Reading for the monitor: what runs now and who does it, how a run's task stands, and the last day in slices."""

import uuid
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, Select, case, cast, func, literal, null, select, union_all

from jobcenter.kit.db import ReadSession
from jobcenter.scraping.actions import KIND
from jobcenter.tables import scrape_run_problems, scrape_runs, tasks

MOST_SHOWN: Final = 200
MOST_REASONS: Final = 50
SLICE: Final = timedelta(minutes=15)
SLICES: Final = 96

# Written into the statement, so that every plan may use the indexes of just these.
_QUEUED: Final = literal("queued", literal_execute=True)
_RUNNING: Final = literal("running", literal_execute=True)


async def running_now(session: ReadSession) -> list[dict[str, Any]]:
    """The tasks that run now, the longest first, at most 200: who holds each, until when, and which run it is."""
    statement = (
        select(
            tasks.c.id.label("task_id"),
            tasks.c.kind,
            tasks.c.lease_owner,
            tasks.c.lease_expires_at,
            tasks.c.started_at,
            tasks.c.attempts,
            tasks.c.taken_over,
            tasks.c.progress,
            scrape_runs.c.run_id,
            scrape_runs.c.site_name,
            scrape_runs.c.target,
        )
        .select_from(tasks.outerjoin(scrape_runs, scrape_runs.c.task_id == tasks.c.id))
        .where(tasks.c.status == _RUNNING)
        .order_by(tasks.c.started_at)
        .limit(MOST_SHOWN)
    )
    found = []
    for row in (await session.execute(statement)).mappings():
        holder, _, rest = (row["lease_owner"] or "").partition("/")
        slot = rest.partition("/")[0]
        found.append({**row, "worker": holder or None, "slot": int(slot) if slot.isdigit() else None})
    return found


async def work_of(session: ReadSession, run: dict[str, Any]) -> dict[str, Any]:
    """How a run's task stands, and what went wrong in the run: each reason once, most frequent first, at most 50."""
    task = (
        await session.execute(
            select(
                tasks.c.status,
                tasks.c.attempts,
                tasks.c.taken_over,
                tasks.c.lease_owner,
                tasks.c.run_after,
                tasks.c.cancel_requested_at,
            ).where(tasks.c.id == run["task_id"])
        )
    ).one_or_none()
    problems = scrape_run_problems.c
    reasons = (
        select(
            problems.kind,
            problems.reason,
            func.count().label("count"),
            func.min(problems.page).label("first_page"),
            func.max(problems.page).label("last_page"),
            func.max(problems.at).label("last_at"),
        )
        .where(problems.scrape_run_id == run["id"])
        .group_by(problems.kind, problems.reason)
        .order_by(problems.kind.desc(), func.count().desc(), problems.reason)
        .limit(MOST_REASONS)
    )
    return {
        "attempts": task.attempts if task else 0,
        "taken_over": task.taken_over if task else 0,
        "worker": (task.lease_owner or "").partition("/")[0] or None if task else None,
        "goes_on_at": task.run_after if task and task.status == "queued" else None,
        "cancel_requested_at": task.cancel_requested_at if task else None,
        "reasons": [dict(row) for row in (await session.execute(reasons)).mappings()],
    }


def first_slice(moment: datetime) -> datetime:
    """When the last day's first slice begins, for a day that ends with the slice of `moment`."""
    length = SLICE.total_seconds()
    return datetime.fromtimestamp(moment.timestamp() // length * length, moment.tzinfo) - (SLICES - 1) * SLICE


def _due() -> ColumnElement[Any]:
    """When a task's time came first; one that was put back has another `run_after` now."""
    return case(
        (tasks.c.started_at.is_(None), tasks.c.run_after),
        (tasks.c.run_after <= tasks.c.started_at, tasks.c.run_after),
        else_=tasks.c.created_at,
    )


def _slices(what: str, at: ColumnElement[Any], since: datetime, *columns: ColumnElement[Any]) -> Select[Any]:
    slot = cast(func.floor(func.extract("epoch", at - since) / SLICE.total_seconds()), Integer)
    counted = (literal(what).label("what"), func.greatest(slot, 0).label("slot"), func.count())
    return select(*counted, *columns).group_by("slot")


async def last_day(session: ReadSession, since: datetime) -> list[dict[str, Any]]:
    """The day's slices from `since` on: tasks that waited at each one's end, started and ended in it, how long the
    started ones had waited (seconds), how many failed, how many leases of the ended were taken over.

    One statement over the tasks that ended in that day or have not ended, by their indexes.
    """
    wanted = (tasks.c.status, tasks.c.started_at, tasks.c.finished_at, tasks.c.taken_over, _due().label("due"))
    parts = (
        select(*wanted).where(tasks.c.finished_at >= since),
        select(*wanted).where(tasks.c.status == _QUEUED, tasks.c.run_after <= func.now()),
        select(*wanted).where(tasks.c.status == _RUNNING),
    )
    day = union_all(*parts).cte("day").c
    waited = func.extract("epoch", day.started_at - day.due)
    none = cast(null(), Integer)
    left = func.coalesce(day.started_at, day.finished_at)
    began = (
        func.percentile_cont(0.5).within_group(waited),
        func.percentile_cont(0.95).within_group(waited),
    )
    ended = (func.count().filter(day.status == "failed"), func.sum(day.taken_over))
    statement = union_all(
        _slices("due", day.due, since, none, none, none, none),
        _slices("left", left, since, none, none, none, none).where(left.is_not(None)),
        _slices("started", day.started_at, since, none, none, *began).where(day.started_at >= since),
        _slices("ended", day.finished_at, since, *ended, none, none).where(day.finished_at >= since),
    )
    slices: list[dict[str, Any]] = [
        {
            "at": since + place * SLICE,
            "waiting": 0,
            "started": 0,
            "ended": 0,
            "failed": 0,
            "taken_over": 0,
            "waited_p50": None,
            "waited_p95": None,
        }
        for place in range(SLICES)
    ]
    for what, slot, count, failed, taken_over, half, most in (await session.execute(statement)).all():
        one = slices[min(slot, SLICES - 1)]
        if what in {"due", "left"}:
            one["waiting"] += count if what == "due" else -count
        elif what == "started":
            one |= {"started": count, "waited_p50": _seconds(half), "waited_p95": _seconds(most)}
        else:
            one |= {"ended": count, "failed": failed, "taken_over": taken_over}
    waiting = 0
    for one in slices:
        waiting = one["waiting"] = max(0, waiting + one["waiting"])
    return slices


def _seconds(value: float | None) -> float | None:
    return None if value is None else round(max(0.0, float(value)), 2)


async def last_day_by_site(session: ReadSession, since: datetime) -> list[dict[str, Any]]:
    """How the runs that ended since then went, by site: counts by status, new postings, the median run in seconds."""
    runs = scrape_runs.c
    seconds = func.extract("epoch", runs.finished_at - runs.started_at)
    statement = (
        select(
            runs.site_name,
            *(
                func.count().filter(runs.status == status).label(status)
                for status in ("succeeded", "partial", "failed", "cancelled")
            ),
            func.coalesce(func.sum(runs.new_count), 0).label("new"),
            func.percentile_cont(0.5).within_group(seconds).label("median_seconds"),
        )
        .select_from(tasks.join(scrape_runs, scrape_runs.c.task_id == tasks.c.id))
        .where(tasks.c.finished_at >= since, tasks.c.kind == KIND)
        .group_by(runs.site_name)
        .order_by(runs.site_name)
    )
    rows = (await session.execute(statement)).mappings()
    return [{**row, "median_seconds": _seconds(row["median_seconds"])} for row in rows]


def last_run_of(schedule_id: ColumnElement[uuid.UUID]) -> Select[Any]:
    """The newest run of a schedule, by the index of its occurrences."""
    runs = scrape_runs.c
    return (
        select(runs.run_id, runs.status, runs.message, runs.created_at, runs.finished_at)
        .where(runs.site_schedule_id == schedule_id)
        .order_by(runs.occurrence.desc())
        .limit(1)
    )
