"""What a vendor is to the stand-in: its addresses, its pages, and how it renders a row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final, Protocol, runtime_checkable

import msgspec

from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.sample import description


@dataclass(frozen=True, slots=True)
class Writing:
    """How a vendor writes its pages: their content type, an item as bytes, and what stands between two of them."""

    content_type: str
    encode: Callable[[Any], bytes]
    between: bytes


JSON: Final = Writing("application/json; charset=utf-8", msgspec.json.Encoder().encode, b",")


class Vendor(Protocol):
    """A vendor's shapes. A new vendor is one file with such a class, and a line in `vendors.py`."""

    name: str
    writing: Writing
    etags: bool
    """Whether answers carry an ETag, and If-None-Match is answered by 304."""

    missing: tuple[int, str, bytes]
    """Status, content type and body of the answer to an unknown board."""

    def board_in(self, segments: Sequence[str]) -> str | None:
        """The board that a path below the vendor's prefix names; None where there is no such path.

        Where the vendor's host carries the board's name, that is the first segment (see `serving.site_settings`).
        """
        ...

    def window(self, query: Mapping[str, str]) -> slice:
        """Which of a board's rows the query asks for."""
        ...

    def item(self, board: Board, row: Row) -> dict[str, Any]:
        """A row in the vendor's shape."""
        ...

    def around(self, board: Board, window: slice) -> tuple[bytes, bytes]:
        """What stands before and after the items of the page `window`."""
        ...


@runtime_checkable
class DetailedVendor(Vendor, Protocol):
    """A vendor that shows each posting on a page of its own too."""

    missing_detail: tuple[int, str, bytes]
    """Status, content type and body of the answer to an unknown posting."""

    def detail_in(self, segments: Sequence[str]) -> tuple[str, str] | None:
        """The board and the posting's id that a path names; None where it is not that of a posting."""
        ...

    def detail(self, board: Board, row: Row) -> dict[str, Any]:
        """A row's own page."""
        ...


@runtime_checkable
class CrawledVendor(DetailedVendor, Protocol):
    """A vendor whose boards are hosts, with pages of all kinds."""

    def page_at(self, board: Board, path: str) -> tuple[bytes, str] | None:
        """What stands at a path of the board's host, with its content type; None: nothing."""
        ...


def advert(row: Row) -> str:
    """The row's advert as HTML: its own, or one made up."""
    if row.description is not None:
        return row.description
    return "".join(f"<p>{escape(sentence, quote=False)}</p>\n" for sentence in description(row.vendor_id))


def parts_of(place: str) -> tuple[str | None, str | None, str | None]:
    """City, region and country of a place in words; a word alone counts as the country."""
    head, _, country = place.rpartition(", ")
    city, _, region = head.partition(", ")
    return city or None, region or None, country
