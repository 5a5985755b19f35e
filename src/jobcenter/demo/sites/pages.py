"""The stand-in's boards and their pages, rendered once and kept until the board changes."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

import msgspec

from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.vendor import JSON, CrawledVendor, DetailedVendor, Vendor
from jobcenter.demo.sites.vendors import SHAPES

_KEPT_BYTES: Final = 256_000_000
_encode = msgspec.json.Encoder().encode


class Change(msgspec.Struct, forbid_unknown_fields=True):
    """What changes on one board: rows by id removed and edited, and rows added at its end."""

    site: str
    board: str
    remove: list[str] = msgspec.field(default_factory=list)
    add: list[Row] = msgspec.field(default_factory=list)
    edit: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)


class UnknownBoardError(LookupError):
    """There is no such board, or no such row on it."""


class Body:
    """A page's body, with its content type and its ETag, and compressed once somebody asks for it so."""

    __slots__ = ("_zipped", "content_type", "etag", "plain")

    def __init__(self, plain: bytes, content_type: str = JSON.content_type) -> None:
        self.plain = plain
        self.content_type = content_type.encode()
        self.etag = f'W/"{hashlib.blake2b(plain, digest_size=16).hexdigest()}"'
        self._zipped: bytes | None = None

    def zipped(self) -> bytes:
        """The body as gzip."""
        if self._zipped is None:
            self._zipped = gzip.compress(self.plain, compresslevel=1, mtime=0)
        return self._zipped


class Pages:
    """All boards, by vendor and slug."""

    def __init__(self, boards: Iterable[Board]) -> None:
        self.boards = {(board.vendor, board.slug): board for board in boards}
        self._kept: OrderedDict[tuple[str, str, int | None, int | None], Body] = OrderedDict()
        self._size = 0

    def board(self, site: str, slug: str) -> Board:
        """The board of that name.

        Raises:
            UnknownBoardError: there is none.
        """
        try:
            return self.boards[site, slug]
        except KeyError:
            raise UnknownBoardError(f'there is no board "{slug}" on {site}; GET /control lists all') from None

    def page(self, board: Board, query: Mapping[str, str]) -> Body:
        """The page that the query asks for."""
        shape = SHAPES[board.vendor]
        window = shape.window(query)
        key = (board.vendor, board.slug, window.start, window.stop)
        body = self._kept.get(key)
        if body is None:
            body = Body(_joined(shape, board, window, _items(shape, board, window)), shape.writing.content_type)
            self._kept[key] = body
            self._size += len(body.plain)
            while self._size > _KEPT_BYTES and len(self._kept) > 1:
                self._size -= len(self._kept.popitem(last=False)[1].plain)
        else:
            self._kept.move_to_end(key)
        return body

    def detail(self, board: Board, vendor_id: str) -> Body | None:
        """A posting's own page; None where the board has no such posting, or its vendor no such pages."""
        shape = SHAPES[board.vendor]
        if isinstance(shape, CrawledVendor):
            found = shape.page_at(board, vendor_id)
            return Body(*found) if found else None
        row = next((row for row in board.rows if row.vendor_id == vendor_id), None)
        return Body(_encode(shape.detail(board, row))) if row and isinstance(shape, DetailedVendor) else None

    def damaged(self, board: Board, query: Mapping[str, str], position: int, replacement: object) -> Body:
        """The same page with `replacement` in the place of one item."""
        shape = SHAPES[board.vendor]
        window = shape.window(query)
        items = _items(shape, board, window)
        if items:
            items[position % len(items)] = shape.writing.encode(replacement)
        return Body(_joined(shape, board, window, items), shape.writing.content_type)

    def apply(self, change: Change) -> None:
        """Change a board; its next pages show it.

        Raises:
            UnknownBoardError: there is no such board, or no row of an id that is to be edited or removed.
            msgspec.ValidationError: an edit names a field that rows do not have, or a value of a wrong type.
        """
        board = self.board(change.site, change.board)
        unknown = {*change.remove, *change.edit} - {row.vendor_id for row in board.rows}
        if unknown:
            raise UnknownBoardError(f'the board "{change.board}" has no posting {", ".join(sorted(unknown))}')
        kept = (row for row in board.rows if row.vendor_id not in change.remove)
        board.rows = [_edited(row, change.edit.get(row.vendor_id or "")) for row in kept] + change.add
        for key in [key for key in self._kept if key[:2] == (change.site, change.board)]:
            self._size -= len(self._kept.pop(key).plain)


def _items(shape: Vendor, board: Board, window: slice) -> list[bytes]:
    return [shape.writing.encode(shape.item(board, row)) for row in board.rows[window]]


def _joined(shape: Vendor, board: Board, window: slice, items: list[bytes]) -> bytes:
    before, behind = shape.around(board, window)
    return before + shape.writing.between.join(items) + behind


def _edited(row: Row, edit: Mapping[str, object] | None) -> Row:
    if not edit:
        return row
    fields = asdict(row)
    unknown = edit.keys() - fields.keys()
    if unknown:
        raise msgspec.ValidationError(f"a row has no field {', '.join(sorted(unknown))}; it has {', '.join(fields)}")
    return msgspec.convert({**fields, **edit}, Row)
