"""Personio's XML feed, as the stand-in speaks it."""

from collections.abc import Mapping, Sequence
from typing import Any

from jobcenter.demo.sites.markup import feed_of
from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.vendor import advert

_NOT_FOUND = b"<!DOCTYPE html><html><head><title>Page not found</title></head><body><h1>404</h1></body></html>"


class PersonioShape:
    """`/xml?language=` at the company's address: the whole board at once."""

    name = "personio"
    writing = feed_of("position", "text/xml; charset=UTF-8", sections=True)
    etags = False
    missing = (404, "text/html; charset=utf-8", _NOT_FOUND)

    def board_in(self, segments: Sequence[str]) -> str | None:
        """The slug in `{slug}/xml`."""
        return segments[0] if list(segments[1:]) == ["xml"] else None

    def window(self, query: Mapping[str, str]) -> slice:  # noqa: ARG002 - Personio has no pages
        """All rows."""
        return slice(None)

    def around(self, board: Board, window: slice) -> tuple[bytes, bytes]:  # noqa: ARG002 - Personio does not tell
        """`<workzag-jobs>…</workzag-jobs>`."""
        return b'<?xml version="1.0" encoding="UTF-8"?>\n<workzag-jobs>\n', b"\n</workzag-jobs>\n"

    def item(self, board: Board, row: Row) -> dict[str, Any]:
        """A row as Personio shows it: the first place as its office, the others as additional ones."""
        item: dict[str, Any] = {
            "id": row.vendor_id,
            "subcompany": board.company,
            "office": row.places[0] if row.places else None,
            "additionalOffices": {"office": list(row.places[1:])},
            "department": row.department,
            "recruitingCategory": None,
            "name": row.title,
            "jobDescriptions": {"jobDescription": [{"name": "Your role", "value": advert(row)}]},
            "employmentType": row.employment_type,
            "createdAt": row.posted_at,
        }
        if row.salary:
            low, high, currency = row.salary
            item["salaryInformation"] = {"min": low, "max": high, "currencyCode": currency, "type": "yearly"}
        return item
