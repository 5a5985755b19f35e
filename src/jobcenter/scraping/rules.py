"""Pure decisions of scraping: what a payload lets through, how a run ended, when a schedule's next moment is."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from jobcenter.kit.errors import InvalidError
from jobcenter.postings.found import FoundPosting
from jobcenter.scraping.sites.base import SiteFacts

PARTIAL_SHARE = 0.3
JITTER_SHARE = 0.1
UNFINISHED = ("queued", "running")


def lock_key(site: str, target: str | None) -> str:
    """What one run at a time may work on: the site and, for an ATS, the target."""
    return f"scrape:{site}:{target or ''}"


def is_wanted(found: FoundPosting, payload: Mapping[str, Any]) -> bool:
    """Whether a posting passes the payload's filters: every word of `search_term` in its title, department or text; the
    `location` in its places (or `remote`, where it is remote); `is_remote` itself.
    """
    words = str(payload.get("search_term") or "").lower().split()
    text = " ".join(filter(None, (found.title, found.department, found.description_html))).lower() if words else ""
    if not all(word in text for word in words):
        return False
    if payload.get("is_remote") and not _is_remote(found):
        return False
    location = str(payload.get("location") or "").strip().lower()
    if not location:
        return True
    return any(location in place.lower() for place in found.places) or (location == "remote" and _is_remote(found))


def _is_remote(found: FoundPosting) -> bool:
    return bool(found.is_remote) or any("remote" in place.lower() for place in found.places)


def verdict(*, seen: int, dropped: int, lost: int) -> str:
    """How a run ended: `succeeded` without errors, `partial` with at most 30 % of its items in error, else `failed`.

    `lost` counts the items expected on pages that could not be read.
    """
    wrong = dropped + lost
    if wrong == 0:
        return "succeeded"
    return "partial" if wrong <= PARTIAL_SHARE * (seen + lost) else "failed"


def site_health(
    facts: SiteFacts, closed_until: datetime | None, last_refusal: str | None, last_success_at: datetime | None
) -> tuple[bool, str]:
    """Whether a site can be scraped by this process now, and how it is, in a sentence."""
    missing = facts.missing
    if missing is not None:
        return False, missing
    if closed_until is not None:
        return False, f"Closed until {closed_until:%H:%M:%S} UTC: {last_refusal or 'it refused us.'}"
    if last_success_at is None:
        return True, "Not asked yet." if last_refusal is None else f"Never seen working. {last_refusal}"
    return True, f"Last seen working at {last_success_at:%Y-%m-%d %H:%M} UTC."


def check_cron(cron: str, time_zone: str, after: datetime) -> None:
    """Refuse a cron expression that cannot be read or never fires.

    Raises:
        InvalidError: what is wrong with it.
    """
    next_by_cron(cron, time_zone, after)


def next_by_cron(cron: str, time_zone: str, after: datetime) -> datetime:
    """The first moment after `after` that a cron expression names in a time zone, in UTC; right over clock changes.

    Raises:
        InvalidError: the expression cannot be read, or never fires (such as 30 February).
    """
    try:
        return next(CronSim(cron, after.astimezone(ZoneInfo(time_zone)))).astimezone(ZoneInfo("UTC"))
    except CronSimError as error:
        example = "five fields: minute hour day month weekday, such as 0 6 * * 1-5"
        raise InvalidError(
            f"The cron expression {cron!r} cannot be read or never fires ({error}). It needs {example}."
        ) from error
    except (KeyError, OSError):
        raise InvalidError(f"{time_zone!r} is no time zone that this machine knows.") from None
    except StopIteration:
        raise InvalidError(f"The cron expression {cron!r} never fires. Check its day and month.") from None


def next_by_interval(schedule_id: object, occurrence: datetime, minutes: int) -> datetime:
    """The occurrence after one, an interval later, give or take up to 10 %.

    The jitter is derived from the schedule and the occurrence, so that every scheduler comes to the same moment.
    """
    digest = hashlib.blake2b(f"{schedule_id}|{occurrence.isoformat()}".encode(), digest_size=8).digest()
    share = int.from_bytes(digest, "big") / 2**64 * 2 - 1
    return occurrence + timedelta(minutes=minutes) * (1 + JITTER_SHARE * share)


def next_occurrence(schedule: Mapping[str, Any], after: datetime) -> datetime:
    """When a schedule (a row, or its columns) is due next."""
    if schedule["cron"]:
        return next_by_cron(schedule["cron"], schedule["time_zone"], after)
    return next_by_interval(schedule["id"], after, schedule["interval_minutes"])


def next_occurrences(schedule: Mapping[str, Any], after: datetime, count: int) -> list[datetime]:
    """The next few moments of a schedule; after the first, as if each were punctual."""
    moments: list[datetime] = []
    for _ in range(count):
        after = next_occurrence(schedule, after)
        moments.append(after)
    return moments


def grace(schedule: Mapping[str, Any]) -> timedelta:
    """How late an occurrence may run before the schedule's misfire policy decides."""
    minutes = schedule["interval_minutes"] or 10
    return max(timedelta(minutes=1), timedelta(minutes=minutes) / 2)
