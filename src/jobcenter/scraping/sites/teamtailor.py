"""Teamtailor: a company's postings as RSS, by a hundred, with places in elements of Teamtailor's own."""

from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from jobcenter.postings.found import FoundPosting
from jobcenter.scraping.sites.base import (
    HOST_NAME,
    Drop,
    Page,
    PageRequest,
    PageUnreadableError,
    Position,
    SiteFacts,
)
from jobcenter.scraping.sites.paging import offset_of, position_at
from jobcenter.scraping.sites.reading import (
    at,
    html,
    id_and_title,
    moment,
    page_of,
    page_url,
    places,
    text,
    web_address,
)
from jobcenter.scraping.sites.reading_parts import one_place
from jobcenter.scraping.sites.reading_xml import several, xml_items

PAGE_SIZE: Final = 100  # what it gives where nobody asks for another size
_REMOTE: Final = {"fully": True, "remote": True, "none": False, "onsite": False, "hybrid": False}


class Teamtailor:
    """Boards on Teamtailor. Source: the feed of its careers sites, `GET /jobs.rss` at the company's address.

    Without being asked for more pages, the feed ends after a hundred postings and does not say so.
    """

    facts = SiteFacts(
        name="teamtailor",
        label="Teamtailor",
        kind="ats",
        default_url="https://{target}.teamtailor.com",
        requests_per_second=2.0,
        target_hint="the company's name in its address, in lower case: https://<name>.teamtailor.com",
        page_size=PAGE_SIZE,
        target_pattern=HOST_NAME,
    )

    def first(self) -> Position:
        """The page that skips nothing."""
        return {"offset": 0}

    def request(self, base_url: str, target: str, position: Position) -> PageRequest:
        """A hundred postings from `position["offset"]` on."""
        return PageRequest(
            page_url(base_url, target, "/jobs.rss"),
            params={"per_page": str(PAGE_SIZE), "offset": str(offset_of(position))},
        )

    def skip(self, position: Position) -> Position | None:
        """The next hundred; it is still told from the last page that could be read."""
        return position_at("offset", offset_of(position) + PAGE_SIZE, before=position.get("before"))

    def read(self, body: bytes, position: Position) -> Page:
        """Read a page; one with less than a hundred items is the last.

        Raises:
            PageUnreadableError: the body is no RSS, or it is the page before once more.
        """
        items, broken = xml_items(body, "teamtailor", ("rss", "channel", "item"))
        count = len(items) + len(broken)
        first = text(at(items, 0, "guid"))
        if first is not None and first == position.get("before"):
            raise PageUnreadableError(
                "teamtailor answered the same page once more where the next one should be; the board may have more "
                f"postings than the {offset_of(position)} that were read"
            )
        following = position_at("offset", offset_of(position) + count, before=first) if count >= PAGE_SIZE else None
        page = page_of(items, _posting, following)
        return replace(page, drops=(*page.drops, *broken))


def _posting(item: dict[str, Any]) -> FoundPosting | Drop:
    known = id_and_title(item, "title", "guid")
    if isinstance(known, Drop):
        return known
    offices = several(at(item, "tt:locations", "tt:location"))
    return FoundPosting(
        vendor_id=known[0],
        title=known[1],
        places=places(
            one_place(at(office, "tt:city"), at(office, "tt:country")) or at(office, "tt:name") for office in offices
        ),
        is_remote=_REMOTE.get((text(item.get("remoteStatus")) or "").lower()),
        department=text(item.get("tt:department")),
        url=web_address(item.get("link")),
        posted_at=_published(item.get("pubDate")),
        description_html=html(item.get("description")),
        raw=item,
    )


def _published(value: object) -> datetime | None:
    """A date as mails have it ("Tue, 01 Sep 2026 09:30:04 +0300")."""
    written = text(value)
    if written is None:
        return None
    try:
        return moment(parsedate_to_datetime(written).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
