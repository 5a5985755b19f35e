"""Mails by hand: sent, answered, what became of them; and the campaigns they belong to."""

import uuid
from typing import Annotated

from fastapi import Body

from jobcenter.accounts.access import Caller, SliceRouter, allow
from jobcenter.accounts.rules import MAILS_READ, MAILS_WRITE
from jobcenter.campaigns import actions, queries
from jobcenter.campaigns.schemas import (
    CampaignGiven,
    CampaignShown,
    EventGiven,
    MailGiven,
    MailListed,
    MailShown,
)
from jobcenter.kit.headers import IdempotencyKey
from jobcenter.kit.http import EVERY_ROUTE, Db, ReadDb, problems
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing
from jobcenter.work.idempotency import made_once

CanRead = Annotated[Caller, allow(MAILS_READ)]
CanWrite = Annotated[Caller, allow(MAILS_WRITE)]

router = SliceRouter(prefix="/api", tags=["campaigns"], responses=EVERY_ROUTE)


@router.get("/applicants/{applicant_id:uuid}/mails", responses=problems(404))
async def list_mails(caller: CanRead, applicant_id: uuid.UUID, session: ReadDb, page: PageOf) -> Listing[MailListed]:
    """An applicant's mails, both ways, the newest first."""
    kind = f"mails of {applicant_id}"
    rows = await queries.mails_of(session, applicant_id, caller=caller, after=page.start(kind), limit=page.wanted)
    return page.listing(kind, rows, MailListed, "at", "id")


@router.post("/applicants/{applicant_id:uuid}/mails", status_code=201, responses=problems(404))
async def log_mail(
    caller: CanWrite,
    applicant_id: uuid.UUID,
    session: Db,
    wanted: Annotated[MailGiven, Body()],
    idempotency_key: IdempotencyKey,
) -> MailShown:
    """Put a mail down that was sent to an applicant, or came from one. Nothing is sent."""
    return await made_once(
        session,
        MailShown,
        lambda: actions.log_mail(session, applicant_id, wanted, caller=caller),
        caller=caller.label,
        key=idempotency_key,
        wanted=wanted,
    )


@router.get("/mails/{mail_id:uuid}", responses=problems(404))
async def mail(caller: CanRead, mail_id: uuid.UUID, session: ReadDb) -> MailShown:
    """One mail, whole."""
    return MailShown.model_validate(await queries.mail_of(session, mail_id, caller=caller))


@router.post("/mails/{mail_id:uuid}/events", status_code=201, responses=problems(404))
async def note_mail_event(
    caller: CanWrite,
    mail_id: uuid.UUID,
    session: Db,
    wanted: Annotated[EventGiven, Body()],
    idempotency_key: IdempotencyKey,
) -> MailShown:
    """Note what became of a mail; it keeps the newest by time, in whatever order they are noted."""
    return await made_once(
        session,
        MailShown,
        lambda: actions.note_event(session, mail_id, wanted, caller=caller),
        caller=caller.label,
        key=idempotency_key,
        wanted=wanted,
    )


@router.get("/jobs/{job_id:uuid}/campaigns", responses=problems(404))
async def list_campaigns(caller: CanRead, job_id: uuid.UUID, session: ReadDb, page: PageOf) -> Listing[CampaignShown]:
    """A job's campaigns, in the order they were made."""
    kind = f"campaigns of {job_id}"
    rows = await queries.campaigns_of(session, job_id, caller=caller, after=page.start(kind), limit=page.wanted)
    return page.listing(kind, rows, CampaignShown)


@router.post("/jobs/{job_id:uuid}/campaigns", status_code=201, responses=problems(404))
async def make_campaign(
    caller: CanWrite,
    job_id: uuid.UUID,
    session: Db,
    wanted: Annotated[CampaignGiven, Body()],
    idempotency_key: IdempotencyKey,
) -> CampaignShown:
    """Make a campaign, under which mails of the job's applicants are put down."""
    return await made_once(
        session,
        CampaignShown,
        lambda: actions.make_campaign(session, job_id, wanted, caller=caller),
        caller=caller.label,
        key=idempotency_key,
        wanted=wanted,
    )
