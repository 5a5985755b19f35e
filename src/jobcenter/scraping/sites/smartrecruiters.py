"""SmartRecruiters: a company's postings by a hundred, each advert's text on a page of its own."""

from dataclasses import replace
from typing import Any, Final

from jobcenter.postings.found import FoundPosting
from jobcenter.scraping.sites.base import Detail, Drop, Page, PageRequest, Position, SiteFacts
from jobcenter.scraping.sites.details import detail_of
from jobcenter.scraping.sites.paging import count_of, offset_of, position_at
from jobcenter.scraping.sites.reading import (
    at,
    id_and_title,
    json_of,
    list_of_items,
    moment,
    page_of,
    page_url,
    places,
    quoted,
    salary_of,
    text,
    web_address,
    yes_or_no,
)
from jobcenter.scraping.sites.reading_parts import one_advert, one_place

PAGE_SIZE: Final = 100

_SECTIONS: Final = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")
_POSTINGS: Final = "/v1/companies/{target}/postings"


class SmartRecruiters:
    """Boards on SmartRecruiters. Source: its Posting API, `GET /v1/companies/{id}/postings?limit=&offset=`, and
    `GET …/postings/{posting}` for the text.

    A company that it does not know is answered like one that has no postings.
    """

    facts = SiteFacts(
        name="smartrecruiters",
        label="SmartRecruiters",
        kind="ats",
        default_url="https://api.smartrecruiters.com",
        requests_per_second=5.0,
        target_hint="the company's identifier: the first part after https://jobs.smartrecruiters.com/",
        page_size=PAGE_SIZE,
    )

    def first(self) -> Position:
        """The page that skips nothing."""
        return {"offset": 0}

    def request(self, base_url: str, target: str, position: Position) -> PageRequest:
        """A hundred postings from `position["offset"]` on."""
        return PageRequest(
            page_url(base_url, target, _POSTINGS),
            params={"limit": str(PAGE_SIZE), "offset": str(offset_of(position))},
        )

    def skip(self, position: Position) -> Position | None:
        """The next hundred."""
        return position_at("offset", offset_of(position) + PAGE_SIZE)

    def read(self, body: bytes, position: Position) -> Page:
        """Read a page; the last is the one that reaches `totalFound`, or is empty.

        Raises:
            PageUnreadableError: the body is not `{"content": […]}`.
        """
        document = json_of(body, "smartrecruiters")
        items = list_of_items(document, "content", "smartrecruiters")
        end, total = offset_of(position) + len(items), count_of(at(document, "totalFound"))
        more = bool(items) and (end < total if total else len(items) >= PAGE_SIZE)
        return replace(page_of(items, _posting, position_at("offset", end) if more else None), total=total)

    def detail_request(self, base_url: str, target: str, vendor_id: str) -> PageRequest:
        """The posting's own page."""
        return PageRequest(page_url(base_url, target, f"{_POSTINGS}/{quoted(vendor_id)}"))

    def listed(self, item: dict[str, Any]) -> FoundPosting | None:
        """A posting as the list told it."""
        told = _posting(item)
        return told if isinstance(told, FoundPosting) else None

    def read_detail(self, body: bytes) -> Detail:
        """Read a posting's own page.

        Raises:
            PageUnreadableError: the body is not `{"jobAd": {…}}`.
        """
        item = detail_of(body, "jobAd", "smartrecruiters")
        sections, pay = at(item, "jobAd", "sections"), item.get("compensation")
        return Detail(
            **_told(item),
            url=web_address(item.get("postingUrl")),
            apply_url=web_address(item.get("applyUrl")),
            description_html=one_advert(
                (at(sections, name, "title"), at(sections, name, "text")) for name in _SECTIONS
            ),
            salary=salary_of(
                min=at(pay, "min"), max=at(pay, "max"), currency=at(pay, "currency"), interval=at(pay, "period")
            ),
            raw=item,
        )


def _posting(item: dict[str, Any]) -> FoundPosting | Drop | None:
    # The API shows what is public; should it ever show more, showing that on cannot be taken back.
    if item.get("visibility", "PUBLIC") != "PUBLIC":
        return None
    known = id_and_title(item, "name")
    if isinstance(known, Drop):
        return known
    company = text(at(item, "company", "identifier"))
    # The list gives no public address; this is where the vendor's own job pages stand.
    url = page_url("https://jobs.smartrecruiters.com", company, f"/{{target}}/{quoted(known[0])}") if company else None
    return FoundPosting(vendor_id=known[0], title=known[1], url=web_address(url), raw=item, **_told(item))


def _told(item: dict[str, Any]) -> dict[str, Any]:
    """What a list's item and a posting's own page tell alike."""
    where = item.get("location")
    parts = one_place(at(where, "city"), at(where, "region"), at(where, "country"))
    return {
        "company": text(at(item, "company", "name")),
        "places": places([text(at(where, "fullLocation")) or parts]),
        "is_remote": yes_or_no(at(where, "remote")),
        "department": text(at(item, "department", "label")) or text(at(item, "function", "label")),
        "employment_type": text(at(item, "typeOfEmployment", "label")),
        "requisition": text(item.get("refNumber")),
        "posted_at": moment(item.get("releasedDate")),
    }
