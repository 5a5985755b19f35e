"""What an address says about a vacancy: its canonical form, and the ids of hiring systems it carries."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from w3lib.url import canonicalize_url

LONGEST_URL: Final = 4_000
_DEPTH: Final = 3  # redirects within redirects; boards nest two
_CACHED: Final = 4_096

# Who sent the visitor, not what he came for. Names as they are spelled in lower case.
_TRACKING_PREFIXES: Final = ("utm_", "utm-", "lever-", "rx_", "mc_", "tm_", "_ga", "_gl", "hsa_", "pk_", "mtm_")
_TRACKING_TABLE: Final = """
    gclid gbraid wbraid dclid fbclid msclkid yclid twclid li_fat_id igshid ref refid referer referrer referral
    referralid source src gh_src sid trid trk trackingid trackingtag tracking jobsite jobboard jobboardsource
    jobpipeline medium campaign cmpid icid ebp position pagenum original_referer lipi tk from vjs advn adid
    sjdu ittk t ss iis iisn iisp mode iframe in_iframe needsredirect mobile width height bga jan1offset
    jun1offset hl lang locale language oga dcr_ci ccuid uido guid ao feedid p_sid p_uid bid origin channel
    partner share shared applied_from applyvia
"""
_TRACKING: Final = frozenset(_TRACKING_TABLE.split())
_OTHER_SCHEME: Final = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:[\w-]+\.)+[\w-]+\.?")
_DEFAULT_PORTS: Final = re.compile(r"^(.*?)(?::(?:80|443))?$")
_ID_IN_PATH: Final = re.compile(r"\d{4,}|[0-9a-f]{8}-[0-9a-f]{4}-|[A-Z0-9]{10}$")
_HYPHENS: Final = 2  # of a slug made from a title

_UUID: Final = r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
_SLUG: Final = r"[^/?#]+"
# One line a shape: host, path, and what the key is made of (groups of host and path, in their order). A vendor whose
# numbers are its own across customers needs no more than the number; one that counts anew for each customer does.
# Recruitee's addresses carry words only, which come again with the next vacancy of that title: no key.
_SHAPES: Final = tuple(
    (vendor, re.compile(host), re.compile(path, re.IGNORECASE))
    for vendor, host, path in (
        ("greenhouse", r"(?:.+\.)?greenhouse\.io", rf"(?:/v1/boards)?/{_SLUG}/jobs/(\d+)"),
        ("lever", r"(?:jobs|api)(?:\.eu)?\.lever\.co", rf"(?:/v0/postings)?/{_SLUG}/{_UUID}"),
        ("ashby", r"(?:jobs|app)\.ashbyhq\.com", rf"/(?:.+/)?{_UUID}"),
        ("smartrecruiters", r"(?:jobs|careers)\.smartrecruiters\.com", rf"/(?:ni/)?{_SLUG}/(\d{{9,}}|{_UUID[1:-1]})"),
        ("smartrecruiters", r"api\.smartrecruiters\.com", rf"/v1/companies/{_SLUG}/postings/(\d{{9,}}|{_UUID[1:-1]})"),
        ("workable", r"(?:.+\.)?workable\.com", r"/(?:[^/]+/)?j/([0-9A-F]{8,12})(?=/|$)"),
        ("personio", r"([a-z0-9-]+)\.jobs\.personio\.(?:de|com)", r"/job/(\d+)"),
        ("bamboohr", r"([a-z0-9-]+)\.bamboohr\.com", r"/(?:careers|jobs)/(\d+)"),
        ("teamtailor", r"(?:.+\.)?teamtailor\.com", r"/(?:[a-z]{2}(?:-[A-Z]{2})?/)?jobs/(\d+)"),
        ("icims", r"([a-z0-9-]+)\.icims\.com", r"/jobs/(\d+)"),
        ("jobvite", r"(?:jobs|careers)\.jobvite\.com", rf"/(?:{_SLUG}/)+job/(o\w+)"),
        ("jazzhr", r"(?:.+\.)?applytojob\.com", r"/apply/(\w{8,})"),
        ("breezy", r"(?:.+\.)?breezy\.hr", r"/p/([0-9a-f]{12})"),
        ("rippling", r"ats\.rippling\.com", rf"/(?:[^/]+/)+jobs/{_UUID}"),
        ("join", r"join\.com", rf"/companies/{_SLUG}/(\d+)"),
        ("oracle", r"([a-z0-9-]+)\.fa\.(?:[a-z0-9-]+\.)*oraclecloud\.com", r"/hcmUI/.*/job/(\d+)"),
        ("linkedin", r"(?:.+\.)?linkedin\.com", r"/jobs/view/(?:[^/?#]*-)?(\d{8,})"),
    )
)
_WORKDAY: Final = re.compile(r"([a-z0-9_-]+)\.wd\d+\.myworkdayjobs(?:-impl)?\.com")
_WORKDAY_SITE: Final = re.compile(r"(?:.+\.)?myworkdaysite\.com")
_WORKDAY_REQUISITION: Final = re.compile(r"/(?:job|details)/(?:[^/]+/)?[^/]*_([^/_]+?)(?:/apply.*|/)?$")
_WORKDAY_REPEAT: Final = re.compile(r"(?<=\d{4})-\d{1,2}$")  # the same requisition on another of the company's sites
# Parameters that carry a system's id on any host, above all on companies' own careers pages.
_PARAMETERS: Final = {
    "gh_jid": ("greenhouse", re.compile(r"(\d{4,})\D*")),
    "ashby_jid": ("ashby", re.compile(_UUID, re.IGNORECASE)),
    "lever_id": ("lever", re.compile(_UUID, re.IGNORECASE)),
    "lever-id": ("lever", re.compile(_UUID, re.IGNORECASE)),
    "leverid": ("lever", re.compile(_UUID, re.IGNORECASE)),
    "lever_job_id": ("lever", re.compile(_UUID, re.IGNORECASE)),
    "sr_jid": ("smartrecruiters", re.compile(r"(\d{9,})")),
    "smartrecruiters_id": ("smartrecruiters", re.compile(r"(\d{9,})")),
    "workable_id": ("workable", re.compile(r"([0-9A-F]{8,12})", re.IGNORECASE)),
}
_BOARDS_PARAMETERS: Final = {("indeed", "jk"): "indeed", ("indeed", "vjk"): "indeed", ("glassdoor", "jl"): "glassdoor"}
_BOARDS: Final = frozenset({"indeed", "linkedin", "glassdoor"})


@lru_cache(maxsize=_CACHED)
def canonical_url(url: str) -> str | None:
    """The address without what changes nothing: https, host in lower case, no tracking, fragment or default port.

    A redirect of a board that carries its goal is resolved to the goal. None for what is no web address.
    """
    chain = list(_chain(url))
    parts = chain[-1] if chain else None
    for _ in range(_DEPTH):  # what one step takes away may uncover another: two slashes, an empty parameter
        canonical = _canonical(parts) if parts else None
        again = _split(canonical) if canonical else None
        if again is None or again == parts:
            return canonical
        parts = again
    return None


@lru_cache(maxsize=_CACHED)
def vacancy_keys(url: str) -> frozenset[str]:
    """The hiring systems' ids in an address, such as `greenhouse:7954688` or `workday:tenant:R-123`; seldom several."""
    return frozenset(key for parts in _chain(url) for key in _keys(parts))


