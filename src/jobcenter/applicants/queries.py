"""Reading applicants: who sees whom, one applicant with all that is kept of it, its history, and its job's stages."""

import uuid
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, false, func, literal, select, true, tuple_

from jobcenter.accounts.rules import STAFF, Caller
from jobcenter.applicants.facts import FACTS
from jobcenter.applicants.rules import is_client, shown_to
from jobcenter.kit.db import ReadSession, Session
from jobcenter.kit.errors import InvalidError, NotFoundError
from jobcenter.tables import (
    applicant_history,
    applicant_move_rows,
    applicant_moves,
    applicants,
    candidates,
    job_stages,
    jobs,
    tasks,
)

SCOPES: Final = frozenset({"recruiting:read", "recruiting:write"})

OWN: Final = (
    *("id", "job_id", "candidate_id", "stage_id", "stage_since", "reject_reason", "added_by", "added_at", "round_id"),
    *("updated_at", "version"),
    *(name for name in FACTS if name not in {"words", "name_key", "employer_id"}),
)
OF_PERSON: Final = ("name", "headline", "title", "location", "employer", "email", "phone")

# The stage's name is looked up, not joined: a statement that waits for a row's lock goes on with the row as it is
# then, but with what it had joined before, and a row that was moved meanwhile would be lost.
STAGE: Final = select(job_stages.c.name).where(job_stages.c.id == applicants.c.stage_id).scalar_subquery()
SHOWN: Final = (
    *(applicants.c[name] for name in OWN),
    *(candidates.c[name] for name in OF_PERSON),
    func.coalesce(STAGE, applicants.c.stage_kind).label("stage"),
)
WITH_PERSON: Final = applicants.join(candidates, candidates.c.id == applicants.c.candidate_id)


def visible(caller: Caller) -> ColumnElement[bool]:
    """Whether this caller may see a row of `applicants`.

    The agency and its keys see all; a client's manager those of the own company's jobs that were sent to it; others
    none.
    """
    if _is_agency(caller):
        return true()
    if not is_client(caller) or caller.company_id is None:
        return false()
    own = select(jobs.c.id).where(jobs.c.company_id == caller.company_id).correlate(None)
    return applicants.c.sent_to_manager_at.is_not(None) & applicants.c.job_id.in_(own)


def moves_visible(caller: Caller) -> ColumnElement[bool]:
    """Whether this caller may see a row of `applicant_moves`: they are the agency's own."""
    return true() if _is_agency(caller) else false()


def _is_agency(caller: Caller) -> bool:
    return caller.role in STAFF or bool(caller.scopes & SCOPES)


def one(caller: Caller, applicant_id: uuid.UUID) -> Select[Any]:
    """The statement for one applicant with the person and the stage's name, if this caller may see it."""
    return select(*SHOWN).select_from(WITH_PERSON).where(applicants.c.id == applicant_id, visible(caller))


def no_applicant(applicant_id: uuid.UUID) -> NotFoundError:
    """What is said where there is no such applicant, or none for this caller."""
    return NotFoundError(f"There is no applicant {applicant_id}.")


async def applicant_of(session: ReadSession, caller: Caller, applicant_id: uuid.UUID) -> dict[str, Any]:
    """One applicant, as far as the caller may see.

    Raises:
        NotFoundError: there is none, or the caller may not see it.
    """
    row = (await session.execute(one(caller, applicant_id))).mappings().one_or_none()
    if row is None:
        raise no_applicant(applicant_id)
    return shown_to(caller, row)


async def history_of(
    session: ReadSession,
    caller: Caller,
    applicant_id: uuid.UUID,
    *,
    after: Any = None,  # noqa: ANN401 - the time and the id of the last row of the page before
    limit: int,
) -> list[dict[str, Any]]:
    """The stages that an applicant went through, the latest first.

    A client's manager sees them from the first time on that the applicant was sent to it, and only its own notes.

    Raises:
        NotFoundError: there is none, or the caller may not see it.
    """
    seen = select(applicants.c.sent_to_manager_at).where(applicants.c.id == applicant_id, visible(caller))
    found = (await session.execute(seen)).one_or_none()
    if found is None:
        raise no_applicant(applicant_id)
    told = applicant_history.c
    names = ("id", "at", "by", "by_id", "from_stage", "from_kind", "to_stage", "to_kind", "note")
    statement = (
        select(*(told[name] for name in names))
        .where(told.applicant_id == applicant_id)
        .order_by(told.at.desc(), told.id.desc())
        .limit(limit)
    )
    if is_client(caller):
        statement = statement.where(told.at >= found.sent_to_manager_at)
    if after is not None:
        statement = statement.where(tuple_(told.at, told.id) < tuple_(*map(literal, after)))
    rows = [dict(row) for row in (await session.execute(statement)).mappings()]
    if is_client(caller):
        first = {"from_stage": None, "from_kind": None}  # where it was before is the agency's own
        rows = [
            row
            | ({"note": None} if row["by_id"] != caller.user_id else {})
            | (first if row["at"] == found.sent_to_manager_at else {})
            for row in rows
        ]
    return rows


