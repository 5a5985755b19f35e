"""Ashby's Job Postings API, as the stand-in speaks it."""

from collections.abc import Mapping, Sequence
from typing import Any

from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.vendor import JSON, advert

_PATH_LENGTH = 3


class AshbyShape:
    """`/posting-api/job-board/{name}`: the whole board at once, with postings that are not listed."""

    name = "ashby"
    writing = JSON
    etags = True
    missing = (404, "text/plain; charset=utf-8", b"Not Found")

    def board_in(self, segments: Sequence[str]) -> str | None:
        """The name in `posting-api/job-board/{name}`."""
        fits = len(segments) == _PATH_LENGTH and segments[:2] == ["posting-api", "job-board"]
        return segments[2] if fits else None

    def window(self, query: Mapping[str, str]) -> slice:  # noqa: ARG002 - Ashby has no pages
        """All rows."""
        return slice(None)

    def around(self, board: Board, window: slice) -> tuple[bytes, bytes]:  # noqa: ARG002 - Ashby does not tell
        """`{"apiVersion", "jobs": […]}`."""
        return b'{"apiVersion":"1","jobs":[', b"]}"

    def item(self, board: Board, row: Row) -> dict[str, Any]:
        """A row as Ashby shows it: the first place as `location`, the others as secondary ones."""
        item: dict[str, Any] = {
            "id": row.vendor_id,
            "title": row.title,
            "department": row.department,
            "team": row.department,
            "employmentType": row.employment_type,
            "location": row.places[0] if row.places else None,
            "secondaryLocations": [{"location": place, "address": None} for place in row.places[1:]],
            "publishedAt": row.posted_at,
            "isListed": row.listed,
            "isRemote": row.is_remote,
            "workplaceType": {True: "Remote", False: "OnSite", None: None}[row.is_remote],
            "address": None,
            "jobUrl": row.url or f"https://jobs.ashby.example/{board.slug}/{row.vendor_id}",
            "applyUrl": row.url or f"https://jobs.ashby.example/{board.slug}/{row.vendor_id}/application",
            "descriptionHtml": advert(row),
            "descriptionPlain": "",
        }
        if row.salary:
            low, high, currency = row.salary
            pay = {"compensationType": "Salary", "interval": "1 YEAR", "currencyCode": currency}
            item["compensation"] = {
                "compensationTierSummary": f"{currency} {low // 1000}K to {high // 1000}K",
                "scrapeableCompensationSalarySummary": f"{currency} {low // 1000}K - {high // 1000}K",
                "compensationTiers": [],
                "summaryComponents": [{**pay, "minValue": low, "maxValue": high}],
            }
        return item
