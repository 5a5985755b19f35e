"""Reading jobs, their stages, and the templates of these."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select, true

from jobcenter.accounts.rules import STAFF, Caller
from jobcenter.companies.rules import is_of_the_agency
from jobcenter.kit.db import ReadSession
from jobcenter.kit.errors import InvalidError, NotFoundError
from jobcenter.tables import companies, job_stages, jobs, stage_templates, users

MOST_WORDS = 20
MOST_IN_CHARGE = 20

LISTED = (
    *(jobs.c[name] for name in ("id", "company_id", "title", "location", "status", "manager_id", "openings_count")),
    *(jobs.c[name] for name in ("opened_at", "closed_at", "version", "created_at", "updated_at")),
    companies.c.name.label("company_name"),
    users.c.name.label("manager_name"),
)
SHOWN = (*LISTED, jobs.c.description)
WITH_NAMES = jobs.join(companies, companies.c.id == jobs.c.company_id).outerjoin(users, users.c.id == jobs.c.manager_id)


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a job; `position` counts from 1, and applicants are sorted by it."""

    id: uuid.UUID
    name: str
    kind: str
    position: int


STAGE_COLUMNS = [job_stages.c[name] for name in Stage.__dataclass_fields__]


def visible(caller: Caller) -> ColumnElement[bool]:
    """Whether this caller may see a row of `jobs`: the agency sees all, a manager the own company's."""
    if is_of_the_agency(caller):
        return true()
    if caller.role == "manager" and caller.company_id is not None:
        return jobs.c.company_id == caller.company_id
    return false()


def template_visible(caller: Caller) -> ColumnElement[bool]:
    """Whether this caller may see a stage template: they are the agency's own, and may name other clients."""
    return true() if is_of_the_agency(caller) else false()


async def list_jobs(
    session: ReadSession,
    caller: Caller,
    *,
    statuses: Sequence[str] = (),
    company_id: uuid.UUID | None = None,
    manager_id: uuid.UUID | None = None,
    q: str | None = None,
    before: uuid.UUID | None = None,
    limit: int = 100,
) -> list[dict[str, Any]]:
    """Jobs that the caller may see, newest first: of any of `statuses`, a client, a person in charge.

    `q` holds words, each of which must stand somewhere in the title, in whatever case.

    Raises:
        InvalidError: `q` holds no word, or too many.
    """
    statement = select(*LISTED).select_from(WITH_NAMES).where(visible(caller)).order_by(jobs.c.id.desc()).limit(limit)
    if statuses:
        statement = statement.where(jobs.c.status.in_(statuses))
    if company_id is not None:
        statement = statement.where(jobs.c.company_id == company_id)
    if manager_id is not None:
        statement = statement.where(jobs.c.manager_id == manager_id)
    if q is not None:
        statement = statement.where(*(jobs.c.title.icontains(word, autoescape=True) for word in _words(q)))
    if before is not None:
        statement = statement.where(jobs.c.id < before)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


def _words(q: str) -> list[str]:
    words = q.split()
    if not 1 <= len(words) <= MOST_WORDS:
        raise InvalidError(f"q: needs one to {MOST_WORDS} words of the title; it has {len(words)}. Or leave q out.")
    return words


async def find_job(session: ReadSession, caller: Caller, job_id: uuid.UUID) -> dict[str, Any]:
    """One job, with `company_name` and `manager_name`.

    Raises:
        NotFoundError: there is none of that id that the caller may see.
    """
    statement = select(*SHOWN).select_from(WITH_NAMES).where(jobs.c.id == job_id, visible(caller))
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        raise no_job(job_id)
    return dict(row)


async def who_may_be_in_charge(
    session: ReadSession, company_id: uuid.UUID | None, q: str | None
) -> list[dict[str, Any]]:
    """The first of those who may be in charge of a job: the agency's active people, and its client's managers."""
    statement = (
        select(users.c.id, users.c.name, users.c.role)
        .where(users.c.is_active, or_(users.c.role.in_(STAFF), users.c.company_id == company_id))
        .order_by(users.c.name, users.c.id)
        .limit(MOST_IN_CHARGE)
    )
    if q is not None:
        statement = statement.where(users.c.name.icontains(q.strip(), autoescape=True))
    return [dict(row) for row in (await session.execute(statement)).mappings()]


def no_job(job_id: uuid.UUID) -> NotFoundError:
    """What a caller is told of a job that is not there, or not there for this caller."""
    return NotFoundError(f"There is no job {job_id}.")


async def stages_of(session: ReadSession, job_id: uuid.UUID) -> list[Stage]:
    """A job's stages in their order; empty where there is no such job. Who may see the job is asked before."""
    statement = select(*STAGE_COLUMNS).where(job_stages.c.job_id == job_id)
    rows = await session.execute(statement.order_by(job_stages.c.position, job_stages.c.id))
    return [Stage(*row) for row in rows]


async def first_stage_of(session: ReadSession, job_id: uuid.UUID) -> Stage:
    """The stage at which new applicants enter: the first of the kind `sourced`.

    Raises:
        NotFoundError: there is no such job.
    """
    statement = (
        select(*STAGE_COLUMNS)
        .where(job_stages.c.job_id == job_id, job_stages.c.kind == "sourced")
        .order_by(job_stages.c.position, job_stages.c.id)
        .limit(1)
    )
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        raise no_job(job_id)
    return Stage(*row)


async def list_templates(
    session: ReadSession, caller: Caller, *, after: uuid.UUID | None = None, limit: int = 100
) -> list[dict[str, Any]]:
    """Stage templates, in the order they were made."""
    statement = select(stage_templates).where(template_visible(caller)).order_by(stage_templates.c.id).limit(limit)
    if after is not None:
        statement = statement.where(stage_templates.c.id > after)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def find_template(session: ReadSession, caller: Caller, template_id: uuid.UUID) -> dict[str, Any]:
    """One stage template.

    Raises:
        NotFoundError: there is none of that id that the caller may see.
    """
    statement = select(stage_templates).where(stage_templates.c.id == template_id, template_visible(caller))
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"There is no stage template {template_id}.")
    return dict(row)
