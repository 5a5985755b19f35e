"""Changing candidates: add and change a person with tags and contacts."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select, text, union_all, update

from jobcenter.accounts.actions.users import tidy_email
from jobcenter.candidates.events import CANDIDATE_CHANGED
from jobcenter.candidates.queries import CONTACTS, PLAIN, TAGS
from jobcenter.candidates.rules import TOLD, name_key, tidy_contact, tidy_tag
from jobcenter.candidates.schemas import CandidateChange, CandidateGiven, CandidateShown, Contact
from jobcenter.companies.actions import company_named
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import ChangedMeanwhileError, ConflictError, InvalidError, NotFoundError
from jobcenter.tables import candidate_contacts, candidate_tags, candidates
from jobcenter.work.audit import record
from jobcenter.work.outbox import emit

THING = "candidate"
COLUMNS = ("name", "email", "phone", "headline", "title", "location", "employer")
COMPUTED: dict[str, Any] = {"status": None, "standing": []}  # what no column says, and a refusal leaves out

# Held until the transaction ends: of two requests about the same address, the second sees what the first has made.
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))")


async def add_candidate(session: Session, given: CandidateGiven, *, actor: str) -> uuid.UUID:
    """Add a person; return the id.

    Raises:
        InvalidError: a value is not allowed.
        ConflictError: somebody has this e-mail already (`candidate_id` tells who), and `allow_twin` is not set.
    """
    values = await _values(session, given.model_dump(include=set(COLUMNS)), actor=actor)
    tags, contacts = _tidied_tags(given.tags), _tidied_contacts(given.contacts)
    if values["email"] and not given.allow_twin:
        await _refuse_twin(session, values["email"])
    return await make(session, values, tags=tags, contacts=contacts, actor=actor)


async def make(
    session: Session,
    values: Mapping[str, Any],
    *,
    tags: Sequence[str] = (),
    contacts: Sequence[tuple[str, str]] = (),
    actor: str,
) -> uuid.UUID:
    """Write a new person's rows from columns that are tidied and complete but for id and name_key; return the id."""
    candidate_id = new_id()
    await session.execute(insert(candidates).values(id=candidate_id, name_key=name_key(values["name"]), **values))
    await _add_tags(session, candidate_id, tags)
    await _add_contacts(session, candidate_id, contacts)
    after = {**values, "tags": list(tags), "contacts": _listed(contacts)}
    await record(session, actor=actor, action="create", thing=THING, thing_id=str(candidate_id), after=after)
    return candidate_id


async def change_candidate(
    session: Session, candidate_id: uuid.UUID, given: CandidateChange, *, actor: str, version: int | None = None
) -> None:
    """Change what is given of a person; tags and contacts are given whole. What is as it was leaves no trace.

    Raises:
        NotFoundError: there is none of that id.
        ChangedMeanwhileError: `version` is not the row's any more.
        InvalidError, ConflictError: as when adding one.
    """
    asked = given.model_dump(include=set(COLUMNS) & given.model_fields_set)
    if asked.get("name", "") is None:
        raise InvalidError("name: must not be null. Leave it out to keep it as it is.")
    values = await _values(session, asked, actor=actor)
    before = await locked(session, candidate_id, version)
    if values.get("email") and values["email"] != before["email"] and not given.allow_twin:
        await _refuse_twin(session, values["email"], but=candidate_id)
    sets: dict[str, Any] = {}
    if given.tags is not None:
        sets["tags"] = _tidied_tags(given.tags)
    if given.contacts is not None:
        sets["contacts"] = _listed(_tidied_contacts(given.contacts))
    changes = {name: value for name, value in (values | sets).items() if value != before[name]}
    if "tags" in changes:
        await session.execute(delete(candidate_tags).where(candidate_tags.c.candidate_id == candidate_id))
        await _add_tags(session, candidate_id, changes["tags"])
    if "contacts" in changes:
        await session.execute(delete(candidate_contacts).where(candidate_contacts.c.candidate_id == candidate_id))
        await _add_contacts(session, candidate_id, [(one["kind"], one["value"]) for one in changes["contacts"]])
    await write_changes(session, before, changes, actor=actor)


