"""XML as feeds have it: an item of plain values written as elements."""

import re
from functools import partial
from html import escape
from typing import Any, Final

from jobcenter.demo.sites.vendor import Writing

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKED: Final = re.compile("[<&]")


def feed_of(item: str, content_type: str, *, sections: bool = False) -> Writing:
    """How a feed of elements `item` is written; with `sections`, texts with markup in them are CDATA sections."""
    return Writing(content_type, partial(_encoded, item, sections), b"\n")


def _encoded(tag: str, sections: bool, value: object) -> bytes:  # noqa: FBT001 - bound by partial, by position
    return _element(tag, value, sections=sections).encode()


def _element(tag: str, value: Any, *, sections: bool) -> str:  # noqa: ANN401 - any JSON
    """The element; a list is the element as often as it has values, and nothing at all an empty one."""
    if isinstance(value, list):
        return "".join(_element(tag, one, sections=sections) for one in value)
    if isinstance(value, dict):
        inner = "".join(_element(name, one, sections=sections) for name, one in value.items())
    else:
        inner = _written(value, sections=sections)
    return f"<{tag}>{inner}</{tag}>" if inner else f"<{tag}/>"


def _written(value: object, *, sections: bool) -> str:
    if value is None:
        return ""
    text = _NOT_XML.sub("", str(value))
    if sections and _MARKED.search(text) and "]]>" not in text:
        return f"<![CDATA[{text}]]>"
    return escape(text, quote=False)
