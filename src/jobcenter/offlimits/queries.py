"""Who is off limits today and why, and the rules that say so."""

import uuid
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, Subquery, and_, cast, false, func, or_, select, true
from sqlalchemy.dialects.postgresql import distinct_on

from jobcenter.accounts.rules import STAFF, Caller
from jobcenter.companies.queries import check_seen
from jobcenter.companies.queries import visible as visible_companies
from jobcenter.kit.db import ReadSession
from jobcenter.kit.errors import NotFoundError
from jobcenter.tables import companies, contracts, off_limits_rules

TODAY: ColumnElement[Any] = cast(func.timezone("UTC", func.now()), Date)
"""The day by the database's clock, in UTC."""

LAST_DAY = func.coalesce(off_limits_rules.c.ends_on, contracts.c.ends_on)
IN_FORCE = and_(
    off_limits_rules.c.starts_on <= TODAY,
    contracts.c.starts_on <= TODAY,
    or_(LAST_DAY.is_(None), LAST_DAY >= TODAY),
)
"""Whether a rule, joined to its contract, holds today."""

_company = companies.alias("company")
SHOWN = (
    *off_limits_rules.c,
    contracts.c.title.label("contract_title"),
    contracts.c.company_id.label("client_id"),
    companies.c.name.label("client_name"),
    _company.c.name.label("company_name"),
    IN_FORCE.label("in_force"),
    LAST_DAY.label("in_force_until"),
)


def off_limits_now() -> Subquery:
    """The companies whose people must not be approached today: (company_id, reason, ends_on), one row each.

    Of several rules in force the one that lasts longest; `ends_on` is its last day, or else its contract's, and empty
    where neither ends. For joins, and for `company_id.in_(select(off_limits_now().c.company_id))`.
    """
    return (
        select(off_limits_rules.c.company_id, off_limits_rules.c.reason, LAST_DAY.label("ends_on"))
        .join(contracts, contracts.c.id == off_limits_rules.c.contract_id)
        .where(IN_FORCE)
        .ext(distinct_on(off_limits_rules.c.company_id))
        .order_by(off_limits_rules.c.company_id, LAST_DAY.desc().nulls_first(), off_limits_rules.c.id)
        .subquery("off_limits_now")
    )


def visible(caller: Caller) -> ColumnElement[bool]:
    """Which rules a caller sees: the agency's people all of them, nobody else any."""
    return true() if caller.role in STAFF else false()


async def rules_of(
    session: ReadSession, caller: Caller, client_id: uuid.UUID, *, after: uuid.UUID | None = None, limit: int
) -> list[dict[str, Any]]:
    """The rules on a client's contracts, in the order they were made.

    Raises:
        NotFoundError: there is no company of that id that the caller may see.
    """
    await check_seen(session, caller, client_id)
    statement = whole_rules().where(contracts.c.company_id == client_id, visible(caller), visible_companies(caller))
    statement = statement.order_by(off_limits_rules.c.id).limit(limit)
    if after is not None:
        statement = statement.where(off_limits_rules.c.id > after)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def list_rules(
    session: ReadSession,
    caller: Caller,
    *,
    company_id: uuid.UUID | None = None,
    in_force: bool | None = None,
    after: uuid.UUID | None = None,
    limit: int,
) -> list[dict[str, Any]]:
    """The rules of all clients, in the order they were made: on one company's people, in force or not."""
    statement = whole_rules().where(visible(caller), visible_companies(caller))
    if company_id is not None:
        statement = statement.where(off_limits_rules.c.company_id == company_id)
    if in_force is not None:
        statement = statement.where(IN_FORCE if in_force else ~IN_FORCE)
    if after is not None:
        statement = statement.where(off_limits_rules.c.id > after)
    statement = statement.order_by(off_limits_rules.c.id).limit(limit)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def rule_of(session: ReadSession, rule_id: uuid.UUID) -> dict[str, Any]:
    """One rule, for those who may change it.

    Raises:
        NotFoundError: there is none of that id.
    """
    row = (await session.execute(whole_rules().where(off_limits_rules.c.id == rule_id))).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"There is no off-limits rule {rule_id}.")
    return dict(row)


def whole_rules() -> Select[Any]:
    """Rules with their contract, and the name of the company that is off limits."""
    return (
        select(*SHOWN)
        .join(contracts, contracts.c.id == off_limits_rules.c.contract_id)
        .join(companies, companies.c.id == contracts.c.company_id)
        .join(_company, _company.c.id == off_limits_rules.c.company_id)
    )
