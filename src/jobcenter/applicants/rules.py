"""Pure decisions on applicants: what a client's manager may do and see, and what a move needs."""

from collections.abc import Mapping
from typing import Any, Final

from jobcenter.accounts.rules import Caller
from jobcenter.kit.errors import ForbiddenError, InvalidError

OF_MANAGERS: Final = ("sent_to_manager", "interview", "offer", "rejected")
"""Kinds of stages between which a client's manager may move."""

CONTACTS_FROM: Final = ("interview", "offer", "hired")
"""Kinds of stages from which on a client's manager sees how to reach the person."""

_OF_THE_AGENCY: Final = ("last_mail_at", "last_mail_event", "replied_at", "protected_until", "added_by")


def is_client(caller: Caller) -> bool:
    """Whether the caller is a client's person, who sees and does less than the agency."""
    return caller.role == "manager"


def check_kinds(caller: Caller, from_kind: str, to_kind: str) -> None:
    """Refuse a move that a client's manager may not make.

    Raises:
        ForbiddenError: saying between which stages the caller may move.
    """
    if is_client(caller) and not {from_kind, to_kind} <= set(OF_MANAGERS):
        raise ForbiddenError(
            f"You may move applicants between stages of the kinds {', '.join(OF_MANAGERS)}; this move is from "
            f"{from_kind} to {to_kind}. Ask the agency to make it."
        )


def check_reason(to_kind: str, reject_reason: str | None) -> None:
    """Refuse a rejection without a reason, and a reason without a rejection.

    Raises:
        InvalidError: naming `reject_reason`.
    """
    if to_kind == "rejected" and not reject_reason:
        raise InvalidError("reject_reason: a rejection needs a reason, in a few words.")
    if to_kind != "rejected" and reject_reason:
        raise InvalidError(
            f"reject_reason: only a rejection has a reason, and this stage is of the kind {to_kind}. Leave it out, or "
            "name a stage of the kind rejected."
        )


def shown_to(caller: Caller, row: Mapping[str, Any]) -> dict[str, Any]:
    """An applicant's row as this caller may see it: a client's manager sees no mails, and contacts late."""
    shown = dict(row)
    if is_client(caller):
        shown |= dict.fromkeys(_OF_THE_AGENCY)
        if row["stage_kind"] not in CONTACTS_FROM:
            shown |= {"email": None, "phone": None}
    return shown
