"""What is written about a run: its pages as they are kept and remembered, what was dropped or lost, and its end."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from jobcenter.kit import logs
from jobcenter.kit.db import Session, reading
from jobcenter.kit.metrics import Count
from jobcenter.postings.actions import Stored, see_again, store_page
from jobcenter.scraping.fetch import Fetched
from jobcenter.scraping.rules import is_wanted
from jobcenter.scraping.sites.base import ChildSite, CrawledSite, DetailedSite, Page, PageFailedError, Position, Site
from jobcenter.tables import page_memory, scrape_run_problems, scrape_runs
from jobcenter.work.leases import note_progress
from jobcenter.work.runner import Again, Working

MOST_LOST_IN_A_ROW = 2
MOST_DROPS_SHOWN = 1000

PAGES = Count("jobcenter_scrape_pages_total", "Pages asked for", "site", "outcome")
POSTINGS = Count("jobcenter_postings_stored_total", "Postings kept by runs", "site", "news")
DROPPED = Count("jobcenter_items_dropped_total", "Items that could not become postings", "site")

log = logs.log(__name__)


async def begin(working: Working) -> dict[str, Any]:
    """Write that the task's run is running; return its row."""
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
class Place:
    """Where a run stands: the site's own position, how many items the site tells of, what was lost on the way."""

    at: Position | None
    told: int = 0
    lost_items: int = 0
    lost_in_a_row: int = 0
    last_loss: str | None = None
    missing: bool = False


