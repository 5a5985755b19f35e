"""Families of pairs that look alike and are two vacancies."""

import random
from dataclasses import replace

from bench.dedup import changes
from bench.dedup.families import Family, Pair
from bench.dedup.trades import TRADES
from bench.dedup.vacancies import (
    BOARDS,
    LINKED_SYSTEMS,
    OWN_SYSTEMS,
    Posting,
    Vacancy,
    company,
    earlier,
    place,
    requisition,
    shown,
    since,
    titled,
    vacancy,
)
from bench.dedup.words import CITIES, LADDERS, SECOND_NAMES, TWINS


def _anywhere(v: Vacancy, rng: random.Random) -> Posting:
    """On the employer's system or, spelled its way, on a board."""
    if rng.random() < 0.5:
        return shown(v, rng.choice(OWN_SYSTEMS), rng)
    copy = shown(v, rng.choice(BOARDS), rng)
    return {
        **copy,
        "company": changes.company_spelled(v.company, rng),
        "places": [place(city, rng) for city in v.cities],
        "department": None,
    }


def _two(v: Vacancy, w: Vacancy, rng: random.Random) -> Pair:
    """Both on one board of the employer, or each anywhere."""
    if rng.random() < 0.5:
        site = rng.choice(OWN_SYSTEMS)
        return shown(v, site, rng), shown(w, site, rng)
    return _anywhere(v, rng), _anywhere(w, rng)


def _sibling(v: Vacancy, rng: random.Random, **changed: object) -> Vacancy:
    """Another vacancy of the employer, with a number of its own."""
    return replace(v, requisition=requisition(rng), **changed)  # type: ignore[arg-type]


def _retitled(v: Vacancy, old: str, new: str) -> Vacancy:
    return replace(v, title=v.title.replace(old, new), intro=v.intro.replace(old, new))


def other_city(rng: random.Random) -> Pair:
    """The same title and text in another city."""
    v = vacancy(rng)
    city = rng.choice([city for city in CITIES if city != v.cities[0]])
    intro = v.intro.replace(v.cities[0].name, city.name) if rng.random() < 0.6 else v.intro
    return _two(v, _sibling(v, rng, cities=(city,), intro=intro), rng)


def other_city_later(rng: random.Random) -> Pair:
    """Closed in one city, later opened in another, the text unchanged."""
    v = vacancy(rng)
    city = rng.choice(
        [city for city in CITIES if city != v.cities[0] and city.country_code == v.cities[0].country_code]
        or CITIES[10:11]
    )
    site = rng.choice(OWN_SYSTEMS)
    return earlier(shown(v, site, rng), 50, 20), since(shown(_sibling(v, rng, cities=(city,)), site, rng), 15)


def twin_cities(rng: random.Random) -> Pair:
    """Two cities of one name, the state or country told."""
    one, other = rng.choice(TWINS)
    v = vacancy(rng, where=one)
    w = _sibling(v, rng, cities=(other,))
    a, b = _two(v, w, rng)
    return {**a, "places": [f"{one.name}, {one.region}, {one.country}"]}, {
        **b,
        "places": [f"{other.name}, {other.region}, {other.country}"],
    }


def other_requisition(rng: random.Random) -> Pair:
    """Same title, city and text, live at one time on one board, with two requisitions."""
    v, site = vacancy(rng), rng.choice(("greenhouse", "ashby", "smartrecruiters", "workday", "lever"))
    a, b = shown(v, site, rng, requisition_shown=True), shown(_sibling(v, rng), site, rng, requisition_shown=True)
    return a, {**b, "places": a["places"]}


def other_requisition_elsewhere(rng: random.Random) -> Pair:
    """Same title, city and text; a board's apply link leads to the other of the two."""
    v = vacancy(rng)
    w = _sibling(v, rng)
    site = rng.choice(LINKED_SYSTEMS)
    a, twin = shown(v, site, rng, requisition_shown=True), shown(w, site, rng, requisition_shown=True)
    copy = shown(w, rng.choice(BOARDS), rng)
    return a, {**copy, "apply_url": changes.tracked(changes.in_own_address(twin, v.company, rng), copy["site"], rng)}


