"""Recruitee's Careers Site API, as the stand-in speaks it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.vendor import JSON, advert, parts_of


class RecruiteeShape:
    """`/api/offers/` at the company's address: the whole board at once."""

    name = "recruitee"
    writing = JSON
    etags = True
    missing = (404, "application/json; charset=utf-8", b'{"error":["Not found"]}')

    def board_in(self, segments: Sequence[str]) -> str | None:
        """The slug in `{slug}/api/offers/`."""
        return segments[0] if list(segments[1:3]) == ["api", "offers"] and segments[3:] in ([], [""]) else None

    def window(self, query: Mapping[str, str]) -> slice:  # noqa: ARG002 - Recruitee has no pages
        """All rows."""
        return slice(None)

    def around(self, board: Board, window: slice) -> tuple[bytes, bytes]:  # noqa: ARG002 - Recruitee does not tell
        """`{"offers": […]}`."""
        return b'{"offers":[', b"]}"

    def item(self, board: Board, row: Row) -> dict[str, Any]:
        """A row as Recruitee shows it; ids are numbers, dates end in "UTC"."""
        number = int(row.vendor_id) if row.vendor_id and row.vendor_id.isdecimal() else row.vendor_id
        address = row.url or f"https://{board.slug}.recruitee.example/o/{row.vendor_id}"
        posted = datetime.fromisoformat(row.posted_at.removesuffix(" UTC")) if row.posted_at else None
        if posted is not None and posted.tzinfo is not None:
            posted = posted.astimezone(UTC)
        item: dict[str, Any] = {
            "id": number,
            "slug": str(row.vendor_id),
            "status": "published",
            "title": row.title,
            "company_name": board.company,
            "department": row.department,
            "location": row.places[0] if row.places else "",
            "locations": [_office(place) for place in row.places],
            "remote": row.is_remote,
            "hybrid": False,
            "on_site": None if row.is_remote is None else not row.is_remote,
            "employment_type_code": row.employment_type,
            "created_at": f"{posted:%Y-%m-%d %H:%M:%S} UTC" if posted else None,
            "published_at": f"{posted:%Y-%m-%d %H:%M:%S} UTC" if posted else None,
            "careers_url": address,
            "careers_apply_url": f"{address}/c/new",
            "description": advert(row),
            "requirements": "",
            "tags": [],
            "translations": {},
        }
        if row.salary:
            low, high, currency = row.salary
            item["salary"] = {"min": str(low), "max": str(high), "period": "year", "currency": currency}
        return item


def _office(place: str) -> dict[str, Any]:
    """An office; one whose name is all that is known has no city."""
    city, state, country = parts_of(place)
    if not city:
        return {"id": 1, "name": place, "city": None, "state": None, "country": None, "country_code": None}
    return {"id": 1, "name": city, "city": city, "state": state, "country": country, "country_code": None}
