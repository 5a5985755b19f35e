"""Workday: a company's postings by twenty, asked for by POST, each advert's text and places on a page of its own."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final
from urllib.parse import unquote

from jobcenter.postings.found import FoundPosting
from jobcenter.scraping.sites.base import Detail, Drop, Page, PageRequest, Position, SiteFacts
from jobcenter.scraping.sites.details import detail_of
from jobcenter.scraping.sites.paging import count_of, offset_of, position_at
from jobcenter.scraping.sites.reading import (
    at,
    html,
    id_and_title,
    json_of,
    list_of_items,
    moment,
    page_of,
    page_url,
    places,
    quoted,
    says_remote,
    text,
    web_address,
)

PAGE_SIZE: Final = 20  # Workday gives no more
LONGEST_PATH: Final = 500  # characters of an advert's path, which is its id: place and title stand in it

_REMOTE: Final = {"remote": True, "fully remote": True, "on-site": False, "onsite": False, "hybrid": False}
_NUMBER_OF_PLACES = re.compile(
    r"\d+ (locations?|standorte?|emplacements?|lieux|ubicaciones|localidades|locais|sedi|locaties)", re.IGNORECASE
)
_REQUISITION = re.compile(r"(?=[^\d]*\d)[A-Za-z0-9_-]{3,40}")
_COMPANY_NUMBER = re.compile(r"^[A-Z]{0,4}\d{4,}[\s_:-]+")


class Workday:
    """Boards on Workday. Source: what its own job pages ask, `POST /wday/cxs/{tenant}/{site}/jobs`, and
    `GET /wday/cxs/{tenant}/{site}{externalPath}` for the text.

    A target is `tenant.shard/site`, as in the board's address; `{target}` in the address stands for `tenant.shard`, its
    host's name. A position carries the total that the first page told,
    since later pages say 0.
    """

    facts = SiteFacts(
        name="workday",
        label="Workday",
        kind="ats",
        default_url="https://{target}.myworkdayjobs.com",
        requests_per_second=5.0,
        target_hint="tenant.shard/site, such as acme.wd1/External, "
        "as in https://<tenant>.<shard>.myworkdayjobs.com/<site>",
        page_size=PAGE_SIZE,
        target_pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?\.[A-Za-z0-9-]+/[A-Za-z0-9_.-]+$",
    )

    def first(self) -> Position:
        """The page that skips nothing."""
        return {"offset": 0}

    def request(self, base_url: str, target: str, position: Position) -> PageRequest:
        """Twenty postings from `position["offset"]` on."""
        order = {"appliedFacets": {}, "limit": PAGE_SIZE, "offset": offset_of(position), "searchText": ""}
        return PageRequest(_address(base_url, target, "/jobs"), method="POST", json=order)

    def skip(self, position: Position) -> Position | None:
        """The next twenty, as long as the total is not reached."""
        return _next(offset_of(position) + PAGE_SIZE, count_of(position.get("total")))

    def read(self, body: bytes, position: Position) -> Page:
        """Read a page; the last is the one that reaches the total, or is empty.

        A short page alone is no end where a total is known: what it lacks would be taken for closed. Without a total
        it is.

        Raises:
            PageUnreadableError: the body is not `{"jobPostings": […]}`.
        """
        document = json_of(body, "workday")
        items = list_of_items(document, "jobPostings", "workday")
        total = count_of(position.get("total")) or count_of(at(document, "total"))
        more = bool(items) and (total > 0 or len(items) >= PAGE_SIZE)
        following = _next(offset_of(position) + len(items), total) if more else None
        return replace(page_of(items, _posting, following), total=total)

    def detail_request(self, base_url: str, target: str, vendor_id: str) -> PageRequest:
        """The posting's own page, at the path that is its id."""
        # Unquoted first: a path that Workday has escaped already must not be escaped twice.
        parts = (quoted(unquote(part)) for part in vendor_id.split("/") if part)
        return PageRequest(_address(base_url, target, "/" + "/".join(parts)))

    def listed(self, item: dict[str, Any]) -> FoundPosting | None:
        """A posting as the list told it."""
        told = _posting(item)
        return told if isinstance(told, FoundPosting) else None

    def read_detail(self, body: bytes) -> Detail:
        """Read a posting's own page.

        Raises:
            PageUnreadableError: the body is not `{"jobPostingInfo": {…}}`.
        """
        item = detail_of(body, "jobPostingInfo", "workday")
        info = item["jobPostingInfo"]
        more = info.get("additionalLocations")
        where = _places((info.get("location"), *(more if isinstance(more, list) else ())))
        employer = text(at(item, "hiringOrganization", "name"))
        return Detail(
            # Companies number their legal entities: "2100 Acme Austria GmbH".
            company=(_COMPANY_NUMBER.sub("", employer) or employer) if employer else None,
            places=where,
            is_remote=_remote(info, where),
            employment_type=text(info.get("timeType")),
            requisition=text(info.get("jobReqId")),
            url=web_address(info.get("externalUrl")),
            posted_at=moment(info.get("startDate")),
            description_html=html(info.get("jobDescription")),
            raw=item,
        )


def _address(base_url: str, target: str, path: str) -> str:
    host, _, site = target.partition("/")
    tenant, _, shard = host.partition(".")
    # No name of a host holds an underscore; where a tenant's does, Workday writes a hyphen there.
    host = f"{tenant.replace('_', '-')}.{shard}"
    return page_url(base_url, host, f"/wday/cxs/{quoted(tenant)}/{quoted(site)}{path}")


def _next(offset: int, total: int) -> Position | None:
    if not total:
        return position_at("offset", offset)
    return position_at("offset", offset, total=total) if offset < total else None


def _posting(item: dict[str, Any]) -> FoundPosting | Drop:
    known = id_and_title(item, "title", "externalPath", LONGEST_PATH)
    if isinstance(known, Drop):
        return known
    where = _places([item.get("locationsText")])
    return FoundPosting(
        vendor_id=known[0],
        title=known[1],
        places=where,
        is_remote=_remote(item, where),
        employment_type=text(item.get("timeType")),
        requisition=_requisition(item.get("bulletFields"), known[0]),
        outline=None if where else text(item.get("locationsText")),
        posted_words=text(item.get("postedOn")),
        raw=item,
    )


def _places(names: Iterable[object]) -> tuple[str, ...]:
    """The places in Workday's words; "2 Locations" is none, the posting's own page tells which."""
    return tuple(name for name in places(names) if not _NUMBER_OF_PLACES.fullmatch(name))


def _remote(item: dict[str, Any], where: tuple[str, ...]) -> bool | None:
    told = _REMOTE.get((text(item.get("remoteType")) or "").lower())
    return says_remote(where) if told is None else told


def _requisition(bullets: object, path: str) -> str | None:
    """The bullet that stands at the path's end too (there with the advert's own number), else the first like one."""
    fields = [field for entry in bullets if (field := text(entry))] if isinstance(bullets, list) else []
    end = path.rpartition("_")[2]
    for field in fields:
        if end == field or end.startswith(f"{field}-"):
            return field
    return next((field for field in fields if _REQUISITION.fullmatch(field)), None)
