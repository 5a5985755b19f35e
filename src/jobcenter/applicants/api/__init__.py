"""The routes of applicants: one by one, and moves in bulk."""

from jobcenter.accounts.access import SliceRouter
from jobcenter.applicants.api import applicants, moves
from jobcenter.kit.http import EVERY_ROUTE

router = SliceRouter(tags=["applicants"], responses=EVERY_ROUTE)
router.include_router(applicants.router)
router.include_router(moves.router)