def both_live_edited(rng: random.Random) -> Pair:
    """Two ids of one board at one time, no requisition told, the texts nearly one."""
    v, site = vacancy(rng), rng.choice(("greenhouse", "lever", "ashby", "recruitee", "teamtailor"))
    team = rng.choice([team for team in v.trade.teams if team != v.team])
    w = _sibling(v, rng, team=team, intro=v.intro.replace(v.team, team))
    return shown(v, site, rng, requisition_shown=False), shown(w, site, rng, requisition_shown=False)


def other_level(rng: random.Random) -> Pair:
    """The same work on another rung of the ladder."""
    trade = rng.choice([trade for trade in TRADES if trade.ladder != "plain"])
    v = vacancy(rng, trade=trade)
    words, team = rng.choice(trade.titles), v.team if rng.random() < 0.4 else ""
    one, other = rng.sample(LADDERS[trade.ladder], 2)
    return _two(titled(v, words, one, team), titled(_sibling(v, rng), words, other, team), rng)


def other_level_later(rng: random.Random) -> Pair:
    """Closed as one level, opened again as another, on the same board."""
    trade = rng.choice([trade for trade in TRADES if trade.ladder in {"tech", "numbers"}])
    v = vacancy(rng, trade=trade)
    one, other = rng.sample(LADDERS[trade.ladder], 2)
    site = rng.choice(OWN_SYSTEMS)
    return earlier(shown(titled(v, trade.titles[0], one, ""), site, rng), 40, 14), since(
        shown(titled(_sibling(v, rng), trade.titles[0], other, ""), site, rng), 10
    )


def other_team(rng: random.Random) -> Pair:
    """Same trade, level and city, another team, most of the text shared."""
    v = vacancy(rng)
    one, other = rng.sample(v.trade.teams, 2)
    words = rng.choice(v.trade.titles)
    swapped = (
        *v.duties[:-1],
        rng.choice([duty for duty in v.trade.duties if duty not in v.duties] or ["Other duties of this team"]),
    )
    return _two(titled(v, words, v.level, one), titled(_sibling(v, rng, duties=swapped), words, v.level, other), rng)


def similar_employers(rng: random.Random) -> Pair:
    """Two employers whose names share a word; same title, same city, a text from one template."""
    v = vacancy(rng)
    first = v.company.name.rsplit(" ", 1)[0]
    second = rng.choice([name for name in SECOND_NAMES if name not in v.company.name])
    other = company(rng, v.cities[0], name=f"{first} {second}")
    return _anywhere(v, rng), _anywhere(_sibling(v, rng, company=other), rng)


def two_employers_one_template(rng: random.Random) -> Pair:
    """Two employers copied one advert's duties from the same template."""
    v = vacancy(rng)
    other = company(rng, v.cities[0])
    while other.name == v.company.name:
        other = company(rng, v.cities[0])
    return _anywhere(v, rng), _anywhere(_sibling(v, rng, company=other), rng)


def same_boilerplate_other_job(rng: random.Random) -> Pair:
    """One employer, one city, one boilerplate, two kinds of work."""
    v = vacancy(rng)
    german = v.trade.field in {"Finanzen", "Pflege"}
    trade = rng.choice(
        [trade for trade in TRADES if trade != v.trade and (trade.field in {"Finanzen", "Pflege"}) == german]
    )
    return _two(v, vacancy(rng, trade=trade, of=v.company, where=v.cities[0]), rng)


def kin_titles(rng: random.Random) -> Pair:
    """Titles that differ in one word which matters."""
    v = vacancy(rng, trade=rng.choice([trade for trade in TRADES if trade.ladder == "tech"]))
    swaps = (
        ("Java", "JavaScript"),
        ("iOS", "Android"),
        ("Day", "Night"),
        ("North", "South"),
        ("B2B", "B2C"),
        ("Hardware", "Firmware"),
        ("Inbound", "Outbound"),
    )
    one, other = rng.choice(swaps)
    base = titled(v, v.trade.titles[0], v.level, one)
    return _two(base, _sibling(_retitled(base, one, other), rng), rng)


