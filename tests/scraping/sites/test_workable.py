"""Workable's board as our fixture has it: a posting once for each of its places, and places that a company hides."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobcenter.scraping.sites.base import PageUnreadableError
from jobcenter.scraping.sites.workable import Workable

BODY = Path(__file__).with_name("workable.json").read_bytes()


@pytest.fixture(scope="module")
def page():
    return Workable().read(BODY, {})


@pytest.fixture(scope="module")
def found(page):
    return {posting.vendor_id: posting for posting in page.found}


def test_every_item_is_accounted_for(page):
    assert (len(page.found), page.repeated, len(page.drops), page.seen, page.next) == (3, 1, 3, 7, None)
    assert [drop.title or drop.vendor_id for drop in page.drops] == ["No shortcode", "0000000002", None]
    assert page.drops[0].reason == 'the item has no "shortcode"'


def test_a_posting_carries_what_the_vendor_says(found):
    posting = found["A1B2C3D4E5"]
    assert (posting.title, posting.company) == ("Bicycle Mechanic", "Wagtail Crafts")
    assert (posting.department, posting.employment_type, posting.requisition) == ("Workshop", "Full-time", "WT-7")
    assert posting.is_remote is False
    assert posting.posted_at == datetime(2026, 7, 30, tzinfo=UTC)
    assert posting.url == "https://jobs.example.com/j/A1B2C3D4E5"
    assert posting.apply_url == "https://jobs.example.com/j/A1B2C3D4E5/apply"
    assert posting.description_html == "<p>Wheels &amp; gears</p>"


def test_a_repeat_adds_its_place_and_hidden_places_stay_hidden(found):
    assert found["A1B2C3D4E5"].places == ("Porto, Norte, Portugal", "Singapore")
    assert found["0000000001"].places == ()


def test_gaps_are_filled_from_what_is_near(found):
    posting = found["00FF00FF00"]
    assert (posting.places, posting.is_remote) == (("Ireland",), True)
    assert (posting.department, posting.employment_type) == (None, None)
    assert posting.url == "https://short.example.com/j/00FF00FF00"
    assert posting.posted_at == datetime(2026, 6, 2, tzinfo=UTC)
    assert posting.description_html == "<p>Ledgers</p>\n<p>Patience</p>"


def test_values_of_wrong_types_are_left_out(found):
    odd = found["0000000001"]
    assert (odd.posted_at, odd.description_html, odd.is_remote, odd.url) == (None, None, None, None)


def test_the_request_is_the_documented_one():
    request = Workable().request("https://apply.workable.com", "wagtail", {})
    assert request.url == "https://apply.workable.com/api/v1/widget/accounts/wagtail"
    assert request.params == {"details": "true"}
    assert Workable().skip({}) is None


def test_the_vendors_own_words_reach_the_person():
    with pytest.raises(PageUnreadableError, match='it says: "Not found"'):
        Workable().read(b'{"error":"Not found"}', {})
