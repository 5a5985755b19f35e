"""Tolerant reading of what vendors send: broken values are left out, broken items become drops, nothing raises."""

import json
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote

import msgspec

from jobcenter.postings.found import FoundPosting
from jobcenter.scraping.sites.base import Drop, Page, PageUnreadableError, Position

LONGEST_ID: Final = 200  # characters; ids are in an index, whose entries must stay small
LONGEST_TITLE: Final = 1_000
LONGEST_TEXT: Final = 2_000  # places, departments, addresses: longer ones are no such thing
LONGEST_HTML: Final = 1_000_000  # no advert is a book
MOST_PLACES: Final = 500
DEEPEST: Final = 40  # levels of nesting; vendors use about six
LARGEST_FIGURE: Final = 1e12  # no salary is larger, in any currency
LONGEST_NUMBER: Final = 300  # digits

_ID_KEYS: Final = ("id", "shortcode", "guid", "externalPath")  # what the vendors call them
_TITLE_KEYS: Final = ("title", "text", "name", "jobOpeningName")

_decoder = msgspec.json.Decoder()
_surrogates = re.compile("[\ud800-\udfff]")
_REMOTE = re.compile(r"(?<!\bnot )(?<!\bnon[- ])\bremote\b", re.IGNORECASE)
_BOM = b"\xef\xbb\xbf"


class TooDeepError(Exception):
    """A value is nested deeper than anything that can be kept."""


def json_of(body: bytes, vendor: str) -> Any:  # noqa: ANN401 - JSON is anything until its shape has been looked at
    """Decode a body as JSON.

    Strict and fast at first. What that refuses though it is nearly JSON (a lone surrogate, broken UTF-8, NaN, a number
    beyond all bounds, a raw line break in a string) is read once more, slowly: one such value must not cost the page.

    Raises:
        PageUnreadableError: the body is empty, HTML, truncated or no JSON; the message says which, and how it begins.
    """
    body = body.removeprefix(_BOM)
    try:
        return _decoder.decode(body)
    except (ValueError, RecursionError):  # msgspec's errors and UnicodeDecodeError are ValueErrors
        pass
    start = body[:200].lstrip()
    if not start:
        raise PageUnreadableError(f"{vendor} answered an empty body, not JSON")
    if start.startswith(b"<"):
        raise PageUnreadableError(f"{vendor} answered an HTML page, not JSON; it begins with {beginning(start)}")
    try:
        return json.loads(
            body.decode("utf-8", "replace"),
            strict=False,
            parse_constant=lambda _: None,
            parse_float=_finite,
            parse_int=lambda digits: int(digits) if len(digits) <= LONGEST_NUMBER else None,
        )
    except RecursionError as error:
        raise PageUnreadableError(f"{vendor} answered JSON that is nested too deeply to be read") from error
    except ValueError as error:
        raise PageUnreadableError(
            f"{vendor} answered {len(body):,} bytes that are not whole JSON ({error}); "
            f"they begin with {beginning(start)}"
        ) from error


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


def beginning(start: bytes) -> str:
    """How a body begins, as a person may read it."""
    return repr(clean_text(start[:60].decode("utf-8", "replace")))


