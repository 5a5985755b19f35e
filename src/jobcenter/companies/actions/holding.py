"""What keeps two hands apart: locks on names and domains while companies are made, and on rows while they change."""

import uuid
from collections.abc import Iterable
from typing import Any
from zlib import crc32

from sqlalchemy import ARRAY, Integer, bindparam, select, text

from jobcenter.companies.queries import no_company
from jobcenter.kit.db import Session
from jobcenter.kit.errors import ChangedMeanwhileError
from jobcenter.tables import companies

NAMES_OF_COMPANIES = 7_302_003  # a family of advisory locks: any constant of our own
BUCKETS = 1024  # so that one transaction with very many names never fills PostgreSQL's table of locks

_HOLD = text(
    "SELECT pg_advisory_xact_lock(:family, bucket) FROM unnest(CAST(:buckets AS integer[])) AS bucket"
).bindparams(bindparam("buckets", type_=ARRAY(Integer)), family=NAMES_OF_COMPANIES)


async def hold_words(session: Session, words: Iterable[str]) -> None:
    """Wait until nobody else is giving a company one of these name keys or domains, and keep it so until the commit.

    Always in the same order, so that two who hold several each cannot wait for one another.
    """
    buckets = sorted({crc32(word.encode()) % BUCKETS for word in words})
    if buckets:
        await session.execute(_HOLD, {"buckets": buckets})


async def lock_company(session: Session, company_id: uuid.UUID) -> None:
    """Keep a company as it is until the commit; others may still refer to it.

    Raises:
        NotFoundError: there is none of that id.
    """
    statement = select(companies.c.id).where(companies.c.id == company_id).with_for_update(key_share=True)
    if await session.scalar(statement) is None:
        raise no_company(company_id)


def check_version(what: str, now: int, seen: int | None, current: dict[str, Any]) -> None:
    """Refuse a change of what was changed since the caller saw it.

    Raises:
        ChangedMeanwhileError: with `current`, what is there now.
    """
    if seen is not None and seen != now:
        raise ChangedMeanwhileError.of(what, now=now, seen=seen, current=current)


def differing(values: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """Those of the values that a row does not hold yet."""
    return {name: value for name, value in values.items() if value != row[name]}
