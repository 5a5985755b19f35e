"""Headers that routes of every slice take: which version a caller saw, and which request this is again."""

from typing import Annotated, Protocol, TypeVar

from fastapi import Header, Response

from jobcenter.kit.errors import InvalidError

LONGEST_VERSION = 9  # digits: it is a 32-bit number

IfMatch = Annotated[str | None, Header(alias="If-Match", max_length=100)]
IdempotencyKey = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200)]


class Versioned(Protocol):
    """What several people may change: each change makes its version one more."""

    version: int


Shown = TypeVar("Shown", bound=Versioned)


def versioned(response: Response, shown: Shown) -> Shown:
    """What is shown, its version told as `ETag` too, which a change sends back as `If-Match`."""
    response.headers["ETag"] = f'"{shown.version}"'
    return shown


def version_of(if_match: str | None) -> int | None:
    """The version that a caller saw, by its `If-Match`; None where any will do.

    Raises:
        InvalidError: it is no ETag of ours.
    """
    if if_match is None or if_match.strip() == "*":
        return None
    digits = if_match.strip().removeprefix("W/").strip('"')
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_VERSION):
        raise InvalidError(f'If-Match is {if_match!r}; it needs the ETag of what you saw, such as "3".')
    return int(digits)
