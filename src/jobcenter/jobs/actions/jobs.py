"""Making jobs and changing them."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, insert, select, update

from jobcenter.accounts.rules import STAFF, Caller
from jobcenter.jobs.queries import SHOWN, WITH_NAMES, no_job, visible
from jobcenter.jobs.rules import DEFAULT_STAGES, MANAGERS_WRITE, times_of
from jobcenter.jobs.schemas import JobChange, JobGiven, JobShown
from jobcenter.kit.clock import new_id, now
from jobcenter.kit.db import Session
from jobcenter.kit.errors import ChangedMeanwhileError, ConflictError, ForbiddenError, InvalidError
from jobcenter.tables import applicants, companies, job_stages, jobs, stage_templates, users
from jobcenter.work.audit import record

THING = "job"


async def make_job(session: Session, wanted: JobGiven, *, actor: str) -> dict[str, Any]:
    """Make a job of a client, with the stages of the template that it names, or the usual ones. Returns the row.

    Raises:
        InvalidError: the company is no client, nobody of that id can be in charge, or there is no such template.
    """
    await _check_client(session, wanted.company_id)
    if wanted.manager_id is not None:
        await _check_in_charge(session, wanted.manager_id, wanted.company_id)
    stages = await _stages_of_template(session, wanted.template_id)
    job_id = new_id()
    columns = wanted.model_dump(exclude={"template_id"})
    times = times_of("draft", wanted.status, opened_at=None, closed_at=None, moment=now())
    await session.execute(insert(jobs).values(id=job_id, **columns, **times))
    await session.execute(
        insert(job_stages),
        [
            {"id": new_id(), "job_id": job_id, "name": name, "kind": kind, "position": position}
            for position, (name, kind) in enumerate(stages, 1)
        ],
    )
    await record(session, actor=actor, action="create", thing=THING, thing_id=str(job_id), after=_plain(columns))
    return await shown(session, job_id)


async def change_job(
    session: Session,
    caller: Caller,
    job_id: uuid.UUID,
    wanted: JobChange,
    *,
    actor: str,
    version: int | None = None,
) -> dict[str, Any]:
    """Change what is given of a job, and note when it was opened and closed. Returns the row.

    Raises:
        NotFoundError: there is none of that id that the caller may see.
        ForbiddenError: the caller may change only parts of a job, and others were given.
        ChangedMeanwhileError: `version` is not the row's any more.
        InvalidError: as when making one.
        ConflictError: the job has applicants, and another client was given.
    """
    # Who is just adding the first applicant is waited for: else that one would go along to another client, unseen.
    before = await locked(session, caller, job_id, version, alone="company_id" in wanted.wanted)
    _check_what_is_changed(caller, wanted.wanted)
    changes = {name: value for name, value in wanted.wanted.items() if value != before[name]}
    if not changes:
        return await shown(session, job_id)
    await _check_changes(session, before, changes)
    if "status" in changes:
        times = times_of(
            before["status"],
            changes["status"],
            opened_at=before["opened_at"],
            closed_at=before["closed_at"],
            moment=now(),
        )
        changes |= {name: value for name, value in times.items() if value != before[name]}
    await session.execute(
        update(jobs).where(jobs.c.id == job_id).values(**changes, version=jobs.c.version + 1, updated_at=func.now())
    )
    was = _plain({name: before[name] for name in changes})
    await record(
        session, actor=actor, action="change", thing=THING, thing_id=str(job_id), before=was, after=_plain(changes)
    )
    return await shown(session, job_id)


async def locked(
    session: Session, caller: Caller, job_id: uuid.UUID, version: int | None, *, alone: bool = False
) -> dict[str, Any]:
    """A job's own columns, the row kept from other writers until the transaction ends.

    Who adds applicants goes on meanwhile, unless the caller wants to be `alone`.

    Raises:
        NotFoundError: there is none of that id that the caller may see.
        ChangedMeanwhileError: `version` is not the row's any more.
    """
    statement = select(jobs).where(jobs.c.id == job_id, visible(caller)).with_for_update(key_share=not alone)
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        raise no_job(job_id)
    if version is not None and version != row["version"]:
        current = JobShown.model_validate(await shown(session, job_id)).model_dump(mode="json")
        raise ChangedMeanwhileError.of("job", now=row["version"], seen=version, current=current)
    return dict(row)


async def shown(session: Session, job_id: uuid.UUID) -> dict[str, Any]:
    """A job as it is shown to who has just made or changed it."""
    statement = select(*SHOWN).select_from(WITH_NAMES).where(jobs.c.id == job_id)
    return dict((await session.execute(statement)).mappings().one())


def _check_what_is_changed(caller: Caller, wanted: Mapping[str, Any]) -> None:
    others = sorted(set(wanted) - MANAGERS_WRITE)
    if caller.role == "manager" and others:
        raise ForbiddenError(
            f"As a client's manager you may change the title and the description of a job, not {', '.join(others)}. "
            "Ask the agency's recruiter for that."
        )


async def _check_changes(session: Session, before: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    if "company_id" in changes:
        await _check_client(session, changes["company_id"])
        # Its manager would see people who were sent to another client.
        some = await session.execute(select(applicants.c.id).where(applicants.c.job_id == before["id"]).limit(1))
        if some.first() is not None:
            raise ConflictError(
                "company_id: this job has applicants, so it stays with its client. Make a new job for the other one."
            )
    after = {**before, **changes}
    if after["manager_id"] is not None and {"company_id", "manager_id"} & set(changes):
        await _check_in_charge(session, after["manager_id"], after["company_id"])


async def _check_client(session: Session, company_id: uuid.UUID) -> None:
    found = await session.execute(select(companies.c.name, companies.c.is_client).where(companies.c.id == company_id))
    company = found.one_or_none()
    if company is None:
        raise InvalidError(f"company_id: there is no company {company_id}. GET /api/companies lists them.")
    if not company.is_client:
        raise InvalidError(
            f"company_id: {company.name!r} is not a client, and only clients have jobs. Make it one first: "
            f'PATCH /api/companies/{company_id} with {{"is_client": true}}.'
        )


async def _check_in_charge(session: Session, user_id: uuid.UUID, company_id: uuid.UUID) -> None:
    columns = users.c.email, users.c.role, users.c.is_active, users.c.company_id
    user = (await session.execute(select(*columns).where(users.c.id == user_id))).one_or_none()
    wanted = "Name an active admin or recruiter, or a manager of the job's client."
    if user is None:
        raise InvalidError(f"manager_id: there is no user {user_id}. {wanted}")
    if not user.is_active:
        raise InvalidError(f"manager_id: {user.email} is not active. {wanted}")
    if user.role not in STAFF and user.company_id != company_id:
        raise InvalidError(f"manager_id: {user.email} is not a manager of the job's client. {wanted}")


async def _stages_of_template(session: Session, template_id: uuid.UUID | None) -> list[tuple[str, str]]:
    if template_id is None:
        return list(DEFAULT_STAGES)
    found = await session.execute(select(stage_templates.c.stages).where(stage_templates.c.id == template_id))
    stages = found.scalar_one_or_none()
    if stages is None:
        raise InvalidError(
            f"template_id: there is no stage template {template_id}. GET /api/stage-templates lists them; "
            "without a template the job gets the usual stages."
        )
    return [(stage["name"], stage["kind"]) for stage in stages]


def _plain(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, (str, int, type(None))) else str(value) for name, value in columns.items()}
