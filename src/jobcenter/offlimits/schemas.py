"""The wire shapes of off-limits rules."""

import uuid
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from jobcenter.companies.schemas import Day, Name
from jobcenter.kit.wire import Body

Id = Annotated[uuid.UUID, Field(strict=False)]


class RuleGiven(Body):
    """A new rule on one of a client's contracts: whose people must not be approached, why, and when."""

    contract_id: Id
    company_id: Annotated[Id, Field(description="The company that is off limits; the client itself, or another.")]
    reason: Name
    starts_on: Annotated[Day | None, Field(description="Today, if left out.")] = None
    ends_on: Annotated[Day | None, Field(description="Its last day; the contract's, if left out.")] = None


class RuleChanges(Body):
    """What changes of a rule: what is left out stays; null empties ends_on."""

    reason: Name | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None


class RuleShown(BaseModel):
    """An off-limits rule; `in_force_until` is its last day or its contract's, and empty where neither ends."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    contract_id: uuid.UUID
    contract_title: str
    client_id: uuid.UUID
    client_name: str
    company_id: uuid.UUID
    company_name: str
    reason: str
    starts_on: date
    ends_on: date | None
    in_force: bool = Field(description="Whether it holds today: begun, not over, and its contract has begun.")
    in_force_until: date | None
    made_by: str
    version: int
    created_at: datetime
    updated_at: datetime
