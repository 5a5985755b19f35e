"""Interviews and placements of a made-up agency."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from jobcenter.demo.agency.copying import Tables
from jobcenter.demo.agency.courses import HIRED, INTERVIEW, OFFER, Course
from jobcenter.demo.agency.firms import Ground
from jobcenter.demo.agency.hours import AHEAD, DAY, Hours
from jobcenter.demo.agency.vacancies import Job

_HALF_AN_HOUR: Final = 1_800
_UPCOMING, _CANCELLED = 0.6, 0.08
_NOTES: Final = {
    "passed": "Convinced the panel; go on.",
    "failed": "Friendly, but not the experience that the team needs.",
    "undecided": "The panel wants to talk once more.",
    "no_show": "Did not appear, and could not be reached.",
    "cancelled": "Cancelled by the client, to be planned anew.",
}
_ENDS: Final = ("failed", "failed", "failed", "undecided", "no_show", "passed")


@dataclass(slots=True)
class Met:
    """What an applicant's row keeps of interviews: the round, the last one that was held, the next one."""

    round_id: UUID | None = None
    last_at: datetime | None = None
    last_interviewer: str | None = None
    last_outcome: str | None = None
    next_at: datetime | None = None
    next_interviewer: str | None = None


class Meeting:
    """Writes interviews and placements.

    Args:
        ground: whose contacts and managers ask.
        hours: the working hours.
        dice: decides.
        rows: where interviews and placements go.
    """

    def __init__(self, ground: Ground, hours: Hours, dice: random.Random, rows: Tables) -> None:
        self._ground, self._hours, self._dice, self._rows = ground, hours, dice, rows

    def meet(self, applicant_id: UUID, job: Job, course: Course, since: int, until: int) -> Met:
        """Write the interviews of one applicant, who came to that stage at `since` and left it at `until`."""
        met = Met()
        rounds = job.client.rounds
        for number, (second, status) in enumerate(self._held(job, course, since, until)):
            round_id = rounds[min(number, len(rounds) - 1)]
            asks = job.client.contacts[int(self._dice.random() * len(job.client.contacts))]
            asks_id = self._ground.manager.id if asks == self._ground.manager.name else None
            at, planned = self._hours.time(second), min(second, since)
            made = self._hours.time(planned)
            changed = made if status == "scheduled" else at
            self._rows["interviews"].append(
                (
                    *(self._hours.new_id(planned, self._dice), applicant_id, round_id, at, asks, asks_id, status),
                    *(_NOTES.get(status), made, changed),
                )
            )
            met.round_id = round_id
            if status == "scheduled":
                met.next_at, met.next_interviewer = at, asks
            elif status != "cancelled":
                met.last_at, met.last_interviewer, met.last_outcome = at, asks, status
        return met

    def _held(self, job: Job, course: Course, since: int, until: int) -> Iterator[tuple[int, str]]:
        """When each interview is, and what became of it; each at least half an hour after the one before."""
        chance = self._dice.random
        left = until - since
        most = min(len(job.client.rounds), 1 + left // (4 * _HALF_AN_HOUR))
        held = 1 + int(chance() * most) if course.final != INTERVIEW else int(chance() * (most + 1))
        step = left // (held + 1)
        for number in range(held):
            second = since + (number + 1) * step
            # Interviews begin at the full or the half hour; the first may have been planned before the stage was set.
            second -= second % _HALF_AN_HOUR
            outcome = "passed"
            if number == held - 1 and course.final not in {OFFER, HIRED}:
                outcome = _ENDS[int(chance() * len(_ENDS))]
            elif number < held - 1 and chance() < _CANCELLED:
                outcome = "cancelled"
            yield second, outcome
        if course.final == INTERVIEW and not job.is_closed and (held == 0 or chance() < _UPCOMING):
            ahead = self._hours.last + 1 + int(chance() * min(15, AHEAD) * DAY)
            yield ahead - ahead % _HALF_AN_HOUR, "scheduled"

    def place(self, applicant_id: UUID, candidate_id: UUID, second: int, placed: tuple[date, int], *, by: UUID) -> None:
        """Write the placement of one who was hired at that second."""
        start, guarantee = placed
        at = self._hours.time(second)
        fee = Decimal(8_000 + 250 * int(self._dice.random() * 100))
        self._rows["placements"].append(
            (
                *(self._hours.new_id(second, self._dice), applicant_id, candidate_id, start, guarantee, fee, "EUR"),
                *(by, at, at),
            )
        )


def stay(course: Course, seconds: list[int], end: int) -> tuple[int, int] | None:
    """From when until when an applicant was at the interviews; None for one who never came there."""
    if INTERVIEW not in course.steps:
        return None
    place = course.steps.index(INTERVIEW)
    since = seconds[place]
    until = seconds[place + 1] if place + 1 < len(seconds) else max(since, end)
    return since, until
