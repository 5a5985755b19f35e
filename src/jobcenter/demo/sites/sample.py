"""A sample of boards and postings that Job Center makes up itself: the same seed gives the same sample."""

import random
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zlib import crc32

from jobcenter.demo.sites.rows import FIRST_VENDORS, OTHER_SOURCES, SEARCHED, VENDORS, Board, Row, with_unlisted

_FIRST: Final = ("Amber", "Birch", "Copper", "Delta", "Ember", "Fern", "Granite", "Harbor", "Indigo", "Juniper")
_SECOND: Final = ("Analytics", "Logistics", "Robotics", "Health", "Foods", "Energy", "Mobility", "Payments", "Studios")
_LEVELS: Final = ("", "Junior ", "Senior ", "Staff ", "Lead ", "Principal ")
_ROLES: Final = (
    ("Software Engineer", "Engineering"),
    ("Data Engineer", "Data & Insights"),
    ("Site Reliability Engineer", "Engineering"),
    ("Product Manager, Search & Discovery", "Product"),
    ("Account Executive (Enterprise)", "Sales"),
    ("Customer Success Manager", "Customer Success"),
    ("Product Designer", "Design"),
    ("Financial Analyst", "Finance"),
    ("Recruiter / Technical", "People"),
    ("Technicien·ne de maintenance", "Operations"),
    ("Nurse Coordinator", "Clinical"),
    ("Warehouse Supervisor", "Operations"),
)
_PLACES: Final = (
    ("Berlin, Germany", "EUR"),
    ("Zürich, Switzerland", "CHF"),
    ("Paris, France", "EUR"),
    ("London, United Kingdom", "GBP"),
    ("Austin, TX", "USD"),
    ("New York, NY", "USD"),
    ("Toronto, Canada", "CAD"),
    ("São Paulo, Brazil", "BRL"),
    ("東京, Japan", "JPY"),
    ("Remote (EU)", "EUR"),
    ("Remote - United States", "USD"),
)
_EMPLOYMENT: Final = {
    "greenhouse": ("Full-time", "Part-time", "Contract"),
    "lever": ("Full-time", "Part-time", "Contract"),
    "ashby": ("FullTime", "PartTime", "Contract"),
    "smartrecruiters": ("Full-time", "Part-time", "Contract"),
    "workday": ("Full time", "Part time"),
    "workable": ("Full-time", "Part-time", "Contract"),
    "recruitee": ("fulltime_permanent", "fulltime_fixed_term", "parttime_permanent", "internship"),
    "personio": ("permanent", "intern", "trainee", "freelance"),
    "bamboohr": ("Full-Time", "Part-Time", "Independent Contractor"),
    "teamtailor": (None,),
    "careers": ("FULL_TIME", "PART_TIME", "CONTRACTOR"),
    "indeed": ("Full-time", "Part-time", "Contract"),
    "bdjobs": ("Full-time", "Part-time", "Contract"),
}
_NUMBERED: Final = {
    "greenhouse": 4_000_000_000,
    "smartrecruiters": 744_000_000_000_000,
    "recruitee": 2_000_000,
    "personio": 1_000_000,
}
"""Vendors whose ids are numbers of one sequence for all their boards, and where ours begins."""

