"""SmartRecruiters' pages and postings as our fixtures have them, and the way through a board."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobcenter.scraping.sites.base import DetailedSite
from jobcenter.scraping.sites.paging import FURTHEST
from jobcenter.scraping.sites.smartrecruiters import SmartRecruiters

BODY = Path(__file__).with_name("smartrecruiters.json").read_bytes()
DETAIL = Path(__file__).with_name("smartrecruiters_detail.json").read_bytes()
FIRST, SECOND, ODD = "744000000000101", "744000000000102", "744/../103"
VENDOR = SmartRecruiters.facts.default_url


@pytest.fixture(scope="module")
def page():
    return SmartRecruiters().read(BODY, {"offset": 0})


@pytest.fixture(scope="module")
def found(page):
    return {posting.vendor_id: posting for posting in page.found}


def page_with(count, total, offset):
    items = [{"id": str(number), "name": "x"} for number in range(count)]
    body = json.dumps({"totalFound": total, "content": items}).encode()
    return SmartRecruiters().read(body, {"offset": offset})


def test_every_item_is_accounted_for(page):
    assert (len(page.found), page.repeated, page.hidden, page.seen) == (3, 1, 2, 9)
    assert [(drop.reason, drop.vendor_id, drop.title) for drop in page.drops] == [
        ('the item has no "id"', None, "No id"),
        ('the item has no "name"', "744000000000107", None),
        ("the item is a text, not an object", None, None),
    ]


def test_what_is_not_public_is_hidden(page):
    shown = {posting.vendor_id for posting in page.found} | {drop.vendor_id for drop in page.drops}
    assert not shown & {"744000000000104", "744000000000105"}


def test_a_posting_carries_what_the_list_says(found):
    posting = found[FIRST]
    assert posting.title == "Massage Therapist, Riverside"
    assert posting.company == "Dunlin Spas"
    assert posting.places == ("Aarhus, , Denmark", "Odense, , Denmark")
    assert posting.is_remote is False
    assert posting.department == "Therapists"
    assert posting.employment_type == "Part-time"
    assert posting.requisition == "REF101X"
    assert posting.posted_at == datetime(2026, 6, 24, 10, 0, 11, 853000, tzinfo=UTC)
    assert posting.url == "https://jobs.smartrecruiters.com/DunlinSpas/744000000000101"
    assert posting.description_html is None


def test_gaps_are_filled_from_what_is_near(found):
    posting = found[SECOND]
    assert (posting.places, posting.is_remote, posting.department) == (("Oslo, no",), True, "Service")
    assert (posting.posted_at, posting.url, posting.requisition) == (None, None, None)


def test_values_of_wrong_types_are_left_out_and_addresses_stay_where_they_are(found):
    odd = found[ODD]
    assert (odd.places, odd.is_remote, odd.department, odd.employment_type) == ((), None, None, None)
    assert odd.url == "https://jobs.smartrecruiters.com/Dunlin%2F..%2FSpas%3F/744%2F..%2F103"


def test_pages_follow_until_the_total():
    assert page_with(100, 130, 0).next == {"offset": 100}
    assert page_with(30, 130, 100).next is None
    assert page_with(100, 200, 100).next is None


def test_a_short_page_within_the_total_is_not_taken_for_the_end():
    assert page_with(97, 300, 100).next == {"offset": 197}
    assert page_with(0, 300, 200).next is None


def test_without_a_total_a_short_page_is_the_end():
    assert page_with(100, None, 0).next == {"offset": 100}
    assert page_with(99, None, 0).next is None


def test_a_vendor_that_ignores_offsets_does_not_keep_a_run_going_for_ever():
    assert page_with(100, 10**9, FURTHEST).next is None
    assert SmartRecruiters().skip({"offset": FURTHEST}) is None


def test_the_request_is_the_documented_one():
    request = SmartRecruiters().request(VENDOR, "DunlinSpas", {"offset": 200})
    assert request.url == "https://api.smartrecruiters.com/v1/companies/DunlinSpas/postings"
    assert request.params == {"limit": "100", "offset": "200"}
    assert SmartRecruiters().skip({"offset": 200}) == {"offset": 300}


def test_a_postings_page_stands_at_its_id():
    ask = SmartRecruiters().detail_request
    assert ask(VENDOR, "DunlinSpas", FIRST).url == f"{VENDOR}/v1/companies/DunlinSpas/postings/{FIRST}"
    assert ask(VENDOR, "x", "../{target}?").url == f"{VENDOR}/v1/companies/x/postings/..%2F%7Btarget%7D%3F"


def test_a_postings_page_tells_the_rest(found):
    assert isinstance(SmartRecruiters(), DetailedSite)
    detail = SmartRecruiters().read_detail(DETAIL)
    assert detail.description_html == (
        "<h3>Who we are</h3>\n<p>Spas since 1970</p>\n"
        "<h3>The job &amp; you</h3>\n<p>Warm hands</p>\n<p>Saunas are free</p>"
    )
    assert detail.url == "https://jobs.example.com/DunlinSpas/744000000000101-massage-therapist-riverside"
    assert detail.apply_url == f"{detail.url}?oga=true"
    assert detail.salary == {"min": 180, "max": 220, "currency": "DKK", "interval": "HOURLY"}
    whole = detail.beside(found[FIRST])
    assert (whole.vendor_id, whole.company, whole.url) == (FIRST, "Dunlin Spas", detail.url)
    assert whole.raw["detail"]["active"] is True
