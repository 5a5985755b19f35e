"""Watching a run: asks its row again and again, and shows how far it is and what it waits for."""

import asyncio
import sys
import time
from types import TracebackType
from typing import Any, Self

from rich.progress import BarColumn, SpinnerColumn, TaskID, TextColumn
from rich.progress import Progress as Bar
from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.entrypoints.cli.terminal import clean, console, remark
from jobcenter.kit.db import ReadSession, is_away, reading
from jobcenter.scraping.queries import list_runs, run_named
from jobcenter.scraping.rules import UNFINISHED
from jobcenter.work import presence

POLL_SECONDS = 0.4
PATIENCE_SECONDS = 60.0  # with a database that went away while we watch
QUIET_SECONDS = 5.0  # between two lines where no person looks


class Progress:
    """One line that tells how a run goes: alive at a terminal, else written anew when something changed.

    Args:
        run_id: names the run.
        wanted: postings after which the run stops; makes a bar of the line.
    """

    def __init__(self, run_id: str, *, wanted: int | None) -> None:
        self._run_id = run_id
        self._wanted = wanted
        self._bar: Bar | None = None
        self._task = TaskID(0)
        self._said = ("", "")
        self._said_at = 0.0

    def __enter__(self) -> Self:
        remark(f"{self._run_id}:")
        if sys.stderr.isatty():
            # Without markup: the words may come from a vendor.
            columns = [SpinnerColumn(), TextColumn("{task.description}", markup=False)]
            if self._wanted:
                columns.insert(1, BarColumn(bar_width=20))
            self._bar = Bar(*columns, console=console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(self._run_id, total=self._wanted)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, row: dict[str, Any], reason: str) -> None:
        """Show the run as it is now."""
        kept = row["new_count"] + row["changed_count"] + row["unchanged_count"]
        counts = f"{row['completed_pages']} pages, {row['seen_count']:,} seen, {row['new_count']:,} new"
        line = clean(f"{row['status']}: {counts}{f' - {reason}' if reason else ''}")
        if self._bar:
            self._bar.update(self._task, description=line, completed=kept)
            return
        state = (row["status"], reason)
        if state != self._said or time.monotonic() - self._said_at > QUIET_SECONDS:
            remark(line)
            self._said, self._said_at = state, time.monotonic()


async def watch(engine: AsyncEngine, run_id: str, progress: Progress) -> dict[str, Any]:
    """Follow a run to its end; returns its row.

    Raises:
        NotFoundError: there is no such run.
        OSError, DBAPIError: the database stayed away for longer than a minute.
    """
    row: dict[str, Any] | None = None
    last_heard = time.monotonic()
    while True:
        try:
            async with reading(engine) as session:
                row = await run_named(session, run_id)
                reason = await _what_it_waits_for(session, row)
            last_heard = time.monotonic()
        except Exception as error:
            if row is None or not is_away(error) or time.monotonic() - last_heard > PATIENCE_SECONDS:
                raise
            reason = "PostgreSQL is away; asking again"
        if row["status"] not in UNFINISHED:
            return row
        progress.show(row, reason)
        await asyncio.sleep(POLL_SECONDS)


async def _what_it_waits_for(session: ReadSession, row: dict[str, Any]) -> str:
    if row["status"] not in UNFINISHED:
        return ""
    if not await presence.alive(session, "worker"):
        return "no worker is alive: start `make up`"
    if row["status"] == "running":
        return ""
    same = await list_runs(session, site=row["site_name"], target=row["target"], statuses=("running",), limit=1)
    if same and same[0]["target"] == row["target"]:
        return f"waits for {same[0]['run_id']}, which is at the same board"
    return row["message"] or "waits for a free worker"
