"""The stand-in as an ASGI application: finds the board, lets faults strike, answers, and logs both ends."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any, Final, cast
from urllib.parse import parse_qsl, unquote, urlencode

import msgspec

from jobcenter.demo.sites.access import AccessLog, Asked
from jobcenter.demo.sites.control import ControlDesk
from jobcenter.demo.sites.faults import Fault, Faults
from jobcenter.demo.sites.pages import Body, Pages
from jobcenter.demo.sites.rows import Board, Row
from jobcenter.demo.sites.vendor import DetailedVendor, Vendor
from jobcenter.demo.sites.vendors import SHAPES

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_OK, _FOUND, _NOT_MODIFIED, _NOT_FOUND, _UNAVAILABLE = 200, 302, 304, 404, 503
_JSON: Final = (b"content-type", b"application/json; charset=utf-8")
_FILLER_CHARACTERS: Final = 60_000
_LONG: Final = 3_600.0  # seconds
_LONGEST_ORDER: Final = 100_000  # bytes of what a page is asked for with
_HTML_PAGE: Final = (
    b"<!DOCTYPE html><html><head><title>We'll be right back</title></head>"
    b"<body><h1>Down for maintenance</h1></body></html>"
)


class Exchange:
    """One request, and what has been answered to it so far."""

    def __init__(self, scope: Message, receive: Receive, send: Send) -> None:
        self.receive = receive
        self._send = send
        self.method: str = scope["method"]
        self.path: str = scope["raw_path"].decode("latin-1")
        self.query_text: str = scope["query_string"].decode("latin-1")
        self.query = dict(parse_qsl(self.query_text, keep_blank_values=True))
        self.headers: dict[bytes, bytes] = dict(scope["headers"])
        self.client_port: int | None = scope["client"][1] if scope.get("client") else None
        self.status: int | None = None
        self.sent = 0

    @property
    def address(self) -> str:
        """Path and query, as asked; what a POST asks for in its body is written as a query too."""
        return f"{self.path}?{self.query_text}" if self.query_text else self.path

    async def read_order(self) -> None:
        """Read the body of a POST: the values of a JSON object count as the query's."""
        body = b""
        while (message := await self.receive())["type"] == "http.request":
            body += message.get("body", b"")
            if not message.get("more_body") or len(body) > _LONGEST_ORDER:
                break
        try:
            order = msgspec.json.decode(body, type=dict[str, Any])
        except ValueError:  # the page is then asked for without an order, as by any client that does it wrong
            return
        self.query |= {name: str(value) for name, value in order.items() if isinstance(value, str | int)}
        self.query_text = urlencode(self.query)

    def header(self, name: bytes) -> str | None:
        """A header's value."""
        value = self.headers.get(name)
        return None if value is None else value.decode("latin-1")

    async def begin(self, status: int, *headers: tuple[bytes, bytes]) -> None:
        """Send the status line and the headers."""
        self.status = status
        await self._send({"type": "http.response.start", "status": status, "headers": list(headers)})

    async def body(self, part: bytes, *, more: bool = False) -> None:
        """Send a part of the body."""
        await self._send({"type": "http.response.body", "body": part, "more_body": more})
        self.sent += len(part)

    async def whole(self, status: int, body: bytes, *headers: tuple[bytes, bytes]) -> None:
        """Send an answer whole."""
        await self.begin(status, *headers, (b"content-length", b"%d" % len(body)))
        await self.body(body)

    async def left(self, seconds: float) -> bool:
        """Wait until the client has left, at most so many seconds; tells whether it has."""
        try:
            async with asyncio.timeout(seconds):
                while (await self.receive())["type"] != "http.disconnect":
                    pass
        except TimeoutError:
            return False
        return True


