"""The routes of candidates: people, their profiles, notes on them."""

from jobcenter.accounts.access import SliceRouter
from jobcenter.candidates.api.notes import router as notes
from jobcenter.candidates.api.people import router as people
from jobcenter.candidates.api.profiles import router as profiles
from jobcenter.kit.http import EVERY_ROUTE

router = SliceRouter(tags=["candidates"], responses=EVERY_ROUTE)
for part in (people, profiles, notes):
    router.include_router(part)
