"""The job boards of python-jobspy: searched, not read whole, and asked in a process of its own."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

from jobcenter.kit.settings import Settings
from jobcenter.postings.found import FoundPosting
from jobcenter.scraping.sites.base import Drop, Page, PageFailedError, PageUnreadableError, Position, SiteFacts
from jobcenter.scraping.sites.child import ChildFailedError, asked
from jobcenter.scraping.sites.paging import FURTHEST, count_of, offset_of
from jobcenter.scraping.sites.reading import (
    html,
    id_and_title,
    json_of,
    list_of_items,
    moment,
    page_of,
    places,
    salary_of,
    text,
    web_address,
)

PAGE_SIZE: Final = 50
DEFAULT_RESULTS: Final = 25
PACKAGE: Final = ("python-jobspy==1.4.1", "jobspy")

_CHILD: Final = "jobcenter.scraping.sites.jobspy_child"
_ASKED_BY: Final = ("search_term", "location", "is_remote", "hours_old", "country_indeed", "job_type")
_REFUSED: Final = re.compile(r"status code (?:403|406|429)\b|blocked|captcha|rate.?limit", re.IGNORECASE)
_ADVICE: Final = " (blocked: use a proxy)"  # who refuses is left alone
_TAG: Final = re.compile(r"<[a-z/!]", re.IGNORECASE)
_FINAL: Final = re.compile(r"^Invalid |a private address|^location .* not found", re.IGNORECASE)


@dataclass(slots=True)
class Board:
    """One board, as python-jobspy 1.4.1 asks it. Source: that package, `jobspy/<name>/__init__.py`.

    Attributes:
        facts: the site's.
        prefix: what python-jobspy puts before the board's own ids.
        addresses: the attributes of its class that hold addresses, with the path below the board's address.
        offset_counts_broken: whether items that it cannot read count where it passes over `offset` of them.
    """

    facts: SiteFacts
    prefix: str
    addresses: Mapping[str, str] = field(default_factory=dict)
    offset_counts_broken: bool = True

    def first(self) -> Position:
        """The first results."""
        return {"offset": 0, "found": 0}

    def skip(self, position: Position) -> Position | None:  # noqa: ARG002 - what follows is reached by the same way
        """None: what the board does not answer now, it does not answer further on."""
        return None

    async def ask(self, position: Position, payload: Mapping[str, Any], settings: Settings, seconds: float) -> Page:
        """Search by the payload, and read the results from the position on, as many as one call should bring.

        Raises:
            PageFailedError: the board refused, did not answer in time, or broke off (`page`: what came before that).
        """
        missing = self.facts.missing
        if missing is not None:
            raise PageFailedError(missing, final=True)
        order = self._order(position, payload, settings)
        try:
            answer = await asked(
                _CHILD, json.dumps(order).encode(), seconds=seconds, most_bytes=settings.max_page_bytes
            )
        except TimeoutError as error:
            raise PageFailedError(f"{self.facts.label} did not answer within {seconds:.0f} s.") from error
        except ChildFailedError as error:
            raise PageFailedError(f"{self.facts.label} could not be asked: {error}.") from error
        try:
            return self.read(answer, {**position, "asked": order["arguments"]["results_wanted"]})
        except PageUnreadableError as error:
            raise PageFailedError(str(error)) from error

    def _order(self, position: Position, payload: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
        left = (count_of(payload.get("results_wanted")) or DEFAULT_RESULTS) - count_of(position.get("found"))
        base = settings.site_urls.get(self.facts.name)
        return {
            "site": self.facts.name,
            "addresses": {name: base + path for name, path in self.addresses.items()} if base else {},
            "allowed_private_hosts": sorted(settings.allowed_private_hosts),
            "arguments": {
                **{name: payload[name] for name in _ASKED_BY if payload.get(name) is not None},
                "results_wanted": min(PAGE_SIZE, max(1, left)),
                "offset": count_of(payload.get("offset")) + offset_of(position),
            },
        }

    def read(self, body: bytes, position: Position) -> Page:
        """Read what the child answers to a call for `position["asked"]` results.

        That is `{"rows", "skipped", "error", "warnings"}`.

        Raises:
            PageFailedError: the board refused or broke off.
            PageUnreadableError: the body is no such answer.
        """
        answer = json_of(body, self.facts.name)
        rows = list_of_items(answer, "rows", self.facts.name)
        skipped = [Drop(f"python-jobspy could not read the item: {one}") for one in answer.get("skipped") or []]
        error, warnings = answer.get("error"), answer.get("warnings") or []
        if not error and (unasked := [one for one in warnings if "skipping it" in one]):
            raise self._failure(unasked[0], None, final=True)
        read = page_of(rows, self._posting)
        page = Page(
            read.found,
            (*read.drops, *skipped),
            repeated=read.repeated,
            next=self._after(position, len(rows), len(skipped), more=bool(error) or len(rows) >= _asked(position)),
            notes=tuple(f"{self.facts.label}: {warning}." for warning in warnings),
        )
        if error:
            raise self._failure(error, page if page.seen else None)
        return page

    def _after(self, position: Position, rows: int, skipped: int, *, more: bool) -> Position | None:
        passed = offset_of(position) + rows + (skipped if self.offset_counts_broken else 0)
        if not more or not FURTHEST >= passed > offset_of(position):
            return None
        return {"offset": passed, "found": count_of(position.get("found")) + rows}

    def _failure(self, said: str, page: Page | None, *, final: bool = False) -> PageFailedError:
        said = " ".join(said.split()).removesuffix(_ADVICE)[:400].rstrip(".")
        refused = _REFUSED.search(said) is not None
        word = "refuses us" if refused else "could not be searched"
        final = final or _FINAL.search(said) is not None
        return PageFailedError(f"{self.facts.label} {word}: {said}.", refused=refused, final=final, page=page)

    def _posting(self, row: dict[str, Any]) -> FoundPosting | Drop:
        known = id_and_title(row, "title")
        if isinstance(known, Drop):
            return known
        return FoundPosting(
            vendor_id=known[0].removeprefix(self.prefix) or known[0],
            title=known[1],
            company=text(row.get("company")),
            places=places((row.get("location"),)),
            is_remote=True if row.get("is_remote") is True else None,  # it says False also where nothing is known
            department=text(row.get("job_function")),
            employment_type=text(row.get("job_type")),
            url=web_address(row.get("job_url")),
            apply_url=web_address(row.get("job_url_direct")),
            posted_at=moment(row.get("date_posted")),
            description_html=_description(row.get("description")),
            salary=salary_of(
                min=row.get("min_amount"),
                max=row.get("max_amount"),
                currency=row.get("currency"),
                interval=row.get("interval"),
            ),
            raw=row,
        )


def _asked(position: Position) -> int:
    return count_of(position.get("asked")) or PAGE_SIZE


def _description(value: object) -> str | None:
    """The advert as HTML; some boards give plain text whatever is asked for."""
    written = html(value)
    return written if written is None or _TAG.search(written) else f"<p>{escape(written, quote=False)}</p>"


def _board(
    name: str,
    label: str,
    address: str,
    prefix: str,
    addresses: Mapping[str, str],
    *,
    offset_counts_broken: bool = True,
) -> Board:
    facts = SiteFacts(
        name=name,
        label=label,
        kind="board",
        default_url=address,
        requests_per_second=0.2,
        target_hint="none: it is searched by search_term, location and is_remote",
        page_size=PAGE_SIZE,
        remembers_pages=False,
        needs_package=PACKAGE,
    )
    return Board(facts, prefix, addresses, offset_counts_broken=offset_counts_broken)


BOARDS: Final = (
    _board("indeed", "Indeed", "https://apis.indeed.com", "in-", {"api_url": "/graphql"}),
    _board("linkedin", "LinkedIn", "https://www.linkedin.com", "li-", {"base_url": ""}),
    _board("glassdoor", "Glassdoor", "https://www.glassdoor.com", "gd-", {"base_url": ""}),
    _board("zip_recruiter", "ZipRecruiter", "https://www.ziprecruiter.com", "zr-", {"base_url": ""}),
    _board(
        "google",
        "Google",
        "https://www.google.com",
        "go-",
        {"url": "/search", "jobs_url": "/async/callback:550"},
        offset_counts_broken=False,  # it passes over good results of the whole list
    ),
    _board("bayt", "Bayt", "https://www.bayt.com", "bayt-", {"base_url": ""}),
    _board(
        "naukri",
        "Naukri",
        "https://www.naukri.com",
        "nk-",
        {"search_url": "/jobapi/v3/search", "job_page_url": "/jobapi/v4/job"},
    ),
    _board("bdjobs", "BDJobs", "https://api.bdjobs.com", "bd-", {"search_url": "/Jobs/api/JobSearch/GetJobSearch"}),
    _board(
        "hellowork",
        "HelloWork",
        "https://www.hellowork.com",
        "hw-",
        {"search_url": "/fr-fr/emploi/recherche.html"},
    ),
)
"""The boards that python-jobspy 1.4.1 knows, by the names that it has for them."""
