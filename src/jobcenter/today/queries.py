"""Reading what waits: a constant number of statements, each of which stops at the first rows of an index.

What is "mine": interviews that I hold, placements that I made, and what belongs to jobs of which I am in charge, or
nobody is. All of a client's is a client's manager's.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, Subquery, and_, func, or_, select, true

from jobcenter.accounts.rules import MAILS_READ, SCRAPING_READ, Caller, allows
from jobcenter.applicants.queries import visible
from jobcenter.applicants.rules import is_client
from jobcenter.jobs.queries import visible as job_visible
from jobcenter.kit.db import ReadSession
from jobcenter.tables import (
    applicants,
    candidates,
    interview_rounds,
    interviews,
    job_stages,
    jobs,
    placements,
    scrape_runs,
    site_schedules,
)
from jobcenter.today.rules import (
    ANSWERED_WITHIN,
    ENDED_KINDS,
    FAILED_WITHIN,
    GUARANTEE_DAYS,
    INTERVIEWS_AHEAD,
    MOST,
    MOST_JOBS,
    OUTCOMES_BEHIND,
    WAITING_KINDS,
    Whose,
    first_id_of,
)

Rows = list[dict[str, Any]]
_PERSON = (
    applicants.c.id.label("applicant_id"),
    applicants.c.candidate_id,
    candidates.c.name.label("candidate"),
    applicants.c.job_id,
    jobs.c.title.label("job"),
)
_FOUND = tuple(
    applicants.c[name]
    for name in ("id", "candidate_id", "job_id", "stage_id", "stage_kind", "stage_since", "replied_at")
)
_WITH_PERSON = applicants.join(jobs, jobs.c.id == applicants.c.job_id).join(
    candidates, candidates.c.id == applicants.c.candidate_id
)


async def replies(session: ReadSession, caller: Caller, whose: Whose, *, now: datetime) -> Rows:
    """Applicants of open jobs who answered and have not been written to since, the newest reply first."""
    if not allows(MAILS_READ, caller):
        return []
    mine = _open_jobs(caller, whose)
    found = (
        select(*_FOUND)
        .where(
            applicants.c.job_id == mine.c.id,
            applicants.c.replied_at >= now - ANSWERED_WITHIN,
            or_(applicants.c.last_mail_at.is_(None), applicants.c.last_mail_at < applicants.c.replied_at),
            applicants.c.stage_kind.not_in(ENDED_KINDS),
            visible(caller),
        )
        .order_by(applicants.c.replied_at.desc(), applicants.c.id.desc())
        .limit(MOST + 1)
        .lateral("found")
    )
    first, statement = _of_first(mine, found, found.c.replied_at.desc(), found.c.id.desc())
    statement = statement.add_columns(first.c.replied_at)
    return await _rows(session, statement.order_by(first.c.replied_at.desc(), first.c.id.desc()))


async def stuck(session: ReadSession, caller: Caller, whose: Whose, *, now: datetime, quiet_days: int) -> Rows:
    """Applicants of open jobs who wait in a stage for longer than these days, the longest first.

    Stage by stage, for an index has the rows of each in this order.
    """
    mine = _open_jobs(caller, whose)
    waiting = (
        select(job_stages.c.id, mine.c.title)
        .join(mine, mine.c.id == job_stages.c.job_id)
        .where(job_stages.c.kind.in_(WAITING_KINDS))
        .cte("waiting")
    )
    found = (
        select(*_FOUND)
        .where(
            applicants.c.stage_id == waiting.c.id,
            applicants.c.stage_since < now - timedelta(days=quiet_days),
            visible(caller),
        )
        .order_by(applicants.c.stage_since, applicants.c.id)
        .limit(MOST + 1)
        .lateral("found")
    )
    first, statement = _of_first(waiting, found, found.c.stage_since, found.c.id)
    statement = statement.add_columns(first.c.stage_kind, first.c.stage_since)
    return await _rows(session, statement.order_by(first.c.stage_since, first.c.id))


async def interviews_ahead(session: ReadSession, caller: Caller, whose: Whose, *, now: datetime) -> Rows:
    """Interviews of the next days, the earliest first."""
    statement = _interviews(caller, whose).where(
        interviews.c.scheduled_at >= now, interviews.c.scheduled_at < now + INTERVIEWS_AHEAD
    )
    return await _rows(session, statement.order_by(interviews.c.scheduled_at, interviews.c.id))


async def without_outcome(session: ReadSession, caller: Caller, whose: Whose, *, now: datetime) -> Rows:
    """Interviews that should have been held and have no outcome, the latest first."""
    statement = _interviews(caller, whose).where(
        interviews.c.scheduled_at < now, interviews.c.scheduled_at >= now - OUTCOMES_BEHIND
    )
    return await _rows(session, statement.order_by(interviews.c.scheduled_at.desc(), interviews.c.id.desc()))


async def guarantees(session: ReadSession, caller: Caller, whose: Whose, *, now: datetime) -> Rows:
    """Placements whose guarantee ends within the next days, the earliest first; a client's manager sees none."""
    if is_client(caller):
        return []
    until = placements.c.protected_until
    statement = (
        select(*_PERSON, placements.c.id, placements.c.start_date, until)
        .select_from(placements.join(_WITH_PERSON, applicants.c.id == placements.c.applicant_id))
        .where(
            until >= now.date(),
            until < now.date() + timedelta(days=GUARANTEE_DAYS),
            visible(caller),
            _is_theirs(caller, whose, placements.c.placed_by == caller.user_id),
        )
    )
    return await _rows(session, statement.order_by(until, placements.c.id))


