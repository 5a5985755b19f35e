"""Greenhouse's Job Board API, as the stand-in speaks it."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from zlib import crc32

from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.vendor import JSON, advert

_PATH_LENGTH = 4


class GreenhouseShape:
    """`/v1/boards/{token}/jobs`: the whole board at once, `content` escaped once more."""

    name = "greenhouse"
    writing = JSON
    etags = True
    missing = (404, "application/json; charset=utf-8", b'{"status":404,"error":"Job not found"}')

    def board_in(self, segments: Sequence[str]) -> str | None:
        """The token in `v1/boards/{token}/jobs`."""
        fits = len(segments) == _PATH_LENGTH and segments[:2] == ["v1", "boards"] and segments[3] == "jobs"
        return segments[2] if fits else None

    def window(self, query: Mapping[str, str]) -> slice:  # noqa: ARG002 - Greenhouse has no pages
        """All rows."""
        return slice(None)

    def around(self, board: Board, window: slice) -> tuple[bytes, bytes]:  # noqa: ARG002 - one page only
        """`{"jobs": [… ], "meta": {"total"}}`."""
        return b'{"jobs":[', b'],"meta":{"total":%d}}' % len(board.rows)

    def item(self, board: Board, row: Row) -> dict[str, Any]:
        """A row as Greenhouse shows it; ids are numbers."""
        number = int(row.vendor_id) if row.vendor_id and row.vendor_id.isdigit() else row.vendor_id
        metadata: list[dict[str, Any]] = []
        if row.employment_type:
            metadata.append(
                {"id": 11, "name": "Employment Type", "value": row.employment_type, "value_type": "single_select"}
            )
        if row.salary:
            low, high, currency = row.salary
            value = {"unit": currency, "min_value": f"{low}.0", "max_value": f"{high}.0"}
            metadata.append({"id": 12, "name": "Salary Range", "value": value, "value_type": "currency_range"})
        department: dict[str, Any] = {"id": 31, "name": row.department, "parent_id": None, "child_ids": []}
        return {
            "absolute_url": row.url,
            "internal_job_id": crc32(str(row.vendor_id).encode()),
            "location": {"name": "; ".join(row.places)},
            "metadata": metadata or None,
            "id": number,
            "updated_at": row.posted_at,
            "requisition_id": row.requisition,
            "title": row.title,
            "company_name": board.company,
            "first_published": row.posted_at,
            "content": escape(advert(row)),
            "departments": [department] if row.department else [],
            "offices": [{"id": 21, "name": "Headquarters", "location": place} for place in row.places[:1]],
        }
