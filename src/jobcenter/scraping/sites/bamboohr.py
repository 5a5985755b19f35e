"""BambooHR: a company's whole list in one answer, short: no adverts, no dates, and HTML where there is no board."""

from typing import Any, Final

from jobcenter.postings.found import FoundPosting
from jobcenter.scraping.sites.base import HOST_NAME, Drop, NoBoardError, Page, Position, SiteFacts
from jobcenter.scraping.sites.paging import OnePageSite
from jobcenter.scraping.sites.reading import (
    at,
    id_and_title,
    json_of,
    list_of_items,
    page_of,
    page_url,
    places,
    quoted,
    text,
    yes_or_no,
)
from jobcenter.scraping.sites.reading_parts import one_place
from jobcenter.scraping.sites.reading_xml import is_html

_REMOTE: Final = {"0": False, "1": True, "2": False}  # on site, remote, hybrid
_NO_PLACE: Final = frozenset({"not applicable", "n/a"})  # what its forms say where a country has no provinces


class BambooHR(OnePageSite):
    """Boards on BambooHR. Source: what its careers pages read, `GET /careers/list` at the company's address.

    Ids are small numbers that every company counts for itself.
    """

    facts = SiteFacts(
        name="bamboohr",
        label="BambooHR",
        kind="ats",
        default_url="https://{target}.bamboohr.com",
        requests_per_second=2.0,
        target_hint="the company's name in its address, in lower case: https://<name>.bamboohr.com",
        target_pattern=HOST_NAME,
    )
    path = "/careers/list"

    def address(self, base_url: str, target: str, vendor_id: str) -> str:
        """The opening's page; the list does not tell it."""
        return page_url(base_url, target, f"/careers/{quoted(vendor_id)}")

    def read(self, body: bytes, position: Position) -> Page:  # noqa: ARG002 - one page only
        """Read the list.

        Raises:
            NoBoardError: the body is a web page.
            PageUnreadableError: the body is not `{"result": […]}`.
        """
        if is_html(body):
            raise NoBoardError(
                "bamboohr answered an HTML page, not JSON, which is how it says that it has no such board; "
                "check the board's name in the address of its jobs page"
            )
        return page_of(list_of_items(json_of(body, "bamboohr"), "result", "bamboohr"), _posting)


def _posting(item: dict[str, Any]) -> FoundPosting | Drop:
    known = id_and_title(item, "jobOpeningName")
    if isinstance(known, Drop):
        return known
    remote = _REMOTE.get(text(item.get("locationType")) or "")
    return FoundPosting(
        vendor_id=known[0],
        title=known[1],
        places=_places(item),
        is_remote=yes_or_no(item.get("isRemote")) if remote is None else remote,
        department=text(item.get("departmentLabel")),
        employment_type=text(item.get("employmentStatusLabel")),
        raw=item,
    )


def _places(item: dict[str, Any]) -> tuple[str, ...]:
    """The office, or for remote openings the region that they are open to; a list has only one of them."""
    given = (
        [at(item, "location", part) for part in ("city", "state", "addressCountry")],
        [at(item, "atsLocation", "city"), _region(item.get("atsLocation")), at(item, "atsLocation", "country")],
    )
    return places(one_place(*(part for part in parts if not _is_blank(part))) for parts in given)


def _region(place: object) -> str | None:
    state = text(at(place, "state"))
    return state if state and not _is_blank(state) else text(at(place, "province"))


def _is_blank(part: object) -> bool:
    return (text(part) or "").lower() in _NO_PLACE
