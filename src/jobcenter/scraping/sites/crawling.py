"""Finding a host's pages: what its robots.txt allows, and the addresses that its sitemaps list."""

import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit

from protego import Protego

from jobcenter.scraping.sites.base import PageUnreadableError
from jobcenter.scraping.sites.reading import LONGEST_TEXT, at, clean_text, text
from jobcenter.scraping.sites.reading_xml import xml_items

AGENT: Final = "JobCenter"
LONGEST_ROBOTS: Final = 65_536  # characters, of the lines that say something
LARGEST_SITEMAP: Final = 50 * 1024 * 1024  # bytes, unpacked: what the protocol allows
LONGEST_CRAWL_DELAY: Final = 3_600.0

_GZIP: Final = b"\x1f\x8b"
_RULE: Final = re.compile(r"\s*(user-agent|allow|disallow|crawl-delay|sitemap)\s*:", re.IGNORECASE)
_USUAL_PORTS: Final = {None, 80, 443}


def rules_in(body: bytes) -> str:
    """The lines of a robots.txt that say something; none where the body is no robots.txt but a web page.

    Raises:
        PageUnreadableError: there are more than can be kept; what cannot be obeyed is not guessed.
    """
    written = clean_text(body.decode("utf-8", "replace").removeprefix("\ufeff"))
    if written.lstrip().startswith("<"):
        return ""
    kept = "\n".join(line.partition("#")[0].strip() for line in written.splitlines() if _RULE.match(line))
    if len(kept) > LONGEST_ROBOTS:
        raise PageUnreadableError(f"the host's robots.txt has more than {LONGEST_ROBOTS:,} characters of rules to obey")
    return kept


def sitemaps_in(rules: str) -> list[str]:
    """The addresses of the sitemaps that a robots.txt names."""
    return [address.strip() for address in Protego.parse(rules).sitemaps]


def delay_in(rules: str) -> float:
    """Seconds that a robots.txt asks us to leave between two requests, at most an hour."""
    robots = Protego.parse(rules)
    rate = robots.request_rate(AGENT)
    return min(
        max(robots.crawl_delay(AGENT) or 0.0, rate.seconds / rate.requests if rate else 0.0), LONGEST_CRAWL_DELAY
    )


def allowed(rules: str, host: str, paths: Iterable[str]) -> Iterator[str]:
    """Those paths that a host's robots.txt lets us ask for."""
    robots = Protego.parse(rules)
    return (path for path in paths if robots.can_fetch(f"https://{host}{path}", AGENT))


def path_on(host: str, address: str) -> str | None:
    """Path and query of an address on `host` (or the same with or without `www.`); None for any other, or for none."""
    if len(address) > LONGEST_TEXT:
        return None
    try:
        parts = urlsplit(urljoin(f"https://{host}/", address.strip()))
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or port not in _USUAL_PORTS or parts.username is not None:
        return None
    if (parts.hostname or "").removeprefix("www.") != host.removeprefix("www."):
        return None
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def is_below(path: str, top: str) -> bool:
    """Whether a path is `top`, or stands below it."""
    plain = path.partition("?")[0]
    return not top or plain == top or plain.startswith(top + "/")


def listed_in(body: bytes) -> tuple[list[str], list[str]]:
    """The sitemaps, and the pages, whose addresses a sitemap lists; it may be packed by gzip, or a plain list.

    Raises:
        PageUnreadableError: it is no sitemap, or larger than one may be.
    """
    body = _unpacked(body)
    start = body[:4_000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"http://", b"https://")):
        return [], body.decode("utf-8", "replace").split()
    index = b"<sitemapindex" in start
    path = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    entries, _broken = xml_items(body, "the sitemap", path)
    found = [address for entry in entries if (address := text(at(entry, "loc")))]
    return (found, []) if index else ([], found)


def _unpacked(body: bytes) -> bytes:
    if body.startswith(_GZIP):
        unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            body = unpacking.decompress(body, LARGEST_SITEMAP + 1)
        except zlib.error as error:
            raise PageUnreadableError(f"the sitemap is packed by gzip, and broken ({error})") from error
        if not unpacking.eof and len(body) <= LARGEST_SITEMAP:
            raise PageUnreadableError("the sitemap is packed by gzip, and breaks off")
    if len(body) > LARGEST_SITEMAP:
        raise PageUnreadableError(f"the sitemap has more than {LARGEST_SITEMAP:,} bytes, unpacked")
    return body
