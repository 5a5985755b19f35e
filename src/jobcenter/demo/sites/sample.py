"""A sample of boards and postings that Job Center makes up itself: the same seed gives the same sample."""

import random
import uuid
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from jobcenter.demo.sites.rows import VENDORS, Board, Row, with_unlisted

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
}
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
_SIZES: Final = (240, 7, 130, 350, 24, 620)
_EPOCH: Final = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
DESCRIPTION_CHARACTERS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Sample:
    """Made-up boards, spread over the vendors in turn.

    Attributes:
        count: how many boards.
        postings: how many postings each has; None: from a handful to some hundreds.
        seed: another seed, another sample.
        unlisted: how many unlisted postings every Ashby board gets in addition.
        vendors: which vendors take part.
    """

    count: int = 6
    postings: int | None = None
    seed: int = 1
    unlisted: int = 3
    vendors: tuple[str, ...] = VENDORS

    def arguments(self) -> dict[str, object]:
        """This source as JSON."""
        return {
            "kind": "sample",
            "count": self.count,
            "postings": self.postings,
            "seed": self.seed,
            "unlisted": self.unlisted,
            "vendors": list(self.vendors),
        }

    def boards(self) -> list[Board]:
        """The boards, made anew."""
        return [with_unlisted(self._board(number), self.unlisted) for number in range(self.count)]

    def _board(self, number: int) -> Board:
        vendor = self.vendors[number % len(self.vendors)]
        name = f"{_FIRST[number % len(_FIRST)]} {_SECOND[number // len(_FIRST) % len(_SECOND)]}"
        round_ = number // (len(_FIRST) * len(_SECOND))
        if round_:
            name += f" {round_ + 1}"
        slug = name.lower().replace(" ", "-")
        dice = random.Random(f"{self.seed}/{slug}")  # noqa: S311 - a sample, no secret
        size = _SIZES[number % len(_SIZES)] if self.postings is None else self.postings
        return Board(vendor, slug, name, [_row(vendor, slug, serial, dice) for serial in range(size)])


def _row(vendor: str, slug: str, serial: int, dice: random.Random) -> Row:
    role, department = dice.choice(_ROLES)
    where = dice.sample(_PLACES, dice.choice((1, 1, 1, 2, 3)))
    if vendor == "greenhouse":
        vendor_id = str(4_000_000_000 + zlib.crc32(slug.encode()) % 900_000 * 1_000 + serial)
    else:
        vendor_id = str(uuid.UUID(int=dice.getrandbits(128), version=4))
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
        salary=(low, low + dice.randrange(5, 60) * 1_000, where[0][1]) if dice.random() < 1 / 3 else None,
    )


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
