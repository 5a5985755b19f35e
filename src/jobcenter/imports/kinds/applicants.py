"""Applicants from a file: candidates that are here, in the pipelines of jobs that are here, at a stage since a time."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ARRAY, Uuid, any_, literal, select

from jobcenter.applicants.events import APPLICANT_ADDED
from jobcenter.applicants.facts import keep, words_of
from jobcenter.applicants.loading import APPLICANT_COLUMNS, load_applicants, load_history
from jobcenter.imports.finding import Named, Stages, made_before, named, stages_by_job, users_by_email
from jobcenter.imports.rows import Import, RefusedError, Row, usable
from jobcenter.imports.writing import driver
from jobcenter.jobs.queries import Stage
from jobcenter.kit.clock import new_id, now
from jobcenter.kit.db import ReadSession, Session
from jobcenter.offlimits.queries import off_limits_now
from jobcenter.tables import applicants, candidates
from jobcenter.work.outbox import emit

LONGEST_REASON: Final = 500
Pair = tuple[uuid.UUID, uuid.UUID]


async def bring_applicants(session: Session, imported: Import, rows: Sequence[Row]) -> None:
    """Settle each row: made, already there (where it stands it stays) or refused; the kept facts are made true.

    People who are off-limits are refused, unless the import was made to override that, as by hand.
    """
    jobs = await named(session, "jobs", (name for row in rows if (name := row.cells.get("job"))))
    people = await named(session, "candidates", (name for row in rows if (name := row.cells.get("candidate"))))
    good = [row for row in rows if usable(row, find_pair, jobs, people)]
    stages = await stages_by_job(session, {row.wanted["job"] for row in good}, hold=not imported.dry_run)
    emails = {email for row in good if (email := row.cells.get("added_by", "").lower())}
    users = await users_by_email(session, emails)
    good = [row for row in good if usable(row, _read, stages, users)]
    persons = await _people(session, [row.wanted["candidate"] for row in good], hold=not imported.dry_run)
    there = await applicants_there(session, [row.wanted["pair"] for row in good])
    earlier = await made_before(session, imported, {row.key for row in good if row.key})
    made: list[Row] = []
    for row in good:
        person, pair = persons[row.wanted["candidate"]], row.wanted["pair"]
        if pair in there:
            row.settle("already_there", there[pair])
        elif row.key in earlier:
            row.settle("already_there", None, f"As row {earlier[row.key]}.")
        elif person["reason"] is not None and not imported.override_off_limits:
            row.refuse(f"candidate: is off-limits ({person['reason']}). An admin may import with override_off_limits.")
        else:
            there[pair] = new_id()
            row.settle("made", there[pair])
            made.append(row)
    if made and not imported.dry_run:
        await _store(session, imported, made, persons)


def find_pair(row: Row, jobs: Named, people: Named) -> None:
    """Note which job and which candidate a row is about.

    Raises:
        RefusedError: either is not here.
    """
    job = jobs.find("job", row.needed("job"))
    candidate = people.find("candidate", row.needed("candidate"))
    row.wanted = {"job": job, "candidate": candidate, "pair": (job, candidate)}
    row.key = f"{job} {candidate}"


async def applicants_there(session: ReadSession, pairs: Sequence[Pair]) -> dict[Pair, uuid.UUID]:
    """The applicants of these candidates in these jobs, by job and candidate."""
    by_job: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for job, candidate in pairs:
        by_job[job].append(candidate)
    found: dict[Pair, uuid.UUID] = {}
    columns = applicants.c.job_id, applicants.c.candidate_id, applicants.c.id
    statement = select(*columns).where(
        applicants.c.job_id == any_(literal(list(by_job), ARRAY(Uuid))),
        applicants.c.candidate_id == any_(literal([candidate for _, candidate in pairs], ARRAY(Uuid))),
    )
    for row in await session.execute(statement):
        found[row.job_id, row.candidate_id] = row.id
    return found


def _read(row: Row, stages: Mapping[uuid.UUID, Stages], users: Mapping[str, uuid.UUID]) -> None:
    stage = stages[row.wanted["job"]].find("stage", row.cells.get("stage", "sourced"))
    added_at = row.moment("added_at")
    since = row.moment("since") or added_at
    if added_at and since and since < added_at:
        raise RefusedError(f"since: {row.cells['since']!r} lies before added_at, {row.cells['added_at']!r}.")
    email = row.cells.get("added_by", "").lower()
    if email and email not in users:
        raise RefusedError(f"added_by: nobody signs in here as {email[:80]!r}. Add the user first, or leave it empty.")
    reason = row.cells.get("reason")
    if reason and stage.kind != "rejected":
        raise RefusedError(f"reason: only a rejection has one, and {stage.name!r} is of the kind {stage.kind}.")
    if reason and len(reason) > LONGEST_REASON:
        raise RefusedError(f"reason: has {len(reason)} characters; at most {LONGEST_REASON} are allowed.")
    added = (users[email], f"user:{email}") if email else None
    row.wanted |= {"stage": stage, "added_at": added_at, "since": since, "added": added, "reason": reason}


async def _people(session: Session, ids: Sequence[uuid.UUID], *, hold: bool) -> dict[uuid.UUID, dict[str, Any]]:
    """What rows start with of their people, and the rule that these are under; held, nobody changes or places them."""
    wanted = candidates.c.id == any_(literal(list(set(ids)), ARRAY(Uuid)))
    if hold:
        locking = select(candidates.c.id).where(wanted).order_by(candidates.c.id)
        await session.execute(locking.with_for_update(read=True))
    rules = off_limits_now()
    statement = (
        select(candidates.c.id, candidates.c.name_key, words_of(candidates.c).label("words"), rules.c.reason)
        .outerjoin_from(candidates, rules, rules.c.company_id == candidates.c.employer_id)
        .where(wanted)
    )
    return {row["id"]: dict(row) for row in (await session.execute(statement)).mappings()}


async def _store(
    session: Session, imported: Import, rows: Sequence[Row], persons: Mapping[uuid.UUID, Mapping[str, Any]]
) -> None:
    connection, moment = await driver(session), now()
    await load_applicants(
        connection, [_columns(row, imported, persons[row.wanted["candidate"]], moment) for row in rows]
    )
    told = sorted((_told(row, imported, moment) for row in rows), key=lambda one: one[1])
    await load_history(connection, told)
    ids = [row.thing for row in rows]
    await keep(session, ids)
    groups: dict[tuple[uuid.UUID, uuid.UUID, str], list[str]] = defaultdict(list)
    for row in rows:
        stage: Stage = row.wanted["stage"]
        groups[row.wanted["job"], stage.id, stage.kind].append(str(row.thing))
    for (job, stage_id, kind), some in groups.items():
        payload = {"job_id": str(job), "applicant_ids": some, "stage_id": str(stage_id), "kind": kind}
        await emit(session, APPLICANT_ADDED, payload)


def _columns(row: Row, imported: Import, person: Mapping[str, Any], moment: datetime) -> tuple[Any, ...]:
    """A row as it is loaded; what follows from other tables is made true afterwards, in the same transaction."""
    wanted, stage = row.wanted, row.wanted["stage"]
    added_at = wanted["added_at"] or wanted["since"] or moment
    values = {
        "id": row.thing,
        "job_id": wanted["job"],
        "candidate_id": wanted["candidate"],
        "stage_id": stage.id,
        "stage_since": wanted["since"] or added_at,
        "reject_reason": wanted["reason"],
        "added_by": wanted["added"][0] if wanted["added"] else imported.by_id,
        "added_at": added_at,
        "updated_at": moment,
        "stage_kind": stage.kind,
        "stage_rank": stage.position,
        "name_key": person["name_key"],
        "words": person["words"],
    }
    return tuple(values.get(name) for name in APPLICANT_COLUMNS)


def _told(row: Row, imported: Import, moment: datetime) -> tuple[Any, ...]:
    """The one entry of history that an applicant begins with: how they came to where they stand."""
    wanted = row.wanted
    by_id, by = wanted["added"] or (imported.by_id, imported.made_by)
    at = wanted["since"] or wanted["added_at"] or moment
    return (row.thing, at, by_id, by, None, None, wanted["stage"].name, wanted["stage"].kind, None)
