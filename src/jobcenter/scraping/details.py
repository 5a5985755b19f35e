"""Details: what a posting's own page tells, read once its list has shown it to be new or changed."""

import uuid
from dataclasses import replace
from typing import Any

from sqlalchemy import insert

from jobcenter.kit.db import reading
from jobcenter.postings.actions import add_details, found_of, note_detail_failure
from jobcenter.postings.found import FoundPosting
from jobcenter.postings.queries import details_wanted
from jobcenter.scraping.keeping import PAGES, Keeping
from jobcenter.scraping.sites.base import Detail, DetailedSite
from jobcenter.tables import scrape_run_problems
from jobcenter.work.leases import note_progress
from jobcenter.work.runner import Working

AT_ONCE = 50


class Details:
    """The details that one slice of a run reads. What fails is left for a later run, and said."""

    def __init__(self, working: Working, keeping: Keeping, site: DetailedSite) -> None:
        self.working = working
        self.keeping = keeping
        self.site = site
        self._next: list[dict[str, Any]] = []
        self._lost: set[uuid.UUID] = set()

    async def next(self) -> dict[str, Any] | None:
        """The next posting whose own page is to be read; None when none is left."""
        if not self._next:
            site, target = self.keeping.name, self.keeping.target
            async with reading(self.working.engine) as session:
                self._next = await details_wanted(session, site=site, target=target, but=self._lost, limit=AT_ONCE)
        return self._next.pop(0) if self._next else None

    async def add(self, posting: dict[str, Any], detail: Detail) -> None:
        """Keep what a posting's own page tells."""
        run = self.keeping.run
        count = run["details_count"] + 1
        found = detail.beside(self._listed(posting))
        async with self.working.writing() as session:
            await add_details(session, posting_id=posting["id"], target=self.keeping.target, found=found)
            await self.keeping.write(session, {"details_count": count})
            await note_progress(session, self.working.lease, {"details": count})
            PAGES.add_with(session, site=self.keeping.name, outcome="ok")
        run["details_count"] = count

    def _listed(self, posting: dict[str, Any]) -> FoundPosting:
        """The posting as its list told it, so that what its own page once told and tells no more is gone.

        Its places are those of all its sightings in this run, its date the one reckoned when it was seen first: the
        item that is kept knows neither.
        """
        stored = found_of(posting)
        listed = self.site.listed(stored.raw)
        if listed is None:
            return stored
        return replace(listed, vendor_id=stored.vendor_id, places=stored.places, posted_at=stored.posted_at)

    async def lose(self, posting: dict[str, Any], reason: str) -> None:
        """A posting's own page could not be read: say so, and leave it for a later run."""
        self._lost.add(posting["id"])
        problem = {
            "scrape_run_id": self.keeping.run["id"],
            "kind": "error",
            "vendor_id": posting["vendor_id"][:200],
            "title": posting["title"][:500],
            "reason": reason[:500],
        }
        async with self.working.writing() as session:
            await note_detail_failure(session, posting["id"])
            await session.execute(insert(scrape_run_problems).values(**problem))
            PAGES.add_with(session, site=self.keeping.name, outcome="failed")
