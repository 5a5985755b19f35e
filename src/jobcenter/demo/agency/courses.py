"""The courses that applicants take through the stages of a job: which steps, how many mails, and how often each."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from jobcenter.demo.agency.hours import DAY

FOUND, SHORTLIST, CONTACTED, FOLLOWED_UP, QUALIFIED, SENT, INTERVIEW, OFFER, HIRED, REJECTED = range(10)
KINDS: Final = (
    "sourced",
    "sourced",
    "contacted",
    "contacted",
    "qualified",
    "sent_to_manager",
    "interview",
    "offer",
    "hired",
    "rejected",
)
TEMPLATES: Final = {
    "Standard": (
        *("Found", "Shortlist", "Contacted", "Followed up", "Qualified", "Sent to client"),
        *("Interview", "Offer", "Hired", "Rejected"),
    ),
    "Engineering": (
        *("Found", "Longlist", "Contacted", "In conversation", "Technical screen", "Sent to client"),
        *("Interview", "Offer", "Hired", "Rejected"),
    ),
    "Clinical": (
        *("Found", "Licence checked", "Contacted", "Called", "Qualified", "Sent to the clinic"),
        *("Trial day", "Offer", "Hired", "Rejected"),
    ),
}
"""Names of the ten stages, in the order of `KINDS`."""

LEAVES: Final = DAY * 3 // 10
"""How long before the end of a job, or before now, the last step is taken: mails and answers come after it."""

# How many in a thousand end where, in the order of the stages.
LARGE: Final = (123, 150, 252, 205, 40, 30, 20, 3.5, 2.5, 174)
SMALL: Final = (112, 142, 240, 200, 50, 42, 30, 7, 5, 172)
CLOSED: Final = (120, 135, 235, 190, 15, 8, 4, 0, 4, 289)
YOUNG: Final = (450, 250, 280, 20, 0, 0, 0, 0, 0, 0)
_REJECTED_FROM: Final = (6, 9, 24, 32, 11, 8, 9, 1)
_MAILS: Final = {
    CONTACTED: ((1, 0.6), (2, 0.4)),
    FOLLOWED_UP: ((2, 0.28), (3, 0.45), (4, 0.27)),
    QUALIFIED: ((2, 0.3), (3, 0.4), (4, 0.3)),
}
_ANSWERED: Final = {CONTACTED: ((0, 0.98), (1, 0.02)), FOLLOWED_UP: ((0, 0.94), (1, 0.06))}
_ANSWERED_AND_GONE: Final = ((0, 0.8), (1, 0.2))
_ANSWERED_AND_STAYED: Final = ((1, 0.9), (2, 0.1))
_BACK_AND_FORTH: Final = 0.32
_PLACES: Final = 1 << 15

# Days from the step before until this one: at least, at most.
_WAITS: Final = (
    (0.0, 0.0),
    (0.05, 2.0),
    (0.05, 3.0),
    (2.0, 8.0),
    (0.5, 5.0),
    (0.3, 4.0),
    (1.0, 8.0),
    (2.0, 10.0),
    (1.0, 7.0),
    (1.0, 15.0),
)


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """One way through the stages: its steps from the first, mails sent on it, and how many of these were answered."""

    steps: tuple[int, ...]
    mails: int
    answers: int

    @property
    def final(self) -> int:
        """Where it ends."""
        return self.steps[-1]


def _choices(shares: tuple[float, ...]) -> Iterator[tuple[Course, float]]:
    """Courses and how often each is taken, together about as much as the shares are."""
    for final, share in enumerate(shares):
        if final != REJECTED:
            yield from _ways(tuple(range(final + 1)), final, share)
            continue
        for reached, part in enumerate(_REJECTED_FROM):
            steps = (*range(reached + 1), REJECTED)
            yield from _ways(steps, reached, share * part / sum(_REJECTED_FROM))


def _ways(steps: tuple[int, ...], reached: int, share: float) -> Iterator[tuple[Course, float]]:
    mails = _MAILS.get(min(reached, QUALIFIED), ((0, 1.0),))
    answers: tuple[tuple[int, float], ...] = _ANSWERED.get(reached, _ANSWERED_AND_STAYED)
    if reached < CONTACTED:
        answers = ((0, 1.0),)
    elif steps[-1] == REJECTED and reached in _ANSWERED:
        answers = _ANSWERED_AND_GONE
    back = (*steps[:1], *steps[1:2], 0, *steps[1:]) if reached else steps
    for (sent, one), (answered, two), (way, three) in itertools.product(
        mails, answers, ((steps, 1 - _BACK_AND_FORTH), (back, _BACK_AND_FORTH))
    ):
        yield Course(way, sent, min(sent, answered)), share * one * two * three


def _table(shares: tuple[float, ...]) -> list[Course]:
    """Courses as often as they are taken, to pick any place of."""
    table: list[Course] = []
    due = 0.0
    for course, share in _choices(shares):
        due += share * _PLACES / sum(shares)
        table += [course] * (round(due) - len(table))
    return table


TABLES: Final[Mapping[str, list[Course]]] = {
    "large": _table(LARGE),
    "small": _table(SMALL),
    "closed": _table(CLOSED),
    "young": _table(YOUNG),
}
SHOWN: Final = tuple(
    Course(tuple(range(final + 1)), 3, 1) for final in (QUALIFIED, SENT, INTERVIEW, INTERVIEW, INTERVIEW, OFFER, HIRED)
)
"""What is to be seen in every large pipeline, even if it is a small one."""

UNSUCCESSFUL: Final = Course((*range(OFFER + 1), REJECTED), 3, 1)
"""What becomes of one who was to be hired, and is placed elsewhere already."""


def step_seconds(course: Course, added: int, end: int, chance: Callable[[], float]) -> list[int]:
    """The working second of each step, each after the one before, all of them a while before the end."""
    gaps = []
    for step in course.steps[1:]:
        least, most = _WAITS[step]
        gaps.append((least + (most - least) * chance()) * DAY)
    there = end - LEAVES - added
    needed = sum(gaps) + len(gaps)
    scale = there / needed if needed > there else 1.0
    seconds = [added]
    for gap in gaps:
        seconds.append(seconds[-1] + 1 + int(gap * scale))
    return seconds
