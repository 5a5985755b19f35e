"""Ingest: what storing postings costs beside PostgreSQL's own COPY of the very same rows."""

import io
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.figures import Figure
from bench.ground import Ground
from jobcenter.demo.sites import Sample
from jobcenter.demo.sites.pages import Pages
from jobcenter.kit.db import make_engine, writing
from jobcenter.kit.settings import load_settings
from jobcenter.postings.actions import store_page
from jobcenter.postings.found import FoundPosting
from jobcenter.scraping.actions import start_run
from jobcenter.scraping.sites.registry import SITES

SITE, TARGET = "greenhouse", "bench"
POSTINGS = {100: 10_000, 1000: 30_000}
"""Postings by the size of their pages; with a hundred a page every figure is of a hundred transactions."""
QUICK_POSTINGS = {100: 300}
CHANGED_SHARE = 0.05
AIM = 15.0
HINDRANCE = "sanitising, hashing and encoding in Python, and a statement that looks for what it has before it writes"


async def run(ground: Ground) -> list[Figure]:
    """Every page is stored in a transaction of its own, then copied in one: both see the same noise."""
    figures: list[Figure] = []
    for size, postings in (QUICK_POSTINGS if ground.quick else POSTINGS).items():
        found = _found(postings)
        pages = [found[start : start + size] for start in range(0, len(found), size)]
        changed = [_changed(page) for page in pages]
        async with ground.database() as url:
            bench = await _Bench.on(ground, url)
            try:
                for what, given in (("new", pages), ("unchanged", pages), ("5 % changed", changed)):
                    figures.append(await bench.measure(f"{what}, {size} a page", given))
            finally:
                await bench.close()
    return figures


class _Bench:
    """A database with the table, a copy of it (same indexes, same constraints), and a connection for COPY."""

    def __init__(self, engine: AsyncEngine, copier: asyncpg.Connection) -> None:
        self.engine = engine
        self.copier = copier

    @classmethod
    async def on(cls, ground: Ground, url: str) -> "_Bench":
        copier = await asyncpg.connect(url)
        await copier.execute("CREATE TABLE copied (LIKE postings INCLUDING ALL)")
        settings = load_settings(ground.environ(url))
        return cls(make_engine(settings, pool_size=1, name="jobcenter-task"), copier)

    async def close(self) -> None:
        await self.copier.close()
        await self.engine.dispose()

    async def measure(self, what: str, pages: Sequence[Sequence[FoundPosting]]) -> Figure:
        """Store every page, each followed by the COPY of the rows that it left."""
        run = await self._new_run()
        await self.copier.execute("TRUNCATE copied")
        shares: list[float] = []
        storing = copying = 0.0
        for page in pages:
            stored = await self._store(run, page)
            copied = await self._copy([one.vendor_id for one in page])
            shares.append(100 * copied / stored)
            storing += stored
            copying += copied
        rows = sum(len(page) for page in pages)
        speeds = {"stored_per_second": rows / storing, "copied_per_second": rows / copying}
        return Figure(
            f"storing, {what}, as a share of COPY",
            100 * copying / storing,
            "%",
            shares,
            aim=AIM,
            more_is_better=True,
            hindrance=HINDRANCE,
            note=f"{rows:,} postings of about 2,000 characters; one transaction a page in both; the value is over all",
            details={name: round(speed) for name, speed in speeds.items()},
        )

    async def _new_run(self) -> Any:
        async with writing(self.engine) as session:
            started = await start_run(session, site=SITE, target=TARGET, payload={})
        return await self.copier.fetchval("SELECT id FROM scrape_runs WHERE run_id = $1", started["run_id"])

    async def _store(self, run: Any, page: Sequence[FoundPosting]) -> float:
        began = time.perf_counter()
        async with writing(self.engine) as session:
            await store_page(session, site=SITE, target=TARGET, run=run, found=page)
        return time.perf_counter() - began

    async def _copy(self, vendor_ids: list[str]) -> float:
        rows = io.BytesIO()
        theirs = "SELECT * FROM postings WHERE site_name = $1 AND target = $2 AND vendor_id = ANY ($3)"
        await self.copier.copy_from_query(theirs, SITE, TARGET, vendor_ids, output=rows, format="binary")
        rows.seek(0)
        began = time.perf_counter()
        async with self.copier.transaction():
            await self.copier.copy_to_table("copied", source=rows, format="binary")
        return time.perf_counter() - began


def _found(postings: int) -> list[FoundPosting]:
    """Postings as a parser hands them over: a stand-in's board, read."""
    board = Sample(count=1, postings=postings, vendors=(SITE,)).boards()[0]
    page = Pages([board]).page(board, {})
    return list(SITES[SITE].read(page.plain, {}).found)


def _changed(page: Sequence[FoundPosting]) -> list[FoundPosting]:
    """The same page where every twentieth title is another."""
    every = round(1 / CHANGED_SHARE)
    return [replace(one, title=f"{one.title} (m/f/d)") if not n % every else one for n, one in enumerate(page)]
