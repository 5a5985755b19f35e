"""Reading all of a person: the applications, and one timeline out of five tables."""

import uuid
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    Uuid,
    case,
    cast,
    false,
    func,
    literal,
    null,
    select,
    tuple_,
    union_all,
)

from jobcenter.accounts.rules import MAILS_READ, Caller, allows
from jobcenter.applicants.queries import SHOWN, WITH_PERSON, visible
from jobcenter.applicants.rules import is_client, shown_to
from jobcenter.candidates.queries import check_visible, notes_visible
from jobcenter.dossier.schemas import Kind
from jobcenter.kit.db import ReadSession
from jobcenter.tables import (
    applicant_history,
    applicants,
    candidate_notes,
    companies,
    interview_rounds,
    interviews,
    jobs,
    mails,
    placements,
)

EXCERPT: Final = 300
NOTHING: Final = cast(null(), Text)


async def applications_of(
    session: ReadSession, caller: Caller, candidate_id: uuid.UUID, *, before: uuid.UUID | None, limit: int
) -> list[dict[str, Any]]:
    """The pipelines that a person is or was in, the latest first, as far as the caller may see.

    Raises:
        NotFoundError: there is no such candidate, or the caller may not see it.
    """
    await check_visible(session, caller, candidate_id)
    statement = (
        select(
            *SHOWN,
            jobs.c.title.label("job"),
            jobs.c.status.label("job_status"),
            jobs.c.company_id,
            companies.c.name.label("company"),
            placements.c.id.label("placement_id"),
        )
        .select_from(WITH_PERSON)
        .join(jobs, jobs.c.id == applicants.c.job_id)
        .join(companies, companies.c.id == jobs.c.company_id)
        .outerjoin(placements, placements.c.applicant_id == applicants.c.id)
        .where(applicants.c.candidate_id == candidate_id, visible(caller))
        .order_by(applicants.c.id.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(applicants.c.id < before)
    return [shown_to(caller, dict(row)) for row in (await session.execute(statement)).mappings()]


async def timeline_of(
    session: ReadSession,
    caller: Caller,
    candidate_id: uuid.UUID,
    *,
    kinds: Collection[Kind],
    after: tuple[datetime, str] | None,
    limit: int,
) -> list[dict[str, Any]]:
    """What happened with a person, the latest first: of these kinds, or with none named of all; one statement.

    `after` is the time and the id of the last entry of the page before. Each table gives at most `limit` rows of its
    own, so that the whole is never sorted.

    Raises:
        NotFoundError: there is no such candidate, or the caller may not see it.
    """
    await check_visible(session, caller, candidate_id)
    firsts = []
    for part in (part for kind, part in _PARTS.items() if not kinds or kind in kinds):
        rows = part(caller, candidate_id).subquery()
        by = rows.c.at, rows.c.id
        first = select(rows).order_by(*(one.desc() for one in by)).limit(limit)
        if after is not None:
            first = first.where(tuple_(*by) < tuple_(*map(literal, after)))
        firsts.append(select(first.subquery()))
    whole = union_all(*firsts).subquery()
    statement = select(whole).order_by(whole.c.at.desc(), whole.c.id.desc()).limit(limit)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


def _told(kind: Kind, thing_id: ColumnElement[Any], at: ColumnElement[Any], **more: ColumnElement[Any]) -> list[Any]:
    """The columns of an entry in their one order; those that are not given are empty."""
    given: dict[str, ColumnElement[Any]] = {
        "id": literal(f"{kind}-") + cast(thing_id, Text),
        "kind": literal(kind),
        "thing_id": cast(thing_id, Text),
        "at": at,
        "applicant_id": cast(null(), Uuid),
        "job_id": cast(null(), Uuid),
        **dict.fromkeys(("job", "by", "title", "before", "state", "text"), NOTHING),
        **more,
    }
    return [column.label(name) for name, column in given.items()]


def _of_applicants(
    kind: Kind,
    table: Any,  # noqa: ANN401 - a table
    caller: Caller,
    candidate_id: uuid.UUID,
    **told: ColumnElement[Any],
) -> Select[Any]:
    """Entries of a table whose rows belong to the candidate's applicants that the caller sees."""
    thing_id, at = table.c.id, told.pop("at")
    job = {"applicant_id": applicants.c.id, "job_id": jobs.c.id, "job": jobs.c.title}
    return (
        select(*_told(kind, thing_id, at, **job, **told))
        .select_from(applicants)
        .join(jobs, jobs.c.id == applicants.c.job_id)
        .join(table, table.c.applicant_id == applicants.c.id)
        .where(applicants.c.candidate_id == candidate_id, visible(caller))
    )


def _stages(caller: Caller, candidate_id: uuid.UUID) -> Select[Any]:
    """Steps through the stages; a client's person sees them as `history_of` shows them: from the sending on."""
    step = applicant_history.c
    note: ColumnElement[Any] = step.note
    before: ColumnElement[Any] = step.from_stage
    if is_client(caller):
        note = case((step.by_id == caller.user_id, step.note), else_=None)
        before = case((step.at > applicants.c.sent_to_manager_at, step.from_stage), else_=None)
    found = _of_applicants(
        "stage",
        applicant_history,
        caller,
        candidate_id,
        at=step.at,
        by=step.by,
        title=step.to_stage,
        before=before,
        state=step.to_kind,
        text=note,
    )
    return found.where(step.at >= applicants.c.sent_to_manager_at) if is_client(caller) else found


def _interviews(caller: Caller, candidate_id: uuid.UUID) -> Select[Any]:
    held = interviews.c
    note: ColumnElement[Any] = held.note
    if is_client(caller):
        note = case((held.interviewer_id == caller.user_id, held.note), else_=None)
    found = _of_applicants(
        "interview",
        interviews,
        caller,
        candidate_id,
        at=held.scheduled_at,
        by=held.interviewer,
        title=interview_rounds.c.name,
        state=held.status,
        text=note,
    )
    return found.outerjoin(interview_rounds, interview_rounds.c.id == held.round_id)


def _mails(caller: Caller, candidate_id: uuid.UUID) -> Select[Any]:
    mail = mails.c
    became = case((mail.direction == "in", literal("in")), else_=mail.event)
    begins = func.left(mail.text, EXCERPT)
    found = _of_applicants(
        "mail",
        mails,
        caller,
        candidate_id,
        at=mail.at,
        by=mail.logged_by,
        title=mail.subject,
        state=became,
        text=begins,
    )
    return found if allows(MAILS_READ, caller) else found.where(false())


def _notes(caller: Caller, candidate_id: uuid.UUID) -> Select[Any]:
    note = candidate_notes.c
    whom = case((note.is_internal, literal("internal")), else_=literal("shared"))
    told = _told(
        "note",
        note.id,
        note.created_at,
        applicant_id=note.applicant_id,
        job_id=jobs.c.id,
        job=jobs.c.title,
        by=note.author,
        state=whom,
        text=note.text,
    )
    return (
        select(*told)
        .select_from(candidate_notes)
        .outerjoin(applicants, applicants.c.id == note.applicant_id)
        .outerjoin(jobs, jobs.c.id == applicants.c.job_id)
        .where(note.candidate_id == candidate_id, notes_visible(caller))
    )


def _placements(caller: Caller, candidate_id: uuid.UUID) -> Select[Any]:
    placed = placements.c
    start = func.to_char(placed.start_date, "YYYY-MM-DD")
    return _of_applicants("placement", placements, caller, candidate_id, at=placed.created_at, title=start)


_PARTS: Final[dict[Kind, Callable[[Caller, uuid.UUID], Select[Any]]]] = {
    "stage": _stages,
    "interview": _interviews,
    "mail": _mails,
    "note": _notes,
    "placement": _placements,
}
