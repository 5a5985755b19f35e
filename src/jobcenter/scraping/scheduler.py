"""Scheduling: due occurrences become runs, each once, by however many schedulers there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select, update
from sqlalchemy.dialects.postgresql import insert

from jobcenter.kit import logs
from jobcenter.kit.clock import now, short_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import InvalidError
from jobcenter.kit.metrics import Count
from jobcenter.scraping.actions import start_run
from jobcenter.scraping.rules import UNFINISHED, grace, next_occurrence
from jobcenter.tables import schedule_skips, scrape_runs, site_schedules

MOST_AT_ONCE = 50

STARTED = Count("jobcenter_occurrences_started_total", "Occurrences of schedules that became runs", "site")
SKIPPED = Count("jobcenter_occurrences_skipped_total", "Occurrences that did not run", "site", "reason")

log = logs.log(__name__)


@dataclass(slots=True)
class Pass:
    """What one look at the schedules did."""

    started: list[str] = field(default_factory=list)
    skipped: int = 0
    task_ids: list[str] = field(default_factory=list)


async def schedule_due(session: Session) -> Pass:
    """Start a run for each due schedule, or record why not; ring for `task_ids` after the commit.

    Rows are claimed with SKIP LOCKED and moved on in the same transaction, so that no occurrence happens twice.
    """
    due = (
        select(site_schedules)
        .where(site_schedules.c.enabled, site_schedules.c.next_run_at <= func.now())
        .order_by(site_schedules.c.next_run_at)
        .limit(MOST_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    made = Pass()
    for schedule in (await session.execute(due)).mappings().all():
        await _occur(session, dict(schedule), made)
    return made


async def _occur(session: Session, schedule: Mapping[str, Any], made: Pass) -> None:
    occurrence: datetime = schedule["next_run_at"]
    why_not = await _why_not(session, schedule, occurrence)
    moved: dict[str, Any] = {}
    try:
        moved["next_run_at"] = _next_after(schedule, occurrence)
    except InvalidError as error:  # one schedule that cannot go on must not hold up all others
        moved["next_run_at"] = None
        why_not = "broken", f"{error.detail} The schedule stands still until it is changed."
    logs.bind(correlation_id=short_id())
    if why_not is None:
        started = await start_run(
            session,
            site=schedule["site_name"],
            target=schedule["target"],
            payload=schedule["payload"],
            min_pause_seconds=schedule["min_pause_seconds"],
            max_pause_seconds=schedule["max_pause_seconds"],
            max_retries=schedule["max_retries"],
            trigger="schedule",
            requested_by=f"schedule:{schedule['name']}",
            schedule_id=schedule["id"],
            occurrence=occurrence,
        )
        moved["last_run_at"] = func.now()
        made.started.append(started["run_id"])
        STARTED.add_with(session, site=schedule["site_name"])
        made.task_ids.append(started["task_id"])
        log.info("scheduled", site_name=schedule["site_name"], target=schedule["target"], **started, status="queued")
    else:
        kind, reason = why_not
        skip = insert(schedule_skips).values(site_schedule_id=schedule["id"], occurrence=occurrence, reason=reason)
        await session.execute(skip.on_conflict_do_nothing())
        made.skipped += 1
        SKIPPED.add_with(session, site=schedule["site_name"], reason=kind)
        log.info("occurrence skipped", site_name=schedule["site_name"], target=schedule["target"], reason=reason)
    await session.execute(update(site_schedules).where(site_schedules.c.id == schedule["id"]).values(moved))


async def _why_not(session: Session, schedule: Mapping[str, Any], occurrence: datetime) -> tuple[str, str] | None:
    """Why an occurrence must not run, in a word and in a sentence; None when it may."""
    late = now() - occurrence
    if schedule["misfire_policy"] == "skip" and late > grace(schedule):
        return (
            "missed",
            f"missed by {int(late.total_seconds())} s, and the schedule's policy is to skip what was missed",
        )
    unfinished = exists().where(
        scrape_runs.c.site_name == schedule["site_name"],
        scrape_runs.c.target.is_not_distinct_from(schedule["target"]),
        scrape_runs.c.status.in_(UNFINISHED),
    )
    if (await session.execute(select(unfinished))).scalar_one():
        where = f"{schedule['site_name']} {schedule['target'] or ''}".strip()
        return "overlap", f"an earlier run of {where} was not finished"
    return None


def _next_after(schedule: Mapping[str, Any], occurrence: datetime) -> datetime:
    """The next moment after an occurrence; where that lies in the past too, the next one from now."""
    following = next_occurrence(schedule, occurrence)
    return following if following > now() else next_occurrence(schedule, now())
