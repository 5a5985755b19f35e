"""The wire shapes of openings."""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, Field

from jobcenter.kit.wire import Body
from jobcenter.postings.schemas import Employment, PayPeriod, WorkMode


class OpeningShown(BaseModel):
    """A vacancy, as all its postings together tell of it."""

    id: uuid.UUID
    title: str
    employer: str | None
    locations: list[dict[str, Any]]
    postings_count: int
    first_seen_at: datetime
    closed_at: datetime | None = Field(description="When the last of its postings was gone; null while one is there.")
    updated_at: datetime


class MemberShown(BaseModel):
    """A posting in an opening, and why it is there."""

    posting_id: uuid.UUID
    site_name: str
    target: str
    vendor_id: str
    title: str
    company: str | None
    places: list[str]
    work_mode: WorkMode | None
    employment: Employment | None
    pay_min: Decimal | None
    pay_max: Decimal | None
    pay_currency: str | None
    pay_period: PayPeriod | None
    requisition: str | None
    url: str | None
    posted_at: datetime | None
    first_seen_at: datetime
    closed_at: datetime | None
    evidence: dict[str, Any]
    decided_by: str = Field(description="`rules`, or who split or joined.")
    at: datetime


class OpeningWhole(OpeningShown):
    """An opening with its postings."""

    members: list[MemberShown]


class SplitGiven(Body):
    """Which postings leave an opening for one of their own."""

    posting_ids: Annotated[list[Annotated[uuid.UUID, Field(strict=False)]], Field(min_length=1, max_length=200)]


class JoinGiven(Body):
    """Which openings become one."""

    opening_ids: Annotated[list[Annotated[uuid.UUID, Field(strict=False)]], Field(min_length=2, max_length=50)]
