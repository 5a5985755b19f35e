"""Amounts of money inside texts: figures as people write them, currencies, periods."""

# ruff: noqa: RUF001 - letters of other scripts, and dashes, are what is looked for

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

_TABLE: Final = """
USD us$ usd$ usd; CAD c$ ca$ cad$ cad; AUD a$ au$ aud$ aud; NZD nz$ nzd; SGD s$ sg$ sgd; HKD hk$ hkd; TWD nt$ twd;
MXN mx$ mxn; BRL r$ brl; EUR € eur euro euros; GBP £ gbp pounds; JPY 円 jpy; CNY cny rmb; KRW ₩ 원 krw; ILS ₪ ils;
INR ₹ inr rs lakh lakhs lpa; TRY ₺ try; PLN zł zl pln; CZK kč czk; HUF ft huf; RON lei ron; SEK sek; NOK nok; DKK dkk;
CHF chf sfr fr; ZAR zar; AED aed; SAR sar; PHP ₱ php; THB thb; MYR myr; IDR idr; VND vnd; BGN bgn; UAH uah; NGN ngn;
KES kes; EGP egp; COP cop; CLP clp; ARS ars
"""

CURRENCIES: Final[dict[str, str]] = {
    sign: words.split()[0] for words in _TABLE.split(";") for sign in words.split()[1:]
}
"""By symbol or word in small letters; "$", "¥" and "kr" are of several countries and not here."""

_SCALE_OF: Final = """
JPY=130 KRW=1200 INR=40 HUF=330 CZK=20 SEK=9 NOK=9 DKK=6 MXN=15 BRL=4 PLN=3 CNY=6 HKD=7 TWD=28 ZAR=14 TRY=25 THB=30
PHP=45 IDR=14000 VND=22000 RON=4 ILS=3 AED=3 SAR=3 MYR=3 UAH=35 NGN=900 KES=110 EGP=35 COP=3800 CLP=850 ARS=800
"""

SCALES: Final[dict[str, int]] = {
    currency: int(scale) for currency, scale in (entry.split("=") for entry in _SCALE_OF.split())
}
"""About how many of it buy what a dollar does: only to tell plausible pay from what cannot be."""

BOUNDS: Final[dict[str, tuple[int, int]]] = {
    "hour": (2, 1_500),
    "day": (20, 12_000),
    "week": (50, 40_000),
    "month": (150, 150_000),
    "year": (2_000, 5_000_000),
}
"""What pay for a period can be, in dollars."""

_FIGURE = r"\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d{1,9}(?:[.,]\d{1,2})?(?!\d)"
_CODES = (
    "USD|EUR|GBP|CHF|CAD|AUD|NZD|SGD|HKD|JPY|CNY|RMB|INR|KRW|MXN|BRL|ZAR|PLN|CZK|HUF|RON|SEK|NOK|DKK|ILS|TRY|AED|SAR|"
    "PHP|THB|MYR|IDR|VND|BGN|UAH|NGN|KES|EGP|COP|CLP|ARS|TWD"
)
_BEFORE = (
    r"(?:(?:US|USD|CA|C|CAD|AU|A|AUD|NZ|SG|S|HK|NT|MX|R)\$|[$€£¥₹₩₪₺₱]|"
    rf"(?<![A-Za-z])(?:{_CODES}|Rs\.?|SFr\.?|Fr\.)(?: ?[$€£])?)"
)
_BEHIND = (
    rf"(?:[€£₹₪₺円원]|(?:{_CODES}|[Ee]uros?|zł|zl|Kč|Ft|kr\.?|lei|dollars|pounds|[Ll]akhs?|LPA|SFr|Fr)(?![A-Za-z]))"
)
_THOUSANDS = r"(?:\s?[kK](?![A-Za-z])|\s?[Tt]sd\.?|\s?tys\.?)"
_LARGE = (
    r"(?:\s?(?:[mM]n?|[bB]n?|MM|[Mm]illions?|[Bb]illions?|[Mm]io\.?|[Mm]rd\.?|[Cc]rores?|[Tt]rillions?)(?![A-Za-z])|"
    r"\+?\s?[mMbB](?=\s|$|[.,;)]))"
)
_TO = r"\s?(?:[-–—‒~〜]|to|bis|until|and|und|à|a|et|y|al|e|tot|till|do)\s?"


def _amount(name: str) -> str:
    return (
        rf"(?P<{name}_before>{_BEFORE})?\s?(?P<{name}>{_FIGURE})"
        rf"(?P<{name}_large>{_LARGE})?(?P<{name}_thousand>{_THOUSANDS})?"
        rf"(?P<{name}_plus>\+(?!\s?[$€£\d]))?(?:\s?(?P<{name}_behind>{_BEHIND}))?"
    )


