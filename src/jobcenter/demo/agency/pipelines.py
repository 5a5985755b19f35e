"""Applicants of a made-up agency with all that happened to them, and the facts that their rows keep of it."""

import random
from datetime import datetime
from operator import itemgetter
from typing import Final
from uuid import UUID

from jobcenter.demo.agency import names
from jobcenter.demo.agency.copying import Tables
from jobcenter.demo.agency.courses import CONTACTED, HIRED, INTERVIEW, OFFER, REJECTED, SENT, Course, step_seconds
from jobcenter.demo.agency.firms import Ground, User
from jobcenter.demo.agency.hours import Hours
from jobcenter.demo.agency.mailing import Mailed, Mailing
from jobcenter.demo.agency.meeting import Meeting, Met, stay
from jobcenter.demo.agency.people import People
from jobcenter.demo.agency.planning import Plan, dice_of
from jobcenter.demo.agency.vacancies import Job

_SECOND: Final = itemgetter(1)
_THIRD: Final = itemgetter(2)
_WITH_STEP_NOTE: Final = 0.05
_INTERNAL: Final = 0.8
_NOBODY: Final = Met()
_NOTHING: Final = Mailed()


class Pipelines:
    """Makes applicants, in the order in which the plan adds them.

    Args:
        seed: another seed, other histories.
        plan: who applies where, and how far each comes.
        jobs: the jobs, in the plan's order.
        people: all candidates.
        ground: recruiters and the manager.
        hours: the working hours.
        rows: where all rows go.
    """

    def __init__(
        self, seed: int, plan: Plan, jobs: list[Job], people: People, *, ground: Ground, hours: Hours, rows: Tables
    ) -> None:
        self._seed, self._plan, self._jobs, self._people = seed, plan, jobs, people
        self._ground, self._hours, self._rows = ground, hours, rows
        self._dice = random.Random(f"{seed}/pipelines")  # noqa: S311 - a sample, no secret
        self._mailing = Mailing(hours, self._dice, rows)
        self._meeting = Meeting(ground, hours, self._dice, rows)

    def make(self, first: int, end: int) -> None:
        """Make the applicants from number `first` up to `end`, and put histories and mails into the order of time."""
        for number in range(first, end):
            self._make_one(number)
        self._rows["applicant_history"].sort(key=_SECOND)
        self._rows["mail_events"].sort(key=_THIRD)

    def _make_one(self, number: int) -> None:
        plan, hours, dice = self._plan, self._hours, self._dice
        job, course, candidate = self._jobs[plan.job[number]], plan.course[number], plan.candidate[number]
        added, recruiter = plan.added[number], self._ground.recruiters[plan.recruiter[number]]
        known = self._people
        # One who is hired was promised a start date when this was planned; the same dice lead there again.
        chance = dice_of(self._seed, number).random if course.final == HIRED else dice.random
        seconds = step_seconds(course, added, job.end, chance)
        times = [hours.time(second) for second in seconds]
        applicant_id, candidate_id = hours.new_id(added, dice), known.ids[candidate]
        reason = names.REASONS[int(dice.random() * len(names.REASONS))] if course.final == REJECTED else None
        self._keep_history(applicant_id, job, course, times, recruiter=recruiter, reason=reason)
        mailed, met = _NOTHING, _NOBODY
        if course.mails:
            between = seconds[course.steps.index(CONTACTED)], seconds[-1]
            mailed = self._mailing.write(
                applicant_id, known.given[candidate], job, course, between, label=recruiter.label
            )
        if there := stay(course, seconds, job.end):
            met = self._meeting.meet(applicant_id, job, course, *there)
        if number in plan.placed:
            self._meeting.place(applicant_id, candidate_id, seconds[-1], plan.placed[number], by=recruiter.id)
        for _ in range(plan.notes[number]):
            self._note(applicant_id, candidate_id, recruiter, added, job.end)
        stage = job.stages[course.final]
        self._rows["applicants"].append(
            (
                *(applicant_id, job.id, candidate_id, stage.id, times[-1], reason, recruiter.id, times[0]),
                *(met.round_id if course.final in {INTERVIEW, OFFER, HIRED} else None, times[-1]),
                *(stage.kind, stage.rank, known.name_keys[candidate], known.words[candidate]),
                known.employer_ids[candidate],
                times[course.steps.index(SENT)] if SENT in course.steps else None,
                *(met.last_at, met.last_interviewer, met.last_outcome, met.next_at, met.next_interviewer),
                *(mailed.last_at, mailed.last_event, mailed.replied_at, plan.protected.get(candidate)),
            )
        )

    def _keep_history(
        self,
        applicant_id: UUID,
        job: Job,
        course: Course,
        times: list[datetime],
        *,
        recruiter: User,
        reason: str | None,
    ) -> None:
        chance, stages = self._dice.random, job.stages
        history = self._rows["applicant_history"]
        is_managed = job.client is self._ground.clients[0]
        from_name = from_kind = None
        for at, step in zip(times, course.steps, strict=True):
            stage = stages[step]
            # The client's manager moves those who were sent on; recruiters move all others.
            user = self._ground.manager if is_managed and step in {INTERVIEW, OFFER} and chance() < 0.5 else recruiter  # noqa: PLR2004 - a share
            note = None
            if step == REJECTED:
                note = reason
            elif chance() < _WITH_STEP_NOTE:
                note = names.STEP_NOTES[int(chance() * len(names.STEP_NOTES))]
            history.append((applicant_id, at, user.id, user.label, from_name, from_kind, stage.name, stage.kind, note))
            from_name, from_kind = stage.name, stage.kind

    def _note(self, applicant_id: UUID, candidate_id: UUID, author: User, since: int, end: int) -> None:
        chance = self._dice.random
        second = since + int(chance() * (end - since))
        text = names.NOTES[int(chance() * len(names.NOTES))]
        note_id = self._hours.new_id(second, self._dice)
        self._rows["candidate_notes"].append(
            (
                *(note_id, candidate_id, applicant_id, text, chance() < _INTERNAL, author.name, author.id),
                self._hours.time(second),
            )
        )
