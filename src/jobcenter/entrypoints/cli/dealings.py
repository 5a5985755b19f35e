"""What happens with an applicant, put down by hand: interviews, placements, mails and their answers."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobcenter.entrypoints.cli.terminal import AsJson, clean, print_json

if TYPE_CHECKING:
    from pydantic import BaseModel

    from jobcenter.kit.db import ReadSession, Session

ApplicantId = Annotated[uuid.UUID, typer.Argument(metavar="APPLICANT", help="An applicant's id, as its board has it.")]
MailId = Annotated[uuid.UUID, typer.Argument(metavar="MAIL", help="The mail that is answered; `mail log` told its id.")]
At = Annotated[str | None, typer.Option(metavar="WHEN", help="When it was; now, where left out.")]
Note = Annotated[str | None, typer.Option(help="What there is to say of it.")]
Body = Annotated[str, typer.Option("--text", help="What the mail says.")]


class Outcome(StrEnum):
    """How an interview went, or that it did not take place."""

    PASSED = "passed"
    FAILED = "failed"
    UNDECIDED = "undecided"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


class Event(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    DELIVERED = "delivered"
    OPENED = "opened"
    CLICKED = "clicked"
    BOUNCED = "bounced"
    UNSUBSCRIBED = "unsubscribed"
    SPAM = "spam"


def add_interview(
    applicant: ApplicantId,
    when: Annotated[str, typer.Argument(metavar="WHEN", help="Such as 2030-01-31T14:00; the time of this machine.")],
    round_: Annotated[str | None, typer.Option("--round", help="The name of a round of the job's company.")] = None,
    interviewer: Annotated[str | None, typer.Option(help="The name of who asks.")] = None,
    outcome: Annotated[Outcome | None, typer.Option(help="How it went, where it is over.")] = None,
    note: Note = None,
    as_json: AsJson = False,
) -> None:
    """Put an interview down, to come or over."""
    from jobcenter.entrypoints.cli.installation import operator, write
    from jobcenter.interviews.actions import make_interview
    from jobcenter.interviews.schemas import InterviewGiven, InterviewShown

    async def make(session: "Session") -> dict[str, Any]:
        wanted = InterviewGiven.model_validate(
            {
                "scheduled_at": _moment(when),
                "round_id": None if round_ is None else await _round(session, applicant, round_),
                "interviewer": interviewer,
                "status": "scheduled" if outcome is None else outcome.value,
                "note": note,
            }
        )
        return await make_interview(session, applicant, wanted, caller=operator())

    _tell(InterviewShown.model_validate(write(make)), "Interview {id}: {candidate}, {scheduled_at}, {status}.", as_json)


def write_outcome(
    interview: Annotated[uuid.UUID, typer.Argument(metavar="INTERVIEW", help="Its id; `interview add` told it.")],
    outcome: Annotated[
        Outcome, typer.Argument(metavar="OUTCOME", help="passed, failed, undecided, no_show, cancelled")
    ],
    note: Note = None,
    as_json: AsJson = False,
) -> None:
    """Write down how an interview went."""
    from jobcenter.entrypoints.cli.installation import operator, write
    from jobcenter.interviews.actions import change_interview
    from jobcenter.interviews.schemas import InterviewChanged, InterviewShown

    wanted = InterviewChanged.model_validate({"status": outcome.value, **({} if note is None else {"note": note})})
    row = write(lambda session: change_interview(session, interview, wanted, caller=operator()))
    _tell(InterviewShown.model_validate(row), "Interview {id}: {candidate}, {scheduled_at}, {status}.", as_json)


def add_placement(
    applicant: ApplicantId,
    start: Annotated[str, typer.Argument(metavar="START", help="The first day, such as 2030-01-31.")],
    guarantee: Annotated[
        int | None, typer.Option(metavar="DAYS", help="Where left out, those of the contract in force.")
    ] = None,
    fee: Annotated[str | None, typer.Option(metavar="AMOUNT", help="Such as 12000 or 12000.50.")] = None,
    currency: Annotated[str | None, typer.Option(help="Of the fee, in three letters, such as EUR.")] = None,
    by: Annotated[str | None, typer.Option(metavar="EMAIL", help="The user who placed, and may see the fee.")] = None,
    as_json: AsJson = False,
) -> None:
    """Put down that an applicant was placed."""
    from jobcenter.entrypoints.cli.installation import operator, write
    from jobcenter.placements.actions import make_placement
    from jobcenter.placements.schemas import PlacementGiven, PlacementShown

    async def make(session: "Session") -> dict[str, Any]:
        wanted = PlacementGiven.model_validate(
            {
                "start_date": start,
                "guarantee_days": guarantee,
                "fee": fee,
                "currency": None if currency is None else currency.upper(),
                "placed_by": None if by is None else await _user(session, by),
            }
        )
        return await make_placement(session, applicant, wanted, caller=operator())

    said = "Placement {id}: {candidate} from {start_date} on, under guarantee until {protected_until}."
    _tell(PlacementShown.model_validate(write(make)), said, as_json)


def log_mail(
    applicant: ApplicantId,
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="What stood above the mail.")],
    text: Body = "",
    at: At = None,
    event: Annotated[Event, typer.Option(help="What became of it so far.")] = Event.SENT,
    as_json: AsJson = False,
) -> None:
    """Put down a mail that was sent to an applicant; nothing is sent."""
    from jobcenter.campaigns import actions
    from jobcenter.campaigns.schemas import MailGiven, MailShown
    from jobcenter.entrypoints.cli.installation import operator, write

    wanted = MailGiven.model_validate({"subject": subject, "text": text, "at": _moment(at), "event": event.value})
    row = write(lambda session: actions.log_mail(session, applicant, wanted, caller=operator()))
    _tell(MailShown.model_validate(row), "Mail {id} to applicant {applicant_id}, {at}: {event}.", as_json)


def log_reply(
    mail: MailId,
    subject: Annotated[str | None, typer.Option(help="Where left out, 'Re: ' and that of the mail.")] = None,
    text: Body = "",
    at: At = None,
    as_json: AsJson = False,
) -> None:
    """Put down that a mail was answered."""
    from jobcenter.campaigns import actions
    from jobcenter.campaigns.queries import mail_of
    from jobcenter.campaigns.schemas import MailGiven, MailShown
    from jobcenter.entrypoints.cli.installation import operator, write

    async def make(session: "Session") -> dict[str, Any]:
        parent = await mail_of(session, mail, caller=operator())
        wanted = MailGiven.model_validate(
            {
                "subject": (f"Re: {parent['subject']}")[:500] if subject is None else subject,
                "text": text,
                "at": _moment(at),
                "direction": "in",
                "parent_id": mail,
                "campaign_id": parent["campaign_id"],
            }
        )
        return await actions.log_mail(session, parent["applicant_id"], wanted, caller=operator())

    _tell(MailShown.model_validate(write(make)), "Mail {id} from applicant {applicant_id}, {at}.", as_json)


def _moment(words: str | None) -> str | None:
    """A time as the API takes it; without a zone it is one of this machine.

    Raises:
        InvalidError: it is no time.
    """
    from jobcenter.kit.errors import InvalidError

    if words is None:
        return None
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        raise InvalidError(
            f"{words!r} is no time. Write one such as 2030-01-31T14:00 or 2030-01-31T14:00+01:00."
        ) from None
    return (moment.astimezone() if moment.tzinfo is None else moment).isoformat()


async def _round(session: "ReadSession", applicant_id: uuid.UUID, name: str) -> uuid.UUID:
    from sqlalchemy import select

    from jobcenter.kit.errors import NotFoundError
    from jobcenter.tables import applicants, interview_rounds, jobs

    statement = (
        select(interview_rounds.c.name, interview_rounds.c.id)
        .join(jobs, jobs.c.company_id == interview_rounds.c.company_id)
        .join(applicants, applicants.c.job_id == jobs.c.id)
        .where(applicants.c.id == applicant_id)
        .order_by(interview_rounds.c.position)
    )
    rounds: dict[str, uuid.UUID] = dict((await session.execute(statement)).tuples().all())
    if name not in rounds:
        there = f"There are: {', '.join(rounds)}." if rounds else "The job's company has none."
        raise NotFoundError(f"There is no interview round {name!r} for this applicant. {there}")
    return rounds[name]


async def _user(session: "ReadSession", email: str) -> uuid.UUID:
    from sqlalchemy import select

    from jobcenter.kit.errors import NotFoundError
    from jobcenter.tables import users

    found: uuid.UUID | None = (
        await session.execute(select(users.c.id).where(users.c.email == email.strip().lower()))
    ).scalar_one_or_none()
    if found is None:
        raise NotFoundError(f"There is no user {email!r}. `jobcenter user list` shows them.")
    return found


def _tell(shown: "BaseModel", said: str, as_json: bool) -> None:
    if as_json:
        print_json(shown.model_dump(mode="json"))
    else:
        print(said.format(**{name: clean(value) for name, value in shown.model_dump().items()}))
