"""Scrape a site now, and watch how it goes."""

from typing import Annotated, Any

import typer

from jobcenter.entrypoints.cli.terminal import AsJson, clean, print_json, remark

Search = Annotated[str | None, typer.Option(help="Keep postings with all these words.")]
Location = Annotated[str | None, typer.Option(help="Keep postings at this place, or `remote`.")]
Remote = Annotated[bool, typer.Option("--remote", help="Keep remote postings only.")]
Wanted = Annotated[int | None, typer.Option("--limit", help="Stop after so many postings.")]
SiteName = Annotated[str, typer.Argument(metavar="SITE", help="A site; `jobcenter sites` lists them.")]
Target = Annotated[str | None, typer.Argument(metavar="TARGET", help="The board there, such as `stripe`.")]

EXIT_CODES = {"succeeded": 0, "partial": 3}
INTERRUPTED = 130


def filters(search: str | None, location: str | None, remote: bool, limit: int | None) -> dict[str, Any]:
    """The filters that were given, as a payload names them."""
    given = {"search_term": search, "location": location, "is_remote": remote or None, "results_wanted": limit}
    return {name: value for name, value in given.items() if value is not None}


def scrape(
    site: SiteName,
    target: Target = None,
    search: Search = None,
    location: Location = None,
    remote: Remote = False,
    limit: Wanted = None,
    no_wait: Annotated[bool, typer.Option("--no-wait", help="Only start it.")] = False,
    as_json: AsJson = False,
) -> None:
    """Scrape a site now, and watch it.

    Exit code: 0 when all went well, 3 when part of it did, 1 when nothing did.
    """
    from jobcenter.entrypoints.cli.installation import actor, ring, write
    from jobcenter.scraping.actions import start_run
    from jobcenter.scraping.schemas import ScrapeRequest

    asked = {"site_name": site, "target": target, **filters(search, location, remote, limit)}
    wanted = ScrapeRequest.model_validate(asked)
    payload = wanted.model_dump(include=set(filters("", "", True, 1)), exclude_none=True)
    started = write(
        lambda session: start_run(
            session, site=wanted.site_name, target=wanted.target, payload=payload, requested_by=actor()
        )
    )
    if not ring(started["task_id"]):
        remark("Redis is away: the workers look for the run themselves, which takes a little longer.")
    if no_wait:
        if as_json:
            print_json({**started, "status": "queued"})
        else:
            print(f"{started['run_id']} is queued. Look at it: jobcenter run {started['run_id']}")
        return
    follow(started["run_id"], wanted=wanted.results_wanted, as_json=as_json)


def follow(run_id: str, *, wanted: int | None, as_json: bool) -> None:
    """Watch a run to its end, sum it up, and end this process with the exit code that tells how it went."""
    from jobcenter.entrypoints.cli.installation import on_database, settings_here
    from jobcenter.entrypoints.cli.watching import Progress, watch

    try:
        with Progress(run_id, wanted=wanted) as progress:
            row = on_database(settings_here(), lambda engine: watch(engine, run_id, progress))
    except KeyboardInterrupt:
        remark(f"Stopped watching; {run_id} goes on. Look at it: jobcenter run {run_id}")
        remark(f"End it: jobcenter cancel {run_id}")
        raise typer.Exit(INTERRUPTED) from None
    if as_json:
        from jobcenter.scraping.schemas import RunShown

        print_json(RunShown(**row).model_dump(mode="json"))
    else:
        for line in summed_up(row):
            print(line)
    raise typer.Exit(EXIT_CODES.get(row["status"], 1))


def summed_up(row: dict[str, Any]) -> list[str]:
    """An ended run in a few lines."""
    board = " ".join(filter(None, (row["site_name"], row["target"])))
    seconds = (row["finished_at"] - (row["started_at"] or row["created_at"])).total_seconds()
    counts = (
        f"{row['new_count']:,} new, {row['changed_count']:,} changed, {row['unchanged_count']:,} unchanged, "
        f"{row['filtered_count']:,} left out by filter or vendor, {row['dropped_count']:,} dropped"
    )
    lines = [
        f"{board}: {row['status']} in {seconds:.1f} s ({row['run_id']}, {_many(row['completed_pages'], 'page')})",
        f"  {_many(row['seen_count'], 'posting')} seen: {counts}",
    ]
    if row["message"]:
        lines.append(f"  {clean(row['message'])}")
    if row["errors_count"] or row["status"] in {"failed", "partial"}:
        lines.append(f"  What went wrong: jobcenter run {row['run_id']}")
    return lines


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
