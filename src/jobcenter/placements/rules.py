"""Who sees what of a placement, and when one may be put down."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from jobcenter.accounts.rules import Caller
from jobcenter.applicants.rules import is_client

PLACEABLE = frozenset({"offer", "hired"})
FEES = frozenset({"fee", "currency"})
NOT_FOR_MANAGERS = FEES | {"guarantee_days", "protected_until", "placed_by"}


def sees_fee(caller: Caller, placed_by: UUID | None) -> bool:
    """Whether a caller may see, and change, the fee of a placement: admins any, recruiters that of their own."""
    if caller.role == "admin":
        return True
    return caller.role == "recruiter" and caller.user_id is not None and caller.user_id == placed_by


def as_seen(caller: Caller, row: Mapping[str, Any]) -> dict[str, Any]:
    """A placement's row, without what this caller may not see of it."""
    hidden = frozenset() if sees_fee(caller, row["placed_by"]) else FEES
    if is_client(caller):
        hidden = NOT_FOR_MANAGERS
    return {name: None if name in hidden else value for name, value in row.items()}
