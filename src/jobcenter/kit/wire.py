"""What every slice's wire shapes are made of: bodies that can be stored, times with a zone, pages of lists."""

import json
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

T = TypeVar("T")


def _written_moment(value: object) -> object:
    if isinstance(value, str) and not value.strip().lstrip("+-").replace(".", "", 1).isdigit():
        return value
    raise ValueError("must be a time in ISO 8601, with its time zone, such as 2030-01-31T12:00:00Z")


def _storable_moment(value: datetime) -> datetime:
    if not MINYEAR < value.year < MAXYEAR:
        raise ValueError("must lie in the years 2 to 9998")
    return value


Moment = Annotated[
    AwareDatetime, Field(strict=False), AfterValidator(_storable_moment), BeforeValidator(_written_moment)
]
"""A time that a caller gives: text with a time zone (no bare number), which still is a time in every other zone."""


def refuse_nul(value: object) -> object:
    """Refuse NUL and lone surrogates anywhere in a JSON value: PostgreSQL's text and JSONB cannot hold them.

    Raises:
        ValueError: naming the character.
    """
    text = json.dumps(value, ensure_ascii=True, default=str)
    if "\\u0000" in text:
        raise ValueError("holds a NUL character (\\u0000), which cannot be stored: take it out")
    if "\\ud" in text:
        try:
            json.dumps(value, ensure_ascii=False, default=str).encode()
        except UnicodeEncodeError:
            raise ValueError("holds half of a character pair (a lone surrogate), which cannot be stored") from None
    return value


class Body(BaseModel):
    """A request's body: no unknown members, no value of another type, and nothing that cannot be stored."""

    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _storable(cls, value: object) -> object:
        return refuse_nul(value)

    def _refuse_null(self, *names: str) -> None:
        """For a change: these may be left out, which keeps what is there, but not be emptied.

        Raises:
            ValueError: naming the one that was.
        """
        for name in names:
            if name in self.model_fields_set and getattr(self, name) is None:
                raise ValueError(f"{name} cannot be empty: leave it out to keep it as it is")


class Listing(BaseModel, Generic[T]):
    """One page of a list; `next` leads to the page after it."""

    items: list[T]
    next: str | None = None
