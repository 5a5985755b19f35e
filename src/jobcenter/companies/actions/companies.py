"""Making and changing companies, with all their names and domains."""

import uuid
from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, func, insert, select, union_all, update

from jobcenter.companies.actions.holding import check_version, differing, hold_words
from jobcenter.companies.queries import SHOWN, no_company
from jobcenter.companies.rules import further_names, key_of
from jobcenter.companies.schemas import CompanyChanges, CompanyGiven, CompanyShown, given
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import ConflictError
from jobcenter.tables import companies, company_domains, company_names
from jobcenter.work.audit import record

THING = "company"
PLAIN = ("name", "is_client", "website", "location", "about")


async def make_company(session: Session, wanted: CompanyGiven, *, actor: str) -> dict[str, Any]:
    """Make a company; returns the row with its `names` and `domains`.

    Raises:
        ConflictError: one of the domains is another company's, or one of the names (unless `allow_twin`).
    """
    names, domains = further_names(wanted.name, wanted.names), sorted(set(wanted.domains))
    keys = {key_of(wanted.name), *names}
    await hold_words(session, {*keys, *domains})
    if not wanted.allow_twin:
        await _refuse_twins(session, keys)
    company_id = new_id()
    values = {name: getattr(wanted, name) for name in PLAIN}
    await session.execute(insert(companies).values(id=company_id, name_key=key_of(wanted.name), **values))
    await _add_names(session, company_id, names)
    await _add_domains(session, company_id, domains)
    made = {**values, "names": list(names.values()), "domains": domains}
    await record(session, actor=actor, action="create", thing=THING, thing_id=str(company_id), after=made)
    return await _row(session, company_id)


async def change_company(
    session: Session, company_id: uuid.UUID, changes: CompanyChanges, *, actor: str, version: int | None = None
) -> dict[str, Any]:
    """Change what is given of a company; `names` and `domains` are replaced whole. Returns the row as it is then.

    Raises:
        NotFoundError: there is none of that id.
        ChangedMeanwhileError: `version` is not the row's any more.
        ConflictError: a domain is another company's, or a name that this one did not have (unless `allow_twin`).
    """
    row = await _row(session, company_id, lock=True)
    current = CompanyShown.model_validate(row).model_dump(mode="json")
    check_version(THING, row["version"], version, current)
    wanted = given(changes, "website", "location", "about")
    allow_twin = wanted.pop("allow_twin", False)
    name = wanted.get("name", row["name"])
    names = further_names(name, wanted.get("names", row["names"]))
    wanted["names"] = [names[key] for key in sorted(names)]
    if "domains" in wanted:
        wanted["domains"] = sorted(set(wanted["domains"]))
    changed = differing(wanted, row)
    if not changed:
        return row
    added = {key_of(name), *names} - {row["name_key"], *map(key_of, row["names"])}
    domains = set(changed.get("domains", row["domains"]))
    await hold_words(session, added | (domains - set(row["domains"])))
    if not allow_twin:
        await _refuse_twins(session, added, but=company_id)
    plain = {field: value for field, value in changed.items() if field in PLAIN}
    await session.execute(
        update(companies)
        .where(companies.c.id == company_id)
        .values(**plain, name_key=key_of(name), version=companies.c.version + 1, updated_at=func.now())
    )
    if "names" in changed:
        await session.execute(delete(company_names).where(company_names.c.company_id == company_id))
        await _add_names(session, company_id, names)
    if "domains" in changed:
        gone = company_domains.c.domain.in_(set(row["domains"]) - domains)
        await session.execute(delete(company_domains).where(company_domains.c.company_id == company_id, gone))
        await _add_domains(session, company_id, sorted(domains - set(row["domains"])))
    was = {field: row[field] for field in changed}
    await record(
        session, actor=actor, action="change", thing=THING, thing_id=str(company_id), before=was, after=changed
    )
    return await _row(session, company_id)


async def _row(session: Session, company_id: uuid.UUID, *, lock: bool = False) -> dict[str, Any]:
    statement = select(*SHOWN).where(companies.c.id == company_id)
    if lock:
        # The row first, its names afterwards: a statement that waited for the row would show the names of before.
        held = select(companies.c.id).where(companies.c.id == company_id).with_for_update(key_share=True)
        await session.execute(held)
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        raise no_company(company_id)
    return dict(row)


async def _refuse_twins(session: Session, keys: Collection[str], *, but: uuid.UUID | None = None) -> None:
    known = union_all(
        select(companies.c.id.label("company_id"), companies.c.name_key).where(companies.c.name_key.in_(keys)),
        select(company_names.c.company_id, company_names.c.name_key).where(company_names.c.name_key.in_(keys)),
    ).subquery()
    statement = select(companies.c.id, companies.c.name).join(known, known.c.company_id == companies.c.id)
    if but is not None:
        statement = statement.where(companies.c.id != but)
    twin = (await session.execute(statement.order_by(companies.c.id).limit(1))).one_or_none()
    if twin is not None:
        raise ConflictError(
            f"The company {twin.name!r} ({twin.id}) goes by this name already. Change that one, or, if it is another "
            "company all the same, send allow_twin: true.",
            extra={"company_id": str(twin.id), "name": twin.name},
        )


async def _add_names(session: Session, company_id: uuid.UUID, names: dict[str, str]) -> None:
    if names:
        rows = [{"company_id": company_id, "name_key": key, "name": name} for key, name in names.items()]
        await session.execute(insert(company_names), rows)


async def _add_domains(session: Session, company_id: uuid.UUID, domains: Collection[str]) -> None:
    if not domains:
        return
    taken = (
        await session.execute(
            select(company_domains.c.domain, companies.c.id, companies.c.name)
            .join(companies, companies.c.id == company_domains.c.company_id)
            .where(company_domains.c.domain.in_(domains))
            .order_by(company_domains.c.domain)
            .limit(1)
        )
    ).one_or_none()
    if taken is not None:
        raise ConflictError(
            f"The domain {taken.domain} is the company {taken.name!r}'s ({taken.id}), and a domain is one company's. "
            "Take it out there first, or leave it out here.",
            extra={"company_id": str(taken.id), "name": taken.name, "domain": taken.domain},
        )
    rows = [{"company_id": company_id, "domain": domain} for domain in domains]
    await session.execute(insert(company_domains), rows)
