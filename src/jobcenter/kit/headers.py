"""Headers that every slice takes and gives: versions, repeated requests, limits, and what browsers must not do."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Protocol, TypeVar, cast

from fastapi import Depends, Header, Request, Response, params

from jobcenter.kit import positions, replica
from jobcenter.kit.errors import InvalidError

CORRELATION_HEADER = "X-Correlation-ID"
LONGEST_VERSION = 9  # digits: it is a 32-bit number

IfMatch = Annotated[str | None, Header(alias="If-Match", max_length=100)]


@dataclass(frozen=True, slots=True)
class OneRequest:
    """A request that may be sent again: its Idempotency-Key, and where it was sent (such as `POST /api/jobs`)."""

    key: str
    address: str


def _one_request(
    request: Request,
    key: Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200)] = None,
) -> OneRequest | None:
    return None if key is None else OneRequest(key, f"{request.method} {request.url.path}")


IdempotencyKey = Annotated[OneRequest | None, Depends(_one_request)]


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


@dataclass(frozen=True, slots=True)
class Limit:
    """How many more requests of a kind pass: `remaining` of `limit`, counted anew in `reset` seconds."""

    limit: int
    remaining: int
    reset: int


def told_limit(limit: Limit) -> dict[str, str]:
    """A limit as headers, in the three that most clients know (draft-ietf-httpapi-ratelimit-headers-06)."""
    return {
        "RateLimit-Limit": str(limit.limit),
        "RateLimit-Remaining": str(limit.remaining),
        "RateLimit-Reset": str(limit.reset),
    }


GUARDS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
BY_HTTPS_ALONE = {"Strict-Transport-Security": "max-age=31536000"}
FIRST_FAULT = 400


def guards(status: int, given: Iterable[str], *, by_https: bool) -> dict[str, str]:
    """The headers that keep browsers from guessing, framing, telling on and keeping an answer.

    Args:
        status: the answer's.
        given: the names of the headers that the route has set: those stay as they are.
        by_https: whether people reach Job Center by https.
    """
    wanted = GUARDS | (BY_HTTPS_ALONE if by_https else {})
    if status >= FIRST_FAULT:
        wanted |= {"Cache-Control": "no-store"}
    there = {name.lower() for name in given}
    return {name: value for name, value in wanted.items() if name.lower() not in there}


def _no_store(response: Response) -> None:
    response.headers["Cache-Control"] = "no-store"


never_kept = cast("params.Depends", Depends(_no_store))
"""The mark of a route whose answer holds a secret: nothing on its way may keep it."""


def told_always(
    scope: Mapping[str, Any], message: Mapping[str, Any], correlation: str
) -> Iterator[tuple[bytes, bytes]]:
    """What every answer carries, whoever gave it: its correlation id, what browsers must not do, what is left."""
    state = scope.get("state", {})
    if state.get("position") is not None:
        yield from _told_position(state["position"])
    given = [name.decode("latin-1") for name, _ in message["headers"]]
    by_https = scope["app"].state.settings.own_url.startswith("https:")
    told = guards(message["status"], given, by_https=by_https) | {CORRELATION_HEADER: correlation}
    if state.get("limit") is not None:
        told |= told_limit(state["limit"])
    for name, value in told.items():
        yield name.lower().encode(), value.encode()


def _told_position(position: str) -> list[tuple[bytes, bytes]]:
    cookie = f"{replica.COOKIE}={position}; Path=/; Max-Age={positions.KEPT_SECONDS}; HttpOnly; SameSite=Strict"
    return [(replica.HEADER.lower().encode(), position.encode()), (b"set-cookie", cookie.encode())]
