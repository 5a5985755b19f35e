"""Greenhouse's board as our fixture has it, trap by trap."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobcenter.scraping.sites.greenhouse import Greenhouse

BODY = Path(__file__).with_name("greenhouse.json").read_bytes()


@pytest.fixture(scope="module")
def page():
    return Greenhouse().read(BODY, {})


@pytest.fixture(scope="module")
def found(page):
    return {posting.vendor_id: posting for posting in page.found}


def test_every_item_is_accounted_for(page):
    assert (len(page.found), page.repeated, page.hidden, len(page.drops)) == (4, 1, 0, 7)
    assert page.seen == 12
    assert page.next is None


def test_a_posting_carries_what_the_vendor_says(found):
    posting = found["7001"]
    assert posting.title == "Data Engineer"
    assert posting.company == "Kestrel Tools"
    assert posting.department == "Engineering / Platform"
    assert posting.employment_type == "Full-time"
    assert posting.requisition == "KES-12"
    assert posting.url == "https://jobs.example.com/kestrel/7001"
    assert posting.posted_at == datetime(2026, 6, 2, 12, 58, 57, tzinfo=UTC)
    assert posting.salary == {"min": 61000, "max": 75500.5, "currency": "EUR", "text": "Pay"}
    assert posting.raw["internal_job_id"] == 91


def test_the_advert_is_unescaped_exactly_once(found):
    assert found["7001"].description_html == "<p>Build &amp; run it.</p><ul><li>a &lt; b</li></ul>"


def test_a_repeat_adds_its_places_and_semicolons_and_bars_separate(found):
    assert found["7001"].places == ("Berlin, Germany", "Remote - EU", "Paris or Lyon, France", "Madrid")
    assert found["7001"].is_remote is True


def test_offices_speak_where_there_is_no_location(found):
    assert found["7002"].places == ("Linz", "Yard")


def test_what_cannot_be_used_is_left_out(found):
    posting = found["7002"]
    assert (posting.url, posting.posted_at, posting.description_html, posting.salary) == (None, None, None, {})
    assert found["7003"].posted_at is None


def test_pay_ranges_in_cents_become_amounts(found):
    assert found["7003"].salary == {"min": 50000, "max": 60500.5, "currency": "USD", "text": "Base pay"}


def test_not_remote_is_not_taken_for_remote(found):
    assert found["7003"].is_remote is None


def test_nul_is_gone_from_every_depth(found):
    posting = found["7008"]
    assert posting.title == "NUL  inside"
    assert posting.raw["note"] == [""]
    assert "\0" not in repr(posting)


def test_drops_say_why(page):
    assert [(drop.reason, drop.vendor_id, drop.title) for drop in page.drops] == [
        ('the item has no "id"', None, "Nobody"),
        ('the item has no "title"', "7005", None),
        ('the item\'s "id" is a list, which cannot serve as one', None, "List for an id"),
        ('the item\'s "title" is an object, which cannot serve as one', "7007", None),
        ("the item is a text, not an object", None, None),
        ("the item is nothing, not an object", None, None),
        ("the item is a number, not an object", None, None),
    ]


def test_the_request_is_the_documented_one():
    request = Greenhouse().request("https://boards-api.greenhouse.io/", "kestrel", {})
    assert request.url == "https://boards-api.greenhouse.io/v1/boards/kestrel/jobs"
    assert request.params == {"content": "true"}
    assert Greenhouse().skip({}) is None