async def failed_runs(session: ReadSession, caller: Caller, *, now: datetime) -> Rows:
    """Runs of the last day that failed, the newest first; they are everybody's who may see runs."""
    if not allows(SCRAPING_READ, caller):
        return []
    statement = (
        select(
            *(scrape_runs.c[name] for name in ("run_id", "site_name", "target", "message")),
            site_schedules.c.name.label("schedule"),
            func.coalesce(scrape_runs.c.finished_at, scrape_runs.c.updated_at).label("at"),
        )
        .outerjoin(site_schedules, site_schedules.c.id == scrape_runs.c.site_schedule_id)
        .where(scrape_runs.c.status == "failed", scrape_runs.c.id >= first_id_of(now - FAILED_WITHIN))
    )
    return await _rows(session, statement.order_by(scrape_runs.c.id.desc()))


async def paused_schedules(session: ReadSession, caller: Caller) -> Rows:
    """Schedules that paused themselves, by name."""
    if not allows(SCRAPING_READ, caller):
        return []
    shown = (site_schedules.c[name] for name in ("id", "name", "site_name", "target", "paused_because"))
    statement = select(*shown).where(site_schedules.c.paused_because.is_not(None))
    return await _rows(session, statement.order_by(site_schedules.c.name))


async def _rows(session: ReadSession, statement: Select[Any]) -> Rows:
    """The first rows, and one more where there is one."""
    return [dict(row) for row in (await session.execute(statement.limit(MOST + 1))).mappings()]


def _open_jobs(caller: Caller, whose: Whose) -> CTE:
    return (
        select(jobs.c.id, jobs.c.title)
        .where(jobs.c.status == "open", job_visible(caller), _is_theirs(caller, whose))
        .order_by(jobs.c.id.desc())
        .limit(MOST_JOBS)
        .cte("mine")
    )


def _is_theirs(caller: Caller, whose: Whose, *also: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether what belongs to a row of `jobs` is the caller's, or is by what `also` says."""
    if whose == "everyone" or is_client(caller):
        return true()
    return or_(jobs.c.manager_id == caller.user_id, jobs.c.manager_id.is_(None), *also)


def _of_first(jobs_or_stages: CTE, found: Any, *order: Any) -> tuple[Subquery, Select[Any]]:  # noqa: ANN401 - a lateral's columns have no types
    """The first of all that were found, and a statement that names them: people are looked up for these alone."""
    first = (
        select(*found.c, jobs_or_stages.c.title.label("job"))
        .select_from(jobs_or_stages.join(found, true()))
        .order_by(*order)
        .limit(MOST + 1)
        .subquery("first")
    )
    statement = (
        select(
            first.c.id.label("applicant_id"),
            first.c.candidate_id,
            candidates.c.name.label("candidate"),
            first.c.job_id,
            first.c.job,
            job_stages.c.name.label("stage"),
        )
        .select_from(first)
        .join(candidates, candidates.c.id == first.c.candidate_id)
        .join(job_stages, job_stages.c.id == first.c.stage_id)
    )
    return first, statement


def _interviews(caller: Caller, whose: Whose) -> Select[Any]:
    return (
        select(
            *_PERSON,
            *(interviews.c[name] for name in ("id", "scheduled_at", "interviewer")),
            interview_rounds.c.name.label("round"),
        )
        .select_from(interviews.join(_WITH_PERSON, applicants.c.id == interviews.c.applicant_id))
        .outerjoin(interview_rounds, interview_rounds.c.id == interviews.c.round_id)
        .where(
            and_(interviews.c.status == "scheduled", visible(caller)),
            _is_theirs(caller, whose, interviews.c.interviewer_id == caller.user_id),
        )
    )
