"""The canonical form of a page's address: what two readings of the same page have in common."""

import re
from typing import Final
from urllib.parse import quote, urlsplit

from jobcenter.kit.errors import InvalidError

LONGEST_URL = 1000
_HOST: Final = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_ESCAPE: Final = re.compile(r"%[0-9a-fA-F]{2}")
_BARE_PERCENT: Final = re.compile(r"%(?![0-9a-fA-F]{2})")
_ORDINARY: Final = "/%:@!$&'()*+,;=~-._"
_PORTS: Final = {None, 80, 443}


def canonical_url(url: str, *, where: str = "url") -> str:
    """The address with https, its host in lower case, without query, fragment and slashes at its end; a fixed point.

    Raises:
        InvalidError: it is no http(s) address of a page, or longer than `LONGEST_URL`; `where` is named in it.
    """
    wrong = InvalidError(
        f"{where}: {url[:80]!r} is no address of a page; it must look like https://example.com/in/ada, "
        f"with at most {LONGEST_URL} characters."
    )
    try:
        parts = urlsplit("".join(url.split()))
        port = parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode().lower()
    except (ValueError, UnicodeError):
        raise wrong from None
    if parts.scheme not in {"http", "https"} or parts.username is not None or not _HOST.fullmatch(host):
        raise wrong
    path = quote(_BARE_PERCENT.sub("%25", parts.path), safe=_ORDINARY).rstrip("/")
    path = _ESCAPE.sub(lambda found: found[0].upper(), path)
    canonical = f"https://{host}{'' if port in _PORTS else f':{port}'}{path}"
    if len(canonical) > LONGEST_URL:
        raise wrong
    return canonical
