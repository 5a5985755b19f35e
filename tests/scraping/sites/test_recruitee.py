"""Recruitee's offers as our fixture has them: offices, pay, and what is not published."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobcenter.scraping.sites.recruitee import Recruitee
from jobcenter.scraping.sites.registry import SITES

BODY = Path(__file__).with_name("recruitee.json").read_bytes()


@pytest.fixture(scope="module")
def page():
    return Recruitee().read(BODY, {})


@pytest.fixture(scope="module")
def found(page):
    return {posting.vendor_id: posting for posting in page.found}


def test_every_item_is_accounted_for(page):
    assert (len(page.found), page.hidden, len(page.drops), page.seen, page.next) == (3, 1, 2, 6, None)


def test_what_is_not_plainly_published_is_hidden(page, found):
    assert "2100003" not in found
    assert "2100003" not in [drop.vendor_id for drop in page.drops]


def test_a_posting_carries_what_the_vendor_says(found):
    posting = found["2100001"]
    assert (posting.title, posting.company, posting.department) == ("Cheesemaker", "Fieldfare Dairy", "Dairy")
    assert posting.places == ("Gouda, South Holland, Netherlands", "Fieldfare - Delft")
    assert posting.employment_type == "fulltime_permanent"
    assert posting.posted_at == datetime(2026, 6, 24, 9, 52, 46, tzinfo=UTC)
    assert posting.salary == {"min": 2800, "max": 3400, "currency": "EUR", "interval": "month"}
    assert posting.url == "https://jobs.example.com/o/cheesemaker"
    assert posting.apply_url == "https://jobs.example.com/o/cheesemaker/c/new"
    assert posting.description_html == "<p>Milk &amp; salt</p>\n<ul><li>a nose</li></ul>"


def test_gaps_are_filled_from_what_is_near(found):
    posting = found["2100002"]
    assert (posting.places, posting.department) == (("Ghent, Belgium",), "Logistics")
    assert posting.posted_at == datetime(2026, 5, 5, 5, 5, 5, tzinfo=UTC)
    assert (posting.url, posting.salary, posting.description_html) == (None, {}, None)


def test_only_a_remote_offer_is_remote(found):
    assert [found[number].is_remote for number in ("2100001", "2100002", "2100004")] == [False, False, None]


def test_values_of_wrong_types_are_left_out(found):
    odd = found["2100004"]
    assert (odd.places, odd.salary, odd.posted_at) == ((), {}, None)


def test_the_request_is_the_documented_one():
    request = Recruitee().request("https://{target}.recruitee.com", "fieldfare", {})
    assert (request.url, dict(request.params)) == ("https://fieldfare.recruitee.com/api/offers/", {})


@pytest.mark.parametrize("name", ["recruitee", "personio", "bamboohr", "teamtailor"])
def test_a_target_that_becomes_part_of_the_host_is_one_label_in_lower_case(name):
    pattern = SITES[name].facts.target_pattern
    for target in ("acme", "a", "acme-2", "7up", "a" * 63):
        assert re.fullmatch(pattern, target)
    for target in ("Acme", "acme.evil", "-acme", "acme-", "a_b", "a@b", "a:1", "ümlaut", "a b", "", "a\n", "a" * 64):
        assert not re.fullmatch(pattern, target)
