"""The routes of postings, all under /api/postings."""

from jobcenter.accounts.access import SliceRouter
from jobcenter.kit.http import EVERY_ROUTE
from jobcenter.postings.api import export, feed, postings, searches
from jobcenter.postings.openings.api import router as openings

router = SliceRouter(tags=["postings"])
router.include_router(postings.router, responses=EVERY_ROUTE)
router.include_router(export.router, responses=EVERY_ROUTE)
router.include_router(searches.router, responses=EVERY_ROUTE)
router.include_router(feed.router)
router.include_router(openings)
