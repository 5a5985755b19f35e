"""Greenhouse: a company's whole board in one answer, the advert's HTML escaped once more than JSON needs."""

import re
from html import unescape
from typing import Any, ClassVar, Final

from jobcenter.postings.found import FoundPosting
from jobcenter.scraping.sites.base import Drop, Page, Position, SiteFacts
from jobcenter.scraping.sites.paging import OnePageSite
from jobcenter.scraping.sites.reading import (
    at,
    html,
    id_and_title,
    json_of,
    list_of_items,
    moment,
    objects,
    page_of,
    places,
    salary_of,
    says_remote,
    text,
    web_address,
)

_BETWEEN_PLACES = re.compile(r"[;|]")
_EMPLOYMENT_NAMES: Final = frozenset({"employment type", "time type"})
_CENTS: Final = 100


class Greenhouse(OnePageSite):
    """Boards on Greenhouse. Source: its Job Board API, `GET /v1/boards/{token}/jobs?content=true`."""

    facts = SiteFacts(
        name="greenhouse",
        label="Greenhouse",
        kind="ats",
        default_url="https://boards-api.greenhouse.io",
        requests_per_second=5.0,
        target_hint="the board's token: the last part of https://boards.greenhouse.io/<token>",
    )
    path = "/v1/boards/{target}/jobs"
    params: ClassVar = {"content": "true"}  # with the adverts

    def read(self, body: bytes, position: Position) -> Page:  # noqa: ARG002 - one page only
        """Read the board.

        Raises:
            PageUnreadableError: the body is not `{"jobs": […]}`.
        """
        return page_of(list_of_items(json_of(body, "greenhouse"), "jobs", "greenhouse"), _posting)


def _posting(item: dict[str, Any]) -> FoundPosting | Drop:
    known = id_and_title(item, "title")
    if isinstance(known, Drop):
        return known
    where = _places(item)
    content = html(item.get("content"))
    metadata = objects(item.get("metadata"))
    departments = [name for entry in objects(item.get("departments")) if (name := text(entry.get("name")))]
    return FoundPosting(
        vendor_id=known[0],
        title=known[1],
        company=text(item.get("company_name")),
        places=where,
        is_remote=says_remote(where),
        department=text(" / ".join(departments)),
        employment_type=_employment_type(metadata),
        requisition=text(item.get("requisition_id")),
        url=web_address(item.get("absolute_url")),
        # `updated_at` does not stand in: it moves with every edit, and a date of posting must not.
        posted_at=moment(item.get("first_published")),
        description_html=html(unescape(content)) if content else None,
        salary=_salary(item, metadata),
        raw=item,
    )


def _places(item: dict[str, Any]) -> tuple[str, ...]:
    """The posting's places.

    Greenhouse has one free text. Semicolons and bars separate places in it and nothing else; commas, "or", "&" and
    slashes also stand inside one place's name, so that what they join stays whole. Offices are the company's own
    grouping ("EMEA", "HQ") and speak only where there is no such text.
    """
    given = text(at(item, "location", "name"))
    if given and (split := places(_BETWEEN_PLACES.split(given))):
        return split
    return places(text(office.get("location")) or office.get("name") for office in objects(item.get("offices")))


def _employment_type(metadata: list[dict[str, Any]]) -> str | None:
    for entry in metadata:
        if (text(entry.get("name")) or "").lower() in _EMPLOYMENT_NAMES:
            value = entry.get("value")
            return text(value) or text(at(value, 0))
    return None


def _salary(item: dict[str, Any], metadata: list[dict[str, Any]]) -> dict[str, Any]:
    """The pay range of the item itself, else of the company's own fields of the kind `currency_range`."""
    for pay in objects(item.get("pay_input_ranges")):
        cents = salary_of(min=pay.get("min_cents"), max=pay.get("max_cents"))
        if cents:
            amounts = {name: amount / _CENTS for name, amount in cents.items()}
            return salary_of(**amounts, currency=pay.get("currency_type"), text=pay.get("title"))
    for entry in metadata:
        if entry.get("value_type") == "currency_range":
            value = entry.get("value")
            salary = salary_of(
                min=at(value, "min_value"),
                max=at(value, "max_value"),
                currency=at(value, "unit"),
                text=entry.get("name"),
            )
            if salary.keys() & {"min", "max"}:
                return salary
    return {}
