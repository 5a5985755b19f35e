"""The errors that slices raise, and what a person reads of them."""

from collections.abc import Mapping
from typing import Any, ClassVar


class JobCenterError(Exception):
    """An error that a caller is told of, as `application/problem+json` (RFC 9457).

    `detail` is a sentence for the person who reads it: what was wrong, where, and what to do. `extra` adds members to
    the problem document, such as the values that are allowed.
    """

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal error"

    def __init__(
        self, detail: str, *, extra: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = dict(extra or {})
        self.headers = dict(headers or {})


class InvalidError(JobCenterError):
    """The request was understood and cannot be carried out as it is."""

    status = 422
    title = "Invalid request"


class NotSignedInError(JobCenterError):
    """There is no valid token."""

    status = 401
    title = "Sign-in needed"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"WWW-Authenticate": "Bearer"})


class ForbiddenError(JobCenterError):
    """A known caller who may not do this."""

    status = 403
    title = "Not allowed"


class NotFoundError(JobCenterError):
    """There is no such thing, or the caller may not see it."""

    status = 404
    title = "Not found"


class ConflictError(JobCenterError):
    """The thing is in a state that does not allow this."""

    status = 409
    title = "Conflict"


class ChangedMeanwhileError(JobCenterError):
    """Somebody else changed the row first."""

    status = 412
    title = "Changed meanwhile"

    @classmethod
    def of(cls, what: str, *, now: int, seen: int, current: dict[str, Any]) -> "ChangedMeanwhileError":
        """Refuses a change to `what`: it stands at version `now`, the caller saw `seen`; `current` is what is there."""
        return cls(
            f"The {what} was changed meanwhile: it stands at version {now}, you saw {seen}. Look at it again.",
            extra={"version": now, "current": current},
        )


class TooManyRequestsError(JobCenterError):
    """The caller asks too often."""

    status = 429
    title = "Too many requests"

    def __init__(self, detail: str, *, retry_after: int) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after)})


class UnavailableError(JobCenterError):
    """A part that this needs is away; trying again later is right."""

    status = 503
    title = "Temporarily unavailable"

    def __init__(self, detail: str, *, retry_after: int = 5) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after)})