def own_key(site: str, target: str, vendor_id: str) -> str | None:
    """The key of a posting read from a hiring system itself; None for sites that are none."""
    match site:
        case "greenhouse" | "lever" | "ashby" | "smartrecruiters" | "teamtailor":
            return f"{site}:{vendor_id.casefold()}"
        case "workable":
            return f"{site}:{vendor_id.upper()}"
        case "personio" | "bamboohr":
            return f"{site}:{target.casefold()}:{vendor_id}"
        case "workday":
            found = _WORKDAY_REQUISITION.search(vendor_id)
            tenant = re.split(r"[./]", target.casefold(), maxsplit=1)[0]
            return f"workday:{tenant}:{_workday_number(found[1])}" if found else None
        case _:
            return None


def is_of_a_system(key: str) -> bool:
    """Whether a key is the employer's own id of the posting, rather than a board's id of its copy."""
    return key.partition(":")[0] not in _BOARDS


def names_one_posting(canonical: str) -> bool:
    """Whether a canonical address can be one posting's: a list of all jobs, or a form, is shared by many.

    Told by a number, a hash or a long slug in the path, or by a parameter with a number.
    """
    parts = urlsplit(canonical)
    last = parts.path.rstrip("/").rsplit("/", 1)[-1]
    return bool(
        _ID_IN_PATH.search(parts.path)
        or last.count("-") >= _HYPHENS
        or any(re.search(r"\d{3,}", value) for _, value in parse_qsl(parts.query))
    )


