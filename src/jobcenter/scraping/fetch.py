"""Fetching one page: conditional, bounded in size, every way of failing told apart in words for a person."""

import asyncio
import email.utils
import time
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx2

from jobcenter.scraping.addresses import PrivateAddressError
from jobcenter.scraping.sites.base import PageFailedError, PageRequest, SiteFacts

LONGEST_WAIT = 3600.0
PAGE_SECONDS = 120.0  # for a page as a whole, however steadily it trickles


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the last fetch of the page said of itself."""

    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: its body, or None where the page is as it was remembered."""

    body: bytes | None
    etag: str | None = None
    last_modified: str | None = None


async def fetch(
    client: httpx2.AsyncClient,
    facts: SiteFacts,
    request: PageRequest,
    *,
    target: str,
    stamp: str,
    most_bytes: int,
    most_seconds: float = PAGE_SECONDS,
    remembered: Remembered | None = None,
) -> Fetched:
    """Ask for one page, for `most_seconds` and `most_bytes` at most.

    `stamp` is sent along as `X-Job-Center-Run` so that a site's owner can tell our requests apart.

    Raises:
        PageFailedError: there is no page to read, and why.
    """
    headers = {"X-Job-Center-Run": stamp}
    if remembered and remembered.etag:
        headers["If-None-Match"] = remembered.etag
    if remembered and remembered.last_modified:
        headers["If-Modified-Since"] = remembered.last_modified
    name = facts.label
    try:
        async with (
            asyncio.timeout(most_seconds),
            client.stream(
                request.method, request.url, params=dict(request.params) or None, json=request.json, headers=headers
            ) as response,
        ):
            if response.status_code == httpx2.codes.NOT_MODIFIED and remembered is not None:
                return Fetched(None)
            _refuse_bad_status(response, name, target)
            body = await _read(response, name, most_bytes)
            return Fetched(body, response.headers.get("etag"), response.headers.get("last-modified"))
    except PrivateAddressError as error:
        raise PageFailedError(f"{name}: refused, since {error}.", final=True) from error
    except TimeoutError as error:
        raise PageFailedError(f"{name} did not send the whole page within {most_seconds:.0f} s.") from error
    except httpx2.TooManyRedirects as error:
        raise PageFailedError(f"{name} redirects in a circle, or too often.", final=True) from error
    except httpx2.TimeoutException as error:
        raise PageFailedError(f"{name} did not answer in time ({type(error).__name__}).") from error
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
        raise PageFailedError(f"{name} led to an address that cannot be asked: {error}.", final=True) from error
    except httpx2.HTTPError as error:
        raise PageFailedError(
            f"{name} could not be reached or broke off: {str(error) or type(error).__name__}."
        ) from error


def _refuse_bad_status(response: httpx2.Response, name: str, target: str) -> None:
    status = response.status_code
    if status in {404, 410}:
        raise PageFailedError(
            f'{name} has no board "{target}" ({status}). Check the board\'s name in the address of its jobs page.',
            final=True,
            status=status,
        )
    if status in {403, 429}:
        wait = retry_after(response.headers.get("retry-after"))
        said = f", and asks to wait {wait:.0f} s" if wait else ""
        word = "asks us to slow down" if status == httpx2.codes.TOO_MANY_REQUESTS else "refuses us"
        raise PageFailedError(f"{name} {word} ({status}){said}.", refused=True, retry_after=wait, status=status)
    if status >= 500:  # noqa: PLR2004 - HTTP's own border
        raise PageFailedError(
            f"{name} has a fault of its own ({status}).", retry_after=retry_after(response.headers.get("retry-after"))
        )
    if status != httpx2.codes.OK:
        raise PageFailedError(
            f"{name} answered {status}, which says nothing about the board.", final=status not in {408, 425}
        )


async def _read(response: httpx2.Response, name: str, most_bytes: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in response.aiter_bytes():
        size += len(part)
        if size > most_bytes:
            raise PageFailedError(
                f"{name} sent a page of more than {most_bytes / 1024 / 1024:.3g} MiB; the rest was not read. "
                "If such a page is right, raise JOBCENTER_MAX_PAGE_BYTES.",
                final=True,
            )
        parts.append(part)
    return b"".join(parts)


def retry_after(value: str | None) -> float | None:
    """Seconds that a `Retry-After` header asks for (a number, or an HTTP date), at most an hour; None without one."""
    if not value:
        return None
    if value.strip().isdecimal():
        return min(float(value), LONGEST_WAIT)
    try:
        when = email.utils.parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, min((when - datetime.fromtimestamp(time.time(), UTC)).total_seconds(), LONGEST_WAIT))
