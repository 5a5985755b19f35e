"""The wire shapes of companies, their contacts, interview rounds and contracts."""

import uuid
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from jobcenter.companies.names import LONGEST
from jobcenter.companies.rules import tidy_domain, tidy_website
from jobcenter.kit.wire import Body

MOST_NAMES = 50
MOST_ROUNDS = 50
LONGEST_TEXT = 20_000
LONGEST_WEBSITE = 2000


def _line(value: str) -> str:
    tidied = " ".join(value.split())
    if not tidied:
        raise ValueError("must not be empty")
    if not tidied.isprintable():
        raise ValueError("holds a character that cannot be shown: take it out")
    return tidied


def _or_nothing(tidy: Callable[[str], str]) -> Callable[[str | None], str | None]:
    """The same for what may be empty, where blank means that there is none."""
    return lambda value: tidy(value) if value is not None and value.strip() else None


def _email(value: str) -> str:
    tidied = value.strip()
    name, _, domain = tidied.rpartition("@")
    if not name or not domain or not tidied.isprintable() or " " in tidied:
        raise ValueError(f"{tidied[:80]!r} is no e-mail address; it must look like ada@example.com")
    return tidied


def _written_day(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and len(value) == len("2030-01-31"):
        return value
    raise ValueError("must be a day in ISO 8601, such as 2030-01-31")


Name = Annotated[str, Field(min_length=1, max_length=LONGEST), AfterValidator(_line)]
Line = Annotated[str | None, Field(max_length=LONGEST), AfterValidator(_or_nothing(_line))]
Text = Annotated[str | None, Field(max_length=LONGEST_TEXT), AfterValidator(_or_nothing(str.strip))]
Email = Annotated[str | None, Field(max_length=254), AfterValidator(_or_nothing(_email))]
Website = Annotated[str | None, Field(max_length=LONGEST_WEBSITE), AfterValidator(_or_nothing(tidy_website))]
Domain = Annotated[str, Field(min_length=1, max_length=LONGEST_WEBSITE), AfterValidator(tidy_domain)]
Names = Annotated[list[Name], Field(max_length=MOST_NAMES, description="Further names that it goes by.")]
Domains = Annotated[
    list[Domain], Field(max_length=MOST_NAMES, description="Its domains, such as acme.com; each is one company's.")
]
Day = Annotated[date, Field(strict=False), BeforeValidator(_written_day)]
"""A calendar day that a caller gives, as text."""

Percent = Annotated[Decimal, Field(strict=False, ge=0, le=100, max_digits=5, decimal_places=2)]
Days = Annotated[int, Field(ge=0, le=3650)]
AllowTwin = Annotated[
    bool, Field(description="Keep the name although another company goes by it; otherwise that is a 409 that names it.")
]


def given(body: Body, *may_be_empty: str) -> dict[str, Any]:
    """What a change holds: what was left out stays, null empties what may be empty and leaves the rest."""
    values = {name: getattr(body, name) for name in body.model_fields_set}
    return {name: value for name, value in values.items() if value is not None or name in may_be_empty}


class _Shown(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class CompanyGiven(Body):
    """A new company."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "Acme GmbH", "is_client": True, "domains": ["acme.com"], "names": ["Acme Robotics"]}]
        }
    )

    name: Name
    is_client: bool = False
    website: Website = None
    location: Line = None
    about: Text = None
    names: Names = Field(default_factory=list)
    domains: Domains = Field(default_factory=list)
    allow_twin: AllowTwin = False


class CompanyChanges(Body):
    """What changes of a company: what is left out stays; null empties website, location and about."""

    name: Name | None = None
    is_client: bool | None = None
    website: Website = None
    location: Line = None
    about: Text = None
    names: Names | None = None
    domains: Domains | None = None
    allow_twin: AllowTwin = False


class CompanyListed(_Shown):
    """A company as lists show it."""

    id: uuid.UUID
    name: str
    is_client: bool
    website: str | None
    location: str | None
    names: list[str]
    domains: list[str]
    version: int
    created_at: datetime
    updated_at: datetime


class CompanyShown(CompanyListed):
    """A company."""

    about: str | None


class ContactGiven(Body):
    """A new contact: a person at the company to speak to."""

    name: Name
    title: Line = None
    email: Email = None
    phone: Line = None
    note: Text = None


class ContactChanges(Body):
    """What changes of a contact: what is left out stays; null empties all but the name."""

    name: Name | None = None
    title: Line = None
    email: Email = None
    phone: Line = None
    note: Text = None


class ContactShown(_Shown):
    """A contact; `note` is the agency's own, and empty for everybody else."""

    id: uuid.UUID
    company_id: uuid.UUID
    name: str
    title: str | None
    email: str | None
    phone: str | None
    note: str | None
    version: int
    created_at: datetime
    updated_at: datetime


class RoundGiven(Body):
    """An interview round: with its id one that there is, without one a new one."""

    id: Annotated[uuid.UUID | None, Field(strict=False)] = None
    name: Name


class RoundsGiven(Body):
    """All interview rounds of a company, in their order."""

    rounds: Annotated[list[RoundGiven], Field(max_length=MOST_ROUNDS)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        names = [one.name.casefold() for one in self.rounds]
        twice = next((one.name for one in self.rounds if names.count(one.name.casefold()) > 1), None)
        if twice is not None:
            raise ValueError(f"there are two rounds named {twice!r}: give each a name of its own")
        ids = [one.id for one in self.rounds if one.id is not None]
        if len(ids) != len(set(ids)):
            raise ValueError("a round's id stands there twice: give each round once")
        return self


class RoundShown(_Shown):
    """An interview round."""

    id: uuid.UUID
    name: str
    position: int


class RoundsShown(BaseModel):
    """All interview rounds of a company, in their order."""

    rounds: list[RoundShown]


class ContractGiven(Body):
    """A new contract with a client."""

    title: Name
    starts_on: Day
    ends_on: Day | None = None
    fee_percent: Percent | None = None
    guarantee_days: Days = 90
    terms: Text = None


class ContractChanges(Body):
    """What changes of a contract: what is left out stays; null empties ends_on, fee_percent and terms."""

    title: Name | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    fee_percent: Percent | None = None
    guarantee_days: Days | None = None
    terms: Text = None


class ContractShown(_Shown):
    """A contract; `fee_percent` is of the first year's pay."""

    id: uuid.UUID
    company_id: uuid.UUID
    title: str
    starts_on: date
    ends_on: date | None
    fee_percent: Decimal | None
    guarantee_days: int
    terms: str | None
    version: int
    created_at: datetime
    updated_at: datetime
