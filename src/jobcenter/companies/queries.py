"""Reading companies, their contacts, interview rounds and contracts: what the caller may see of them, and no more."""

import uuid
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Select, Text, false, func, literal, select, true, tuple_, union

from jobcenter.accounts.rules import Caller
from jobcenter.companies.rules import is_of_the_agency, key_of
from jobcenter.kit.db import ReadSession
from jobcenter.kit.errors import NotFoundError
from jobcenter.tables import companies, company_contacts, company_domains, company_names, contracts, interview_rounds

LETTERS_FOR_PARTS = 3
"""Shorter words are looked for at the beginning of names only: nearly every name holds an "a"."""

_OF_IT = company_names.c.company_id == companies.c.id, company_domains.c.company_id == companies.c.id
NAMES = func.array(
    select(company_names.c.name).where(_OF_IT[0]).order_by(company_names.c.name_key).scalar_subquery(),
    type_=ARRAY(Text),
).label("names")
DOMAINS = func.array(
    select(company_domains.c.domain).where(_OF_IT[1]).order_by(company_domains.c.domain).scalar_subquery(),
    type_=ARRAY(Text),
).label("domains")
LISTED = (
    *(companies.c[name] for name in ("id", "name", "name_key", "is_client", "website", "location", "version")),
    *(companies.c.created_at, companies.c.updated_at, NAMES, DOMAINS),
)
SHOWN = (*LISTED, companies.c.about)
CONTACT = tuple(company_contacts.c)
ROUND = (interview_rounds.c.id, interview_rounds.c.name, interview_rounds.c.position)
CONTRACT = tuple(contracts.c)


def visible(caller: Caller) -> ColumnElement[bool]:
    """Which companies a caller sees: the agency all of them, a client's manager the own one."""
    if is_of_the_agency(caller):
        return true()
    if caller.company_id is not None:
        return companies.c.id == caller.company_id
    return false()


async def list_companies(
    session: ReadSession,
    caller: Caller,
    *,
    q: str | None = None,
    is_client: bool | None = None,
    after: tuple[str, uuid.UUID] | None = None,
    limit: int,
) -> list[dict[str, Any]]:
    """Companies by name, those after `after` (`name_key`, `id`).

    `q` is a part of one of their names or domains; with fewer than three letters its beginning.
    """
    statement = select(*LISTED).where(visible(caller)).order_by(companies.c.name_key, companies.c.id).limit(limit)
    if q is not None and q.strip():
        statement = statement.where(companies.c.id.in_(_going_by(q.strip())))
    if is_client is not None:
        statement = statement.where(companies.c.is_client if is_client else ~companies.c.is_client)
    if after is not None:
        statement = statement.where(tuple_(companies.c.name_key, companies.c.id) > tuple_(*map(literal, after)))
    return [dict(row) for row in (await session.execute(statement)).mappings()]


def _going_by(q: str) -> Any:  # noqa: ANN401 - a union of selects
    key, address = key_of(q), q.lower().rpartition("//")[2].removeprefix("www.").partition("/")[0] or q.lower()

    def holds(column: ColumnElement[str], part: str) -> ColumnElement[bool]:
        if len(part) < LETTERS_FOR_PARTS:
            return column.startswith(part, autoescape=True)
        return column.contains(part, autoescape=True)

    return union(
        select(companies.c.id).where(holds(companies.c.name_key, key)),
        select(company_names.c.company_id).where(holds(company_names.c.name_key, key)),
        select(company_domains.c.company_id).where(holds(company_domains.c.domain, address)),
    )


async def company_of(session: ReadSession, caller: Caller, company_id: uuid.UUID) -> dict[str, Any]:
    """One company.

    Raises:
        NotFoundError: there is none of that id that the caller may see.
    """
    statement = select(*SHOWN).where(companies.c.id == company_id, visible(caller))
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        raise no_company(company_id)
    return dict(row)


async def check_seen(session: ReadSession, caller: Caller, company_id: uuid.UUID) -> None:
    """Refuse a company that the caller does not see.

    Raises:
        NotFoundError: there is none of that id that the caller may see.
    """
    if await session.scalar(select(companies.c.id).where(companies.c.id == company_id, visible(caller))) is None:
        raise no_company(company_id)


def no_company(company_id: uuid.UUID) -> NotFoundError:
    """The error that says so."""
    return NotFoundError(f"There is no company {company_id}.")


async def contacts_of(
    session: ReadSession, caller: Caller, company_id: uuid.UUID, *, after: uuid.UUID | None = None, limit: int
) -> list[dict[str, Any]]:
    """A company's contacts, in the order they were made; notes for the agency alone.

    Raises:
        NotFoundError: there is no company of that id that the caller may see.
    """
    await check_seen(session, caller, company_id)
    mine = select(*CONTACT).where(company_contacts.c.company_id == company_id, visible(caller))
    statement = _page(mine, company_contacts, after, limit)
    rows = [dict(row) for row in (await session.execute(statement)).mappings()]
    return rows if is_of_the_agency(caller) else [{**row, "note": None} for row in rows]


async def rounds_of(session: ReadSession, caller: Caller, company_id: uuid.UUID) -> list[dict[str, Any]]:
    """All interview rounds of a company, in their order.

    Raises:
        NotFoundError: there is no company of that id that the caller may see.
    """
    await check_seen(session, caller, company_id)
    statement = (
        select(*ROUND)
        .join(companies, companies.c.id == interview_rounds.c.company_id)
        .where(interview_rounds.c.company_id == company_id, visible(caller))
        .order_by(interview_rounds.c.position, interview_rounds.c.id)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def contracts_of(
    session: ReadSession, caller: Caller, company_id: uuid.UUID, *, after: uuid.UUID | None = None, limit: int
) -> list[dict[str, Any]]:
    """A client's contracts, in the order they were made; nobody but the agency has any to see.

    Raises:
        NotFoundError: there is no company of that id that the caller may see.
    """
    await check_seen(session, caller, company_id)
    agency_only = true() if is_of_the_agency(caller) else false()
    mine = select(*CONTRACT).where(contracts.c.company_id == company_id, visible(caller), agency_only)
    statement = _page(mine, contracts, after, limit)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


def _page(statement: Select[Any], table: Any, after: uuid.UUID | None, limit: int) -> Select[Any]:  # noqa: ANN401 - a table, whose columns mypy does not know
    statement = statement.join(companies, companies.c.id == table.c.company_id).order_by(table.c.id).limit(limit)
    return statement if after is None else statement.where(table.c.id > after)
