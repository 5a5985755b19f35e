"""Campaigns and mails on the wire."""

import uuid
from datetime import datetime, timedelta
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from jobcenter.kit.clock import now
from jobcenter.kit.wire import Body, Moment

Direction = Literal["out", "in"]
Event = Literal["sent", "delivered", "opened", "clicked", "bounced", "unsubscribed", "spam"]
CLOCKS_DIFFER: Final = timedelta(minutes=5)


def _past(value: datetime) -> datetime:
    if value > now() + CLOCKS_DIFFER:
        raise ValueError("lies in the future: a mail is put down when it was sent")
    return value


Id = Annotated[uuid.UUID, Field(strict=False)]
Past = Annotated[Moment, AfterValidator(_past)]
Subject = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100_000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class MailGiven(Body):
    """A mail that was sent to an applicant, or came from one."""

    subject: Subject
    text: Text = ""
    at: Past | None = Field(None, description="When it was sent; now, where left out.")
    direction: Direction = "out"
    parent_id: Id | None = Field(None, description="Which mail to this applicant it answers; only for a mail `in`.")
    campaign_id: Id | None = Field(None, description="The campaign it belongs to, one of the applicant's job.")
    event: Event | None = Field(None, description="What became of it, only for a mail `out`; `sent` where left out.")


class EventGiven(Body):
    """Something that became of a mail."""

    event: Event
    at: Past | None = Field(None, description="When it happened; now, where left out.")


class MailListed(BaseModel):
    """A mail, as a list shows it."""

    id: uuid.UUID
    applicant_id: uuid.UUID
    campaign_id: uuid.UUID | None
    parent_id: uuid.UUID | None = Field(description="The mail that this one answers.")
    answer_id: uuid.UUID | None = Field(description="The latest mail that answers this one.")
    direction: Direction
    subject: str
    excerpt: str = Field(description="The beginning of its text.")
    at: datetime
    event: Event | None = Field(description="The newest thing that became of it.")
    event_at: datetime | None
    logged_by: str


class MailShown(MailListed):
    """A mail, whole."""

    text: str


class CampaignGiven(Body):
    """A campaign to make."""

    name: Name


class CampaignShown(BaseModel):
    """A campaign: mails of one job that belong together."""

    id: uuid.UUID
    job_id: uuid.UUID
    name: str
    version: int
    created_at: datetime
    updated_at: datetime
