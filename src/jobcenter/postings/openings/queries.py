"""Reading openings: what matching needs to know, and what people see."""

import hashlib
import uuid
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Uuid, any_, literal, or_, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from jobcenter.kit.db import ReadSession
from jobcenter.kit.errors import NotFoundError
from jobcenter.postings.matching import Facts
from jobcenter.postings.openings.grouping import Membership, Pair
from jobcenter.postings.rules import text_of
from jobcenter.tables import opening_decisions, opening_members, openings, postings

MOST_TWINS_OF_A_KEY = 25
MOST_TWINS = 25

# Of each key the newest twins, since a vacancy is posted again soon or not at all; of all those the ones that share
# most keys. A board's own other live postings are never twins unless they are alike in everything (`compare` has the
# rule), so that they are not even fetched where the title is another.
_CANDIDATES = text(
    """
    WITH shared AS (
        SELECT mine.posting_id AS posting, twin.posting_id AS twin, count(*) AS keys
        FROM posting_keys mine CROSS JOIN LATERAL (
            SELECT other.posting_id FROM posting_keys other
            WHERE other.key = mine.key AND other.posting_id <> mine.posting_id
            ORDER BY other.posting_id DESC LIMIT :most_of_key
        ) AS twin
        WHERE mine.posting_id = ANY (CAST(:ids AS uuid[]))
        GROUP BY mine.posting_id, twin.posting_id
    ), ranked AS (
        SELECT posting, twin, row_number() OVER (PARTITION BY posting ORDER BY keys DESC, twin DESC) AS rank
        FROM shared JOIN postings p ON p.id = posting JOIN postings t ON t.id = twin
        WHERE NOT (p.site_name = t.site_name AND p.target = t.target AND p.closed_at IS NULL AND t.closed_at IS NULL
            AND p.title_key IS DISTINCT FROM t.title_key)
    )
    SELECT posting, twin FROM ranked WHERE rank <= :most
    """
)


_COMPARED = (
    "id",
    "site_name",
    "target",
    "vendor_id",
    "employer_key",
    "title_key",
    "title",
    "locations",
    "work_mode",
    "requisition",
    "url",
    "apply_url",
    "first_seen_at",
    "last_seen_at",
    "closed_at",
)


def among(column: ColumnElement[uuid.UUID], ids: Collection[uuid.UUID]) -> ColumnElement[bool]:
    """Whether a column is one of these ids: one statement for any number of them, where IN is another for each."""
    return column == any_(literal(list(ids), ARRAY(Uuid)))


def key_number(key: str) -> int:
    """A block key as the number that the index holds."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


async def facts_of(session: ReadSession, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Facts]:
    """What matching compares, of each of these postings; without their texts, which are most of it."""
    return {row["id"]: _facts(row) for row in await _some_of(session, ids, _COMPARED)}


async def texts_of(session: ReadSession, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The adverts of these postings, without HTML."""
    told = await _some_of(session, ids, ("id", "description_html"))
    return {row["id"]: text_of(row["description_html"]) for row in told}


async def _some_of(session: ReadSession, ids: Collection[uuid.UUID], names: Iterable[str]) -> Sequence[RowMapping]:
    if not ids:
        return []
    statement = select(*(postings.c[name] for name in names)).where(among(postings.c.id, ids))
    return (await session.execute(statement)).mappings().all()


def _facts(row: Any) -> Facts:  # noqa: ANN401 - a row's mapping
    return Facts(
        id=row["id"],
        site=row["site_name"],
        target=row["target"],
        vendor_id=row["vendor_id"],
        employer_key=row["employer_key"],
        title_key=row["title_key"] or "",
        title=row["title"],
        locations=tuple(row["locations"]),
        work_mode=row["work_mode"],
        requisition=row["requisition"],
        urls=tuple(url for url in (row["url"], row["apply_url"]) if url),
        text="",
        first_seen=row["first_seen_at"],
        last_seen=row["last_seen_at"],
        closed_at=row["closed_at"],
    )


