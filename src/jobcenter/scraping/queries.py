"""Reading runs, schedules, sites and the queue."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, true

from jobcenter.kit.db import ReadSession
from jobcenter.kit.errors import NotFoundError
from jobcenter.kit.settings import Settings
from jobcenter.scraping.monitoring import last_run_of
from jobcenter.scraping.rules import site_health
from jobcenter.scraping.sites.registry import SITES
from jobcenter.tables import schedule_skips, scrape_run_problems, scrape_runs, site_pacing, site_schedules, tasks


async def run_named(session: ReadSession, run_id: str) -> dict[str, Any]:
    """One run.

    Raises:
        NotFoundError: there is none of that id.
    """
    row = (await session.execute(select(scrape_runs).where(scrape_runs.c.run_id == run_id))).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"There is no run {run_id!r}.")
    return dict(row)


async def list_runs(
    session: ReadSession,
    *,
    site: str | None = None,
    target: str | None = None,
    statuses: Sequence[str] = (),
    schedule_id: uuid.UUID | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    after: uuid.UUID | None = None,
    limit: int = 100,
) -> list[dict[str, Any]]:
    """Runs, newest first."""
    statement = select(scrape_runs).order_by(scrape_runs.c.id.desc()).limit(limit)
    if site is not None:
        statement = statement.where(scrape_runs.c.site_name == site)
    if target is not None:
        statement = statement.where(scrape_runs.c.target == target)
    if statuses:
        statement = statement.where(scrape_runs.c.status.in_(statuses))
    if schedule_id is not None:
        statement = statement.where(scrape_runs.c.site_schedule_id == schedule_id)
    if since is not None:
        statement = statement.where(scrape_runs.c.created_at >= since)
    if until is not None:
        statement = statement.where(scrape_runs.c.created_at < until)
    if after is not None:
        statement = statement.where(scrape_runs.c.id < after)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def problems_of(
    session: ReadSession, run: uuid.UUID, *, kind: str, after: int | None, limit: int
) -> list[dict[str, Any]]:
    """What went wrong in a run, in its order: `error` (pages) or `drop` (items)."""
    table = scrape_run_problems
    statement = (
        select(table).where(table.c.scrape_run_id == run, table.c.kind == kind).order_by(table.c.id).limit(limit)
    )
    if after is not None:
        statement = statement.where(table.c.id > after)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def list_schedules(
    session: ReadSession,
    *,
    words: str | None = None,
    site: str | None = None,
    state: str | None = None,
    after: uuid.UUID | None,
    limit: int,
) -> list[dict[str, Any]]:
    """Schedules with their newest runs, in the order they were made: by words in name or target, by site, by state."""
    table = site_schedules.c
    last = last_run_of(table.id).lateral("last")
    statement = select(site_schedules, *(one.label(f"last_{one.name}") for one in last.c))
    statement = statement.select_from(site_schedules.outerjoin(last, true())).order_by(table.id).limit(limit)
    if words is not None:
        statement = statement.where(
            table.name.icontains(words, autoescape=True) | table.target.icontains(words, autoescape=True)
        )
    if site is not None:
        statement = statement.where(table.site_name == site)
    if state == "on":
        statement = statement.where(table.enabled)
    elif state is not None:
        resting = table.paused_because.is_not(None)
        statement = statement.where(~table.enabled, resting if state == "resting" else ~resting)
    if after is not None:
        statement = statement.where(table.id > after)
    rows = [dict(row) for row in (await session.execute(statement)).mappings()]
    for row in rows:
        newest = {name: row.pop(f"last_{name}") for name in last.c.keys()}  # noqa: SIM118 - columns, not a dict
        row["last_run"] = newest if newest["run_id"] is not None else None
    return rows


async def schedule_of(session: ReadSession, schedule_id: uuid.UUID) -> dict[str, Any]:
    """One schedule.

    Raises:
        NotFoundError: there is none of that id.
    """
    row = (
        (await session.execute(select(site_schedules).where(site_schedules.c.id == schedule_id)))
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise NotFoundError(f"There is no schedule {schedule_id}.")
    return dict(row)


async def skips_of(
    session: ReadSession, schedule_id: uuid.UUID, *, before: datetime | None, limit: int
) -> list[dict[str, Any]]:
    """Occurrences of a schedule that did not run, newest first."""
    table = schedule_skips
    statement = (
        select(table).where(table.c.site_schedule_id == schedule_id).order_by(table.c.occurrence.desc()).limit(limit)
    )
    if before is not None:
        statement = statement.where(table.c.occurrence < before)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def sites_now(session: ReadSession, settings: Settings) -> list[dict[str, Any]]:
    """The sites that can be scraped: what each needs, where and how fast it is asked, and how it is at the moment.

    Where each target is a host of its own, pace and refusals are the hosts' own too: of those, the last success counts.
    """
    site_name = func.split_part(site_pacing.c.site_name, " ", 1)
    own = site_pacing.c.site_name == site_name
    statement = select(
        site_name.label("site_name"),
        func.max(site_pacing.c.slowdown).filter(own).label("slowdown"),
        func.max(site_pacing.c.closed_until).filter(own, site_pacing.c.closed_until > func.now()).label("closed_until"),
        func.max(site_pacing.c.last_refusal).filter(own).label("last_refusal"),
        func.max(site_pacing.c.last_success_at).label("last_success_at"),
    ).group_by(site_name)
    pacing = {row["site_name"]: dict(row) for row in (await session.execute(statement)).mappings()}
    shown = []
    for name, site in SITES.items():
        facts = site.facts
        now = pacing.get(name, {})
        usable, health = site_health(
            facts, now.get("closed_until"), now.get("last_refusal"), now.get("last_success_at")
        )
        shown.append(
            {
                "name": name,
                "label": facts.label,
                "kind": facts.kind,
                "needs_target": facts.needs_target,
                "needs_search_term": facts.kind == "board",
                "target_hint": facts.target_hint,
                "address": settings.site_urls.get(name, facts.default_url),
                "requests_per_second": settings.site_rates.get(name, facts.requests_per_second),
                "slowdown": now.get("slowdown") or 1.0,
                "closed_until": now.get("closed_until"),
                "last_refusal": now.get("last_refusal"),
                "last_success_at": now.get("last_success_at"),
                "usable": usable,
                "health": health,
            }
        )
    return shown


async def queue_now(session: ReadSession) -> dict[str, Any]:
    """What waits and what runs, by the rows: the truth, whatever Redis says."""
    due = (tasks.c.status == "queued") & (tasks.c.run_after <= func.now())
    later = (tasks.c.status == "queued") & (tasks.c.run_after > func.now())
    statement = select(
        func.count().filter(due).label("waiting"),
        func.count().filter(later).label("waiting_for_later"),
        func.count().filter(tasks.c.status == "running").label("running"),
        func.coalesce(func.extract("epoch", func.now() - func.min(tasks.c.run_after).filter(due)), 0).label("oldest"),
    ).where(tasks.c.status.in_(("queued", "running")))
    row = (await session.execute(statement)).one()
    return {
        "waiting": row.waiting,
        "waiting_for_later": row.waiting_for_later,
        "running": row.running,
        "oldest_waiting_seconds": round(float(row.oldest), 1),
    }


async def schedules_now(session: ReadSession) -> dict[str, Any]:
    """How many schedules there are, how many are due, and when the next one is."""
    enabled = site_schedules.c.enabled
    statement = select(
        func.count().label("schedules"),
        func.count().filter(enabled).label("enabled"),
        func.count().filter(enabled & (site_schedules.c.next_run_at <= func.now())).label("due"),
        func.min(site_schedules.c.next_run_at).filter(enabled).label("next_run_at"),
    )
    return dict((await session.execute(statement)).mappings().one())


async def last_day_by_site(session: ReadSession) -> list[dict[str, Any]]:
    """Ended runs of the last 24 hours by site and status."""
    statement = (
        select(scrape_runs.c.site_name, scrape_runs.c.status, func.count().label("runs"))
        .where(scrape_runs.c.finished_at > func.now() - func.make_interval(0, 0, 0, 1))
        .group_by(scrape_runs.c.site_name, scrape_runs.c.status)
        .order_by(scrape_runs.c.site_name, scrape_runs.c.status)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]
