"""BambooHR's careers list, as the stand-in speaks it."""

from collections.abc import Mapping, Sequence
from typing import Any

from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.vendor import JSON, parts_of

_LOCATION_TYPES = {True: "1", False: "0", None: None}
_FRONT_PAGE = (
    b"<!DOCTYPE html>\n<html lang='en'><head><title>HR software with heart</title></head>"
    b"<body><h1>The complete HR platform</h1></body></html>"
)


class BambooHRShape:
    """`/careers/list` at the company's address: the whole list at once, without adverts and dates."""

    name = "bamboohr"
    writing = JSON
    etags = False
    missing = (200, "text/html; charset=utf-8", _FRONT_PAGE)

    def board_in(self, segments: Sequence[str]) -> str | None:
        """The slug in `{slug}/careers/list`."""
        return segments[0] if list(segments[1:]) == ["careers", "list"] else None

    def window(self, query: Mapping[str, str]) -> slice:  # noqa: ARG002 - BambooHR has no pages
        """All rows."""
        return slice(None)

    def around(self, board: Board, window: slice) -> tuple[bytes, bytes]:  # noqa: ARG002 - one page only
        """`{"meta": {"totalCount"}, "result": […]}`."""
        return b'{"meta":{"totalCount":%d},"result":[' % len(board.rows), b"]}"

    def item(self, board: Board, row: Row) -> dict[str, Any]:  # noqa: ARG002 - the list has no addresses
        """A row as BambooHR shows it: one place, an office's as `location`, that of a country as `atsLocation`."""
        city, state, country = parts_of(row.places[0]) if row.places else (None, None, None)
        nowhere = {"country": None, "state": None, "province": None, "city": None}
        in_office = city is not None and row.is_remote is not True
        return {
            "id": row.vendor_id,
            "jobOpeningName": row.title,
            "departmentId": "18001" if row.department else None,
            "departmentLabel": row.department,
            "employmentStatusLabel": row.employment_type,
            "location": _office(city, state, country) if in_office else {"city": None, "state": None},
            "atsLocation": nowhere if in_office else nowhere | {"country": country, "province": state, "city": city},
            "isRemote": None,
            "locationType": _LOCATION_TYPES[row.is_remote],
        }


def _office(city: str | None, state: str | None, country: str | None) -> dict[str, Any]:
    """An office; its country is told only where there is a state too."""
    return {"city": city, "state": state, "addressCountry": country} if state else {"city": city, "state": country}
