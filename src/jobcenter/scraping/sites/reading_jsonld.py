"""JSON-LD in web pages: the schema.org job postings in a page, and what their values mean."""

import re
from html import unescape
from typing import Any, Final

from jobcenter.scraping.sites.base import PageUnreadableError
from jobcenter.scraping.sites.reading import DEEPEST, at, html, json_of, places, salary_of, text
from jobcenter.scraping.sites.reading_parts import one_place

_MARK: Final = "application/ld+json"
_TYPE: Final = "JobPosting"
_LONGEST_TAG: Final = 1_000  # characters
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_OPENINGS: Final = ("<!--", "//", "/*", "*/", "<![CDATA[")
_CLOSINGS: Final = ("-->", "//", "*/", "/*", "]]>", ";")
_WRAPPINGS: Final = 8  # one inside the other; more is mischief
_ESCAPED_TAG: Final = re.compile(r"&lt;/?[a-z]", re.IGNORECASE)


def page_text(body: bytes) -> str:
    """A web page as text, in the encoding that it names, else UTF-8, else what old pages were written in."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        named = _CHARSET.search(body[:4_096])
        try:
            return body.decode(named.group(1).decode("ascii") if named else "cp1252", "replace")
        except LookupError:
            return body.decode("cp1252", "replace")


def job_postings_in(page: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The objects of the type JobPosting in a page's JSON-LD, in their order, and why pieces that name it are broken.

    They may stand alone, in lists, in an `@graph`, or inside of others.
    """
    found: list[dict[str, Any]] = []
    faults: list[str] = []
    for piece in _pieces(page):
        if _TYPE not in piece:
            continue
        try:
            _collect(_decoded(piece), found)
        except PageUnreadableError as error:
            faults.append(str(error))
    return found, faults


def _pieces(page: str) -> list[str]:
    """What stands in the page's scripts of the type. Found by searching, in one pass however the page is written."""
    small = page.lower()
    small = (
        small if len(small) == len(page) else page
    )  # a letter whose small form is longer would shift all that follows
    pieces: list[str] = []
    here = 0
    while (mark := small.find(_MARK, here)) >= 0:
        here = mark + len(_MARK)
        opening = small.rfind("<script", max(0, mark - _LONGEST_TAG), mark)
        begins = small.find(">", here, here + _LONGEST_TAG) + 1
        if opening < 0 or not begins or ">" in small[opening:mark]:
            continue
        ends = small.find("</script", begins)
        pieces.append(page[begins : ends if ends >= 0 else len(page)])
        here = ends if ends >= 0 else len(page)
    return pieces


def _unwrapped(piece: str) -> str:
    """The piece without the comments and sections that hide it from old browsers."""
    plain = piece.strip()
    for _ in range(_WRAPPINGS):
        for opening in _OPENINGS:
            plain = plain.removeprefix(opening).lstrip()
        for closing in _CLOSINGS:
            plain = plain.removesuffix(closing).rstrip()
    return plain


def _decoded(piece: str) -> Any:  # noqa: ANN401 - any JSON
    plain = _unwrapped(piece)
    try:
        return json_of(plain.encode("utf-8", "replace"), "the page's JSON-LD")
    except PageUnreadableError:
        unescaped = unescape(plain)
        if unescaped == plain:
            raise
        return json_of(unescaped.encode("utf-8", "replace"), "the page's JSON-LD")


def _collect(document: Any, found: list[dict[str, Any]]) -> None:  # noqa: ANN401 - any JSON
    waiting: list[tuple[Any, int]] = [(document, 0)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, dict):
            kind = value.get("@type")
            if _is_posting(kind):
                found.append(value)
                continue
            value = list(value.values())
        if isinstance(value, list) and depth < DEEPEST:
            waiting += [(one, depth + 1) for one in reversed(value)]


def _is_posting(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and one.rpartition("/")[2].rpartition(":")[2] == _TYPE for one in kinds)


def first(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """The value, or the first one where there are several."""
    return value[0] if isinstance(value, list) and value else value


def named(value: Any) -> str | None:  # noqa: ANN401 - any JSON
    """A thing's name: its own text, or what its `name` or `value` says."""
    value = first(value)
    given = text(at(value, "name")) or text(at(value, "value")) if isinstance(value, dict) else text(value)
    return text(unescape(given)) if given else None


def all_of(value: Any) -> list[Any]:  # noqa: ANN401 - any JSON
    """What may stand once, several times or not at all, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def places_of(item: dict[str, Any]) -> tuple[str, ...]:
    """Where the work is; where nothing says so, where those may live who do it from home."""
    given = places(_place(one) for one in all_of(item.get("jobLocation")))
    return given or places(named(one) for one in all_of(item.get("applicantLocationRequirements")))


def _place(location: Any) -> str | None:  # noqa: ANN401 - any JSON
    address = first(at(location, "address")) if isinstance(location, dict) else location
    if not isinstance(address, dict):
        return named(address) or named(location)
    parts = (named(address.get(name)) for name in ("addressLocality", "addressRegion", "addressCountry"))
    return one_place(*parts) or named(location)


def pay_of(item: dict[str, Any]) -> dict[str, Any]:
    """`baseSalary`: a figure, or an amount from one figure to another by the hour, month or year."""
    salary = first(item.get("baseSalary"))
    value = first(at(salary, "value")) if isinstance(salary, dict) else salary
    inner = value if isinstance(value, dict) else {"value": value}
    alone = inner.get("value")
    low, high = inner.get("minValue", at(salary, "minValue")), inner.get("maxValue", at(salary, "maxValue"))
    return salary_of(
        min=alone if low is None and high is None else low,
        max=alone if low is None and high is None else high,
        currency=at(salary, "currency") or inner.get("currency") or item.get("salaryCurrency"),
        interval=inner.get("unitText") or at(salary, "unitText"),
    )


def advert_of(item: dict[str, Any]) -> str | None:
    """The description as HTML; one whose markup was escaped once more than JSON needs is set right."""
    written = html(item.get("description"))
    return html(unescape(written)) if written and "<" not in written and _ESCAPED_TAG.search(written) else written
