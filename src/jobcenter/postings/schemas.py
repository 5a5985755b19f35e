"""The wire shapes of postings: what a search asks, and what answers show."""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from jobcenter.kit.wire import Body, Moment

WorkMode = Literal["remote", "hybrid", "onsite"]
Employment = Literal[
    "full_time", "part_time", "contract", "temporary", "internship", "apprenticeship", "volunteer", "other"
]
PayPeriod = Literal["hour", "day", "week", "month", "year"]
News = Literal["new", "changed", "closed", "reopened"]
Country = Annotated[str, Field(pattern="^[A-Za-z]{2}$")]

MOST_PAY = 100_000_000_000


class Filters(BaseModel):
    """What a search asks for: postings that fit all of it."""

    q: Annotated[
        str | None,
        Field(
            max_length=500,
            description='Words, all of which must stand in the posting; "a phrase"; -without; beginnings*. '
            "Accents and case do not matter.",
            examples=['"data engineer" python -senior'],
        ),
    ] = None
    company: Annotated[str | None, Field(max_length=200, description="Words of its name, or their beginnings.")] = None
    country: Annotated[
        list[Country] | None, Field(max_length=20, description="In two letters (ISO 3166-1); may be repeated.")
    ] = None
    place: Annotated[
        str | None,
        Field(
            max_length=200,
            description="A city, a region or a country, also by its other names (Köln is Cologne); or any words of a "
            "place, as postings write it.",
        ),
    ] = None
    work_mode: Annotated[list[WorkMode] | None, Field(max_length=3, description="May be repeated.")] = None
    employment: Annotated[list[Employment] | None, Field(max_length=8, description="May be repeated.")] = None
    pay_at_least: Annotated[
        float | None,
        Field(ge=0, le=MOST_PAY, allow_inf_nan=False, description="What the posting's pay reaches; needs `currency`."),
    ] = None
    currency: Annotated[
        str | None, Field(pattern="^[A-Za-z]{3}$", description="In three letters (ISO 4217), such as EUR.")
    ] = None
    pay_period: Annotated[
        PayPeriod,
        Field(description="What `pay_at_least` is for; pay of other periods is converted (2,080 hours are a year)."),
    ] = "year"
    posted_since: Annotated[Moment | None, Field(description="By the vendor's own date.")] = None
    seen_since: Annotated[Moment | None, Field(description="Found here since then.")] = None
    site: Annotated[str | None, Field(max_length=64)] = None
    target: Annotated[str | None, Field(max_length=200, description="The board, as scrapes name it.")] = None
    state: Annotated[Literal["open", "closed", "all"], Field(description="Whether it still stands there.")] = "open"

    @model_validator(mode="after")
    def _pay_has_its_currency(self) -> Self:
        if self.pay_at_least is not None and self.currency is None:
            raise ValueError("pay_at_least needs currency, such as EUR: amounts in other currencies cannot be compared")
        return self


class PostingListed(BaseModel):
    """A posting as lists show it: the vendor's words, and what they mean."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    site_name: str
    target: str
    vendor_id: str
    title: str
    company: str | None
    employer: str | None = Field(description="Who it is from, read from the vendor's words.")
    places: list[str]
    locations: list[dict[str, Any]] = Field(description="`city`, `region`, `country` of each place, and its `words`.")
    is_remote: bool | None
    work_mode: WorkMode | None
    department: str | None
    employment_type: str | None
    employment: Employment | None
    requisition: str | None
    url: str | None
    apply_url: str | None
    posted_at: datetime | None
    pay_min: Decimal | None
    pay_max: Decimal | None
    pay_currency: str | None
    pay_period: PayPeriod | None
    language: str | None
    first_seen_at: datetime
    last_seen_at: datetime
    changed_at: datetime | None
    closed_at: datetime | None


class HistoryListed(BaseModel):
    """Something that happened to a posting; `changes` holds what was there before and after, by field."""

    model_config = ConfigDict(from_attributes=True)

    at: datetime
    news: News
    changes: dict[str, list[Any]] | None
    scrape_run_id: uuid.UUID


class PostingWhole(PostingListed):
    """A posting with all that is known of it."""

    description_html: str | None = Field(description="Sanitised: it holds no scripts, handlers or styles.")
    salary: dict[str, Any] = Field(description="The vendor's own figures.")
    pay_evidence: str | None = Field(description="The words that the pay was read from.")
    raw: dict[str, Any] = Field(description="The vendor's item, whole.")
    opening_id: uuid.UUID | None = Field(description="Its opening; null until it was matched.")
    history: list[HistoryListed] = Field(description="The latest news of it; `/history` has all.")


class NewsListed(BaseModel):
    """News of a posting, and which one it is."""

    model_config = ConfigDict(from_attributes=True)

    at: datetime
    news: News
    changes: dict[str, list[Any]] | None
    posting_id: uuid.UUID
    site_name: str
    target: str
    title: str
    company: str | None
    employer: str | None
    places: list[str]
    url: str | None
    closed_at: datetime | None


class SavedQuery(Filters):
    """A search as it is kept: the same filters as lists take."""

    model_config = ConfigDict(extra="forbid", strict=True)


class SearchGiven(Body):
    """A search to be saved."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Data in Berlin", "query": {"q": "data engineer", "place": "Berlin"}}]}
    )

    name: Annotated[str, Field(min_length=1, max_length=200)]
    query: SavedQuery


class SearchShown(BaseModel):
    """A saved search; new matches are looked for every minute."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    name: str
    query: SavedQuery
    has_feed: bool
    told_until: datetime = Field(description="Up to when postings have been looked through.")
    created_at: datetime
    updated_at: datetime
    version: int


class FeedKeyShown(BaseModel):
    """The way to a search's feed, shown this once; an earlier key does not work any more."""

    key: str
    path: str = Field(description="Where the feed is, below this server's address.")


class HitListed(PostingListed):
    """A posting that matched a saved search."""

    matched_at: datetime
    seen_at: datetime | None


class HitsSeen(Body):
    """Which matches were looked at."""

    posting_ids: Annotated[
        list[Annotated[uuid.UUID, Field(strict=False)]] | None,
        Field(max_length=1000, description="All of them when left out."),
    ] = None


class SeenCount(BaseModel):
    """How many matches became seen by this."""

    seen: int


class NewOfSearch(BaseModel):
    """How many matches of a search nobody has looked at."""

    search_id: uuid.UUID
    new: int


class NewMatches(BaseModel):
    """Matches that nobody has looked at, of all one's searches together and of each that has some."""

    total: int
    searches: list[NewOfSearch]
