"""What a posting's words mean: who hires, for what, where, how, and for how much."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from jobcenter.companies.names import employer, employer_key
from jobcenter.postings.found import NORMAL_VERSION, FoundPosting
from jobcenter.postings.normal.employments import employment
from jobcenter.postings.normal.languages import language
from jobcenter.postings.normal.pay import pay
from jobcenter.postings.normal.places import Location, locations
from jobcenter.postings.normal.titles import title_key
from jobcenter.postings.normal.work_modes import work_mode

__all__ = ["VERSION", "Location", "Normal", "normalise"]

VERSION: Final[int] = NORMAL_VERSION


@dataclass(frozen=True, slots=True)
class Normal:
    """What a posting's words mean; None, or empty, for what they do not tell. The vendor's words stay beside it.

    `locations` are `{"city", "region", "country", "words"}`; `work_mode`, `employment` and `pay_period` words of
    `tables.postings`; `pay_evidence` the words that the pay was read from; `language` two letters (ISO 639-1).
    """

    employer: str | None
    employer_key: str | None
    title_key: str
    locations: list[Location] = field(default_factory=list)
    work_mode: str | None = None
    employment: str | None = None
    pay_min: Decimal | None = None
    pay_max: Decimal | None = None
    pay_currency: str | None = None
    pay_period: str | None = None
    pay_evidence: str | None = None
    language: str | None = None


def normalise(found: FoundPosting, *, target: str, description_text: str) -> Normal:
    """What a found posting's words mean. Reads nothing but what it is given, and never fails on any text.

    Args:
        found: the posting as its source shows it.
        target: the board's name, the employer's where the vendor gives none.
        description_text: the description without markup.
    """
    name = employer(found.company, target)
    where = locations(found.places)
    spoken = language(f"{found.title}\n{description_text}")
    countries = frozenset(place["country"] for place in where if place["country"])
    paid = pay(found.salary, description_text, countries=countries, language=spoken)
    return Normal(
        employer=name,
        employer_key=employer_key(name),
        title_key=title_key(found.title, at=where, requisition=found.requisition),
        locations=where,
        work_mode=work_mode(found),
        employment=employment(found.employment_type, found.title),
        pay_min=paid.low,
        pay_max=paid.high,
        pay_currency=paid.currency,
        pay_period=paid.period,
        pay_evidence=paid.evidence,
        language=spoken,
    )
