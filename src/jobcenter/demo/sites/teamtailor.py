"""Teamtailor's feed, as the stand-in speaks it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any

from jobcenter.demo.sites.markup import feed_of
from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.vendor import advert, parts_of

_USUAL = 100  # what it gives where nobody asks for more, without a word on what is left
_REMOTE = {True: "fully", False: "none", None: None}


class TeamtailorShape:
    """`/jobs.rss?per_page=&offset=` at the company's address: RSS, by pages."""

    name = "teamtailor"
    writing = feed_of("item", "application/rss+xml; charset=utf-8")
    etags = True
    missing = (404, "text/html; charset=utf-8", b"<!DOCTYPE html><html><body><h1>Not found</h1></body></html>")

    def board_in(self, segments: Sequence[str]) -> str | None:
        """The slug in `{slug}/jobs.rss`."""
        return segments[0] if list(segments[1:]) == ["jobs.rss"] else None

    def window(self, query: Mapping[str, str]) -> slice:
        """From `offset` on, `per_page` rows."""
        offset, size = query.get("offset", ""), query.get("per_page", "")
        start = int(offset) if offset.isdecimal() else 0
        return slice(start, start + (int(size) if size.isdecimal() else _USUAL))

    def around(self, board: Board, window: slice) -> tuple[bytes, bytes]:  # noqa: ARG002 - every page begins alike
        """`<rss><channel>…</channel></rss>`, with the namespace of Teamtailor's own elements."""
        before = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<rss version="2.0" xmlns:tt="https://teamtailor.com/locations">\n<channel>\n'
            f"<title>{escape(board.company, quote=False)}</title>\n"
            f"<link>https://{escape(board.slug)}.teamtailor.example/jobs</link>\n"
        )
        return before.encode(), b"\n</channel>\n</rss>\n"

    def item(self, board: Board, row: Row) -> dict[str, Any]:
        """A row as Teamtailor shows it: no kind of employment, no pay."""
        return {
            "title": row.title,
            "description": advert(row),
            "pubDate": format_datetime(datetime.fromisoformat(row.posted_at)) if row.posted_at else None,
            "link": row.url or f"https://{board.slug}.teamtailor.example/jobs/{row.vendor_id}",
            "remoteStatus": _REMOTE[row.is_remote],
            "guid": row.vendor_id,
            "tt:locations": {"tt:location": [_location(place) for place in row.places]},
            "tt:department": row.department,
            "tt:role": None,
        }


def _location(place: str) -> dict[str, Any]:
    """A location; one that is a country, or no place at all, has nothing but its name."""
    city, state, country = parts_of(place)
    if not city:
        return {"tt:name": place, "tt:city": None, "tt:country": None}
    return {"tt:name": city, "tt:city": f"{city}, {state}" if state else city, "tt:country": country}
