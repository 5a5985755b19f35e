"""When something was posted, where the vendor says it in words."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from jobcenter.kit.folding import fold

_TODAY: Final = re.compile(
    r"\btoday\b|\bjust (?:now|posted)\b|\bheute\b|\baujourd ?hui\b|\bhoy\b|\boggi\b|\bhoje\b|\bvandaag\b|"
    r"\bidag\b|\bi dag\b|\bdzis|本日|今日|오늘"
)
_YESTERDAY: Final = re.compile(
    r"\byesterday\b|\bgestern\b|\bhier\b|\bayer\b|\bieri\b|\bontem\b|\bgisteren\b|\bigar\b|\bi gar\b|"
    r"\bwczoraj\b|昨日|어제"
)
_AGO: Final = re.compile(
    r"(?<![^\W_])(?P<count>\d{1,3}|an?|one|einem|einer|un|une|uno|una|um|een) ?(?P<plus>\+|or more)? ?"
    r"(?P<unit>minut\w*|min|hours?|hrs?|h|stunden?|heures?|horas?|ore|uur|timmar|days?|d|tag(?:en|e)?|jours?|"
    r"dias?|giorn[oi]|dag(?:en|ar|e)?|"
    r"dni|weeks?|w|wochen?|semaines?|semanas?|settiman[ae]|weken|week)(?![^\W\d_])"
)
_AGO_IN_THE_EAST: Final = re.compile(r"(?<!\d)(\d{1,3}) ?(日|週間?|일|주)[ 間]?(?:以?前|전)")
_SHORTER: Final = ("minut", "min", "hour", "hr", "h", "stund", "heure", "hora", "ore", "uur", "timmar")
_WEEKS: Final = ("week", "w", "woche", "semain", "seman", "settiman", "weken")
_MORE: Final = re.compile(
    r"\d\s*\+|\bmore than\b|\bover \d|\bmehr als\b|\bplus de\b|\bmas de\b|\bpiu di\b|\bmais de\b|\bmeer dan\b"
)


def posted_words(words: str | None, seen_at: datetime) -> datetime | None:
    """The day that "Posted Today", "Posted Yesterday" or "Posted 3 Days Ago" means, as its beginning in UTC.

    None where the words tell no day ("Posted 30+ Days Ago", months) or none is read from them.

    Args:
        words: the vendor's.
        seen_at: when they were read; aware.
    """
    if not words:
        return None
    said = fold(words[:200])
    if _MORE.search(words[:200].lower()) or _MORE.search(said):
        return None
    days = _days(said)
    if days is None:
        return None
    try:
        day = seen_at.astimezone(UTC) - timedelta(days=days)
    except OverflowError:
        return None
    return day.replace(hour=0, minute=0, second=0, microsecond=0)


def _days(said: str) -> int | None:
    if found := _AGO_IN_THE_EAST.search(said):
        return int(found[1]) * (1 if found[2] in {"日", "일"} else 7)
    found = _AGO.search(said)
    if found is None:
        return 1 if _YESTERDAY.search(said) else 0 if _TODAY.search(said) else None
    if found["plus"] or (len(found["unit"]) == 1 and not found["count"].isdigit()):
        return None
    count = int(found["count"]) if found["count"].isdigit() else 1
    unit = found["unit"]
    if unit.startswith(_WEEKS):
        return count * 7
    if unit.startswith(_SHORTER):
        # Hours before the moment of reading may be yesterday; to the day is as near as such words get.
        return 0 if unit.startswith("min") else count // 24
    return count
