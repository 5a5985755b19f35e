"""Replacing the stages of a job: renamed, reordered, added, and removed where nobody stands."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Text, bindparam, cast, delete, func, insert, literal, select, update

from jobcenter.accounts.rules import Caller
from jobcenter.jobs.actions.jobs import THING, locked
from jobcenter.jobs.events import STAGES_CHANGED
from jobcenter.jobs.queries import Stage, stages_of
from jobcenter.jobs.rules import check_stages
from jobcenter.jobs.schemas import JobStageGiven
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import ConflictError, InvalidError
from jobcenter.tables import applicants, job_stages, jobs
from jobcenter.work.audit import record
from jobcenter.work.outbox import emit


async def replace_stages(
    session: Session,
    caller: Caller,
    job_id: uuid.UUID,
    wanted: Sequence[JobStageGiven],
    *,
    actor: str,
    version: int | None = None,
) -> dict[str, Any]:
    """Give a job exactly these stages, in this order. Returns `job_id`, the job's new `version`, its `stages`.

    A stage keeps its applicants through another name, place or kind; `STAGES_CHANGED` tells whether it is one of
    the latter two, which applicants carry along.

    Raises:
        NotFoundError: there is no such job that the caller may see.
        ChangedMeanwhileError: `version` is not the job's any more.
        InvalidError: they make no pipeline, or one has an id that is not of this job.
        ConflictError: applicants stand in one that would be removed.
    """
    job = await locked(session, caller, job_id, version)
    before = await stages_of(session, job_id)
    check_stages(wanted)
    _check_ids(before, wanted)
    after = [Stage(one.id or new_id(), one.name, one.kind, place) for place, one in enumerate(wanted, 1)]
    if after == before:
        return {"job_id": job_id, "version": job["version"], "stages": before}
    is_moved = _is_moved(before, after)
    await _write(session, job_id, before, after, is_moved=is_moved)
    bumped = await session.execute(
        update(jobs)
        .where(jobs.c.id == job_id)
        .values(version=jobs.c.version + 1, updated_at=func.now())
        .returning(jobs.c.version)
    )
    await emit(session, STAGES_CHANGED, {"job_id": str(job_id), "is_moved": is_moved})
    was, became = {"stages": _plain(before)}, {"stages": _plain(after)}
    await record(
        session, actor=actor, action="change stages", thing=THING, thing_id=str(job_id), before=was, after=became
    )
    return {"job_id": job_id, "version": bumped.scalar_one(), "stages": after}


def _check_ids(before: Sequence[Stage], wanted: Sequence[JobStageGiven]) -> None:
    free = {stage.id for stage in before}
    for place, stage in enumerate(wanted):
        if stage.id is not None and stage.id not in free:
            raise InvalidError(
                f"stages.{place}.id: {stage.id} is given twice, or is no stage of this job. "
                f"Leave the id out to add {stage.name!r} as a new stage."
            )
        free -= {stage.id}


def _is_moved(before: Sequence[Stage], after: Sequence[Stage]) -> bool:
    """Whether a stage that stays has another kind or position, by which its applicants are found and sorted."""
    places = {stage.id: (stage.kind, stage.position) for stage in before}
    return any(places.get(stage.id, (stage.kind, stage.position)) != (stage.kind, stage.position) for stage in after)


async def _write(
    session: Session, job_id: uuid.UUID, before: Sequence[Stage], after: Sequence[Stage], *, is_moved: bool
) -> None:
    known = {stage.id: stage for stage in before}
    staying = {stage.id for stage in after}
    gone = [stage for stage in before if stage.id not in staying]
    # Whoever has just put an applicant into one of them is waited for, and whoever does it next waits for us: else an
    # applicant could carry on what the stage was before.
    await _lock(session, before if is_moved else gone)
    if gone:
        await _check_empty(session, gone)
        await session.execute(delete(job_stages).where(job_stages.c.id.in_([stage.id for stage in gone])))
    renamed = [stage.id for stage in after if stage.id in known and stage.name != known[stage.id].name]
    if renamed:
        # Names are unique within a job, row by row: two that change places need a third name between, which none has.
        between = literal("\n") + cast(job_stages.c.id, Text)
        await session.execute(update(job_stages).where(job_stages.c.id.in_(renamed)).values(name=between))
    changed = [stage for stage in after if stage.id in known and stage != known[stage.id]]
    if changed:
        await session.execute(
            update(job_stages)
            .where(job_stages.c.id == bindparam("stage"))
            .values(name=bindparam("to_name"), kind=bindparam("to_kind"), position=bindparam("to_position")),
            [
                {"stage": one.id, "to_name": one.name, "to_kind": one.kind, "to_position": one.position}
                for one in changed
            ],
        )
    added = [stage for stage in after if stage.id not in known]
    if added:
        await session.execute(
            insert(job_stages),
            [
                {"id": one.id, "job_id": job_id, "name": one.name, "kind": one.kind, "position": one.position}
                for one in added
            ],
        )


async def _lock(session: Session, stages: Sequence[Stage]) -> None:
    if stages:
        rows = select(job_stages.c.id).where(job_stages.c.id.in_([stage.id for stage in stages]))
        await session.execute(rows.order_by(job_stages.c.id).with_for_update())


async def _check_empty(session: Session, stages: Sequence[Stage]) -> None:
    counted = (
        select(applicants.c.stage_id, func.count().label("standing"))
        .where(applicants.c.stage_id.in_([stage.id for stage in stages]))
        .group_by(applicants.c.stage_id)
    )
    standing = {row.stage_id: row.standing for row in await session.execute(counted)}
    if standing:
        told = ", ".join(f"{stage.name!r} has {standing[stage.id]}" for stage in stages if stage.id in standing)
        raise ConflictError(
            f"A stage with applicants cannot be removed: {told}. Move them to another stage first, or keep the stage.",
            extra={"applicants": {str(stage): count for stage, count in standing.items()}},
        )


def _plain(stages: Sequence[Stage]) -> list[dict[str, str]]:
    return [{"id": str(stage.id), "name": stage.name, "kind": stage.kind} for stage in stages]
