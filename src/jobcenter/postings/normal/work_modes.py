"""Where the work is done: remote, hybrid or on site."""

# ruff: noqa: RUF001 - letters of other scripts, and dashes, are what is looked for

import re
from collections.abc import Mapping
from typing import Any, Final

from jobcenter.kit.folding import fold
from jobcenter.postings.found import FoundPosting

# The vendors' own fields; a posting's `raw` is the vendor's item, whole.
_WORDS_AT: Final = (
    "workplaceType",
    "workplace_type",
    "remoteType",
    "locationType",
    "work_mode",
    "workMode",
    "jobLocationType",
)
_FLAGS_AT: Final = ("remote", "isRemote", "is_remote", "telecommuting", "hybrid", "isHybrid")
_NOT_REMOTE: Final = re.compile(r"\b(?:not|non|no|kein|keine|isn t|isnt|cannot be|never) (?:a )?(?:fully )?remote\b")
_HYBRID: Final = re.compile(
    r"\b(?:hybrid\w*|hyrbid|hibrid[oa]|ibrido|hybride|teilweise remote|partly remote|partially remote|"
    r"flexible hybrid)\b"
)
_REMOTE: Final = re.compile(
    r"\b(?:remote(?:ly)?|work from home|working from home|wfh|telecommut\w*|teletrabajo|teletravail|fernarbeit|"
    r"smart working|"
    r"home ?office|trabajo remoto|a distancia|full remote|distans|etatyo|zdalna|zdalnie|anywhere|virtual)\b|"
    r"リモート|在宅|재택"
)
_REMOTE_TITLE: Final = re.compile(
    r"\b(?:fully |full |100 )?remote\b(?! (?:sens|access|control|support|monitor|desktop|hands|infra|patient|"
    r"pilot|operat|vehicle|diagnos))"
    r"|\bwork from home\b|\bwfh\b|\bhome ?office\b|\bteletrabajo\b|\bteletravail\b|リモート|在宅"
)
_ONSITE: Final = re.compile(
    r"\b(?:on ?site|in ?office|in ?person|vor ort|presencial|sur site|in sede|op locatie|stationary|stacjonarna)\b"
)


def work_mode(found: FoundPosting) -> str | None:
    """One of `WORK_MODES`, or None where nothing says.

    The vendor's own word comes first, then its flag, then the words of the places and of the title. A flag that says
    "not remote" leaves open whether some of the week is.
    """
    raw: Mapping[str, Any] = found.raw if isinstance(found.raw, dict) else {}
    for key in _WORDS_AT:
        told = _mode_of(raw.get(key))
        if told:
            return told
    if any(raw.get(key) is True for key in ("hybrid", "isHybrid")):
        return "hybrid"
    flagged = found.is_remote if found.is_remote is not None else _flag(raw)
    words = " , ".join(found.places)
    by_words = _mode_of(words) or _by_title(found.title)
    if flagged is True:
        # Where the flag was read from the words themselves, they may say more ("Hybrid or Remote" is remote).
        return "remote"
    if flagged is False:
        return None if by_words == "remote" else by_words
    return by_words


def _flag(raw: Mapping[str, Any]) -> bool | None:
    for key in _FLAGS_AT:
        value = raw.get(key)
        if isinstance(value, bool):
            return value if value or key == "isRemote" else None
    return None


def _mode_of(value: object) -> str | None:
    if not isinstance(value, str) or not value:
        return None
    words = fold(value[:2_000])
    if _REMOTE.search(words) and not _NOT_REMOTE.search(words) and not _HYBRID.search(words):
        return "remote"
    if _HYBRID.search(words):
        # "Hybrid or Remote", "Hybrid - Berlin; Remote": whoever wants may work from home.
        return "remote" if re.search(r"\bor remote\b|\bremote or\b", words) else "hybrid"
    return "onsite" if _ONSITE.search(words) else None


def _by_title(title: str) -> str | None:
    words = fold(title[:1_000])
    if _HYBRID.search(words) and re.search(r"(?i)[(\[|,–-]\s*hybrid|hybrid\s*[)\]|–-]|hybrid$", title):
        return "hybrid"  # a "Hybrid Cloud Engineer" works wherever she works
    if _REMOTE_TITLE.search(words) and not _NOT_REMOTE.search(words):
        return "remote"
    return "onsite" if re.search(r"(?i)[(\[,|–-]\s*(?:on-?site|in-?office)\b", title) else None
