"""Scraping's routes: the documented paths at the root, everything else under /api/scraping."""

from jobcenter.accounts.access import SliceRouter
from jobcenter.kit.http import EVERY_ROUTE
from jobcenter.scraping.api import monitor, runs, schedules, scrapes

router = SliceRouter(responses=EVERY_ROUTE)
router.include_router(scrapes.router, tags=["scraping"])
router.include_router(runs.router, prefix="/api/scraping", tags=["runs"])
router.include_router(schedules.router, prefix="/api/scraping", tags=["schedules"])
router.include_router(monitor.router, prefix="/api/scraping", tags=["monitor"])
