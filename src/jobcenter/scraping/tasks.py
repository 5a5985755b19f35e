"""The one scraping function, of workers and the synchronous endpoint: reads a board page by page, and keeps each."""

import asyncio
import hashlib
import json
import random
from dataclasses import dataclass
from typing import Any

import httpx2
from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from jobcenter.kit import logs
from jobcenter.kit.db import Session, reading
from jobcenter.postings.actions import Stored, see_again, store_page
from jobcenter.scraping import network
from jobcenter.scraping.fetch import Fetched, PageFailedError, Remembered, fetch
from jobcenter.scraping.pacing import SiteClosedError, note_refusal, note_success, wait_for_turn
from jobcenter.scraping.rules import is_wanted, verdict
from jobcenter.scraping.sites.base import Page, PageUnreadableError, Position, Site
from jobcenter.scraping.sites.registry import SITES
from jobcenter.tables import page_memory, scrape_run_problems, scrape_runs
from jobcenter.work.runner import Again, Done, OutOfTimeError, Working, backoff
from jobcenter.work.tasks import note_progress

MOST_LOST_IN_A_ROW = 2
MOST_DROPS_SHOWN = 1000
LONGEST_CLOSED_WAIT = 300.0

log = logs.log(__name__)


async def scrape(working: Working) -> Done | Again:
    """Do one slice of a run: from where it stands to its end, or to the end of this slice's time."""
    run = await _begin(working)
    logs.bind(run_id=run["run_id"], site_name=run["site_name"], target=run["target"])
    log.info("started", status="running", page=run["completed_pages"])
    job = _Scrape(working, SITES[run["site_name"]], run)
    async with network.client(working.settings) as client:
        try:
            result = await job.read_on(client)
        except OutOfTimeError:
            result = job.end("it was to be done at once, and its time was over") if job.at_once else job.later(0, None)
        except SiteClosedError as closed:
            wait = min(closed.seconds + random.uniform(0, 2), LONGEST_CLOSED_WAIT)  # noqa: S311 - no secret
            result = job.end(str(closed)) if job.at_once else job.later(wait, str(closed))
    return result


async def _begin(working: Working) -> dict[str, Any]:
    async with working.writing() as session:
        statement = (
            update(scrape_runs)
            .where(scrape_runs.c.run_id == working.lease.args["run_id"])
            .values(
                status="running",
                started_at=func.coalesce(scrape_runs.c.started_at, func.now()),
                updated_at=func.now(),
                message=None,
            )
            .returning(scrape_runs)
        )
        return dict((await session.execute(statement)).mappings().one())


@dataclass(slots=True)
class _Place:
    """Where a run stands: the site's own position, and what was lost on the way."""

    at: Position | None
    lost_items: int = 0
    lost_in_a_row: int = 0
    last_loss: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "at": self.at,
            "lost_items": self.lost_items,
            "lost_in_a_row": self.lost_in_a_row,
            "last_loss": self.last_loss,
        }