_MONEY: Final = re.compile(
    rf"(?<![\w.,/-]){_amount('low')}(?:(?P<to>{_TO}|\s?/[a-zA-Z]+\s?[-–—]\s?){_amount('high')})?"
)
_LAKHS: Final = frozenset({"lakh", "lakhs", "lpa"})
_FIGURES: Final = re.compile(r"\d[\d.,'’\u00a0\u202f]*")
_SIGN: Final = re.compile(rf"[$€£¥₹₩₪₺₱円원]|{_CODES}|Rs|Fr|[Ee]uro|zł|zl|Kč|Ft|kr|lei|dollars|pounds|[Ll]akh|LPA")
_SIGN_BEFORE: Final = 6  # characters before a figure in which its currency stands
_SIGN_BEHIND: Final = 12
_MOST_DIGITS: Final = 15
_NEAR: Final = 40  # characters around such a figure in which the rest of a range stands
_MOST: Final = 40  # amounts of a text that are looked at


@dataclass(frozen=True, slots=True)
class Money:
    """One amount or a range in a text: `start` and `end` are where it stands; `sign` is the currency as written."""

    low: Decimal
    high: Decimal
    sign: str
    start: int
    end: int
    is_range: bool
    is_open: bool
    is_large: bool
    """Millions and more: never anybody's pay."""


def moneys(text: str) -> list[Money]:
    """Every amount of money in a text, in order."""
    found = []
    for start, end in _spans(text):
        for match in _MONEY.finditer(text, start, end):
            money = _money(match)
            if money:
                found.append(money)
            if len(found) >= _MOST:
                return found
    return found


def _spans(text: str) -> list[tuple[int, int]]:
    """The stretches of a text around figures with a sign of currency: nearly all of a posting is none of them."""
    spans: list[tuple[int, int]] = []
    for figures in _FIGURES.finditer(text):
        start, end = figures.span()
        if not _SIGN.search(text, max(0, start - _SIGN_BEFORE), end + _SIGN_BEHIND):
            continue
        # A stretch begins and ends at a gap between words, so that no figure is cut in two.
        start, end = text.rfind(" ", 0, max(0, start - _NEAR)) + 1, text.find(" ", end + _NEAR)
        end = len(text) if end < 0 else end
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
        if len(spans) > _MOST:
            break
    return spans


def _money(match: re.Match[str]) -> Money | None:
    sign = match["low_before"] or match["low_behind"] or match["high_before"] or match["high_behind"]
    low, high = figure(match["low"]), figure(match["high"]) if match["high"] else None
    if not sign or low is None:
        return None
    start, end = match.span()
    has_high = high is not None
    low_thousand, high_thousand = bool(match["low_thousand"]), bool(match["high_thousand"])
    if any((match[f"{end}_behind"] or "").lower() in _LAKHS for end in ("low", "high")):
        low, high = low * 100_000, high * 100_000 if high is not None else None
    if low_thousand or (high_thousand and low < 1_000):  # noqa: PLR2004 - "120-150k"
        low *= 1_000
    if high is not None and (high_thousand or (low_thousand and high < 1_000)):  # noqa: PLR2004
        high *= 1_000
    large = bool(match["low_large"] or match["high_large"])
    opened = bool((match["high_plus"] if has_high else match["low_plus"]) or False)
    written = len(match[0]) - len(match[0].lstrip())
    return Money(low, high if high is not None else low, sign, start + written, end, has_high, opened, large)


def figure(written: str) -> Decimal | None:
    """A figure as people write it: 120,000.50 and 120.000,50 and 120'000 and 120 000 are what they look like."""
    digits = re.sub(r"[\s'’\u00a0\u202f]", "", written)
    last = max(digits.rfind("."), digits.rfind(","))
    if last >= 0:
        behind = len(digits) - last - 1
        whole, rest = re.sub(r"[.,]", "", digits[:last]), digits[last + 1 :]
        digits = f"{whole}{rest}" if behind == 3 else f"{whole}.{rest}"  # noqa: PLR2004 - a group of thousands
    if len(digits) > _MOST_DIGITS:
        return None
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def is_plausible(low: Decimal | None, high: Decimal | None, currency: str | None, period: str | None) -> bool:
    """Whether somebody may be paid that for such a period; without one, for any."""
    scale = SCALES.get(currency or "", 1)
    least, most = BOUNDS[period] if period else (BOUNDS["hour"][0], BOUNDS["year"][1])
    return all(least * scale <= amount <= most * scale for amount in (low, high) if amount is not None)
