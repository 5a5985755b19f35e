"""How long a thing waits before it is told, and how much of each is."""

import uuid
from datetime import datetime, timedelta
from typing import Final, Literal

Whose = Literal["mine", "everyone"]

MOST: Final = 20
"""Rows of each kind at most: more is a list, and has a page of its own."""
MOST_JOBS: Final = 200
"""Open jobs that are looked through, the newest: what is asked costs no more however many there are."""
QUIET_DAYS: Final = 14
ANSWERED_WITHIN: Final = timedelta(days=30)
"""A reply that nobody answered for longer is not waited for any more."""
INTERVIEWS_AHEAD: Final = timedelta(days=7)
OUTCOMES_BEHIND: Final = timedelta(days=60)
GUARANTEE_DAYS: Final = 30
FAILED_WITHIN: Final = timedelta(days=1)
WAITING_KINDS: Final = ("qualified", "sent_to_manager", "interview", "offer")
"""Kinds of stages in which somebody has answered, and now waits for us or for the client."""
ENDED_KINDS: Final = ("hired", "rejected")


def first_id_of(moment: datetime) -> uuid.UUID:
    """The smallest id that a row made at this moment can have: ids begin with the milliseconds of their making."""
    return uuid.UUID(int=int(moment.timestamp() * 1000) << 80)