async def write_changes(session: Session, before: Mapping[str, Any], changes: Mapping[str, Any], *, actor: str) -> None:
    """Write what differs on a candidate's locked row, with its audit entry, and its event where others keep copies."""
    if not changes:
        return
    candidate_id = before["id"]
    columns = {name: value for name, value in changes.items() if name in candidates.c}
    if "name" in columns:
        columns["name_key"] = name_key(columns["name"])
    await session.execute(
        update(candidates)
        .where(candidates.c.id == candidate_id)
        .values(**columns, version=candidates.c.version + 1, updated_at=func.now())
    )
    was = {name: before[name] for name in changes}
    became = changes
    await record(
        session, actor=actor, action="change", thing=THING, thing_id=str(candidate_id), before=was, after=became
    )
    if not TOLD.isdisjoint(changes):
        await emit(session, CANDIDATE_CHANGED, {"candidate_ids": [str(candidate_id)]})


async def locked(session: Session, candidate_id: uuid.UUID, version: int | None = None) -> dict[str, Any]:
    """A candidate's row with tags and contacts, which nobody else changes until this transaction ends.

    Raises:
        NotFoundError: there is none of that id.
        ChangedMeanwhileError: `version` is not the row's any more.
    """
    lock = select(candidates.c.id).where(candidates.c.id == candidate_id).with_for_update()
    if (await session.execute(lock)).one_or_none() is None:
        raise NotFoundError(f"There is no candidate {candidate_id}.")
    # Read anew: tags and contacts as whoever held the lock before has left them.
    names = (*PLAIN, "notes_count", "created_at", "updated_at")
    whole = select(*(candidates.c[name] for name in names), TAGS, CONTACTS).where(candidates.c.id == candidate_id)
    row = dict((await session.execute(whole)).mappings().one())
    if version is not None and version != row["version"]:
        raise ChangedMeanwhileError.of(
            "candidate",
            now=row["version"],
            seen=version,
            current=CandidateShown.model_validate(row | COMPUTED).model_dump(mode="json", exclude=set(COMPUTED)),
        )
    return row


async def employer_id_of(session: Session, employer: str | None, *, actor: str) -> uuid.UUID | None:
    """The company of an employer's name, found or made; None without a name."""
    return await company_named(session, employer, actor=actor) if employer else None


async def _values(session: Session, asked: dict[str, Any], *, actor: str) -> dict[str, Any]:
    """Columns as they are stored, in the order in which locks are taken: the employer's before the person's."""
    values = dict(asked)
    if "name" in values:
        name_key(values["name"])
    if values.get("email") is not None:
        values["email"] = tidy_email(values["email"]) if values["email"].strip() else None
    if "employer" in values:
        values["employer_id"] = await employer_id_of(session, values["employer"], actor=actor)
    return values


async def _refuse_twin(session: Session, email: str, but: uuid.UUID | None = None) -> None:
    await session.execute(ONE_AT_A_TIME, {"what": f"candidate's e-mail {email}"})
    contacts = candidate_contacts.c
    having = union_all(
        select(candidates.c.id).where(candidates.c.email == email),
        select(contacts.candidate_id).where(contacts.kind == "email", contacts.value == email),
    ).subquery()
    statement = select(having.c.id).order_by(having.c.id).limit(1)
    if but is not None:
        statement = statement.where(having.c.id != but)
    twin = (await session.execute(statement)).scalar_one_or_none()
    if twin is not None:
        raise ConflictError(
            f"There is a candidate with the e-mail {email} already: {twin}. Change that one, "
            "or send allow_twin: true if this is another person.",
            extra={"candidate_id": str(twin)},
        )


async def _add_tags(session: Session, candidate_id: uuid.UUID, tags: Sequence[str]) -> None:
    if tags:
        await session.execute(insert(candidate_tags), [{"candidate_id": candidate_id, "tag": tag} for tag in tags])


async def _add_contacts(session: Session, candidate_id: uuid.UUID, contacts: Sequence[tuple[str, str]]) -> None:
    rows = [{"id": new_id(), "candidate_id": candidate_id, "kind": kind, "value": value} for kind, value in contacts]
    if rows:
        await session.execute(insert(candidate_contacts), rows)


def _tidied_tags(tags: Sequence[str]) -> list[str]:
    return sorted({tidy_tag(tag) for tag in tags})


def _tidied_contacts(contacts: Sequence[Contact]) -> list[tuple[str, str]]:
    return sorted({(one.kind, tidy_contact(one.kind, one.value)) for one in contacts})


def _listed(contacts: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"kind": kind, "value": value} for kind, value in contacts]
