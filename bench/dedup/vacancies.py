"""A made-up vacancy, and how each source shows it: its ids, its addresses, its spelling."""

import random
import re
import unicodedata
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.dedup.trades import TRADES
from bench.dedup.words import (
    ABOUT,
    BENEFITS,
    CITIES,
    CLOSING,
    FIRST_NAMES,
    LADDERS,
    LEGAL_FORMS,
    SECOND_NAMES,
    City,
    Trade,
)

NOW = datetime(2026, 10, 30, 6, tzinfo=UTC)
OWN_SYSTEMS = (
    "greenhouse", "lever", "ashby", "smartrecruiters", "workday", "workable", "recruitee", "personio", "bamboohr",
    "teamtailor",
)  # fmt: skip
LINKED_SYSTEMS = ("greenhouse", "lever", "ashby", "smartrecruiters", "workday", "workable")
BOARDS = ("indeed", "linkedin", "glassdoor", "zip_recruiter", "google")
Posting = dict[str, Any]


@dataclass(frozen=True)
class Company:
    """An employer: its name, legal form, address, and what it says of itself in every advert."""

    name: str
    legal: str
    slug: str
    about: tuple[str, ...]
    benefits: tuple[str, ...]
    closing: tuple[str, ...]


@dataclass(frozen=True)
class Vacancy:
    """One vacancy, as its employer thinks of it."""

    company: Company
    trade: Trade
    title: str
    cities: tuple[City, ...]
    requisition: str
    duties: tuple[str, ...]
    needs: tuple[str, ...]
    team: str
    level: str
    opened: datetime
    employment: str = "Full-time"
    remote: bool = False
    intro: str = ""

    def text(self) -> str:
        """The advert as the employer wrote it: about us, tasks, profile, benefits, closing."""
        german = self.trade.field in {"Finanzen", "Pflege"}
        heads = (
            ("Ihre Aufgaben", "Ihr Profil", "Wir bieten")
            if german
            else ("What you will do", "What you bring", "What we offer")
        )
        return "\n\n".join(
            [
                " ".join(self.company.about),
                self.intro,
                *(
                    f"{head}\n" + "\n".join(f"- {line}" for line in lines)
                    for head, lines in zip(heads, (self.duties, self.needs, self.company.benefits), strict=True)
                ),
                " ".join(self.company.closing),
            ]
        )


def slug_of(words: str) -> str:
    """Lower case ASCII with hyphens."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def company(rng: random.Random, city: City, *, name: str | None = None) -> Company:
    """A new employer in the city's country."""
    name = name or f"{rng.choice(FIRST_NAMES)} {rng.choice(SECOND_NAMES)}"
    founders = ("two sisters", "three engineers", "a doctor", "four friends", "a family of bakers")
    given = {
        "company": name,
        "year": rng.randint(1931, 2021),
        "founders": rng.choice(founders),
        "customers": f"{rng.randint(2, 900)},000",
        "countries": rng.randint(2, 60),
        "staff": rng.randint(40, 9000),
        "offices": rng.randint(2, 40),
        "profit": rng.randint(2005, 2022),
        "field": rng.choice(("care", "software", "trade", "travel", "power", "money")),
        "count": rng.randint(4, 19),
        "days": rng.randint(24, 34),
        "share": rng.randint(3, 12),
        "office": rng.randint(2, 3),
        "budget": f"{rng.randint(5, 40)}00",
        "weeks": rng.randint(6, 24),
    }
    return Company(
        name,
        f"{name} {rng.choice(LEGAL_FORMS.get(city.country_code, ('Ltd',)))}",
        slug_of(name).replace("-", rng.choice(("", "-"))),
        tuple(line.format(**given) for line in rng.sample(ABOUT, rng.randint(2, 4))),
        tuple(line.format(**given) for line in rng.sample(BENEFITS, rng.randint(3, 6))),
        tuple(line.format(**given) for line in rng.sample(CLOSING, rng.randint(1, 3))),
    )