class Keeping:
    """Keeps one run: every method that writes does so under the task's lease."""

    def __init__(self, working: Working, site: Site | ChildSite, run: dict[str, Any]) -> None:
        self.working = working
        self.site = site
        self.name = site.facts.name
        self.run = run
        self.target: str = run["target"] or ""
        self.wanted: int | None = run["payload"].get("results_wanted")
        self.filtering = any(run["payload"].get(name) for name in ("search_term", "location", "is_remote"))
        self.detailed = isinstance(site, DetailedSite)
        first = site.first_of(self.target) if isinstance(site, CrawledSite) else site.first()
        self.place = Place(**run["position"]) if run["position"] else Place(first)

    async def remembered(self, position: Position) -> dict[str, Any] | None:
        """What this page was like, where the whole board is kept: a filter or a limit may keep other parts of it."""
        if not self._remembers:
            return None
        statement = select(page_memory).where(
            page_memory.c.site_name == self.name,
            page_memory.c.target == self.target,
            page_memory.c.position == _key(position),
            page_memory.c.parser_version == self.site.facts.parser_version,
        )
        async with reading(self.working.engine) as session:
            row = (await session.execute(statement)).mappings().one_or_none()
        return dict(row) if row else None

    async def keep_unchanged(self, memory: dict[str, Any]) -> bool:
        """The page is as it was: its postings were seen again. False where one of them is gone from the store."""
        counts = memory["counts"]
        async with self.working.writing() as session:
            before = await session.begin_nested()
            stored = await see_again(
                session, site=self.name, target=self.target, run=self.run["id"], vendor_ids=memory["vendor_ids"]
            )
            if stored.unchanged != len(memory["vendor_ids"]):
                # Left standing, it would make the page's changed postings look like repeats within this run.
                await before.rollback()
                return False
            PAGES.add_with(session, site=self.name, outcome="unchanged")
            self.place.told = max(self.place.told, counts.get("total", 0))
            await self._advance(
                session,
                stored,
                next_position=memory["next_position"],
                seen=counts["seen"],
                dropped=0,
                filtered=counts["hidden"],
            )
        return True

    async def keep(self, position: Position, page: Page, fetched: Fetched, digest: bytes) -> None:
        """Store what is wanted of a page, with what was dropped, and remember the page."""
        # Boards of boards have searched by the payload already, and by more than what an advert shows.
        searched = self.site.facts.kind == "board"
        kept = [one for one in page.found if searched or is_wanted(one, self.run["payload"])]
        filtered = page.hidden + len(page.found) - len(kept)
        next_position = page.next
        if self.wanted is not None:
            room = max(0, self.wanted - self._kept_so_far())
            next_position = None if len(kept) >= room else page.next
            kept = kept[:room]
        async with self.working.writing() as session:
            stored = await store_page(
                session, site=self.name, target=self.target, run=self.run["id"], found=kept, detailed=self.detailed
            )
            await self._note_drops(session, page)
            await self._tell(session, page)
            if self._remembers:
                await self._remember(session, position, page, fetched, digest)
            PAGES.add_with(session, site=self.name, outcome="ok")
            self.place.told = max(self.place.told, page.total)
            await self._advance(
                session, stored, next_position=next_position, seen=page.seen, dropped=len(page.drops), filtered=filtered
            )

    @property
    def _remembers(self) -> bool:
        return self.site.facts.remembers_pages and not self.filtering and self.wanted is None

    def _kept_so_far(self) -> int:
        return sum(self.run[f"{news}_count"] for news in ("new", "changed", "unchanged", "reopened"))

    def has_enough(self) -> bool:
        """Whether the run may stop before the board's end, by what is kept: also true for a later slice."""
        return self.wanted is not None and self._kept_so_far() >= self.wanted

    async def _tell(self, session: Session, page: Page) -> None:
        """Write what the source says of the run as a whole; once, for it says so with every page."""
        if page.notes and self.run["completed_pages"] == 0:
            about = {"scrape_run_id": self.run["id"], "kind": "error", "page": 1}
            await session.execute(insert(scrape_run_problems), [{**about, "reason": note[:500]} for note in page.notes])

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
        # It is there, although it cannot be read: a posting of an earlier run must not be closed for that.
        known = [drop.vendor_id for drop in page.drops if drop.vendor_id]
        if known:
            await see_again(session, site=self.name, target=self.target, run=self.run["id"], vendor_ids=known)

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
            "counts": {"seen": page.seen, "hidden": page.hidden, "total": page.total},
            "next_position": page.next,
        }
        key = {"site_name": self.name, "target": self.target, "position": _key(position)}
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
            "reopened_count": run["reopened_count"] + stored.reopened,
            "dropped_count": run["dropped_count"] + dropped,
            "filtered_count": run["filtered_count"] + filtered,
            "errors_count": run["errors_count"] + dropped,
            "page_failures": 0,
        }
        await self.write(session, {**counts, "position": asdict(self.place)})
        await note_progress(
            session, self.working.lease, {"pages": counts["completed_pages"], "seen": counts["seen_count"]}
        )
        run.update(counts)
        for news, count in asdict(stored).items():
            POSTINGS.add_with(session, count, site=self.name, news=news)
        DROPPED.add_with(session, dropped, site=self.name)
        log.info("page stored", page=counts["completed_pages"], new=stored.new, changed=stored.changed, dropped=dropped)

    async def write(self, session: Session, values: dict[str, Any]) -> None:
        """Write columns of the run."""
        statement = (
            update(scrape_runs).where(scrape_runs.c.id == self.run["id"]).values(**values, updated_at=func.now())
        )
        await session.execute(statement)

    async def note_failure(self, failure: PageFailedError, *, failures: int, retry: bool) -> None:
        """Write why a page could not be read; without a `retry`, go on behind it."""
        if not retry:
            self._lose(str(failure))
            self.place.missing = failure.missing and self.run["completed_pages"] == 0
        values = {
            "requested_pages": self.run["requested_pages"] + 1,
            "retries": self.run["retries"] + (1 if retry else 0),
            "page_failures": failures if retry else 0,
            "position": asdict(self.place),
        }
        async with self.working.writing() as session:
            problem = {"scrape_run_id": self.run["id"], "kind": "error", "page": self.run["completed_pages"] + 1}
            await session.execute(insert(scrape_run_problems).values(**problem, reason=str(failure)[:500]))
            await self.write(session, values)
            PAGES.add_with(session, site=self.name, outcome="refused" if failure.refused else "failed")
        self.run.update(values)

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

        async def settle(session: Session) -> None:
            await self.write(session, {"status": "queued", "message": reason})

        log.info("put back", status="queued", seconds=round(seconds, 1), reason=reason)
        return Again(seconds, reason, settle)


def _key(position: Position) -> str:
    return json.dumps(position, sort_keys=True)
