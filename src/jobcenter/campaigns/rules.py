"""Which mails can answer which, and which of two things that became of a mail is the newer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jobcenter.tables.mails import MAIL_EVENTS


def fault_of_answer(mail: Mapping[str, Any], parent: Mapping[str, Any] | None) -> str | None:
    """What is wrong with a mail that names a parent, in a sentence; None where nothing is.

    `parent` is that mail of the same applicant, None where the applicant has none of that id.
    """
    if mail["direction"] != "in":
        return "parent_id: only a mail that came in (direction: in) answers another. Leave parent_id out."
    if parent is None or parent["direction"] != "out":
        return (
            f"parent_id: {mail['parent_id']} is no mail that was sent to this applicant. Take one of "
            f"GET /api/applicants/{mail['applicant_id']}/mails with the direction out, or leave it out."
        )
    if mail["at"] < parent["at"]:
        return f"at: the answer would be older than the mail it answers, of {parent['at'].isoformat()}."
    return None


def is_newer(event: str, at: datetime, kept: str | None, kept_at: datetime | None) -> bool:
    """Whether an event is newer than the one that is kept: by its time, whichever was heard of first.

    Of two at the same time the one that follows from the other is the newer.
    """
    if kept is None or kept_at is None:
        return True
    return (at, MAIL_EVENTS.index(event)) > (kept_at, MAIL_EVENTS.index(kept))
