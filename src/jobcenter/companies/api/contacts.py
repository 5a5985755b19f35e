"""Contacts: the people at a company to speak to."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Body, Response

from jobcenter.accounts.access import AskingFirst
from jobcenter.companies import actions, queries
from jobcenter.companies.api.parameters import CanRead, CanWrite
from jobcenter.companies.schemas import ContactChanges, ContactGiven, ContactShown
from jobcenter.kit.headers import IdempotencyKey, IfMatch, version_of, versioned
from jobcenter.kit.http import Db, ReadDb, problems, tagged
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing
from jobcenter.work.idempotency import made_once

router = APIRouter(prefix="/{company_id:uuid}/contacts", route_class=AskingFirst)


@router.get("", responses=problems(404))
async def list_company_contacts(
    caller: CanRead, company_id: uuid.UUID, session: ReadDb, page: PageOf
) -> Listing[ContactShown]:
    """A company's contacts, in the order they were made."""
    kind = f"contacts of {company_id}"
    rows = await queries.contacts_of(session, caller, company_id, after=page.start(kind), limit=page.wanted)
    return page.listing(kind, rows, ContactShown)


@router.post("", status_code=201, responses=tagged(201) | problems(404))
async def make_company_contact(
    caller: CanWrite,
    response: Response,
    company_id: uuid.UUID,
    session: Db,
    wanted: Annotated[ContactGiven, Body()],
    idempotency_key: IdempotencyKey,
) -> ContactShown:
    """Make a contact."""
    made = await made_once(
        session,
        ContactShown,
        lambda: actions.make_contact(session, company_id, wanted, actor=caller.label),
        caller=caller.label,
        key=idempotency_key,
        wanted=wanted,
    )
    return versioned(response, made)


@router.patch("/{contact_id:uuid}", responses=tagged() | problems(404, 412))
async def change_company_contact(
    caller: CanWrite,
    response: Response,
    company_id: uuid.UUID,
    contact_id: uuid.UUID,
    session: Db,
    wanted: Annotated[ContactChanges, Body()],
    if_match: IfMatch = None,
) -> ContactShown:
    """Change what is given of a contact."""
    row = await actions.change_contact(
        session, company_id, contact_id, wanted, actor=caller.label, version=version_of(if_match)
    )
    return versioned(response, ContactShown.model_validate(row))


@router.delete("/{contact_id:uuid}", status_code=204, responses=problems(404))
async def delete_company_contact(caller: CanWrite, company_id: uuid.UUID, contact_id: uuid.UUID, session: Db) -> None:
    """Delete a contact."""
    await actions.delete_contact(session, company_id, contact_id, actor=caller.label)