class StandInApplication:
    """`/{vendor}/…` in the vendors' shapes, `/control…` for those who run it."""

    def __init__(self, pages: Pages, faults: Faults, log: AccessLog) -> None:
        self._pages = pages
        self._faults = faults
        self._log = log
        self._desk = ControlDesk(pages, faults, log)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        exchange = Exchange(scope, receive, send)
        if exchange.path == "/control" or exchange.path.startswith("/control/"):
            body = b""
            while (message := await receive())["type"] == "http.request":
                body += message.get("body", b"")
                if not message.get("more_body"):
                    break
            status, answer = self._desk.answer(exchange.method, exchange.path, exchange.query, body)
            await exchange.whole(status, msgspec.json.encode(answer), _JSON)
            return
        await self._logged(exchange)

    async def _logged(self, exchange: Exchange) -> None:
        site, *below = (unquote(part) for part in exchange.path.lstrip("/").split("/"))
        shape = SHAPES.get(site)
        slug, posting = _wanted(shape, below) if shape else ("", None)
        if exchange.method == "POST":
            await exchange.read_order()
        asked = _asked(exchange, site, slug)
        number = self._log.start(asked)
        fault: Fault | None = None
        try:
            wait, fault = self._faults.strike(site, slug, exchange.query, posting=posting)
            if wait:
                await asyncio.sleep(wait)
            board = self._pages.boards.get((site, slug))
            if fault is not None and await self._misbehave(exchange, fault, board, posting):
                pass
            elif shape is None or not slug:
                await exchange.whole(_NOT_FOUND, b'{"error":"Not Found"}', _JSON)
            elif (body := self._body(exchange, board, posting)) is None:
                missing = shape.missing if posting is None else cast("DetailedVendor", shape).missing_detail
                status, kind, text = missing
                await exchange.whole(status, text, (b"content-type", kind.encode()))
            else:
                await _page(exchange, body, etags=shape.etags)
        finally:
            struck = fault.kind if fault else None
            self._log.end(number, asked, status=exchange.status, sent=exchange.sent, fault=struck)

    def _body(self, exchange: Exchange, board: Board | None, posting: str | None) -> Body | None:
        """The page that is asked for, of a board or of a posting; None where there is none."""
        if board is None:
            return None
        return self._pages.page(board, exchange.query) if posting is None else self._pages.detail(board, posting)

    async def _misbehave(self, exchange: Exchange, fault: Fault, board: Board | None, posting: str | None) -> bool:
        """Answer as the fault wants it; False where it needs a board and there is none."""
        if fault.kind == "status":
            retry = ((b"retry-after", str(fault.retry_after).encode()),) if fault.retry_after is not None else ()
            await exchange.whole(fault.status, b'{"status":%d,"error":"on demand"}' % fault.status, _JSON, *retry)
        elif fault.kind == "html":
            await exchange.whole(_OK, _HTML_PAGE, (b"content-type", b"text/html; charset=utf-8"))
        elif fault.kind == "wrong_json":
            await exchange.whole(_OK, b'{"postings":{"of":"another shape"}}', _JSON)
        elif fault.kind == "redirect_loop":
            await exchange.whole(_FOUND, b"", (b"location", exchange.address.encode("latin-1")))
        elif fault.kind == "redirect":
            await exchange.whole(_FOUND, b"", (b"location", fault.location.encode()))
        elif fault.kind == "hang":
            if not await exchange.left(fault.seconds):
                await exchange.whole(_UNAVAILABLE, b"")
        elif board is None:
            return False
        else:
            await self._misbehave_on(exchange, fault, board, posting)
        return True

    async def _misbehave_on(self, exchange: Exchange, fault: Fault, board: Board, posting: str | None) -> None:
        if fault.kind == "damaged_item":
            if posting is None:
                body = self._pages.damaged(board, exchange.query, fault.item, fault.replacement)
            else:
                body = Body(msgspec.json.encode(fault.replacement))
            await _page(exchange, body, etags=False)
        elif fault.kind == "huge":
            await _huge(exchange, board, fault.size)
        else:
            body = self._body(exchange, board, posting) or Body(b"{}")
            half = body.plain[: len(body.plain) // 2]
            kind = (b"content-type", body.content_type)
            if fault.kind == "truncated":
                await exchange.whole(_OK, half, kind)
            else:
                # More was announced than is sent: the server then closes the connection.
                await exchange.begin(_OK, kind, (b"content-length", b"%d" % len(body.plain)))
                await exchange.body(half, more=True)


def _wanted(shape: Vendor, below: Sequence[str]) -> tuple[str, str | None]:
    """The board that a path names, and the posting where it is that of one; an empty board where it names none."""
    if isinstance(shape, DetailedVendor) and (found := shape.detail_in(below)):
        return found
    return shape.board_in(below) or "", None


def _asked(exchange: Exchange, site: str, slug: str) -> Asked:
    run, _, attempt = (exchange.header(b"x-job-center-run") or "").rpartition("/")
    return Asked(
        site=site,
        board=slug,
        path=exchange.address,
        run=run or None,
        attempt=int(attempt) if attempt.isdecimal() else None,
        agent=exchange.header(b"user-agent"),
        client_port=exchange.client_port,
    )


async def _page(exchange: Exchange, body: Body, *, etags: bool) -> None:
    headers = [(b"content-type", body.content_type)]
    if etags:
        headers.append((b"etag", body.etag.encode()))
        known = {tag.strip() for tag in (exchange.header(b"if-none-match") or "").split(",")}
        if body.etag in known:
            await exchange.begin(_NOT_MODIFIED, *headers)
            await exchange.body(b"")
            return
    if "gzip" in (exchange.header(b"accept-encoding") or ""):
        vary = ((b"content-encoding", b"gzip"), (b"vary", b"accept-encoding"))
        await exchange.whole(_OK, body.zipped(), *headers, *vary)
    else:
        await exchange.whole(_OK, body.plain, *headers)


async def _huge(exchange: Exchange, board: Board, size: int) -> None:
    """Stream a page of whole items and about `size` bytes, without ever holding it."""
    shape = SHAPES[board.vendor]
    before, behind = shape.around(board, slice(0, 1))
    writing = shape.writing
    filler = writing.encode(shape.item(board, Row("filler", "Filler", description="x" * _FILLER_CHARACTERS)))
    leaving = asyncio.create_task(exchange.left(_LONG))
    try:
        await exchange.begin(_OK, (b"content-type", writing.content_type.encode()))
        await exchange.body(before + filler, more=True)
        while exchange.sent < size and not leaving.done():
            await exchange.body(writing.between + filler, more=True)
            await asyncio.sleep(0)  # other requests get their turn
        await exchange.body(behind)
    finally:
        leaving.cancel()
