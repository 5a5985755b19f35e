"""Companies: list, make, look at, change."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Body, Query, Response

from jobcenter.accounts.access import AskingFirst
from jobcenter.companies import actions, queries
from jobcenter.companies.api.parameters import CanRead, CanWrite
from jobcenter.companies.schemas import CompanyChanges, CompanyGiven, CompanyListed, CompanyShown
from jobcenter.kit.headers import IdempotencyKey, IfMatch, version_of, versioned
from jobcenter.kit.http import Db, ReadDb, problems, tagged
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing
from jobcenter.work.idempotency import made_once

router = APIRouter(route_class=AskingFirst)


@router.get("")
async def list_companies(
    caller: CanRead,
    session: ReadDb,
    page: PageOf,
    q: Annotated[
        str | None,
        Query(max_length=200, description="A part of any of its names or domains; their beginning, under 3 letters."),
    ] = None,
    *,
    is_client: Annotated[bool | None, Query(description="Only clients, or only the others.")] = None,
) -> Listing[CompanyListed]:
    """Companies by name, without case, accents and legal forms."""
    rows = await queries.list_companies(
        session, caller, q=q, is_client=is_client, after=page.start("companies"), limit=page.wanted
    )
    return page.listing("companies", rows, CompanyListed, "name_key", "id")


@router.post("", status_code=201, responses=tagged(201) | problems(409))
async def make_company(
    caller: CanWrite,
    response: Response,
    session: Db,
    wanted: Annotated[CompanyGiven, Body()],
    idempotency_key: IdempotencyKey,
) -> CompanyShown:
    """Make a company. A name that another goes by, or a domain that another has, is a 409 that tells which."""
    made = await made_once(
        session,
        CompanyShown,
        lambda: actions.make_company(session, wanted, actor=caller.label),
        caller=caller.label,
        key=idempotency_key,
        wanted=wanted,
    )
    return versioned(response, made)


@router.get("/{company_id:uuid}", responses=tagged() | problems(404))
async def company(caller: CanRead, response: Response, company_id: uuid.UUID, session: ReadDb) -> CompanyShown:
    """One company."""
    return versioned(response, CompanyShown.model_validate(await queries.company_of(session, caller, company_id)))


@router.patch("/{company_id:uuid}", responses=tagged() | problems(404, 409, 412))
async def change_company(
    caller: CanWrite,
    response: Response,
    company_id: uuid.UUID,
    session: Db,
    wanted: Annotated[CompanyChanges, Body()],
    if_match: IfMatch = None,
) -> CompanyShown:
    """Change what is given of a company; `names` and `domains` are replaced whole."""
    row = await actions.change_company(session, company_id, wanted, actor=caller.label, version=version_of(if_match))
    return versioned(response, CompanyShown.model_validate(row))
