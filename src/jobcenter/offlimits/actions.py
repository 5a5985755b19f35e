"""Making, changing and deleting off-limits rules."""

import uuid
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from jobcenter.companies.actions.holding import check_version, differing
from jobcenter.companies.rules import check_days
from jobcenter.companies.schemas import given
from jobcenter.kit.clock import new_id, now
from jobcenter.kit.db import Session
from jobcenter.kit.errors import InvalidError, NotFoundError
from jobcenter.offlimits.events import OFF_LIMITS_CHANGED
from jobcenter.offlimits.queries import rule_of
from jobcenter.offlimits.schemas import RuleChanges, RuleGiven, RuleShown
from jobcenter.tables import companies, contracts, off_limits_rules
from jobcenter.work.audit import record
from jobcenter.work.outbox import emit

THING = "off-limits rule"


async def make_rule(session: Session, client_id: uuid.UUID, wanted: RuleGiven, *, actor: str) -> dict[str, Any]:
    """Make a rule on one of a client's contracts; returns the row with what it refers to.

    Raises:
        NotFoundError: there is no such client.
        InvalidError: the contract is not the client's, the company is not there, or the rule ends before it starts.
    """
    starts_on = wanted.starts_on or now().date()
    check_days("rule", starts_on, wanted.ends_on)
    if await session.scalar(select(companies.c.id).where(companies.c.id == client_id)) is None:
        raise NotFoundError(f"There is no company {client_id}.")
    for what, statement in (
        ("contract_id: this client has no contract", _contract(client_id, wanted.contract_id)),
        ("company_id: there is no company", select(companies.c.id).where(companies.c.id == wanted.company_id)),
    ):
        # Held until the commit, so that nobody deletes it meanwhile; others may refer to it as well.
        if await session.scalar(statement.with_for_update(read=True, key_share=True)) is None:
            named = wanted.contract_id if what.startswith("contract") else wanted.company_id
            raise InvalidError(f"{what} {named}.")
    values = wanted.model_dump() | {"starts_on": starts_on}
    rule_id = new_id()
    await session.execute(insert(off_limits_rules).values(id=rule_id, made_by=actor, **values))
    await record(session, actor=actor, action="create", thing=THING, thing_id=str(rule_id), after=values)
    await emit(session, OFF_LIMITS_CHANGED, {"company_id": str(wanted.company_id)})
    return await rule_of(session, rule_id)


def _contract(client_id: uuid.UUID, contract_id: uuid.UUID) -> Any:  # noqa: ANN401 - a select
    return select(contracts.c.id).where(contracts.c.id == contract_id, contracts.c.company_id == client_id)


async def change_rule(
    session: Session, rule_id: uuid.UUID, changes: RuleChanges, *, actor: str, version: int | None = None
) -> dict[str, Any]:
    """Change what is given of a rule; returns the row as it is then.

    Raises:
        NotFoundError: there is none of that id.
        ChangedMeanwhileError: `version` is not the row's any more.
        InvalidError: it would end before it starts.
    """
    row = await _locked(session, rule_id)
    check_version(THING, row["version"], version, RuleShown.model_validate(row).model_dump(mode="json"))
    changed = differing(given(changes, "ends_on"), row)
    if not changed:
        return row
    check_days("rule", changed.get("starts_on", row["starts_on"]), changed.get("ends_on", row["ends_on"]))
    await session.execute(
        update(off_limits_rules)
        .where(off_limits_rules.c.id == rule_id)
        .values(**changed, version=off_limits_rules.c.version + 1, updated_at=func.now())
    )
    was, becomes = {name: row[name] for name in changed}, changed
    await record(session, actor=actor, action="change", thing=THING, thing_id=str(rule_id), before=was, after=becomes)
    await emit(session, OFF_LIMITS_CHANGED, {"company_id": str(row["company_id"])})
    return await rule_of(session, rule_id)


async def delete_rule(session: Session, rule_id: uuid.UUID, *, actor: str) -> None:
    """Delete a rule, as if it had never been; one that is over is better given its last day.

    Raises:
        NotFoundError: there is none of that id.
    """
    row = await _locked(session, rule_id)
    await session.execute(delete(off_limits_rules).where(off_limits_rules.c.id == rule_id))
    was = {name: row[name] for name in RuleGiven.model_fields}
    await record(session, actor=actor, action="delete", thing=THING, thing_id=str(rule_id), before=was)
    await emit(session, OFF_LIMITS_CHANGED, {"company_id": str(row["company_id"])})


async def _locked(session: Session, rule_id: uuid.UUID) -> dict[str, Any]:
    await session.execute(select(off_limits_rules.c.id).where(off_limits_rules.c.id == rule_id).with_for_update())
    return await rule_of(session, rule_id)
