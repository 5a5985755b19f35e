"""What the rows of a file name: things by the keys of other systems, by e-mail or id; stages, users, companies."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ARRAY, Text, Uuid, any_, literal, select, text, union_all

from jobcenter.companies.rules import key_of
from jobcenter.imports.rows import Import, RefusedError
from jobcenter.jobs.queries import Stage
from jobcenter.kit.db import ReadSession, Session
from jobcenter.tables import (
    candidate_contacts,
    candidates,
    companies,
    company_names,
    import_keys,
    import_rows,
    job_stages,
    jobs,
    users,
)

_THINGS: Final = {"jobs": jobs, "candidates": candidates}
_SHOWN: Final = 80

_REMEMBER: Final = text(
    """
    INSERT INTO import_keys (kind, key, thing_id, import_id)
    SELECT :kind, k.key, k.thing_id, :import_id
    FROM unnest(CAST(:keys AS text[]), CAST(:ids AS uuid[])) AS k (key, thing_id)
    ON CONFLICT (kind, key) DO UPDATE SET thing_id = excluded.thing_id, import_id = excluded.import_id
    """
)


async def by_key(session: ReadSession, kind: str, keys: Collection[str]) -> dict[str, uuid.UUID]:
    """What earlier files called by these keys, and is still there."""
    if not keys:
        return {}
    things = _THINGS[kind]
    statement = (
        select(import_keys.c.key, import_keys.c.thing_id)
        .join(things, things.c.id == import_keys.c.thing_id)
        .where(import_keys.c.kind == kind, import_keys.c.key == any_(literal(list(keys), ARRAY(Text))))
    )
    return {row.key: row.thing_id for row in await session.execute(statement)}


async def remember(session: Session, imported: Import, keys: Mapping[str, uuid.UUID]) -> None:
    """Note what a file calls things, so that later files find them; a key whose thing is gone gets a new one."""
    if keys:
        ordered = sorted(keys)
        given = {"kind": imported.kind, "import_id": imported.id, "keys": ordered}
        await session.execute(_REMEMBER, {**given, "ids": [keys[key] for key in ordered]})


async def by_email(session: ReadSession, emails: Collection[str]) -> dict[str, list[uuid.UUID]]:
    """Who has these e-mails, among further contacts too: the oldest first."""
    if not emails:
        return {}
    wanted = any_(literal(list(emails), ARRAY(Text)))
    contacts = candidate_contacts.c
    having = union_all(
        select(candidates.c.email, candidates.c.id).where(candidates.c.email == wanted),
        select(contacts.value, contacts.candidate_id).where(contacts.kind == "email", contacts.value == wanted),
    ).subquery()
    found: dict[str, list[uuid.UUID]] = defaultdict(list)
    for row in await session.execute(select(having.c.email, having.c.id).distinct().order_by(having.c.id)):
        found[row.email].append(row.id)
    return found


async def by_id(session: ReadSession, kind: str, ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these ids are those of things of this kind."""
    if not ids:
        return set()
    things = _THINGS[kind]
    statement = select(things.c.id).where(things.c.id == any_(literal(list(ids), ARRAY(Uuid))))
    return set((await session.execute(statement)).scalars())


@dataclass(frozen=True, slots=True)
class Named:
    """Things by whatever a file may call them."""

    kind: str
    keys: Mapping[str, uuid.UUID]
    emails: Mapping[str, list[uuid.UUID]]
    ids: Collection[uuid.UUID]

    def find(self, column: str, name: str) -> uuid.UUID:
        """The id of what a row names.

        Raises:
            RefusedError: there is none of that name, or an e-mail is that of several people.
        """
        if name in self.keys:
            return self.keys[name]
        people = self.emails.get(name.lower(), [])
        if len(people) > 1:
            raise RefusedError(
                f"{column}: {len(people)} candidates have the e-mail {name[:_SHOWN]}; use a key or an id."
            )
        if people:
            return people[0]
        found = _id_in(name)
        if found is not None and found in self.ids:
            return found
        ways = "key, e-mail or id" if self.kind == "candidates" else "key or id"
        raise RefusedError(f"{column}: no {self.kind[:-1]} has the {ways} {name[:_SHOWN]!r}. Import {self.kind} first.")


