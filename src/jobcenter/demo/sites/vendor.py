"""What a vendor is to the stand-in: its addresses, its pages, and how it renders a row."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Protocol

from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.sample import description


class Vendor(Protocol):
    """A vendor's shapes. A new vendor is one file with such a class, and a line in `vendors.py`."""

    name: str
    etags: bool
    """Whether answers carry an ETag, and If-None-Match is answered by 304."""

    missing: tuple[str, bytes]
    """Content type and body of the answer to an unknown board, with status 404."""

    def board_in(self, segments: Sequence[str]) -> str | None:
        """The board that a path below the vendor's prefix names; None where there is no such path."""
        ...

    def window(self, query: Mapping[str, str]) -> slice:
        """Which of a board's rows the query asks for."""
        ...

    def item(self, board: Board, row: Row) -> dict[str, Any]:
        """A row in the vendor's shape."""
        ...

    def around(self, total: int) -> tuple[bytes, bytes]:
        """What stands before and after a page's items; `total` counts the board's rows."""
        ...


def advert(row: Row) -> str:
    """The row's advert as HTML: its own, or one made up."""
    if row.description is not None:
        return row.description
    return "".join(f"<p>{escape(sentence, quote=False)}</p>\n" for sentence in description(row.vendor_id))
