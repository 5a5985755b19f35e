"""A company's own careers pages, as the stand-in shows them: robots.txt, sitemaps, a page for each posting."""

import gzip
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import msgspec

from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.vendor import Writing, advert, parts_of

_IN_A_SITEMAP = 100
_XML = "application/xml; charset=utf-8"
_HTML = "text/html; charset=utf-8"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ROBOTS = """\
User-agent: *
Disallow: /internal/
Sitemap: https://{host}/sitemap.xml
"""


class CareersShape:
    """`/{host}/robots.txt`, `sitemap.xml` (an index), `sitemap-0.xml.gz` …, `jobs/{id}`, pages without a posting."""

    name = "careers"
    writing = Writing(_HTML, msgspec.json.Encoder().encode, b"\n")
    etags = True
    missing = (404, _HTML, b"<!DOCTYPE html><html><body><h1>No such site</h1></body></html>")
    missing_detail = (404, _HTML, b"<!DOCTYPE html><html><body><h1>Not found</h1></body></html>")

    def board_in(self, segments: Sequence[str]) -> str | None:
        """The host, which is the first part of the path."""
        return segments[0] if segments else None

    def detail_in(self, segments: Sequence[str]) -> tuple[str, str] | None:
        """The host and the path on it: all its pages are pages of their own."""
        return (segments[0], "/".join(segments[1:])) if len(segments) > 1 else None

    def window(self, query: Mapping[str, str]) -> slice:  # noqa: ARG002 - its sitemaps have addresses of their own
        """All rows."""
        return slice(0, None)

    def around(self, board: Board, window: slice) -> tuple[bytes, bytes]:  # noqa: ARG002 - the same for all
        """What stands around the postings on a page."""
        head = f"<!DOCTYPE html>\n<html><head><title>{escape(board.company)}</title></head><body>"
        return f'{head}<script type="application/ld+json">['.encode(), b"]</script></body></html>"

    def item(self, board: Board, row: Row) -> dict[str, Any]:
        """A row as schema.org has it."""
        item: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "JobPosting",
            "title": row.title,
            "description": advert(row),
            "datePosted": row.posted_at,
            "employmentType": row.employment_type,
            "hiringOrganization": {"@type": "Organization", "name": board.company},
            "identifier": {"@type": "PropertyValue", "name": board.company, "value": row.requisition},
            "jobLocation": [_place(place) for place in row.places],
            "jobLocationType": "TELECOMMUTE" if row.is_remote else None,
        }
        if row.salary:
            low, high, currency = row.salary
            value = {"@type": "QuantitativeValue", "minValue": low, "maxValue": high, "unitText": "YEAR"}
            item["baseSalary"] = {"@type": "MonetaryAmount", "currency": currency, "value": value}
        return {name: value for name, value in item.items() if value is not None}

    def detail(self, board: Board, row: Row) -> dict[str, Any]:
        """A row as schema.org has it."""
        return self.item(board, row)

    def page_at(self, board: Board, path: str) -> tuple[bytes, str] | None:
        """What stands at a path of the host, with its content type."""
        if path == "robots.txt":
            return _ROBOTS.format(host=board.slug).encode(), "text/plain; charset=utf-8"
        packs = [board.rows[at : at + _IN_A_SITEMAP] for at in range(0, len(board.rows), _IN_A_SITEMAP)]
        if path == "sitemap.xml":
            maps = [
                f"<sitemap><loc>https://{board.slug}/sitemap-{number}.xml.gz</loc></sitemap>"
                for number in range(len(packs))
            ]
            return _xml("sitemapindex", maps), _XML
        if path.startswith("sitemap-"):
            number = path.removeprefix("sitemap-").removesuffix(".xml.gz")
            if not number.isdecimal() or int(number) >= len(packs):
                return None
            paths = [f"/jobs/{row.vendor_id}" for row in packs[int(number)]] + ["/", "/about", "/internal/secret"]
            pages = [f"<url><loc>https://{board.slug}{escape(one)}</loc></url>" for one in paths]
            return gzip.compress(_xml("urlset", pages), mtime=0), "application/gzip"
        before, behind = self.around(board, slice(0, 1))
        if path in {"", "about", "internal/secret"}:
            return before.partition(b"<script")[0] + b"<h1>Welcome</h1></body></html>", _HTML
        row = next((row for row in board.rows if path == f"jobs/{row.vendor_id}"), None)
        return (before + _in_script(self.item(board, row)) + behind, _HTML) if row else None


def _xml(root: str, entries: Sequence[str]) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">{"".join(entries)}</{root}>'.encode()


def _in_script(item: Mapping[str, Any]) -> bytes:
    """The item so that its own tags cannot end the script that it stands in."""
    return msgspec.json.encode(item).replace(b"</", b"<\\/")


def _place(place: str) -> dict[str, Any]:
    city, region, country = parts_of(place)
    address = {"addressLocality": city, "addressRegion": region, "addressCountry": country}
    return {"@type": "Place", "address": {"@type": "PostalAddress"} | {k: v for k, v in address.items() if v}}
