"""Lever's Postings API, as the stand-in speaks it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.sample import description
from jobcenter.demo.sites.vendor import JSON

_PATH_LENGTH = 3
_MOST = 100  # what Lever gives where nobody asks for less


class LeverShape:
    """`/v0/postings/{site}?mode=json&skip=&limit=`: an array, by pages, the advert in parts."""

    name = "lever"
    writing = JSON
    etags = False
    missing = (404, "application/json; charset=utf-8", b'{"ok":false,"error":"Document not found"}')

    def board_in(self, segments: Sequence[str]) -> str | None:
        """The site in `v0/postings/{site}`."""
        return segments[2] if len(segments) == _PATH_LENGTH and segments[:2] == ["v0", "postings"] else None

    def window(self, query: Mapping[str, str]) -> slice:
        """From `skip` on, `limit` rows."""
        skip, limit = query.get("skip", ""), query.get("limit", "")
        start = int(skip) if skip.isdigit() else 0
        return slice(start, start + (min(int(limit), _MOST) if limit.isdigit() else _MOST))

    def around(self, board: Board, window: slice) -> tuple[bytes, bytes]:  # noqa: ARG002 - Lever does not tell
        """A bare array."""
        return b"[", b"]"

    def item(self, board: Board, row: Row) -> dict[str, Any]:
        """A row as Lever shows it."""
        if row.description is None:
            sentences = [escape(sentence, quote=False) for sentence in description(row.vendor_id)]
            third = max(1, len(sentences) // 3)
            opening = "".join(f"<div>{sentence}</div>" for sentence in sentences[:third])
            points = "".join(f"<li>{sentence}</li>" for sentence in sentences[third : 2 * third])
            closing = "".join(f"<div>{sentence}</div>" for sentence in sentences[2 * third :])
        else:
            opening, points, closing = row.description, "", ""
        item: dict[str, Any] = {
            "id": row.vendor_id,
            "text": row.title,
            "categories": {
                "commitment": row.employment_type,
                "department": row.department,
                "location": row.places[0] if row.places else None,
                "allLocations": list(row.places),
            },
            "country": None,
            "workplaceType": {True: "remote", False: "on-site", None: "unspecified"}[row.is_remote],
            "createdAt": round(datetime.fromisoformat(row.posted_at).timestamp() * 1000) if row.posted_at else None,
            "description": opening,
            "descriptionPlain": "",
            "lists": [{"text": "What you'll do", "content": points}] if points else [],
            "additional": closing,
            "additionalPlain": "",
            "hostedUrl": row.url or f"https://jobs.lever.example/{board.slug}/{row.vendor_id}",
            "applyUrl": row.url or f"https://jobs.lever.example/{board.slug}/{row.vendor_id}/apply",
        }
        if row.salary:
            low, high, currency = row.salary
            item["salaryRange"] = {"currency": currency, "interval": "per-year-salary", "min": low, "max": high}
        return item
