"""Putting mails down by hand, with their answers and what became of them; making campaigns."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from jobcenter.accounts.rules import Caller
from jobcenter.applicants import facts
from jobcenter.applicants.queries import visible
from jobcenter.campaigns.queries import check_applicant, check_job, mail_of, no_mail
from jobcenter.campaigns.rules import fault_of_answer, is_newer
from jobcenter.campaigns.schemas import CampaignGiven, EventGiven, MailGiven
from jobcenter.kit.clock import new_id, now
from jobcenter.kit.db import Session
from jobcenter.kit.errors import InvalidError
from jobcenter.tables import applicants, campaigns, mail_events, mails
from jobcenter.work.audit import record


async def log_mail(session: Session, applicant_id: uuid.UUID, wanted: MailGiven, *, caller: Caller) -> dict[str, Any]:
    """Put a mail down that was sent to an applicant, or came from one. Returns what is shown of it.

    Raises:
        NotFoundError: there is no such applicant, or the caller may not see it.
        InvalidError: it cannot be the answer it claims to be, its campaign is another job's, or it came in and has an
            event.
    """
    job_id = await check_applicant(session, applicant_id, caller=caller)
    values = {"applicant_id": applicant_id, **wanted.model_dump(exclude={"event"}), "at": wanted.at or now()}
    await _check(session, values, job_id, event=wanted.event)
    event = wanted.event or ("sent" if wanted.direction == "out" else None)
    told = {"event": event, "event_at": values["at"] if event else None}
    mail_id = new_id()
    await session.execute(insert(mails).values(id=mail_id, logged_by=caller.label, **values, **told))
    if event is not None:
        await session.execute(insert(mail_events).values(mail_id=mail_id, event=event, at=values["at"]))
    await facts.keep(session, [applicant_id])
    # What people wrote to each other stays out of a log that can only grow.
    noted = {name: value for name, value in {**values, **told}.items() if name != "text"}
    await record(
        session,
        actor=caller.label,
        action="log",
        thing="mail",
        thing_id=str(mail_id),
        after=noted,
    )
    return await mail_of(session, mail_id, caller=caller)


async def note_event(session: Session, mail_id: uuid.UUID, wanted: EventGiven, *, caller: Caller) -> dict[str, Any]:
    """Note what became of a mail, which keeps its newest event. Returns what is shown of it.

    Raises:
        NotFoundError: there is none of that id, or the caller may not see it.
        InvalidError: the mail came in.
    """
    statement = (
        select(mails.c.applicant_id, mails.c.direction, mails.c.event, mails.c.event_at)
        .join(applicants, applicants.c.id == mails.c.applicant_id)
        .where(mails.c.id == mail_id, visible(caller))
        .with_for_update(of=mails, key_share=True)
    )
    before = (await session.execute(statement)).one_or_none()
    if before is None:
        raise no_mail(mail_id)
    if before.direction != "out":
        raise InvalidError("This mail came in; events are of mails that were sent. Log an answer as a mail instead.")
    at: datetime = wanted.at or now()
    await session.execute(insert(mail_events).values(mail_id=mail_id, event=wanted.event, at=at))
    newest = is_newer(wanted.event, at, before.event, before.event_at)
    if newest:
        await session.execute(update(mails).where(mails.c.id == mail_id).values(event=wanted.event, event_at=at))
        await facts.keep(session, [before.applicant_id])
    await record(
        session,
        actor=caller.label,
        action="note event",
        thing="mail",
        thing_id=str(mail_id),
        before={"event": before.event, "event_at": before.event_at},
        after={"event": wanted.event, "event_at": at, "newest": newest},
    )
    return await mail_of(session, mail_id, caller=caller)


async def make_campaign(
    session: Session, job_id: uuid.UUID, wanted: CampaignGiven, *, caller: Caller
) -> dict[str, Any]:
    """Make a campaign of a job. Returns the row.

    Raises:
        NotFoundError: there is no such job, or the caller may not see it.
    """
    await check_job(session, job_id, caller=caller)
    values = {"job_id": job_id, "name": wanted.name}
    statement = insert(campaigns).values(id=new_id(), **values).returning(campaigns)
    row = dict((await session.execute(statement)).mappings().one())
    await record(
        session,
        actor=caller.label,
        action="create",
        thing="campaign",
        thing_id=str(row["id"]),
        after=values,
    )
    return row


async def _check(session: Session, values: dict[str, Any], job_id: uuid.UUID, *, event: str | None) -> None:
    if event is not None and values["direction"] != "out":
        raise InvalidError("event: only a mail that was sent (direction: out) has one. Leave it out.")
    if values["campaign_id"] is not None:
        mine = select(campaigns.c.id).where(campaigns.c.id == values["campaign_id"], campaigns.c.job_id == job_id)
        if (await session.execute(mine)).one_or_none() is None:
            raise InvalidError(
                f"campaign_id: {values['campaign_id']} is no campaign of the applicant's job. Take one of "
                f"GET /api/jobs/{job_id}/campaigns, or leave it out."
            )
    if values["parent_id"] is not None:
        statement = select(mails.c.direction, mails.c.at).where(
            mails.c.id == values["parent_id"], mails.c.applicant_id == values["applicant_id"]
        )
        parent = (await session.execute(statement)).mappings().one_or_none()
        if (fault := fault_of_answer(values, None if parent is None else dict(parent))) is not None:
            raise InvalidError(fault)
