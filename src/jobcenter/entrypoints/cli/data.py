"""What there is to read: postings that were found, and the sites they come from."""

from typing import Annotated

import typer

from jobcenter.entrypoints.cli.terminal import AsJson, print_json, print_table


def postings(
    search: Annotated[str, typer.Option(help="Words that title, company or places hold.")] = "",
    site: Annotated[str | None, typer.Option(help="Of this site only.")] = None,
    target: Annotated[str | None, typer.Option(help="Of this board only.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List postings, newest first."""
    from jobcenter.entrypoints.cli.installation import read
    from jobcenter.postings.queries import by_words

    rows = read(lambda session: by_words(session, words=search, site=site, target=target, limit=limit))
    if as_json:
        print_json(rows)
        return
    print_table(
        ("title", "company", "places", "site", "when", "url"),
        [
            (
                row["title"],
                row["company"] or row["target"],
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


def sites(as_json: AsJson = False) -> None:
    """List the sites that can be scraped, and how each is at the moment."""
    from jobcenter.entrypoints.cli.installation import read, settings_here
    from jobcenter.scraping.queries import sites_now

    settings = settings_here()
    shown = read(lambda session: sites_now(session, settings))
    if as_json:
        print_json(shown)
        return
    columns = ("name", "address", "requests_per_second", "slowdown", "closed_until", "last_success_at", "target_hint")
    headings = ("site", "address", "requests/s", "slowed", "closed until", "last success", "target")
    print_table(headings, [[one[column] for column in columns] for one in shown], nothing="There are no sites.")
