"""Where a posting is: the vendor's words of places read as cities, regions and countries."""

# ruff: noqa: RUF001 - letters of other scripts, and dashes, are what is looked for

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from jobcenter.kit.folding import fold
from jobcenter.postings.normal.countries import COUNTRIES, WIDER
from jobcenter.postings.normal.place_words import LONGEST, MODES, Reading, Token, tokens_of

Location = dict[str, str | None]
"""`{"city", "region", "country", "words"}`: the country in two letters (ISO 3166-1), the region by its ISO 3166-2 code
where it is known, else by its name; None for what the words do not tell, or tell in two ways."""

_MOST: Final = 100
_SEPARATORS: Final = re.compile(r"[;|•·\n\r\t]+|\s/\s")
_JOINTS: Final = re.compile(r"\s*/\s*|,?\s+(?:or|OR|Or|and|AND|oder|und|ou|et|o|y)\s+|\s*&\s*|\s+\+\s+")
_BETWEEN: Final = re.compile(r"[,()/]|\s[-–—]\s")
_SEGMENT: Final = -2.0  # what a further place in the same words costs
_SKIPPED: Final = -0.5  # what a token that is left over costs
_UNKNOWN: Final = 2.0  # what a city weighs of which nothing is known
_LONGEST_PLACE: Final = 4  # tokens

# The orders in which a place is written: city, region, country (N); a name of an unknown region (W).
_WRITTEN: Final = "C CR CRN CN CWN CWR CWRN CRWN R RN N NR NRC NC NCR NWC RC RCN"
_ORDERS: Final = frozenset(_WRITTEN.split())
_BEGINNINGS: Final = frozenset(order[:end] for order in _ORDERS for end in range(1, len(order) + 1))

Place = tuple[str | None, str | None, str | None]
Named = tuple[tuple[Place, ...], str]
"""What some words may name, all equally likely, and the words."""

_NOWHERE: Final[Place] = (None, None, None)
_Guess = tuple[str, str | None, str | None, str | None, float]  # kinds, city, region, country, weight


def locations(places: Iterable[str]) -> list[Location]:
    """The places that a vendor's words name, each once.

    Words that name no known place ("EMEA") stay as words alone; words that name no place at all ("2 Locations",
    "Remote") are left out. A name that is found in several countries is read by the posting's other places.
    """
    named = [one for given in places for one in _read(given[: LONGEST * 5])][:_MOST]
    told = {country for options, _ in named if (country := _agreed(options)[2])}
    found: dict[Place | str, Location] = {}
    for options, words in named:
        city, region, country = _agreed([one for one in options if one[2] in told] or options)
        key = (city, region, country) if city or country else fold(words)
        found.setdefault(key, {"city": city, "region": region, "country": country, "words": words})
    return list(found.values())


@lru_cache(maxsize=16_384)
def _read(given: str) -> tuple[Named, ...]:
    found: list[Named] = []
    for piece in _SEPARATORS.split(given):
        words = " ".join(piece.split())
        if words:
            found.extend(_several(words))
    return tuple(found)


def _agreed(options: Sequence[Place]) -> Place:
    """What all readings of the same words agree on."""
    cities, countries = {one[0] for one in options}, {one[2] for one in options}
    regions = {one[1] for one in options} if len(countries) == 1 else {None}
    city, region, country = (names.pop() if len(names) == 1 else None for names in (cities, regions, countries))
    return city, region, country


def _several(words: str) -> list[Named]:
    """A piece's places: its halves around "or" and "/" where each of them names one, else the whole."""
    whole = _places_in(words)
    parts = [part for part in _JOINTS.split(words) if part]
    if len(parts) > 1 and fold(words) not in COUNTRIES:
        halves = [_places_in(part) for part in parts]
        if all(names or _says_no_place(part) for part, names in zip(parts, halves, strict=True)):
            joined = [one for names in halves for one in names]
            if _countries_told(joined) >= max(1, _countries_told(whole)):
                return joined
    if whole:
        return whole
    return [] if _says_nothing(words) else [((_NOWHERE,), words)]


