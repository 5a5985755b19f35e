"""Openings from the command line: search, what was brought together and why, split, join."""

import uuid
from typing import Annotated, Any

import typer

from jobcenter.entrypoints.cli.searching import (
    Closed,
    Company,
    Country,
    Currency,
    Limit,
    PayAtLeast,
    Place,
    Remote,
    Search,
    Since,
    Site,
    Target,
    filters_of,
)
from jobcenter.entrypoints.cli.terminal import AsJson, print_json, print_table, remark

LISTED = "`jobcenter openings list` shows them."
OpeningId = Annotated[uuid.UUID, typer.Argument(metavar="OPENING", help=f"An opening; {LISTED}")]
Postings = Annotated[list[uuid.UUID], typer.Argument(metavar="POSTING...", help="The postings that leave it.")]
Openings = Annotated[list[uuid.UUID], typer.Argument(metavar="OPENING...", help="At least two; the first's id stays.")]


def list_(
    search: Search = "",
    company: Company = None,
    country: Country = None,
    place: Place = None,
    remote: Remote = False,
    pay_at_least: PayAtLeast = None,
    currency: Currency = None,
    since: Since = None,
    site: Site = None,
    target: Target = None,
    closed: Closed = False,
    several: Annotated[bool, typer.Option("--several", help="Only those of more than one posting.")] = False,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """List openings, newest first: those of which a posting is found by all that is asked."""
    from jobcenter.entrypoints.cli.installation import read
    from jobcenter.postings.openings.finding import find
    from jobcenter.postings.openings.schemas import OpeningShown

    filters = filters_of(
        search=search,
        company=company,
        country=country,
        place=place,
        remote=remote,
        pay_at_least=pay_at_least,
        currency=currency,
        since=since,
        site=site,
        target=target,
        closed=closed,
    )
    rows = read(lambda session: find(session, filters, several=several, limit=limit))
    if as_json:
        print_json([OpeningShown.model_validate(row).model_dump(mode="json") for row in rows])
        return
    print_table(
        ("title", "employer", "places", "postings", "when", "id"),
        [
            (
                *(one["title"], one["employer"], [place["words"] for place in one["locations"]]),
                *(one["postings_count"], one["first_seen_at"], one["id"]),
            )
            for one in rows
        ],
        nothing="There are no such openings. Postings become openings a moment after they were found.",
    )


def report(
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many openings.")] = 200,
    as_json: AsJson = False,
) -> None:
    """List the openings of several postings, each with these and why they are the same."""
    from jobcenter.entrypoints.cli.installation import read
    from jobcenter.postings.openings import queries

    found = read(lambda session: queries.report(session, limit=limit))
    if as_json:
        print_json(found)
        return
    print_table(
        ("opening", "employer", "title", "places", "board", "requisition", "why", "url"),
        [
            (
                *(member["opening_id"], one["employer"], member["title"], member["places"]),
                *(f"{member['site_name']} {member['target']}", member["requisition"]),
                *(_why(member), member["url"]),
            )
            for one in found
            for member in one["members"]
        ],
        nothing="No opening has more than one posting.",
        linked=True,
    )


def _why(member: dict[str, Any]) -> str:
    if not member["evidence"]:
        return "the first"
    told = {name: value for name, value in member["evidence"].items() if name != "with"}
    return ", ".join(f"{name}: {value}" for name, value in told.items())


def split(opening: OpeningId, postings: Postings) -> None:
    """Take postings out of an opening into one of their own; later runs respect it."""
    from jobcenter.entrypoints.cli.installation import actor, write
    from jobcenter.postings.openings import actions

    new = write(lambda session: actions.split(session, opening, postings, actor=actor()))
    remark(f"These postings are the opening {new} now.")


def join(openings: Openings) -> None:
    """Make openings one; later runs respect it."""
    from jobcenter.entrypoints.cli.installation import actor, write
    from jobcenter.postings.openings import actions

    kept = write(lambda session: actions.join(session, openings, actor=actor()))
    remark(f"These are the opening {kept} now.")
