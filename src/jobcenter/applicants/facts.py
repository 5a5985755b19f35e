"""Facts kept on an applicant's row: what they are, keeping them true, and finding any that are not."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, Uuid, any_, cast, func, select, true, tuple_, update
from sqlalchemy.dialects.postgresql import ARRAY

from jobcenter.applicants.events import APPLICANTS_CHANGED
from jobcenter.kit.clock import now, short_id
from jobcenter.kit.db import ReadSession, Session
from jobcenter.tables import (
    applicant_history,
    applicants,
    candidates,
    interviews,
    job_stages,
    mails,
    placements,
)
from jobcenter.work.outbox import emit
from jobcenter.work.tasks import add_task

HELD: Final = ("passed", "failed", "undecided", "no_show")
"""What an interview is that took place, or should have; one that was cancelled never counts."""

FACTS: Final = (
    "stage_kind",
    "stage_rank",
    "name_key",
    "words",
    "employer_id",
    "sent_to_manager_at",
    "last_interview_at",
    "last_interviewer",
    "last_outcome",
    "next_interview_at",
    "next_interviewer",
    "last_mail_at",
    "last_mail_event",
    "replied_at",
    "protected_until",
)
AT_ONCE: Final = 1_000
MOST_PEOPLE_AT_ONCE: Final = 100

KEEP: Final = "keep_facts"
"""The kind of the task that keeps facts of many: args `{"job_id"}` or `{"candidate_ids"}`."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A fact that is not what the other tables say."""

    applicant_id: uuid.UUID
    fact: str
    kept: Any
    true: Any


async def keep(session: Session, applicant_ids: Collection[uuid.UUID]) -> int:
    """Make all facts of these applicants true, in the transaction that changed what they follow from.

    Returns how many rows were not true. Call it after the change itself. What follows from the candidate, above all
    from placements, needs `keep_candidates`.
    """
    # The rows are locked by a statement of their own: the one after it sees all that their last holders committed, so
    # that of two changes at once neither writes facts that miss the other. Always in one order, against deadlocks.
    mine = applicants.c.id == _any(applicant_ids)
    locking = select(applicants.c.id).where(mine).order_by(applicants.c.id)
    await session.execute(locking.with_for_update(key_share=True))
    found = _true_facts().where(mine).subquery("found")
    statement = (
        update(applicants)
        .where(applicants.c.id == found.c.id, _differ(applicants, found))
        .values({name: found.c[name] for name in FACTS})
        .returning(applicants.c.job_id)
    )
    changed = list((await session.execute(statement)).scalars())
    if changed:
        await emit(session, APPLICANTS_CHANGED, {"job_ids": sorted({str(job) for job in changed})})
    return len(changed)


async def keep_candidates(session: Session, candidate_ids: Collection[uuid.UUID]) -> int:
    """Make all facts true of everything that these candidates applied for; return how many rows were not.

    Nobody can add these candidates to a job until the transaction ends: an applicant that comes after it starts with
    what it wrote.
    """
    locking = select(candidates.c.id).where(candidates.c.id == _any(candidate_ids)).order_by(candidates.c.id)
    await session.execute(locking.with_for_update(key_share=True))
    theirs = select(applicants.c.id).where(applicants.c.candidate_id == _any(candidate_ids))
    ids = list((await session.execute(theirs)).scalars())
    return await keep(session, ids) if ids else 0


async def keep_job(
    session: Session, job_id: uuid.UUID, *, after: uuid.UUID | None = None, limit: int = AT_ONCE
) -> tuple[list[uuid.UUID], int]:
    """Make the facts true of the next `limit` applicants of a job, by id; return their ids, and how many were not."""
    batch = select(applicants.c.id).where(applicants.c.job_id == job_id).order_by(applicants.c.id).limit(limit)
    if after is not None:
        batch = batch.where(applicants.c.id > after)
    ids = list((await session.execute(batch)).scalars())
    return ids, await keep(session, ids) if ids else 0


async def keep_soon(
    session: Session, *, job_id: uuid.UUID | None = None, candidate_ids: Sequence[uuid.UUID] = ()
) -> None:
    """Make the facts true of a job's applicants by a task, and of what candidates applied for at once if they are few.

    For what follows an event: stages of a job changed, or people did.
    """
    if 0 < len(candidate_ids) <= MOST_PEOPLE_AT_ONCE:
        await keep_candidates(session, candidate_ids)
    elif candidate_ids:
        await _queue(session, {"candidate_ids": [str(one) for one in candidate_ids]}, lock_key=None)
    if job_id is not None:
        await _queue(session, {"job_id": str(job_id)}, lock_key=f"{KEEP}:{job_id}")


