"""What the pure rules promise: verdicts, filters, moments, over clock changes too."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobcenter.kit.errors import InvalidError
from jobcenter.postings.found import FoundPosting
from jobcenter.scraping.fetch import LONGEST_WAIT, retry_after
from jobcenter.scraping.rules import (
    grace,
    is_wanted,
    lock_key,
    next_by_cron,
    next_by_interval,
    next_occurrence,
    next_occurrences,
    verdict,
)

counts = st.integers(0, 10_000)
moments = st.integers(946_684_800, 4_102_444_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
zones = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])


def local(cron, zone, start, count):
    """The next moments of a cron expression after a local time, as local times with their offset."""
    after, found = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC), []
    for _ in range(count):
        after = next_by_cron(cron, zone, after)
        assert after.utcoffset() == timedelta(0)
        found.append(after.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes")[5:])
    return found


@pytest.mark.parametrize(
    ("cron", "zone", "start", "expected"),
    [
        # 02:30 does not exist on the day the clock goes forward: it runs at the change, once; the next day as ever.
        ("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00", ["03-29T03:00+02:00", "03-30T02:30+02:00"]),
        ("30 2 * * *", "America/New_York", "2026-03-07T12:00", ["03-08T03:00-04:00", "03-09T02:30-04:00"]),
        # It exists twice on the day the clock goes back: it runs once.
        ("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00", ["10-25T02:30+02:00", "10-26T02:30+01:00"]),
        ("30 1 * * *", "America/New_York", "2026-10-31T12:00", ["11-01T01:30-04:00", "11-02T01:30-05:00"]),
        # Every hour is every hour that passes: none twice, none left out.
        (
            "0 * * * *",
            "Europe/Berlin",
            "2026-03-29T00:30",
            ["03-29T01:00+01:00", "03-29T03:00+02:00", "03-29T04:00+02:00"],
        ),
        (
            "0 * * * *",
            "Europe/Berlin",
            "2026-10-25T01:30",
            ["10-25T02:00+02:00", "10-25T02:00+01:00", "10-25T03:00+01:00"],
        ),
        (
            "0 * * * *",
            "America/New_York",
            "2026-11-01T00:30",
            ["11-01T01:00-04:00", "11-01T01:00-05:00", "11-01T02:00-05:00"],
        ),
        ("0 * * * *", "America/New_York", "2026-03-08T00:30", ["03-08T01:00-05:00", "03-08T03:00-04:00"]),
    ],
)
def test_cron_is_right_over_clock_changes(cron, zone, start, expected):
    assert local(cron, zone, start, len(expected)) == expected


@given(after=moments, zone=zones, cron=st.sampled_from(["*/7 * * * *", "30 2 * * *", "0 */3 * * 1-5", "15 6 1 * *"]))
def test_cron_always_gets_on(after, zone, cron):
    first = next_by_cron(cron, zone, after)
    assert first > after
    assert next_by_cron(cron, zone, first) > first


@pytest.mark.parametrize("cron", ["0 0 30 2 *", "0 0 31 4 *", "0 0 31 2,4,6 *", "61 * * * *", "* * *", "", "mañana"])
def test_a_cron_that_never_fires_or_cannot_be_read_is_refused(cron):
    with pytest.raises(InvalidError, match="cron expression"):
        next_by_cron(cron, "UTC", datetime(2026, 1, 1, tzinfo=UTC))


@given(occurrence=moments, minutes=st.integers(1, 527_040), schedule=st.uuids())
def test_an_interval_has_jitter_of_a_tenth_and_the_same_everywhere(occurrence, minutes, schedule):
    following = next_by_interval(schedule, occurrence, minutes)
    assert abs((following - occurrence) / timedelta(minutes=minutes) - 1) <= 0.1 + 1e-6
    assert following == next_by_interval(str(schedule), occurrence, minutes)
    elsewhere = occurrence.astimezone(ZoneInfo("UTC"))
    assert following == next_by_interval(schedule, elsewhere, minutes)


def test_the_jitter_spreads():
    start = datetime(2026, 1, 1, tzinfo=UTC)
    shares = [(next_by_interval(n, start, 100) - start) / timedelta(minutes=100) - 1 for n in range(1000)]
    assert min(shares) < -0.09
    assert max(shares) > 0.09
    assert abs(sum(shares) / 1000) < 0.01


def test_the_next_moments_follow_one_another():
    start = datetime(2026, 1, 1, tzinfo=UTC)
    by_cron = {"cron": "0 6 * * 1-5", "time_zone": "Europe/Berlin", "id": 1, "interval_minutes": None}
    by_interval = {"cron": None, "time_zone": "UTC", "id": 1, "interval_minutes": 60}
    for schedule in (by_cron, by_interval):
        found = next_occurrences(schedule, start, 20)
        assert found == sorted(set(found))
        assert found[0] == next_occurrence(schedule, start)
    assert {moment.astimezone(ZoneInfo("Europe/Berlin")).hour for moment in next_occurrences(by_cron, start, 300)} == {
        6
    }


@given(seen=counts, dropped=counts, lost=counts)
def test_a_verdict_follows_from_the_share_of_errors(seen, dropped, lost):
    dropped = min(dropped, seen)
    said = verdict(seen=seen, dropped=dropped, lost=lost)
    wrong = dropped + lost
    if wrong == 0:
        assert said == "succeeded"
    else:
        assert said == ("partial" if wrong * 10 <= 3 * (seen + lost) else "failed")


@pytest.mark.parametrize(("minutes", "expected"), [(1, 60), (60, 1800), (1440, 43_200), (None, 300)])
def test_the_grace_is_half_an_interval(minutes, expected):
    assert grace({"interval_minutes": minutes}) == timedelta(seconds=expected)


def test_a_lock_is_of_a_site_and_target():
    assert lock_key("lever", "a") != lock_key("lever", "b") != lock_key("greenhouse", "b")
    assert lock_key("indeed", None) == lock_key("indeed", "")


POSTING = FoundPosting(
    "1", "Senior Data Engineer", places=("Berlin, Germany",), department="Insights", description_html="<p>Rust</p>"
)


@pytest.mark.parametrize(
    ("payload", "wanted"),
    [
        ({}, True),
        ({"search_term": "engineer DATA"}, True),
        ({"search_term": "rust insights"}, True),
        ({"search_term": "engineer nurse"}, False),
        ({"location": " berlin "}, True),
        ({"location": "paris"}, False),
        ({"location": "remote"}, False),
        ({"is_remote": True}, False),
        ({"is_remote": False}, True),
        ({"search_term": "", "location": None, "is_remote": None}, True),
    ],
)
def test_what_a_payload_lets_through(payload, wanted):
    assert is_wanted(POSTING, payload) is wanted


@given(st.text(max_size=60) | st.integers().map(str))
def test_a_retry_after_of_any_form_is_none_or_a_time_to_wait(value):
    seconds = retry_after(value)
    assert seconds is None or 0 <= seconds <= LONGEST_WAIT
