"""Titles side by side: which words are dress, which tell two vacancies apart."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from jobcenter.kit.folding import fold


class Titles(StrEnum):
    """What two titles say."""

    SAME = "same"
    ORDER = "same words in another order"
    MORE = "one says more"
    OTHER = "other words"
    LEVEL = "other level"
    NUMBER = "other number"


@dataclass(frozen=True, slots=True)
class Title:
    """A title in parts: its words in their order, its rungs of the ladder, its numbers; `said` are all in order."""

    said: tuple[str, ...]
    words: tuple[str, ...]
    levels: frozenset[str]
    numbers: frozenset[str]


_GENDERS: Final = re.compile(
    r"""[(\[]?\s*\b(?:[mwfdhxi]|div|gn|all\ genders|alle\ geschlechter)\b\.?
        (?:\s*[/|,*]\s*\b(?:[mwfdhxiav]|div|gn|divers|all\ genders)\b\.?)+\s*[)\]]?
      | [(\[]\s*(?:gn|all\ genders?|alle\ geschlechter|any\ gender|[mwfdhx]{3})\s*[)\]]""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDINGS: Final = re.compile(r"(?<=\w)(?:[*:_/]-?(?:innen|in|frau|e|r|n)\b|\((?:in|innen|e|r|n|s)\))", re.IGNORECASE)
