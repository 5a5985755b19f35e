"""Who applies where, when, and how far each comes: planned for the whole agency before a row is written."""

import random
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from jobcenter.demo.agency import names
from jobcenter.demo.agency.courses import HIRED, LEAVES, SHOWN, TABLES, UNSUCCESSFUL, Course, step_seconds
from jobcenter.demo.agency.firms import RECRUITERS
from jobcenter.demo.agency.hours import DAY, Hours
from jobcenter.demo.agency.vacancies import Job

CANDIDATES: Final = 0.4
"""How many candidates there are for each applicant: most are in several pipelines."""

_LARGE: Final = 5_000
_YOUNG: Final = 4 * DAY
_AT_ONCE: Final = 30
_SMALLEST_TO_SHOW: Final = 40
_HALF_AN_HOUR: Final = 1_800
_TRIES: Final = 12
_OF_THE_TRADE, _OF_THE_FIELD = 0.65, 0.95
_NOTES: Final = (0,) * 84 + (1,) * 12 + (2,) * 4
_JOB_BITS, _RECRUITER_BITS = 20, 4


@dataclass(slots=True)
class Plan:
    """The agency's applicants in the order in which they are added; and its candidates, as they first appear.

    `added`, `job`, `recruiter`, `candidate`, `course` and `notes` have an entry for each applicant; `first_seen`,
    `trade_of` (a number of `TRADES`) and `notes_of` one for each candidate. `placed` holds the start date and days of
    guarantee of applicants who are hired, `protected` until when a candidate is protected by that.
    """

    added: "array[int]" = field(default_factory=lambda: array("q"))
    job: "array[int]" = field(default_factory=lambda: array("l"))
    recruiter: bytearray = field(default_factory=bytearray)
    candidate: "array[int]" = field(default_factory=lambda: array("l"))
    course: list[Course] = field(default_factory=list)
    notes: bytearray = field(default_factory=bytearray)
    first_seen: "array[int]" = field(default_factory=lambda: array("q"))
    trade_of: bytearray = field(default_factory=bytearray)
    notes_of: bytearray = field(default_factory=bytearray)
    placed: dict[int, tuple[date, int]] = field(default_factory=dict)
    protected: dict[int, date] = field(default_factory=dict)


def make_plan(seed: int, jobs: list[Job], hours: Hours) -> Plan:
    """Plan all applicants of these jobs; counts in each how many are hired."""
    dice = random.Random(f"{seed}/plan")  # noqa: S311 - a sample, no secret
    plan = Plan()
    for packed in sorted(_arrivals(jobs, dice)):
        plan.added.append(packed >> (_JOB_BITS + _RECRUITER_BITS))
        plan.job.append(packed >> _RECRUITER_BITS & (1 << _JOB_BITS) - 1)
        plan.recruiter.append(packed & (1 << _RECRUITER_BITS) - 1)
    _choose_candidates(plan, jobs, dice)
    _choose_courses(plan, seed, jobs, hours, dice)
    return plan


def _arrivals(jobs: list[Job], dice: random.Random) -> list[int]:
    """When who adds somebody to which job, in numbers that sort by time; recruiters add people by the dozen."""
    chance = dice.random
    arrivals = []
    for number, job in enumerate(jobs):
        latest = job.end - 2 * LEAVES
        span = latest - _HALF_AN_HOUR - job.opened
        left = job.size
        while left:
            together = min(left, 1 + int(chance() * 2 * _AT_ONCE))
            # Most come soon after a job is opened.
            begun = job.opened + int(span * chance() ** 1.4)
            recruiter = int(chance() * RECRUITERS)
            for _ in range(together):
                second = begun + int(chance() * _HALF_AN_HOUR)
                arrivals.append((second << _JOB_BITS | number) << _RECRUITER_BITS | recruiter)
            left -= together
    return arrivals


