"""Schedules: list, make, pause, delete, and when each runs next."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from jobcenter.entrypoints.cli.scrape import Location, Remote, Search, SiteName, Target, Wanted, filters
from jobcenter.entrypoints.cli.terminal import AsJson, clean, print_json, print_table

if TYPE_CHECKING:
    from jobcenter.kit.db import ReadSession

Name = Annotated[str, typer.Argument(metavar="NAME", help="A schedule; `jobcenter schedules` lists them.")]
PAGE = 200


def schedules(as_json: AsJson = False) -> None:
    """List schedules."""
    from jobcenter.entrypoints.cli.installation import read

    rows = read(every_schedule)
    if as_json:
        print_json([_shown(row) for row in rows])
        return
    print_table(
        ("name", "site", "target", "runs", "on", "last run", "next run"),
        [
            (
                *(row["name"], row["site_name"], row["target"], rhythm(row), row["enabled"]),
                *(row["last_run_at"], row["next_run_at"] if row["enabled"] else None),
            )
            for row in rows
        ],
        nothing="There are no schedules. Make one: jobcenter schedule add Stripe greenhouse stripe --every 1440",
    )


def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name of its own.")],
    site: SiteName,
    target: Target = None,
    every: Annotated[int | None, typer.Option(metavar="MINUTES", help="Minutes between runs; 60 if left out.")] = None,
    cron: Annotated[
        str | None, typer.Option(metavar="EXPR", help="Instead: five fields, such as '0 6 * * 1-5'.")
    ] = None,
    time_zone: Annotated[str, typer.Option(metavar="ZONE", help="Of the cron, such as Europe/Berlin.")] = "UTC",
    misfire: Annotated[
        Literal["once", "skip"], typer.Option(help="What to do with a moment that was missed.")
    ] = "once",
    search: Search = None,
    location: Location = None,
    remote: Remote = False,
    limit: Wanted = None,
    as_json: AsJson = False,
) -> None:
    """Make a schedule."""
    from jobcenter.entrypoints.cli.installation import actor, write
    from jobcenter.scraping.actions import make_schedule
    from jobcenter.scraping.schemas import ScheduleRequest

    wanted = ScheduleRequest.model_validate(
        {
            "name": name,
            "site_name": site,
            "target": target,
            "interval_minutes": every,
            "cron": cron,
            "time_zone": time_zone,
            "misfire_policy": misfire,
            "payload": filters(search, location, remote, limit),
        }
    )
    row = write(lambda session: make_schedule(session, wanted, actor=actor()))
    _tell(row, f"{clean(name)} runs {rhythm(row)}; next: {clean(row['next_run_at'])}.", as_json=as_json)


def pause(name: Name, as_json: AsJson = False) -> None:
    """Pause a schedule."""
    _enable(name, enabled=False, as_json=as_json)


def resume(name: Name, as_json: AsJson = False) -> None:
    """Let a paused schedule run again, from its next moment on."""
    _enable(name, enabled=True, as_json=as_json)


def _enable(name: str, *, enabled: bool, as_json: bool) -> None:
    from jobcenter.entrypoints.cli.installation import actor, write
    from jobcenter.kit.db import Session
    from jobcenter.scraping.actions import pause_schedule

    async def change(session: Session) -> dict[str, Any]:
        found = await _named(session, name)
        return await pause_schedule(session, found["id"], enabled=enabled, actor=actor())

    row = write(change)
    said = f"{clean(name)} runs again; next: {clean(row['next_run_at'])}." if enabled else f"{clean(name)} is paused."
    _tell(row, said, as_json=as_json)


def delete(name: Name) -> None:
    """Delete a schedule; its runs and postings stay."""
    from jobcenter.entrypoints.cli.installation import actor, write
    from jobcenter.kit.db import Session
    from jobcenter.scraping.actions import delete_schedule

    async def remove(session: Session) -> None:
        found = await _named(session, name)
        await delete_schedule(session, found["id"], actor=actor())

    write(remove)
    print(f"{clean(name)} is deleted; its runs and postings stay.")


def upcoming(
    name: Name,
    count: Annotated[int, typer.Option(min=1, max=50, help="So many.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Show the next moments of a schedule."""
    from jobcenter.entrypoints.cli.installation import read
    from jobcenter.kit.clock import now
    from jobcenter.scraping.rules import next_occurrences

    row = read(lambda session: _named(session, name))
    first = row["next_run_at"] or now()
    moments = [first, *next_occurrences(row, first, count - 1)]
    if as_json:
        print_json({"occurrences": moments})
        return
    if not row["enabled"]:
        print(f"{clean(name)} is paused. If it ran (`jobcenter schedule resume`), it would run at:")
    for moment in moments:
        print(clean(moment))


async def every_schedule(session: "ReadSession") -> list[dict[str, Any]]:
    """All schedules, in the order they were made."""
    from jobcenter.scraping.queries import list_schedules

    rows: list[dict[str, Any]] = []
    after = None
    while True:
        page = await list_schedules(session, after=after, limit=PAGE)
        rows += page
        if len(page) < PAGE:
            return rows
        after = page[-1]["id"]


async def _named(session: "ReadSession", name: str) -> dict[str, Any]:
    from sqlalchemy import select

    from jobcenter.kit.errors import NotFoundError
    from jobcenter.tables import site_schedules

    found = (
        (await session.execute(select(site_schedules).where(site_schedules.c.name == name))).mappings().one_or_none()
    )
    if found is None:
        raise NotFoundError(f"There is no schedule named {name!r}. `jobcenter schedules` lists them.")
    return dict(found)


def rhythm(row: dict[str, Any]) -> str:
    """When a schedule runs, in words."""
    if row["cron"]:
        return f"at {row['cron']} ({row['time_zone']})"
    minutes = int(row["interval_minutes"])
    return f"every {minutes // 60} h" if minutes % 60 == 0 else f"every {minutes} min"


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    from jobcenter.scraping.schemas import ScheduleShown

    return ScheduleShown(**row).model_dump(mode="json")


def _tell(row: dict[str, Any], said: str, *, as_json: bool) -> None:
    if as_json:
        print_json(_shown(row))
    else:
        print(said)
