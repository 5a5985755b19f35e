"""The routes of companies, their contacts, interview rounds and contracts."""

from jobcenter.accounts.access import SliceRouter
from jobcenter.companies.api import companies, contacts, contracts, rounds
from jobcenter.kit.http import EVERY_ROUTE

router = SliceRouter(tags=["companies"], responses=EVERY_ROUTE)
for part in (companies, contacts, rounds, contracts):
    router.include_router(part.router, prefix="/api/companies")
