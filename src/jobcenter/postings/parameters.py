"""What the routes of postings take in common: who may call, and filters."""

from typing import Annotated

from fastapi import Depends, Query

from jobcenter.accounts.access import Caller, allow
from jobcenter.accounts.rules import POSTINGS_READ, SAVED_SEARCHES
from jobcenter.postings.schemas import Filters

CanRead = Annotated[Caller, allow(POSTINGS_READ)]
CanSave = Annotated[Caller, allow(SAVED_SEARCHES)]


def _filters(given: Annotated[Filters, Query()]) -> Filters:
    return given


FiltersOf = Annotated[Filters, Depends(_filters)]
