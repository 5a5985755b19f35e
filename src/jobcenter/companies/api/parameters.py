"""What the routes of companies take in common: who may call, and keys that hold within one company."""

import uuid
from typing import Annotated

from jobcenter.accounts.access import Caller, allow
from jobcenter.accounts.rules import COMPANIES_READ, COMPANIES_WRITE, CONTRACTS_READ, CONTRACTS_WRITE

CanRead = Annotated[Caller, allow(COMPANIES_READ)]
CanWrite = Annotated[Caller, allow(COMPANIES_WRITE)]
CanReadContracts = Annotated[Caller, allow(CONTRACTS_READ)]
CanWriteContracts = Annotated[Caller, allow(CONTRACTS_WRITE)]


def key_within(company_id: uuid.UUID, idempotency_key: str | None) -> str | None:
    """An Idempotency-Key for what is made within a company: sent with another company's address it is another key."""
    return None if idempotency_key is None else f"{company_id} {idempotency_key}"
