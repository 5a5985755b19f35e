"""Decisions on jobs and their stages, without a database."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final, Protocol

from jobcenter.kit.errors import InvalidError

CLOSED: Final = frozenset({"filled", "cancelled"})
MANAGERS_WRITE: Final = frozenset({"title", "description"})
"""What a client's manager may change of a job of the own company."""

MOST_STAGES: Final = 50
NEEDED_KINDS: Final = {
    "sourced": "where new applicants enter",
    "hired": "where a placement begins",
    "rejected": "where a rejection ends",
}
DEFAULT_STAGES: Final = (
    ("Sourced", "sourced"),
    ("Contacted", "contacted"),
    ("Replied", "qualified"),
    ("Sent to manager", "sent_to_manager"),
    ("Interview", "interview"),
    ("Offer", "offer"),
    ("Hired", "hired"),
    ("Rejected", "rejected"),
)
"""The stages of a job that was made without a template, in their order: name and kind."""


class Named(Protocol):
    """A stage as it is wanted."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def kind(self) -> str:
        """One of the fixed kinds."""


def times_of(
    before: str, after: str, *, opened_at: datetime | None, closed_at: datetime | None, moment: datetime
) -> dict[str, datetime | None]:
    """`opened_at` and `closed_at` of a job whose status goes from `before` to `after` at that moment.

    A job keeps the moment at which it was opened first, also over a pause and when it is opened again: from there the
    time to hire is counted. A draft has not been opened. A job that is not closed has no moment of closing.
    """
    if after == "draft":
        opened_at = None
    elif after == "open" and opened_at is None:
        opened_at = moment
    if after not in CLOSED:
        closed_at = None
    elif before not in CLOSED or closed_at is None:
        closed_at = moment
    return {"opened_at": opened_at, "closed_at": closed_at}


def check_stages(stages: Sequence[Named]) -> None:
    """Refuse stages that make no pipeline.

    Every kind may occur several times, in any order; those of `NEEDED_KINDS` must occur.

    Raises:
        InvalidError: a kind is missing, a name occurs twice (in whatever case), or there are too many.
    """
    if len(stages) > MOST_STAGES:
        raise InvalidError(f"stages: there are {len(stages)}; a pipeline has at most {MOST_STAGES}.")
    kinds = {stage.kind for stage in stages}
    missing = [f"{kind} ({why})" for kind, why in NEEDED_KINDS.items() if kind not in kinds]
    if missing:
        raise InvalidError(f"stages: a pipeline needs a stage of the kind {', and one of '.join(missing)}.")
    name, count = Counter(stage.name.casefold() for stage in stages).most_common(1)[0]
    if count > 1:
        first = next(stage.name for stage in stages if stage.name.casefold() == name)
        raise InvalidError(f"stages: {count} of them are named {first!r}. Give each a name of its own.")
