"""Reading mails and campaigns."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal, select, tuple_

from jobcenter.accounts.rules import Caller
from jobcenter.applicants.queries import no_applicant, visible
from jobcenter.jobs.queries import no_job
from jobcenter.jobs.queries import visible as job_visible
from jobcenter.kit.db import ReadSession
from jobcenter.kit.errors import NotFoundError
from jobcenter.tables import applicants, campaigns, jobs, mails

EXCERPT = 300
_answers = mails.alias("answers")
_ANSWER = (
    select(_answers.c.id)
    .where(_answers.c.parent_id == mails.c.id)
    .order_by(_answers.c.at.desc(), _answers.c.id.desc())
    .limit(1)
    .scalar_subquery()
    .label("answer_id")
)
_LISTED = (
    *(mails.c[name] for name in ("id", "applicant_id", "campaign_id", "parent_id", "direction", "subject", "at")),
    *(mails.c[name] for name in ("event", "event_at", "logged_by")),
    _ANSWER,
    func.left(mails.c.text, EXCERPT).label("excerpt"),
)


async def mails_of(
    session: ReadSession,
    applicant_id: uuid.UUID,
    *,
    caller: Caller,
    after: tuple[datetime, uuid.UUID] | None,
    limit: int,
) -> list[dict[str, Any]]:
    """An applicant's mails, the newest first.

    Raises:
        NotFoundError: there is no such applicant, or the caller may not see it.
    """
    await check_applicant(session, applicant_id, caller=caller)
    by = mails.c.at, mails.c.id
    statement = (
        select(*_LISTED)
        .join(applicants, applicants.c.id == mails.c.applicant_id)
        .where(mails.c.applicant_id == applicant_id, visible(caller))
        .order_by(*(one.desc() for one in by))
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(tuple_(*by) < tuple_(*map(literal, after)))
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def mail_of(session: ReadSession, mail_id: uuid.UUID, *, caller: Caller) -> dict[str, Any]:
    """One mail, with its `text`.

    Raises:
        NotFoundError: there is none of that id, or the caller may not see it.
    """
    statement = (
        select(*_LISTED, mails.c.text)
        .join(applicants, applicants.c.id == mails.c.applicant_id)
        .where(mails.c.id == mail_id, visible(caller))
    )
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        raise no_mail(mail_id)
    return dict(row)


async def campaigns_of(
    session: ReadSession, job_id: uuid.UUID, *, caller: Caller, after: uuid.UUID | None, limit: int
) -> list[dict[str, Any]]:
    """A job's campaigns, in the order they were made.

    Raises:
        NotFoundError: there is no such job, or the caller may not see it.
    """
    await check_job(session, job_id, caller=caller)
    statement = select(campaigns).where(campaigns.c.job_id == job_id).order_by(campaigns.c.id).limit(limit)
    if after is not None:
        statement = statement.where(campaigns.c.id > after)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def check_applicant(session: ReadSession, applicant_id: uuid.UUID, *, caller: Caller) -> uuid.UUID:
    """The job of an applicant that the caller may see.

    Raises:
        NotFoundError: there is none of that id, or the caller may not see it.
    """
    statement = select(applicants.c.job_id).where(applicants.c.id == applicant_id, visible(caller))
    job_id: uuid.UUID | None = (await session.execute(statement)).scalar_one_or_none()
    if job_id is None:
        raise no_applicant(applicant_id)
    return job_id


async def check_job(session: ReadSession, job_id: uuid.UUID, *, caller: Caller) -> None:
    """Make sure that the caller may know of a job.

    Raises:
        NotFoundError: there is none of that id, or the caller may not see it.
    """
    statement = select(jobs.c.id).where(jobs.c.id == job_id, job_visible(caller))
    if (await session.execute(statement)).one_or_none() is None:
        raise no_job(job_id)


def no_mail(mail_id: uuid.UUID) -> NotFoundError:
    """What a caller is told of a mail that is not there, or not there for this caller."""
    return NotFoundError(f"There is no mail {mail_id}.")
