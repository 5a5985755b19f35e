"""Reading candidates: who sees whom, lists, one person, the computed status, tags."""

import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Text, Uuid, any_, case, cast, false, func, literal, or_, select, true, tuple_
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, aggregate_order_by, array

from jobcenter.accounts.rules import Caller
from jobcenter.candidates.rules import (
    CONTACTS_SHOWN_AT,
    Status,
    StatusFacts,
    name_key,
    shaped,
    standing_of,
    tidy_tag,
)
from jobcenter.companies.rules import is_of_the_agency
from jobcenter.kit.db import ReadSession
from jobcenter.kit.errors import InvalidError, NotFoundError
from jobcenter.kit.folding import fold
from jobcenter.offlimits.queries import TODAY, off_limits_now
from jobcenter.offlimits.queries import visible as visible_rules
from jobcenter.tables import (
    applicants,
    candidate_contacts,
    candidate_notes,
    candidate_tags,
    candidates,
    jobs,
    placements,
)

MOST_TAGS = 50
PLAIN = ("id", "name", "email", "phone", "headline", "title", "location", "employer", "employer_id", "version")
DONE_WITH = ("hired", "rejected")

_tags = candidate_tags.c
_contacts = candidate_contacts.c

TAGS = func.array(
    select(_tags.tag)
    .where(_tags.candidate_id == candidates.c.id)
    .order_by(_tags.tag)
    .correlate(candidates)
    .scalar_subquery(),
    type_=ARRAY(Text),
).label("tags")
CONTACTS = func.coalesce(
    select(
        func.jsonb_agg(
            aggregate_order_by(
                func.jsonb_build_object("kind", _contacts.kind, "value", _contacts.value),
                _contacts.kind,
                _contacts.value,
            )
        )
    )
    .where(_contacts.candidate_id == candidates.c.id)
    .correlate(candidates)
    .scalar_subquery(),
    literal([], JSONB),
).label("contacts")


def sent_to(caller: Caller) -> ColumnElement[bool]:
    """Whether an applicant (joined to its job) was sent to the client that the caller works for."""
    return (
        (applicants.c.job_id == jobs.c.id)
        & (jobs.c.company_id == caller.company_id)
        & applicants.c.sent_to_manager_at.is_not(None)
    )


def visible(caller: Caller) -> ColumnElement[bool]:
    """Which candidates a caller sees: a client's person those who were sent to the client, the agency everybody."""
    if is_of_the_agency(caller):
        return true()
    if caller.role != "manager" or caller.company_id is None:
        return false()
    return candidates.c.id.in_(select(applicants.c.candidate_id).where(sent_to(caller)).correlate(None))


def notes_visible(caller: Caller) -> ColumnElement[bool]:
    """Which notes on a visible candidate a caller sees.

    A client's person sees those that are not internal, and of those on an application only those on its own.
    """
    if is_of_the_agency(caller):
        return true()
    notes = candidate_notes.c
    own = select(applicants.c.id).where(sent_to(caller)).correlate(None)
    return notes.is_internal.is_(False) & (notes.applicant_id.is_(None) | notes.applicant_id.in_(own))


def stage_kinds_of(caller: Caller) -> ColumnElement[Any]:
    """The kinds of the stages at which the caller's own applicants of a candidate stand; none are asked for staff."""
    if is_of_the_agency(caller):
        return cast(array([]), ARRAY(Text)).label("stage_kinds")
    kinds = select(applicants.c.stage_kind).where(sent_to(caller), applicants.c.candidate_id == candidates.c.id)
    return func.array(kinds.correlate(candidates).scalar_subquery(), type_=ARRAY(Text)).label("stage_kinds")


def _notes_count(caller: Caller) -> ColumnElement[int]:
    if is_of_the_agency(caller):
        return candidates.c.notes_count
    counted = (
        select(func.count())
        .select_from(candidate_notes)
        .where(candidate_notes.c.candidate_id == candidates.c.id, notes_visible(caller))
    )
    return counted.correlate(candidates).scalar_subquery().label("notes_count")


def _columns(caller: Caller) -> list[ColumnElement[Any]]:
    return [
        *(candidates.c[name] for name in (*PLAIN, "name_key", "created_at", "updated_at")),
        *(TAGS, CONTACTS, stage_kinds_of(caller), _notes_count(caller)),
    ]


def by_name(q: str | None) -> bool:
    """Whether a list is one of names, and in their order: what is looked for is no e-mail address."""
    return q is not None and bool(q.strip()) and "@" not in q


