"""What the routes of applicants take in common: who may call."""

from typing import Annotated

from jobcenter.accounts.access import Caller, allow
from jobcenter.accounts.rules import APPLICANTS_MOVE, APPLICANTS_READ, APPLICANTS_WRITE

CanRead = Annotated[Caller, allow(APPLICANTS_READ)]
CanWrite = Annotated[Caller, allow(APPLICANTS_WRITE)]
CanMove = Annotated[Caller, allow(APPLICANTS_MOVE)]
