"""The place that a person asks for, as postings have theirs: "München", "Munich" and "munich germany" are one."""

from typing import Final

from jobcenter.kit.folding import fold
from jobcenter.postings.normal.cities import CITIES
from jobcenter.postings.normal.countries import COUNTRIES
from jobcenter.postings.normal.place_words import is_known
from jobcenter.postings.normal.places import locations
from jobcenter.postings.normal.regions import REGION_CODES, REGIONS

_LONGEST_TAIL: Final = 4  # words of a region's or a country's name: "united arab emirates", "newfoundland and labrador"
_LONGEST_CODE: Final = 3


def place_asked(words: str) -> dict[str, str] | None:
    """The one known place that these words name: its `city`, `region` and `country`, those that a posting there has.

    None where they name no place that is known, several, one that could be in two countries, or something beside it
    ("Remote, Germany"): then nothing but the words themselves can be looked for. A region is left out where it says
    nothing: postings in Munich are not all told to be in Bavaria.
    """
    for said in _spellings(words):
        named = locations((said,))
        if len(named) != 1 or not _is_all_of_it(said, named[0]["city"]):
            continue
        city, region, country = (named[0][part] for part in ("city", "region", "country"))
        if country is None or (city is None and region is None and fold(said) not in COUNTRIES):
            continue  # "Washington" is in the US, but which of them?
        if city is not None and not _tells_apart(city, region, country):
            region = None
        told = {"city": city, "region": region, "country": country}
        return {part: name for part, name in told.items() if name is not None}
    return None


def _spellings(words: str) -> list[str]:
    """The words as they are, and with what people leave out: the comma in "munich germany", capitals in "uk"."""
    said = words.split()
    if "," in words:
        return [words]
    if len(words) <= _LONGEST_CODE:
        return [words, words.upper()]
    tails = ((" ".join(said[:-length]), " ".join(said[-length:])) for length in range(_LONGEST_TAIL, 0, -1))
    known = (f"{head}, {tail}" for head, tail in tails if head and (fold(tail) in COUNTRIES or fold(tail) in REGIONS))
    return [words, *known]


def _is_all_of_it(said: str, city: str | None) -> bool:
    parts = [part.strip() for part in said.split(",")]
    return all(is_known(part) or (city is not None and fold(part) == fold(city)) for part in parts)


def _tells_apart(city: str, region: str | None, country: str) -> bool:
    """Whether the region tells this city from others of its name: Portland in Oregon, but not Munich in Bavaria."""
    if region is None or (country, region) not in REGION_CODES.get(region, []):
        return False
    known = [where for name, place, where in CITIES.get(fold(city), []) if place == country and name == city]
    return known != [region]
