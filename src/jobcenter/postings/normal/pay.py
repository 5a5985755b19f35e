"""What is paid: the vendor's figures, else what the text says, with the words it was read from."""

# ruff: noqa: RUF001 - letters of other scripts, and dashes, are what is looked for

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Final

from jobcenter.postings.normal.money import CURRENCIES, Money, is_plausible, moneys
from jobcenter.postings.normal.periods import period_before, period_behind, period_of

LONGEST_TEXT: Final = 60_000
LONGEST_EVIDENCE: Final = 200
_MOST: Final = Decimal(999_999_999_999)

_PAY: Final = (
    r"salar(?:y|ies|io|ios|is)|salaire|compensation|remuneration|rémunération|pay|paid|pays|wages?|base|ote|"
    r"on-target|earn(?:s|ings)?|rate|"
    r"gehalt\w*|jahresgehalt\w*|vergütung\w*|\w*lohn|verdien\w*|entgelt|brutto\w*|brut|lordo|retribuzione|"
    r"stipendio|ral|remuneración|sueldo|"
    r"retribución|ordenado|vencimento|remuneração|salaris|loon|lön|løn|lønn|palkka|wynagrodzenie|mzda|plat|maaş|"
    r"hourly|ctc|package|range|tjm|"
    r"income|bandwidth|starting|\w*(?:年収|月給|時給|給与|연봉|급여|薪资|薪酬)\w*"
)
_BASE: Final = re.compile(r"(?i)\b(?:base|basic|annual|salary|gehalt|salaire|grundgehalt)\b")
_OTE: Final = re.compile(r"(?i)\bOTE\b|on[- ]target")
_OTE_BEFORE: Final = re.compile(r"(?i)(?:\bOTE|on[- ]target earnings)(?: of| is)?\s*:?\s*$")
_OTE_BEHIND: Final = re.compile(r"(?i)\s*\(?(?:OTE\b|on[- ]target earnings)\)?")
_NOT_PAY: Final = (
    r"bonus(?:es)?|sign(?:ing)?[- ]?on|signing|stipends?|allowances?|reimburs\w*|credits?|vouchers?|referrals?|"
    r"equity|stocks?|shares?|rsus?|"
    r"401|pension|contributions?|match(?:ing|ed)?|insurance|premiums?|wellness|wellbeing|learning|education|"
    r"tuition|relocation|discounts?|awards?|"
    r"prizes?|donat\w*|fees?|raised|raising|funding|funded|fundraise|series|valuation|valued|revenues?|arr|mrr|"
    r"backed|invest\w*|budgets?|aum|"
    r"assets|gmv|portfolio|customers?|clients?|quota|deals?|acv|pipeline|spend|spending|sales of|turnover|"
    r"umsatz|market|grants?|loans?|"
    r"savings?|commissions?|deductible|hsa|fsa|coverage|benefits?|perks?|home[- ]office|setup|equipment|"
    r"internet|phone|commut\w*|lunch|meal|"
    r"gift|transactions?|payments? volume|processed|prämie|zuschuss|zulage|gutschein|tickets?|acquisition|"
    r"acquired|ipo|worth|fines?|costs?|"
    r"price[sd]?|jobrad|urban sports|deutschlandticket|mobility|mobilität\w*|childcare|vacation|holiday|travel|"
    r"fund|financing|p&l|contracts? (?:of|worth)"
)
_WORD: Final = re.compile(r"[^\W_][\w&-]*")
_IS_PAY: Final = re.compile(_PAY, re.IGNORECASE)
_IS_NOT_PAY: Final = re.compile(_NOT_PAY, re.IGNORECASE)
_AFTER_NOT: Final = re.compile(
    r"(?i)^\+?[\s)]*(?:(?:per|a|an|/|pro|im)?\s?(?:year|month|week|day|annum|annually|annual|yearly|monthly|yr|"
    r"mo|jahr|monat)\b[\s,]*)?"
    r"(?:(?:in|of|for|towards?|as|für|als|a|an|the|your|our|tax-free|one-time|cash|retention|welcome|new|hire|"
    r"employee|annual|monthly|total|"
    rf"additional|lifetime|professional|development|remote|personal)[\s-]+){{0,4}}(?:{_NOT_PAY})\b"
)
_UP_TO: Final = re.compile(
    r"(?i)(?:up to|bis zu|jusqu['’]à|hasta|fino a|até|tot|max(?:imum|\.)?|maximal|upp till|op til)\s*:?\s*$"
)
_FROM: Final = re.compile(
    r"(?i)(?:from|starting(?: at| from)?|starts? at|at least|min(?:imum|\.)?|ab|mindestens|à partir de|dès|"
    r"desde|a partire da|a partir de|vanaf|från|od|minimum of)\s*:?\s*$"
)
_CLAUSE: Final = re.compile(r"[\n\r•]|[.!?;](?=\s)|\s\|\s")
_CUTS: Final = re.compile(r"[,(+]|\bplus\b|\band\b")
_LINKS: Final = re.compile(r"(?i)\b(?:plus|and|with|und|zzgl|et|y|in addition|including|as well as)\b|[+&,(]")
_YEARLY: Final = frozenset({"USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD"})
_A_YEARS: Final = 15_000
_AN_HOURS: Final = 250
_WIDEST: Final = 6  # times the lower end
_DOLLARS: Final = {
    "US": "USD",
    "CA": "CAD",
    "AU": "AUD",
    "NZ": "NZD",
    "SG": "SGD",
    "HK": "HKD",
    "TW": "TWD",
    "MX": "MXN",
}
_CROWNS: Final = {"SE": "SEK", "NO": "NOK", "DK": "DKK", "sv": "SEK", "nb": "NOK", "da": "DKK"}
_YENS: Final = {"JP": "JPY", "CN": "CNY", "ja": "JPY", "zh": "CNY"}