class _Scrape:
    """One slice of one run."""

    def __init__(self, working: Working, site: Site, run: dict[str, Any]) -> None:
        self.working = working
        self.site = site
        self.run = run
        self.target: str = run["target"] or ""
        self.at_once = bool(working.lease.args.get("at_once"))
        self.wanted: int | None = run["payload"].get("results_wanted")
        self.filtering = any(run["payload"].get(name) for name in ("search_term", "location", "is_remote"))
        self.base_url = working.settings.site_urls.get(site.facts.name, site.facts.default_url)
        self.rate = working.settings.site_rates.get(site.facts.name, site.facts.requests_per_second)
        self.place = _Place(**run["position"]) if run["position"] else _Place(site.first())
        self.cut_short = False

    async def read_on(self, client: httpx2.AsyncClient) -> Done | Again:
        """Read page after page until the last."""
        while self.place.at is not None:
            slowdown = await wait_for_turn(self.working.engine, self.site.facts.name, self.rate)
            self.working.check()
            try:
                await self._read_page(client)
            except PageFailedError as failure:
                again = await self._failed(failure)
                if again is not None:
                    return again
            else:
                if slowdown > 1 or self.run["completed_pages"] == 1:
                    await note_success(self.working.engine, self.site.facts.name, slowdown)
            if self.place.at is not None:
                await self._pause(slowdown)
        return self.end(None)

    async def _pause(self, slowdown: float) -> None:
        pause = random.uniform(self.run["min_pause_seconds"], self.run["max_pause_seconds"])  # noqa: S311 - no secret
        await asyncio.sleep(pause * slowdown)

    async def _read_page(self, client: httpx2.AsyncClient) -> None:
        position = self.place.at
        assert position is not None
        memory = await self._remembered(position)
        fetched = await self._fetch(client, position, memory)
        digest = hashlib.blake2b(fetched.body, digest_size=16).digest() if fetched.body is not None else None
        if memory is not None and (digest is None or digest == memory["body_hash"]):
            if await self._keep_unchanged(memory):
                return
            if digest is None:
                fetched = await self._fetch(client, position, None)
                digest = hashlib.blake2b(fetched.body or b"", digest_size=16).digest()
        try:
            page = self.site.read(fetched.body or b"", position)
        except PageUnreadableError as error:
            raise PageFailedError(str(error)) from error
        await self._keep(position, page, fetched, digest or b"")

    async def _fetch(self, client: httpx2.AsyncClient, position: Position, memory: dict[str, Any] | None) -> Fetched:
        request = self.site.request(self.base_url, self.target, position)
        remembered = Remembered(memory["etag"], memory["last_modified"]) if memory else None
        return await fetch(
            client,
            self.site.facts,
            request,
            target=self.target,
            stamp=f"{self.run['run_id']}/{self.working.lease.attempt}",
            most_bytes=self.working.settings.max_page_bytes,
            remembered=remembered,
        )

    async def _remembered(self, position: Position) -> dict[str, Any] | None:
        """What this page was like, where the whole board is kept: a filter or a limit may keep other parts of it."""
        if self.filtering or self.wanted is not None:
            return None
        statement = select(page_memory).where(
            page_memory.c.site_name == self.site.facts.name,
            page_memory.c.target == self.target,
            page_memory.c.position == _key(position),
            page_memory.c.parser_version == self.site.facts.parser_version,
        )
        async with reading(self.working.engine) as session:
            row = (await session.execute(statement)).mappings().one_or_none()
        return dict(row) if row else None

    async def _keep_unchanged(self, memory: dict[str, Any]) -> bool:
        """The page is as it was: its postings were seen again. False where one of them is gone from the store."""
        counts = memory["counts"]
        async with self.working.writing() as session:
            stored = await see_again(
                session,
                site=self.site.facts.name,
                target=self.target,
                run=self.run["id"],
                vendor_ids=memory["vendor_ids"],
            )
            if stored.unchanged != len(memory["vendor_ids"]):
                return False
            await self._advance(
                session,
                stored,
                next_position=memory["next_position"],
                seen=counts["seen"],
                dropped=0,
                filtered=counts["hidden"],
            )
        return True

    async def _keep(self, position: Position, page: Page, fetched: Fetched, digest: bytes) -> None:
        kept = [one for one in page.found if is_wanted(one, self.run["payload"])]
        filtered = page.hidden + len(page.found) - len(kept)
        if self.wanted is not None:
            room = max(0, self.wanted - self._kept_so_far())
            self.cut_short = len(kept) >= room
            kept = kept[:room]
        next_position = None if self.cut_short else page.next
        async with self.working.writing() as session:
            stored = await store_page(
                session, site=self.site.facts.name, target=self.target, run=self.run["id"], found=kept
            )
            await self._note_drops(session, page)
            if not self.filtering and self.wanted is None:
                await self._remember(session, position, page, fetched, digest)
            await self._advance(
                session, stored, next_position=next_position, seen=page.seen, dropped=len(page.drops), filtered=filtered
            )

    def _kept_so_far(self) -> int:
        return int(self.run["new_count"] + self.run["changed_count"] + self.run["unchanged_count"])

    async def _note_drops(self, session: Session, page: Page) -> None:
        room = max(0, MOST_DROPS_SHOWN - self.run["dropped_count"])
        rows = [
            {
                "scrape_run_id": self.run["id"],
                "kind": "drop",
                "page": self.run["completed_pages"] + 1,
                "reason": drop.reason[:500],
                "vendor_id": drop.vendor_id and drop.vendor_id[:200],
                "title": drop.title and drop.title[:500],
            }
            for drop in page.drops[:room]
        ]
        if rows:
            await session.execute(insert(scrape_run_problems), rows)

    async def _remember(
        self, session: Session, position: Position, page: Page, fetched: Fetched, digest: bytes
    ) -> None:
        """Remember the page, so that the next run need not read it again; not where items were dropped: those are told
        of anew in every run.
        """
        if page.drops:
            return
        row = {
            "etag": fetched.etag,
            "last_modified": fetched.last_modified,
            "body_hash": digest,
            "parser_version": self.site.facts.parser_version,
            "vendor_ids": list(dict.fromkeys(one.vendor_id for one in page.found)),
            "counts": {"seen": page.seen, "hidden": page.hidden},
            "next_position": page.next,
        }
        key = {"site_name": self.site.facts.name, "target": self.target, "position": _key(position)}
        statement = upsert(page_memory).values(**key, **row)
        changed = row | {"stored_at": func.now()}
        await session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=changed))

    async def _advance(
        self,
        session: Session,
        stored: Stored,
        *,
        next_position: Position | None,
        seen: int,
        dropped: int,
        filtered: int,
    ) -> None:
        """Write, with the page itself, that the run stands behind it."""
        self.place.at = next_position
        self.place.lost_in_a_row = 0
        run = self.run
        counts = {
            "requested_pages": run["requested_pages"] + 1,
            "completed_pages": run["completed_pages"] + 1,
            "seen_count": run["seen_count"] + seen,
            "new_count": run["new_count"] + stored.new,
            "changed_count": run["changed_count"] + stored.changed,
            "unchanged_count": run["unchanged_count"] + stored.unchanged,
            "dropped_count": run["dropped_count"] + dropped,
            "filtered_count": run["filtered_count"] + filtered,
            "errors_count": run["errors_count"] + dropped,
            "page_failures": 0,
        }
        await self._write(session, {**counts, "position": self.place.as_json()})
        await note_progress(
            session, self.working.lease, {"pages": counts["completed_pages"], "seen": counts["seen_count"]}
        )
        run.update(counts)
        log.info("page stored", page=counts["completed_pages"], new=stored.new, changed=stored.changed, dropped=dropped)

    async def _write(self, session: Session, values: dict[str, Any]) -> None:
        statement = (
            update(scrape_runs).where(scrape_runs.c.id == self.run["id"]).values(**values, updated_at=func.now())
        )
        await session.execute(statement)

    async def _failed(self, failure: PageFailedError) -> Again | None:
        """A page failed: try again later while retries are left; after that, go on without it where that is possible."""
        log.warning("page failed", page=self.run["completed_pages"] + 1, reason=str(failure))
        if failure.refused:
            await note_refusal(self.working.engine, self.site.facts.name, str(failure), failure.retry_after)
        failures = self.run["page_failures"] + 1
        retry = not failure.final and failures <= self.run["max_retries"] and not self.at_once
        if not retry:
            self._lose(str(failure))
        values = {
            "requested_pages": self.run["requested_pages"] + 1,
            "retries": self.run["retries"] + (1 if retry else 0),
            "page_failures": failures if retry else 0,
            "position": self.place.as_json(),
        }
        async with self.working.writing() as session:
            problem = {"scrape_run_id": self.run["id"], "kind": "error", "page": self.run["completed_pages"] + 1}
            await session.execute(insert(scrape_run_problems).values(**problem, reason=str(failure)[:500]))
            await self._write(session, values)
        self.run.update(values)
        if not retry:
            return None
        return self.later(
            max(backoff(failures), failure.retry_after or 0.0),
            f"{failure} Try {failures} of {self.run['max_retries']} follows.",
        )

    def _lose(self, reason: str) -> None:
        """Give a page up: count what it should have held, and go on behind it, unless the one before was lost too."""
        place = self.place
        place.lost_items += self.site.facts.page_size or 1
        place.lost_in_a_row += 1
        place.last_loss = reason
        at = place.at
        assert at is not None
        first = self.run["completed_pages"] == 0
        place.at = None if first or place.lost_in_a_row >= MOST_LOST_IN_A_ROW else self.site.skip(at)

    def later(self, seconds: float, reason: str | None) -> Again:
        """The run goes on in its next slice."""

        async def write(session: Session) -> None:
            await self._write(session, {"status": "queued", "message": reason})

        log.info("put back", status="queued", seconds=round(seconds, 1), reason=reason)
        return Again(seconds, reason, write)

    def end(self, cut: str | None) -> Done:
        """The run is over; how it went follows from what it saw, and `cut` says why it ended before the last page."""
        run = self.run
        lost = self.place.lost_items
        status = verdict(seen=run["seen_count"], dropped=run["dropped_count"], lost=lost)
        if cut is not None:
            status = "partial" if run["completed_pages"] else "failed"
        errors = run["dropped_count"] + lost
        values = {
            "status": status,
            "errors_count": errors,
            "complete": lost == 0 and cut is None and not self.cut_short,
            "message": cut or self.place.last_loss,
            "finished_at": func.now(),
        }

        async def write(session: Session) -> None:
            await self._write(session, values)

        log.info("finished", status=status, seen=run["seen_count"], new=run["new_count"], errors=errors)
        return Done(
            {"run_id": run["run_id"], "status": status},
            write,
            "failed" if status == "failed" else "succeeded",
            values["message"],
        )


def _key(position: Position) -> str:
    return json.dumps(position, sort_keys=True)