async def _queue(session: Session, args: dict[str, Any], lock_key: str | None) -> None:
    # With a time of its own, the bell is rung for it by whoever looks for tasks that are due.
    task_id = f"keep_{short_id()}"
    await add_task(session, task_id=task_id, kind=KEEP, args=args, lock_key=lock_key, run_after=now())


async def drift(session: ReadSession, *, job_id: uuid.UUID | None = None) -> list[Drift]:
    """Every kept fact that is not true, by applicant: of one job, or of all.

    A change of a candidate reaches its applicants a moment after its commit, by an event: until then it is drift.
    """
    asked = [] if job_id is None else [applicants.c.job_id == job_id]
    found = _true_facts().where(*asked).subquery("found")
    kept = [applicants.c[name].label(f"kept_{name}") for name in FACTS]
    statement = (
        select(applicants.c.id, *kept, *(found.c[name] for name in FACTS))
        .join(found, found.c.id == applicants.c.id)
        .where(*asked, _differ(applicants, found))
        .order_by(applicants.c.id)
    )
    return [
        Drift(row["id"], name, row[f"kept_{name}"], row[name])
        for row in (await session.execute(statement)).mappings()
        for name in FACTS
        if row[f"kept_{name}"] != row[name]
    ]


def _any(ids: Collection[uuid.UUID]) -> Any:  # noqa: ANN401 - what a column is compared with
    """One array, so that a statement is the same text for one id and for a thousand."""
    return any_(cast(list(ids), ARRAY(Uuid)))


def _differ(kept: Any, found: Any) -> Any:  # noqa: ANN401 - tables, subqueries and a condition on them
    return tuple_(*(kept.c[name] for name in FACTS)).is_distinct_from(tuple_(*(found.c[name] for name in FACTS)))


def _true_facts() -> Select[Any]:
    """Every applicant's facts as the tables have them that they follow from: `id`, and a column for each of `FACTS`.

    Each is looked up by an index for each row asked for, whether that is one row or a thousand.
    """
    mine = interviews.c.applicant_id == applicants.c.id
    last = (
        select(interviews.c.scheduled_at, interviews.c.interviewer, interviews.c.status)
        .where(mine, interviews.c.status.in_(HELD))
        .order_by(interviews.c.scheduled_at.desc(), interviews.c.id.desc())
        .limit(1)
        .lateral("last_interview")
    )
    upcoming = (
        select(interviews.c.scheduled_at, interviews.c.interviewer)
        .where(mine, interviews.c.status == "scheduled")
        .order_by(interviews.c.scheduled_at, interviews.c.id)
        .limit(1)
        .lateral("next_interview")
    )
    mail = (
        select(mails.c.at, mails.c.event)
        .where(mails.c.applicant_id == applicants.c.id, mails.c.direction == "out")
        .order_by(mails.c.at.desc(), mails.c.id.desc())
        .limit(1)
        .lateral("last_mail")
    )
    sent = (
        select(func.min(applicant_history.c.at))
        .where(applicant_history.c.applicant_id == applicants.c.id, applicant_history.c.to_kind == "sent_to_manager")
        .scalar_subquery()
    )
    replied = (
        select(func.max(mails.c.at))
        .where(mails.c.applicant_id == applicants.c.id, mails.c.direction == "in")
        .scalar_subquery()
    )
    protected = (
        select(func.max(placements.c.protected_until))
        .where(placements.c.candidate_id == applicants.c.candidate_id)
        .scalar_subquery()
    )
    facts = {
        "stage_kind": job_stages.c.kind,
        "stage_rank": job_stages.c.position,
        "name_key": candidates.c.name_key,
        "words": words_of(candidates.c),
        "employer_id": candidates.c.employer_id,
        "sent_to_manager_at": sent,
        "last_interview_at": last.c.scheduled_at,
        "last_interviewer": last.c.interviewer,
        "last_outcome": last.c.status,
        "next_interview_at": upcoming.c.scheduled_at,
        "next_interviewer": upcoming.c.interviewer,
        "last_mail_at": mail.c.at,
        "last_mail_event": mail.c.event,
        "replied_at": replied,
        "protected_until": protected,
    }
    return select(applicants.c.id, *(facts[name].label(name) for name in FACTS)).select_from(
        applicants.join(job_stages, job_stages.c.id == applicants.c.stage_id)
        .join(candidates, candidates.c.id == applicants.c.candidate_id)
        .outerjoin(last, true())
        .outerjoin(upcoming, true())
        .outerjoin(mail, true())
    )


def words_of(person: Any) -> Any:  # noqa: ANN401 - columns of candidates, and an expression on them
    """What `q` looks through, of columns `name`, `headline`, `employer`, `email`."""
    return func.lower(func.concat_ws(" ", person.name, person.headline, person.employer, person.email))