def _chain(url: str) -> Iterator[SplitResult]:
    """The address, and the one it leads to when it is a redirect with its goal inside."""
    for _ in range(_DEPTH):
        parts = _split(url)
        if parts is None:
            return
        yield parts
        inner = next(
            (value for _, value in parse_qsl(parts.query) if re.match(r"https?://[^/]+/.", value, re.IGNORECASE)), None
        )
        if inner is None:
            return
        url = inner


def _split(url: str) -> SplitResult | None:
    url = url.strip()
    if not url or len(url) > LONGEST_URL or _OTHER_SCHEME.match(url):
        return None
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host = parts.hostname
    except ValueError:  # a bracket or a port that is none: no address, and no reason to lose a posting
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or not _HOST.fullmatch(host):
        return None
    return parts._replace(scheme="https", netloc=_DEFAULT_PORTS.sub(r"\1", parts.netloc.rpartition("@")[2].lower()))


def _canonical(parts: SplitResult) -> str | None:
    kept = sorted((name, value) for name, value in parse_qsl(parts.query) if not _is_tracking(name))
    netloc = parts.netloc.removeprefix("www.")
    bare = parts._replace(netloc=netloc, path=_tidy(parts.path), query=urlencode(kept), fragment="")
    try:
        canonical = urlsplit(canonicalize_url(bare.geturl()))
    except ValueError:
        return None
    return canonical._replace(path=_tidy(canonical.path)).geturl()  # signs that went may leave two slashes together


def _tidy(path: str) -> str:
    """A path without empty steps, and without the form to apply at its end."""
    whole = re.sub(r"/{2,}", "/", path).rstrip("/")
    return re.sub(r"/(?:apply|application|applications/new|c/new)$", "", whole) or "/"


def _is_tracking(name: str) -> bool:
    lower = name.lower().rstrip("[]")
    return lower in _TRACKING or lower.startswith(_TRACKING_PREFIXES)


def _keys(parts: SplitResult) -> Iterator[str]:
    host = parts.netloc.partition(":")[0]
    for vendor, of_host, of_path in _SHAPES:
        if (in_host := of_host.fullmatch(host)) and (in_path := of_path.match(parts.path)):
            yield ":".join((vendor, *in_host.groups(), *(_number(vendor, one) for one in in_path.groups() if one)))
    yield from _of_workday(host, parts.path)
    given = parse_qsl(parts.query)
    for name, value in given:
        known = _PARAMETERS.get(name.lower())
        if known and (found := known[1].fullmatch(value.strip())):
            yield f"{known[0]}:{_number(known[0], found[1])}"
        for (board, parameter), vendor in _BOARDS_PARAMETERS.items():
            if name == parameter and re.fullmatch(r"[0-9a-zA-Z]{6,}", value) and re.search(rf"(?:^|\.){board}\.", host):
                yield f"{vendor}:{value.lower()}"
    if host.endswith("greenhouse.io") and (token := dict(given).get("token", "")).isdecimal():
        yield f"greenhouse:{token}"
    if host.endswith(".bamboohr.com") and (number := dict(given).get("id", "")).isdecimal():
        yield f"bamboohr:{host.partition('.')[0]}:{number}"


def _of_workday(host: str, path: str) -> Iterator[str]:
    tenant = None
    if of_host := _WORKDAY.fullmatch(host):
        tenant = of_host[1]
    elif _WORKDAY_SITE.fullmatch(host) and (of_path := re.search(r"/recruiting/([^/]+)/", path)):
        tenant = of_path[1].lower()
    if tenant and (found := _WORKDAY_REQUISITION.search(path)):
        yield f"workday:{tenant}:{_workday_number(found[1])}"


def _workday_number(words: str) -> str:
    return _WORKDAY_REPEAT.sub("", words).upper()


def _number(vendor: str, words: str) -> str:
    return words.upper() if vendor == "workable" else words.lower()
