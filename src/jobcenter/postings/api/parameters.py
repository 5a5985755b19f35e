"""What the routes of postings take in common: who may call, filters, cursors of two values, versions."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Query
from pydantic import BaseModel

from jobcenter.accounts.access import Caller, allow
from jobcenter.accounts.rules import POSTINGS_READ, SAVED_SEARCHES
from jobcenter.kit.errors import InvalidError
from jobcenter.kit.paging import Paging, decode, encode
from jobcenter.kit.wire import Listing
from jobcenter.postings.schemas import Filters

Shown = TypeVar("Shown", bound=BaseModel)

CanRead = Annotated[Caller, allow(POSTINGS_READ)]
CanSave = Annotated[Caller, allow(SAVED_SEARCHES)]
IfMatch = Annotated[str | None, Header(alias="If-Match", max_length=100)]
Key = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200)]


def _filters(given: Annotated[Filters, Query()]) -> Filters:
    return given


FiltersOf = Annotated[Filters, Depends(_filters)]


def start_of(page: Paging, kind: str) -> tuple[datetime, uuid.UUID] | None:
    """What a page begins behind, in a list ordered by a time and an id."""
    if not page.after:
        return None
    at, behind = decode(page.secret, kind, page.after)
    return at, behind


def listing_of(page: Paging, kind: str, rows: Sequence[dict[str, Any]], shape: type[Shown], *by: str) -> Listing[Shown]:
    """Rows, at most `page.wanted`, as one page of a list ordered by the columns `by`."""
    shown = rows[: page.limit]
    behind = encode(page.secret, kind, [shown[-1][name] for name in by]) if len(rows) > page.limit else None
    return Listing(items=[shape.model_validate(row) for row in shown], next=behind)


def version_of(if_match: str | None) -> int | None:
    """The version that a caller saw, by its `If-Match`; None where any will do.

    Raises:
        InvalidError: it is no ETag of ours.
    """
    if if_match is None or if_match.strip() == "*":
        return None
    digits = if_match.strip().removeprefix("W/").strip('"')
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):  # noqa: PLR2004 - a 32-bit number's digits
        raise InvalidError(f'If-Match is {if_match!r}; it needs the ETag of what you saw, such as "3".')
    return int(digits)
