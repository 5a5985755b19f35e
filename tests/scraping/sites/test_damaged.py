"""Whatever is done to a page's items, reading it neither raises nor loses count, and what it finds can be stored."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapes import SHAPES

from jobcenter.scraping.sites.base import PageUnreadableError
from jobcenter.scraping.sites.registry import SITES

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=10**30, max_value=10**320)
    | st.floats()
    | st.text(st.characters(codec=None), max_size=20)
    | st.sampled_from(["x" * 3000, "\0", "\ud800", "2026-01-01", "", " "]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)

pytestmark = pytest.mark.slow  # hundreds of damaged pages a vendor


@st.composite
def damaged(draw, items):
    """The items with some of their values gone, nested one deeper, or replaced by anything."""
    items = copy.deepcopy(items)
    for _ in range(draw(st.integers(1, 6))):
        item = draw(st.sampled_from(items))
        while isinstance(item, dict) and item:
            key = draw(st.sampled_from(sorted(item)))
            if isinstance(item[key], dict) and item[key] and draw(st.booleans()):
                item = item[key]
                continue
            action = draw(st.sampled_from(["drop", "null", "nest", "list", "replace"]))
            if action == "drop":
                del item[key]
            else:
                item[key] = {
                    "null": lambda value: None,  # noqa: ARG005 - one shape for all
                    "nest": lambda value: {"value": value},
                    "list": lambda value: [value],
                    "replace": lambda value: draw(anything),  # noqa: ARG005 - one shape for all
                }[action](item[key])
            break
    return items


def holds(page, count):
    assert page.seen == count
    for posting in page.found:
        assert posting.vendor_id
        assert posting.title
        assert posting.posted_at is None or posting.posted_at.tzinfo is not None
        written = json.dumps([posting.raw, posting.salary, posting.title, posting.places], allow_nan=False)
        assert "\\u0000" not in written
        json.dumps(posting.raw, ensure_ascii=False).encode()
        assert all(isinstance(place, str) and place for place in posting.places)
    for drop in page.drops:
        assert drop.reason


def test_every_vendor_is_here():
    # Job boards are one parser, and careers pages are damaged where they are read: test_careers.
    assert set(SHAPES) == {"indeed"} | {name for name, site in SITES.items() if site.facts.kind == "ats"}


@pytest.mark.parametrize("name", sorted(SHAPES))
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_damaged_items_never_raise(name, data):
    shape = SHAPES[name]
    items = data.draw(damaged(shape.items_of(shape.fixture(name))))
    holds(SITES[name].read(shape.page_of(items), {}), len(items))


@pytest.mark.parametrize("name", sorted(SHAPES))
@settings(deadline=None, max_examples=150)
@given(items=st.lists(anything, max_size=5))
def test_items_of_any_kind_never_raise(name, items):
    holds(SITES[name].read(SHAPES[name].page_of(items), {}), len(items))


@pytest.mark.parametrize("name", sorted(SHAPES))
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_damaged_bytes_raise_nothing_but_what_was_promised(name, data):
    body = bytearray(SHAPES[name].fixture(name))
    for _ in range(data.draw(st.integers(1, 5))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    del body[data.draw(st.integers(len(body) // 2, len(body))) :]
    try:
        page = SITES[name].read(bytes(body), {})
    except PageUnreadableError as error:
        assert str(error).startswith(name)  # noqa: PT017 - either outcome is right, each in its own way
    else:
        holds(page, page.seen)