async def stage_of_job(
    session: ReadSession, job_id: uuid.UUID, stage_id: uuid.UUID | None, *, hold: bool = False
) -> dict[str, Any]:
    """A stage of a job (`id`, `name`, `kind`, `position`); without an id, where new applicants enter.

    With `hold` its kind and place cannot change until the transaction ends: what is copied from them stays true.

    Raises:
        NotFoundError: there is no such job.
        InvalidError: the job has no such stage.
    """
    columns = (job_stages.c[name] for name in ("id", "name", "kind", "position"))
    statement = select(*columns).where(job_stages.c.job_id == job_id)
    if stage_id is not None:
        statement = statement.where(job_stages.c.id == stage_id)
    else:
        entering = job_stages.c.kind == "sourced"
        statement = statement.order_by(entering.desc(), job_stages.c.position, job_stages.c.id).limit(1)
    if hold:
        statement = statement.with_for_update(read=True)
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is not None:
        return dict(row)
    if (await session.execute(select(jobs.c.id).where(jobs.c.id == job_id))).one_or_none() is None:
        raise NotFoundError(f"There is no job {job_id}.")
    if stage_id is None:
        raise InvalidError(f"The job {job_id} has no stages: give it some first.")
    raise no_stage(job_id, stage_id)


async def held_stage(session: Session, stage_id: uuid.UUID) -> dict[str, Any] | None:
    """A stage (`id`, `job_id`, `name`, `kind`) that cannot change until the transaction ends; None if there is none."""
    columns = (job_stages.c[name] for name in ("id", "job_id", "name", "kind"))
    statement = select(*columns).where(job_stages.c.id == stage_id).with_for_update(read=True)
    row = (await session.execute(statement)).mappings().one_or_none()
    return None if row is None else dict(row)


def no_stage(job_id: uuid.UUID, stage_id: uuid.UUID) -> InvalidError:
    """What is said where a job has no such stage."""
    return InvalidError(
        f"The job {job_id} has no stage {stage_id}: name one of its own, which GET /api/jobs/{job_id} lists."
    )


async def move_of(session: ReadSession, caller: Caller, operation_id: uuid.UUID) -> dict[str, Any]:
    """A move in bulk with its task's `state` and `error`.

    Raises:
        NotFoundError: there is none, or the caller may not see it.
    """
    state = func.coalesce(tasks.c.status, "forgotten").label("state")
    statement = (
        select(applicant_moves, state, tasks.c.error)
        .outerjoin_from(applicant_moves, tasks, tasks.c.id == applicant_moves.c.task_id)
        .where(applicant_moves.c.id == operation_id, moves_visible(caller))
    )
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"There is no move {operation_id} of applicants.")
    return dict(row)


async def rows_of_move(
    session: ReadSession,
    operation_id: uuid.UUID,
    *,
    outcome: str | None = None,
    after: uuid.UUID | None = None,
    limit: int,
) -> list[dict[str, Any]]:
    """What came of each applicant of a move, by applicant; whether the caller may see the move is asked before."""
    names = ("applicant_id", "from_stage_id", "to_stage_id", "outcome")
    rows = applicant_move_rows.c
    statement = (
        select(*(rows[name] for name in names))
        .where(rows.operation_id == operation_id)
        .order_by(rows.applicant_id)
        .limit(limit)
    )
    if outcome is not None:
        statement = statement.where(rows.outcome == outcome)
    if after is not None:
        statement = statement.where(rows.applicant_id > after)
    return [dict(row) for row in (await session.execute(statement)).mappings()]