async def candidates_of(session: ReadSession, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """For each posting those that share a key with it."""
    found: dict[uuid.UUID, dict[uuid.UUID, None]] = {}
    for posting, twin in await session.execute(
        _CANDIDATES, {"ids": list(ids), "most_of_key": MOST_TWINS_OF_A_KEY, "most": MOST_TWINS}
    ):
        found.setdefault(posting, {})[twin] = None
    return {posting: list(twins) for posting, twins in found.items()}


async def members_beside(session: ReadSession, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Membership]:
    """Where these postings stand, and all who stand there with them."""
    theirs = select(opening_members.c.opening_id).where(among(opening_members.c.posting_id, ids))
    return await _members(session, opening_members.c.opening_id.in_(theirs))


async def members_of(session: ReadSession, opening_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Membership]:
    """The postings of these openings."""
    return await _members(session, among(opening_members.c.opening_id, opening_ids))


async def _members(session: ReadSession, condition: Any) -> dict[uuid.UUID, Membership]:  # noqa: ANN401 - any condition
    rows = await session.execute(select(opening_members).where(condition))
    return {row.posting_id: Membership(row.opening_id, row.evidence, row.decided_by) for row in rows}


async def decisions_on(session: ReadSession, ids: Collection[uuid.UUID]) -> dict[Pair, str]:
    """What people decided on pairs of which one is among these."""
    table = opening_decisions
    rows = await session.execute(select(table).where(or_(among(table.c.posting_a, ids), among(table.c.posting_b, ids))))
    return {(row.posting_a, row.posting_b): row.verdict for row in rows}


async def opening_of(session: ReadSession, opening_id: uuid.UUID) -> dict[str, Any]:
    """One opening with its postings, each with the evidence that brought it there.

    Raises:
        NotFoundError: there is none of that id.
    """
    row = (await session.execute(select(openings).where(openings.c.id == opening_id))).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"There is no opening {opening_id}.")
    members = await _shown_members(session, [opening_id])
    return {**row, "members": members}


async def list_openings(
    session: ReadSession,
    *,
    employer_key: str | None = None,
    several: bool = False,
    live: bool | None = True,
    after: uuid.UUID | None = None,
    limit: int = 100,
) -> list[dict[str, Any]]:
    """Openings, newest first; `several`: only those of more than one posting."""
    statement = select(openings).order_by(openings.c.id.desc()).limit(limit)
    if employer_key is not None:
        statement = statement.where(openings.c.employer_key == employer_key)
    if several:
        statement = statement.where(openings.c.postings_count > 1)
    if live is not None:
        statement = statement.where(openings.c.closed_at.is_(None) if live else openings.c.closed_at.is_not(None))
    if after is not None:
        statement = statement.where(openings.c.id < after)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def report(session: ReadSession, *, after: uuid.UUID | None = None, limit: int = 200) -> list[dict[str, Any]]:
    """Openings of several postings with all of these, for a person to read."""
    found = await list_openings(session, several=True, live=None, after=after, limit=limit)
    members = await _shown_members(session, [one["id"] for one in found])
    return [{**one, "members": [m for m in members if m["opening_id"] == one["id"]]} for one in found]


async def _shown_members(session: ReadSession, opening_ids: Iterable[uuid.UUID]) -> list[dict[str, Any]]:
    shown = (
        *("site_name", "target", "vendor_id", "title", "company", "places", "work_mode", "employment", "pay_min"),
        *("pay_max", "pay_currency", "pay_period", "requisition", "url", "posted_at", "first_seen_at"),
    )
    statement = (
        select(
            opening_members.c.opening_id,
            opening_members.c.posting_id,
            opening_members.c.evidence,
            opening_members.c.decided_by,
            opening_members.c.at,
            *(postings.c[name] for name in shown),
            postings.c.closed_at,
        )
        .join(postings, postings.c.id == opening_members.c.posting_id)
        .where(opening_members.c.opening_id.in_(list(opening_ids)))
        .order_by(postings.c.first_seen_at, postings.c.id)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]
