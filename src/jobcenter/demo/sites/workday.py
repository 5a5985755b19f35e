"""Workday's job boards, as the stand-in speaks them."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.vendor import JSON, advert

_BEFORE_JOB = 5  # host, "wday", "cxs", tenant, site
_MOST = 20  # what Workday gives, whatever is asked for
_SHOWN_DAYS = 30
_REMOTE = {True: "Remote", False: "On-Site", None: None}
_NUMBER_OF_PLACES = re.compile(r"\d+ Locations")


class WorkdayShape:
    """`/{host}/wday/cxs/{tenant}/{site}/jobs` by POST: a page of short items; `…{externalPath}` has the advert.

    `host` is the board's, `{tenant}.{shard}`; the board is `{tenant}.{shard}/{site}`.
    """

    name = "workday"
    writing = JSON
    etags = False
    missing = missing_detail = (
        404,
        "application/json;charset=UTF-8",
        b'{"errorCode":"HTTP_404","httpStatus":404,"message":"Not found","messageParams":{}}',
    )

    def board_in(self, segments: Sequence[str]) -> str | None:
        """The board in `{host}/wday/cxs/{tenant}/{site}/jobs`."""
        return _board(segments) if list(segments[_BEFORE_JOB:]) == ["jobs"] else None

    def detail_in(self, segments: Sequence[str]) -> tuple[str, str] | None:
        """The board and the path in `{host}/wday/cxs/{tenant}/{site}/job/…`."""
        board = _board(segments) if segments[_BEFORE_JOB : _BEFORE_JOB + 1] == ["job"] else None
        return (board, "/" + "/".join(segments[_BEFORE_JOB:])) if board else None

    def window(self, query: Mapping[str, str]) -> slice:
        """From `offset` on, `limit` rows."""
        offset, limit = query.get("offset", ""), query.get("limit", "")
        start = int(offset) if offset.isdigit() else 0
        return slice(start, start + (min(int(limit), _MOST) if limit.isdigit() else _MOST))

    def around(self, board: Board, window: slice) -> tuple[bytes, bytes]:
        """`{"total", "jobPostings": […], …}`; only the first page tells the total."""
        told = 0 if window.start else len(board.rows)
        return b'{"total":%d,"jobPostings":[' % told, b'],"facets":[],"userAuthenticated":false}'

    def item(self, board: Board, row: Row) -> dict[str, Any]:  # noqa: ARG002 - Workday's items do not name their board
        """A row as the list shows it: of several places only how many there are, the date in words."""
        if row.vendor_id is None:
            return {"bulletFields": []}
        item = {
            "title": row.title,
            "externalPath": row.vendor_id,
            "locationsText": f"{len(row.places)} Locations" if len(row.places) > 1 else "".join(row.places),
            "postedOn": _posted(row.posted_at),
            "timeType": row.employment_type,
            "remoteType": _REMOTE[row.is_remote],
            "bulletFields": [_requisition(row)],
        }
        return {name: value for name, value in item.items() if value is not None}

    def detail(self, board: Board, row: Row) -> dict[str, Any]:
        """A row's own page."""
        host, _, site = board.slug.partition("/")
        places = _places(row)
        info = {
            "id": f"{crc32(str(row.vendor_id).encode()):032x}",
            "title": row.title,
            "jobDescription": advert(row),
            "location": places[0] if places else None,
            "additionalLocations": places[1:] or None,
            "postedOn": _posted(row.posted_at),
            "startDate": row.posted_at[:10] if row.posted_at else None,
            "timeType": row.employment_type,
            "remoteType": _REMOTE[row.is_remote],
            "jobReqId": _requisition(row),
            "jobPostingId": (row.vendor_id or "").rpartition("/")[2],
            "jobPostingSiteId": site,
            "canApply": True,
            "posted": True,
            "externalUrl": row.url or f"https://{host}.workday.example/{site}{row.vendor_id}",
        }
        return {
            "jobPostingInfo": {name: value for name, value in info.items() if value is not None},
            "hiringOrganization": {"name": board.company, "url": ""},
            "similarJobs": [],
            "userAuthenticated": False,
        }


def _board(segments: Sequence[str]) -> str | None:
    if len(segments) <= _BEFORE_JOB or list(segments[1:3]) != ["wday", "cxs"]:
        return None
    host, tenant, site = segments[0], segments[3], segments[4]
    named, _, shard = host.partition(".")
    return f"{tenant}.{shard}/{site}" if named == tenant.replace("_", "-") else None


def _places(row: Row) -> list[str]:
    """The row's places; where it only knows their number, the one that its path begins with."""
    if any(_NUMBER_OF_PLACES.fullmatch(place) for place in row.places):
        return [(row.vendor_id or "").removeprefix("/job/").partition("/")[0].replace("---", " - ")]
    return list(row.places)


def _requisition(row: Row) -> str:
    """The row's requisition; where it has none, the one that its path ends with, without the number of the advert."""
    return row.requisition or re.sub(r"-\d$", "", (row.vendor_id or "").rpartition("_")[2])


def _posted(posted_at: str | None) -> str:
    """How long ago that was, in Workday's words."""
    if posted_at is None:
        return f"Posted {_SHOWN_DAYS}+ Days Ago"
    posted = datetime.fromisoformat(posted_at)
    days = (datetime.now(UTC).date() - (posted if posted.tzinfo else posted.replace(tzinfo=UTC)).date()).days
    if days <= 1:
        return "Posted Today" if days <= 0 else "Posted Yesterday"
    return f"Posted {_SHOWN_DAYS}+ Days Ago" if days > _SHOWN_DAYS else f"Posted {days} Days Ago"
