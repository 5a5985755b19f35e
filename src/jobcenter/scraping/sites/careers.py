"""Careers pages: robots.txt, then sitemaps, then the pages that they list, with schema.org's JobPosting as JSON-LD."""

import hashlib
from html import unescape
from itertools import islice
from typing import Any, Final

from jobcenter.postings.found import FoundPosting
from jobcenter.scraping.sites.base import (
    Drop,
    NoBoardError,
    Page,
    PageFailedError,
    PageRequest,
    PageUnreadableError,
    Position,
    SiteFacts,
)
from jobcenter.scraping.sites.crawling import allowed, delay_in, is_below, listed_in, path_on, rules_in, sitemaps_in
from jobcenter.scraping.sites.paging import count_of
from jobcenter.scraping.sites.reading import LONGEST_ID, LONGEST_TITLE, at, moment, page_of, text, web_address
from jobcenter.scraping.sites.reading_jsonld import (
    advert_of,
    all_of,
    first,
    job_postings_in,
    named,
    page_text,
    pay_of,
    places_of,
)

AT_ONCE: Final = 200  # pages that a position carries; the sitemap is then read again, behind the last of them
MOST_PAGES: Final = 20_000
MOST_SITEMAPS: Final = 100
USUAL_SITEMAPS: Final = ("/sitemap.xml", "/sitemap_index.xml")

_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ID: Final = "_posting_id"
_URL: Final = "_posting_url"


class Careers:
    """A company's own pages. Sources: RFC 9309 (robots.txt), sitemaps.org, schema.org/JobPosting.

    A position says what is asked for (`ask`: robots, sitemap or page) on which `target`, and carries what is to follow:
    `todo` and `done` sitemaps, `pages` of the present one from the first to be asked on, and where in it the next begin
    (`after`; absent: it is read through). Sitemaps are read in the order of their addresses, not of their lines, so
    that one that has changed in between neither repeats a page nor leaves one out.
    """

    facts = SiteFacts(
        name="careers",
        label="Careers pages",
        kind="careers",
        default_url="https://{target}",
        requests_per_second=1.0,
        target_hint=(
            "the host of the company's jobs pages, in lower case, and below which path they stand where it has others "
            "too: jobs.example.com, or example.com/careers"
        ),
        target_pattern=rf"^(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])(?:/[^\s/\\?#%\x00-\x1f]+)*$",
        paced_by_target=True,
        remembers_pages=False,
    )

    def first(self) -> Position:
        """Its robots.txt; without a target nothing is below it."""
        return self.first_of("")

    def first_of(self, target: str) -> Position:
        """The host's robots.txt."""
        return {"ask": "robots", "target": target}

    def request(self, base_url: str, target: str, position: Position) -> PageRequest:
        """The page at the position, on the target's host and no other."""
        base = base_url.replace("{target}", target.partition("/")[0]).rstrip("/")
        if position["ask"] == "robots":
            return PageRequest(f"{base}/robots.txt")
        return PageRequest(base + (position["sitemap"] if position["ask"] == "sitemap" else position["pages"][0]))

    def skip(self, position: Position) -> Position | None:
        """What follows a page that cannot be read; nothing follows a robots.txt, for it says what may be asked."""
        if position["ask"] == "robots":
            return None
        return _following(position) if position["ask"] == "page" else _next_sitemap(position)

    def gone(self, position: Position) -> Page:
        """No robots.txt allows everything; of several sitemaps one may be gone; a page that is gone has no posting.

        Raises:
            PageFailedError: there is no sitemap.
        """
        if position["ask"] == "robots":
            return self.read(b"", position)
        following = self.skip(position)
        if position["ask"] == "sitemap" and following is None and not count_of(position.get("listed")):
            raise PageFailedError(
                f"{_host(position)} has no sitemap, neither where its robots.txt says nor in the usual places "
                f"({', '.join(USUAL_SITEMAPS)}), so its jobs pages cannot be found.",
                final=True,
            )
        return Page((), next=following)

    def read(self, body: bytes, position: Position) -> Page:
        """Read robots.txt, a sitemap, or a page with any number of postings.

        Raises:
            NoBoardError: nothing below the target may be asked, or is there.
            PageUnreadableError: the body is nothing of the kind.
        """
        if position.get("ask", "page") == "robots":
            return Page((), next=_after_robots(rules_in(body), position["target"]))
        if position.get("ask") == "sitemap":
            return Page((), next=_after_sitemap(body, position))
        if not body.strip():
            raise PageUnreadableError(f"careers answered an empty page at {_address(position)}")
        found, faults = job_postings_in(page_text(body))
        address = _address(position)
        items = _with_ids(found, address)
        page = page_of(items, _posting)
        broken = tuple(Drop(f"a posting on the page is no whole JSON: {fault}", _id_of(address)) for fault in faults)
        return Page(page.found, (*page.drops, *broken), repeated=page.repeated, next=_following(position))


def _host(position: Position) -> str:
    return str(position.get("target", "")).partition("/")[0]


def _top(position: Position) -> str:
    _host_name, slash, path = str(position.get("target", "")).partition("/")
    return slash + path


def _address(position: Position) -> str:
    pages = position.get("pages") or ["/"]
    return f"https://{_host(position)}{pages[0]}"


