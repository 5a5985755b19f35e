"""Mails of a made-up agency: what is written to an applicant, what becomes of it, and what comes back."""

import random
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from jobcenter.demo.agency import names
from jobcenter.demo.agency.copying import Tables
from jobcenter.demo.agency.courses import LEAVES, Course
from jobcenter.demo.agency.hours import DAY, Hours
from jobcenter.demo.agency.vacancies import Job

_WITH_CAMPAIGN: Final = 0.7
_SHORTEST: Final = 600
_ANSWERED_WITHIN: Final = 3 * DAY
_AFTERWARDS: Final = 4 * DAY

# What becomes of mails, as often as it does: events, and seconds since the mail was sent.
_FATES: Final = (
    *((("sent", 0), ("delivered", 4)),) * 9,
    *((("sent", 0), ("delivered", 9)),) * 8,
    *((("sent", 0), ("delivered", 3), ("opened", 340)),) * 10,
    *((("sent", 0), ("delivered", 6), ("opened", 1_910)),) * 9,
    *((("sent", 0), ("delivered", 5), ("opened", 2_740), ("clicked", 2_775)),) * 5,
    (("sent", 0), ("bounced", 12)),
    (("sent", 0), ("bounced", 2)),
    (("sent", 0),),
    (("sent", 0), ("delivered", 7), ("opened", 120), ("unsubscribed", 140)),
)
_ANSWERED: Final = (("sent", 0), ("delivered", 4), ("opened", 410))
_SPAM: Final = (("sent", 0), ("delivered", 4), ("spam", 3_000))
_SPAM_OF: Final = 500


@dataclass(slots=True)
class Mailed:
    """What an applicant's row keeps of mails: the last one sent, its newest event, the last answer."""

    last_at: datetime | None = None
    last_event: str | None = None
    replied_at: datetime | None = None


class Mailing:
    """Writes the mails of applicants.

    Args:
        hours: the working hours.
        dice: decides.
        rows: where mails and events go.
    """

    def __init__(self, hours: Hours, dice: random.Random, rows: Tables) -> None:
        self._hours, self._dice, self._rows = hours, dice, rows

    def write(
        self, applicant_id: UUID, given: str, job: Job, course: Course, between: tuple[int, int], *, label: str
    ) -> Mailed:
        """Write the mails of one applicant between the first contact and the last step, and somewhat later."""
        chance, time, new_id = self._dice.random, self._hours.time, self._hours.new_id
        mailed = Mailed()
        first, last = between
        # Whatever follows from a mail is still before the end.
        share = max(_SHORTEST, min(job.end - LEAVES // 2, last + _AFTERWARDS) - first) // course.mails
        words = {"given": given, "trade": job.trade, "place": job.place}
        for number in range(course.mails):
            second = first + 60 + number * share + int(chance() * (share // 2))
            at = time(second)
            # The first of them are answered, or the last: one of either.
            is_answered = number >= course.mails - course.answers
            fate = _ANSWERED if is_answered else _FATES[int(chance() * len(_FATES))]
            if fate is _FATES[0] and int(chance() * _SPAM_OF) == 0:
                fate = _SPAM
            mail_id = new_id(second, self._dice)
            for event, later in fate:
                self._rows["mail_events"].append((mail_id, event, time(second + later)))
            subjects = names.REMINDERS if number else names.SUBJECTS
            subject = subjects[int(chance() * len(subjects))].format_map(words)
            text = names.BODIES[int(chance() * len(names.BODIES))].format_map(words)
            campaign_id = None
            if chance() < _WITH_CAMPAIGN:
                campaign_id = job.campaigns[min(number, len(job.campaigns) - 1)]
            self._rows["mails"].append(
                (
                    *(mail_id, applicant_id, campaign_id, None, "out", subject, text, at, fate[-1][0]),
                    *(time(second + fate[-1][1]), label, at),
                )
            )
            mailed.last_at, mailed.last_event = at, fate[-1][0]
            if is_answered:
                within = max(_SHORTEST, min(_ANSWERED_WITHIN, job.end - second - _SHORTEST))
                back = second + _SHORTEST + int((within - _SHORTEST) * chance() ** 2)
                self._answer(applicant_id, mail_id, campaign_id, f"Re: {subject}", second=back, label=label)
                answered = time(back)
                if mailed.replied_at is None or answered > mailed.replied_at:
                    mailed.replied_at = answered
        return mailed

    def _answer(
        self, applicant_id: UUID, mail_id: UUID, campaign_id: UUID | None, subject: str, *, second: int, label: str
    ) -> None:
        text = names.ANSWERS[int(self._dice.random() * len(names.ANSWERS))]
        at = self._hours.time(second)
        self._rows["mails"].append(
            (
                *(self._hours.new_id(second, self._dice), applicant_id, campaign_id, mail_id, "in", subject, text, at),
                *(None, None, label, at),
            )
        )
