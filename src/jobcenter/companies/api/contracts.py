"""Contracts with clients: their terms and fees, which no client's manager sees."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Body, Response

from jobcenter.accounts.access import AskingFirst
from jobcenter.companies import actions, queries
from jobcenter.companies.api.parameters import CanReadContracts, CanWriteContracts
from jobcenter.companies.schemas import ContractChanges, ContractGiven, ContractShown
from jobcenter.kit.headers import IdempotencyKey, IfMatch, version_of, versioned
from jobcenter.kit.http import Db, ReadDb, problems, tagged
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing
from jobcenter.work.idempotency import made_once

router = APIRouter(prefix="/{company_id:uuid}/contracts", route_class=AskingFirst)


@router.get("", responses=problems(404))
async def list_contracts(
    caller: CanReadContracts, company_id: uuid.UUID, session: ReadDb, page: PageOf
) -> Listing[ContractShown]:
    """A client's contracts, in the order they were made."""
    kind = f"contracts of {company_id}"
    rows = await queries.contracts_of(session, caller, company_id, after=page.start(kind), limit=page.wanted)
    return page.listing(kind, rows, ContractShown)


@router.post("", status_code=201, responses=tagged(201) | problems(404))
async def make_contract(
    caller: CanWriteContracts,
    response: Response,
    company_id: uuid.UUID,
    session: Db,
    wanted: Annotated[ContractGiven, Body()],
    idempotency_key: IdempotencyKey,
) -> ContractShown:
    """Make a contract with a company, which is a client from then on."""
    made = await made_once(
        session,
        ContractShown,
        lambda: actions.make_contract(session, company_id, wanted, actor=caller.label),
        caller=caller.label,
        key=idempotency_key,
        wanted=wanted,
    )
    return versioned(response, made)


@router.patch("/{contract_id:uuid}", responses=tagged() | problems(404, 412))
async def change_contract(
    caller: CanWriteContracts,
    response: Response,
    company_id: uuid.UUID,
    contract_id: uuid.UUID,
    session: Db,
    wanted: Annotated[ContractChanges, Body()],
    if_match: IfMatch = None,
) -> ContractShown:
    """Change what is given of a contract."""
    row = await actions.change_contract(
        session, company_id, contract_id, wanted, actor=caller.label, version=version_of(if_match)
    )
    return versioned(response, ContractShown.model_validate(row))