def kind_of(value: object) -> str:
    """What a JSON value is, in words for a person: "a list", "an object", "nothing"."""
    kinds = {
        dict: "an object",
        list: "a list",
        str: "a text",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return kinds.get(type(value), "nothing")


def list_of_items(document: object, key: str | None, vendor: str) -> list[Any]:
    """The list of items that a page holds: under `key`, or the document itself where `key` is None.

    Raises:
        PageUnreadableError: there is no such list; where the vendor says why, the message repeats it.
    """
    items = document if key is None else at(document, key)
    if isinstance(items, list):
        return items
    said = text(at(document, "error")) or text(at(document, "message")) or text(at(document, "errors", 0))
    where = "where the list of postings should be" if key is None or document is items else f'where "{key}" should be'
    if key is not None and not isinstance(document, dict):
        items, where = document, f'where an object with the list "{key}" should be'
    raise PageUnreadableError(
        f"{vendor} answered {kind_of(items)} {where}; the answer is of another shape than its document promises"
        + (f'; it says: "{said[:200]}"' if said else "")
    )


def page_of(
    items: Sequence[Any],
    read_item: Callable[[dict[str, Any]], FoundPosting | Drop | None],
    following: Position | None = None,
) -> Page:
    """Read a page's items one by one; repeats of one id become one posting with the places of all.

    Args:
        items: the vendor's items, of any type.
        read_item: makes a posting of a cleaned item, or a drop, or None for one that the vendor does not want shown.
        following: the position of the next page.
    """
    found: dict[str, FoundPosting] = {}
    drops: list[Drop] = []
    hidden = repeated = 0
    for item in items:
        outcome = _outcome(item, read_item)
        if outcome is None:
            hidden += 1
        elif isinstance(outcome, Drop):
            drops.append(outcome)
        elif (first := found.get(outcome.vendor_id)) is not None:
            repeated += 1
            found[outcome.vendor_id] = replace(first, places=places((*first.places, *outcome.places)))
        else:
            found[outcome.vendor_id] = outcome
    return Page(tuple(found.values()), tuple(drops), hidden=hidden, repeated=repeated, next=following)


def _outcome(
    item: object, read_item: Callable[[dict[str, Any]], FoundPosting | Drop | None]
) -> FoundPosting | Drop | None:
    if not isinstance(item, dict):
        return Drop(f"the item is {kind_of(item)}, not an object")
    try:
        return read_item(cleaned(item))
    except TooDeepError:
        return Drop(
            f"the item is nested deeper than {DEEPEST} levels",
            vendor_id=next((known for key in _ID_KEYS if (known := _identifier(item.get(key)))), None),
            title=next((known for key in _TITLE_KEYS if (known := text(item.get(key)))), None),
        )


def clean_text(value: str) -> str:
    """The text without what PostgreSQL refuses: NUL goes, a lone surrogate becomes U+FFFD."""
    if "\0" in value:
        value = value.replace("\0", "")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            value = _surrogates.sub("\ufffd", value)
    return value


def cleaned(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - walks any JSON
    """The value with all its texts as `clean_text` leaves them; TooDeepError where it goes deeper than `DEEPEST`."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        if depth >= DEEPEST:
            raise TooDeepError
        return {clean_text(key): cleaned(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        if depth >= DEEPEST:
            raise TooDeepError
        return [cleaned(inner, depth + 1) for inner in value]
    return value


def at(value: Any, *path: str | int) -> Any:  # noqa: ANN401 - walks any JSON
    """The value at `path` inside nested objects and lists, or None where the way ends early."""
    for step in path:
        if isinstance(step, str):
            if not isinstance(value, dict):
                return None
            value = value.get(step)
        else:
            if not isinstance(value, list) or not -len(value) <= step < len(value):
                return None
            value = value[step]
    return value


def objects(value: object) -> list[dict[str, Any]]:
    """Those entries of a list that are objects; none where it is no list."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def text(value: object, longest: int = LONGEST_TEXT) -> str | None:
    """The text without the white space around it; None where it is empty, too long, or no text (numbers count)."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < LARGEST_FIGURE else None
    if not isinstance(value, str) or len(value) > longest:
        return None
    return clean_text(value).strip() or None


def html(value: object) -> str | None:
    """A piece of HTML as the vendor wrote it, or None where there is none, or more than `LONGEST_HTML` characters."""
    return value if isinstance(value, str) and len(value) <= LONGEST_HTML and value.strip() else None


def web_address(value: object) -> str | None:
    """An http or https address; anything else (`javascript:`, a path, a number) is none."""
    address = value.strip() if isinstance(value, str) and len(value) <= LONGEST_TEXT else ""
    return address if address.lower().startswith(("http://", "https://")) else None


def yes_or_no(value: object) -> bool | None:
    """A truth value, also where it is written as a text."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.strip().lower()) if isinstance(value, str) else None


def figure(value: object) -> int | float | None:
    """An amount of money, also where it is written as a text; None for what cannot be one."""
    if isinstance(value, str):
        try:
            value = float(value[:LONGEST_ID].replace(",", ""))
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < LARGEST_FIGURE:
        return None
    return int(value) if value == int(value) else value


def salary_of(**parts: object) -> dict[str, Any]:
    """A posting's salary from the parts that are there: `min` and `max` as figures, the others as texts."""
    read = {name: figure(part) if name in {"min", "max"} else text(part) for name, part in parts.items()}
    kept = {name: part for name, part in read.items() if part is not None}
    # A currency or an interval without a figure or a text says nothing.
    return kept if kept.keys() & {"min", "max", "text"} else {}


def moment(value: object) -> datetime | None:
    """A point in time as aware UTC: from ISO 8601 (without an offset: UTC), or from milliseconds since 1970."""
    try:
        if isinstance(value, str):
            read = datetime.fromisoformat(value.strip().removesuffix(" UTC"))
            read = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            read = datetime.fromtimestamp(value / 1000, UTC)
        else:
            return None
    except (ValueError, OverflowError, OSError):
        return None
    earliest, latest = 1971, 2100  # outside stands a fault of the vendor's, not a date
    return read if earliest <= read.year <= latest else None


def places(names: Iterable[object]) -> tuple[str, ...]:
    """The places in the vendor's own words, each once, in the vendor's order."""
    read = (text(name) for name in names)
    return tuple(dict.fromkeys(name for name in read if name))[:MOST_PLACES]


def says_remote(names: Iterable[str]) -> bool | None:
    """True where a place's own words say "remote"; None otherwise, for silence is no answer."""
    return True if any(_REMOTE.search(name) for name in names) else None


def _identifier(value: object, longest: int = LONGEST_ID) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return clean_text(value).strip() or None if isinstance(value, str) and len(value) <= longest else None


def id_and_title(
    item: dict[str, Any], title_key: str, id_key: str = "id", longest_id: int = LONGEST_ID
) -> tuple[str, str] | Drop:
    """An item's id and title, the two without which it is no posting; otherwise a drop that says what is wrong."""
    given_id, given_title = item.get(id_key), item.get(title_key)
    vendor_id, title = _identifier(given_id, longest_id), text(given_title, LONGEST_TITLE)
    if vendor_id is None:
        return Drop(_fault(id_key, given_id, longest_id), title=title)
    if title is None:
        return Drop(_fault(title_key, given_title, LONGEST_TITLE), vendor_id=vendor_id)
    return vendor_id, title


def _fault(key: str, value: object, longest: int) -> str:
    if value is None or (isinstance(value, str) and not value.strip()):
        return f'the item has no "{key}"'
    if isinstance(value, str):
        return f'the item\'s "{key}" is longer than {longest:,} characters'
    return f'the item\'s "{key}" is {kind_of(value)}, which cannot serve as one'


def page_url(base_url: str, target: str, path: str) -> str:
    """The absolute address of a board: `{target}` in the base and in the path becomes the quoted target."""
    return (base_url.rstrip("/") + path).replace("{target}", quoted(target))


def quoted(part: str) -> str:
    """One part of a path, with no way out of its place: slashes and question marks are escaped, and a climbing `..`."""
    escaped = quote(part, safe="")
    return escaped if escaped.strip(".") else escaped.replace(".", "%2E")
