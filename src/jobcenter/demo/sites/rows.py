"""What stand-in sites serve: boards of rows, from a sample or from files, before any vendor's shape."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

FIRST_VENDORS = ("greenhouse", "lever", "ashby")
VENDORS = (
    *FIRST_VENDORS,
    "smartrecruiters",
    "workday",
    "workable",
    "recruitee",
    "personio",
    "bamboohr",
    "teamtailor",
)
SEARCHED = ("indeed", "bdjobs")
"""Job boards, with one board each that is searched."""

OTHER_SOURCES = ("careers", *SEARCHED)
ALL_SOURCES = (*VENDORS, *OTHER_SOURCES)

_ONE_PLACE = frozenset({"workable", "bamboohr"})
"""Vendors of whose postings the files name the parts of one place, not several places."""

UNLISTED_PREFIX = "unlisted-"
"""How the ids begin of postings that an Ashby board withholds; none of them may ever be stored."""


@dataclass(frozen=True, slots=True)
class Row:
    """One posting. `posted_at` is ISO 8601; without a `description` one is made up, the same for the same id."""

    vendor_id: str | None
    title: str | None
    places: tuple[str, ...] = ()
    department: str | None = None
    is_remote: bool | None = None
    employment_type: str | None = None
    url: str | None = None
    posted_at: str | None = None
    requisition: str | None = None
    salary: tuple[int, int, str] | None = None
    description: str | None = None
    listed: bool = True


@dataclass(slots=True)
class Board:
    """One company's board at one vendor; `slug` is what a scrape names as its target."""

    vendor: str
    slug: str
    company: str
    rows: list[Row]


class Source(Protocol):
    """Where boards come from."""

    def boards(self) -> list[Board]:
        """The boards, each with its rows."""
        ...

    def arguments(self) -> dict[str, object]:
        """This source as JSON, for the process that serves it."""
        ...


class UnusableFileError(ValueError):
    """A file given as a source cannot be used; the message says which, where and why."""


def with_unlisted(board: Board, count: int) -> Board:
    """An Ashby board with some postings more that it withholds, as real ones have; other boards as they are."""
    if board.vendor == "ashby":
        for number in range(count):
            unlisted = Row(f"{UNLISTED_PREFIX}{board.slug}-{number}", f"Confidential Search {number}", listed=False)
            board.rows.insert(len(board.rows) * number // max(1, count), unlisted)
    return board


@dataclass(frozen=True, slots=True)
class CsvFiles:
    """Boards from two files of real postings.

    Attributes:
        csv: with the columns company, platform, jobId, title, department, locations (joined by `;`), isRemote,
            employmentType, applyUrl, postedAt.
        companies: a JSON list of `{"name", "platform", "slug"}`, at Workday `{"name", "platform", "workday": {"tenant",
            "shard", "site"}}`; companies of other vendors than ours are passed over, and one without postings has no
            board.
        unlisted: how many unlisted postings every Ashby board gets in addition.
    """

    csv: Path
    companies: Path
    unlisted: int = 3

    def arguments(self) -> dict[str, object]:
        """This source as JSON."""
        return {
            "kind": "csv",
            "csv": str(self.csv.resolve()),
            "companies": str(self.companies.resolve()),
            "unlisted": self.unlisted,
        }

    def boards(self) -> list[Board]:
        """The boards of those companies whose vendor has a stand-in.

        Raises:
            UnusableFileError: a file is missing, or of another shape.
        """
        boards: dict[tuple[str, str], Board] = {}
        for company in self._companies():
            vendor, name = company["platform"], company["name"]
            if vendor in VENDORS:
                boards[vendor, name] = Board(vendor, _slug(company), name, [])
        for line in self._lines():
            board = boards.get((line["platform"], line["company"]))
            if board is not None:
                board.rows.append(_row(line))
        return [with_unlisted(board, self.unlisted) for board in boards.values() if board.rows]

    def _companies(self) -> list[dict[str, Any]]:
        try:
            companies = json.loads(self.companies.read_text())
        except (OSError, ValueError) as error:
            raise UnusableFileError(f"{self.companies} cannot be read as a JSON list of companies: {error}") from error
        if not isinstance(companies, list):
            raise UnusableFileError(f'{self.companies} must hold a list of {{"name", "platform", "slug"}}')
        for number, company in enumerate(companies, start=1):
            if not isinstance(company, dict) or not {"name", "platform"} <= company.keys():
                raise UnusableFileError(f"{self.companies}, entry {number}: name or platform is missing")
            if company["platform"] in VENDORS and not _slug(company):
                what = "workday object, with tenant, shard and site," if company["platform"] == "workday" else "slug"
                raise UnusableFileError(f"{self.companies}, entry {number} ({company['name']}): its {what} is missing")
        return companies

    def _lines(self) -> Iterator[dict[str, str]]:
        needed = {"company", "platform", "jobId", "title", "department", "locations", "isRemote", "employmentType"}
        needed |= {"applyUrl", "postedAt"}
        try:
            with self.csv.open(newline="", encoding="utf-8") as file:
                lines = csv.DictReader(file)
                missing = needed - set(lines.fieldnames or ())
                if missing:
                    raise UnusableFileError(f"{self.csv} lacks the columns {', '.join(sorted(missing))}")
                yield from lines
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise UnusableFileError(f"{self.csv} cannot be read as CSV: {error}") from error


def _slug(company: dict[str, Any]) -> str:
    """What a scrape names as the company's board; empty where the entry does not tell."""
    if company["platform"] != "workday":
        return company.get("slug") or ""
    board = company.get("workday")
    parts = [board.get(part) for part in ("tenant", "shard", "site")] if isinstance(board, dict) else []
    return "{}.{}/{}".format(*parts) if parts and all(parts) else ""


def _row(line: dict[str, str]) -> Row:
    places = tuple(place.strip() for place in line["locations"].split(";") if place.strip())
    return Row(
        vendor_id=line["jobId"] or None,
        title=line["title"] or None,
        places=(", ".join(places),) if places and line["platform"] in _ONE_PLACE else places,
        department=line["department"] or None,
        is_remote={"true": True, "false": False}.get(line["isRemote"]),
        employment_type=line["employmentType"] or None,
        url=line["applyUrl"] or None,
        posted_at=line["postedAt"] or None,
    )
