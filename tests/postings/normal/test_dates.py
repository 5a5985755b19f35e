# ruff: noqa: RUF001 - letters of other scripts, and dashes, are what is tested

from datetime import UTC, datetime, timedelta, timezone

import pytest

from jobcenter.postings.normal.dates import posted_words

SEEN = datetime(2026, 8, 3, 19, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Posted Today", 0),
        ("Posted Yesterday", 1),
        ("Posted 1 Day Ago", 1),
        ("Posted 3 Days Ago", 3),
        ("Posted 30 Days Ago", 30),
        ("Just posted", 0),
        ("5 hours ago", 0),
        ("30 hours ago", 1),
        ("2 weeks ago", 14),
        ("a day ago", 1),
        ("Heute", 0),
        ("gestern", 1),
        ("Vor 3 Tagen ausgeschrieben", 3),
        ("il y a 2 jours", 2),
        ("Publicado hace 5 días", 5),
        ("3 giorni fa", 3),
        ("3日前", 3),
        ("掲載日：2週間前", 14),
        ("3일 전", 3),
        ("本日", 0),
    ],
)
def test_words_that_tell_a_day(words, days):
    assert posted_words(words, SEEN) == datetime(2026, 8, 3, tzinfo=UTC) - timedelta(days=days)


@pytest.mark.parametrize(
    "words",
    [
        "Posted 30+ Days Ago",
        "30+ days ago",
        "more than 30 days ago",
        "over 30 days ago",
        "Vor mehr als 30 Tagen",
        "1 month ago",
        "3 months ago",
        "2 years ago",
        "Posted",
        "Upload",
        "Add one d",
        "",
        None,
        "3 Daylight Ave",
    ],
)
def test_words_that_tell_none(words):
    assert posted_words(words, SEEN) is None


def test_the_day_is_that_of_utc():
    east = datetime(2026, 8, 4, 1, 0, tzinfo=timezone(timedelta(hours=8)))
    assert posted_words("Posted Today", east) == datetime(2026, 8, 3, tzinfo=UTC)
    assert posted_words("Posted 999 weeks ago", datetime(1, 1, 5, tzinfo=UTC)) is None
