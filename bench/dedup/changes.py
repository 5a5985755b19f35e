"""What sources and employers do to an advert: spelling, shortening, tracking links, small edits."""

import random
import re
from urllib.parse import quote

from bench.dedup.vacancies import Company, Posting, slug_of
from bench.dedup.words import AGGREGATOR_CLOSINGS, AGGREGATOR_OPENINGS

_TRACKING = (
    "utm_source={board}&utm_medium=jobboard&utm_campaign=fall",
    "gh_src={code}",
    "source={board}",
    "lever-source={board}",
    "src={board}",
    "ref={board}",
    "fbclid={code}{code}",
    "gclid={code}",
    "utm_source={board}.com&jobsite={board}",
    "trid={code}-{code}&source={board}",
    "lever-origin=applied&lever-source%5B%5D={board}",
    "t={code}&utm_source={board}",
)
_SMALL_EDITS = (
    ("  ", " "),
    (" - ", " \N{EN DASH} "),
    ("We ", "At our company we "),
    ("you", "You"),
    ("colleagues", "team mates"),
    ("customers", "clients"),
    (" and ", " & "),
    ("the ", "the "),
    ("Experience", "Proven experience"),
    (" %", "%"),
)
_NEW_LINES = (
    "- Join our offsite twice a year",
    "- Take part in the weekly demo",
    "Start date: as soon as possible",
    "Pay range: 62,000 \N{EN DASH} 81,000 a year",
    "- A referral bonus for every colleague you bring",
    "Contact: our people team answers within two days",
    "- Any other duty that may arise",
)


def tracked(url: str, board: str, rng: random.Random) -> str:
    """The address with what boards append to it."""
    code = f"{rng.getrandbits(36):09x}"
    extra = rng.choice(_TRACKING).format(board=board, code=code)
    bare, hash_mark, fragment = url.partition("#")
    joined = f"{bare}{'&' if '?' in bare else '?'}{extra}"
    return joined + (hash_mark + fragment if rng.random() < 0.3 else "")


def in_own_address(posting: Posting, company: Company, rng: random.Random) -> str:
    """The employer's own page that carries its system's id of the posting; the bare link where it has no such page."""
    vendor_id, slug = posting["vendor_id"], company.slug
    host = f"{rng.choice(('www', 'careers', 'jobs'))}.{slug}.example"
    words, url = slug_of(posting["title"]), posting["url"]
    ways = {
        "greenhouse": (
            f"https://{host}/careers/{words}?gh_jid={vendor_id}",
            f"https://{host}/jobs/search?gh_jid={vendor_id}",
            f"https://{host}/positions/{vendor_id}?gh_jid={vendor_id}&gh_src=board",
            f"https://boards.greenhouse.io/embed/job_app?for={slug}&token={vendor_id}",
            f"https://job-boards.eu.greenhouse.io/{slug}/jobs/{vendor_id}",
        ),
        "ashby": (
            f"https://{host}/careers?ashby_jid={vendor_id}",
            f"https://{host}/open-roles/{words}?ashby_jid={vendor_id}&utm_source=x",
        ),
        "lever": (f"https://{host}/jobs?lever_id={vendor_id}", f"http://jobs.lever.co/{slug}/{vendor_id}/apply"),
        "smartrecruiters": (
            f"https://jobs.smartrecruiters.com/{slug}/{vendor_id}?oga=true",
            f"https://careers.smartrecruiters.com/{slug}/{vendor_id}-{words}",
        ),
        "workable": (
            f"https://apply.workable.com/j/{vendor_id}/apply",
            f"https://apply.workable.com/j/{vendor_id}",
        ),
        "workday": (
            f"{url}/apply",
            f"{url.replace('/External/', '/en-US/External/')}/apply/autofillWithResume",
        ),
    }
    return rng.choice(ways.get(posting["site"], (url,)))


def redirected(url: str, rng: random.Random) -> str:
    """The address inside a board's own redirect."""
    return rng.choice(
        ("https://www.linkedin.com/jobs/view/externalApply/{}?url={}", "https://click.jobboard.example/r/{}?u={}")
    ).format(rng.randint(10**9, 10**10), quote(url, safe=""))


def company_spelled(company: Company, rng: random.Random) -> str:
    """The employer as another source spells it."""
    name, legal = company.name, company.legal
    ways = (
        legal,
        legal.upper(),
        name.upper(),
        f"The {name}",
        name.replace(" & ", " and "),
        legal.replace(" ", ", ", 1) if legal.count(" ") == 1 else legal,
        name.lower(),
        f"{legal} Careers" if rng.random() < 0.2 else legal,
        name,
        re.sub(r"\s+(\S+)$", r", \1", legal),
    )
    return rng.choice(ways)


def title_dressed(title: str, city: str, rng: random.Random) -> str:
    """The title with what boards and recruiters hang on it."""
    ways = (
        f"{title} (m/w/d)",
        f"{title} (m/f/x)",
        f"{title} - {city}",
        f"{title} (f/m/d)",
        f"{title} | {city}",
        f"{title} *urgent*",
        f"{title} (all genders)",
        title.upper(),
        f"{title}  ",
        title.replace(", ", " - "),
        f"{title} ({city})",
        f"🚀 {title}",
        title.replace("Senior", "Sr."),
        f"{title} - Full-time",
    )
    return rng.choice(ways)


def edited(text: str, rng: random.Random) -> str:
    """The text after its author's second thoughts."""
    lines = text.split("\n")
    for old, new in rng.sample(_SMALL_EDITS, 3):
        text_of = rng.randrange(len(lines))
        lines[text_of] = lines[text_of].replace(old, new)
    if rng.random() < 0.6:
        lines.insert(rng.randrange(2, len(lines)), rng.choice(_NEW_LINES))
    bullets = [number for number, line in enumerate(lines) if line.startswith("- ")]
    if rng.random() < 0.5 and len(bullets) > 6:
        del lines[rng.choice(bullets)]
    if rng.random() < 0.2:
        one, other = rng.sample(bullets[: len(bullets) - 1], 2)
        lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def shortened(text: str, rng: random.Random) -> str:
    """The text's beginning, cut within a word as boards cut it."""
    kept = rng.randint(len(text) * 35 // 100, len(text) * 75 // 100)
    return text[:kept].rstrip() + rng.choice(("…", "...", "… Show more", " [...]"))


def snippet(text: str, rng: random.Random) -> str:
    """The few words that a result list shows."""
    return text[: rng.randint(140, 260)].replace("\n", " ") + "…"


def reformatted(text: str, rng: random.Random) -> str:
    """The same words under another form: one paragraph, other bullets, loud headings, or none of the about-us."""
    way = rng.randrange(4)
    if way == 0:
        return " ".join(line.removeprefix("- ") for line in text.split("\n") if line)
    if way == 1:
        return text.replace("\n- ", "\n• ").replace("\n\n", "\n \n")
    if way == 2:
        return "\n".join(
            f"**{line.upper()}**" if 0 < len(line) < 30 and not line.startswith("-") else line.replace("- ", "* ", 1)
            for line in text.split("\n")
        )
    return "\n\n".join(text.split("\n\n")[1:])


def aggregated(text: str, company: Company, rng: random.Random) -> str:
    """The text between an aggregator's own words."""
    opening = rng.choice(AGGREGATOR_OPENINGS).format(company=company.name)
    return f"{opening}\n\n{text}\n\n{rng.choice(AGGREGATOR_CLOSINGS)}"
