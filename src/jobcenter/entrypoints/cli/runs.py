"""Runs: list them, look into one, cancel it, run it again."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from jobcenter.entrypoints.cli.terminal import AsJson, print_facts, print_json, print_table, remark

RunId = Annotated[str, typer.Argument(metavar="RUN_ID", help="A run; `jobcenter runs` lists them.")]
PROBLEMS_SHOWN = 20
PROBLEMS_IN_JSON = 1000


class Status(StrEnum):
    """How a run stands."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    PARTIAL = "partial"
    FAILED = "failed"
    CANCELLED = "cancelled"


def runs(
    site: Annotated[str | None, typer.Option(help="Of this site only.")] = None,
    target: Annotated[str | None, typer.Option(help="Of this board only.")] = None,
    status: Annotated[list[Status] | None, typer.Option(help="With this status only; may be repeated.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many.")] = 20,
    as_json: AsJson = False,
) -> None:
    """List runs, newest first."""
    from jobcenter.entrypoints.cli.installation import read
    from jobcenter.scraping.queries import list_runs

    statuses = [one.value for one in status or ()]
    rows = read(lambda session: list_runs(session, site=site, target=target, statuses=statuses, limit=limit))
    if as_json:
        from jobcenter.scraping.schemas import RunShown

        print_json([RunShown(**row).model_dump(mode="json") for row in rows])
        return
    print_table(
        ("run", "board", "status", "seen", "new", "when", "message"),
        [
            (
                *(row["run_id"], f"{row['site_name']} {row['target'] or ''}", row["status"], row["seen_count"]),
                *(row["new_count"], row["started_at"] or row["created_at"], row["message"]),
            )
            for row in rows
        ],
        nothing="There are no such runs. Start one: jobcenter scrape greenhouse stripe",
    )


def run(run_id: RunId, as_json: AsJson = False) -> None:
    """Show one run: its counts, what went wrong, what was dropped."""
    from jobcenter.entrypoints.cli.installation import read
    from jobcenter.kit.db import ReadSession
    from jobcenter.scraping.queries import problems_of, run_named

    most = PROBLEMS_IN_JSON if as_json else PROBLEMS_SHOWN

    async def look(session: ReadSession) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
        row = await run_named(session, run_id)
        errors = await problems_of(session, row["id"], kind="error", after=None, limit=most)
        return row, errors, await problems_of(session, row["id"], kind="drop", after=None, limit=most)

    row, errors, drops = read(look)
    if as_json:
        from jobcenter.scraping.schemas import ProblemShown, RunShown

        problems = {
            name: [ProblemShown(**one).model_dump(mode="json") for one in found]
            for name, found in (("errors", errors), ("drops", drops))
        }
        print_json({**RunShown(**row).model_dump(mode="json"), **problems})
        return
    names = ("run_id", "status", "message", "site_name", "target", "payload", "trigger", "requested_by", "retry_of")
    times = ("created_at", "started_at", "finished_at")
    counts = ("requested_pages", "completed_pages", "retries", "errors_count", "seen_count", "new_count")
    more = ("changed_count", "unchanged_count", "dropped_count", "filtered_count", "complete", "correlation_id")
    print_facts({name.replace("_", " "): row[name] or None for name in names} | _worded(row, (*times, *counts, *more)))
    if errors:
        print("\nErrors:")
        print_table(("when", "page", "reason"), [(one["at"], one["page"], one["reason"]) for one in errors], nothing="")
    if drops:
        print(f"\nDropped ({len(drops)} of {max(row['dropped_count'], len(drops)):,} shown):")
        told = [(one["page"], one["vendor_id"], one["title"], one["reason"]) for one in drops]
        print_table(("page", "vendor's id", "title", "reason"), told, nothing="")


def _worded(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, object]:
    return {name.removesuffix("_count").removesuffix("_at").replace("_", " "): row[name] for name in names}


def cancel(run_id: RunId, as_json: AsJson = False) -> None:
    """Cancel a run; what it stored so far stays."""
    from jobcenter.entrypoints.cli.installation import actor, write
    from jobcenter.scraping.actions import cancel_run

    status = write(lambda session: cancel_run(session, run_id, actor=actor()))
    if as_json:
        print_json({"run_id": run_id, "status": status})
    else:
        print(f"{run_id} is cancelled." if status == "cancelled" else f"{run_id} is being cancelled by its worker.")


def retry(run_id: RunId, as_json: AsJson = False) -> None:
    """Do again, as a new run, what an ended run was asked to do."""
    from jobcenter.entrypoints.cli.installation import actor, ring, write
    from jobcenter.scraping.actions import retry_run

    started = write(lambda session: retry_run(session, run_id, actor=actor()))
    if not ring(started["task_id"]):
        remark("Redis is away: the workers look for the run themselves, which takes a little longer.")
    if as_json:
        print_json({**started, "status": "queued"})
    else:
        print(f"{started['run_id']} is queued. Look at it: jobcenter run {started['run_id']}")
