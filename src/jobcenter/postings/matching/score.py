"""Whether two postings are the same vacancy: first what decides alone, then how much speaks for it."""

import re
from typing import Any, Final

from jobcenter.kit.folding import fold
from jobcenter.postings.matching.facts import Facts, Verdict, gap, live_together
from jobcenter.postings.matching.text import Overlap, overlap
from jobcenter.postings.matching.titles import Titles, compare_titles
from jobcenter.postings.matching.where import (
    Employers,
    Places,
    compare_employers,
    compare_places,
    employer_names,
)

ENOUGH: Final = 0.75

_EMPLOYER: Final = {Employers.SAME: 0.25, Employers.PART: 0.1, Employers.UNKNOWN: 0.0}
_PLACE: Final = {Places.SAME: 0.15, Places.SHARED: 0.12, Places.COVERS: 0.08, Places.UNKNOWN: 0.03}
_TITLE: Final = {Titles.SAME: 0.3, Titles.ORDER: 0.25, Titles.MORE: 0.1}
_SAME_REQUISITION, _OTHER_REQUISITION = 0.25, -0.15
_SAME_ADDRESS: Final = 0.3
_SOON, _LONG_AFTER = 0.05, -0.4
_SOON_DAYS, _LONG_DAYS = 60, 180

_EQUAL_TEXT: Final = 0.97  # alike; what is left is a line's end or a counter
_HELD_TEXT: Final = 0.9  # contained: a copy, cut or between a board's own words
_COPIED_TEXT: Final = 0.75
_OTHER_TEXT: Final = 0.5  # less is another text by the same employer, or a new one
_OTHER_PART: Final = 0.3  # the same for texts of which one is cut: each may show another part
_FULL_WORDS, _SOME_WORDS = 80, 15  # of the shorter text: an advert, a snippet
_DIGITS: Final = 4


def compare(a: Facts, b: Facts) -> Verdict:
    """Whether two postings are the same vacancy.

    In this order: what stood at one time on one target is two vacancies unless it is equal in all; one id of a board,
    or one of the employer's own hiring system that both carry, makes them one; another rung, number, place or employer
    makes them two; else employer, title, place, text, requisition, address and time are weighed.
    """
    evidence: dict[str, Any] = {}
    if refused := _refused_by_target(a, b, read=True):
        return Verdict(same=False, never=True, score=0.0, evidence={"against": refused})
    if shared := _shared_id(a, b):
        return Verdict(same=True, never=False, score=1.0, evidence=shared)
    if against := _contradiction(a, b, evidence):
        return Verdict(same=False, never=True, score=0.0, evidence={"against": against, **evidence})
    texts = overlap(a.text, b.text)
    score = min(1.0, max(0.0, _weighed(a, b, texts, evidence)))
    same = score >= ENOUGH and not _needs_more(a, b, texts, evidence) and _is_borne_out(a, b, evidence)
    return Verdict(same=same, never=False, score=round(score, 3), evidence=evidence)


def is_ruled_out(a: Facts, b: Facts) -> bool:
    """Whether two postings are two vacancies for certain; their texts need not be read for it, and may be empty."""
    if _refused_by_target(a, b, read=False):
        return True
    return not _shared_id(a, b) and _contradiction(a, b, {}) is not None


def _shared_id(a: Facts, b: Facts) -> dict[str, Any] | None:
    """The id that makes two postings one."""
    if a.is_of_a_board and (a.site, a.vendor_id) == (b.site, b.vendor_id):
        return {"board_id": a.vendor_id}
    shared = a.system_keys & b.system_keys
    return {"vacancy_key": min(shared)} if shared else None


def _refused_by_target(a: Facts, b: Facts, *, read: bool) -> str | None:
    """Why two postings of one target that stand there together are two vacancies; if `read`, by their texts too."""
    is_one_board = a.site == b.site and (a.target == b.target or a.is_of_a_board)  # of a board, targets are searches
    if not is_one_board or a.vendor_id == b.vendor_id or not live_together(a, b):
        return None
    if a.number and b.number and not _same_requisition(a, b):
        return "other requisition, live at the same time"
    if a.is_of_a_board and a.system_keys & b.system_keys:
        return None  # a board shows one advert of the employer twice
    is_known = a.is_of_a_board or _same_requisition(a, b)
    equal = is_known and fold(a.title) == fold(b.title) and _same_places(a, b) and (not read or _same_text(a, b))
    return None if equal else "another id of the same board, live at the same time"


def _same_text(a: Facts, b: Facts) -> bool:
    texts = overlap(a.text, b.text)
    return texts is not None and texts.alike >= _EQUAL_TEXT


def _same_places(a: Facts, b: Facts) -> bool:
    told = [
        {tuple(place.get(name) for name in ("city", "region", "country", "words")) for place in one.locations}
        for one in (a, b)
    ]
    bare = [{place[:3] for place in places} for places in told]
    return told[0] == told[1] or (bare[0] == bare[1] and (None, None, None) not in bare[0])