def vacancy(
    rng: random.Random,
    *,
    cities: int = 1,
    trade: Trade | None = None,
    of: Company | None = None,
    where: City | None = None,
) -> Vacancy:
    """A new vacancy; whatever is not given is drawn."""
    german = CITIES[:4] + CITIES[9:10]
    trade = trade or rng.choice(TRADES)
    pool = german if trade.field in {"Finanzen", "Pflege"} else CITIES
    first = where or rng.choice(pool)
    near = [city for city in pool if city.country_code == first.country_code and city != first]
    chosen = (first, *rng.sample(near, min(cities - 1, len(near))))
    level = rng.choice(LADDERS[trade.ladder])
    team = rng.choice(trade.teams)
    made = Vacancy(
        company=of or company(rng, first),
        trade=trade,
        title="",
        cities=chosen,
        requisition=requisition(rng),
        duties=tuple(rng.sample(trade.duties, min(len(trade.duties), rng.randint(4, 7)))),
        needs=tuple(rng.sample(trade.needs, min(len(trade.needs), rng.randint(3, 5)))),
        team=team,
        level=level,
        opened=NOW - timedelta(days=rng.randint(20, 60), hours=rng.randint(0, 23)),
    )
    return titled(made, rng.choice(trade.titles), level, team if rng.random() < 0.5 else "")


def titled(made: Vacancy, words: str, level: str, team: str) -> Vacancy:
    """The same vacancy under a title of its words, level and team."""
    numbered = level in LADDERS["numbers"]
    title = f"{words} {level}" if numbered else f"{level} {words}".strip()
    title = f"{title}, {team}" if team else title
    intro = f"For our {team or made.team} team in {made.cities[0].name} we are looking for a {title}."
    return replace(made, title=title, level=level, team=team or made.team, intro=intro)


def requisition(rng: random.Random) -> str:
    """An employer's own number for a vacancy."""
    return rng.choice(("R-{}", "REQ{}", "JR{}", "R{}", "{}")).format(rng.randint(10_000, 9_999_999))


def shown(v: Vacancy, site: str, rng: random.Random, *, requisition_shown: bool | None = None) -> Posting:
    """The vacancy as one source shows it: under the source's ids and addresses, the text as it was written."""
    vendor_id, url, apply_url = _addresses(v, site, rng)
    with_requisition = rng.random() < 0.7 if requisition_shown is None else requisition_shown
    seen = v.opened + timedelta(hours=rng.randint(0, 30))
    return {
        "site": site,
        "target": _target(v, site),
        "vendor_id": vendor_id,
        "company": v.company.name if site not in {"personio", "bamboohr", "teamtailor"} else None,
        "title": v.title,
        "places": [place(city, rng, plain=True) for city in v.cities],
        "is_remote": True if v.remote else None,
        "department": v.team,
        "employment_type": v.employment,
        "requisition": v.requisition if with_requisition and site not in BOARDS else None,
        "url": url,
        "apply_url": apply_url,
        "description_text": v.text(),
        "posted_at": seen.isoformat(),
        "first_seen_at": seen.isoformat(),
        "last_seen_at": (NOW - timedelta(minutes=rng.randint(0, 300))).isoformat(),
        "closed_at": None,
    }


def place(city: City, rng: random.Random, *, plain: bool = False) -> str:
    """A city as some source spells it; `plain` as an employer's own system does."""
    ways = [f"{city.name}, {city.country}", city.name, f"{city.name}, {city.region}, {city.country}"]
    if city.country_code in {"US", "CA"}:
        ways = [
            f"{city.name}, {city.region_code}",
            f"{city.name}, {city.region_code}, {city.country}",
            f"{city.name}, {city.region}, {city.country}",
        ]
    if not plain:
        ways += [
            f"{city.name}, {city.region_code}, {city.country_code}",
            f"{city.country_code}-{city.name}",
            f"{city.postcode} {city.name}",
        ]
        ways += [f"{other}, {city.country}" for other in city.others] + list(city.others)
        if city.country_code == "DE":
            ways += [f"{city.name}, Deutschland"]
        if city.country_code == "US":
            ways += [
                f"{city.name}, {city.region_code}, USA",
                f"{city.region_code}-{city.name}",
                f"Greater {city.name} Area",
            ]
    return rng.choice(ways)


def closed(posting: Posting, days_ago: float) -> Posting:
    """The posting, gone from its source that many days ago."""
    gone = NOW - timedelta(days=days_ago)
    return {**posting, "last_seen_at": gone.isoformat(), "closed_at": (gone + timedelta(hours=6)).isoformat()}


