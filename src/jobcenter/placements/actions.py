"""Putting placements down and changing them; a guarantee protects its person in every pipeline, at once."""

import uuid
from datetime import date
from typing import Any, Final

from sqlalchemy import func, insert, or_, select, update

from jobcenter.accounts.rules import STAFF, Caller
from jobcenter.applicants import facts
from jobcenter.applicants.queries import no_applicant, visible
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import (
    ChangedMeanwhileError,
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
)
from jobcenter.placements.queries import placement_of
from jobcenter.placements.rules import FEES, PLACEABLE, sees_fee
from jobcenter.placements.schemas import PlacementChanged, PlacementGiven, PlacementShown
from jobcenter.tables import applicants, candidates, contracts, job_stages, jobs, placements, users
from jobcenter.work.audit import record

THING = "placement"
GUARANTEE_DAYS: Final = 90
"""The guarantee where no contract of the client is in force."""


async def make_placement(
    session: Session, applicant_id: uuid.UUID, wanted: PlacementGiven, *, caller: Caller
) -> dict[str, Any]:
    """Put an applicant's placement down. Returns what the caller may see of it.

    Raises:
        NotFoundError: there is no such applicant, or the caller may not see it.
        ConflictError: the applicant is not that far, or has a placement.
        ForbiddenError: somebody else shall be who placed, and the caller is no admin.
        InvalidError: who placed is nobody of the agency.
    """
    applicant = await _applicant(session, applicant_id, caller)
    values = wanted.model_dump(exclude={"guarantee_days", "placed_by"})
    values["guarantee_days"] = (
        await _guarantee_days(session, applicant["company_id"], wanted.start_date)
        if wanted.guarantee_days is None
        else wanted.guarantee_days
    )
    values["placed_by"] = await _placed_by(session, wanted.placed_by, caller)
    placement_id = new_id()
    await session.execute(
        insert(placements).values(
            id=placement_id, applicant_id=applicant_id, candidate_id=applicant["candidate_id"], **values
        )
    )
    await facts.keep_candidates(session, [applicant["candidate_id"]])
    await record(
        session,
        actor=caller.label,
        action="create",
        thing=THING,
        thing_id=str(placement_id),
        after={"applicant_id": applicant_id, **values},
    )
    return await placement_of(session, placement_id, caller=caller)


async def change_placement(
    session: Session,
    placement_id: uuid.UUID,
    wanted: PlacementChanged,
    *,
    caller: Caller,
    version: int | None = None,
) -> dict[str, Any]:
    """Change a placement's start, guarantee or fee. Returns what the caller may see of it.

    Raises:
        NotFoundError: there is none of that id, or the caller may not see it.
        ForbiddenError: the fee is not the caller's to see.
        ChangedMeanwhileError: `version` is not the row's any more.
        InvalidError: it would have a fee without a currency, or a currency without a fee.
    """
    before = await _locked(session, placement_id, caller)
    given = wanted.model_dump(exclude_unset=True)
    if FEES & set(given) and not sees_fee(caller, before["placed_by"]):
        raise ForbiddenError(
            "The fee of a placement is changed by who placed, or by an admin. Leave fee and currency out."
        )
    if version is not None and version != before["version"]:
        current = await placement_of(session, placement_id, caller=caller)
        raise ChangedMeanwhileError.of(
            "placement",
            now=before["version"],
            seen=version,
            current=PlacementShown.model_validate(current).model_dump(mode="json"),
        )
    changed = {name: value for name, value in given.items() if before[name] != value}
    after = before | changed
    if (after["fee"] is None) != (after["currency"] is None):
        raise InvalidError(
            "fee, currency: a fee needs its currency, and a currency its fee. Give both, or null for both."
        )
    if changed:
        await session.execute(
            update(placements)
            .where(placements.c.id == placement_id)
            .values(**changed, version=placements.c.version + 1, updated_at=func.now())
        )
        await facts.keep_candidates(session, [before["candidate_id"]])
        await record(
            session,
            actor=caller.label,
            action="change",
            thing=THING,
            thing_id=str(placement_id),
            before={name: before[name] for name in changed},
            after=changed,
        )
    return await placement_of(session, placement_id, caller=caller)


async def _applicant(session: Session, applicant_id: uuid.UUID, caller: Caller) -> dict[str, Any]:
    # The person's row is locked before any applicant's, as keeping facts does: two placements cannot wait in a circle.
    statement = (
        select(
            applicants.c.candidate_id,
            applicants.c.stage_kind,
            jobs.c.company_id,
            job_stages.c.name.label("stage"),
        )
        .join(jobs, jobs.c.id == applicants.c.job_id)
        .join(job_stages, job_stages.c.id == applicants.c.stage_id)
        .join(candidates, candidates.c.id == applicants.c.candidate_id)
        .where(applicants.c.id == applicant_id, visible(caller))
        .with_for_update(of=candidates, key_share=True)
    )
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        raise no_applicant(applicant_id)
    if row["stage_kind"] not in PLACEABLE:
        raise ConflictError(
            f"The applicant stands at {row['stage']!r} ({row['stage_kind']}). Only who has an offer or is hired is "
            f"placed: move the applicant to such a stage first, by PATCH /api/applicants/{applicant_id}."
        )
    # A statement of its own, behind the lock: it sees what whoever held the person before has committed.
    made = select(placements.c.id).where(placements.c.applicant_id == applicant_id)
    if (placed := (await session.execute(made)).scalar_one_or_none()) is not None:
        raise ConflictError(
            f"The applicant has a placement already. Change that one instead, by PATCH /api/placements/{placed}."
        )
    return dict(row)


async def _locked(session: Session, placement_id: uuid.UUID, caller: Caller) -> dict[str, Any]:
    statement = (
        select(placements)
        .join(applicants, applicants.c.id == placements.c.applicant_id)
        .join(candidates, candidates.c.id == placements.c.candidate_id)
        .where(placements.c.id == placement_id, visible(caller))
        .with_for_update(of=[candidates, placements], key_share=True)
    )
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"There is no placement {placement_id}.")
    return dict(row)


async def _guarantee_days(session: Session, company_id: uuid.UUID, start: date) -> int:
    statement = (
        select(contracts.c.guarantee_days)
        .where(contracts.c.company_id == company_id, contracts.c.starts_on <= start)
        .where(or_(contracts.c.ends_on.is_(None), contracts.c.ends_on >= start))
        .order_by(contracts.c.starts_on.desc(), contracts.c.id.desc())
        .limit(1)
    )
    days: int | None = (await session.execute(statement)).scalar_one_or_none()
    return GUARANTEE_DAYS if days is None else days


async def _placed_by(session: Session, user_id: uuid.UUID | None, caller: Caller) -> uuid.UUID | None:
    if user_id is None or user_id == caller.user_id:
        return caller.user_id
    if caller.role != "admin":
        raise ForbiddenError("placed_by: only an admin says that somebody else placed. Leave it out.")
    statement = select(users.c.id).where(users.c.id == user_id, users.c.role.in_(STAFF))
    if (await session.execute(statement)).one_or_none() is None:
        raise InvalidError(f"placed_by: {user_id} is nobody of the agency. Take the id of an admin or a recruiter.")
    return user_id
