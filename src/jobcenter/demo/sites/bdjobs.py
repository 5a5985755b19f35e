"""BDJobs' search, as the stand-in speaks it to python-jobspy 1.4.1."""

from collections.abc import Mapping, Sequence
from typing import Any

from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.vendor import JSON

_PATH = ["Jobs", "api", "JobSearch", "GetJobSearch"]
_SIZE = 50
_KINDS = {"Full-time": "FullTime", "Part-time": "PartTime", "Contract": "Contract"}


class BDJobsShape:
    """`/Jobs/api/JobSearch/GetJobSearch?pg=&rpp=`: results by pages. It finds all, whatever is sought."""

    name = "bdjobs"
    writing = JSON
    etags = False
    missing = (404, "application/json; charset=utf-8", b'{"message":"Not Found"}')

    def board_in(self, segments: Sequence[str]) -> str | None:
        """The one board that there is."""
        return "search" if list(segments) == _PATH else None

    def window(self, query: Mapping[str, str]) -> slice:
        """The page `pg` of `rpp` rows."""
        page, size = query.get("pg", ""), query.get("rpp", "")
        rows = int(size) if size.isdecimal() and int(size) else _SIZE
        start = (max(1, int(page)) - 1 if page.isdecimal() else 0) * rows
        return slice(start, start + rows)

    def around(self, board: Board, window: slice) -> tuple[bytes, bytes]:
        """`{"data": […], "premiumData": [], "common": {"totalpages"}}`."""
        pages = -(-len(board.rows) // (window.stop - window.start))
        return b'{"data":[', b'],"premiumData":[],"common":{"totalpages":%d}}' % pages

    def item(self, board: Board, row: Row) -> dict[str, Any]:
        """A row as a result: no advert, and pay by the month."""
        return {
            "Jobid": row.vendor_id,
            "publishDate": row.posted_at or "2026-01-05T00:00:00Z",
            "WorkPlace": "Home" if row.is_remote else None,
            "location": row.places[0] if row.places else None,
            "jobTitle": row.title,
            "companyName": board.company,
            "JobType": _KINDS.get(row.employment_type or "", ""),
            "Salary": f"Tk. {row.salary[0]} - {row.salary[1]} (Monthly)" if row.salary else "Negotiable",
            "logoUrl": None,
            "Vacancies": None,
            "experience": "NA",
        }
