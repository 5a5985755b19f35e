"""What a site is to the engine: facts about it, how its next page is asked for, how a page is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from importlib.util import find_spec
from typing import Any, Final, Literal, Protocol, runtime_checkable

from jobcenter.kit.settings import Settings
from jobcenter.postings.found import FoundPosting

Position = dict[str, Any]
"""Where a run stands on a site, as JSON: whatever the site needs to ask for that page, such as `{"skip": 100}`.

`pause` in it has a meaning for the engine: so many seconds at least lie between the page before and this one.
"""

ONE_NAME: Final = r"^[^\s/\\?#%\x00-\x1f](?:[^/\\?#%\x00-\x1f]*[^\s/\\?#%\x00-\x1f])?$"
"""What a target is at most sites: one name, as it stands in an address, spaces inside it allowed."""

HOST_NAME: Final = r"^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"
"""What a target is where it is part of the vendor's host: lower case, so that one board has one name."""


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What a person and the engine need to know of a site.

    `default_url` is the vendor's own address, with `{target}` where the vendor's host or path carries the board's name.
    `requests_per_second` is shared by all workers. `target_hint` says in a few words where to find the target;
    `target_pattern` is what a target must look like, as a regular expression for the whole of it.
    `paced_by_target`: every target is a host of its own, with a pace and refusals of its own.
    `remembers_pages`: a page stands for itself, so that one which is as it was last time need not be read.
    `needs_package` is what must be installed (`name==version`) to ask the site, and the module that it brings.
    """

    name: str
    label: str
    kind: Literal["ats", "careers", "board"]
    default_url: str
    requests_per_second: float
    target_hint: str
    page_size: int | None = None
    parser_version: int = 1
    target_pattern: str = ONE_NAME
    paced_by_target: bool = False
    remembers_pages: bool = True
    needs_package: tuple[str, str] | None = None

    @property
    def needs_target(self) -> bool:
        """Whether a scrape must name a board; boards of boards are searched instead."""
        return self.kind != "board"

    @property
    def missing(self) -> str | None:
        """What the site cannot be asked without and this machine does not have, and how to get it; None: nothing."""
        if self.needs_package is None or find_spec(self.needs_package[1]) is not None:
            return None
        return (
            f"{self.label} cannot be asked, since the Python package {self.needs_package[0]} is not installed here. "
            f"`make up` installs it; elsewhere: pip install '{self.needs_package[0]}'."
        )

    def paced_as(self, target: str) -> str:
        """The name under which pacing keeps what this target's host bears: the site's, or one of its own."""
        return f"{self.name} {target.partition('/')[0]}" if self.paced_by_target else self.name


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
    to be shown. `next` is None after the last page. `total` is how many items the vendor says the board has, 0 where it
    does not say. `notes` are sentences for the person who looks at the run: what the
    source did otherwise than it was asked to.
    """

    found: tuple[FoundPosting, ...]
    drops: tuple[Drop, ...] = ()
    hidden: int = 0
    repeated: int = 0
    total: int = 0
    next: Position | None = None
    notes: tuple[str, ...] = ()

    @property
    def seen(self) -> int:
        """The vendor's items on this page."""
        return len(self.found) + self.repeated + len(self.drops) + self.hidden


@dataclass(frozen=True, slots=True)
class Detail:
    """What a posting's own page adds to what the list said of it; None and empty: it says nothing of that.

    Its fields mean what those of `FoundPosting` mean. `places` replace the list's where there are any.
    """

    company: str | None = None
    places: tuple[str, ...] = ()
    is_remote: bool | None = None
    department: str | None = None
    employment_type: str | None = None
    requisition: str | None = None
    url: str | None = None
    apply_url: str | None = None
    posted_at: datetime | None = None
    description_html: str | None = None
    salary: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)

    def beside(self, found: FoundPosting) -> FoundPosting:
        """The posting with what its own page tells; where that says nothing, the list's words stand."""
        told = {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name)}
        if self.is_remote is not None:
            told["is_remote"] = self.is_remote
        if self.raw:
            told["raw"] = {**found.raw, "detail": self.raw}
        return replace(found, **told)


class PageUnreadableError(Exception):
    """The body is not what the vendor's document promises; the message says in which way, for a person to read."""


class NoBoardError(PageUnreadableError):
    """The body is how this vendor says that it has no such board, though with status 200: asking again is no use."""


NO_BOARD = frozenset({404, 410})


class PageFailedError(Exception):
    """A page could not be read. The message is for the person who looks at the run.

    `final`: asking again is no use. `refused`: the site does not want to be asked, for `retry_after` seconds where it
    says so. `status` is HTTP's. `page` is what was read before it failed.
    """

    def __init__(
        self,
        message: str,
        *,
        final: bool = False,
        refused: bool = False,
        retry_after: float | None = None,
        status: int | None = None,
        page: Page | None = None,
    ) -> None:
        super().__init__(message)
        self.final = final
        self.refused = refused
        self.retry_after = retry_after
        self.status = status
        self.page = page

    @property
    def missing(self) -> bool:
        """Whether the site says that it has no such board."""
        return self.status in NO_BOARD or isinstance(self.__cause__, NoBoardError)


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


@runtime_checkable
class DetailedSite(Site, Protocol):
    """A site whose lists say too little of a posting: its text stands on a page of its own."""

    def detail_request(self, base_url: str, target: str, vendor_id: str) -> PageRequest:
        """How the page of the posting `vendor_id` is asked for."""
        ...

    def listed(self, item: dict[str, Any]) -> FoundPosting | None:
        """A posting as the list told it, from the list's item; None where that is none any more."""
        ...

    def read_detail(self, body: bytes) -> Detail:
        """Read a posting's own page.

        Raises:
            PageUnreadableError: the body as a whole is not the vendor's shape. A broken value in it is left out.
        """
        ...


@runtime_checkable
class CrawledSite(Site, Protocol):
    """A site whose pages are found on the way: one that is gone by then is no failure."""

    def first_of(self, target: str) -> Position:
        """The position of the first page of this target."""
        ...

    def gone(self, position: Position) -> Page:
        """What it means that the page at `position` answers 404 or 410.

        Raises:
            PageFailedError: it means that the target cannot be read.
        """
        ...


@runtime_checkable
class ChildSite(Protocol):
    """A source that another program reads: it is asked in a process of its own, which can be ended at any moment."""

    facts: SiteFacts

    def first(self) -> Position:
        """The position of the first page."""
        ...

    def skip(self, position: Position) -> Position | None:
        """The position after a page that cannot be read, or None."""
        ...

    async def ask(self, position: Position, payload: Mapping[str, Any], settings: Settings, seconds: float) -> Page:
        """Ask for one page and read it; when this returns, raises or is cancelled, the process is gone.

        Raises:
            PageFailedError: there is no page, or (`page`) only a part of it.
        """
        ...


@runtime_checkable
class AddressedSite(Site, Protocol):
    """A site whose lists do not tell where a posting stands: its address follows from the board and its id."""

    def address(self, base_url: str, target: str, vendor_id: str) -> str:
        """Where a person finds the posting."""
        ...


def addressed(site: Site, base_url: str, target: str, page: Page) -> Page:
    """The page with the addresses of its postings, where its site does not tell them itself."""
    if not isinstance(site, AddressedSite):
        return page
    found = (one if one.url else replace(one, url=site.address(base_url, target, one.vendor_id)) for one in page.found)
    return replace(page, found=tuple(found))
