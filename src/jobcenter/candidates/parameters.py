"""Who may do what with candidates, as parameters of routes."""

from typing import Annotated

from jobcenter.accounts.access import Caller, allow
from jobcenter.accounts.rules import CANDIDATES_READ, CANDIDATES_WRITE

CanRead = Annotated[Caller, allow(CANDIDATES_READ)]
CanWrite = Annotated[Caller, allow(CANDIDATES_WRITE)]
