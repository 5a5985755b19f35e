"""How somebody is employed: the vendors' many words as one of a few."""

# ruff: noqa: RUF001 - letters of other scripts, and dashes, are what is looked for

import re
from functools import lru_cache
from typing import Final

from jobcenter.kit.folding import fold

# The first that fits decides: an internship is also full time, and a contract may be.
_KINDS: Final = (
    (
        "internship",
        (
            r"\bintern(?:ship|s)?\b|\bco op\b|praktik|\bstage\b|\bstagiaire|\bpasant|\bbecari|\bpracticas\b|"
            r"\btirocini|\bestagi|"
            r"\bstaz\b|\bstaj|\bharjoittel|werkstage|\btraineeship\b|インターン|인턴|实习"
        ),
    ),
    (
        "apprenticeship",
        (
            r"apprenti|ausbildung|\bazubi|\blehrling|\blehrstelle|\balternan|\baprendi|\blarling|\blaerling|leerling|"
            r"\btrainee|duales studium|dual study|\bbbl\b"
        ),
    ),
    ("volunteer", r"volunt|ehrenamt|benevol|freiwillig|vrijwillig|frivillig"),
    (
        "contract",
        (
            r"\bcontract(?:or|ors|ing)?\b|\bcontract to hire\b|freelanc|freiberuf|\bindependent\b|\bself employed|"
            r"selbst(?:st)?andig|\b1099\b|"
            r"\bc2c\b|corp to corp|autonomo|\bprestation\b|\bpj\b|\bb2b\b|\bzzp\b|konsult\b|業務委託|프리랜서|\bfreie\b"
        ),
    ),
    (
        "temporary",
        (
            r"\btemp\b|temporar|temporaire|temporal|\btijdelijk|\bfixed ?term|befrist|seasonal|saison|\bcdd\b|"
            r"determinad|determinee|"
            r"determinato|\binterim|leiharbeit|zeitarbeit|vikariat|midlertidig|tidsbegr|maaraaikai|\bper ?diem\b|"
            r"\bcasual\b|"
            r"\btemps\b(?! (?:plein|partiel))|契約社員|계약직"
        ),
    ),
    (
        "part_time",
        (
            r"\bpart ?time\b|parttime|teilzeit|temps partiel|\bmedia jornada|tiempo parcial|jornada parcial|"
            r"tempo parcial|meio periodo|"
            r"part time|deeltijd|\bdeltid|osa ?aika|niepelny|czesc etatu|castecny|zkraceny|yari zamanli|werkstudent|"
            r"working student|"
            r"minijob|mini job|aushilf|アルバイト|パート|파트타임|兼职|دوام جزئي"
        ),
    ),
    (
        "full_time",
        (
            r"\bfull ?time\b|fulltime|vollzeit|temps plein|tiempo completo|jornada completa|tempo pieno|"
            r"tempo integral|periodo integral|"
            r"voltijd|\bheltid|kokoaika|pelny etat|pelny wymiar|plny uvazek|tam zamanli|正社員|정규직|全职|"
            r"دوام كامل|\bft\b"
        ),
    ),
    ("other", r"^other$|^sonstige|^autre$|^otro|^altro$|^overig"),
)
_ORDERED: Final = tuple((kind, re.compile(words)) for kind, words in _KINDS)
_UNBOUND: Final = re.compile(
    r"unbefristet\w*|indeterminad\w*|indeterminee?|indeterminato|no contract|not temporary|sin contrato|non temporary"
)
_CASES: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|_")

# A title says it plainly or not at all: the "Contract" in "Contract Manager" is what she manages.
_TITLES: Final = (
    (
        "internship",
        re.compile(
            r"\bintern(?:ship|ships|s)?\b|praktik(?:um|ant\w*)\b|\bstagiaire\b|^stage\b|\bbecari[oa]\b|"
            r"\bestagi(?:o|ario|aria)\b|"
            r"\bpflichtpraktikum\b|\btirocinio\b|インターン|인턴"
        ),
    ),
    (
        "apprenticeship",
        re.compile(
            r"\bapprentice(?:ship)?s?\b|\bausbildung\b|\bauszubildende\w*\b|\bazubi\b|\balternan(?:ce|te?)\b|"
            r"\bapprentie?\b|duales studium"
        ),
    ),
    (
        "part_time",
        re.compile(
            r"\bpart ?time\b|\bteilzeit\b|\bwerkstudent\w*\b|\bworking student\b|\btemps partiel\b|\bminijob\b|"
            r"\bdeltid\b"
        ),
    ),
)
_TITLE_TERMS: Final = (
    (
        "contract",
        re.compile(
            r"(?i)[(\[|,–-]\s*(?:\d+[- ]months?\s+)?(?:contract(?:or)?|freelance(?:r)?)\s*(?:[)\]|]|$|-\s|\d)|"
            r"\bfreelancer?\b"
        ),
    ),
    (
        "temporary",
        re.compile(
            r"(?i)\bfixed[- ]term\b|[(\[]\s*(?:temp|temporary|seasonal)\b|\bbefristet\b|\btemporary\b|"
            r"\bseasonal\b|\bCDD\b"
        ),
    ),
)
_BOTH: Final = re.compile(r"(?i)full|voll|plein|complet")


def employment(vendors_word: str | None, title: str) -> str | None:
    """One of `EMPLOYMENTS`, or None where nothing says.

    Words that tell only how long a contract runs ("permanent", "CDI") say nothing of hours, hence nothing here. The
    title speaks where the vendor is silent, or says no more than "full time" of what is an internship.
    """
    told = _of_words(vendors_word[:300]) if vendors_word else None
    if told in {None, "full_time"}:
        return _of_title(title[:1_000]) or told
    return told


@lru_cache(maxsize=4_096)
def _of_words(given: str) -> str | None:
    words = _UNBOUND.sub(" ", fold(_CASES.sub(" ", given)))
    kind = next((kind for kind, pattern in _ORDERED if pattern.search(words)), None)
    # "Full or part time" is open to those who want the whole of it.
    return "full_time" if kind == "part_time" and _ORDERED[-2][1].search(words) else kind


def _of_title(title: str) -> str | None:
    words = fold(title)
    for kind, pattern in _TITLES:
        if pattern.search(words):
            return None if kind == "part_time" and _BOTH.search(words) else kind
    return next((kind for kind, pattern in _TITLE_TERMS if pattern.search(title)), None)