def _after_robots(rules: str, target: str) -> Position:
    host = target.partition("/")[0]
    named_there = [path for address in sitemaps_in(rules) if (path := path_on(host, address))]
    todo = list(dict.fromkeys(named_there)) or list(USUAL_SITEMAPS)
    delay = delay_in(rules)
    position = {
        "ask": "sitemap",
        "target": target,
        "sitemap": todo[0],
        "todo": todo[1:],
        "done": [],
        "rules": rules,
        "listed": 0,
    }
    return position | ({"pause": delay} if delay else {})


def _after_sitemap(body: bytes, position: Position) -> Position | None:
    sitemaps, addresses = listed_in(body)
    host, top = _host(position), _top(position)
    known = {position["sitemap"], *position["todo"], *position["done"]}
    more = [path for one in sitemaps if (path := path_on(host, one)) and path not in known]
    todo = [*position["todo"], *dict.fromkeys(more)]
    if len(todo) + len(position["done"]) >= MOST_SITEMAPS:
        raise PageUnreadableError(f"{host} has more than {MOST_SITEMAPS} sitemaps, which no jobs pages need")
    below = {path for one in addresses if (path := path_on(host, one)) and is_below(path, top)}
    after = position.get("after", "")
    ahead = sorted(path for path in below if path > after)
    if position["listed"] + len(ahead) > MOST_PAGES:
        raise PageUnreadableError(
            f"{host} lists more than {MOST_PAGES:,} pages; name the path below which its jobs stand"
        )
    pages = list(islice(allowed(position["rules"], host, ahead), AT_ONCE + 1))
    listed = position["listed"] + min(len(pages), AT_ONCE)
    here = {key: value for key, value in position.items() if key != "after"} | {"todo": todo, "listed": listed}
    if not pages:
        following = _next_sitemap(here)
        if following is None and not listed:
            forbidden = " that its robots.txt lets us read" if below else ""
            raise NoBoardError(f"the sitemaps of {host} list no page below {top or '/'}{forbidden}")
        return following
    rest = {"after": pages[AT_ONCE - 1]} if len(pages) > AT_ONCE else {}
    if not todo and not rest:
        del here["rules"]  # no sitemap is read any more; the position is written with every page
    return {**here, "ask": "page", "pages": pages[:AT_ONCE], **rest}


def _next_sitemap(position: Position) -> Position | None:
    todo = position["todo"]
    if not todo:
        return None
    here = {key: value for key, value in position.items() if key not in {"pages", "after"}}
    return here | {
        "ask": "sitemap",
        "sitemap": todo[0],
        "todo": todo[1:],
        "done": [*position["done"], position["sitemap"]],
    }


def _following(position: Position) -> Position | None:
    """After a page: the next one, the rest of the same sitemap, or the next sitemap."""
    pages = position.get("pages") or []
    if len(pages) > 1:
        return {**position, "pages": pages[1:]}
    if "after" in position:
        return {key: value for key, value in position.items() if key != "pages"} | {"ask": "sitemap"}
    return _next_sitemap(position) if "todo" in position else None


def _id_of(address: str) -> str:
    """An address as an id: itself, or what of it fits, with a digest of the whole."""
    if len(address) <= LONGEST_ID:
        return address
    digest = hashlib.blake2b(address.encode("utf-8", "replace"), digest_size=12).hexdigest()
    return f"{address[: LONGEST_ID - len(digest) - 1]}~{digest}"


def _with_ids(found: list[dict[str, Any]], address: str) -> list[dict[str, Any]]:
    """The postings with their ids. The only one on a page has the page's; what it names as its own address is often the
    company's, the same for all. Of several each is known by its own address, else by its identifier, else by its words.
    """
    if len(found) == 1:
        return [{**found[0], _ID: _id_of(address), _URL: address}]
    host = address.split("/")[2]
    own = [path_on(host, text(first(one.get("url"))) or "") if one.get("url") else None for one in found]
    items = []
    for item, path in zip(found, own, strict=True):
        if path and own.count(path) == 1:
            url = known = f"https://{host}{path}"
        else:
            words = _identifier(item) or f"{named(item.get('title'))}|{'; '.join(places_of(item))}"
            url, known = address, f"{address}#{words}"
        items.append({**item, _ID: _id_of(known), _URL: url})
    return items


def _identifier(item: dict[str, Any]) -> str | None:
    """The company's own number; a name beside it is the company's."""
    given = first(item.get("identifier"))
    return text(at(given, "value")) if isinstance(given, dict) else text(given)


def _posting(item: dict[str, Any]) -> FoundPosting | Drop:
    vendor_id, url = item.pop(_ID), item.pop(_URL)
    title = text(
        unescape(text(item.get("title"), LONGEST_TITLE) or text(item.get("name"), LONGEST_TITLE) or ""), LONGEST_TITLE
    )
    if title is None:
        return Drop('the posting has no "title" that can serve as one', vendor_id=vendor_id)
    kinds = [kind for one in all_of(item.get("employmentType")) if (kind := text(one))]
    remote = any(text(one) == "TELECOMMUTE" for one in all_of(item.get("jobLocationType")))
    return FoundPosting(
        vendor_id=vendor_id,
        title=title,
        company=named(item.get("hiringOrganization")),
        places=places_of(item),
        is_remote=True if remote else None,
        employment_type=text(", ".join(kinds)),
        requisition=_identifier(item),
        url=web_address(url),
        posted_at=moment(first(item.get("datePosted"))),
        description_html=advert_of(item),
        salary=pay_of(item),
        raw=item,
    )
