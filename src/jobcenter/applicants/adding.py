"""Adding candidates to a job's pipeline: up to a thousand at once, each with its own outcome."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Uuid, any_, cast, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from jobcenter.accounts.rules import Caller
from jobcenter.applicants.events import APPLICANT_ADDED, APPLICANT_HIRED
from jobcenter.applicants.queries import stage_of_job
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import ForbiddenError, InvalidError
from jobcenter.offlimits.queries import off_limits_now
from jobcenter.tables import candidates
from jobcenter.work.audit import record
from jobcenter.work.outbox import emit

# Every kept fact of somebody new follows from stage and person: nothing need be recomputed. Whoever was there before
# is left out by the index on job and candidate, also when two add the same people at once: in one order, which no two
# wait for in a ring.
_ADD = text(
    """
    WITH wanted AS (
        SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:candidate_ids AS uuid[])) AS w (id, candidate_id)
    ), added AS (
        INSERT INTO applicants (
            id, job_id, candidate_id, stage_id, added_by, stage_kind, stage_rank, sent_to_manager_at,
            name_key, words, employer_id, protected_until
        )
        SELECT w.id, CAST(:job_id AS uuid), c.id, s.id, CAST(:by_id AS uuid), s.kind, s.position,
            CASE WHEN s.kind = 'sent_to_manager' THEN now() END,
            c.name_key, lower(concat_ws(' ', c.name, c.headline, c.employer, c.email)), c.employer_id,
            (SELECT max(p.protected_until) FROM placements p WHERE p.candidate_id = c.id)
        FROM wanted w JOIN candidates c ON c.id = w.candidate_id JOIN job_stages s ON s.id = :stage_id
        ORDER BY w.candidate_id
        ON CONFLICT (job_id, candidate_id) DO NOTHING
        RETURNING id, candidate_id
    ), told AS (
        INSERT INTO applicant_history (applicant_id, by_id, by, to_stage, to_kind, note)
        SELECT added.id, CAST(:by_id AS uuid), :by, s.name, s.kind, :note
        FROM added JOIN job_stages s ON s.id = :stage_id
    )
    SELECT id, candidate_id FROM added
    """
)
_THERE = text(
    "SELECT candidate_id, id FROM applicants WHERE job_id = :job_id AND candidate_id = ANY (CAST(:ids AS uuid[]))"
)


async def add_applicants(
    session: Session,
    caller: Caller,
    job_id: uuid.UUID,
    candidate_ids: Sequence[uuid.UUID],
    *,
    stage_id: uuid.UUID | None = None,
    note: str | None = None,
    override_off_limits: bool = False,
) -> dict[str, Any]:
    """Put candidates into a job's pipeline, by default at the stage where new applicants enter.

    Returns `{"added": n, "rows": [{"candidate_id", "outcome", "applicant_id", "detail"}, …]}` in the order asked for.
    Outcomes: `added`, `already_there`, `no_such_candidate`, and `off_limits` for people of employers under a rule,
    whom only an admin may add, by `override_off_limits`.

    Raises:
        NotFoundError: there is no such job.
        InvalidError: the stage is another job's, or one of rejected people.
        ForbiddenError: somebody else than an admin overrides a rule.
    """
    if override_off_limits and caller.role != "admin":
        raise ForbiddenError("override_off_limits: only an admin may add people who are off-limits. Leave it out.")
    stage = await stage_of_job(session, job_id, stage_id, hold=True)
    if stage["kind"] == "rejected":
        raise InvalidError("stage_id: nobody is added as rejected. Add to another stage, then reject with a reason.")
    wanted = list(dict.fromkeys(candidate_ids))
    known = await _held(session, wanted)
    barred = {one: row for one, row in known.items() if row["reason"] is not None and not override_off_limits}
    going = [one for one in wanted if one in known and one not in barred]
    given = {
        "ids": [new_id() for _ in going],
        "candidate_ids": going,
        "job_id": job_id,
        "stage_id": stage["id"],
        "by": caller.label,
        "by_id": caller.user_id,
        "note": note,
    }
    added = {row.candidate_id: row.id for row in await session.execute(_ADD, given)} if going else {}
    others = [one for one in going if one not in added]
    there = (
        {row.candidate_id: row.id for row in await session.execute(_THERE, {"job_id": job_id, "ids": others})}
        if others
        else {}
    )
    if added:
        await _tell(session, caller, job_id, stage, added, overridden=[one for one in added if known[one]["reason"]])
    return {"added": len(added), "rows": [_outcome(one, known, barred, added, there) for one in wanted]}


async def _held(session: Session, candidate_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """These candidates with the rule they are under, if any; nobody changes or places them until this is committed.

    What a change or a placement writes is on the new rows, or finds them: the facts they start with stay true.
    """
    wanted = candidates.c.id == any_(cast(list(candidate_ids), ARRAY(Uuid)))
    await session.execute(select(candidates.c.id).where(wanted).order_by(candidates.c.id).with_for_update(read=True))
    rules = off_limits_now()
    statement = (
        select(candidates.c.id, rules.c.reason, rules.c.ends_on)
        .outerjoin_from(candidates, rules, rules.c.company_id == candidates.c.employer_id)
        .where(wanted)
    )
    return {row["id"]: dict(row) for row in (await session.execute(statement)).mappings()}


async def _tell(
    session: Session,
    caller: Caller,
    job_id: uuid.UUID,
    stage: Mapping[str, Any],
    added: Mapping[uuid.UUID, uuid.UUID],
    *,
    overridden: Sequence[uuid.UUID],
) -> None:
    payload = {
        "job_id": str(job_id),
        "applicant_ids": [str(one) for one in added.values()],
        "stage_id": str(stage["id"]),
        "kind": stage["kind"],
    }
    await emit(session, APPLICANT_ADDED, payload)
    if stage["kind"] == "hired":
        await emit(session, APPLICANT_HIRED, payload)
    after = {"stage": stage["name"], "count": len(added), "candidate_ids": [str(one) for one in added]}
    if overridden:
        after["off_limits_overridden"] = [str(one) for one in overridden]
    await record(session, actor=caller.label, action="add applicants", thing="job", thing_id=str(job_id), after=after)


def _outcome(
    candidate_id: uuid.UUID,
    known: Mapping[uuid.UUID, Any],
    barred: Mapping[uuid.UUID, Mapping[str, Any]],
    added: Mapping[uuid.UUID, uuid.UUID],
    there: Mapping[uuid.UUID, uuid.UUID],
) -> dict[str, Any]:
    outcome, detail = "already_there", None
    if candidate_id in added:
        outcome = "added"
    elif candidate_id not in known:
        outcome, detail = "no_such_candidate", f"There is no candidate {candidate_id}."
    elif candidate_id in barred:
        rule = barred[candidate_id]
        outcome, detail = "off_limits", f"off limits: {rule['reason']} {_until(rule['ends_on'])}"
    return {
        "candidate_id": candidate_id,
        "outcome": outcome,
        "applicant_id": added.get(candidate_id) or there.get(candidate_id),
        "detail": detail,
    }


def _until(ends_on: date | None) -> str:
    return f"until {ends_on.isoformat()}" if ends_on else "without an end"
