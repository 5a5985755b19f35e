"""What is done: a key that all spellings of one title share, its level kept."""

# ruff: noqa: RUF001 - letters of other scripts, and dashes, are what is looked for

import re
from collections.abc import Sequence
from typing import Final

from jobcenter.kit.folding import fold
from jobcenter.postings.normal.place_words import MODES, is_known, tokens_of
from jobcenter.postings.normal.places import Location, locations

LONGEST: Final = 300

_LETTER: Final = r"(?:m|w|f|d|x|h|i|v|k|n|u|gn|div|diverse?|all|a)\.?"
_GENDERS: Final = re.compile(
    rf"(?i)[(\[](?:{_LETTER}(?:\s*[/|,*:·-]\s*{_LETTER}){{1,4}}|all genders?|alle geschlechter|gn\*?|any gender)[)\]]"
    r"|(?<![\w/])(?:m/w/d|w/m/d|m/f/d|f/m/d|d/f/m|m/f/x|f/m/x|m/w/x|h/f|f/h|m/f|f/m|m/w|w/m|m/v|k/m|"
    r"m/k)(?:/(?:x|d|n|nb))?(?![\w/])"
    r"|(?i:\ball genders\b)"
)
_ENDINGS: Final = re.compile(
    r"(?i)(?<=[a-zäöüß])(?:[*:_]|/-?)in(?:nen)?\b|(?<=[a-zäöüß])\(in\)|(?<=[a-zé])(?:·e\b|\((?:e|fe|ne|rice|euse|trice)\))"
)
_REQUISITION: Final = re.compile(
    r"(?i)[(\[#]*\b(?:req(?:uisition)?|job|ref(?:erence)?|kennziffer|id|jr|r)\b[\s.:#]*(?:id|no|nr|number)?[\s.:#-]*"
    r"(?=[\w-]*\d{3})[A-Z]{0,4}[-_]?\d[\w-]*[)\]]*"
    r"|(?:\b(?:REQ|JR|R|JOB)[-_]?|\#)\d{3,}(?:[-_]\d+)*\b"
)
_NUMBER: Final = re.compile(r"[#(\[\s]*(?:\d{5,}|(?!(?:19|20)\d\d\b)\d{4})[)\]\s]*")
_BRACKETS: Final = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_SEPARATOR: Final = re.compile(
    r"\s+[-–—|•·@/~]+\s+|\s*[|•,;:]\s*|\s*[-–—]\s+|\s+[-–—]\s*|\s+(?:in|based in|at)\s+(?=[A-Z])"
)
_BARE_MODE: Final = re.compile(
    r"(?i)^(?:100% ?)?remote\s+(?=\S+\s+\S)(?!sens|access|control|support|monitor|desktop|hands|infra|patient|"
    r"pilot|work)"
    r"|\s+(?:(?:or|oder|and|und|&)\s+)?(?:(?:100% ?)?remote|hybrid)$"
)
_BETWEEN_PLACES: Final = re.compile(r"[,/()&|•;-]|\b(?:or|and|oder|und)\b|[–—]")
_BASED: Final = re.compile(r"(?i)[\s-]+based$|^based in\s+|^\W*(?:in|at)\s+")
_MIDDLE: Final = re.compile(r"(?i)\s+[-–—|•·]\s*(?:100% ?)?(?:remote|hybrid)\s*(?=[-–—|•·,(])")
_MODE_REST: Final = re.compile(
    r"(?i)\b(?:moglich|möglich|or|oder|and|und|position|role|opportunity|job|work|arbeit|teilweise|100|full|"
    r"fully|the)\b"
)
_WORDS: Final = {
    "sr": "senior",
    "snr": "senior",
    "jr": "junior",
    "jnr": "junior",
    "mgr": "manager",
    "eng": "engineer",
    "engr": "engineer",
    "dev": "developer",
    "asst": "assistant",
    "assoc": "associate",
    "vp": "vice president",
    "svp": "senior vice president",
    "ii": "2",
    "iii": "3",
    "iv": "4",
}
_SHORT_NAMES: Final = frozenset({"US", "USA", "UK", "UAE", "NYC", "SF", "EU"})
_MOST_SEPARATORS: Final = 6
_SHORTEST_PLACE: Final = 4  # letters; "IT" and "AI" are no places in a title