def _countries_told(found: list[Named]) -> int:
    return sum(1 for options, _ in found if options[0][2])


def _says_no_place(words: str) -> bool:
    """Whether the words are of no one place: "Remote", "2 Locations", "Europe"."""
    return not tokens_of(words)


def _says_nothing(words: str) -> bool:
    """Whether the words are of no place at all; parts of the world ("Remote - EMEA") are something."""
    parts = (fold(part) for part in _BETWEEN.split(MODES.sub(" ", words)))
    return _says_no_place(words) and not any(part in WIDER for part in parts)


def _places_in(words: str) -> list[Named]:
    tokens = tokens_of(words)
    segments = _segments(tokens) if tokens else []
    found: list[Named] = []
    for segment, guesses in segments:
        options = tuple(dict.fromkeys(guess[1:4] for guess in guesses))
        if len(segment) == 1 and len(options) > 1 and segment[0].words.isupper() and not options[0][0]:
            # "CA" alone: California or Canada, and no other place can tell.
            options = (_NOWHERE,)
        found.append((options, words if len(segments) == 1 else ", ".join(token.words for token in segment)))
    return [one for one in found if one[0] != (_NOWHERE,)]


def _segments(tokens: list[Token]) -> list[tuple[list[Token], list[_Guess]]]:
    """The tokens put together to places in the way that leaves the least unexplained."""
    best: list[float] = [0.0] + [float("-inf")] * len(tokens)
    came: list[tuple[int, list[_Guess] | None]] = [(0, None)] * (len(tokens) + 1)
    for start in range(len(tokens)):
        if best[start] + _SKIPPED > best[start + 1]:
            best[start + 1], came[start + 1] = best[start] + _SKIPPED, (start, None)
        for end, guesses in _guesses_from(tokens, start):
            weight = best[start] + guesses[0][4] + (_SEGMENT if start else 0.0)
            if weight > best[end] + 1e-9:
                best[end], came[end] = weight, (start, guesses)
    found: list[tuple[list[Token], list[_Guess]]] = []
    at = len(tokens)
    while at > 0:
        start, told = came[at]
        if told is not None:
            found.append((tokens[start:at], told))
        at = start
    return found[::-1]


def _guesses_from(tokens: list[Token], start: int) -> list[tuple[int, list[_Guess]]]:
    """The best guesses of one place that begins at `start`, for each end that it may have."""
    found: list[tuple[int, list[_Guess]]] = []
    going: list[_Guess] = [("", None, None, None, 0.0)]
    for end in range(start, min(len(tokens), start + _LONGEST_PLACE)):
        token = tokens[end]
        if end > start and (token.starts or tokens[end - 1].ends):
            break
        going = [
            joined for guess in going for reading in token.readings if (joined := _joined(guess, reading)) is not None
        ]
        if not going:
            break
        whole = [guess for guess in going if guess[0].upper() in _ORDERS]
        if end == start:
            whole = [
                (reading.kind, reading.city, reading.region, reading.country, reading.alone)
                for reading in token.readings
                if reading.alone
            ]
        if whole:
            most = max(guess[4] for guess in whole)
            found.append((end + 1, [guess for guess in whole if guess[4] > most - 0.01]))
    return found


def _joined(guess: _Guess, reading: Reading) -> _Guess | None:
    kinds, city, region, country, weight = guess
    if f"{kinds}{reading.kind}".upper() not in _BEGINNINGS or (country and reading.country not in {None, country}):
        return None
    weighs = reading.behind if reading.behind is not None and kinds else reading.weight
    if reading.kind == "W":
        district = country is None and weight >= _UNKNOWN  # "Hallein, Salzburg, Austria"
        if reading.city not in {None, city} and not district:
            return None
        # A small letter: the name has told the region, so that one that is known may still take its place.
        mark = "W" if region else "w"
        return (kinds + mark, city, region or reading.region, country, weight + weighs)
    if region and reading.region not in {None, region} and "w" not in kinds:
        return None
    return (
        kinds + reading.kind,
        reading.city or city,
        reading.region or region,
        reading.country or country,
        weight + weighs,
    )