def manager_of_it(rng: random.Random) -> Pair:
    """The work, and the post that leads those who do it."""
    trade = rng.choice([trade for trade in TRADES if trade.titles[0].endswith(("Engineer", "Analyst", "Designer"))])
    v = titled(vacancy(rng, trade=trade), trade.titles[0], "", "")
    lead = rng.choice((f"{v.title} Manager", f"Manager, {v.title}s", f"Head of {v.title}s", f"{v.title} Team Lead"))
    return _two(v, _sibling(_retitled(v, v.title, lead), rng), rng)


def evergreen(rng: random.Random) -> Pair:
    """A general application beside a real vacancy, or one for another department or city."""
    v = vacancy(rng)
    name = rng.choice(
        (
            "General Application",
            "Speculative Application",
            "Join our Talent Community",
            "Initiativbewerbung",
            "Future Opportunities",
        )
    )
    general = _retitled(
        _sibling(v, rng, duties=("Tell us what you would like to do with us",), needs=()), v.title, name
    )
    if rng.random() < 0.4:
        return _two(v, general, rng)
    city = rng.choice([city for city in CITIES if city != v.cities[0]])
    return _two(general, _sibling(general, rng, cities=(city,)), rng)


def internship(rng: random.Random) -> Pair:
    """The post, and the internship, apprenticeship or student's job in it."""
    v = vacancy(rng)
    v = titled(v, v.trade.titles[0], "", "")
    way = rng.choice(
        ("{} Intern", "Internship - {}", "Working Student {}", "{} (Internship)", "Apprentice {}", "{} Trainee")
    )
    student = _retitled(_sibling(v, rng, employment="Internship"), v.title, way.format(v.title))
    return _two(v, student, rng)


def hours(rng: random.Random) -> Pair:
    """The same work full time and part time, as two posts."""
    v = vacancy(rng, trade=rng.choice([trade for trade in TRADES if trade.ladder in {"plain", "numbers"}]))
    one, other = rng.sample(
        (("Full-time", "Full-time"), ("Part-time", "Part-time"), ("PRN", "Per diem"), ("Temporary", "Temporary")), 2
    )
    a, b = (_retitled(_sibling(v, rng, employment=kind), v.title, f"{v.title} ({word})") for word, kind in (one, other))
    return _two(a, b, rng)


def shifts(rng: random.Random) -> Pair:
    """The same work by day and by night."""
    v = vacancy(rng, trade=rng.choice([trade for trade in TRADES if trade.ladder in {"plain", "numbers"}]))
    one, other = rng.sample(("Night Shift", "Day Shift", "Weekend", "Late Shift"), 2)
    a, b = (_retitled(_sibling(v, rng), v.title, f"{v.title} - {word}") for word in (one, other))
    return _two(a, b, rng)


def stores(rng: random.Random) -> Pair:
    """The same work in two shops of one city, told apart by a number."""
    v = vacancy(rng, trade=TRADES[rng.choice((6, 7, 11))])
    one, other = rng.sample(range(100, 9999), 2)
    way = rng.choice(("{} - Store {}", "{} (Store #{})", "{}, Site {}"))
    return _two(
        _retitled(v, v.title, way.format(v.title, one)),
        _retitled(_sibling(v, rng), v.title, way.format(v.title, other)),
        rng,
    )


def spoken_language(rng: random.Random) -> Pair:
    """The same work for speakers of two languages."""
    v = vacancy(rng, trade=rng.choice((TRADES[7], TRADES[4])))
    one, other = rng.sample(("German", "French", "Dutch", "Spanish", "Italian", "Polish", "Japanese"), 2)
    way = rng.choice(("{} ({} speaking)", "{} - {}", "{} with {}"))
    words = v.trade.titles[0]
    base = titled(v, words, "", "")
    a, b = (_retitled(_sibling(base, rng), words, way.format(words, language)) for language in (one, other))
    return _two(a, b, rng)


