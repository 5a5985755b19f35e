"""BambooHR's list as our fixture has it: short items, ids that only one company knows, HTML where there is no board."""

from pathlib import Path

import pytest

from jobcenter.scraping.sites.bamboohr import BambooHR
from jobcenter.scraping.sites.base import NoBoardError, PageUnreadableError, addressed

BODY = Path(__file__).with_name("bamboohr.json").read_bytes()


@pytest.fixture(scope="module")
def page():
    return BambooHR().read(BODY, {})


@pytest.fixture(scope="module")
def found(page):
    return {posting.vendor_id: posting for posting in page.found}


def test_every_item_is_accounted_for(page):
    assert (len(page.found), len(page.drops), page.seen, page.next) == (5, 2, 7, None)


def test_a_posting_carries_what_the_vendor_says(found):
    posting = found["38"]
    assert (posting.title, posting.department, posting.employment_type) == ("Gardener", "Grounds", "Full-Time")
    assert posting.places == ("chicago, Illinois",)
    assert posting.is_remote is False
    assert (posting.posted_at, posting.description_html) == (None, None)


def test_a_remote_openings_region_is_its_place(found):
    assert (found["39"].places, found["39"].is_remote) == (("Poland",), True)


def test_what_is_not_applicable_is_no_place(found):
    assert (found["40"].places, found["40"].is_remote) == (("Jeju, Korea (South)",), False)
    assert (found["42"].places, found["42"].is_remote) == ((), True)


def test_values_of_wrong_types_are_left_out(found):
    assert (found["41"].places, found["41"].is_remote) == ((), None)


@pytest.mark.parametrize("body", [b"<!DOCTYPE html>\n<html></html>", b"\xef\xbb\xbf\n <HTML lang='en'>"])
def test_a_web_page_says_that_there_is_no_board(body):
    with pytest.raises(NoBoardError, match=r"^bamboohr answered an HTML page, .* has no such board; check the board's"):
        BambooHR().read(body, {})


def test_another_fault_does_not_say_so():
    with pytest.raises(PageUnreadableError) as caught:
        BambooHR().read(b'{"result":', {})
    assert not isinstance(caught.value, NoBoardError)


def test_the_request_is_the_documented_one():
    request = BambooHR().request("https://{target}.bamboohr.com", "bittern", {})
    assert (request.url, dict(request.params)) == ("https://bittern.bamboohr.com/careers/list", {})


def test_an_openings_address_follows_from_board_and_id(page):
    shown = addressed(BambooHR(), "https://{target}.bamboohr.com", "bittern", page)
    assert shown.found[0].url == "https://bittern.bamboohr.com/careers/38"
    assert BambooHR().address("https://{target}.h", "a", "1/../{target}") == "https://a.h/careers/1%2F..%2F%7Btarget%7D"
