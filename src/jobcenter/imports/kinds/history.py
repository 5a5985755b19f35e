"""History from a file: the stages that applicants went through, when and by whom; none is written twice."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ARRAY, Uuid, any_, literal, select

from jobcenter.applicants.facts import keep
from jobcenter.applicants.loading import load_history
from jobcenter.imports.finding import Stages, made_before, named, stages_by_job, users_by_email
from jobcenter.imports.kinds.applicants import applicants_there, find_pair
from jobcenter.imports.rows import Import, RefusedError, Row, usable
from jobcenter.imports.writing import driver
from jobcenter.kit.db import ReadSession, Session
from jobcenter.tables import applicant_history

LONGEST_BY: Final = 200
LONGEST_NOTE: Final = 5_000
Entry = tuple[uuid.UUID, datetime, str]


async def bring_history(session: Session, imported: Import, rows: Sequence[Row]) -> None:
    """Settle each row: made, already there or refused; the kept facts of whom it is about are made true.

    An entry is told from others by applicant, time and stage. Where applicants stand does not change by it.
    """
    jobs = await named(session, "jobs", (name for row in rows if (name := row.cells.get("job"))))
    people = await named(session, "candidates", (name for row in rows if (name := row.cells.get("candidate"))))
    good = [row for row in rows if usable(row, find_pair, jobs, people)]
    there = await applicants_there(session, [row.wanted["pair"] for row in good])
    stages = await stages_by_job(session, {row.wanted["job"] for row in good}, hold=not imported.dry_run)
    users = await users_by_email(session, {by.lower() for row in good if "@" in (by := row.cells.get("by", ""))})
    good = [row for row in good if usable(row, _read, there, stages, users)]
    known = await _known(session, [row.wanted["applicant"] for row in good])
    earlier = await made_before(session, imported, {row.key for row in good if row.key})
    made: list[Row] = []
    for row in good:
        entry: Entry = (row.wanted["applicant"], row.wanted["at"], row.wanted["to"].name)
        if entry in known or row.key in earlier:
            row.settle("already_there", row.wanted["applicant"])
        else:
            known.add(entry)
            row.settle("made", row.wanted["applicant"])
            made.append(row)
    if made and not imported.dry_run:
        told = sorted((_told(row, imported) for row in made), key=lambda one: one[1])
        await load_history(await driver(session), told)
        await keep(session, {row.wanted["applicant"] for row in made})


def _read(
    row: Row,
    there: Mapping[tuple[uuid.UUID, uuid.UUID], uuid.UUID],
    stages: Mapping[uuid.UUID, Stages],
    users: Mapping[str, uuid.UUID],
) -> None:
    applicant = there.get(row.wanted["pair"])
    if applicant is None:
        raise RefusedError("candidate: is not in this job's pipeline. Import the applicants first.")
    row.needed("at")
    at = row.moment("at")
    of_job = stages[row.wanted["job"]]
    to = of_job.find("to", row.needed("to"))
    came_from = of_job.find("from", row.cells["from"]) if "from" in row.cells else None
    for column, longest in (("by", LONGEST_BY), ("note", LONGEST_NOTE)):
        if len(row.cells.get(column, "")) > longest:
            raise RefusedError(f"{column}: has {len(row.cells[column])} characters; at most {longest} are allowed.")
    by = row.cells.get("by")
    user = users.get(by.lower()) if by else None
    who = None if by is None else (user, f"user:{by.lower()}" if user else by)
    row.wanted |= {"applicant": applicant, "at": at, "to": to, "from": came_from, "by": who}
    row.key = f"{row.key} {at.isoformat() if at else ''} {to.name}"


async def _known(session: ReadSession, applicant_ids: Sequence[uuid.UUID]) -> set[Entry]:
    history = applicant_history.c
    statement = select(history.applicant_id, history.at, history.to_stage).where(
        history.applicant_id == any_(literal(list(set(applicant_ids)), ARRAY(Uuid)))
    )
    return {(row.applicant_id, row.at, row.to_stage) for row in await session.execute(statement)}


def _told(row: Row, imported: Import) -> tuple[Any, ...]:
    wanted = row.wanted
    by_id, by = wanted["by"] or (imported.by_id, imported.made_by)
    came_from = (wanted["from"].name, wanted["from"].kind) if wanted["from"] else (None, None)
    note = row.cells.get("note")
    return (wanted["applicant"], wanted["at"], by_id, by, *came_from, wanted["to"].name, wanted["to"].kind, note)
