"""Tolerant reading of XML: no DOCTYPE and no entities of its own, broken items become drops, elements plain values."""

import re
from html import escape, unescape
from typing import Any, Final
from xml.parsers import expat

from jobcenter.scraping.sites.base import Drop, PageUnreadableError
from jobcenter.scraping.sites.reading import beginning, text

MOST_PIECES: Final = 50_000  # items that are read one by one; no company has more

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_BARE: Final = re.compile(r"&(?!#?[A-Za-z0-9]{1,32};)")
_REFERENCE: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)#?[A-Za-z0-9]{1,32};")
_OPENS: Final = "<![CDATA["
_CLOSES: Final = "]]>"
_EMPTY: Final = re.compile(r"\s*/>")
_JSON: Final = (b"{", b"[")
_HTML: Final = (b"<!doctype html", b"<html")
_ITEMS_IN_ROOT: Final = 2  # steps of a path where nothing but items may stand around an item

# pyexpat's own error, and what it raises for an encoding that it does not know
_BROKEN: Final = (expat.ExpatError, LookupError, ValueError)


class _DoctypeError(Exception):
    """The document has a DOCTYPE; no feed needs one."""


class _Tree:
    """Builds plain values: an element with elements in it is an object, one that stands twice a list, others a text."""

    def __init__(self) -> None:
        self.root: tuple[str, Any] | None = None
        self._open: list[tuple[str, dict[str, Any], list[str]]] = []

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        self._open.append((tag, {}, []))

    def words(self, words: str) -> None:
        self._open[-1][2].append(words)

    def end(self, _tag: str) -> None:
        tag, inner, words = self._open.pop()
        written = "".join(words)
        value: Any = inner or (written if written.strip() else None)
        if not self._open:
            self.root = (tag, value)
            return
        around = self._open[-1][1]
        if tag not in around:
            around[tag] = value
        elif isinstance(around[tag], list):
            around[tag].append(value)
        else:
            around[tag] = [around[tag], value]


def is_html(body: bytes) -> bool:
    """Whether a body is a web page rather than a feed."""
    return body[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_HTML)


def xml_items(body: bytes, vendor: str, path: tuple[str, ...]) -> tuple[list[Any], list[Drop]]:
    """The items of a feed as plain values, and drops for those that are not even XML.

    Names keep their prefix as it is written (`tt:city`); attributes and text beside elements are left out. A document
    that is nearly XML (a control character, a bare `&`, `&nbsp;`) is mended; one that still is none, but is whole, is
    read item by item, so that one broken item does not cost the page.

    Args:
        body: the page.
        vendor: its name, for messages.
        path: the names of the elements from the root to an item, such as `("rss", "channel", "item")`.

    Raises:
        PageUnreadableError: the body is empty, HTML, JSON, truncated, has a DOCTYPE, or is another document.
    """
    start = body[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise PageUnreadableError(f"{vendor} answered an empty body, not XML")
    if is_html(body):
        raise PageUnreadableError(f"{vendor} answered an HTML page, not XML; it begins with {beginning(start)}")
    if start.startswith(_JSON):
        raise PageUnreadableError(f"{vendor} answered JSON where XML should be; it begins with {beginning(start)}")
    try:
        return _items_in(_parsed(body), vendor, path), []
    except _DoctypeError:
        raise PageUnreadableError(f"{vendor} answered XML with a DOCTYPE, which is refused") from None
    except _BROKEN:
        pass
    mended = _mended(body.decode("utf-8", "replace"))
    try:
        return _items_in(_parsed(mended), vendor, path), []
    except _DoctypeError:
        raise PageUnreadableError(f"{vendor} answered XML with a DOCTYPE, which is refused") from None
    except _BROKEN as error:
        pieces = re.split(rf"<{re.escape(path[-1])}(?=[\s/>])", mended)[1:]
        if mended.rstrip().endswith(f"</{path[0]}>") and 0 < len(pieces) <= MOST_PIECES:
            return _one_by_one(pieces, path[-1])
        raise PageUnreadableError(
            f"{vendor} answered {len(body):,} bytes that are not whole XML ({error}); "
            f"they begin with {beginning(start)}"
        ) from error


def several(value: object) -> list[Any]:
    """What may stand once, several times or not at all in XML, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _parsed(document: bytes | str) -> tuple[str, Any]:
    """The root's name and value. A DOCTYPE is refused where it begins, and with it entities, bombs, outside files."""
    tree = _Tree()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.words
    parser.Parse(document, True)
    assert tree.root is not None  # expat accepts no document without a root
    return tree.root


def _refuse_doctype(*_declared: object) -> None:
    raise _DoctypeError


def _items_in(root: tuple[str, Any], vendor: str, path: tuple[str, ...]) -> list[Any]:
    name, value = root
    if name != path[0]:
        raise PageUnreadableError(
            f"{vendor} answered the document <{name[:60]}> where <{path[0]}> should be; "
            "the answer is of another shape than its document promises"
        )
    for step in path[1:-1]:
        if not isinstance(value, dict) or step not in value:
            raise PageUnreadableError(f"{vendor} answered a <{path[0]}> without a <{step}> where the items should be")
        value = value[step]
    if value is None:
        return []
    if not isinstance(value, dict) or (len(path) == _ITEMS_IN_ROOT and path[-1] not in value):
        raise PageUnreadableError(f"{vendor} answered something else where a list of <{path[-1]}> should be")
    items = value.get(path[-1], [])
    return items if isinstance(items, list) else [items]


def _mended(document: str) -> str:
    """The document without characters that XML has no place for, and with references that it knows, CDATA as it is."""
    document = _DECLARATION.sub("", _NOT_XML.sub("", document), count=1)
    parts: list[str] = []
    here = 0
    while (opening := document.find(_OPENS, here)) >= 0:
        closing = document.find(_CLOSES, opening)
        if closing < 0:
            break
        parts += [_with_known_references(document[here:opening]), document[opening : closing + 3]]
        here = closing + 3
    parts.append(_with_known_references(document[here:]))
    return "".join(parts)


def _with_known_references(words: str) -> str:
    """The words with what HTML means by each reference, as XML writes it; what not even HTML knows stays as it is."""
    words = _BARE.sub("&amp;", words)
    return _REFERENCE.sub(lambda found: escape(_NOT_XML.sub("", unescape(found.group())), quote=False), words)


def _one_by_one(pieces: list[str], item: str) -> tuple[list[Any], list[Drop]]:
    """Each item by itself; an opening tag has begun the next one, whatever the one before has left open."""
    items: list[Any] = []
    drops: list[Drop] = []
    for piece in pieces:
        end = piece.rfind(f"</{item}>")
        if _EMPTY.match(piece):
            items.append(None)
            continue
        try:
            items.append(_parsed(f"<{item}{piece[:end]}</{item}>" if end >= 0 else f"<{item}{piece}")[1])
        except _BROKEN as error:
            drops.append(
                Drop(
                    f"the item is not well-formed XML ({error})",
                    vendor_id=_plainly(piece, "id") or _plainly(piece, "guid"),
                    title=_plainly(piece, "title") or _plainly(piece, "name"),
                )
            )
    return items, drops


def _plainly(piece: str, tag: str) -> str | None:
    """What stands between a tag and the next one, for a person to recognise a broken item by."""
    found = re.search(rf"<{tag}>([^<]{{1,200}})<", piece)
    return text(found.group(1)) if found else None
