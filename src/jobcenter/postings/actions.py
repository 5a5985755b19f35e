"""Storing postings: each exactly once by site, target and the vendor's id; closing, opening again, adding details."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import func, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from jobcenter.kit import logs
from jobcenter.kit.clock import new_id, now
from jobcenter.kit.db import Session
from jobcenter.postings import normal
from jobcenter.postings.found import FoundPosting
from jobcenter.postings.normal.dates import posted_words
from jobcenter.postings.rules import Clean, clean, one_each, search_words, text_of
from jobcenter.postings.storing import ADD_DETAILS, CLOSE, PLAN_EACH_PAGE, SEE_AGAIN, STORE
from jobcenter.tables import postings, postings_to_match

RENORMALISED_AT_ONCE = 500
MOST_DETAIL_TRIES = 3


@dataclass(frozen=True, slots=True)
class Stored:
    """What a page brought: how many postings were new, changed, open again, or as before."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    reopened: int = 0


async def store_page(
    session: Session,
    *,
    site: str,
    target: str,
    run: uuid.UUID,
    found: Sequence[FoundPosting],
    detailed: bool = False,
) -> Stored:
    """Store one page's postings under the run that saw them; with `detailed`, note whose own pages are to be read."""
    if not found:
        return Stored()
    page = [clean(one) for one in one_each(found)]
    await session.execute(PLAN_EACH_PAGE)
    given = _columns(page, target) | _where(site, target, run)
    row = (await session.execute(STORE, given | {"normal_version": normal.VERSION, "detailed": detailed})).one()
    return Stored(row.new, row.changed, row.unchanged, row.reopened)


async def see_again(session: Session, *, site: str, target: str, run: uuid.UUID, vendor_ids: Sequence[str]) -> Stored:
    """A page is as it was: its postings were seen again."""
    given = {"site": site, "target": target, "run": run, "vendor_ids": list(vendor_ids)}
    return Stored(unchanged=int((await session.execute(SEE_AGAIN, given)).scalar_one()))


async def close_unseen(session: Session, *, site: str, target: str, run: uuid.UUID, began_at: datetime) -> int:
    """After a run that read the whole board: close what neither it nor another saw since it began; return how many.

    What was dropped in this run was seen all the same, but cannot be told apart; it opens again when it can be read.
    """
    given = {"site": site, "target": target, "run": run, "began_at": began_at}
    return int((await session.execute(CLOSE, given)).scalar_one())


async def add_details(session: Session, *, posting_id: uuid.UUID, target: str, found: FoundPosting) -> None:
    """Put what a posting's own page tells beside what its list told; `found` is both together."""
    row = _row(clean(found), target) | {"id": posting_id, "normal_version": normal.VERSION}
    await session.execute(ADD_DETAILS, row)


async def note_detail_failure(session: Session, posting_id: uuid.UUID) -> None:
    """A posting's own page could not be read; after some tries it is left until the list shows news of it."""
    tries = postings.c.details_tries + 1
    await session.execute(
        update(postings)
        .where(postings.c.id == posting_id)
        .values(details_tries=tries, details_wanted=tries < MOST_DETAIL_TRIES)
    )


async def renormalise(session: Session) -> int:
    """Read some postings' words anew, which older rules have read, and have them matched anew; return how many."""
    stale = (
        select(postings)
        .where(postings.c.normal_version < normal.VERSION)
        .order_by(postings.c.normal_version, postings.c.id)
        .limit(RENORMALISED_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    rows = (await session.execute(stale)).mappings().all()
    for row in rows:
        found = found_of(row)
        description = text_of(found.description_html)
        meaning = normal.normalise(found, target=row["target"], description_text=description)
        await session.execute(
            update(postings)
            .where(postings.c.id == row["id"])
            .values(
                **asdict(meaning),
                normal_version=normal.VERSION,
                words=func.to_tsvector(text("'simple'"), search_words(found, meaning.employer, description)),
            )
        )
    if rows:  # by what they mean they may find twins that they did not find before
        wanted = upsert(postings_to_match).on_conflict_do_nothing()
        await session.execute(wanted, [{"posting_id": row["id"]} for row in rows])
    return len(rows)


def found_of(row: Any) -> FoundPosting:  # noqa: ANN401 - a row's mapping
    """A stored posting as it was found."""
    names = ("vendor_id", "title", "company", "is_remote", "department", "employment_type", "requisition", "url")
    more = ("apply_url", "posted_at", "description_html", "salary", "raw")
    return FoundPosting(**{name: row[name] for name in (*names, *more)}, places=tuple(row["places"]))


def _where(site: str, target: str, run: uuid.UUID) -> dict[str, object]:
    return {"site": site, "target": target, "run": run, "correlation_id": logs.correlation_id()}


def _columns(page: Sequence[Clean], target: str) -> dict[str, list[Any]]:
    rows = [_row(one, target) for one in page]
    return {name: [row[name] for row in rows] for name in rows[0]}


def _row(one: Clean, target: str) -> dict[str, Any]:
    found, description = one.found, text_of(one.description_html)
    meaning = normal.normalise(found, target=target, description_text=description)
    return {
        "id": new_id(),
        "vendor_id": found.vendor_id,
        "title": found.title,
        "company": found.company,
        "places": _json(found.places),
        "is_remote": found.is_remote,
        "department": found.department,
        "employment_type": found.employment_type,
        "requisition": found.requisition,
        "url": found.url,
        "apply_url": found.apply_url,
        "posted_at": found.posted_at or posted_words(found.posted_words, now()),
        "is_worded": found.posted_at is None and found.posted_words is not None,
        "description_html": one.description_html,
        "salary": _json(found.salary),
        "raw": _json(found.raw),
        "content_hash": one.content_hash,
        "normal": _json(meaning),
        "words": search_words(found, meaning.employer, description),
    }


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