def link_to_the_list(rng: random.Random) -> Pair:
    """Two jobs whose apply links are both the employer's list of all jobs."""
    v, site = vacancy(rng), rng.choice(BOARDS)
    w = (
        vacancy(rng, of=v.company, where=v.cities[0], trade=v.trade)
        if rng.random() < 0.3
        else vacancy(rng, of=v.company)
    )
    if w.title == v.title:
        w = _retitled(w, w.title, f"{w.title} Coordinator")
    link = rng.choice(
        (
            "https://www.{}.example/careers",
            "https://boards.greenhouse.io/{}",
            "https://jobs.lever.co/{}",
            "https://{}.example/jobs/apply",
        )
    ).format(v.company.slug)
    a, b = shown(v, site, rng), shown(w, rng.choice(BOARDS), rng)
    return {**a, "apply_url": changes.tracked(link, site, rng)}, {**b, "apply_url": link}


def small_ids(rng: random.Random) -> Pair:
    """Two employers' systems that number from one, and meet in a number."""
    v = vacancy(rng)
    w = vacancy(rng, trade=v.trade if rng.random() < 0.5 else None)
    a, b = shown(v, "bamboohr", rng), shown(w, "bamboohr", rng)
    return a, {
        **b,
        "vendor_id": a["vendor_id"],
        **{key: b[key].rsplit("/", 1)[0] + f"/{a['vendor_id']}" for key in ("url", "apply_url")},
    }


def remote_elsewhere(rng: random.Random) -> Pair:
    """From home, but in two countries."""
    v = replace(vacancy(rng), remote=True)
    city = rng.choice([city for city in CITIES if city.country_code != v.cities[0].country_code])
    a, b = _two(v, _sibling(v, rng, cities=(city,)), rng)
    return {**a, "places": [f"Remote - {v.cities[0].country}"], "is_remote": True}, {
        **b,
        "places": [f"Remote - {city.country}"],
        "is_remote": True,
    }


def years_later(rng: random.Random) -> Pair:
    """The same title and city more than a year later: a new requisition, a text written anew."""
    v = vacancy(rng)
    w = vacancy(rng, trade=v.trade, of=company(rng, v.cities[0], name=v.company.name), where=v.cities[0])
    w = replace(
        titled(w, v.trade.titles[0], v.level, v.team),
        company=replace(w.company, slug=v.company.slug, legal=v.company.legal),
    )
    site = rng.choice(("greenhouse", "smartrecruiters", "workday"))
    return (
        earlier(shown(titled(v, v.trade.titles[0], v.level, v.team), site, rng, requisition_shown=True), 520, 450),
        since(shown(w, site, rng, requisition_shown=True), rng.uniform(3, 30)),
    )


DIFFERENT: dict[str, tuple[Family, int]] = {
    "other-city": (other_city, 36),
    "other-city-later": (other_city_later, 14),
    "twin-cities": (twin_cities, 12),
    "other-requisition": (other_requisition, 24),
    "other-requisition-elsewhere": (other_requisition_elsewhere, 16),
    "both-live-edited": (both_live_edited, 16),
    "other-level": (other_level, 36),
    "other-level-later": (other_level_later, 16),
    "other-team": (other_team, 32),
    "similar-employers": (similar_employers, 24),
    "two-employers-one-template": (two_employers_one_template, 16),
    "same-boilerplate-other-job": (same_boilerplate_other_job, 28),
    "kin-titles": (kin_titles, 20),
    "manager-of-it": (manager_of_it, 14),
    "evergreen": (evergreen, 14),
    "internship": (internship, 24),
    "hours": (hours, 14),
    "shifts": (shifts, 14),
    "stores": (stores, 14),
    "spoken-language": (spoken_language, 16),
    "link-to-the-list": (link_to_the_list, 16),
    "small-ids": (small_ids, 10),
    "remote-elsewhere": (remote_elsewhere, 14),
    "years-later": (years_later, 12),
}
