"""Taking a text of places apart: its tokens, and what each of them may mean."""

# ruff: noqa: RUF001 - letters of other scripts, and dashes, are what is looked for

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from jobcenter.kit.folding import fold
from jobcenter.postings.normal.cities import CITIES, MEANT, SHORT
from jobcenter.postings.normal.countries import COMMON, COUNTRIES, COUNTRY_CODES, WIDER
from jobcenter.postings.normal.regions import REGION_CODES, REGIONS

LONGEST: Final = 400  # characters of a text of places that are looked at
MOST_TOKENS: Final = 48

MODES: Final = re.compile(
    r"(?i)(?<![^\W_])(?:(?:100 ?%|fully|full|or|and)[ -])?(?:remote(?:ly)?|hybrid|hyrbid|virtual|on-?site|"
    r"in-?office|in-?person|"
    r"anywhere|home[ -]?office|work(?:ing)? from home|wfh|telecommute|distributed|t[eé]l[eé]travail|teletrabajo|"
    r"remoto|trabajo remoto|offsite ?/ ?home|fernarbeit)(?![^\W_])"
    r"(?:[- ](?:friendly|first|only|eligible|optional|possible|national|based))*(?: (?:in|from|within|"
    r"across)\b)?(?: the\b)?"
)
_NOISE: Final = re.compile(
    r"(?i)^(?:\d+\s+(?:locations?|standorte|offices?|ubicaciones|lieux|sedi)|multiple(?: locations?| cities)?|"
    r"various(?: locations?)?|"
    r"(?:all|select|any|several|other|our|many)? ?(?:locations?|offices?|cities|sites|states)|n ?/ ?a|na|tbd|"
    r"tba|none|null|unknown|"
    r"location|update location|nationwide|national|bundesweit|tier \d+|dnu|hq|headquarters?|office|only|other|"
    r"travel[- ]required|flexible|-)$"
)
_AROUND: Final = re.compile(
    r"(?i)^(?:greater|downtown|central|metro|city of|ville de|landeshauptstadt|raum|großraum|région de)\s+|"
    r"\s+(?:office|offices|hq|headquarters|warehouse|area|bay area|metro|metropolitan area|metro area|"
    r"metropolitan|region|campus|"
    r"hub|only|city area|and surroundings|und umgebung)$"
)
_UNLIKE_A_PLACE: Final = re.compile(r"[\d@#*%$€£<>{}=+_?!\"\\|~^]|\b(?:l\.?l\.?c|inc|gmbh|ltd)\b|:", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_KOREA: Final = re.compile(r"(?i)\bkorea,\s*(?:republic of|south|rep\.? of)\b")
_SPACED_DASH: Final = re.compile(r"\s+[-–—‒−]+\s+|\s+[-–—]+(?=\S)|(?<=\S)[-–—]+\s+|\s*[→»>]\s*")
_SHORTENED: Final = re.compile(r"(?i)^(st|ft|mt)\.? (?=\w)")
_WHOLE: Final = {"st": "Saint ", "ft": "Fort ", "mt": "Mount "}
_LONGEST_NAME: Final = 45
_MOST_WORDS: Final = 6
_NAMES: Final = frozenset({"US", "USA", "UK", "UAE", "KSA", "PRC"})  # read as names, not as codes
_OTHER_WORDS: Final = frozenset(
    {"OR", "IN", "ME", "HI", "OK", "IT", "AI", "AM", "PM", "NO", "AT", "BE", "IS", "TO", "SO"}
)

Kind = Literal["C", "R", "N", "W"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a token may be: a city, a region, a country (N), or the name of some region (W)."""

    kind: Kind
    city: str | None = None
    region: str | None = None
    country: str | None = None
    weight: float = 0.0
    alone: float = 0.0
    """What it weighs when nothing stands beside it."""
    behind: float | None = None
    """What it weighs behind a country or a region, where that differs."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or some between two separators, and what it may mean; a mode's words ("Remote") are gone from it."""

    words: str
    readings: tuple[Reading, ...]
    starts: bool = False
    """Nothing before it belongs to the same place: "Toronto, US-Remote" are two."""
    ends: bool = False


# Cities that bear the name of a region elsewhere, and weigh against it as much as it does.
_CITIES_TOO: Final = {
    "washington": Reading("C", "Washington", "DC", "US", weight=2.0, alone=2.0),
    "ontario": Reading("C", "Ontario", "CA", "US", weight=1.8),
}


def tokens_of(piece: str) -> list[Token]:
    """The tokens of one piece of a text, those that say nothing of a place left out."""
    text = _KOREA.sub("South Korea", piece.replace("_", " ")[:LONGEST])
    remote = _is_remote_in_one(text)
    text = _without_brackets(text)
    found: list[Token] = []
    for part in re.split(r"[,，、]", text):
        for words in _SPACED_DASH.split(part):
            found.extend(_tokens_in(words.strip(), remote=remote))
    return found[:MOST_TOKENS]


def _is_remote_in_one(text: str) -> bool:
    """Whether the words are of remote work in one place: then "New York" is the state rather than the city."""
    rest = MODES.sub(" , ", text)
    if rest == text:
        return False
    parts = (fold(part) for part in re.split(r"[,()]|\s[-–—]\s", rest))
    return len({part for part in parts if part and part not in COUNTRIES}) == 1


def _without_brackets(text: str) -> str:
    """The text without what stands in brackets; but the brackets' words where nothing else names a place."""
    outside = _BRACKETS.sub(" ", text)
    if outside == text:
        return text
    if fold(MODES.sub(" ", outside)) and fold(outside) not in {"us", "usa"}:
        return outside
    return _BRACKETS.sub(r" , \1 ", text)


def _tokens_in(words: str, *, remote: bool) -> list[Token]:
    if not words or _NOISE.match(words):
        return []
    mode = MODES.search(words)
    if mode:
        return _tokens_beside(mode, words, remote=remote)
    readings = _readings(words, remote=remote)
    known = _is_known(readings)
    parts = words.split(":") if ":" in words else [] if known else _apart(words)
    if parts:
        return [token for part in parts for token in _tokens_in(part.strip(), remote=remote)]
    return [] if not known and fold(words) in WIDER else [Token(words, readings)]


def _tokens_beside(mode: re.Match[str], words: str, *, remote: bool) -> list[Token]:
    """The tokens of words such as "Remote Canada" and "US-Remote", which are a place of their own."""
    found = _tokens_in(MODES.sub(" ", words).strip(" -–—:/.,"), remote=remote)
    if found:
        is_country = any(reading.kind == "N" for reading in found[0].readings)
        found[0] = replace(found[0], starts=is_country or mode.start() == 0)
        found[-1] = replace(found[-1], ends=mode.start() > 0)
    return found


def _is_known(readings: tuple[Reading, ...]) -> bool:
    return any(reading.country for reading in readings)


def is_known(words: str) -> bool:
    """Whether the words are those of a country, a region or a city that is known."""
    return _is_known(_readings(words, remote=False))


def _apart(words: str) -> list[str]:
    """Several words without a separator between them, as in "Seattle WA", "US-Oregon-Hillsboro", "NYC-Soho"."""
    if "-" in words:
        first, rest = words.split("-", 1)
        first, rest = first.strip(), rest.strip()
        short = first.isupper() and (is_known(first) or is_known(rest))
        if first and rest and (short or fold(first) in COUNTRIES or fold(first) in REGIONS):
            return [first, rest]
    last = words.rsplit(None, 1)
    if len(last) == 2:  # noqa: PLR2004 - a head and a tail
        head, tail = last
        if _is_code(tail) and tail not in _OTHER_WORDS and (tail in _NAMES or tail in REGION_CODES or is_known(head)):
            return [head, tail]
    first_and_rest = words.split(None, 1)
    if len(first_and_rest) == 2:  # noqa: PLR2004
        head, tail = first_and_rest
        if _is_code(head) and head not in _OTHER_WORDS and (is_known(tail) or is_known(tail.split()[0])):
            return [head, tail]
    return []


def _is_code(word: str) -> bool:
    return word.isascii() and word.isupper() and (word in _NAMES or word in REGION_CODES or word in COUNTRY_CODES)


def _readings(words: str, *, remote: bool) -> tuple[Reading, ...]:
    key = fold(words)
    key = f"saint {key[3:]}" if key.startswith("st ") else f"fort {key[3:]}" if key.startswith("ft ") else key
    found: list[Reading] = []
    cities = CITIES.get(key)
    if cities is None:
        trimmed = _AROUND.sub("", words.strip())
        if trimmed != words and (shorter := fold(trimmed)):
            cities = CITIES.get(shorter)
    if cities is None and words in SHORT:
        cities = [SHORT[words]]
    for city, country, region in cities or ():
        meant = MEANT.get(key)
        alone = 3.0 if meant is None or meant == country else 2.0
        found.append(Reading("C", city, region, country, weight=3.0, alone=alone))
    if key in _CITIES_TOO:
        found.append(_CITIES_TOO[key])
    found.extend(_region_readings(words, key, remote=remote))
    found.extend(_country_readings(words, key))
    free = _free(words, cities=cities, known=len(found) > len(cities or ()))
    return (*found, *free)


def _region_readings(words: str, key: str, *, remote: bool) -> list[Reading]:
    found = []
    bonus = 1.5 if remote else 0.0
    for country, region in REGIONS.get(key, ()):
        found.append(Reading("R", region=region, country=country, weight=2.0 + bonus, alone=2.0 + bonus))
    if words.isascii() and words.isupper():
        for country, region in REGION_CODES.get(words.replace(".", ""), ()):
            # "DE" and "IN" behind an unknown city mean a country as often as they mean Delaware and Indiana.
            near = country in {"US", "CA"} and words not in {"DE", "IN"}
            weight = 2.2 if near else 2.0 if country == "US" else 0.4
            alone = 0.6 if country in {"US", "CA"} else 0.2
            found.append(Reading("R", region=region, country=country, weight=weight, alone=alone))
    return found


def _country_readings(words: str, key: str) -> list[Reading]:
    by_name = COUNTRIES.get(key)
    if by_name is not None and (len(key) > 2 or words.replace(".", "").isupper() or "us" in key):  # noqa: PLR2004
        if len(key) == 2 and words.islower():  # noqa: PLR2004 - "us" may be the pronoun
            return [Reading("N", country=by_name, weight=2.0, alone=0.6)]
        return [Reading("N", country=by_name, weight=2.0, alone=2.0)]
    code = words.replace(".", "")
    if code.isascii() and code.isupper() and (country := COUNTRY_CODES.get(code)):
        common = country in COMMON or len(code) == 3  # noqa: PLR2004 - three letters are seldom anything else
        return [Reading("N", country=country, weight=2.0 if common else 0.4, alone=0.6 if common else 0.2)]
    return []


def _free(words: str, *, cities: list[tuple[str, str, str | None]] | None, known: bool) -> list[Reading]:
    """The readings of a name that nothing is known of, or that stands for a smaller place of the same name."""
    if len(words) > _LONGEST_NAME or len(words.split()) > _MOST_WORDS or _UNLIKE_A_PLACE.search(words):
        return []
    key = fold(words)
    if not any(letter.isalpha() for letter in words) or key in WIDER:
        return []
    weight, behind = (-0.1, -0.1) if known else (1.8, 0.5) if cities else (2.0, 1.0)
    named = key in COUNTRIES or key in REGIONS
    # Within "São Paulo, São Paulo, Brazil" the second is the region; but no other known city is one.
    found = [] if named else [Reading("W", cities[0][0] if cities else None, region=name_of(words), weight=0.3)]
    if len(words) > 2 and not (len(words) == 3 and words.isupper()):  # noqa: PLR2004 - that short it is a code
        found.append(Reading("C", name_of(words), weight=weight, behind=behind))
    return found


def name_of(words: str) -> str:
    """A place's name as people write it: "GUANAJUATO" becomes "Guanajuato"; what has both cases stays."""
    words = _SHORTENED.sub(lambda found: _WHOLE[found[1].lower()], " ".join(words.split()).strip(" .,;:-*'\""))
    if len(words) > 3 and (words.isupper() or words.islower()):  # noqa: PLR2004 - shorter ones are codes
        return words.title()
    return words
