"""The web application's files: one page for every address under /app, and its assets, which never change."""

import hashlib
import mimetypes
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from fastapi import Request, Response
from fastapi.responses import FileResponse, RedirectResponse

from jobcenter.accounts.access import SliceRouter, public

BUILT: Final = Path(__file__).parent / "webapp"
"""Where the build puts it (`web/vite.config.ts`), and where a wheel carries it."""

POLICY: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
ALWAYS_ASK: Final = "no-cache"
FOR_EVER: Final = "public, max-age=31536000, immutable"
FOR_A_DAY: Final = "public, max-age=86400"
ASSET: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
PACKED: Final = (("br", ".br"), ("gzip", ".gz"))
NOT_BUILT: Final = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Job Center</title>
<h1>The web application has not been built</h1>
<p>This is a checkout without it. <code>make up</code> builds it; by hand: <code>python3 bin/web.py build</code>.
The API runs all the same.</p></html>
"""

router = SliceRouter(include_in_schema=False, dependencies=[public])


@router.get("/")
async def home() -> RedirectResponse:
    """On to the web application."""
    return RedirectResponse("/app/", status_code=307, headers={"Cache-Control": ALWAYS_ASK})


@router.get("/app/assets/{name}")
async def asset(request: Request, name: str) -> Response:
    """A file that carries its content's hash in its name; packed, if the browser takes that and it is there."""
    return _file(request, BUILT / "assets", name, FOR_EVER)


@router.get("/app/icon.svg")
async def icon(request: Request) -> Response:
    """The picture in the browser's tab."""
    return _file(request, BUILT, "icon.svg", FOR_A_DAY)


@router.get("/app")
@router.get("/app/{path:path}")
async def page(request: Request, path: str = "") -> Response:
    """The application; it finds out by itself what to show at this address, or that there is nothing."""
    del path
    try:
        found = (BUILT / "index.html").read_bytes()  # a kilobyte, and another one right after the next build
    except FileNotFoundError:
        return Response(NOT_BUILT, 404, media_type="text/html; charset=utf-8")
    tag = _tag(found)
    headers = {"ETag": tag, "Cache-Control": ALWAYS_ASK, "Content-Security-Policy": POLICY}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(found, headers=headers, media_type="text/html; charset=utf-8")


def _file(request: Request, folder: Path, name: str, keeping: str) -> Response:
    file = folder / name
    if not ASSET.fullmatch(name) or not file.is_file():
        return Response("There is no such file. Reload the page: it may be of another version.", 404)
    headers = {"Cache-Control": keeping, "Vary": "Accept-Encoding"}
    taken = {one.partition(";")[0].strip() for one in request.headers.get("accept-encoding", "").split(",")}
    for encoding, ending in PACKED:
        packed = file.with_name(name + ending)
        if encoding in taken and packed.is_file():
            return FileResponse(packed, headers=headers | {"Content-Encoding": encoding}, media_type=_kind(name))
    return FileResponse(file, headers=headers, media_type=_kind(name))


@lru_cache(maxsize=8)
def _tag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:20]}"'


def _kind(name: str) -> str:
    if name.endswith(".js"):
        return "text/javascript; charset=utf-8"  # whatever the machine's own list says
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