async def named(session: ReadSession, kind: str, names: Iterable[str]) -> Named:
    """Find jobs or candidates by what the rows of a file call them, in at most three statements."""
    wanted = set(names)
    keys = await by_key(session, kind, wanted)
    emails: Mapping[str, list[uuid.UUID]] = {}
    if kind == "candidates":
        emails = await by_email(session, {one.lower() for one in wanted - set(keys) if "@" in one})
    ids = {found for one in wanted - set(keys) if (found := _id_in(one)) is not None}
    return Named(kind, keys, emails, await by_id(session, kind, ids))


def _id_in(name: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(name)
    except ValueError:
        return None


@dataclass(slots=True)
class Stages:
    """The stages of a job, by name in whatever case; a kind means the first stage of that kind."""

    every: list[Stage] = field(default_factory=list)

    def find(self, column: str, name: str) -> Stage:
        """The stage that a row names.

        Raises:
            RefusedError: the job has none of that name or kind; the sentence lists those it has.
        """
        wanted = name.casefold()
        for stage in self.every:
            if stage.name.casefold() == wanted:
                return stage
        for stage in self.every:
            if stage.kind == wanted.replace(" ", "_"):
                return stage
        listed = ", ".join(stage.name for stage in self.every)
        raise RefusedError(f"{column}: the job has no stage {name[:_SHOWN]!r}; it has {listed}.")


async def stages_by_job(session: ReadSession, job_ids: Collection[uuid.UUID], *, hold: bool) -> dict[uuid.UUID, Stages]:
    """The stages of some jobs in their order; with `hold`, nobody changes them until the transaction ends."""
    columns = [job_stages.c[name] for name in Stage.__dataclass_fields__]
    statement = (
        select(job_stages.c.job_id, *columns)
        .where(job_stages.c.job_id == any_(literal(list(job_ids), ARRAY(Uuid))))
        .order_by(job_stages.c.id)
    )
    found: dict[uuid.UUID, Stages] = defaultdict(Stages)
    for job_id, *stage in await session.execute(statement.with_for_update(read=True) if hold else statement):
        found[job_id].every.append(Stage(*stage))
    for stages in found.values():
        stages.every.sort(key=lambda stage: (stage.position, stage.id))
    return found


async def users_by_email(session: ReadSession, emails: Collection[str]) -> dict[str, uuid.UUID]:
    """The users of these e-mails, which are in lower case."""
    if not emails:
        return {}
    statement = select(users.c.email, users.c.id).where(users.c.email == any_(literal(list(emails), ARRAY(Text))))
    return {row.email: row.id for row in await session.execute(statement)}


async def companies_by_key(session: ReadSession, names: Collection[str]) -> dict[str, Any]:
    """The companies (`id`, `is_client`) that these names mean, by the names' keys: clients before others."""
    wanted = any_(literal([key_of(name) for name in names], ARRAY(Text)))
    found = union_all(
        select(
            companies.c.name_key.label("key"), companies.c.id, companies.c.is_client, literal(0).label("place")
        ).where(companies.c.name_key == wanted),
        select(company_names.c.name_key, companies.c.id, companies.c.is_client, literal(1))
        .join(companies, companies.c.id == company_names.c.company_id)
        .where(company_names.c.name_key == wanted),
    ).subquery()
    ordered = select(found).order_by(found.c.is_client.desc(), found.c.place, found.c.id)
    known: dict[str, Any] = {}
    for row in await session.execute(ordered):
        known.setdefault(row.key, row)
    return known


async def made_before(session: ReadSession, imported: Import, keys: Collection[str]) -> dict[str, int]:
    """Of a dry run: which keys earlier rows of the same file have, by the rows' numbers, for it has made nothing."""
    if not imported.dry_run or not keys:
        return {}
    rows = import_rows.c
    statement = select(rows.key, rows.number).where(
        rows.import_id == imported.id, rows.key == any_(literal(list(keys), ARRAY(Text))), rows.outcome == "made"
    )
    return {row.key: row.number for row in await session.execute(statement)}
