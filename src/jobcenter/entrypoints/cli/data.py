"""What there is to read: postings that were found, what happened to them, and the sites they come from."""

import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from jobcenter.entrypoints.cli.terminal import AsJson, clean, print_facts, print_json, print_table, remark

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from jobcenter.postings.exporting import Format
    from jobcenter.postings.schemas import Filters

MOST_OF_TEXT = 4000
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1)}
_AGO = re.compile(r"(\d{1,4})([hd])")

Since = Annotated[str | None, typer.Option(metavar="WHEN", help="A date, a time, or how long ago: 24h, 7d.")]


class News(StrEnum):
    """What happens to postings."""

    NEW = "new"
    CHANGED = "changed"
    CLOSED = "closed"
    REOPENED = "reopened"


def postings(
    search: Annotated[str, typer.Option(help='Words; "a phrase"; -without; beginnings*.')] = "",
    company: Annotated[str | None, typer.Option(help="Words of the company's name, or their beginnings.")] = None,
    country: Annotated[list[str] | None, typer.Option(help="In two letters, such as DE; may be repeated.")] = None,
    place: Annotated[str | None, typer.Option(help="Words of a place, such as a city.")] = None,
    remote: Annotated[bool, typer.Option("--remote", help="Remote only.")] = False,
    since: Since = None,
    site: Annotated[str | None, typer.Option(help="Of this site only.")] = None,
    target: Annotated[str | None, typer.Option(help="Of this board only.")] = None,
    closed: Annotated[bool, typer.Option("--closed", help="Those that are closed, instead of the open ones.")] = False,
    export: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write all of them to FILE.csv or FILE.jsonl instead.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List postings, those found last first; or export them all."""
    from jobcenter.entrypoints.cli.installation import read
    from jobcenter.postings.queries import find
    from jobcenter.postings.schemas import Filters, PostingListed

    filters = Filters.model_validate(
        {
            "q": search or None,
            "company": company,
            "country": country or None,
            "place": place,
            "work_mode": ["remote"] if remote else None,
            "seen_since": None if since is None else _moment(since).isoformat(),
            "site": site,
            "target": target,
            "state": "closed" if closed else "open",
        }
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
    site: Annotated[str | None, typer.Option(help="Of this site only.")] = None,
    target: Annotated[str | None, typer.Option(help="Of this board only.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List what happened to postings since yesterday: new, changed, closed, open again."""
    from jobcenter.entrypoints.cli.installation import read
    from jobcenter.postings.queries import list_news
    from jobcenter.postings.schemas import NewsListed

    from_then = datetime.now(UTC) - timedelta(days=1) if since is None else _moment(since)
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


def _moment(words: str) -> datetime:
    from jobcenter.kit.errors import InvalidError

    if ago := _AGO.fullmatch(words):
        return datetime.now(UTC) - int(ago[1]) * _UNITS[ago[2]]
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        raise InvalidError(
            f"--since {words!r} is no time. Write a date (2030-01-31), a time (2030-01-31T08:00+01:00), or how long "
            "ago: 24h, 7d."
        ) from None
    return moment.astimezone() if moment.tzinfo is None else moment


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