_PAY: Final = re.compile(
    r"""[$€£]\s?\d[\d,.]*\s?k?(?:\s?[-\N{EN DASH}]\s?[$€£]?\d[\d,.]*\s?k?)?\s?
        (?:(?:/|per|an?)\s?(?:hr|hour|h|day|week|month|year|yr)\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
_INITIALS: Final = re.compile(r"\b([A-Za-z])\s?&\s?([A-Za-z])\b")  # "M&A" is a word of its own
_WORKLOAD: Final = re.compile(r"\d{1,3}\s*(?:%?\s*(?:-|\N{EN DASH}|bis|to|à)\s*\d{1,3}\s*)?%")
_TOGETHER: Final = (
    (re.compile(r"\b(front|back) end\b"), r"\1end"),
    (re.compile(r"\bfull stack\b"), "fullstack"),
    (re.compile(r"\bdev ops\b"), "devops"),
    (re.compile(r"\be commerce\b"), "ecommerce"),
    (re.compile(r"\bvice president\b"), "vp"),
    (re.compile(r"\bworking student\b|\bwerk ?student(?:in)?\b"), "workingstudent"),
    (re.compile(r"\bentry level\b|\bberufseinsteiger(?:in)?\b"), "entry"),
    (re.compile(r"\bper diem\b"), "prn"),
    (re.compile(r"\bpart time\b|\bteilzeit\b|\btemps partiel\b"), "parttime"),
    (re.compile(r"\bfull time\b|\bvollzeit\b|\btemps plein\b"), "fulltime"),
    (re.compile(r"\bmid level\b|\bmid senior\b"), "mid"),
    (re.compile(r"\bfixed term\b|\bbefristet\b"), "fixedterm"),
    (re.compile(r"\bon site\b"), "onsite"),
    (re.compile(r"\bhome office\b|\bwork from home\b"), "remote"),
    (re.compile(r"\bnew york(?: city)?\b"), "nyc"),
    (re.compile(r"\bsan francisco\b"), "sf"),
)
_LEVELS: Final = {
    word: level
    for level, words in {
        "junior": "junior jr jnr",
        "mid": "mid",
        "senior": "senior sr snr",
        "staff": "staff",
        "principal": "principal",
        "lead": "lead leader leiter leiterin teamlead teamleiter leitung",
        "head": "head",
        "director": "director",
        "vp": "vp svp evp avp",
        "chief": "chief",
        "manager": "manager managers mgr",
        "supervisor": "supervisor",
        "intern": "intern interns internship praktikum praktikant praktikantin stage stagiaire pasante",
        "student": "workingstudent student",
        "trainee": "trainee apprentice apprenticeship azubi ausbildung auszubildende alternance graduate",
        "entry": "entry",
        "associate": "associate",
        "assistant": "assistant",
        "deputy": "deputy",
        "executive": "executive",
        "parttime": "parttime",
        "temporary": "temporary temp fixedterm seasonal",
        "contract": "contract contractor freelance freelancer",
        "prn": "prn",
        "night": "night nights",
        "day": "day days",
        "weekend": "weekend weekends",
        "1": "i",
        "2": "ii",
        "3": "iii",
        "4": "iv",
        "5": "v",
    }.items()
    for word in words.split()
}
_STOP_TABLE: Final = """
    a an and the of for in at to with on or by und oder mit im in bei zur als de la le et y e
"""
_STOP: Final = frozenset(_STOP_TABLE.split())
_DRESS_TABLE: Final = """
    urgent urgently needed wanted hiring now immediate immediately start asap new opening job jobs position
    vacancy opportunity role career careers apply today gesucht stelle sofort ab fulltime permanent cdi remote
    hybrid onsite wfh homeoffice all genders gender bonus signon we are were looking join our
    us team
"""
_DRESS: Final = frozenset(_DRESS_TABLE.split())
_RUNGS: Final = frozenset("12345")
_SHORT_NUMBER: Final = 4  # longer ones are requisitions, which only one source may write into the title
_LONG_WORD: Final = 6
_NEARLY: Final = 90


@lru_cache(maxsize=8_192)
def parts_of(title: str) -> Title:
    """A title without dress: markers of gender, pay, stop words and what only says that somebody is wanted."""
    bare = _ENDINGS.sub("", _GENDERS.sub(" ", _WORKLOAD.sub(" ", _PAY.sub(" ", title))))
    folded = fold(_INITIALS.sub(r"\1n\2", bare))
    for pattern, word in _TOGETHER:
        folded = pattern.sub(word, folded)
    said: list[str] = []
    words: list[str] = []
    levels: set[str] = set()
    numbers: set[str] = set()
    for word in folded.split():
        if word.isdecimal():
            meant = word.lstrip("0") or "0"
            (levels if meant in _RUNGS else numbers).add(meant)
        elif level := _LEVELS.get(word):
            meant = level
            levels.add(level)
        elif word in _STOP:
            continue
        else:
            meant = word
            words.append(word)
        said.append(meant)
    return Title(tuple(said), tuple(words), frozenset(levels), frozenset(numbers))


def core(title: str, explained: frozenset[str]) -> str:
    """The words and levels that dress, order and the posting's own places leave: one for most spellings of a title."""
    parts = parts_of(title)
    words = {word for word in parts.words if word not in _DRESS and word not in explained}
    return " ".join(
        [
            *sorted(words),
            *sorted(parts.levels),
            *sorted(number for number in parts.numbers if len(number) <= _SHORT_NUMBER),
        ]
    )


def compare_titles(
    one: str, other: str, explained: frozenset[str], employers: frozenset[str] = frozenset()
) -> tuple[Titles, tuple[str, ...]]:
    """What two titles say, and the words that only one of them has.

    Args:
        one: a title.
        other: another.
        explained: folded words that say nothing here, since they are the postings' own places.
        employers: the employers' names, folded and without spaces, which say nothing here either.
    """
    a, b = (parts_of(title) for title in sorted((one, other)))  # the same answer whichever comes first
    if a.levels - explained != b.levels - explained:
        return Titles.LEVEL, tuple(sorted(a.levels ^ b.levels))
    if a.numbers and b.numbers and a.numbers != b.numbers:
        return Titles.NUMBER, tuple(sorted(a.numbers ^ b.numbers))
    only_a, only_b = _only(a, b, explained), _only(b, a, explained)
    only_a, only_b = _without_near(_without_employer(only_a, employers), _without_employer(only_b, employers))
    if (not only_a and not only_b) or "".join(only_a) == "".join(only_b):
        return (Titles.SAME if _in_one_order(a, b) else Titles.ORDER), ()
    if only_a and only_b:
        return Titles.OTHER, tuple(sorted((*only_a, *only_b)))
    return Titles.MORE, tuple(sorted((*only_a, *only_b)))


def _in_one_order(a: Title, b: Title) -> bool:
    """Whether what both say comes in one order: a product manager is no manager of products."""
    shared = set(a.said) & set(b.said) - _DRESS
    return [word for word in a.said if word in shared] == [word for word in b.said if word in shared]


def _without_employer(words: list[str], employers: frozenset[str]) -> list[str]:
    """Without a run of words that is an employer's name."""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if "".join(words[start:end]) in employers:
                return words[:start] + words[end:]
    return words


def _only(a: Title, b: Title, explained: frozenset[str]) -> list[str]:
    words = [word for word in a.words if word not in b.words and word not in explained and word not in _DRESS]
    numbers = a.numbers - b.numbers - explained
    return words + sorted(number for number in numbers if len(number) <= _SHORT_NUMBER)


def _without_near(a: list[str], b: list[str]) -> tuple[list[str], list[str]]:
    """Without words that the other has in another form: "engineers", "engineer"."""
    left_b = list(b)
    left_a = []
    for word in a:
        near = next((one for one in left_b if _is_near(word, one)), None)
        if near is None:
            left_a.append(word)
        else:
            left_b.remove(near)
    return left_a, left_b


def _is_near(one: str, other: str) -> bool:
    if f"{one}s" == other or f"{other}s" == one:
        return True
    return min(len(one), len(other)) >= _LONG_WORD and one[:3] == other[:3] and fuzz.ratio(one, other) >= _NEARLY
