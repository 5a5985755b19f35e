"""Changing one applicant: move it, reject it with a reason, set its interview round."""

import uuid
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import func, select, update

from jobcenter.accounts.rules import Caller
from jobcenter.applicants.moving import Move, tell, write_moves
from jobcenter.applicants.queries import OWN, held_stage, no_applicant, no_stage, one
from jobcenter.applicants.rules import check_kinds, check_reason, shown_to
from jobcenter.applicants.schemas import ApplicantShown
from jobcenter.kit.db import Session
from jobcenter.kit.errors import ChangedMeanwhileError, InvalidError
from jobcenter.tables import applicants, interview_rounds, jobs
from jobcenter.work.audit import record

THING: Final = "applicant"
AUDITED: Final = ("stage", "stage_kind", "reject_reason", "round_id")


async def change_applicant(
    session: Session,
    caller: Caller,
    applicant_id: uuid.UUID,
    changes: Mapping[str, Any],
    *,
    version: int | None = None,
) -> dict[str, Any]:
    """Change what `changes` names (`stage_id`, `reject_reason`, `round_id`; `note` goes into a move's history).

    Returns the applicant as the caller may see it, with `changed` and `told`, a sentence. A move takes five
    statements, one that hires or rejects six: the stage held, the row locked, row and history written, audit, events.

    Raises:
        NotFoundError: there is none, or the caller may not see it.
        ChangedMeanwhileError: `version` is not the row's any more.
        ForbiddenError: a client's manager may not make this move.
        InvalidError: the stage is another job's, the round another company's, a rejection has no reason, or a note
            goes with no move.
    """
    # A stage is held before a row, here and wherever both are: in one order, nobody waits for each other in a ring.
    wanted = changes.get("stage_id")
    stage = None if wanted is None else await held_stage(session, wanted)
    before = await _locked(session, caller, applicant_id, version)
    if wanted is not None and (stage is None or stage["job_id"] != before["job_id"]):
        raise no_stage(before["job_id"], wanted)
    round_id = changes.get("round_id", before["round_id"])
    if round_id is not None and round_id != before["round_id"]:
        await _check_round(session, before["job_id"], round_id)
    if stage is not None and stage["id"] != before["stage_id"]:
        after, told = await _move(session, caller, before, changes, stage=stage, round_id=round_id)
    else:
        after, told = await _stay(session, caller, before, changes, round_id=round_id)
    changed = after["version"] != before["version"]
    if changed:
        was, now = ({name: _plain(row[name]) for name in AUDITED} for row in (before, after))
        await record(
            session,
            actor=caller.label,
            action="change",
            thing=THING,
            thing_id=str(applicant_id),
            before={name: value for name, value in was.items() if value != now[name]},
            after={name: value for name, value in now.items() if value != was[name]},
        )
    return shown_to(caller, after) | {"changed": changed, "told": told}


async def _move(
    session: Session,
    caller: Caller,
    before: dict[str, Any],
    changes: Mapping[str, Any],
    *,
    stage: Mapping[str, Any],
    round_id: uuid.UUID | None,
) -> tuple[dict[str, Any], str]:
    check_kinds(caller, before["stage_kind"], stage["kind"])
    # From one stage of rejection to another the reason goes along, unless a new one is given.
    standing = before["reject_reason"] if stage["kind"] == "rejected" else None
    reason = changes.get("reject_reason") or standing
    check_reason(stage["kind"], reason)
    move = Move(before["id"], stage["id"], before["stage"], before["stage_kind"], reason, round_id)
    (written,) = await write_moves(session, [move], by=caller.label, by_id=caller.user_id, note=changes.get("note"))
    await tell(session, before["job_id"], [before["id"]], stage_id=stage["id"], kind=stage["kind"])
    told = f"Moved from {before['stage']} to {stage['name']}."
    return {name: written.get(name, value) for name, value in before.items()}, told


async def _stay(
    session: Session,
    caller: Caller,
    before: dict[str, Any],
    changes: Mapping[str, Any],
    *,
    round_id: uuid.UUID | None,
) -> tuple[dict[str, Any], str]:
    check_kinds(caller, before["stage_kind"], before["stage_kind"])
    if "stage_id" in changes and not (changes.keys() - {"stage_id", "note"}):
        return before, f"The applicant stands in {before['stage']} already: nothing was changed."
    if changes.get("note"):
        raise InvalidError("note: it is kept with a move, and this is none. Name another stage, or leave it out.")
    reason = changes.get("reject_reason", before["reject_reason"])
    if "reject_reason" in changes:
        check_reason(before["stage_kind"], reason)
    if (reason, round_id) == (before["reject_reason"], before["round_id"]):
        return before, "That is how it was: nothing was changed."
    statement = (
        update(applicants)
        .where(applicants.c.id == before["id"])
        .values(reject_reason=reason, round_id=round_id, version=applicants.c.version + 1, updated_at=func.now())
        .returning(*(applicants.c[name] for name in OWN))
    )
    return before | dict((await session.execute(statement)).mappings().one()), "Changed."


async def _locked(session: Session, caller: Caller, applicant_id: uuid.UUID, version: int | None) -> dict[str, Any]:
    locking = one(caller, applicant_id).with_for_update(key_share=True, of=applicants)
    row = (await session.execute(locking)).mappings().one_or_none()
    if row is None:
        raise no_applicant(applicant_id)
    if version is not None and version != row["version"]:
        current = ApplicantShown.model_validate(shown_to(caller, row)).model_dump(mode="json")
        raise ChangedMeanwhileError.of("applicant", now=row["version"], seen=version, current=current)
    return dict(row)


async def _check_round(session: Session, job_id: uuid.UUID, round_id: uuid.UUID) -> None:
    statement = (
        select(interview_rounds.c.id)
        .join(jobs, jobs.c.company_id == interview_rounds.c.company_id)
        .where(jobs.c.id == job_id, interview_rounds.c.id == round_id)
    )
    if (await session.execute(statement)).one_or_none() is None:
        raise InvalidError(f"round_id: the job's company has no interview round {round_id}. Name one of its own.")


def _plain(value: Any) -> Any:  # noqa: ANN401 - a value for JSON
    return str(value) if isinstance(value, uuid.UUID) else value