def _choose_candidates(plan: Plan, jobs: list[Job], dice: random.Random) -> None:
    """Give every applicant a candidate, each at most once to a job: somebody new, or one who was added before."""
    chance = dice.random
    left = len(plan.job)
    new = min(left, max(int(left * CANDIDATES), jobs[0].size + jobs[0].size // 20))
    taken: set[int] = set()
    pools = [array("l") for _ in names.FIELDS]
    everybody = array("l")
    for number, job_number in enumerate(plan.job):
        trade = jobs[job_number].trade_number
        pool = pools[names.FIELD_OF[trade]]
        candidate = None
        if chance() * left >= new:
            candidate = _again(pool, job_number, taken, chance)
            if candidate is None:
                candidate = _again(everybody, job_number, taken, chance)
        if candidate is None:
            candidate = len(everybody)
            everybody.append(candidate)
            pool.append(candidate)
            plan.first_seen.append(plan.added[number])
            plan.trade_of.append(_trade_near(trade, chance))
            new -= 1
        taken.add(candidate << _JOB_BITS | job_number)
        plan.candidate.append(candidate)
        left -= 1


def _again(known: "array[int]", job_number: int, taken: set[int], chance: Callable[[], float]) -> int | None:
    """One of those known, who is not in that job; None where some tries find nobody."""
    for _ in range(_TRIES if known else 0):
        candidate = known[int(chance() * len(known))]
        if candidate << _JOB_BITS | job_number not in taken:
            return candidate
    return None


def _trade_near(trade: int, chance: Callable[[], float]) -> int:
    """The trade of somebody who is added to a job: mostly that of the job, or one of the same field."""
    drawn = chance()
    if drawn < _OF_THE_TRADE:
        return trade
    if drawn < _OF_THE_FIELD:
        field_ = names.FIELDS[names.FIELD_OF[trade]]
        return field_[int(chance() * len(field_))]
    return int(chance() * len(names.TRADES))


def _choose_courses(plan: Plan, seed: int, jobs: list[Job], hours: Hours, dice: random.Random) -> None:
    """Decide how far each applicant comes, who is hired, and how many notes are written."""
    chance = dice.random
    plan.notes_of = bytearray(len(plan.first_seen))
    shown = list(SHOWN) if jobs[0].size >= _SMALLEST_TO_SHOW else []
    tables = ["closed" if job.is_closed else "large" if job.size > _LARGE else "small" for job in jobs]
    for number, job_number in enumerate(plan.job):
        is_young = plan.added[number] > hours.last - _YOUNG
        table = TABLES["young" if is_young else tables[job_number]]
        course = table[int(chance() * len(table))]
        if shown and job_number == 0 and not is_young:
            course = shown.pop()
        candidate = plan.candidate[number]
        if course.final == HIRED:
            if candidate in plan.protected:  # nobody starts at two places
                course = UNSUCCESSFUL
            else:
                _hire(plan, number, course, jobs[job_number], hours, dice=dice_of(seed, number))
        plan.course.append(course)
        notes = _NOTES[int(chance() * len(_NOTES))]
        plan.notes.append(notes)
        plan.notes_of[candidate] = min(255, plan.notes_of[candidate] + notes)


def dice_of(seed: int, number: int) -> random.Random:
    """The dice of one applicant who is hired: the steps are needed for the plan, and again for the history."""
    return random.Random(f"{seed}/hired/{number}")  # noqa: S311 - a sample, no secret


def _hire(plan: Plan, number: int, course: Course, job: Job, hours: Hours, *, dice: random.Random) -> None:
    hired = step_seconds(course, plan.added[number], job.end, dice.random)[-1]
    start = hours.time(hired).date() + timedelta(days=dice.randrange(14, 90))
    start += timedelta(days=-start.weekday() % 7)  # on a Monday
    plan.placed[number] = (start, job.client.guarantee)
    plan.protected[plan.candidate[number]] = start + timedelta(days=job.client.guarantee)
    job.hired += 1