def since(posting: Posting, days_ago: float) -> Posting:
    """The posting, first seen that many days ago."""
    moment = (NOW - timedelta(days=days_ago)).isoformat()
    return {**posting, "first_seen_at": moment, "posted_at": moment}


def earlier(posting: Posting, from_days: float, to_days: float) -> Posting:
    """The posting, live from so many days ago to so many days ago."""
    return closed(since(posting, from_days), to_days)


def _target(v: Vacancy, site: str) -> str:
    if site in BOARDS:
        return ""
    if site == "workday":
        return f"{v.company.slug.replace('-', '')}.wd{1 + len(v.company.slug) % 5}/External"
    if site == "careers":
        return f"www.{v.company.slug}.example"
    return v.company.slug


def _addresses(v: Vacancy, site: str, rng: random.Random) -> tuple[str, str, str]:  # noqa: C901, PLR0911, PLR0912 - one case a vendor
    slug, words = v.company.slug, slug_of(v.title)
    number, long = rng.randint(1_000_000, 9_999_999), uuid.UUID(int=rng.getrandbits(128), version=4)
    match site:
        case "greenhouse":
            url = f"https://{rng.choice(('boards', 'job-boards'))}.greenhouse.io/{slug}/jobs/{number}"
            return str(number), url, f"{url}#app"
        case "lever":
            return str(long), f"https://jobs.lever.co/{slug}/{long}", f"https://jobs.lever.co/{slug}/{long}/apply"
        case "ashby":
            url = f"https://jobs.ashbyhq.com/{slug}/{long}"
            return str(long), url, f"{url}/application"
        case "smartrecruiters":
            vendor_id = f"74400{rng.randint(10**9, 10**10 - 1)}"
            url = f"https://jobs.smartrecruiters.com/{slug.title()}/{vendor_id}-{words}"
            return vendor_id, url, url
        case "workday":
            host = slug.replace("-", "")
            title = v.title.replace(", ", "--").replace(" ", "-")
            path = f"/job/{slug_of(v.cities[0].name).title()}/{title}_{v.requisition}"
            url = f"https://{host}.wd{1 + len(slug) % 5}.myworkdayjobs.com/External{path}"
            return path, url, url
        case "workable":
            code = f"{rng.getrandbits(40):010X}"
            return (
                code,
                f"https://apply.workable.com/{slug}/j/{code}/",
                f"https://apply.workable.com/{slug}/j/{code}/apply/",
            )
        case "recruitee":
            url = f"https://{slug}.recruitee.com/o/{words}"
            return str(number), url, f"{url}/c/new"
        case "personio":
            url = f"https://{slug}.jobs.personio.de/job/{number}"
            return str(number), url, f"{url}#apply"
        case "bamboohr":
            few = rng.randint(10, 120)
            return str(few), f"https://{slug}.bamboohr.com/careers/{few}", f"https://{slug}.bamboohr.com/careers/{few}"
        case "teamtailor":
            url = f"https://{slug}.teamtailor.com/jobs/{number}-{words}"
            return str(number), url, f"{url}/applications/new"
        case "careers":
            url = f"https://www.{slug}.example/careers/{words}-{rng.randint(100, 9999)}"
            return url, url, url
        case "indeed":
            key = f"{rng.getrandbits(64):016x}"
            return f"in-{key}", f"https://www.indeed.com/viewjob?jk={key}", f"https://www.indeed.com/viewjob?jk={key}"
        case "linkedin":
            key = f"4{rng.randint(10**8, 10**9 - 1)}"
            return f"li-{key}", f"https://www.linkedin.com/jobs/view/{key}", f"https://www.linkedin.com/jobs/view/{key}"
        case "glassdoor":
            key = f"10{rng.randint(10**10, 10**11 - 1)}"
            return (
                f"gd-{key}",
                f"https://www.glassdoor.com/job-listing/j?jl={key}",
                f"https://www.glassdoor.com/job-listing/j?jl={key}",
            )
        case "zip_recruiter":
            key = f"{rng.getrandbits(80):020x}"
            return (
                f"zr-{key}",
                f"https://www.ziprecruiter.com/jobs//j?lvk={key}",
                f"https://www.ziprecruiter.com/jobs//j?lvk={key}",
            )
        case _:
            key = f"{rng.getrandbits(60):015x}"
            return f"go-{key}", f"https://www.google.com/search?ibp=htl;jobs&q={words}#htidocid={key}", ""