def _contradiction(a: Facts, b: Facts, evidence: dict[str, Any]) -> str | None:
    """What makes two postings two vacancies for certain; on the way `evidence` learns what was found."""
    if _other_ids(a, b):
        return "other ids of one hiring system, live at the same time"
    employers, places = compare_employers(a, b), compare_places(a, b)
    explained = a.place_words | b.place_words
    titles, words = compare_titles(a.title, b.title, explained, employer_names(a, b))
    evidence.update(employer=employers.name.lower(), title=titles.value, place=places.name.lower())
    if words:
        evidence["title_words"] = list(words)
    if titles in {Titles.LEVEL, Titles.NUMBER, Titles.OTHER}:
        return f"{titles.value} in the title"
    if employers is Employers.OTHER:
        return "other employer"
    if places is Places.OTHER:
        return "other place"
    return None


def _other_ids(a: Facts, b: Facts) -> bool:
    """Whether both carry ids of one hiring system, none of them shared, while both stand."""
    if not live_together(a, b) or _same_requisition(a, b):
        return False
    mine, theirs = ({key.partition(":")[0]: key for key in one.system_keys} for one in (a, b))
    return any(vendor in theirs for vendor in mine)


def _weighed(a: Facts, b: Facts, texts: Overlap | None, evidence: dict[str, Any]) -> float:
    score = _EMPLOYER[Employers[evidence["employer"].upper()]]
    score += _TITLE[Titles(evidence["title"])] + _PLACE[Places[evidence["place"].upper()]]
    score += _of_text(texts, evidence) + _of_requisition(a, b, evidence) + _of_time(a, b, evidence)
    if a.addresses & b.addresses:
        evidence["address"] = "same"
        score += _SAME_ADDRESS
    return score


def _of_text(texts: Overlap | None, evidence: dict[str, Any]) -> float:
    if texts is None or texts.words < _SOME_WORDS:
        evidence["text"] = "unknown"
        return 0.0
    evidence["text"] = round(texts.contained, 2)
    is_full = texts.words >= _FULL_WORDS
    if texts.contained >= _HELD_TEXT:
        return 0.35 if is_full else 0.1
    if texts.contained >= _COPIED_TEXT:
        return 0.25 if is_full else 0.05
    if texts.contained >= (_OTHER_PART if texts.is_cut else _OTHER_TEXT):
        return 0.0
    return -0.3 if is_full else -0.1


def _of_requisition(a: Facts, b: Facts, evidence: dict[str, Any]) -> float:
    if _same_requisition(a, b) or _named_in(a, b) or _named_in(b, a):
        evidence["requisition"] = "same"
        return _SAME_REQUISITION
    if a.number and b.number:
        evidence["requisition"] = "other"
        return _OTHER_REQUISITION
    return 0.0


def _of_time(a: Facts, b: Facts, evidence: dict[str, Any]) -> float:
    apart = gap(a, b).days
    evidence["days_apart"] = apart
    if apart <= _SOON_DAYS:
        return _SOON
    return _LONG_AFTER if apart > _LONG_DAYS else 0.0


def _needs_more(a: Facts, b: Facts, texts: Overlap | None, evidence: dict[str, Any]) -> bool:
    """Whether what is weak in one fact is not made up for by the text, an address, or the employer's own number.

    Employers have several vacancies of one title in one city: on one board they are told apart by their texts alone.
    """
    if evidence.get("requisition") == "same" or evidence.get("address") == "same":
        return False
    held = texts.contained if texts is not None and texts.words >= _FULL_WORDS else 0.0
    if (
        evidence["employer"] != "same"
        or evidence["title"] != Titles.SAME.value
        or evidence["place"] == "unknown"
        or evidence.get("requisition") == "other"
    ):
        return held < _HELD_TEXT
    if (
        evidence["place"] != "same"
        or (a.work_mode == "remote") != (b.work_mode == "remote")
        or (evidence["text"] == "unknown" and (a.site, a.target) == (b.site, b.target) and not a.is_of_a_board)
    ):
        return held < _COPIED_TEXT
    return False


def _is_borne_out(a: Facts, b: Facts, evidence: dict[str, Any]) -> bool:
    """Whether the words that only one title has stand in the other's text: then its title is but shorter."""
    words = set(evidence.get("title_words", ()))
    return not words or words <= set(fold(f"{a.title} {a.text}").split()) & set(fold(f"{b.title} {b.text}").split())


def _same_requisition(a: Facts, b: Facts) -> bool:
    one, other = a.number, b.number
    if not one or not other or compare_employers(a, b) is Employers.OTHER:
        return False
    digits = [re.sub(r"^[a-z]+", "", bare) for bare in (one, other)]
    return one == other or (digits[0] == digits[1] and len(digits[0]) > _DIGITS and one[-1:].isdigit())


def _named_in(a: Facts, b: Facts) -> bool:
    """Whether b's text names a's requisition."""
    number = (a.requisition or "").strip().casefold()
    if len(re.findall(r"\d", number)) < _DIGITS or number not in b.text.casefold():
        return False
    return re.search(rf"(?<![\w-]){re.escape(number)}(?![\w-])", b.text.casefold()) is not None
