"""The one scraping function, of workers and the synchronous endpoint: reads a board page by page, and keeps each."""

import asyncio
import hashlib
import random
from typing import Any

import httpx2

from jobcenter.kit import logs
from jobcenter.scraping import network
from jobcenter.scraping.details import Details
from jobcenter.scraping.ending import end
from jobcenter.scraping.fetch import PAGE_SECONDS, Fetched, Remembered, fetch
from jobcenter.scraping.keeping import Keeping, begin
from jobcenter.scraping.pacing import SiteClosedError, note_refusal, note_success, wait_for_turn
from jobcenter.scraping.sites.base import (
    ChildSite,
    CrawledSite,
    DetailedSite,
    NoBoardError,
    PageFailedError,
    PageRequest,
    PageUnreadableError,
    Position,
    Site,
    addressed,
)
from jobcenter.scraping.sites.registry import SITES
from jobcenter.work.runner import Again, Done, OutOfTimeError, Working, backoff

LONGEST_CLOSED_WAIT = 300.0
GONE = {404, 410}

log = logs.log(__name__)


async def scrape(working: Working) -> Done | Again:
    """Do one slice of a run: from where it stands to its end, or to the end of this slice's time."""
    run = await begin(working)
    logs.bind(run_id=run["run_id"], site_name=run["site_name"], target=run["target"])
    log.info("started", status="running", page=run["completed_pages"])
    at_once = bool(working.lease.args.get("at_once"))
    site = SITES[run["site_name"]]
    keeping = Keeping(working, site, run)
    async with network.client(working.settings) as client:
        try:
            result = await _Scrape(working, site, keeping, client, at_once=at_once).read_on()
        except OutOfTimeError:
            cut = "it was to be done at once, and its time was over"
            result = end(keeping, cut) if at_once else keeping.later(0, None)
        except SiteClosedError as closed:
            wait = min(closed.seconds + random.uniform(0, 2), LONGEST_CLOSED_WAIT)  # noqa: S311 - no secret
            result = end(keeping, str(closed)) if at_once else keeping.later(wait, str(closed))
    return result


