"""What there is to read: postings that were found, what happened to them, and the sites they come from."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

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
    moment_of,
)
from jobcenter.entrypoints.cli.terminal import AsJson, clean, print_facts, print_json, print_table, remark

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from jobcenter.postings.exporting import Format
    from jobcenter.postings.schemas import Filters

MOST_OF_TEXT = 4000


class News(StrEnum):
    """What happens to postings."""

    NEW = "new"
    CHANGED = "changed"
    CLOSED = "closed"
    REOPENED = "reopened"


def postings(
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
    export: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write all of them to FILE.csv or FILE.jsonl instead.")
    ] = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """List postings, those found last first; or export them all."""
    from jobcenter.entrypoints.cli.installation import read
    from jobcenter.postings.queries import find
    from jobcenter.postings.schemas import PostingListed

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
    if export is not None:
        _export(filters, export)
        return
    rows = read(lambda session: find(session, filters, limit=limit))
    if as_json:
        print_json([PostingListed.model_validate(row).model_dump(mode="json") for row in rows])
        return
    print_table(
        ("title", "company", "places", "site", "when", "url"),
        [
            (
                row["title"],
                row["employer"] or row["company"] or row["target"],
                row["places"],
                row["site_name"],
                row["posted_at"],
                row["url"],
            )
            for row in rows
        ],
        linked=True,
        nothing="There are no such postings. Collect some: jobcenter scrape greenhouse stripe",
    )


def posting(
    posting_id: Annotated[UUID, typer.Argument(metavar="ID", help="A posting; `jobcenter postings --json` has ids.")],
    as_json: AsJson = False,
) -> None:
    """Show one posting: what the vendor wrote, what it means, and what happened to it."""
    from jobcenter.entrypoints.cli.installation import read
    from jobcenter.postings.queries import posting_of
    from jobcenter.postings.rules import text_of
    from jobcenter.postings.schemas import PostingWhole

    row = read(lambda session: posting_of(session, posting_id))
    if as_json:
        print_json(PostingWhole.model_validate(row).model_dump(mode="json"))
        return
    names = ("id", "title", "company", "employer", "site_name", "target", "vendor_id", "requisition", "department")
    more = ("places", "work_mode", "employment_type", "employment", "language", "url", "apply_url", "posted_at")
    times = ("first_seen_at", "last_seen_at", "changed_at", "closed_at")
    pay = [row[name] for name in ("pay_min", "pay_max", "pay_currency", "pay_period") if row[name] is not None]
    facts = {name.replace("_", " "): clean(row[name]) for name in (*names, *more)}
    facts |= {"pay": " ".join(map(str, pay)), "pay read from": row["pay_evidence"]}
    print_facts(facts | {name.replace("_", " ").removesuffix(" at"): clean(row[name]) for name in times})
    print("\nHistory:")
    told = [(one["at"], one["news"], ", ".join(sorted(one["changes"] or {}))) for one in row["history"]]
    print_table(("when", "news", "changed"), told, nothing="Nothing was noted of it.")
    text = text_of(row["description_html"])
    if text:
        lines = [clean(line).strip() for line in text[:MOST_OF_TEXT].splitlines()]
        print("\n" + "\n".join(line for line in lines if line) + (" …" if len(text) > MOST_OF_TEXT else ""))


def news(
    since: Since = None,
    kind: Annotated[list[News] | None, typer.Option("--news", help="Of this kind only; may be repeated.")] = None,
    site: Site = None,
    target: Target = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """List what happened to postings since yesterday: new, changed, closed, open again."""
    from jobcenter.entrypoints.cli.installation import read
    from jobcenter.postings.queries import list_news
    from jobcenter.postings.schemas import NewsListed

    from_then = datetime.now(UTC) - timedelta(days=1) if since is None else moment_of(since)
    kinds = [one.value for one in kind or ()]
    rows = read(lambda session: list_news(session, since=from_then, news=kinds, site=site, target=target, limit=limit))
    if as_json:
        print_json([NewsListed.model_validate(row).model_dump(mode="json") for row in rows])
        return
    print_table(
        ("when", "news", "title", "company", "changed", "url"),
        [
            (
                row["at"],
                row["news"],
                row["title"],
                row["employer"] or row["company"] or row["target"],
                _changes(row["changes"]),
                row["url"],
            )
            for row in rows
        ],
        linked=False,
        nothing="Nothing happened to postings since then.",
    )


def _changes(changes: dict[str, list[Any]] | None) -> str:
    """What changed, from what to what, where that is short enough to be read on a line."""
    told = []
    for name, (was, became) in sorted((changes or {}).items()):
        short = name != "description" and len(clean(was)) + len(clean(became)) < 80  # noqa: PLR2004 - half a line
        told.append(f"{name}: {clean(was) or 'nothing'} → {clean(became) or 'nothing'}" if short else name)
    return "; ".join(told)


def _export(filters: "Filters", path: Path) -> None:
    """Write all postings that fit to a file, which is there only once it is whole."""
    from jobcenter.entrypoints.cli.installation import on_database, settings_here
    from jobcenter.kit.db import reading
    from jobcenter.kit.errors import InvalidError, UnavailableError
    from jobcenter.postings.exporting import export

    forms: dict[str, Format] = {".csv": "csv", ".jsonl": "jsonl"}
    form = forms.get(path.suffix.lower())
    if form is None:
        raise InvalidError(
            f"--export {path}: the file's name must end in .csv or .jsonl, which says how it is written."
        )
    unfinished = path.with_name(f".{path.name}.unfinished")

    async def work(engine: "AsyncEngine") -> None:
        async with reading(engine) as session:
            async for piece in export(session, filters, form):
                try:
                    file.write(piece)
                except OSError as error:
                    raise UnavailableError(f"{path} cannot be written: {error.strerror}.") from error

    with unfinished.open("wb") as file:
        try:
            on_database(settings_here(), work)
            file.close()
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    remark(f"Exported to {path}.")


def sites(as_json: AsJson = False) -> None:
    """List the sites that can be scraped, and how each is at the moment."""
    from jobcenter.entrypoints.cli.installation import read, settings_here
    from jobcenter.scraping.queries import sites_now

    settings = settings_here()
    shown = read(lambda session: sites_now(session, settings))
    if as_json:
        print_json(shown)
        return
    columns = ("name", "kind", "health", "requests_per_second", "slowdown", "address", "target_hint")
    headings = ("site", "kind", "how it is", "requests/s", "slowed", "address", "target")
    print_table(headings, [[one[column] for column in columns] for one in shown], nothing="There are no sites.")
