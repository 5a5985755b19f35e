"""Which applicants of a job are asked for: one meaning for the board and for moves in bulk."""

import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from jobcenter.offlimits.queries import off_limits_now
from jobcenter.tables import applicants


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked of applicants; what is left out asks nothing.

    `stage_ids` and `added_by` (users) name any of several; every word of `q` must be a part of name, headline, employer
    or e-mail; `off_limits` as the rules in force today say of the employer; `replied`: whether a mail came back.
    """

    stage_ids: tuple[uuid.UUID, ...] = ()
    q: str = ""
    added_by: tuple[uuid.UUID, ...] = ()
    off_limits: bool | None = None
    replied: bool | None = None


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """The filters as conditions on the table `applicants` alone; put the job's own condition before them."""
    found: list[ColumnElement[bool]] = []
    if filters.stage_ids:
        found.append(applicants.c.stage_id.in_(filters.stage_ids))
    if filters.added_by:
        found.append(applicants.c.added_by.in_(filters.added_by))
    if filters.off_limits is not None:
        off = applicants.c.employer_id.in_(select(off_limits_now().c.company_id))
        # By their truth they are no joins: the few companies are read once, and each row of an index asks them.
        found.append(off.is_(True) if filters.off_limits else off.is_not(True))
    if filters.replied is not None:
        found.append(applicants.c.replied_at.is_not(None) if filters.replied else applicants.c.replied_at.is_(None))
    return found + [_holds(word) for word in filters.q.split()]


def _holds(word: str) -> ColumnElement[bool]:
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    # The database makes both sides lower case by one rule: Python's differs for some letters.
    return applicants.c.words.like(func.lower(f"%{escaped}%"))
