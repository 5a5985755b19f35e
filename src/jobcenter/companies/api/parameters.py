"""What the routes of companies take in common: who may call."""

from typing import Annotated

from jobcenter.accounts.access import Caller, allow
from jobcenter.accounts.rules import COMPANIES_READ, COMPANIES_WRITE, CONTRACTS_READ, CONTRACTS_WRITE

CanRead = Annotated[Caller, allow(COMPANIES_READ)]
CanWrite = Annotated[Caller, allow(COMPANIES_WRITE)]
CanReadContracts = Annotated[Caller, allow(CONTRACTS_READ)]
CanWriteContracts = Annotated[Caller, allow(CONTRACTS_WRITE)]
