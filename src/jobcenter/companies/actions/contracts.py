"""Making and changing contracts with clients."""

import uuid
from typing import Any

from sqlalchemy import func, insert, select, update

from jobcenter.companies.actions.holding import check_version, differing, lock_company
from jobcenter.companies.events import CONTRACT_CHANGED
from jobcenter.companies.queries import CONTRACT
from jobcenter.companies.rules import check_days
from jobcenter.companies.schemas import ContractChanges, ContractGiven, ContractShown, given
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import NotFoundError
from jobcenter.tables import companies, contracts
from jobcenter.work.audit import record
from jobcenter.work.outbox import emit

THING = "contract"


async def make_contract(
    session: Session, company_id: uuid.UUID, wanted: ContractGiven, *, actor: str
) -> dict[str, Any]:
    """Make a contract with a company, which is a client from then on; returns the row.

    Raises:
        NotFoundError: there is no such company.
        InvalidError: the contract would end before it starts.
    """
    check_days(THING, wanted.starts_on, wanted.ends_on)
    await lock_company(session, company_id)
    values = wanted.model_dump()
    statement = insert(contracts).values(id=new_id(), company_id=company_id, **values).returning(*CONTRACT)
    row = dict((await session.execute(statement)).mappings().one())
    made = {"company_id": str(company_id), **values}
    await record(session, actor=actor, action="create", thing=THING, thing_id=str(row["id"]), after=made)
    await _make_client(session, company_id, actor=actor)
    return row


async def change_contract(
    session: Session,
    company_id: uuid.UUID,
    contract_id: uuid.UUID,
    changes: ContractChanges,
    *,
    actor: str,
    version: int | None = None,
) -> dict[str, Any]:
    """Change what is given of a contract; returns the row as it is then.

    Raises:
        NotFoundError: this company has none of that id.
        ChangedMeanwhileError: `version` is not the row's any more.
        InvalidError: the contract would end before it starts.
    """
    statement = select(*CONTRACT).where(contracts.c.id == contract_id, contracts.c.company_id == company_id)
    found = (await session.execute(statement.with_for_update(key_share=True))).mappings().one_or_none()
    if found is None:
        raise NotFoundError(f"The company {company_id} has no contract {contract_id}.")
    row = dict(found)
    check_version(THING, row["version"], version, ContractShown.model_validate(row).model_dump(mode="json"))
    changed = differing(given(changes, "ends_on", "fee_percent", "terms"), row)
    if not changed:
        return row
    check_days(THING, changed.get("starts_on", row["starts_on"]), changed.get("ends_on", row["ends_on"]))
    change = (
        update(contracts)
        .where(contracts.c.id == contract_id)
        .values(**changed, version=contracts.c.version + 1, updated_at=func.now())
        .returning(*CONTRACT)
    )
    after = dict((await session.execute(change)).mappings().one())
    was, now = {name: row[name] for name in changed}, changed
    await record(session, actor=actor, action="change", thing=THING, thing_id=str(contract_id), before=was, after=now)
    await emit(session, CONTRACT_CHANGED, {"company_id": str(company_id), "contract_id": str(contract_id)})
    return after


async def _make_client(session: Session, company_id: uuid.UUID, *, actor: str) -> None:
    made = await session.execute(
        update(companies)
        .where(companies.c.id == company_id, ~companies.c.is_client)
        .values(is_client=True, version=companies.c.version + 1, updated_at=func.now())
        .returning(companies.c.id)
    )
    if made.one_or_none() is not None:
        was, now = {"is_client": False}, {"is_client": True}
        await record(
            session, actor=actor, action="change", thing="company", thing_id=str(company_id), before=was, after=now
        )