@dataclass(frozen=True, slots=True)
class Pay:
    """What is paid, from `low` to `high` (None: open) of `currency` (ISO 4217) a `period`, and the words that "
    "say so.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    currency: str | None = None
    period: str | None = None
    evidence: str | None = None


def pay(
    salary: dict[str, Any], text: str, *, countries: frozenset[str] = frozenset(), language: str | None = None
) -> Pay:
    """What is paid: by the vendor's figures, else by the vendor's words, else by the posting's text.

    Args:
        salary: the vendor's, as `FoundPosting.salary`.
        text: the posting's text, without markup.
        countries: those of the posting's places; they tell whose dollars "$" means.
        language: the text's; it tells whose crowns "kr" means.
    """
    told = _by_figures(salary)
    if told:
        return told
    hints = countries | ({language} if language else set())
    words = salary.get("text")
    said = _by_text(words[:2_000], hints, is_about_pay=True) if isinstance(words, str) else None
    return said or _by_text(text[:LONGEST_TEXT], hints, is_about_pay=False) or Pay()


def _by_figures(salary: dict[str, Any]) -> Pay | None:
    low, high = _decimal(salary.get("min")), _decimal(salary.get("max"))
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        low, high = high, low
    code = salary.get("currency")
    currency = code.strip().upper() if isinstance(code, str) and re.fullmatch(r"\s*[A-Za-z]{3}\s*", code) else None
    interval = salary.get("interval")
    period = period_of(interval) if isinstance(interval, str) else None
    if period is None and currency in _YEARLY:
        period = _by_size(low, high)
    if not is_plausible(low, high, currency, period):
        return None
    words = salary.get("text")
    figures = " - ".join(f"{amount:f}" for amount in dict.fromkeys((low, high)) if amount is not None)
    made = " ".join(part for part in (figures, currency, interval if isinstance(interval, str) else None) if part)
    return Pay(low, high, currency, period, (words if isinstance(words, str) else made)[:LONGEST_EVIDENCE])


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        return None
    try:
        amount = Decimal(str(value)[:40])
    except InvalidOperation:
        return None
    return amount.quantize(Decimal("0.01")) if amount.is_finite() and 0 < amount <= _MOST else None


def _by_size(low: Decimal | None, high: Decimal | None) -> str | None:
    amount = low if low is not None else high
    if amount is None:
        return None
    return "year" if amount >= _A_YEARS else None


def _by_text(text: str, hints: frozenset[str] | set[str], *, is_about_pay: bool) -> Pay | None:
    best: tuple[int, Pay] | None = None
    for money in moneys(text):
        rated = _rated(money, text, hints, is_about_pay=is_about_pay)
        if rated and (best is None or rated[0] > best[0]):
            best = rated
    return best[1] if best else None


def _rated(money: Money, text: str, hints: frozenset[str] | set[str], *, is_about_pay: bool) -> tuple[int, Pay] | None:
    """A reading of an amount as pay, and how sure it is; None for what is no pay."""
    if money.is_large or money.low <= 0 or money.low > money.high or money.high > _WIDEST * money.low:
        return None
    before, after = _around(money, text)
    # The nearest word decides: "salary $90k, bonus $5k".
    nearest = _nearest(before if money.is_range else _CUTS.split(before)[-1])
    if nearest is False or _AFTER_NOT.match(after):
        return None
    period, period_end = period_behind(after)
    if text[money.start : money.end].endswith("LPA"):
        period = "year"  # lakhs per annum
    period = period or period_before(before)
    says_pay = _nearest(before) is True or _nearest(_LINKS.split(after[period_end:], 1)[0][:25]) is True
    stands_alone = len(before) + len(after) <= 20 and money.is_range  # noqa: PLR2004 - a line of its own
    if not (period or says_pay or stands_alone or is_about_pay):
        return None
    currency = _currency(money.sign, hints)
    if period is None and currency in _YEARLY:
        period = _by_size(money.low, money.high)
        if period is None and not is_about_pay:
            return None
    if not is_plausible(money.low, money.high, currency, period):
        return None
    low, high = _ends(money, before)
    evidence = _evidence(money, text, period_end if period else 0)
    sure = 3 * money.is_range + 2 * bool(period_behind(after)[0]) + 2 * says_pay + bool(_BASE.search(before[-60:]))
    of_target = bool(_OTE.search(before[-25:]) or _OTE_BEHIND.match(text, money.end + period_end))
    return sure - 2 * of_target, Pay(low, high, currency, period, evidence)


def _around(money: Money, text: str) -> tuple[str, str]:
    """The clause before an amount and the clause behind it."""
    before = text[max(0, money.start - 120) : money.start]
    after = text[money.end : money.end + 80]
    return _CLAUSE.split(before)[-1], _CLAUSE.split(after, 1)[0]


@lru_cache(maxsize=8_192)
def _says(word: str) -> bool | None:
    """Whether a word is of pay, of money that is none, or of neither."""
    return True if _IS_PAY.fullmatch(word) else False if _IS_NOT_PAY.fullmatch(word) else None


def _nearest(words: str) -> bool | None:
    """What the last word says that says anything."""
    for word in reversed(_WORD.findall(words)):
        said = _says(word[:40])
        if said is not None:
            return said
    return None


def _currency(sign: str, hints: frozenset[str] | set[str]) -> str | None:
    key = re.sub(r"[\s.]", "", sign).lower()
    if key not in CURRENCIES and key not in {"$", "€", "£", "¥", "kr", "dollars"}:
        key = key.rstrip("$€£")
    known = CURRENCIES.get(key)
    if known:
        return known
    if key in {"$", "dollars"}:
        told = {_DOLLARS[hint] for hint in hints if hint in _DOLLARS}
        if "USD" in told or not told:
            return "USD"
        return told.pop() if len(told) == 1 else None
    shared = _CROWNS if key == "kr" else _YENS
    told = {shared[hint] for hint in hints if hint in shared}
    return told.pop() if len(told) == 1 else None


def _ends(money: Money, before: str) -> tuple[Decimal | None, Decimal | None]:
    if not money.is_range:
        if money.is_open or _FROM.search(before):
            return money.low, None
        if _UP_TO.search(before):
            return None, money.high
    return money.low, money.high


def _evidence(money: Money, text: str, further: int) -> str:
    start, end = money.start, money.end + further
    before = text[max(0, start - 30) : start]
    for pattern in (_UP_TO, _FROM, _OTE_BEFORE):
        if found := pattern.search(before):
            start -= len(before) - found.start()
    if found := _OTE_BEHIND.match(text, end):
        end = found.end()
    return " ".join(text[start:end].split())[:LONGEST_EVIDENCE].strip(" ,(")
