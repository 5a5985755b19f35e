"""Postings' own pages: whole bodies that are none, and damage that neither raises nor gives what cannot be stored."""

import copy
import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobcenter.scraping.sites.base import DetailedSite, PageUnreadableError
from jobcenter.scraping.sites.registry import SITES

HERE = Path(__file__).parent
DETAILED = sorted(name for name, site in SITES.items() if isinstance(site, DetailedSite))
KEYS = {"smartrecruiters": "jobAd", "workday": "jobPostingInfo"}
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None), max_size=20)
    | st.sampled_from(["x" * 3000, "\0", "\ud800", "2026-01-01", "", " ", 10**320]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)

pytestmark = pytest.mark.parametrize("name", DETAILED)


def fixture(name):
    return json.loads(HERE.joinpath(f"{name}_detail.json").read_text())


def test_each_has_its_fixture(name):
    assert name in KEYS
    assert SITES[name].read_detail(HERE.joinpath(f"{name}_detail.json").read_bytes()).description_html


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "answered an empty body, not JSON"),
        (b"<html></html>", "answered an HTML page, not JSON"),
        (b'{"jobAd":{"sections', "not whole JSON"),
        (b"[]", "answered a list where a posting with"),
        (b"null", "answered nothing where a posting with"),
        (b"{}", "answered nothing where a posting with"),
        (b'{"message":"Posting not found"}', 'it says: "Posting not found"'),
        (b'{"jobAd":[],"jobPostingInfo":[]}', "answered a list where a posting with"),
        (b'{"jobAd":{},"jobPostingInfo":{},"deep":' + b"[" * 60 + b"]" * 60 + b"}", "nested deeper than 40 levels"),
    ],
)
def test_a_body_that_is_no_posting_says_what_it_is(name, body, message):
    with pytest.raises(PageUnreadableError, match=f"^{name} .*{message}"):
        SITES[name].read_detail(body)


def test_an_empty_posting_adds_nothing(name):
    told = asdict(SITES[name].read_detail(json.dumps({KEYS[name]: {}}).encode()))
    assert told.pop("raw") == {KEYS[name]: {}}
    assert not any(told.values())


@st.composite
def damaged(draw, document):
    """The document with values gone, nested one deeper, or replaced by anything, at any depth."""
    document = copy.deepcopy(document)
    for _ in range(draw(st.integers(1, 6))):
        within = document
        while isinstance(within, dict) and within:
            key = draw(st.sampled_from(sorted(within)))
            if isinstance(within[key], dict) and within[key] and draw(st.booleans()):
                within = within[key]
                continue
            match draw(st.sampled_from(["drop", "null", "nest", "list", "replace"])):
                case "drop":
                    del within[key]
                case "null":
                    within[key] = None
                case "nest":
                    within[key] = {"value": within[key]}
                case "list":
                    within[key] = [within[key]]
                case "replace":
                    within[key] = draw(anything)
            break
    return document


@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_damaged_values_never_raise_anything_else(name, data):
    document = data.draw(damaged(fixture(name)))
    try:
        detail = SITES[name].read_detail(json.dumps(document).encode())
    except PageUnreadableError as error:
        assert not isinstance(document.get(KEYS[name]), dict), error  # noqa: PT017 - the only damage that may cost it
        return
    assert detail.posted_at is None or detail.posted_at.tzinfo is not None
    assert all(isinstance(place, str) and place for place in detail.places)
    told = asdict(detail) | {"posted_at": None}
    written = json.dumps(told, allow_nan=False)
    assert "\\u0000" not in written
    json.dumps(told, ensure_ascii=False).encode()  # raises on a lone surrogate
