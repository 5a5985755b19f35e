"""XML from outside: what is refused, what is mended, and that one broken item does not cost the page."""

import pytest
from shapes import XML_SHAPES

from jobcenter.scraping.sites.base import PageUnreadableError
from jobcenter.scraping.sites.reading_xml import MOST_PIECES, several, xml_items
from jobcenter.scraping.sites.registry import SITES

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)

pytestmark = pytest.mark.slow  # hundreds of damaged feeds
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.fixture(params=sorted(XML_SHAPES))
def name(request):
    return request.param


@pytest.fixture
def shape(name):
    return XML_SHAPES[name]


@pytest.fixture
def read(name, shape):
    """Reads a page of items that are given as XML texts."""
    return lambda *items: SITES[name].read(shape.page(*items), {})


def test_a_doctype_is_refused_with_its_entities(name, shape):
    for doctype in (BOMB, OUTSIDE, "<!DOCTYPE rss>"):
        body = shape.page(shape.item("1", "Cook", odd="&c;")).split(b"\n", 1)[1]
        with pytest.raises(PageUnreadableError, match=f"^{name} answered XML with a DOCTYPE, which is refused"):
            SITES[name].read(doctype.encode() + body, {})


def test_a_doctype_is_refused_in_a_document_that_had_to_be_mended(name, shape):
    body = shape.page(shape.item("1", "\x08Cook & Baker")).split(b"\n", 1)[1]
    with pytest.raises(PageUnreadableError, match="with a DOCTYPE"):
        SITES[name].read(b"\x08" + OUTSIDE.encode() + body, {})


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "answered an empty body, not XML"),
        (b" \n", "answered an empty body, not XML"),
        (b"<!DOCTYPE html><html></html>", "answered an HTML page, not XML"),
        (b'{"error":"no"}', "answered JSON where XML should be"),
        (b"plain words", "not whole XML"),
        (b"\x00\x01\x02", "not whole XML"),
        (b"<feed><entry/></feed>", "answered the document <feed> where <"),
        (b'<?xml version="1.0" encoding="klingon"?><feed/>', "answered the document <feed>"),
    ],
)
def test_a_body_that_is_no_page_says_what_it_is(name, body, message):
    with pytest.raises(PageUnreadableError, match=f"^{name} .*{message}"):
        SITES[name].read(body, {})


def test_a_truncated_page_is_not_taken_for_a_whole_one(name, shape):
    whole = shape.page(*(shape.item(str(number), "Cook") for number in range(9)))
    for length in (len(whole) // 2, len(whole) - 10, 70):
        with pytest.raises(PageUnreadableError, match="bytes that are not whole XML"):
            SITES[name].read(whole[:length], {})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("\x08a", "a"),
        ("a\x00b", "ab"),
        ("Cook & Baker", "Cook & Baker"),
        ("a&nbsp;b &euro; &eacute;", "a\xa0b € é"),
        ("&nosuch; &#xZZ; &", "&nosuch; &#xZZ; &"),
        ("a&#0;b&#xFFFF;c&#8;", "a\ufffdbc"),
        ("&lt;b&gt; &amp; &#65;&nbsp;", "<b> & A\xa0"),
        ("\udcff", "\ufffd\ufffd\ufffd"),
        ("<![CDATA[a & b &nbsp; <i>\x07]]> &", "a & b &nbsp; <i> &"),
    ],
)
def test_what_is_nearly_xml_is_mended(read, shape, written, meant):
    page = read(shape.item("1", "Cook", written), shape.item("2", "Baker"))
    assert [posting.vendor_id for posting in page.found] == ["1", "2"]
    assert page.found[0].raw["odd"] == meant


def test_other_encodings_are_read(name, shape):
    text = shape.page(shape.item("1", "Zoë")).decode()
    for encoding in ("iso-8859-1", "utf-16", "windows-1252"):
        body = text.replace("UTF-8", encoding).encode(encoding)
        assert SITES[name].read(body, {}).found[0].title == "Zoë"
    assert SITES[name].read(b"\xef\xbb\xbf" + text.encode(), {}).found[0].title == "Zoë"


@pytest.mark.parametrize("odd", ["<b>never closed", "a < b", "</odd></odd>", "<a b=c>", "<!-- open", "<![CDATA[ open"])
def test_a_broken_item_is_dropped_and_the_others_are_kept(read, shape, odd):
    page = read(
        shape.item("1", "Cook"), shape.item("2", "Broken", odd), f"<{shape.path[-1]}/>", shape.item("3", "Baker")
    )
    assert [posting.vendor_id for posting in page.found] == ["1", "3"]
    assert [(drop.vendor_id, drop.title) for drop in page.drops] == [(None, None), ("2", "Broken")]
    assert page.drops[1].reason.startswith("the item is not well-formed XML (")
    assert page.seen == 4


def test_an_item_nested_beyond_reason_is_dropped_and_named(read, shape):
    for depth in (60, 100_000):
        page = read(shape.item("1", "Deep", "<a>" * depth + "</a>" * depth), shape.item("2", "Cook"))
        assert [(drop.vendor_id, drop.title) for drop in page.drops] == [("1", "Deep")]
        assert "nested deeper" in page.drops[0].reason
        assert len(page.found) == 1


def test_enormous_values_are_dropped_or_left_out(read, shape):
    page = read(shape.item("1", "x" * 5000), shape.item("y" * 5000, "Cook"))
    assert [drop.vendor_id for drop in page.drops] == ["1", None]
    assert all("is longer than" in drop.reason for drop in page.drops)


def test_a_repeat_is_one_posting(read, shape):
    page = read(shape.item("1", "Cook"), shape.item("1", "Cook"))
    assert (len(page.found), page.repeated) == (1, 1)


def test_elements_become_plain_values():
    body = b"<r><i a='1'>x<b/><c> 1 </c><c><d>2</d></c>y</i><i>\n</i><p:i/></r>"
    assert xml_items(body, "v", ("r", "i")) == ([{"b": None, "c": [" 1 ", {"d": "2"}]}, None], [])
    assert [several(value) for value in (None, "a", ["a", "b"], {})] == [[], ["a"], ["a", "b"], [{}]]


def test_a_page_of_more_broken_items_than_any_board_has_is_unreadable(name, shape):
    opening = f"<{shape.path[-1]}>"
    assert SITES[name].read(shape.page(opening * 20), {}).seen == 20
    with pytest.raises(PageUnreadableError, match="bytes that are not whole XML"):
        SITES[name].read(shape.page(opening * (MOST_PIECES + 1)), {})
