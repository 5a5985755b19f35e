"""A person's applications and timeline on the wire."""

import uuid
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from jobcenter.applicants.schemas import ApplicantShown

Kind = Literal["stage", "interview", "mail", "note", "placement"]


class ApplicationShown(ApplicantShown):
    """An applicant, with the job whose pipeline it is in."""

    job: str
    job_status: str
    company_id: uuid.UUID
    company: str
    placement_id: uuid.UUID | None


class Happening(BaseModel):
    """Something that happened with a person, or is to come."""

    id: str = Field(description="Of this entry; one per thing.")
    kind: Kind
    thing_id: str = Field(description="The id of the interview, mail, note or placement; of a stage, that of its step.")
    at: datetime = Field(description="When it happened; an interview's time may be to come.")
    applicant_id: uuid.UUID | None
    job_id: uuid.UUID | None
    job: str | None
    by: str | None = Field(description="Who moved, wrote or logged it; of an interview, who asks.")
    title: str | None = Field(
        description="The stage; an interview's round; a mail's subject; the first day of a placement."
    )
    before: str | None = Field(description="The stage before; null where it is the first.")
    state: str | None = Field(
        description="The stage's kind; an interview's status; of a mail `in`, or the newest thing that became of it; "
        "of a note `internal` or `shared`."
    )
    text: str | None = Field(description="A note's text, or the note on a move or an interview; how a mail begins.")
