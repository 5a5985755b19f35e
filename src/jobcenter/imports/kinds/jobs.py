"""Jobs from a file: each a vacancy of a client that is here, with the usual stages, found again by its key."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from jobcenter.companies.rules import key_of
from jobcenter.imports.finding import by_key, companies_by_key, made_before, remember
from jobcenter.imports.rows import Import, RefusedError, Row, usable
from jobcenter.imports.writing import driver
from jobcenter.jobs.loading import load_jobs, load_stages
from jobcenter.jobs.rules import DEFAULT_STAGES, times_of
from jobcenter.jobs.schemas import JobGiven
from jobcenter.kit.clock import new_id, now
from jobcenter.kit.db import Session

_SHOWN: Final = 80


async def bring_jobs(session: Session, imported: Import, rows: Sequence[Row]) -> None:
    """Settle each row: made, already there or refused."""
    clients = await companies_by_key(session, [name for row in rows if (name := row.cells.get("client"))])
    good = [row for row in rows if usable(row, _read, clients, names={"openings_count": "openings"})]
    keys = {row.key for row in good if row.key}
    known = await by_key(session, "jobs", keys)
    earlier = await made_before(session, imported, keys)
    made: list[Row] = []
    for row in good:
        key = str(row.key)
        if key in known:
            row.settle("already_there", known[key])
        elif key in earlier:
            row.settle("already_there", None, f"As row {earlier[key]}.")
        else:
            known[key] = new_id()
            row.settle("made", known[key])
            made.append(row)
    if made and not imported.dry_run:
        await _store(session, made)
        await remember(session, imported, {str(row.key): known[str(row.key)] for row in made})


def _read(row: Row, clients: Mapping[str, Any]) -> None:
    row.needed("key")
    row.key = row.identifier("key")
    client = row.needed("client")
    company = clients.get(key_of(client))
    if company is None or not company.is_client:
        is_not = "is no company here" if company is None else "is a company here, but no client"
        raise RefusedError(f"client: {client[:_SHOWN]!r} {is_not}. Import it as a company with client = yes first.")
    given = JobGiven.model_validate(
        {
            "company_id": company.id,
            "title": row.needed("title"),
            "description": row.cells.get("description", ""),
            "location": row.cells.get("location"),
            "status": row.cells.get("status", "open").lower().replace(" ", "_"),
            "openings_count": _number(row, "openings"),
        }
    )
    row.wanted = {"given": given, "opened_at": row.day("opened_on")}


def _number(row: Row, column: str) -> int:
    value = row.cells.get(column, "1")
    if not (value.isascii() and value.isdigit() and len(value) < len("1000000")):
        raise RefusedError(f"{column}: {value[:_SHOWN]!r} is no number; write one from 1 to 10000.")
    return int(value)


async def _store(session: Session, rows: Sequence[Row]) -> None:
    connection, moment = await driver(session), now()
    await load_jobs(connection, [_columns(row, moment) for row in rows])
    await load_stages(
        connection,
        [
            (new_id(), row.thing_id, name, kind, position)
            for row in rows
            for position, (name, kind) in enumerate(DEFAULT_STAGES, 1)
        ],
    )


def _columns(row: Row, moment: datetime) -> tuple[Any, ...]:
    given: JobGiven = row.wanted["given"]
    times = times_of("draft", given.status, opened_at=row.wanted["opened_at"], closed_at=None, moment=moment)
    what = (row.thing_id, given.company_id, given.title, given.description, given.location, given.status)
    return (*what, None, given.openings_count, times["opened_at"], times["closed_at"], moment, moment)
