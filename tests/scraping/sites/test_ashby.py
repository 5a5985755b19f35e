"""Ashby's board as our fixture has it: above all, what must not be shown."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobcenter.scraping.sites.ashby import Ashby

BODY = Path(__file__).with_name("ashby.json").read_bytes()
FIRST, SECOND = (f"a5f0c1c2-0000-4000-8000-00000000000{number}" for number in (1, 2))


@pytest.fixture(scope="module")
def page():
    return Ashby().read(BODY, {})


@pytest.fixture(scope="module")
def found(page):
    return {posting.vendor_id: posting for posting in page.found}


def test_what_is_not_plainly_listed_is_hidden(page):
    assert page.hidden == 3
    assert not any(posting.vendor_id.startswith("hidden") for posting in page.found)
    assert not any((drop.vendor_id or "").startswith("hidden") for drop in page.drops)


def test_every_item_is_accounted_for(page):
    assert (len(page.found), len(page.drops), page.seen, page.next) == (2, 2, 7, None)


def test_a_posting_carries_what_the_vendor_says(found):
    posting = found[FIRST]
    assert posting.title == "Product Designer"
    assert posting.places == ("New York, NY (HQ)", "Remote (Canada)")
    assert posting.is_remote is False
    assert posting.department == "Design"
    assert posting.employment_type == "FullTime"
    assert posting.posted_at == datetime(2026, 4, 7, 17, 12, 35, 753000, tzinfo=UTC)
    assert posting.description_html == "<p>Draw &amp; listen</p>"
    assert posting.apply_url == "https://jobs.example.com/siskin/1/application"


def test_salary_is_the_summarys_not_equity_nor_a_tiers(found):
    assert found[FIRST].salary == {
        "min": 81000,
        "max": 87000,
        "currency": "USD",
        "interval": "1 YEAR",
        "text": "$81K to $87K, offers equity",
    }


def test_a_tier_serves_where_there_is_no_summary(found):
    assert found[SECOND].salary == {"max": 30000, "currency": "EUR"}


def test_gaps_are_filled_from_what_is_near(found):
    posting = found[SECOND]
    assert (posting.places, posting.is_remote, posting.department) == ((), True, "Food")
    assert posting.description_html == "<p>Salt &amp; &lt;pepper&gt;</p>"


def test_the_request_is_the_documented_one():
    request = Ashby().request("https://api.ashbyhq.com", "siskin", {})
    assert request.url == "https://api.ashbyhq.com/posting-api/job-board/siskin"
    assert request.params == {"includeCompensation": "true"}
