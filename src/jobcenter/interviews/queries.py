"""Reading interviews: of an applicant, and of everybody by time."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, literal, select, tuple_

from jobcenter.accounts.rules import Caller
from jobcenter.applicants.queries import no_applicant, visible
from jobcenter.applicants.rules import is_client
from jobcenter.kit.db import ReadSession
from jobcenter.kit.errors import NotFoundError
from jobcenter.tables import applicants, candidates, interview_rounds, interviews, jobs

Place = tuple[datetime, uuid.UUID]


async def interviews_of(
    session: ReadSession, applicant_id: uuid.UUID, *, caller: Caller, after: Place | None, limit: int
) -> list[dict[str, Any]]:
    """An applicant's interviews, the latest first.

    Raises:
        NotFoundError: there is no such applicant, or the caller may not see it.
    """
    await check_applicant(session, applicant_id, caller=caller)
    by = interviews.c.scheduled_at, interviews.c.id
    statement = _shown(caller).where(interviews.c.applicant_id == applicant_id)
    if after is not None:
        statement = statement.where(tuple_(*by) < tuple_(*map(literal, after)))
    statement = statement.order_by(*(one.desc() for one in by)).limit(limit)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def calendar(
    session: ReadSession,
    *,
    caller: Caller,
    since: datetime | None,
    until: datetime | None,
    after: Place | None,
    limit: int,
) -> list[dict[str, Any]]:
    """Interviews by time, the earliest first: from `since` on, before `until`."""
    by = interviews.c.scheduled_at, interviews.c.id
    statement = _shown(caller).order_by(*by).limit(limit)
    if since is not None:
        statement = statement.where(interviews.c.scheduled_at >= since)
    if until is not None:
        statement = statement.where(interviews.c.scheduled_at < until)
    if after is not None:
        statement = statement.where(tuple_(*by) > tuple_(*map(literal, after)))
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def interview_of(session: ReadSession, interview_id: uuid.UUID, *, caller: Caller) -> dict[str, Any]:
    """One interview.

    Raises:
        NotFoundError: there is none of that id, or the caller may not see it.
    """
    row = (await session.execute(_shown(caller).where(interviews.c.id == interview_id))).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"There is no interview {interview_id}.")
    return dict(row)


async def check_applicant(session: ReadSession, applicant_id: uuid.UUID, *, caller: Caller) -> None:
    """Make sure that the caller may know of an applicant.

    Raises:
        NotFoundError: there is none of that id, or the caller may not see it.
    """
    statement = select(applicants.c.id).where(applicants.c.id == applicant_id, visible(caller))
    if (await session.execute(statement)).one_or_none() is None:
        raise no_applicant(applicant_id)


def _shown(caller: Caller) -> Select[Any]:
    shown = [column for column in interviews.c if column.name != "note"]
    return (
        select(
            *shown,
            _note(caller).label("note"),
            interview_rounds.c.name.label("round"),
            applicants.c.job_id,
            jobs.c.title.label("job"),
            applicants.c.candidate_id,
            candidates.c.name.label("candidate"),
        )
        .join(applicants, applicants.c.id == interviews.c.applicant_id)
        .join(jobs, jobs.c.id == applicants.c.job_id)
        .join(candidates, candidates.c.id == applicants.c.candidate_id)
        .outerjoin(interview_rounds, interview_rounds.c.id == interviews.c.round_id)
        .where(visible(caller))
    )


def _note(caller: Caller) -> ColumnElement[str | None]:
    if not is_client(caller):
        return interviews.c.note
    return case((interviews.c.interviewer_id == caller.user_id, interviews.c.note), else_=None)
