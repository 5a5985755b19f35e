"""Teamtailor's feed as our fixture has it, and the way through its pages."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapes import XML_SHAPES

from jobcenter.scraping.sites.base import PageUnreadableError
from jobcenter.scraping.sites.paging import FURTHEST
from jobcenter.scraping.sites.teamtailor import Teamtailor

BODY = Path(__file__).with_name("teamtailor.xml").read_bytes()
FIRST, SECOND, THIRD = (f"5a5f0c1c-0000-4000-8000-00000000000{number}" for number in (1, 2, 3))
SHAPE = XML_SHAPES["teamtailor"]


def full_page(begins=0, count=100):
    return SHAPE.page(*(SHAPE.item(f"g-{begins + number}", "Guide") for number in range(count)))


@pytest.fixture(scope="module")
def page():
    return Teamtailor().read(BODY, {"offset": 0})


@pytest.fixture(scope="module")
def found(page):
    return {posting.vendor_id: posting for posting in page.found}


def test_every_item_is_accounted_for(page):
    assert (len(page.found), len(page.drops), page.seen, page.next) == (3, 2, 5, None)


def test_a_posting_carries_what_the_vendor_says(found):
    posting = found[FIRST]
    assert posting.title == "Kayak Guide & Cook"
    assert posting.places == ("Tampere, Finland", "Summer camp")
    assert posting.is_remote is False
    assert posting.department == "Guides"
    assert posting.posted_at == datetime(2026, 9, 1, 6, 30, 4, tzinfo=UTC)
    assert posting.url == "https://careers.example.com/jobs/11-kayak-guide"
    assert posting.description_html == "<p>Paddle &amp; stir</p>"


def test_what_is_missing_or_of_another_kind_is_left_out(found):
    webmaster, odd = found[SECOND], found[THIRD]
    assert (webmaster.places, webmaster.is_remote, webmaster.posted_at, webmaster.url) == ((), True, None, None)
    assert webmaster.description_html == "<p>From anywhere</p>"
    assert (odd.places, odd.is_remote, odd.description_html) == ((), None, None)


@given(st.text())
def test_a_date_of_any_words_never_raises(words):
    (posting,) = Teamtailor().read(SHAPE.page_of([{"guid": "g", "title": "t", "pubDate": words}]), {}).found
    assert posting.posted_at is None or posting.posted_at.tzinfo is not None


def test_a_full_page_is_followed_and_a_short_one_is_the_last():
    assert Teamtailor().read(full_page(), {"offset": 0}).next == {"offset": 100, "before": "g-0"}
    assert Teamtailor().read(full_page(100), {"offset": 100, "before": "g-0"}).next == {
        "offset": 200,
        "before": "g-100",
    }
    assert Teamtailor().read(full_page(100, 99), {"offset": 100, "before": "g-0"}).next is None
    assert Teamtailor().read(full_page(100, 0), {"offset": 100, "before": "g-0"}).next is None
    assert Teamtailor().read(full_page(), {"offset": FURTHEST}).next is None


@pytest.mark.parametrize("offset", [100, 200])
def test_a_feed_that_ignores_the_offset_is_not_taken_for_the_whole_board(offset):
    with pytest.raises(
        PageUnreadableError, match=r"^teamtailor answered the same page once more .* than the \d00 that"
    ):
        Teamtailor().read(full_page(), {"offset": offset, "before": "g-0"})


def test_behind_a_lost_page_the_last_one_read_is_still_known():
    assert Teamtailor().skip({"offset": 100, "before": "g-0"}) == {"offset": 200, "before": "g-0"}


def test_the_request_is_the_documented_one():
    request = Teamtailor().request("https://{target}.teamtailor.com", "sandpiper", {"offset": 200})
    assert request.url == "https://sandpiper.teamtailor.com/jobs.rss"
    assert request.params == {"per_page": "100", "offset": "200"}


def test_a_feed_without_a_channel_is_unreadable():
    with pytest.raises(PageUnreadableError, match=r"^teamtailor answered a <rss> without a <channel>"):
        Teamtailor().read(b"<rss/>", {"offset": 0})
    assert Teamtailor().read(b"<rss><channel><title>Empty</title></channel></rss>", {"offset": 0}).seen == 0
