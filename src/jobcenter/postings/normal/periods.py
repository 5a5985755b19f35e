"""For which time somebody is paid: hour, day, week, month or year, in the words of many languages."""

# ruff: noqa: RUF001 - letters of other languages are what is looked for

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_OTHER_INTERVALS: Final = frozenset({"bi", "semi", "one", "once", "biweekly", "bimonthly", "quarter", "fortnight"})
_PERIODS: Final = (
    (
        "hour",
        r"hour(?:ly)?|hr|hrs|h|stunde|std|stündlich|heure|hora|ora|uur|timme|timmen|timen?|godz(?:in[aęy])?\.?|時間|시간",
    ),
    ("day", r"day|daily|diem|tag|täglich|jour|día|dia|giorno|dag|dzień|日"),
    ("week", r"week(?:ly)?|wk|woche|wöchentlich|semaine|semana|settimana|vecka|uge|uke|tydzień|週"),
    (
        "month",
        (
            r"month(?:ly)?|mo|mth|pcm|monat(?:lich)?|mois|mensuel(?:le)?s?|mes|mensual(?:es)?|mensais|mês|mese|mensili|"
            r"maand|månad(?:en)?|måned(?:en)?|mån|mies\.?|miesiąc|miesięcznie|měsíc|měsíčně|ay|月|월"
        ),
    ),
    (
        "year",
        (
            r"year(?:ly)?|yr|yrs|annum|annually|annual|annualized|p\.?\s?a\.?|jahr|jährlich|jahresgehalt|jahresbrutto|"
            r"an|année|annuel(?:le)?s?|brut annuel|año|anual(?:es)?|ano|anno|annui|annuo|annu[ae]l|jaar|år|årligen|"
            r"årlig|året|rok|rocznie|ročně|yıl|年|연|년"
        ),
    ),
)
_BY: Final = (
    r"(?:/|per|a|an|each|every|pro|je|im|in der|par|par le|al|all['’]|por|per il|à l['’]|al|a la|"
    r"por la|på|i|na|za|od|ao|op|p(?:er)?\.?)\s?"
)
_ADJECTIVES: Final = (
    r"(?:gross|net|brutto|netto|brut[os]?|bruts|lordi|base|full[- ]time|FTE|salary|pay|plus|\(?OTE\)?|"
    r"on[- ]target earnings|compensation|"
    r"(?:US|USD|EUR|GBP|CAD|AUD|CHF)(?![A-Za-z])|dollars|euros?|[€$£])"
)
_AFTER: Final = re.compile(
    r"(?i)^\+?[\s,()]*(?:" + _ADJECTIVES + r"[\s,()]*){0,3}(?:"
    + "|".join(rf"(?:{_BY}(?P<{name}>{words})|(?P<{name}_ly>{words}))" for name, words in _PERIODS)
    + r")(?![A-Za-zÀ-ÿ])"
)  # fmt: skip
_LY: Final = re.compile(
    r"(?i)ly$|annual|p\.?\s?a|annum|annu|anual|mensu|mensi|jahres|jährlich|monatlich|stünd|rocznie|miesi|roč|"
    r"měs|pcm|^/|årlig|yr|hr|mo$"
)
_BEFORE_PERIODS: Final = (
    ("hour", re.compile(r"(?i)\b(?:hourly|per hour|stundenlohn|taux horaire|stundensatz|時給)\b|時給")),
    ("day", re.compile(r"(?i)\b(?:day rate|daily rate|tagessatz|tjm)\b")),
    (
        "month",
        re.compile(
            r"(?i)\b(?:monthly|per month|monatlich\w*|monatsgehalt|mensuel|mensual|miesięcznie|maandsalaris|"
            r"månadslön|bruttomonatsgehalt)\b|月給"
        ),
    ),
    (
        "year",
        re.compile(
            r"(?i)\b(?:annual(?:ly|ized)?|yearly|per year|per annum|jahres\w+|jährlich\w*|annuel(?:le)?|anual|"
            r"annuo|bruttojahresgehalt|ral|ctc|jaarsalaris)\b|年収|연봉"
        ),
    ),
)


def period_of(interval: str) -> str | None:
    """One of `PAY_PERIODS` from a vendor's words: "per-year-salary", "1 YEAR", "HOURLY", "Monat"."""
    given = _WORD.findall(interval[:100].lower())
    if _OTHER_INTERVALS & set(given):
        return None
    for word in reversed(given):
        for period, words in _PERIODS:
            if re.fullmatch(words, word):
                return period
    return None


def period_behind(after: str) -> tuple[str | None, int]:
    """The period that stands right behind an amount, and where its words end."""
    found = _AFTER.match(after)
    if not found:
        return None, 0
    for period, _ in _PERIODS:
        if found[period]:
            return period, found.end()
        if (said := found[f"{period}_ly"]) and (_LY.search(said) or len(said) > 4):  # noqa: PLR2004 - a whole word
            return period, found.end()
    return None, 0


def period_before(before: str) -> str | None:
    """The period that was named last before an amount, as in "Stundenlohn: 15 €"."""
    near = before[-70:]
    told = [(_last(pattern, near), period) for period, pattern in _BEFORE_PERIODS]
    at, period = max(told)
    return period if at >= 0 else None


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((found.end() for found in pattern.finditer(words)), default=-1)
