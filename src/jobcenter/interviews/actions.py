"""Putting interviews down and changing them, with the applicant's facts in the same transaction."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, insert, or_, select, update

from jobcenter.accounts.rules import STAFF, Caller
from jobcenter.applicants import facts
from jobcenter.applicants.queries import no_applicant, visible
from jobcenter.applicants.rules import is_client
from jobcenter.interviews.queries import interview_of
from jobcenter.interviews.rules import refusal
from jobcenter.interviews.schemas import InterviewChanged, InterviewGiven, InterviewShown
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import ChangedMeanwhileError, ForbiddenError, InvalidError, NotFoundError
from jobcenter.tables import applicants, interview_rounds, interviews, jobs, users
from jobcenter.work.audit import record

THING = "interview"


async def make_interview(
    session: Session, applicant_id: uuid.UUID, wanted: InterviewGiven, *, caller: Caller
) -> dict[str, Any]:
    """Put an interview of an applicant down. Returns what is shown of it.

    Raises:
        NotFoundError: there is no such applicant, or the caller may not see it.
        ForbiddenError: the caller is a client's manager.
        InvalidError: the round is another company's, or the interviewer is nobody who could ask.
    """
    company_id = await _company_of(session, applicant_id, caller)
    if is_client(caller):
        raise ForbiddenError("Interviews are planned by the agency. Ask it for one; you write the outcome of yours.")
    values = await _checked(session, wanted.model_dump(), company_id)
    interview_id = new_id()
    await session.execute(insert(interviews).values(id=interview_id, applicant_id=applicant_id, **values))
    await facts.keep(session, [applicant_id])
    await record(
        session,
        actor=caller.label,
        action="create",
        thing=THING,
        thing_id=str(interview_id),
        after={"applicant_id": applicant_id, **values},
    )
    return await interview_of(session, interview_id, caller=caller)


async def change_interview(
    session: Session,
    interview_id: uuid.UUID,
    wanted: InterviewChanged,
    *,
    caller: Caller,
    version: int | None = None,
) -> dict[str, Any]:
    """Change an interview: its time, round and interviewer, or its outcome and note. Returns what is shown of it.

    Raises:
        NotFoundError: there is none of that id, or the caller may not see it.
        ForbiddenError: the caller may not write this of it.
        ChangedMeanwhileError: `version` is not the row's any more.
        InvalidError: as when making one.
    """
    before = await _locked(session, interview_id, caller)
    given = wanted.model_dump(exclude_unset=True)
    if (refused := refusal(caller, before, given)) is not None:
        raise ForbiddenError(refused)
    if version is not None and version != before["version"]:
        current = await interview_of(session, interview_id, caller=caller)
        raise ChangedMeanwhileError.of(
            "interview",
            now=before["version"],
            seen=version,
            current=InterviewShown.model_validate(current).model_dump(mode="json"),
        )
    values = await _checked(session, given, before["company_id"])
    changed = {name: value for name, value in values.items() if before[name] != value}
    if changed:
        await _write(session, before, changed, actor=caller.label)
    return await interview_of(session, interview_id, caller=caller)


async def _write(session: Session, before: Mapping[str, Any], changed: dict[str, Any], *, actor: str) -> None:
    await session.execute(
        update(interviews)
        .where(interviews.c.id == before["id"])
        .values(**changed, version=interviews.c.version + 1, updated_at=func.now())
    )
    await facts.keep(session, [before["applicant_id"]])
    await record(
        session,
        actor=actor,
        action="change",
        thing=THING,
        thing_id=str(before["id"]),
        before={name: before[name] for name in changed},
        after=changed,
    )


async def _company_of(session: Session, applicant_id: uuid.UUID, caller: Caller) -> uuid.UUID:
    statement = (
        select(jobs.c.company_id)
        .join(applicants, applicants.c.job_id == jobs.c.id)
        .where(applicants.c.id == applicant_id, visible(caller))
    )
    company_id: uuid.UUID | None = (await session.execute(statement)).scalar_one_or_none()
    if company_id is None:
        raise no_applicant(applicant_id)
    return company_id


async def _locked(session: Session, interview_id: uuid.UUID, caller: Caller) -> dict[str, Any]:
    statement = (
        select(interviews, jobs.c.company_id)
        .join(applicants, applicants.c.id == interviews.c.applicant_id)
        .join(jobs, jobs.c.id == applicants.c.job_id)
        .where(interviews.c.id == interview_id, visible(caller))
        .with_for_update(of=interviews)
    )
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"There is no interview {interview_id}.")
    return dict(row)


async def _checked(session: Session, values: dict[str, Any], company_id: uuid.UUID) -> dict[str, Any]:
    """The values, with the interviewer's own name where only the user is given."""
    if values.get("round_id") is not None:
        statement = select(interview_rounds.c.id).where(
            interview_rounds.c.id == values["round_id"], interview_rounds.c.company_id == company_id
        )
        if (await session.execute(statement)).one_or_none() is None:
            raise InvalidError(
                f"round_id: {values['round_id']} is no interview round of the job's company. Take one of its rounds, "
                "or leave it out."
            )
    if values.get("interviewer_id") is not None:
        name = await _name_of(session, values["interviewer_id"], company_id)
        if values.get("interviewer") is None:
            values = {**values, "interviewer": name}
    return values


async def _name_of(session: Session, user_id: uuid.UUID, company_id: uuid.UUID) -> str:
    statement = select(users.c.name).where(
        users.c.id == user_id,
        users.c.is_active,
        or_(users.c.role.in_(STAFF), users.c.company_id == company_id),
    )
    name: str | None = (await session.execute(statement)).scalar_one_or_none()
    if name is None:
        raise InvalidError(
            f"interviewer_id: {user_id} is no active user who could hold this interview. Take somebody of the agency "
            "or a manager of the job's company; for anybody else give the name as interviewer."
        )
    return name