_SILENT_ON_PAY: Final = frozenset({"smartrecruiters", "workday", "workable", "bamboohr", "teamtailor"})
_OF_ONE_PLACE: Final = frozenset({"smartrecruiters", "bamboohr", *SEARCHED})
_OTHER_SIZES: Final = (45, 8)
_SENTENCES: Final = (
    "You will work with people who care about the details and say so kindly.",
    "We ship small changes every day & measure what they do.",
    "Your first month is for learning how our customers work.",
    "The team is spread over three time zones and meets twice a year.",
    "You write clearly, in code and in prose, and ask when something is unclear.",
    "Experience with large amounts of data is welcome; curiosity is needed.",
    "You own what you build, from the first sketch to its years in use.",
    "We pay fairly: salary < market would be a fault of ours, tell us.",
    "Part of the work is on site, with travel of at most ten days a year.",
    "Your colleagues are engineers, nurses, drivers and a former baker.",
)
_NAMES: Final = len(_FIRST) * len(_SECOND)
_SIZES: Final = (240, 7, 130, 350, 24, 620)
_EPOCH: Final = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
DESCRIPTION_CHARACTERS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Sample:
    """Made-up boards, spread over some vendors in turn, and boards of the other vendors beside them.

    Attributes:
        count: how many boards.
        postings: how many postings each has; None: from a handful to some hundreds.
        seed: another seed, another sample.
        unlisted: how many unlisted postings every Ashby board gets in addition.
        vendors: which vendors take turns.
        others: how many boards each of the other vendors has in addition; the first ones stay as they are.
        beyond: whether a company's own careers pages and job boards are served too.
    """

    count: int = 6
    postings: int | None = None
    seed: int = 1
    unlisted: int = 3
    vendors: tuple[str, ...] = FIRST_VENDORS
    others: int = 0
    beyond: bool = False

    def arguments(self) -> dict[str, object]:
        """This source as JSON."""
        return {
            "kind": "sample",
            "count": self.count,
            "postings": self.postings,
            "seed": self.seed,
            "unlisted": self.unlisted,
            "vendors": list(self.vendors),
            "others": self.others,
            "beyond": self.beyond,
        }

    def boards(self) -> list[Board]:
        """The boards, made anew."""
        in_turn = [
            self._board(self.vendors[number % len(self.vendors)], number, _SIZES[number % len(_SIZES)])
            for number in range(self.count)
        ]
        others = [
            self._board(vendor, crc32(vendor.encode()) % _NAMES + number, _OTHER_SIZES[number % len(_OTHER_SIZES)])
            for vendor in VENDORS
            if vendor not in self.vendors
            for number in range(self.others)
        ]
        sources = [source for source in OTHER_SOURCES if self.beyond and source not in self.vendors]
        beyond = [self._board(source, number, _OTHER_SIZES[0]) for number, source in enumerate(sources)]
        return [with_unlisted(board, self.unlisted) for board in (*in_turn, *others, *beyond)]

    def _board(self, vendor: str, number: int, size: int) -> Board:
        name = f"{_FIRST[number % len(_FIRST)]} {_SECOND[number // len(_FIRST) % len(_SECOND)]}"
        round_ = number // _NAMES
        if round_:
            name += f" {round_ + 1}"
        slug = "search" if vendor in SEARCHED else name.lower().replace(" ", "-")
        if vendor == "careers":
            slug += ".example"
        if vendor == "workday":
            slug += f".wd{1 + number % 5}/Careers"
        dice = random.Random(f"{self.seed}/{slug}")  # noqa: S311 - a sample, no secret
        size = size if self.postings is None else self.postings
        return Board(vendor, slug, name, [_row(vendor, slug, serial, dice) for serial in range(size)])


def _row(vendor: str, slug: str, serial: int, dice: random.Random) -> Row:
    role, department = dice.choice(_ROLES)
    where = dice.sample(_PLACES, dice.choice((1, 1, 1, 2, 3)))
    if vendor in _OF_ONE_PLACE:
        where = where[:1]
    vendor_id = _vendor_id(vendor, slug, serial, dice, words=(where[0][0], role))
    low = dice.randrange(40, 160) * 1_000
    return Row(
        vendor_id=vendor_id,
        title=dice.choice(_LEVELS) + role,
        places=tuple(place for place, _ in where),
        department=department,
        is_remote=True if any(place.startswith("Remote") for place, _ in where) else None,
        employment_type=dice.choice(_EMPLOYMENT[vendor]),
        url=f"https://jobs.example.com/{slug}/{vendor_id}",
        posted_at=(_EPOCH + timedelta(minutes=dice.randrange(300_000))).isoformat(),
        requisition=f"R-{serial:05d}",
        salary=(low, low + dice.randrange(5, 60) * 1_000, where[0][1])
        if dice.random() < 1 / 3 and vendor not in _SILENT_ON_PAY
        else None,
    )


def _vendor_id(vendor: str, slug: str, serial: int, dice: random.Random, words: tuple[str, str]) -> str:
    """An id as the vendor's are; `words` are those that stand in it where it is a path."""
    if vendor in _NUMBERED:
        return str(_NUMBERED[vendor] + crc32(slug.encode()) % 900_000 * 1_000 + serial)
    if vendor == "bamboohr":
        return str(serial + 1)  # every company counts for itself
    if vendor == "workable":
        return f"{dice.getrandbits(40):010X}"
    if vendor == "workday":
        place, title = (re.sub(r"[^A-Za-z0-9]", "-", word) for word in words)
        return f"/job/{place}/{title}_R-{serial:05d}"
    return str(uuid.UUID(int=dice.getrandbits(128), version=4))


def description(vendor_id: str | None, characters: int = DESCRIPTION_CHARACTERS) -> list[str]:
    """A made-up advert as sentences, the same for the same id; together about `characters` long."""
    dice = random.Random(vendor_id)  # noqa: S311 - a sample, no secret
    sentences: list[str] = []
    length = 0
    while length < characters:
        sentence = dice.choice(_SENTENCES)
        sentences.append(sentence)
        length += len(sentence) + 10  # with its tags
    return sentences
