"""What every site shares: whole bodies that are no page, values that PostgreSQL refuses, addresses."""

import json
from datetime import UTC, datetime

import pytest
from shapes import JSON_SHAPES

from jobcenter.scraping.sites.base import PageUnreadableError
from jobcenter.scraping.sites.reading import figure, moment, page_url, says_remote, text, web_address
from jobcenter.scraping.sites.registry import SITES, site_named


def read(name, items):
    """Reads a page of items that have "id" and "title", under the names that the vendor gives them."""
    shape = JSON_SHAPES[name]
    items = items.replace('"id":', f'"{shape.id_key}":').replace('"title":', f'"{shape.title_key}":')
    return SITES[name].read(shape.page(items), {})


@pytest.fixture(params=sorted(JSON_SHAPES))
def name(request):
    return request.param


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "answered an empty body, not JSON"),
        (b"  \n", "answered an empty body, not JSON"),
        (b"\n<!DOCTYPE html><html></html>", "answered an HTML page, not JSON"),
        (b'{"jobs":[{"id":1,', "not whole JSON"),
        (b'[{"id":1,', "not whole JSON"),
        (b"\x00\x01\x02", "not whole JSON"),
        (b"[" * 200_000 + b"]" * 200_000, "nested too deeply"),
        (b"17", "answered a number where"),
        (b"null", "answered nothing where"),
        (b'"jobs"', "answered a text where"),
    ],
)
def test_a_body_that_is_no_page_says_what_it_is(name, body, message):
    with pytest.raises(PageUnreadableError, match=f"^{name} .*{message}"):
        SITES[name].read(body, {})


@pytest.mark.parametrize("name", ["greenhouse", "ashby"])
@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"jobs":null}', b'{"jobs":{}}', b'{"jobs":"none"}'])
def test_an_object_without_its_list_is_unreadable(name, body):
    with pytest.raises(PageUnreadableError, match='"jobs" should be'):
        SITES[name].read(body, {})


def test_an_empty_board_is_no_fault(name):
    page = read(name, "")
    assert (page.found, page.drops, page.next) == ((), (), None)


@pytest.mark.parametrize("damage", ['"\\ud800"', "NaN", "1e999", '"\\u0000"', '"line\nbreak"', "9" * 5000, '"\udcff"'])
def test_one_value_that_is_nearly_json_does_not_cost_the_page(name, damage):
    page = read(name, f'{{"id":"1","title":"Cook","text":"Cook","odd":{damage}}},{{"id":"2","title":"B","text":"B"}}')
    assert [posting.vendor_id for posting in page.found] == ["1", "2"]
    kept = json.dumps(page.found[0].raw, ensure_ascii=False, allow_nan=False)
    assert "\\u0000" not in kept
    kept.encode()  # raises on a lone surrogate


def test_a_byte_order_mark_is_no_damage():
    assert SITES["lever"].read(b"\xef\xbb\xbf[]", {}).seen == 0


def test_an_item_nested_beyond_reason_is_dropped_and_named(name):
    deep = "[" * 60 + "]" * 60
    page = read(name, f'{{"id":"1","title":"Deep","text":"Deep","odd":{deep}}}')
    assert [(drop.vendor_id, drop.title) for drop in page.drops] == [("1", "Deep")]
    assert "nested deeper" in page.drops[0].reason


def test_enormous_values_are_dropped_or_left_out(name):
    long_title = json.dumps({"id": "1", "title": "x" * 5000, "text": "x" * 5000})
    long_id = json.dumps({"id": "y" * 5000, "title": "Cook", "text": "Cook"})
    page = read(name, f"{long_title},{long_id}")
    assert [drop.vendor_id for drop in page.drops] == ["1", None]
    assert all("is longer than" in drop.reason for drop in page.drops)


def test_numbers_serve_as_ids(name):
    page = read(name, '{"id":12,"title":"A","text":"A"},{"id":13.0,"title":"A","text":"A"}')
    assert [posting.vendor_id for posting in page.found] == ["12", "13"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-06-02T08:58:57-04:00", datetime(2026, 6, 2, 12, 58, 57, tzinfo=UTC)),
        ("2026-06-02T08:58:57Z", datetime(2026, 6, 2, 8, 58, 57, tzinfo=UTC)),
        ("2026-06-02", datetime(2026, 6, 2, tzinfo=UTC)),
        (1780000000123, datetime(2026, 5, 28, 20, 26, 40, 123000, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        (10**400, None),
        (float("inf"), None),
        (True, None),
        ("soon", None),
    ],
)
def test_moments_are_aware_or_absent(value, expected):
    assert moment(value) == expected


def test_figures_are_amounts_or_absent():
    assert [figure(value) for value in (5, 5.5, "61,000.0", "nan", "inf", -1, 10**400, True, None, "x")] == [
        *(5, 5.5, 61000),
        *[None] * 7,
    ]


def test_text_is_stripped_or_absent():
    assert [text(value) for value in (" a ", 7, True, "", "x" * 3000, None, [])] == ["a", "7", *[None] * 5]


def test_only_web_addresses_pass():
    assert web_address("HTTPS://a.example/x") == "HTTPS://a.example/x"
    assert [web_address(value) for value in ("javascript:alert(1)", "/x", "data:text/html,x", 1, None)] == [None] * 5


def test_remote_is_only_what_says_so():
    assert says_remote(["Oslo", "Remote (EU)"]) is True
    assert [says_remote(names) for names in (["Oslo"], ["Non-remote"], ["not remote"], ["Remotehausen"], [])] == [
        None
    ] * 5


@pytest.mark.parametrize(
    ("target", "quoted"),
    [("a/b", "a%2Fb"), ("..", "%2E%2E"), ("a?b#c", "a%3Fb%23c"), ("ü", "%C3%BC"), ("a b", "a%20b"), ("a.b-c", "a.b-c")],
)
def test_a_target_cannot_leave_its_place(target, quoted):
    assert page_url("http://h/x/", target, "/v1/{target}/jobs") == f"http://h/x/v1/{quoted}/jobs"


def test_the_target_may_stand_in_the_host():
    assert page_url("http://{target}.h", "acme", "/jobs") == "http://acme.h/jobs"


def test_an_unknown_site_is_told_which_there_are():
    assert site_named("lever") is SITES["lever"]
    with pytest.raises(KeyError, match=r"there are ashby, .*greenhouse, .*lever"):
        site_named("monsterboard")
