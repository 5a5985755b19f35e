"""Places and employers side by side: the same, covering one another, unknown, or others."""

import re
from enum import IntEnum
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from jobcenter.kit.folding import fold
from jobcenter.postings.matching.facts import Facts, Place


class Places(IntEnum):
    """What two postings' places say, the weaker first."""

    OTHER = 0
    UNKNOWN = 1
    COVERS = 2
    SHARED = 3
    SAME = 4


class Employers(IntEnum):
    """What two employers' names say, the weaker first."""

    OTHER = 0
    UNKNOWN = 1
    PART = 2
    SAME = 3


_REGION_CODE: Final = re.compile(r"[A-Z0-9]{2,3}")
_NO_PLACE_TABLE: Final = """
    remote hybrid onsite on site office offices hq headquarters headquarter area greater metro metropolitan
    region city campus home anywhere worldwide global multiple locations location various flexible the of and
    or in near based wfh homeoffice work from telework zip code plant branch
"""
_NO_PLACE: Final = frozenset(_NO_PLACE_TABLE.split())
_PARTS_OF_COUNTRIES: Final = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "midwest",
        "central",
        "coast",
    }
)
_NEARLY: Final = 92
_SHORTEST_SLUG, _SHORTEST_NAME = 3, 4
_SHORTEST_WORD: Final = 3  # two letters are a country or a state, and which of them is open
# What stands behind a name and is not part of it.
_SUFFIXES: Final = re.compile(
    r"(?:careers?|jobs|hiring|recruiting|recruitment|group|gruppe|groupe|holdings?|international|global|deutschland"
    r"|germany|usa|france|canada|europe|emea|official)$"
)


def compare_places(a: Facts, b: Facts) -> Places:
    """What the places of two postings say; several places agree where any two do, and are the same where each does."""
    is_told = not a.is_of_a_board and not b.is_of_a_board  # boards guess it from the words of an advert
    if is_told and {a.work_mode, b.work_mode} in ({"remote", "onsite"}, {"remote", "hybrid"}):
        return Places.OTHER
    if not a.places or not b.places:
        return Places.UNKNOWN
    best = [max(_of_two(one, other) for other in b.places) for one in a.places]
    if max(best) is Places.SAME:
        back = [max(_of_two(one, other) for one in a.places) for other in b.places]
        return Places.SAME if min(*best, *back) is Places.SAME else Places.SHARED
    return max(best)


@lru_cache(maxsize=16_384)  # the same few places are compared again and again
def _of_two(a: Place, b: Place) -> Places:
    if _differ(a.country, b.country) or _differ_by_code(a.region, b.region) or _are_other_cities(a.city, b.city):
        return Places.OTHER
    if a.city and b.city:
        return Places.SAME
    if a.country and b.country:
        parts = [_words_of(one) & _PARTS_OF_COUNTRIES for one in (a, b) if not one.city]
        if len(parts) == len((a, b)) and parts[0] != parts[1]:
            return Places.COVERS if not all(parts) else Places.OTHER
        is_same = (a.city, a.region) == (b.city, b.region)
        return Places.SAME if is_same else Places.COVERS
    return _of_words(a, b)


def _of_words(a: Place, b: Place) -> Places:
    """Two places of which one's country is unknown: by what the vendors wrote."""
    words_a, words_b = _words_of(a), _words_of(b)
    if not words_a or not words_b:
        return Places.UNKNOWN
    if not words_a & words_b:
        return Places.OTHER
    cities = [frozenset(fold(one.city).split()) for one in (a, b) if one.city]
    is_same = words_a == words_b or any(city and city <= words_a & words_b for city in cities)
    return Places.SAME if is_same else Places.COVERS


def _differ(one: str, other: str) -> bool:
    """Whether both are known, and are two names."""
    return bool(one and other) and fold(one) != fold(other)


def _differ_by_code(one: str, other: str) -> bool:
    """The same of two regions; only by their codes, for their names vary."""
    return _differ(one, other) and bool(_REGION_CODE.fullmatch(one) and _REGION_CODE.fullmatch(other))


def _are_other_cities(one: str, other: str) -> bool:
    """The same of two cities; not where one's name holds the other's words ("New York", "New York City")."""
    a, b = fold(one).split(), fold(other).split()
    return _differ(one, other) and a[: len(b)] != b and b[: len(a)] != a


def _words_of(place: Place) -> frozenset[str]:
    said = fold(f"{place.words} {place.city}").split()
    return frozenset(word for word in said if word not in _NO_PLACE and len(word) >= _SHORTEST_WORD)


def compare_employers(a: Facts, b: Facts) -> Employers:
    """What the names of two employers say; a board's address (`acmefoods`) stands for the name it is made of."""
    if not a.employer_key or not b.employer_key:
        return Employers.UNKNOWN
    return _names(a.employer_key, b.employer_key, is_slug=_is_slug(a) or _is_slug(b))


def _is_slug(facts: Facts) -> bool:
    """Whether the name is but the address of the employer's board."""
    return not facts.is_of_a_board and _slug(facts.target) == facts.employer_key


@lru_cache(maxsize=4_096)
def _slug(target: str) -> str:
    return _squeezed(re.split(r"[./]", target, maxsplit=1)[0])


@lru_cache(maxsize=4_096)
def _names(one: str, other: str, *, is_slug: bool) -> Employers:
    a, b = _bare(one), _bare(other)
    if a == b:
        return Employers.SAME
    short, long = sorted((a, b), key=len)
    if len(short) >= (_SHORTEST_SLUG if is_slug else _SHORTEST_NAME) and long.startswith(short):
        return Employers.PART
    is_near = fuzz.ratio(a, b) >= _NEARLY and re.findall(r"\d+", a) == re.findall(r"\d+", b)
    return Employers.PART if is_near else Employers.OTHER


@lru_cache(maxsize=4_096)
def _bare(name: str) -> str:
    """A key without what stands behind a name and is not part of it."""
    bare = _squeezed(name)
    while (shorter := _SUFFIXES.sub("", bare)) != bare and len(shorter) >= _SHORTEST_NAME:
        bare = shorter
    return bare


def _squeezed(name: str) -> str:
    return fold(name).replace(" ", "")


def employer_names(a: Facts, b: Facts) -> frozenset[str]:
    """The employers' keys: where a title holds one, it says nothing new."""
    return frozenset(_bare(one.employer_key) for one in (a, b) if one.employer_key)
