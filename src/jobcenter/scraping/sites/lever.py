"""Lever: a company's postings by a hundred, an advert's text spread over several fields."""

from html import escape
from typing import Any, Final

from jobcenter.postings.found import FoundPosting
from jobcenter.scraping.sites.base import Drop, Page, PageRequest, Position, SiteFacts
from jobcenter.scraping.sites.paging import offset_of, position_at
from jobcenter.scraping.sites.reading import (
    at,
    html,
    id_and_title,
    json_of,
    list_of_items,
    moment,
    objects,
    page_of,
    page_url,
    places,
    salary_of,
    text,
    web_address,
)

PAGE_SIZE: Final = 100
_REMOTE: Final = {"remote": True, "on-site": False, "onsite": False, "hybrid": False}


class Lever:
    """Boards on Lever. Source: its Postings API, `GET /v0/postings/{site}?mode=json&skip=&limit=`."""

    facts = SiteFacts(
        name="lever",
        label="Lever",
        kind="ats",
        default_url="https://api.lever.co",
        requests_per_second=5.0,
        target_hint="the site's name: the last part of https://jobs.lever.co/<name>",
        page_size=PAGE_SIZE,
    )

    def first(self) -> Position:
        """The page that skips nothing."""
        return {"skip": 0}

    def request(self, base_url: str, target: str, position: Position) -> PageRequest:
        """A hundred postings from `position["skip"]` on."""
        return PageRequest(
            page_url(base_url, target, "/v0/postings/{target}"),
            params={"mode": "json", "skip": str(offset_of(position, "skip")), "limit": str(PAGE_SIZE)},
        )

    def skip(self, position: Position) -> Position | None:
        """The next hundred."""
        return position_at("skip", offset_of(position, "skip") + PAGE_SIZE)

    def read(self, body: bytes, position: Position) -> Page:
        """Read a page; one with less than a hundred items is the last.

        Raises:
            PageUnreadableError: the body is no JSON array.
        """
        items = list_of_items(json_of(body, "lever"), None, "lever")
        following = position_at("skip", offset_of(position, "skip") + len(items)) if len(items) >= PAGE_SIZE else None
        return page_of(items, _posting, following)


def _posting(item: dict[str, Any]) -> FoundPosting | Drop:
    known = id_and_title(item, "text")
    if isinstance(known, Drop):
        return known
    categories = item.get("categories")
    return FoundPosting(
        vendor_id=known[0],
        title=known[1],
        places=_places(categories),
        is_remote=_REMOTE.get((text(item.get("workplaceType")) or "").lower()),
        department=text(at(categories, "department")) or text(at(categories, "team")),
        employment_type=text(at(categories, "commitment")),
        url=web_address(item.get("hostedUrl")),
        apply_url=web_address(item.get("applyUrl")),
        posted_at=moment(item.get("createdAt")),
        description_html=_description(item),
        salary=salary_of(
            min=at(item, "salaryRange", "min"),
            max=at(item, "salaryRange", "max"),
            currency=at(item, "salaryRange", "currency"),
            interval=at(item, "salaryRange", "interval"),
            text=item.get("salaryDescriptionPlain"),
        ),
        raw=item,
    )


def _places(categories: object) -> tuple[str, ...]:
    all_of_them = at(categories, "allLocations")
    return places((at(categories, "location"), *(all_of_them if isinstance(all_of_them, list) else ())))


def _description(item: dict[str, Any]) -> str | None:
    """One text of many: the description, each list under its heading, and what the company adds to every posting."""
    parts = [html(item.get("description")) or _paragraph(item.get("descriptionPlain"))]
    for entry in objects(item.get("lists")):
        heading, content = text(entry.get("text")), html(entry.get("content"))
        if heading:
            parts.append(f"<h3>{escape(heading, quote=False)}</h3>")
        if content:
            parts.append(f"<ul>{content}</ul>")
    parts.append(html(item.get("additional")) or _paragraph(item.get("additionalPlain")))
    return html("\n".join(part for part in parts if part))


def _paragraph(plain: object) -> str | None:
    written = html(plain)
    return f"<p>{escape(written, quote=False)}</p>" if written else None
