"""Making, changing and deleting a company's contacts."""

import uuid
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from jobcenter.companies.actions.holding import check_version, differing, lock_company
from jobcenter.companies.queries import CONTACT
from jobcenter.companies.schemas import ContactChanges, ContactGiven, ContactShown, given
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import NotFoundError
from jobcenter.tables import company_contacts
from jobcenter.work.audit import record

THING = "contact"


async def make_contact(session: Session, company_id: uuid.UUID, wanted: ContactGiven, *, actor: str) -> dict[str, Any]:
    """Make a contact of a company; returns the row.

    Raises:
        NotFoundError: there is no such company.
    """
    await lock_company(session, company_id)
    values = wanted.model_dump()
    statement = insert(company_contacts).values(id=new_id(), company_id=company_id, **values).returning(*CONTACT)
    row = dict((await session.execute(statement)).mappings().one())
    made = {"company_id": str(company_id), **values}
    await record(session, actor=actor, action="create", thing=THING, thing_id=str(row["id"]), after=made)
    return row


async def change_contact(
    session: Session,
    company_id: uuid.UUID,
    contact_id: uuid.UUID,
    changes: ContactChanges,
    *,
    actor: str,
    version: int | None = None,
) -> dict[str, Any]:
    """Change what is given of a contact; returns the row as it is then.

    Raises:
        NotFoundError: this company has none of that id.
        ChangedMeanwhileError: `version` is not the row's any more.
    """
    row = await _locked(session, company_id, contact_id)
    check_version(THING, row["version"], version, ContactShown.model_validate(row).model_dump(mode="json"))
    changed = differing(given(changes, "title", "email", "phone", "note"), row)
    if not changed:
        return row
    statement = (
        update(company_contacts)
        .where(company_contacts.c.id == contact_id)
        .values(**changed, version=company_contacts.c.version + 1, updated_at=func.now())
        .returning(*CONTACT)
    )
    after = dict((await session.execute(statement)).mappings().one())
    was = {name: row[name] for name in changed}
    await record(
        session, actor=actor, action="change", thing=THING, thing_id=str(contact_id), before=was, after=changed
    )
    return after


async def delete_contact(session: Session, company_id: uuid.UUID, contact_id: uuid.UUID, *, actor: str) -> None:
    """Delete a contact.

    Raises:
        NotFoundError: this company has none of that id.
    """
    row = await _locked(session, company_id, contact_id)
    await session.execute(delete(company_contacts).where(company_contacts.c.id == contact_id))
    was = {"company_id": str(company_id)} | {name: row[name] for name in ContactGiven.model_fields}
    await record(session, actor=actor, action="delete", thing=THING, thing_id=str(contact_id), before=was)


async def _locked(session: Session, company_id: uuid.UUID, contact_id: uuid.UUID) -> dict[str, Any]:
    statement = select(*CONTACT).where(company_contacts.c.id == contact_id, company_contacts.c.company_id == company_id)
    row = (await session.execute(statement.with_for_update())).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"The company {company_id} has no contact {contact_id}.")
    return dict(row)
