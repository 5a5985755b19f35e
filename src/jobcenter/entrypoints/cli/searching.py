"""What postings and openings are searched by from the command line: the same options for both."""

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from jobcenter.postings.schemas import Filters

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1)}
_AGO = re.compile(r"(\d{1,4})([hd])")

Search = Annotated[str, typer.Option(help='Words; "a phrase"; -without; beginnings*.')]
Company = Annotated[str | None, typer.Option(help="Words of the company's name, or their beginnings.")]
Country = Annotated[list[str] | None, typer.Option(help="In two letters, such as DE; may be repeated.")]
Place = Annotated[str | None, typer.Option(help="A city, a region, a country, or words of a place.")]
Remote = Annotated[bool, typer.Option("--remote", help="Remote only.")]
PayAtLeast = Annotated[float | None, typer.Option(metavar="AMOUNT", help="What the pay of a year reaches.")]
Currency = Annotated[str | None, typer.Option(help="Of the pay, in three letters, such as EUR.")]
Since = Annotated[str | None, typer.Option(metavar="WHEN", help="A date, a time, or how long ago: 24h, 7d.")]
Site = Annotated[str | None, typer.Option(help="Of this site only.")]
Target = Annotated[str | None, typer.Option(help="Of this board only.")]
Closed = Annotated[bool, typer.Option("--closed", help="Those that are closed, instead of the open ones.")]
Limit = Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")]


def filters_of(
    *,
    search: str,
    company: str | None,
    country: list[str] | None,
    place: str | None,
    remote: bool,
    pay_at_least: float | None,
    currency: str | None,
    since: str | None,
    site: str | None,
    target: str | None,
    closed: bool,
) -> "Filters":
    """The options as the filters of a search.

    Raises:
        InvalidError: `since` is no time.
        ValidationError: another option is not what it must be.
    """
    from jobcenter.postings.schemas import Filters

    return Filters.model_validate(
        {
            "q": search or None,
            "company": company,
            "country": country or None,
            "place": place,
            "work_mode": ["remote"] if remote else None,
            "pay_at_least": pay_at_least,
            "currency": currency,
            "seen_since": None if since is None else moment_of(since).isoformat(),
            "site": site,
            "target": target,
            "state": "closed" if closed else "open",
        }
    )


def moment_of(words: str) -> datetime:
    """The time that a person means by a date, a time, or "7d"; aware.

    Raises:
        InvalidError: it is none of them.
    """
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
