"""Pages of lists: their parameters, and cursors that are opaque, signed, and bound to the list that gave them out."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import Depends, Query, Request
from pydantic import BaseModel

from jobcenter.kit.errors import InvalidError
from jobcenter.kit.http import settings_of
from jobcenter.kit.wire import Listing

Shown = TypeVar("Shown", bound=BaseModel)

LONGEST_CURSOR = 4096
SIGNATURE_BYTES = 16


def encode(secret: str, kind: str, values: list[Any]) -> str:
    """A cursor that continues the list `kind` after the row whose sort key is `values`.

    Args:
        secret: the installation's secret key; it signs, it does not hide.
        kind: names the list and its order (and its filters, where a cursor must not outlive them).
        values: int, str, datetime or UUID each.

    Raises:
        TypeError: a value is of another type.
    """
    body = json.dumps([_tagged(value) for value in values], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_signature(secret, kind, body) + body).rstrip(b"=").decode()


def decode(secret: str, kind: str, cursor: str) -> list[Any]:
    """The values that `encode` put into a cursor, in their types.

    Raises:
        InvalidError: the cursor was tampered with, or comes from another list.
    """
    foreign = InvalidError(
        "after: this cursor was not given out by this list. Pass `next` of its last answer unchanged, "
        "or leave `after` out to start from the beginning."
    )
    if len(cursor) > LONGEST_CURSOR or not cursor.isascii():
        raise foreign
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise foreign from None
    signature, body = raw[:SIGNATURE_BYTES], raw[SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _signature(secret, kind, body)):
        raise foreign
    return [_untagged(tag, text) for tag, text in json.loads(body)]


def _signature(secret: str, kind: str, body: bytes) -> bytes:
    signed = b"cursor\0" + kind.encode() + b"\0" + body
    return hmac.new(secret.encode(), signed, hashlib.sha256).digest()[:SIGNATURE_BYTES]


def _tagged(value: object) -> list[str]:
    if isinstance(value, int) and not isinstance(value, bool):
        return ["i", str(value)]
    if isinstance(value, str):
        return ["s", value]
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, UUID):
        return ["u", str(value)]
    raise TypeError(f"A cursor holds int, str, datetime or UUID, not {type(value).__name__}.")


def _untagged(tag: str, text: str) -> int | str | datetime | UUID:
    match tag:
        case "i":
            return int(text)
        case "t":
            return datetime.fromisoformat(text)
        case "u":
            return UUID(text)
        case _:
            return text


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list a caller asks for."""

    secret: str
    limit: int
    after: str | None

    @property
    def wanted(self) -> int:
        """How many rows to read: one more than are shown, which tells whether another page follows."""
        return self.limit + 1

    def start(self, kind: str) -> Any:  # noqa: ANN401 - whatever the list is ordered by
        """What the page begins behind; None at the beginning of the list `kind`. Several columns give a list."""
        if not self.after:
            return None
        values = decode(self.secret, kind, self.after)
        return values[0] if len(values) == 1 else values

    def listing(self, kind: str, rows: Sequence[Any], shape: type[Shown], *by: str) -> Listing[Shown]:
        """Rows (mappings or objects), at most `wanted`, as one page of the list `kind`, ordered `by` columns (`id`)."""
        page = rows[: self.limit]
        behind = None
        if len(rows) > self.limit:
            last = page[-1]
            values = [last[name] if isinstance(last, dict) else getattr(last, name) for name in by or ("id",)]
            behind = encode(self.secret, kind, values)
        return Listing(items=[shape.model_validate(row) for row in page], next=behind)


async def _paging(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=200, description="Items of one page, at most.")] = 100,
    after: Annotated[str | None, Query(max_length=LONGEST_CURSOR, description="`next` of the page before.")] = None,
) -> Paging:
    return Paging(settings_of(request).secret_key, limit, after)


PageOf = Annotated[Paging, Depends(_paging)]
