"""Indeed's GraphQL endpoint, as the stand-in speaks it to python-jobspy 1.4.1."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.vendor import JSON, advert, parts_of

_LIMIT = re.compile(r"\blimit:\s*(\d+)")
_CURSOR = re.compile(r'\bcursor:\s*"(\d+)"')
_MOST = 100
_REMOTE = "DSQF7"
_KINDS = {"Full-time": "CF3CP", "Part-time": "75GKK", "Contract": "NJXCK"}


class IndeedShape:
    """`POST /graphql` with a query: results by pages, with a cursor to the next. It finds all, whatever is sought."""

    name = "indeed"
    writing = JSON
    etags = False
    missing = (404, "application/json; charset=utf-8", b'{"errors":[{"message":"Not Found"}]}')

    def board_in(self, segments: Sequence[str]) -> str | None:
        """The one board that there is."""
        return "search" if list(segments) == ["graphql"] else None

    def window(self, query: Mapping[str, str]) -> slice:
        """From the cursor on, `limit` rows."""
        limit, cursor = _LIMIT.search(query.get("query", "")), _CURSOR.search(query.get("query", ""))
        start = int(cursor[1]) if cursor else 0
        return slice(start, start + (min(int(limit[1]), _MOST) if limit else _MOST))

    def around(self, board: Board, window: slice) -> tuple[bytes, bytes]:
        """`{"data": {"jobSearch": {"pageInfo": …, "results": […]}}}`."""
        cursor = b'"%d"' % window.stop if window.stop < len(board.rows) else b"null"
        return b'{"data":{"jobSearch":{"pageInfo":{"nextCursor":%s},"results":[' % cursor, b"]}}}"

    def item(self, board: Board, row: Row) -> dict[str, Any]:
        """A row as a result."""
        city, region, country = parts_of(row.places[0]) if row.places else (None, None, None)
        posted = datetime.fromisoformat(row.posted_at) if row.posted_at else datetime.fromisoformat("2026-01-05T00:00Z")
        attributes = [
            key for key, held in ((_REMOTE, row.is_remote), (_KINDS.get(row.employment_type or ""), True)) if held
        ]
        return {
            "job": {
                "key": row.vendor_id,
                "title": row.title,
                "sourceEmployerName": board.company,
                "dateOnIndeed": round(posted.timestamp() * 1000),
                "description": {"html": advert(row)},
                "location": {"countryCode": country, "admin1Code": region, "city": city},
                "compensation": {
                    "estimated": None,
                    "baseSalary": _pay(row.salary),
                    "currencyCode": row.salary[2] if row.salary else None,
                },
                "attributes": [{"key": key} for key in attributes if key],
                "employer": None,
                "recruit": {"viewJobUrl": row.url},
            }
        }


def _pay(salary: tuple[int, int, str] | None) -> dict[str, Any] | None:
    return {"unitOfWork": "YEAR", "range": {"min": salary[0], "max": salary[1]}} if salary else None
