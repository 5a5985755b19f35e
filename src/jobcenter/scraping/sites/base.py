"""What a site is to the engine: facts about it, how its next page is asked for, how a page is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from jobcenter.postings.found import FoundPosting

Position = dict[str, Any]
"""Where a run stands on a site, as JSON: whatever the site needs to ask for that page, such as `{"skip": 100}`."""


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What a person and the engine need to know of a site.

    `default_url` is the vendor's own address, with `{target}` where the vendor's host or path carries the board's name.
    `requests_per_second` is shared by all workers. `target_hint` says in a few words where to find the target.
    """

    name: str
    label: str
    kind: Literal["ats", "board"]
    default_url: str
    requests_per_second: float
    target_hint: str
    page_size: int | None = None
    parser_version: int = 1


@dataclass(frozen=True, slots=True)
class PageRequest:
    """One request for one page. `url` is absolute; `json` is a body to POST."""

    url: str
    method: Literal["GET", "POST"] = "GET"
    params: Mapping[str, str] = field(default_factory=dict)
    json: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """An item that could not become a posting: why, and what little is known of it."""

    reason: str
    vendor_id: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What one page held.

    `seen` counts the vendor's items on it, whatever became of them: `found + dropped + hidden`, where repeats of one id
    on the page are one posting with all places, and `repeated` of them. `hidden` are items that the vendor marks as not
    to be shown. `next` is None after the last page.
    """

    found: tuple[FoundPosting, ...]
    drops: tuple[Drop, ...] = ()
    hidden: int = 0
    repeated: int = 0
    next: Position | None = None

    @property
    def seen(self) -> int:
        """The vendor's items on this page."""
        return len(self.found) + self.repeated + len(self.drops) + self.hidden


class PageUnreadableError(Exception):
    """The body is not what the vendor's document promises; the message says in which way, for a person to read."""


class Site(Protocol):
    """A source of postings. Sites hold no state and do no I/O."""

    facts: SiteFacts

    def first(self) -> Position:
        """The position of a board's first page."""
        ...

    def request(self, base_url: str, target: str, position: Position) -> PageRequest:
        """How the page at `position` is asked for; `base_url` is the setting, or the vendor's own address."""
        ...

    def skip(self, position: Position) -> Position | None:
        """The position after a page that cannot be read; None where pages cannot be reached without it."""
        ...

    def read(self, body: bytes, position: Position) -> Page:
        """Read one page.

        Raises:
            PageUnreadableError: the body as a whole is not the vendor's shape. A single broken item never raises: it
                becomes a drop with a reason.
        """
        ...
