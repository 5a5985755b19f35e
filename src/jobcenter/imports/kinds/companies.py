"""Companies from a file: new ones are made; those there, under any name or domain, learn what is new."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, Text, any_, literal, select

from jobcenter.companies.actions import change_company
from jobcenter.companies.actions.holding import hold_words
from jobcenter.companies.loading import load_companies, load_domains, load_names
from jobcenter.companies.queries import SHOWN
from jobcenter.companies.rules import further_names, key_of
from jobcenter.companies.schemas import CompanyChanges, CompanyGiven
from jobcenter.imports.finding import companies_by_key, made_before
from jobcenter.imports.rows import Import, Row, usable
from jobcenter.imports.writing import driver
from jobcenter.kit.clock import new_id, now
from jobcenter.kit.db import ReadSession, Session
from jobcenter.kit.errors import ConflictError
from jobcenter.tables import companies, company_domains


async def bring_companies(session: Session, imported: Import, rows: Sequence[Row]) -> None:
    """Settle each row: made, updated, already there or refused."""
    good = [row for row in rows if usable(row, _read, names={"is_client": "client"})]
    names, domains = await _known(session, good)
    await _teach(session, imported, [row for row in good if _meant(row, names, domains)], names, domains)
    new = [row for row in good if row.outcome is None]
    if new and not imported.dry_run:
        await hold_words(session, {word for row in new for word in (*row.wanted["keys"], *row.wanted["domains"])})
        names, domains = await _known(session, new)  # as whoever held them before has left them
    earlier = await made_before(session, imported, {row.key for row in new if row.key})
    made: list[Row] = []
    for row in new:
        there = _meant(row, names, domains)
        if there is not None:
            row.settle("already_there", there)
        elif row.key in earlier:
            row.settle("already_there", None, f"As row {earlier[row.key]}.")
        else:
            company_id = new_id()
            row.settle("made", company_id)
            names |= dict.fromkeys(row.wanted["keys"], company_id)
            domains |= dict.fromkeys(row.wanted["domains"], company_id)
            made.append(row)
    if made and not imported.dry_run:
        await _store(session, made)


def _read(row: Row) -> None:
    given = CompanyGiven.model_validate(
        {
            "name": row.needed("name"),
            "names": row.several("names"),
            "domains": row.several("domains"),
            "is_client": row.truth("client"),
            "website": row.cells.get("website"),
            "location": row.cells.get("location"),
        }
    )
    further = further_names(given.name, given.names)
    row.key = key_of(given.name)
    row.wanted = {
        "given": given,
        "further": further,
        "keys": [row.key, *further],
        "domains": sorted(set(given.domains)),
    }


async def _known(session: ReadSession, rows: Sequence[Row]) -> tuple[dict[str, uuid.UUID], dict[str, uuid.UUID]]:
    """Which companies have the rows' names, by the names' keys, and which have their domains."""
    if not rows:
        return {}, {}
    every = [name for row in rows for name in (row.wanted["given"].name, *row.wanted["further"].values())]
    names = {key: found.id for key, found in (await companies_by_key(session, every)).items()}
    wanted = [domain for row in rows for domain in row.wanted["domains"]]
    statement = select(company_domains).where(company_domains.c.domain == any_(literal(wanted, ARRAY(Text))))
    return names, {row.domain: row.company_id for row in await session.execute(statement)}


def _meant(row: Row, names: dict[str, uuid.UUID], domains: dict[str, uuid.UUID]) -> uuid.UUID | None:
    """The company that a row is about, by its domains first, then by its names in their order."""
    for found in (
        *(domains.get(one) for one in row.wanted["domains"]),
        *(names.get(one) for one in row.wanted["keys"]),
    ):
        if found is not None:
            return found
    return None


async def _teach(
    session: Session, imported: Import, rows: Sequence[Row], names: dict[str, uuid.UUID], domains: dict[str, uuid.UUID]
) -> None:
    """Fill what is empty of companies that are there; what somebody has written stays."""
    meant = [(row, found) for row in rows if (found := _meant(row, names, domains)) is not None]
    if not meant:
        return
    statement = select(*SHOWN).where(companies.c.id.in_({found for _, found in meant}))
    there = {one["id"]: dict(one) for one in (await session.execute(statement)).mappings()}
    for row, company_id in sorted(meant, key=lambda one: (one[1], one[0].number)):
        before = there[company_id]
        changes = _news(row, before)
        if not changes:
            row.settle("already_there", company_id)
            continue
        try:
            async with session.begin_nested() as tried:
                wanted = CompanyChanges.model_validate(changes)
                await change_company(session, company_id, wanted, actor=imported.made_by)
                if imported.dry_run:
                    await tried.rollback()
        except ConflictError as error:
            row.refuse(error.detail)
        else:
            there[company_id] = before | changes
            row.settle("updated", company_id, f"Changed: {', '.join(sorted(changes))}.")


def _news(row: Row, before: dict[str, Any]) -> dict[str, Any]:
    given: CompanyGiven = row.wanted["given"]
    changes: dict[str, Any] = {}
    if given.is_client and not before["is_client"]:
        changes["is_client"] = True
    for column in ("website", "location"):
        if getattr(given, column) and not before[column]:
            changes[column] = getattr(given, column)
    known = {key_of(name) for name in (before["name"], *before["names"])}
    further = {key_of(name): name for name in (given.name, *given.names)}
    if set(further) - known:
        changes["names"] = [*before["names"], *(name for key, name in further.items() if key not in known)]
    if set(given.domains) - set(before["domains"]):
        changes["domains"] = sorted({*before["domains"], *given.domains})
    return changes


async def _store(session: Session, rows: Sequence[Row]) -> None:
    connection, moment = await driver(session), now()
    made = [(row.thing, row.wanted["given"]) for row in rows]
    await load_companies(
        connection, [(key, one.name, one.is_client, one.website, one.location, one.about, moment) for key, one in made]
    )
    await load_names(connection, [(row.thing, name) for row in rows for name in row.wanted["further"].values()])
    await load_domains(connection, [(domain, row.thing) for row in rows for domain in row.wanted["domains"]])
