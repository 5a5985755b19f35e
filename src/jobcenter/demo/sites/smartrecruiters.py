"""SmartRecruiters' Posting API, as the stand-in speaks it."""

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.vendor import JSON, advert

_LIST_LENGTH = 4
_MOST = 100  # what SmartRecruiters gives, whatever is asked for
_USUAL = 10
_PUBLIC = "https://jobs.smartrecruiters.example"


class SmartRecruitersShape:
    """`/v1/companies/{id}/postings?limit=&offset=`: a page of short items; `/postings/{id}` has the advert."""

    name = "smartrecruiters"
    writing = JSON
    etags = False
    # A company that there is not looks like one that has nothing to offer.
    missing = (200, "application/json;charset=utf-8", b'{"offset":0,"limit":100,"totalFound":0,"content":[]}')
    missing_detail = (404, "application/json;charset=utf-8", b'{"message":"Posting not found","errors":[]}')

    def board_in(self, segments: Sequence[str]) -> str | None:
        """The identifier in `v1/companies/{id}/postings`."""
        fits = len(segments) == _LIST_LENGTH and segments[:2] == ["v1", "companies"] and segments[3] == "postings"
        return segments[2] if fits else None

    def detail_in(self, segments: Sequence[str]) -> tuple[str, str] | None:
        """The identifier and the posting in `v1/companies/{id}/postings/{posting}`."""
        board = self.board_in(segments[:_LIST_LENGTH])
        return (board, segments[_LIST_LENGTH]) if board and len(segments) == _LIST_LENGTH + 1 else None

    def window(self, query: Mapping[str, str]) -> slice:
        """From `offset` on, `limit` rows."""
        offset, limit = query.get("offset", ""), query.get("limit", "")
        start = int(offset) if offset.isdigit() else 0
        return slice(start, start + (min(int(limit), _MOST) if limit.isdigit() else _USUAL))

    def around(self, board: Board, window: slice) -> tuple[bytes, bytes]:
        """`{"offset", "limit", "totalFound", "content": […]}`."""
        counts = (window.start, window.stop - window.start, len(board.rows))
        return b'{"offset":%d,"limit":%d,"totalFound":%d,"content":[' % counts, b"]}"

    def item(self, board: Board, row: Row) -> dict[str, Any]:
        """A row as the list shows it: no text, no public address, and one place only."""
        place = "; ".join(row.places)
        city, _, rest = place.partition(", ")
        return {
            "id": row.vendor_id,
            "name": row.title,
            "uuid": f"{crc32(str(row.vendor_id).encode()):08x}-0000-4000-8000-000000000000",
            "refNumber": row.requisition,
            "company": {"identifier": board.slug, "name": board.company},
            "releasedDate": row.posted_at,
            "location": {
                "city": city,
                "region": None,
                "country": rest,
                "remote": row.is_remote,
                "hybrid": False,
                "fullLocation": place,
            },
            "industry": {"id": "other", "label": "Other"},
            "department": {"id": "1", "label": row.department} if row.department else {},
            "function": {"id": "other", "label": "Other"},
            "typeOfEmployment": {"id": "type", "label": row.employment_type} if row.employment_type else {},
            "experienceLevel": {"id": "not_applicable", "label": "Not Applicable"},
            "customField": [],
            "visibility": "PUBLIC",
            "ref": f"https://api.smartrecruiters.example/v1/companies/{board.slug}/postings/{row.vendor_id}",
        }

    def detail(self, board: Board, row: Row) -> dict[str, Any]:
        """A row's own page: what the list says of it, its addresses and its advert by sections."""
        address = row.url or f"{_PUBLIC}/{board.slug}/{row.vendor_id}"
        company = f"<p>This is {board.company}.</p>"
        return {
            **self.item(board, row),
            "active": True,
            "postingUrl": address,
            "applyUrl": f"{address}?oga=true",
            "jobAd": {
                "sections": {
                    "companyDescription": {"title": "Company Description", "text": company},
                    "jobDescription": {"title": "Job Description", "text": advert(row)},
                    "qualifications": {"title": "Qualifications", "text": ""},
                    "additionalInformation": {"title": "Additional Information"},
                    "videos": {"title": "Videos", "urls": []},
                }
            },
        }
