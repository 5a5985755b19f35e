"""Keeping what was read of a profile: its candidate is found or made, and learns what is new; and taking one away."""

import uuid
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from jobcenter.candidates.actions import ONE_AT_A_TIME, employer_id_of, locked, make, write_changes
from jobcenter.candidates.addresses import canonical_url
from jobcenter.candidates.rules import READ_FROM_PROFILES, fresher, name_key
from jobcenter.candidates.schemas import ProfileGiven
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import InvalidError, NotFoundError
from jobcenter.tables import candidate_contacts, profiles
from jobcenter.work.audit import record

THING = "profile"
KEPT = ("source", *READ_FROM_PROFILES, "history")


async def put_profile(session: Session, given: ProfileGiven, *, actor: str) -> dict[str, Any]:
    """Keep a profile by its canonical url, and return its row; sent again, it changes nothing but `seen_at`.

    The candidate of a profile that is new is the only one who has its url among the contacts; else one is made. Fields
    of the candidate that are empty, or that say what a profile said before, follow the reading; those that a person
    has written stay.

    Raises:
        InvalidError: the url is no address of a page, or the name no name.
    """
    url = canonical_url(given.url)
    if url.count("/") == 2:  # noqa: PLR2004 - those of https://
        raise InvalidError(f"url: {given.url[:80]!r} is a whole site. Give the address of the person's own page.")
    name_key(given.name)
    await session.execute(ONE_AT_A_TIME, {"what": f"profile {url}"})
    row = (await session.execute(select(profiles).where(profiles.c.url == url))).mappings().one_or_none()
    read = {name: value for name, value in given.model_dump(exclude_none=True).items() if name in KEPT}
    if row is None:
        return await _keep_new(session, url, read, actor=actor)
    return await _keep_again(session, dict(row), read, actor=actor)


async def remove_profile(session: Session, candidate_id: uuid.UUID, profile_id: uuid.UUID, *, actor: str) -> None:
    """Take away a profile that is not this candidate's; what the candidate has learned from it stays.

    Read again it is kept anew: for the one who has its url among the contacts, or for somebody new.

    Raises:
        NotFoundError: this candidate has no such profile.
    """
    this = profiles.c.id == profile_id, profiles.c.candidate_id == candidate_id
    told = (profiles.c[name] for name in ("url", *KEPT))
    row = (await session.execute(delete(profiles).where(*this).returning(*told))).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"The candidate {candidate_id} has no profile {profile_id}.")
    was = {**row, "candidate_id": str(candidate_id)}
    await record(session, actor=actor, action="delete", thing=THING, thing_id=str(profile_id), before=was)


async def _keep_new(session: Session, url: str, read: dict[str, Any], *, actor: str) -> dict[str, Any]:
    employer_id = await employer_id_of(session, read.get("employer"), actor=actor)
    contacts = candidate_contacts.c
    having = select(contacts.candidate_id).where(contacts.kind == "web", contacts.value == url).limit(2)
    known = (await session.execute(having)).scalars().all()
    if len(known) == 1:
        candidate_id = known[0]
        await _teach(session, candidate_id, read, employer_id, actor=actor)
    else:
        person = {name: read[name] for name in READ_FROM_PROFILES if name in read}
        candidate_id = await make(session, {**person, "employer_id": employer_id}, actor=actor)
    values = {"candidate_id": candidate_id, "url": url, "employer_id": employer_id, **read}
    statement = insert(profiles).values(id=new_id(), seen_at=func.now(), **values).returning(profiles)
    row = dict((await session.execute(statement)).mappings().one())
    after = {**read, "url": url, "candidate_id": str(candidate_id)}
    await record(session, actor=actor, action="create", thing=THING, thing_id=str(row["id"]), after=after)
    return row


async def _keep_again(session: Session, before: dict[str, Any], read: dict[str, Any], *, actor: str) -> dict[str, Any]:
    changes = {name: value for name, value in read.items() if value != before[name]}
    columns = dict(changes)
    if "employer" in changes:
        columns["employer_id"] = await employer_id_of(session, changes["employer"], actor=actor)
    employer_id = columns.get("employer_id", before["employer_id"])
    await _teach(session, before["candidate_id"], read, employer_id, actor=actor)
    statement = (
        update(profiles).where(profiles.c.id == before["id"]).values(**columns, seen_at=func.now()).returning(profiles)
    )
    row = dict((await session.execute(statement)).mappings().one())
    if changes:
        was = {name: before[name] for name in changes}
        await record(
            session, actor=actor, action="change", thing=THING, thing_id=str(row["id"]), before=was, after=changes
        )
    return row


async def _teach(
    session: Session, candidate_id: uuid.UUID, read: dict[str, Any], employer_id: uuid.UUID | None, *, actor: str
) -> None:
    """Let the candidate follow a reading; the profile's own row still says what it said before."""
    before = await locked(session, candidate_id)
    columns = [profiles.c[name] for name in READ_FROM_PROFILES]
    statement = select(*columns).where(profiles.c.candidate_id == candidate_id)
    seen = [dict(row) for row in (await session.execute(statement)).mappings()]
    changes = fresher(before, seen, read)
    if "employer" in changes:
        changes["employer_id"] = employer_id
    await write_changes(session, before, changes, actor=actor)
