"""Ashby: a company's whole board in one answer, with some items that must not be shown."""

from html import escape
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
    text,
    web_address,
    yes_or_no,
)

_REMOTE: Final = {"remote": True, "onsite": False, "hybrid": False}


class Ashby(OnePageSite):
    """Boards on Ashby. Source: its Job Postings API, `GET /posting-api/job-board/{name}?includeCompensation=true`."""

    facts = SiteFacts(
        name="ashby",
        label="Ashby",
        kind="ats",
        default_url="https://api.ashbyhq.com",
        requests_per_second=5.0,
        target_hint="the board's name: the last part of https://jobs.ashbyhq.com/<name>",
    )
    path = "/posting-api/job-board/{target}"
    params: ClassVar = {"includeCompensation": "true"}  # with what it says on pay

    def read(self, body: bytes, position: Position) -> Page:  # noqa: ARG002 - one page only
        """Read the board.

        Raises:
            PageUnreadableError: the body is not `{"jobs": […]}`.
        """
        return page_of(list_of_items(json_of(body, "ashby"), "jobs", "ashby"), _posting)


def _posting(item: dict[str, Any]) -> FoundPosting | Drop | None:
    # Whatever is not plainly listed stays hidden: showing what a company withheld cannot be taken back.
    if item.get("isListed", True) is not True:
        return None
    known = id_and_title(item, "title")
    if isinstance(known, Drop):
        return known
    remote = yes_or_no(item.get("isRemote"))
    if remote is None:
        remote = _REMOTE.get((text(item.get("workplaceType")) or "").lower())
    secondary = (entry.get("location") for entry in objects(item.get("secondaryLocations")))
    return FoundPosting(
        vendor_id=known[0],
        title=known[1],
        places=places((item.get("location"), *secondary)),
        is_remote=remote,
        department=text(item.get("department")) or text(item.get("team")),
        employment_type=text(item.get("employmentType")),
        url=web_address(item.get("jobUrl")),
        apply_url=web_address(item.get("applyUrl")),
        posted_at=moment(item.get("publishedAt")),
        description_html=_description(item),
        salary=_salary(item.get("compensation")),
        raw=item,
    )


def _description(item: dict[str, Any]) -> str | None:
    plain = html(item.get("descriptionPlain"))
    return html(item.get("descriptionHtml")) or (f"<p>{escape(plain, quote=False)}</p>" if plain else None)


def _salary(compensation: object) -> dict[str, Any]:
    """The first component of the kind "Salary" (the summary's before the tiers'), beside Ashby's own sentence."""
    tiers = objects(at(compensation, "compensationTiers"))
    components = [
        *objects(at(compensation, "summaryComponents")),
        *(component for tier in tiers for component in objects(tier.get("components"))),
    ]
    salary = next((entry for entry in components if entry.get("compensationType") == "Salary"), {})
    return salary_of(
        min=salary.get("minValue"),
        max=salary.get("maxValue"),
        currency=salary.get("currencyCode"),
        interval=salary.get("interval"),
        text=text(at(compensation, "compensationTierSummary"))
        or at(compensation, "scrapeableCompensationSalarySummary"),
    )
