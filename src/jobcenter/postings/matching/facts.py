"""What matching knows of a posting, and what it says of two."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, Final, NamedTuple

from jobcenter.kit.folding import fold
from jobcenter.postings.matching.canonical import (
    canonical_url,
    is_of_a_system,
    names_one_posting,
    own_key,
    vacancy_keys,
)

BOARDS: Final = frozenset(
    {"indeed", "linkedin", "glassdoor", "zip_recruiter", "google", "bayt", "naukri", "bdjobs", "hellowork"}
)
_FOR_EVER: Final = datetime.max.replace(tzinfo=UTC)


class Place(NamedTuple):
    """A place as it is compared; empty where a part is not known."""

    city: str
    region: str
    country: str
    words: str


@dataclass(frozen=True)
class Facts:
    """One posting as matching sees it; what follows from it is found once, since it is compared many times.

    `locations` are the normaliser's: `{"city", "region", "country", "words"}`. `text` is the advert without HTML, empty
    where the source shows none. `closed_at` is None while the posting stands at its source.
    """

    id: uuid.UUID
    site: str
    target: str
    vendor_id: str
    employer_key: str | None
    title_key: str
    title: str
    locations: tuple[Mapping[str, Any], ...]
    work_mode: str | None
    requisition: str | None
    urls: tuple[str, ...]
    text: str
    first_seen: datetime
    last_seen: datetime
    closed_at: datetime | None

    @property
    def is_of_a_board(self) -> bool:
        """Whether the source shows copies of many employers' adverts."""
        return self.site in BOARDS

    @cached_property
    def keys(self) -> frozenset[str]:
        """The ids under which hiring systems and boards know the posting."""
        own = own_key(self.site, self.target, self.vendor_id)
        found = frozenset[str]().union(*(vacancy_keys(url) for url in self.urls))
        return found | {own} if own else found

    @cached_property
    def system_keys(self) -> frozenset[str]:
        """Those of `keys` that are the employer's."""
        return frozenset(key for key in self.keys if is_of_a_system(key))

    @cached_property
    def place_words(self) -> frozenset[str]:
        """All words of its places, folded: in a title they say nothing new."""
        said = " ".join(str(value) for place in self.locations for value in place.values() if value)
        found = set(fold(said).split())
        return frozenset(found | ({"nyc"} if "york" in found else set()) | ({"sf"} if "francisco" in found else set()))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Its places as they are compared."""
        return tuple(Place(*(one.get(name) or "" for name in Place._fields)) for one in self.locations)

    @cached_property
    def number(self) -> str:
        """The requisition's letters and digits; empty where there is none, or none that tells: "1", "n/a"."""
        bare = re.sub(r"[^a-z0-9]", "", (self.requisition or "").casefold())
        return bare if sum(letter.isdigit() for letter in bare) >= 2 else ""  # noqa: PLR2004

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Canonical addresses that can be this posting's alone."""
        canonical = (canonical_url(url) for url in self.urls)
        return frozenset(one for one in canonical if one and names_one_posting(one))

    def until(self) -> datetime:
        """When it was last there; without end while it stands.

        A board is searched, never read whole: what it no longer shows is gone, or was not asked for.
        """
        return self.last_seen if self.closed_at or self.is_of_a_board else _FOR_EVER


@dataclass(frozen=True, slots=True)
class Verdict:
    """What matching says of two postings.

    Attributes:
        same: they are the same vacancy.
        never: something says for certain that they are not; no third posting can make them one.
        score: 0 to 1, how much speaks for it; `same` needs a border to be passed, and nothing against it.
        evidence: by fact what agreed, what did not, what was not known; plain values that JSON can hold.
    """

    same: bool
    never: bool
    score: float
    evidence: dict[str, Any] = field(default_factory=dict)


def live_together(a: Facts, b: Facts) -> bool:
    """Whether both stood at their sources at one time."""
    return a.first_seen <= b.until() and b.first_seen <= a.until()


def gap(a: Facts, b: Facts) -> timedelta:
    """The time between the end of one and the beginning of the other; zero where they overlap."""
    if live_together(a, b):
        return timedelta()
    return max(a.first_seen, b.first_seen) - min(a.until(), b.until())
