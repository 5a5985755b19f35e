"""What changes openings: matching what is new, and a person's split or join."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from jobcenter.kit.clock import new_id, now, short_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import InvalidError, NotFoundError
from jobcenter.postings.matching import Facts, block_keys, is_ruled_out
from jobcenter.postings.openings import queries
from jobcenter.postings.openings.grouping import Known, Membership, group, pair_of
from jobcenter.tables import opening_decisions, opening_members, openings, posting_keys, postings_to_match, tasks
from jobcenter.work.audit import record
from jobcenter.work.tasks import add_task

KIND = "match_openings"
AT_ONCE = 500
GATHER_SECONDS = 3
MOST_AT_ONE_JOIN = 200


async def ask_for_matching(session: Session) -> None:
    """Queue the matching of what is new or changed, unless it is queued; in a moment, so that many runs share one."""
    waiting = select(tasks.c.id).where(tasks.c.kind == KIND, tasks.c.status == "queued").limit(1)
    if (await session.execute(waiting)).first() is None:
        in_a_moment = now() + timedelta(seconds=GATHER_SECONDS)
        await add_task(session, task_id=f"match_{short_id()}", kind=KIND, args={}, lock_key=KIND, run_after=in_a_moment)


async def match_some(session: Session) -> int:
    """Place some postings that are new or changed; return how many. One at a time, by the task's lock."""
    batch = await _take(session)
    if not batch:
        return 0
    fresh = await _read(session, await queries.facts_of(session, batch))
    await _keep_keys(session, fresh.values())
    known = await _what_is_known(session, batch, fresh)
    before = {posting: place.opening_id for posting, place in known.members.items()}
    moved = group(known, batch)
    await _place(session, moved)
    touched = {place.opening_id for place in moved.values()} | {before[one] for one in batch if one in before}
    await _refresh(session, touched)
    return len(batch)


async def _take(session: Session) -> list[uuid.UUID]:
    """Take the oldest that wait. First of all: who changes one of them from now on asks for its matching anew."""
    waiting = select(postings_to_match.c.posting_id).order_by(postings_to_match.c.posting_id).limit(AT_ONCE)
    taking = delete(postings_to_match).where(postings_to_match.c.posting_id.in_(waiting))
    taken = await session.execute(taking.returning(postings_to_match.c.posting_id))
    return sorted(taken.scalars())


async def _keep_keys(session: Session, fresh: Iterable[Facts]) -> None:
    keys = {facts.id: {queries.key_number(key) for key in block_keys(facts)} for facts in fresh}
    rows = [{"key": key, "posting_id": posting} for posting, its in keys.items() for key in its]
    await session.execute(delete(posting_keys).where(queries.among(posting_keys.c.posting_id, keys)))
    if rows:
        await session.execute(insert(posting_keys), rows)


async def _what_is_known(session: Session, batch: Sequence[uuid.UUID], fresh: dict[uuid.UUID, Facts]) -> Known:
    candidates = await queries.candidates_of(session, batch)
    facts = fresh | await queries.facts_of(
        session, {twin for twins in candidates.values() for twin in twins} - fresh.keys()
    )
    likely = {
        posting: [twin for twin in twins if not is_ruled_out(facts[posting], facts[twin])]
        for posting, twins in candidates.items()
    }
    involved = {*batch, *(twin for twins in likely.values() for twin in twins)}
    members = await queries.members_beside(session, involved)
    involved |= members.keys()
    facts |= await queries.facts_of(session, involved - facts.keys())
    facts |= await _read(session, {one: facts[one] for one in involved - fresh.keys()})
    return Known(facts, members, likely, await queries.decisions_on(session, involved))


async def _read(session: Session, facts: dict[uuid.UUID, Facts]) -> dict[uuid.UUID, Facts]:
    """The same with their texts."""
    texts = await queries.texts_of(session, facts)
    return {one: replace(its, text=texts[one]) for one, its in facts.items()}


async def _place(session: Session, moved: dict[uuid.UUID, Membership]) -> None:
    if not moved:
        return
    made = {place.opening_id for place in moved.values()}
    rows = [{"id": opening, "title": ""} for opening in made]
    await session.execute(upsert(openings).on_conflict_do_nothing(), rows)
    statement = upsert(opening_members)
    changed = {name: statement.excluded[name] for name in ("opening_id", "evidence", "decided_by", "at")}
    await session.execute(
        statement.on_conflict_do_update(index_elements=["posting_id"], set_=changed),
        [
            {
                "posting_id": posting,
                "opening_id": place.opening_id,
                "evidence": place.evidence,
                "decided_by": place.decided_by,
            }
            for posting, place in moved.items()
        ],
    )


