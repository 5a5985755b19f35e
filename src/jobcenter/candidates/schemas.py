"""The wire shapes of candidates: what requests hold, and what answers show."""

import uuid
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from jobcenter.accounts.schemas import EMAIL_FORM
from jobcenter.candidates.rules import ContactKind, StatusKind
from jobcenter.kit.wire import Body

MOST_CONTACTS = 50
MOST_TAGS = 50
MOST_HISTORY = 100


def _one_line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _needed(value: str) -> str:
    tidied = " ".join(value.split())
    if not tidied:
        raise ValueError("must not be empty")
    return tidied


def _some_text(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    return value.strip()


Id = Annotated[uuid.UUID, Field(strict=False)]
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_needed)]
Email = Annotated[
    str | None,
    Field(
        max_length=254,
        examples=["ada@example.com"],
        # An empty field of a form is none.
        json_schema_extra={
            "anyOf": [{"type": "string", "maxLength": 254, "pattern": rf"{EMAIL_FORM}|^\s*$"}, {"type": "null"}]
        },
    ),
]
Phone = Annotated[str | None, Field(max_length=100), AfterValidator(_one_line)]
Headline = Annotated[str | None, Field(max_length=500), AfterValidator(_one_line)]
Line = Annotated[str | None, Field(max_length=300), AfterValidator(_one_line)]
Words = Annotated[str | None, Field(max_length=5000), AfterValidator(_one_line)]
Tags = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=60)]],
    Field(max_length=MOST_TAGS, description="In lower case; all of them: those left out go."),
]


class Contact(Body):
    """One more way to a person: another e-mail, a phone number, a page."""

    kind: ContactKind
    value: Annotated[str, Field(min_length=1, max_length=1000)]


Contacts = Annotated[list[Contact], Field(max_length=MOST_CONTACTS, description="All further ones: those left out go.")]
AllowTwin = Annotated[bool, Field(description="Keep it though somebody has this e-mail already.")]


class CandidateGiven(Body):
    """A person to be added."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "Ada Example", "email": "ada@example.com", "employer": "Acme GmbH", "tags": ["java"]}]
        }
    )

    name: Name
    email: Email = None
    phone: Phone = None
    headline: Headline = None
    title: Line = None
    location: Line = None
    employer: Annotated[Line, Field(description="Its name; the company of that name is found or made.")] = None
    tags: Tags = Field(default_factory=list)
    contacts: Contacts = Field(default_factory=list)
    allow_twin: AllowTwin = False


class CandidateChange(Body):
    """What is to change of a person; members that are left out stay."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"headline": "Leads teams", "tags": ["java", "lead"]}]})

    name: Name | None = None
    email: Email = None
    phone: Phone = None
    headline: Headline = None
    title: Line = None
    location: Line = None
    employer: Line = None
    tags: Tags | None = None
    contacts: Contacts | None = None
    allow_twin: AllowTwin = False


class _Shown(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class StatusShown(_Shown):
    """The computed status, why, and until when where that is known."""

    kind: StatusKind
    reason: str | None
    until: date | None


class CandidateContactShown(_Shown):
    """One more way to a person."""

    kind: ContactKind
    value: str


class CandidateShown(_Shown):
    """A person, as far as the caller may see."""

    id: uuid.UUID
    name: str
    email: str | None
    phone: str | None
    headline: str | None
    title: str | None
    location: str | None
    employer: str | None
    employer_id: uuid.UUID | None
    tags: list[str]
    contacts: list[CandidateContactShown]
    status: StatusShown | None = Field(
        description="The weightiest that holds. Null for a client's person, whom other clients do not concern."
    )
    standing: list[StatusShown] = Field(
        description="Every status that holds, the weightiest first; empty for a client's person."
    )
    notes_count: int = Field(description="Of the notes that the caller sees.")
    version: int
    created_at: datetime
    updated_at: datetime


class TagCount(_Shown):
    """A tag, and how many people have it."""

    tag: str
    count: int


class TagsUsed(BaseModel):
    """Tags, most used first."""

    tags: list[TagCount]


class Position(Body):
    """One position of a person's history; times as the source writes them."""

    title: Line = None
    employer: Line = None
    location: Line = None
    begins: Annotated[str | None, Field(max_length=50)] = None
    ends: Annotated[str | None, Field(max_length=50)] = None
    text: Words = None


class ProfileGiven(Body):
    """A profile as it was read; what is left out stays as it was read before."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "source": "linkedin",
                    "url": "https://www.linkedin.com/in/ada-example",
                    "name": "Ada Example",
                    "headline": "Backend engineer",
                    "employer": "Acme GmbH",
                }
            ]
        }
    )

    source: Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,63}$", examples=["linkedin"])]
    url: Annotated[str, Field(min_length=1, max_length=2000)]
    name: Name
    headline: Headline = None
    title: Line = None
    location: Line = None
    employer: Line = None
    history: Annotated[list[Position] | None, Field(max_length=MOST_HISTORY)] = None


class ProfileShown(_Shown):
    """A person's profile elsewhere; `url` is null as long as the caller may not see how to reach the person."""

    id: uuid.UUID
    candidate_id: uuid.UUID
    source: str
    url: str | None
    name: str
    headline: str | None
    title: str | None
    location: str | None
    employer: str | None
    employer_id: uuid.UUID | None
    history: list[dict[str, Any]]
    seen_at: datetime
    created_at: datetime


class NoteGiven(Body):
    """A note on a person; clients' people see it only when it is not internal."""

    text: Annotated[str, Field(min_length=1, max_length=10_000), AfterValidator(_some_text)]
    is_internal: bool = True
    applicant_id: Annotated[Id | None, Field(description="The application it is about, one of this person's.")] = None


class NoteShown(_Shown):
    """A note on a person."""

    id: uuid.UUID
    candidate_id: uuid.UUID
    applicant_id: uuid.UUID | None
    text: str
    is_internal: bool
    author: str
    author_id: uuid.UUID | None
    created_at: datetime
