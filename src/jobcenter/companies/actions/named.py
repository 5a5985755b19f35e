"""Finding the company that a name means, or making it: for candidates' employers, and for imports."""

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import ARRAY, Text, any_, insert, literal, literal_column, select, union_all
from sqlalchemy.dialects.postgresql import distinct_on

from jobcenter.companies.actions.holding import hold_words
from jobcenter.companies.rules import key_of, tidy_domain, tidy_name
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import ReadSession, Session
from jobcenter.kit.errors import InvalidError
from jobcenter.tables import companies, company_domains, company_names
from jobcenter.work.audit import record


async def company_named(session: Session, name: str, *, domain: str | None = None, actor: str) -> uuid.UUID:
    """The id of the company that a name means, under any of its names; made (as no client) where there is none.

    With a `domain` (or an address that holds one) the company that has it is meant, whatever its name; one that is
    made gets it, one that is found by its name does not. Of twins the oldest is meant, and one that has it as its main
    name before one that also goes by it. Safe when two do it at once: the second finds what the first made.

    Raises:
        InvalidError: `name` is no company's name, or `domain` no domain.
    """
    tidied = tidy_name(name)
    if domain is None:
        return (await companies_named(session, [tidied], actor=actor))[tidied]
    try:
        host = tidy_domain(domain)
    except ValueError as error:
        raise InvalidError(f"domain: {error}") from None
    key = key_of(tidied)
    found = await _having(session, host) or (await _known(session, [key])).get(key)
    if found is None:
        await hold_words(session, [key, host])
        found = await _having(session, host) or (await _known(session, [key])).get(key)
    return found or (await _made(session, {key: tidied}, actor=actor, domain=host))[key]


async def companies_named(session: Session, names: Iterable[str], *, actor: str) -> dict[str, uuid.UUID]:
    """The same for many names at once: the id for each name as it was given, found in one statement.

    A transaction that names many companies calls this once rather than `company_named` for each: the names are held in
    one order, so that two such transactions cannot wait for one another.

    Raises:
        InvalidError: one of them is no company's name.
    """
    given = {name: tidy_name(name) for name in names}
    shown: dict[str, str] = {}
    for tidied in given.values():
        shown.setdefault(key_of(tidied), tidied)
    known = await _known(session, list(shown))
    missing = [key for key in shown if key not in known]
    if missing:
        await hold_words(session, missing)
        known |= await _known(session, missing)
        known |= await _made(session, {key: shown[key] for key in missing if key not in known}, actor=actor)
    return {name: known[key_of(tidied)] for name, tidied in given.items()}


async def _known(session: ReadSession, keys: list[str]) -> dict[str, uuid.UUID]:
    wanted = any_(literal(keys, ARRAY(Text)))
    found = union_all(
        select(companies.c.name_key, companies.c.id, literal_column("0").label("place")).where(
            companies.c.name_key == wanted
        ),
        select(company_names.c.name_key, company_names.c.company_id, literal_column("1")).where(
            company_names.c.name_key == wanted
        ),
    ).subquery()
    rows = await session.execute(
        select(found.c.name_key, found.c.id)
        .ext(distinct_on(found.c.name_key))
        .order_by(found.c.name_key, found.c.place, found.c.id)
    )
    return {row.name_key: row.id for row in rows}


async def _having(session: ReadSession, domain: str) -> uuid.UUID | None:
    return await session.scalar(select(company_domains.c.company_id).where(company_domains.c.domain == domain))


async def _made(
    session: Session, names: Mapping[str, str], *, actor: str, domain: str | None = None
) -> dict[str, uuid.UUID]:
    ids = {key: new_id() for key in names}
    if not ids:
        return {}
    rows = [{"id": ids[key], "name": name, "name_key": key} for key, name in names.items()]
    await session.execute(insert(companies), rows)
    if domain is not None:
        (company_id,) = ids.values()
        await session.execute(insert(company_domains).values(domain=domain, company_id=company_id))
    for key, name in names.items():
        made = {"name": name} if domain is None else {"name": name, "domains": [domain]}
        await record(session, actor=actor, action="create", thing="company", thing_id=str(ids[key]), after=made)
    return ids