async def list_candidates(
    session: ReadSession,
    caller: Caller,
    *,
    q: str | None = None,
    tag: str | None = None,
    employer_id: uuid.UUID | None = None,
    after: Any = None,  # noqa: ANN401 - an id, or a name's key and an id
    limit: int,
) -> list[dict[str, Any]]:
    """Candidates with their status, the latest first; where a name is looked for, by name.

    `q` with an @ is a whole e-mail address, else words of a name, or their beginnings, in whatever order. `after` is
    the last row's id, or with a name its `name_key` and id.

    Raises:
        InvalidError: `q` has neither a letter nor a figure, or `tag` can be none.
    """
    people = candidates.c
    wanted = (q or "").strip()
    statement = select(*_columns(caller)).where(visible(caller)).limit(limit)
    if tag is not None:
        tagged = select(_tags.candidate_id).where(_tags.tag == tidy_tag(tag))
        statement = statement.where(people.id.in_(tagged) if is_of_the_agency(caller) else false())
    if employer_id is not None:
        statement = statement.where(people.employer_id == employer_id)
    if by_name(q):
        if not fold(wanted):
            raise InvalidError(f"q: {wanted[:80]!r} has neither a letter nor a figure to look for.")
        for word in name_key(wanted).split():
            statement = statement.where(or_(people.name_key.like(f"{word}%"), people.name_key.like(f"% {word}%")))
        statement = statement.order_by(people.name_key, people.id)
        if after is not None:
            statement = statement.where(tuple_(people.name_key, people.id) > tuple_(*map(literal, after)))
    else:
        statement = statement.order_by(people.id.desc())
        if wanted:
            statement = statement.where(people.email == wanted.lower(), _reachable(caller))
        if after is not None:
            statement = statement.where(people.id < after)
    return await _shown(session, caller, [dict(row) for row in (await session.execute(statement)).mappings()])


def _reachable(caller: Caller) -> ColumnElement[bool]:
    """Whether a caller may look for a person's e-mail: what is hidden cannot be guessed at either."""
    if is_of_the_agency(caller):
        return true()
    shown = select(applicants.c.candidate_id).where(sent_to(caller), applicants.c.stage_kind.in_(CONTACTS_SHOWN_AT))
    return candidates.c.id.in_(shown)


async def candidate_of(session: ReadSession, caller: Caller, candidate_id: uuid.UUID) -> dict[str, Any]:
    """One candidate with the status, as far as the caller may see.

    Raises:
        NotFoundError: there is none, or the caller may not see it.
    """
    statement = select(*_columns(caller)).where(candidates.c.id == candidate_id, visible(caller))
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"There is no candidate {candidate_id}.")
    return (await _shown(session, caller, [dict(row)]))[0]


async def check_visible(session: ReadSession, caller: Caller, candidate_id: uuid.UUID) -> list[str]:
    """The kinds of the stages at which the caller's own applicants of a candidate stand.

    Raises:
        NotFoundError: there is none, or the caller may not see it.
    """
    statement = select(stage_kinds_of(caller)).where(candidates.c.id == candidate_id, visible(caller))
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        raise NotFoundError(f"There is no candidate {candidate_id}.")
    return list(row.stage_kinds)


async def _shown(session: ReadSession, caller: Caller, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    standings = await standings_of(session, caller, [row["id"] for row in rows]) if is_of_the_agency(caller) else {}
    shown = []
    for row in rows:
        standing = standings.get(row["id"], ())
        computed = {"status": standing[0] if standing else None, "standing": standing}
        shown.append(shaped(row | computed, caller, stage_kinds=row.pop("stage_kinds")))
    return shown


async def standings_of(
    session: ReadSession, caller: Caller, candidate_ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, tuple[Status, ...]]:
    """Every status that holds for these candidates, as far as the caller sees them, the weightiest first.

    One statement, however many they are.

    Who may not read off-limits rules learns that a person must not be approached, and not why.
    """
    ids = list(candidate_ids)
    if not ids:
        return {}
    off_limits = off_limits_now()
    told = visible_rules(caller)
    people = candidates.c
    protected = select(func.max(placements.c.protected_until)).where(placements.c.candidate_id == people.id)
    pipelines = (
        select(func.count())
        .select_from(applicants)
        .join(jobs, jobs.c.id == applicants.c.job_id)
        .where(
            applicants.c.candidate_id == people.id,
            applicants.c.stage_kind.not_in(DONE_WITH),
            jobs.c.status == "open",
        )
    )
    statement = (
        select(
            people.id,
            TODAY.label("today"),
            off_limits.c.company_id.is_not(None).label("is_off_limits"),
            case((told, off_limits.c.reason)).label("reason"),
            case((told, off_limits.c.ends_on)).label("ends_on"),
            protected.correlate(candidates).scalar_subquery().label("protected_until"),
            pipelines.correlate(candidates).scalar_subquery().label("open_jobs"),
        )
        .outerjoin_from(candidates, off_limits, off_limits.c.company_id == people.employer_id)
        .where(people.id == any_(literal(ids, ARRAY(Uuid))), visible(caller))
    )
    return {row.id: standing_of(StatusFacts(*row[2:]), row.today) for row in await session.execute(statement)}


async def tags_used(session: ReadSession, caller: Caller, *, q: str | None = None) -> list[dict[str, Any]]:
    """The tags that are used most, with how often; with `q` those that begin with it. Clients' people see none."""
    if not is_of_the_agency(caller):
        return []
    count = func.count().label("count")
    statement = select(_tags.tag, count).group_by(_tags.tag).order_by(count.desc(), _tags.tag).limit(MOST_TAGS)
    if q is not None and q.strip():
        statement = statement.where(_tags.tag.startswith(" ".join(q.split()).lower(), autoescape=True))
    return [dict(row) for row in (await session.execute(statement)).mappings()]
