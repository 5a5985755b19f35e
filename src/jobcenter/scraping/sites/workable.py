"""Workable: a company's whole board in one answer, a posting repeated for each of its places."""

from functools import partial
from typing import Any, ClassVar

from jobcenter.postings.found import FoundPosting
from jobcenter.scraping.sites.base import Drop, Page, Position, SiteFacts
from jobcenter.scraping.sites.paging import OnePageSite
from jobcenter.scraping.sites.reading import (
    at,
    id_and_title,
    json_of,
    list_of_items,
    moment,
    objects,
    page_of,
    places,
    text,
    web_address,
    yes_or_no,
)
from jobcenter.scraping.sites.reading_parts import one_advert, one_place


class Workable(OnePageSite):
    """Boards on Workable. Source: the API of its job widget, `GET /api/v1/widget/accounts/{slug}?details=true`."""

    facts = SiteFacts(
        name="workable",
        label="Workable",
        kind="ats",
        default_url="https://apply.workable.com",
        requests_per_second=0.5,  # it limits by address, and refuses for long
        target_hint="the account's name: the part behind https://apply.workable.com/",
    )
    path = "/api/v1/widget/accounts/{target}"
    params: ClassVar = {"details": "true"}  # with the adverts

    def read(self, body: bytes, position: Position) -> Page:  # noqa: ARG002 - one page only
        """Read the board.

        Raises:
            PageUnreadableError: the body is not `{"jobs": […]}`.
        """
        document = json_of(body, "workable")
        items = list_of_items(document, "jobs", "workable")
        return page_of(items, partial(_posting, company=text(at(document, "name"))))


def _posting(item: dict[str, Any], company: str | None) -> FoundPosting | Drop:
    known = id_and_title(item, "title", "shortcode")
    if isinstance(known, Drop):
        return known
    return FoundPosting(
        vendor_id=known[0],
        title=known[1],
        company=company,
        places=_places(item),
        is_remote=yes_or_no(item.get("telecommuting")),
        department=text(item.get("department")),
        employment_type=text(item.get("employment_type")),
        requisition=text(item.get("code")),
        url=web_address(item.get("url")) or web_address(item.get("shortlink")),
        apply_url=web_address(item.get("application_url")),
        posted_at=moment(item.get("published_on")) or moment(item.get("created_at")),
        description_html=one_advert((None, item.get(part)) for part in ("description", "requirements", "benefits")),
        raw=item,
    )


def _places(item: dict[str, Any]) -> tuple[str, ...]:
    """The places that the company shows; what stands beside the list is its first entry, hidden or not."""
    listed = objects(item.get("locations"))
    shown = (entry for entry in listed if yes_or_no(entry.get("hidden")) is not True)
    if not listed:
        return places([one_place(item.get("city"), item.get("state"), item.get("country"))])
    return places(one_place(entry.get("city"), entry.get("region"), entry.get("country")) for entry in shown)
