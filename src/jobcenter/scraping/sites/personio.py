"""Personio: a company's whole board as one XML document, an advert's text in sections."""

from dataclasses import replace
from typing import Any, ClassVar

from jobcenter.postings.found import FoundPosting
from jobcenter.scraping.sites.base import HOST_NAME, Drop, NoBoardError, Page, Position, SiteFacts
from jobcenter.scraping.sites.paging import OnePageSite
from jobcenter.scraping.sites.reading import (
    at,
    id_and_title,
    moment,
    page_of,
    page_url,
    places,
    quoted,
    salary_of,
    says_remote,
    text,
)
from jobcenter.scraping.sites.reading_parts import one_advert
from jobcenter.scraping.sites.reading_xml import is_html, several, xml_items


class Personio(OnePageSite):
    """Boards on Personio. Source: the XML feed of its Recruiting API, `GET /xml?language=en` at the company's address.

    Not every company has it switched on.
    """

    facts = SiteFacts(
        name="personio",
        label="Personio",
        kind="ats",
        default_url="https://{target}.jobs.personio.de",
        requests_per_second=1.0,
        target_hint="the company's name in its address, in lower case: https://<name>.jobs.personio.de",
        target_pattern=HOST_NAME,
    )
    path = "/xml"
    params: ClassVar = {"language": "en"}  # without a language, adverts come without their text

    def address(self, base_url: str, target: str, vendor_id: str) -> str:
        """The position's page; the feed does not tell it."""
        return page_url(base_url, target, f"/job/{quoted(vendor_id)}")

    def read(self, body: bytes, position: Position) -> Page:  # noqa: ARG002 - one page only
        """Read the board.

        Raises:
            NoBoardError: the body is a web page, to which Personio leads where a company has no feed.
            PageUnreadableError: the body is no `<workzag-jobs>`.
        """
        if is_html(body):
            raise NoBoardError(
                "personio answered an HTML page, not XML, which is how it says that it has no such board, "
                "or that the company has its XML feed switched off; check the name in the address of its jobs page"
            )
        items, broken = xml_items(body, "personio", ("workzag-jobs", "position"))
        page = page_of(items, _posting)
        return replace(page, drops=(*page.drops, *broken))


def _posting(item: dict[str, Any]) -> FoundPosting | Drop:
    known = id_and_title(item, "name")
    if isinstance(known, Drop):
        return known
    where = places((*several(item.get("office")), *several(at(item, "additionalOffices", "office"))))
    return FoundPosting(
        vendor_id=known[0],
        title=known[1],
        company=text(item.get("subcompany")),
        places=where,
        is_remote=says_remote(where),
        department=text(item.get("department")),
        employment_type=_employment_type(item),
        posted_at=moment(item.get("createdAt")),
        description_html=one_advert(
            (at(section, "name"), at(section, "value"))
            for section in several(at(item, "jobDescriptions", "jobDescription"))
        ),
        salary=salary_of(
            min=at(item, "salaryInformation", "min"),
            max=at(item, "salaryInformation", "max"),
            currency=at(item, "salaryInformation", "currencyCode"),
            interval=at(item, "salaryInformation", "type"),
        ),
        raw=item,
    )


def _employment_type(item: dict[str, Any]) -> str | None:
    """The contract and the working time, such as "permanent, full-time": the feed tells them apart."""
    given = (text(item.get("employmentType")), text(item.get("schedule")))
    return text(", ".join(part for part in given if part))
