"""Placements on the wire: days as ISO 8601 dates, fees exact to the cent."""

import re
import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Final, Self

from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema, model_validator

from jobcenter.kit.wire import Body

LARGEST: Final = Decimal("999999999999.99")
AMOUNT: Final = r"^[0-9]{1,12}(\.[0-9]{1,2})?$"
YEARS: Final = range(1900, 2200)
MOST_DAYS: Final = 3650


def _day(value: object) -> date:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        day = date.fromisoformat(value)
        if day.year in YEARS:
            return day
    raise ValueError(f"must be a date such as 2030-01-31, in the years {YEARS[0]} to {YEARS[-1]}")


def _amount(value: object) -> Decimal:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        written = str(value).removesuffix(".0")
        if re.fullmatch(AMOUNT, written):
            return Decimal(written)
    raise ValueError('must be an amount of at most twelve digits and two decimals, such as 12000 or "12000.50"')


Id = Annotated[uuid.UUID, Field(strict=False)]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Amount = Annotated[
    Decimal,
    BeforeValidator(_amount),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "pattern": AMOUNT}, {"type": "number", "minimum": 0, "maximum": float(LARGEST)}]}
    ),
]
Days = Annotated[int, Field(ge=0, le=MOST_DAYS)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["EUR"])]


class PlacementGiven(Body):
    """A placement to put down."""

    start_date: Day
    guarantee_days: Days | None = Field(
        None, description="Days of guarantee from the start on; where left out, those of the contract then in force."
    )
    fee: Amount | None = None
    currency: Currency | None = Field(None, description="Of the fee, in three letters.")
    placed_by: Id | None = Field(None, description="Who placed: you, where left out. Only an admin names others.")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.fee is None) != (self.currency is None):
            raise ValueError("give fee and currency together, or neither")
        return self


class PlacementChanged(Body):
    """What changes of a placement; what is left out stays as it is. Null takes fee and currency away."""

    start_date: Day | None = None
    guarantee_days: Days | None = None
    fee: Amount | None = None
    currency: Currency | None = None

    @model_validator(mode="after")
    def _kept(self) -> Self:
        self._refuse_null("start_date", "guarantee_days")
        return self


class PlacementShown(BaseModel):
    """A placement, with who was placed and where.

    A client's manager sees the start alone. Fees are shown to admins, and to the recruiter who placed.
    """

    id: uuid.UUID
    applicant_id: uuid.UUID
    job_id: uuid.UUID
    job: str
    candidate_id: uuid.UUID
    candidate: str
    start_date: date
    guarantee_days: int | None
    protected_until: date | None = Field(description="The guarantee's end.")
    fee: Decimal | None
    currency: str | None
    placed_by: uuid.UUID | None
    version: int
    created_at: datetime
    updated_at: datetime
