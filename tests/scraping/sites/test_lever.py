"""Lever's postings as our fixture has them, and the way through its pages."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobcenter.scraping.sites.base import PageUnreadableError
from jobcenter.scraping.sites.lever import Lever
from jobcenter.scraping.sites.paging import FURTHEST

BODY = Path(__file__).with_name("lever.json").read_bytes()
FIRST, SECOND, THIRD = (f"1f0c1c2e-0000-4000-8000-00000000000{number}" for number in (1, 2, 3))


@pytest.fixture(scope="module")
def page():
    return Lever().read(BODY, {"skip": 0})


@pytest.fixture(scope="module")
def found(page):
    return {posting.vendor_id: posting for posting in page.found}


def test_every_item_is_accounted_for(page):
    assert (len(page.found), page.repeated, len(page.drops), page.seen) == (3, 1, 3, 7)


def test_a_posting_carries_what_the_vendor_says(found):
    posting = found[FIRST]
    assert posting.title == "Account Manager"
    assert posting.places == ("Oslo, Norway", "Bergen, Norway")
    assert posting.is_remote is True
    assert posting.department == "Sales"
    assert posting.employment_type == "Full-time"
    assert posting.posted_at == datetime(2026, 5, 28, 20, 26, 40, 123000, tzinfo=UTC)
    assert posting.salary == {"min": 600000, "max": 750000, "currency": "NOK", "interval": "per-year-salary"}
    assert posting.url == "https://jobs.example.com/ptarmigan/1"
    assert posting.apply_url == "https://jobs.example.com/ptarmigan/1/apply"


def test_the_parts_of_the_advert_become_one_text_in_order(found):
    assert found[FIRST].description_html == (
        "<div>Who we are</div>\n<h3>You bring &lt;3 &amp; more</h3>\n"
        "<ul><li>care</li><li>patience</li></ul>\n<div>We answer everyone</div>"
    )


def test_plain_text_serves_where_there_is_no_html(found):
    assert found[SECOND].description_html == "<p>Bread &lt; cake</p>"


def test_a_repeat_adds_its_place(found):
    assert found[SECOND].places == ("Tromsø", "Bodø")
    assert found[SECOND].department == "Kitchen"
    assert found[SECOND].is_remote is False


def test_values_of_wrong_types_are_left_out(found):
    odd = found[THIRD]
    assert (odd.places, odd.posted_at, odd.salary, odd.is_remote, odd.description_html) == ((), None, {}, None, None)
    assert found[SECOND].salary == {}


def test_a_full_page_is_followed_and_a_short_one_is_the_last():
    items = [{"id": str(number), "text": "x"} for number in range(100)]
    assert Lever().read(json.dumps(items).encode(), {"skip": 200}).next == {"skip": 300}
    assert Lever().read(json.dumps(items[:99]).encode(), {"skip": 200}).next is None
    assert Lever().read(b"[]", {"skip": 100}).next is None


def test_repeats_and_drops_count_towards_a_full_page():
    assert Lever().read(json.dumps([{"id": "1", "text": "x"}, None] * 50).encode(), {"skip": 0}).next == {"skip": 100}


def test_a_vendor_that_ignores_skip_does_not_keep_a_run_going_for_ever():
    assert Lever().skip({"skip": FURTHEST}) is None
    items = json.dumps([{"id": str(number), "text": "x"} for number in range(100)]).encode()
    assert Lever().read(items, {"skip": FURTHEST}).next is None


def test_the_request_is_the_documented_one():
    request = Lever().request("https://api.eu.lever.co", "ptarmigan", {"skip": 200})
    assert request.url == "https://api.eu.lever.co/v0/postings/ptarmigan"
    assert request.params == {"mode": "json", "skip": "200", "limit": "100"}
    assert Lever().skip({"skip": 200}) == {"skip": 300}


def test_the_vendors_own_words_reach_the_person():
    with pytest.raises(PageUnreadableError, match=r'lever answered an object .* it says: "Document not found"'):
        Lever().read(b'{"ok":false,"error":"Document not found"}', {"skip": 0})
