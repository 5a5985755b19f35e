"""Candidates from a file: found again by key, e-mail or profile, else made, with employer, tags and profile."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from sqlalchemy import ARRAY, Text, any_, literal, select, text

from jobcenter.accounts.actions.users import tidy_email
from jobcenter.candidates.addresses import canonical_url
from jobcenter.candidates.loading import load_candidates, load_profiles, load_tags
from jobcenter.candidates.rules import name_key, tidy_tag
from jobcenter.candidates.schemas import CandidateGiven
from jobcenter.companies.actions import companies_named
from jobcenter.imports.finding import by_email, by_key, made_before, remember
from jobcenter.imports.rows import Import, RefusedError, Row, usable
from jobcenter.imports.writing import driver
from jobcenter.kit.clock import new_id, now
from jobcenter.kit.db import ReadSession, Session
from jobcenter.tables import profiles

_PLAIN: Final = ("name", "email", "phone", "headline", "title", "location", "employer")
_SLASHES_OF_A_SITE: Final = 2

# The same locks as those of a request that adds a person with an e-mail: of two, the second sees the first's.
_HOLD: Final = text(
    "SELECT pg_advisory_xact_lock(hashtextextended('candidate''s e-mail ' || email, 0))"
    " FROM unnest(CAST(:emails AS text[])) AS email"
)


@dataclass(slots=True)
class _Known:
    """Who is there, by what a row may tell of a person."""

    keys: dict[str, uuid.UUID] = field(default_factory=dict)
    emails: dict[str, uuid.UUID] = field(default_factory=dict)
    urls: dict[str, uuid.UUID] = field(default_factory=dict)

    def find(self, wanted: Mapping[str, Any]) -> uuid.UUID | None:
        return self.keys.get(wanted["key"]) or self.emails.get(wanted["email"]) or self.urls.get(wanted["url"])

    def learn(self, wanted: Mapping[str, Any], candidate_id: uuid.UUID) -> None:
        for known, name in ((self.keys, "key"), (self.emails, "email"), (self.urls, "url")):
            if wanted[name]:
                known.setdefault(wanted[name], candidate_id)


async def bring_candidates(session: Session, imported: Import, rows: Sequence[Row]) -> None:
    """Settle each row: made, already there or refused. Somebody who is there stays as they are, and gets the key."""
    good = [row for row in rows if usable(row, _read)]
    employers: dict[str, uuid.UUID] = {}
    if not imported.dry_run and good:
        named = {row.wanted["employer"] for row in good if row.wanted["employer"]}
        employers = await companies_named(session, named, actor=imported.made_by) if named else {}
        emails = sorted({row.wanted["email"] for row in good if row.wanted["email"]})
        await session.execute(_HOLD, {"emails": emails})
    known = await _known(session, good)
    earlier = await made_before(session, imported, {row.key for row in good if row.key})
    made: list[Row] = []
    called: dict[str, uuid.UUID] = {}
    for row in good:
        there, key = known.find(row.wanted), row.wanted["key"]
        if there is None and row.key in earlier:
            row.settle("already_there", None, f"As row {earlier[row.key]}.")
            continue
        candidate_id = there or new_id()
        row.settle("already_there" if there else "made", candidate_id)
        if there is None:
            made.append(row)
        if key and key not in known.keys:
            called[key] = candidate_id
        known.learn(row.wanted, candidate_id)
    if not imported.dry_run:
        await _store(session, made, employers)
        await remember(session, imported, called)


def _read(row: Row) -> None:
    key = row.identifier("key")
    plain = {name: row.cells.get(name) for name in _PLAIN if name != "name"}
    given = CandidateGiven.model_validate({"name": row.needed("name"), **plain, "tags": row.several("tags")})
    email = tidy_email(given.email) if given.email else None
    if key is None and email is None:
        raise RefusedError("key: is empty, and so is email; one of the two is needed to find the person again.")
    name_key(given.name)
    if given.employer and not given.employer.isprintable():
        raise RefusedError("employer: holds a character that cannot be shown; take it out.")
    url = row.cells.get("profile_url")
    row.wanted = {
        **given.model_dump(include=set(_PLAIN)),
        "key": key,
        "email": email,
        "tags": sorted({tidy_tag(tag) for tag in given.tags}),
        "url": None if url is None else _page(url),
    }
    row.key = f"key {key}" if key else f"email {email}"


def _page(url: str) -> str:
    canonical = canonical_url(url if "://" in url else f"https://{url}", where="profile_url")
    if canonical.count("/") == _SLASHES_OF_A_SITE:
        raise RefusedError(f"profile_url: {url[:80]!r} is a whole site; give the address of the person's own page.")
    return canonical


async def _known(session: ReadSession, rows: Sequence[Row]) -> _Known:
    found = _Known()
    found.keys = await by_key(session, "candidates", {row.wanted["key"] for row in rows if row.wanted["key"]})
    emails = await by_email(session, {row.wanted["email"] for row in rows if row.wanted["email"]})
    found.emails = {email: people[0] for email, people in emails.items()}
    urls = [row.wanted["url"] for row in rows if row.wanted["url"]]
    if urls:
        statement = select(profiles.c.url, profiles.c.candidate_id).where(
            profiles.c.url == any_(literal(urls, ARRAY(Text)))
        )
        found.urls = {row.url: row.candidate_id for row in await session.execute(statement)}
    return found


async def _store(session: Session, rows: Sequence[Row], employers: Mapping[str, uuid.UUID]) -> None:
    if not rows:
        return
    connection, moment = await driver(session), now()
    people = [(row.thing, row.wanted, employers.get(row.wanted["employer"])) for row in rows]
    await load_candidates(
        connection,
        [(key, *(one[name] for name in _PLAIN), employer, 0, moment, moment) for key, one, employer in people],
    )
    await load_tags(connection, [(row.thing, tag) for row in rows for tag in row.wanted["tags"]])
    profile = ("name", "headline", "title", "location", "employer")
    await load_profiles(
        connection,
        [
            (
                new_id(),
                key,
                _source(one["url"]),
                one["url"],
                *(one[name] for name in profile),
                employer,
                "[]",
                moment,
                moment,
            )
            for key, one, employer in people
            if one["url"]
        ],
    )


def _source(url: str) -> str:
    """Where a page is, in a word: of https://de.linkedin.com/in/ada linkedin."""
    labels = (urlsplit(url).hostname or "").split(".")
    word = labels[-2] if len(labels) > 1 else labels[0]
    return word.lstrip("_-")[:64] or "web"