_REFRESH = text(
    """
    WITH told AS (
        SELECT m.opening_id, count(*) AS postings_count, min(p.first_seen_at) AS first_seen_at,
            CASE WHEN bool_and(p.closed_at IS NOT NULL) THEN max(p.closed_at) END AS closed_at,
            (array_agg(p.title ORDER BY p.first_seen_at, p.id))[1] AS title,
            (array_agg(p.employer ORDER BY p.employer IS NULL, p.first_seen_at, p.id))[1] AS employer,
            (array_agg(p.employer_key ORDER BY p.employer_key IS NULL, p.first_seen_at, p.id))[1] AS employer_key,
            (array_agg(p.locations ORDER BY p.locations = '[]', p.first_seen_at, p.id))[1] AS locations
        FROM opening_members m JOIN postings p ON p.id = m.posting_id
        WHERE m.opening_id = ANY (CAST(:ids AS uuid[])) GROUP BY m.opening_id
    ), gone AS (
        DELETE FROM openings WHERE id = ANY (CAST(:ids AS uuid[]))
        AND NOT EXISTS (SELECT 1 FROM told WHERE told.opening_id = openings.id)
    )
    UPDATE openings o SET postings_count = t.postings_count, first_seen_at = t.first_seen_at, closed_at = t.closed_at,
        title = t.title, employer = t.employer, employer_key = t.employer_key, locations = t.locations,
        updated_at = now()
    FROM told t WHERE o.id = t.opening_id
    """
)


async def _refresh(session: Session, touched: Iterable[uuid.UUID]) -> None:
    ids = list(touched)
    if ids:
        await session.execute(_REFRESH, {"ids": ids})


async def split(session: Session, opening_id: uuid.UUID, posting_ids: Sequence[uuid.UUID], *, actor: str) -> uuid.UUID:
    """Take postings out of an opening into one of their own, for good; return the new opening's id.

    Raises:
        NotFoundError: there is no such opening.
        InvalidError: a posting is not in it, or none would be left.
    """
    members = await _locked_members(session, [opening_id])
    leaving, staying = set(posting_ids), set(members) - set(posting_ids)
    if not leaving or not leaving <= set(members):
        raise InvalidError("posting_ids: give postings of this opening, at least one.")
    if not staying:
        raise InvalidError("posting_ids: these are all of the opening's postings; leave at least one.")
    await _decide(session, leaving, staying, "different", actor)
    new = new_id()
    await _place(session, {one: Membership(new, {"decided": "split"}, actor) for one in leaving})
    await _refresh(session, [opening_id, new])
    told = {"postings": sorted(map(str, leaving)), "into": str(new)}
    await record(session, actor=actor, action="split", thing="opening", thing_id=str(opening_id), after=told)
    return new


async def join(session: Session, opening_ids: Sequence[uuid.UUID], *, actor: str) -> uuid.UUID:
    """Make openings one, for good; the first one's id stays, and is returned.

    Raises:
        NotFoundError: one of them is not there.
        InvalidError: fewer than two, or too many postings.
    """
    ids = list(dict.fromkeys(opening_ids))
    if len(ids) < 2:  # noqa: PLR2004 - the sentence says it
        raise InvalidError("opening_ids: give at least two openings to join.")
    members = await _locked_members(session, ids)
    if len(members) > MOST_AT_ONE_JOIN:
        raise InvalidError(
            f"opening_ids: these have {len(members)} postings; at most {MOST_AT_ONE_JOIN} can be joined."
        )
    first = {posting for posting, place in members.items() if place.opening_id == ids[0]}
    joining = set(members) - first
    await _decide(session, first, joining, "same", actor)
    await _place(session, {one: Membership(ids[0], {"decided": "join"}, actor) for one in members})
    await _refresh(session, ids)
    told = {"openings": [str(one) for one in ids[1:]]}
    await record(session, actor=actor, action="join", thing="opening", thing_id=str(ids[0]), after=told)
    return ids[0]


async def _locked_members(session: Session, opening_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Membership]:
    found = (
        select(openings.c.id).where(queries.among(openings.c.id, opening_ids)).order_by(openings.c.id).with_for_update()
    )
    there = set((await session.execute(found)).scalars())
    for opening_id in opening_ids:
        if opening_id not in there:
            raise NotFoundError(f"There is no opening {opening_id}.")
    return await queries.members_of(session, opening_ids)


async def _decide(
    session: Session, these: Iterable[uuid.UUID], those: Iterable[uuid.UUID], verdict: str, actor: str
) -> None:
    pairs = [pair_of(one, other) for one in these for other in those]
    statement = upsert(opening_decisions)
    changed = {"verdict": statement.excluded.verdict, "decided_by": statement.excluded.decided_by, "at": func.now()}
    await session.execute(
        statement.on_conflict_do_update(index_elements=["posting_a", "posting_b"], set_=changed),
        [{"posting_a": a, "posting_b": b, "verdict": verdict, "decided_by": actor} for a, b in pairs],
    )
