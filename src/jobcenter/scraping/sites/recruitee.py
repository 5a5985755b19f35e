"""Recruitee: a company's whole board in one answer, from an address of the company's own."""

from typing import Any

from jobcenter.postings.found import FoundPosting
from jobcenter.scraping.sites.base import HOST_NAME, Drop, Page, Position, SiteFacts
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
    salary_of,
    text,
    web_address,
    yes_or_no,
)
from jobcenter.scraping.sites.reading_parts import one_advert, one_place


class Recruitee(OnePageSite):
    """Boards on Recruitee. Source: its Careers Site API, `GET /api/offers/` at the company's address."""

    facts = SiteFacts(
        name="recruitee",
        label="Recruitee",
        kind="ats",
        default_url="https://{target}.recruitee.com",
        requests_per_second=2.0,
        target_hint="the company's name in its address, in lower case: https://<name>.recruitee.com",
        target_pattern=HOST_NAME,
    )
    path = "/api/offers/"

    def read(self, body: bytes, position: Position) -> Page:  # noqa: ARG002 - one page only
        """Read the board.

        Raises:
            PageUnreadableError: the body is not `{"offers": […]}`.
        """
        return page_of(list_of_items(json_of(body, "recruitee"), "offers", "recruitee"), _posting)


def _posting(item: dict[str, Any]) -> FoundPosting | Drop | None:
    # Whatever is not plainly published stays hidden: showing what a company withheld cannot be taken back.
    if item.get("status", "published") != "published":
        return None
    known = id_and_title(item, "title")
    if isinstance(known, Drop):
        return known
    return FoundPosting(
        vendor_id=known[0],
        title=known[1],
        company=text(item.get("company_name")),
        places=_places(item),
        is_remote=_is_remote(item),
        department=text(item.get("department")) or text(at(item, "department", "name")),
        employment_type=text(item.get("employment_type_code")),
        url=web_address(item.get("careers_url")),
        apply_url=web_address(item.get("careers_apply_url")),
        posted_at=moment(item.get("published_at")) or moment(item.get("created_at")),
        description_html=one_advert((None, item.get(part)) for part in ("description", "requirements")),
        salary=salary_of(
            min=at(item, "salary", "min"),
            max=at(item, "salary", "max"),
            currency=at(item, "salary", "currency"),
            interval=at(item, "salary", "period"),
        ),
        raw=item,
    )


def _places(item: dict[str, Any]) -> tuple[str, ...]:
    """The offices' cities and countries; an office without them by the company's own name for it."""
    offices = objects(item.get("locations"))
    named = places(
        one_place(office.get("city"), office.get("state"), office.get("country")) or office.get("name")
        for office in offices
    )
    return named or places([text(item.get("location")) or one_place(item.get("city"), item.get("country"))])


def _is_remote(item: dict[str, Any]) -> bool | None:
    """What the offer says; one that is hybrid or on site, and no more, is not remote."""
    remote = yes_or_no(item.get("remote"))
    if remote is None and (yes_or_no(item.get("hybrid")) or yes_or_no(item.get("on_site"))):
        return False
    return remote
