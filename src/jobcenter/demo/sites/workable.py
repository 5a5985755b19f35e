"""The API of Workable's job widget, as the stand-in speaks it."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.vendor import JSON, advert, parts_of

_PATH_LENGTH = 5


class WorkableShape:
    """`/api/v1/widget/accounts/{slug}?details=true`: the whole board at once, a posting once for each of its rows."""

    name = "workable"
    writing = JSON
    etags = False
    missing = (404, "application/json; charset=utf-8", b'{"error":"Not found"}')

    def board_in(self, segments: Sequence[str]) -> str | None:
        """The slug in `api/v1/widget/accounts/{slug}`."""
        fits = len(segments) == _PATH_LENGTH and list(segments[:4]) == ["api", "v1", "widget", "accounts"]
        return segments[4] if fits else None

    def window(self, query: Mapping[str, str]) -> slice:  # noqa: ARG002 - Workable has no pages
        """All rows."""
        return slice(None)

    def around(self, board: Board, window: slice) -> tuple[bytes, bytes]:  # noqa: ARG002 - one page only
        """`{"name", "description", "jobs": […]}`."""
        return b'{"name":%b,"description":null,"jobs":[' % msgspec.json.encode(board.company), b"]}"

    def item(self, board: Board, row: Row) -> dict[str, Any]:  # noqa: ARG002 - Workable's addresses have no board
        """A row as Workable shows it: its first place beside the list of all; dates without a time."""
        listed = [_location(place) for place in row.places]
        first = listed[0] if listed else {"city": "", "region": "", "country": ""}
        address = f"https://apply.workable.example/j/{row.vendor_id}"
        return {
            "title": row.title,
            "shortcode": row.vendor_id,
            "code": row.requisition or "",
            "employment_type": row.employment_type or "",
            "telecommuting": row.is_remote,
            "department": row.department,
            "url": address,
            "shortlink": address,
            "application_url": row.url or f"{address}/apply",
            "published_on": row.posted_at[:10] if row.posted_at else None,
            "created_at": row.posted_at[:10] if row.posted_at else None,
            "country": first["country"],
            "city": first["city"],
            "state": first["region"],
            "education": "",
            "experience": "",
            "function": "",
            "industry": "",
            "locations": listed,
            "description": advert(row),
        }


def _location(place: str) -> dict[str, Any]:
    city, region, country = parts_of(place)
    return {"country": country, "countryCode": None, "city": city, "region": region, "hidden": False}