class _Scrape:
    """One slice of one run."""

    def __init__(
        self, working: Working, site: Site | ChildSite, keeping: Keeping, client: httpx2.AsyncClient, *, at_once: bool
    ) -> None:
        self.working = working
        self.site = site
        self.keeping = keeping
        self.client = client
        self.at_once = at_once
        self.run = keeping.run
        self.base_url = working.settings.site_urls.get(site.facts.name, site.facts.default_url)
        self.paced_as = site.facts.paced_as(keeping.target)
        self.rate = working.settings.site_rates.get(site.facts.name, site.facts.requests_per_second)

    async def read_on(self) -> Done | Again:
        """Read page after page until the last."""
        name, place = self.paced_as, self.keeping.place
        while place.at is not None:
            slowdown = await self._turn()
            try:
                await self._read_page(place.at)
            except PageFailedError as failure:
                again = await self._failed(failure)
                if again is not None:
                    return again
            else:
                if slowdown > 1 or self.run["completed_pages"] == 1:
                    await note_success(self.working.engine, name)
            if place.at is not None:
                pause = slowdown * random.uniform(self.run["min_pause_seconds"], self.run["max_pause_seconds"])  # noqa: S311 - no secret
                pause = max(pause, place.at.get("pause", 0.0))
                if pause >= self.working.seconds_left:
                    if self.at_once:
                        raise OutOfTimeError
                    return self.keeping.later(pause, None)
                await asyncio.sleep(pause)
        if isinstance(self.site, DetailedSite) and not self.at_once:
            await self._read_details(self.site)
        return end(self.keeping, None)

    async def _turn(self) -> float:
        """Wait until this site may be asked again; the slowdown in force."""
        return await wait_for_turn(
            self.working.engine, self.paced_as, self.rate, most_seconds=self.working.seconds_left
        )

    async def _read_details(self, site: DetailedSite) -> None:
        """Read the own pages of postings that are new or changed; one that fails is left for a later run."""
        details = Details(self.working, self.keeping, site)
        while (posting := await details.next()) is not None:
            await self._turn()
            request = site.detail_request(self.base_url, self.keeping.target, posting["vendor_id"])
            try:
                fetched = await self._ask(request)
                detail = site.read_detail(fetched.body or b"")
            except (PageFailedError, PageUnreadableError) as failure:
                if isinstance(failure, PageFailedError) and failure.refused:
                    await note_refusal(self.working.engine, self.paced_as, str(failure), failure.retry_after)
                await details.lose(posting, str(failure))
            else:
                await details.add(posting, detail)

    async def _read_page(self, position: Position) -> None:
        site = self.site
        if isinstance(site, ChildSite):
            await self._ask_child(site, position)
            return
        memory = await self.keeping.remembered(position)
        try:
            fetched = await self._fetch(site, position, memory)
        except PageFailedError as failure:
            if failure.status not in GONE or not isinstance(site, CrawledSite):
                raise
            await self.keeping.keep(position, site.gone(position), Fetched(None), b"")
            return
        digest = hashlib.blake2b(fetched.body, digest_size=16).digest() if fetched.body is not None else None
        if memory is not None and (digest is None or digest == memory["body_hash"]):
            if await self.keeping.keep_unchanged(memory):
                return
            if digest is None:
                fetched = await self._fetch(site, position, None)
                digest = hashlib.blake2b(fetched.body or b"", digest_size=16).digest()
        try:
            page = addressed(site, self.base_url, self.keeping.target, site.read(fetched.body or b"", position))
        except PageUnreadableError as error:
            raise PageFailedError(str(error), final=isinstance(error, NoBoardError)) from error
        await self.keeping.keep(position, page, fetched, digest or b"")

    async def _ask_child(self, site: ChildSite, position: Position) -> None:
        """Have a page read by the site's own program; what it got before it failed is kept."""
        self.working.check()
        try:
            page = await site.ask(position, self.run["payload"], self.working.settings, self._most_seconds())
        except PageFailedError as failure:
            if failure.page is None:
                raise
            await self.keeping.keep(position, failure.page, Fetched(None), b"")
            if self.keeping.place.at is not None:
                raise
        else:
            await self.keeping.keep(position, page, Fetched(None), b"")

    def _most_seconds(self) -> float:
        """How long one request may take."""
        return min(PAGE_SECONDS, max(0.0, self.working.seconds_left)) if self.at_once else PAGE_SECONDS

    async def _fetch(self, site: Site, position: Position, memory: dict[str, Any] | None) -> Fetched:
        request = site.request(self.base_url, self.keeping.target, position)
        return await self._ask(request, Remembered(memory["etag"], memory["last_modified"]) if memory else None)

    async def _ask(self, request: PageRequest, remembered: Remembered | None = None) -> Fetched:
        self.working.check()  # nothing stands between this and the request: who lost the lease asks no site any more
        return await fetch(
            self.client,
            self.site.facts,
            request,
            target=self.keeping.target,
            stamp=f"{self.run['run_id']}/{self.working.lease.attempt}",
            most_bytes=self.working.settings.max_page_bytes,
            most_seconds=self._most_seconds(),
            remembered=remembered,
        )

    async def _failed(self, failure: PageFailedError) -> Again | None:
        """A page failed: try again later while retries are left; after that, go on without it where possible."""
        log.warning("page failed", page=self.run["completed_pages"] + 1, reason=str(failure))
        if failure.refused:
            await note_refusal(self.working.engine, self.paced_as, str(failure), failure.retry_after)
        failures = self.run["page_failures"] + 1
        retry = not failure.final and failures <= self.run["max_retries"] and not self.at_once
        await self.keeping.note_failure(failure, failures=failures, retry=retry)
        if not retry:
            return None
        return self.keeping.later(
            max(backoff(failures), failure.retry_after or 0.0),
            f"{failure} Try {failures} of {self.run['max_retries']} follows.",
        )