def title_key(title: str, *, at: Sequence[Location] = (), requisition: str | None = None) -> str:
    """What all spellings of a title share; the order of its words and its level stay.

    Gone are case, accents, punctuation, emoji, gender markers, "Remote", requisition numbers, and a place at an end
    where it is one of the posting's own. Any other place is part of what the job is ("Account Executive, Japan", done
    from Singapore). "Sr." is "senior", "II" is "2".

    Args:
        title: the vendor's words.
        at: the posting's places.
        requisition: the posting's requisition, which may stand in its title.
    """
    text = title[:LONGEST]
    if requisition and len(requisition) > 3 and any(letter.isdigit() for letter in requisition):  # noqa: PLR2004
        text = text.replace(requisition, " ")
    text = _REQUISITION.sub(" ", _ENDINGS.sub("", _GENDERS.sub(" ", text)))
    text = _BRACKETS.sub(lambda found: " " if _says_nothing(found[1], at) else found[0], text)
    text = _without_ends(text, at)
    words = [_WORDS.get(word, word) for word in fold(text).split() if word.strip("+#")]
    return " ".join(words) or fold(title) or " ".join(title.lower().split())


def _without_ends(text: str, at: Sequence[Location]) -> str:
    text = _BARE_MODE.sub("", text.strip(" -–—|,;:*/")) or text
    text = _MIDDLE.sub(" ", text)
    cuts = list(_SEPARATOR.finditer(text))[-_MOST_SEPARATORS:]
    for cut in cuts:
        if text[: cut.start()].strip() and _says_nothing(text[cut.end() :], at):
            text = text[: cut.start()]
            break
    first = _SEPARATOR.search(text)
    if first and text[first.end() :].strip() and _is_mode(text[: first.start()]):
        text = text[first.end() :]
    return _BARE_MODE.sub("", text.strip(" -–—|,;:*/")) or text


def _says_nothing(words: str, at: Sequence[Location]) -> bool:
    """Whether some words of a title say nothing of the job: how one works, a number, one of the posting's places."""
    words = words.strip(" ()[]-–—|,;:*/#")
    return not words or bool(_NUMBER.fullmatch(words)) or _is_mode(words) or _is_own_place(words, at)


def _is_mode(words: str) -> bool:
    rest = MODES.sub(" ", words)
    return rest != words and not fold(_MODE_REST.sub(" ", rest))


def _is_own_place(words: str, at: Sequence[Location]) -> bool:
    words = _BASED.sub("", words)
    if not at or (len(words) < _SHORTEST_PLACE and words not in _SHORT_NAMES):
        return False
    key = fold(words)
    if any(key in {fold(place["words"] or ""), fold(place["city"] or "")} for place in at):
        return True
    if not _is_all_places(words):
        return False  # "Full Stack - Berlin" is more than Berlin
    named = locations([words])
    return bool(named) and all(place["country"] and any(_within(place, own) for own in at) for place in named)


def _is_all_places(words: str) -> bool:
    """Whether each of some words names a known place; parts of the world do not count, for they are markets."""
    rest = MODES.sub(" ", words).strip(" -–—,/")
    parts = [rest] if is_known(rest) else [part for part in _BETWEEN_PLACES.split(rest) if part.strip()]
    return bool(parts) and all(_names_known_places(part) for part in parts)


def _names_known_places(part: str) -> bool:
    tokens = tokens_of(part)
    return bool(tokens) and all(is_known(token.words) for token in tokens)


def _within(named: Location, own: Location) -> bool:
    """Whether a posting's own place lies in the one that its title names."""
    return named["country"] == own["country"] and all(
        named[part] is None or own[part] is None or named[part] == own[part] for part in ("region", "city")
    )
