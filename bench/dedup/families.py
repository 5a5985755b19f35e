"""Families of pairs that are the same vacancy: posted again, or copied to another source."""

import random
from collections.abc import Callable
from dataclasses import replace

from bench.dedup import changes
from bench.dedup.vacancies import (
    BOARDS,
    LINKED_SYSTEMS,
    OWN_SYSTEMS,
    Posting,
    Vacancy,
    earlier,
    place,
    requisition,
    shown,
    since,
    vacancy,
)
from bench.dedup.words import TWINS

Pair = tuple[Posting, Posting]
Family = Callable[[random.Random], Pair]


def _on_board(v: Vacancy, rng: random.Random, board: str | None = None) -> Posting:
    """A board's copy: spelled its way, with no link to the employer's system."""
    copy = shown(v, board or rng.choice(BOARDS), rng)
    dressed = changes.title_dressed(v.title, v.cities[0].name, rng) if rng.random() < 0.6 else v.title
    places = [place(city, rng) for city in v.cities]
    rng.shuffle(places)
    return {
        **copy,
        "company": changes.company_spelled(v.company, rng),
        "title": dressed,
        "places": places,
        "department": None,
    }


def _own(v: Vacancy, rng: random.Random, systems: tuple[str, ...] = OWN_SYSTEMS) -> Posting:
    return shown(v, rng.choice(systems), rng)


def repost_same_text(rng: random.Random) -> Pair:
    """Closed, and some days later posted again under another id."""
    v, site = vacancy(rng), rng.choice(OWN_SYSTEMS[:4])
    gone = rng.uniform(4, 20)
    fresh = replace(v, requisition=requisition(rng)) if rng.random() < 0.3 else v
    return earlier(shown(v, site, rng), gone + rng.uniform(15, 50), gone), since(
        shown(fresh, site, rng), gone - rng.uniform(0.5, 3.5)
    )


def repost_edited(rng: random.Random) -> Pair:
    """Posted again with small changes of the text, perhaps of the title's dress."""
    old, new = repost_same_text(rng)
    title = (
        changes.title_dressed(new["title"], new["places"][0].split(",")[0], rng) if rng.random() < 0.4 else new["title"]
    )
    return old, {**new, "title": title, "description_text": changes.edited(new["description_text"], rng)}


def repost_twin_listing(rng: random.Random) -> Pair:
    """Twice on one board at one time: same requisition, title, place and text, listed in two departments."""
    v, site = vacancy(rng), rng.choice(("greenhouse", "ashby", "smartrecruiters"))
    one, other = shown(v, site, rng, requisition_shown=True), shown(v, site, rng, requisition_shown=True)
    return one, {**other, "places": one["places"], "department": "Talent pool"}


def moved_system(rng: random.Random) -> Pair:
    """The employer changed its system: the old board is gone, the same advert stands on the new one."""
    v = vacancy(rng)
    old, new = rng.sample(OWN_SYSTEMS, 2)
    gone = rng.uniform(3, 15)
    return earlier(shown(v, old, rng, requisition_shown=False), gone + 30, gone), since(
        shown(v, new, rng), gone + rng.uniform(-2, 2)
    )


def own_page_carries_id(rng: random.Random) -> Pair:
    """The employer's own careers page, whose address carries the system's id."""
    v = vacancy(rng)
    own = _own(v, rng, ("greenhouse", "ashby", "lever"))
    page = shown(v, "careers", rng)
    address = changes.in_own_address(own, v.company, rng)
    text = changes.reformatted(page["description_text"], rng) if rng.random() < 0.5 else page["description_text"]
    return own, {**page, "vendor_id": address, "url": address, "apply_url": address, "description_text": text}


def board_links_to_system(rng: random.Random) -> Pair:
    """A board whose apply link leads to the employer's system, tracking and all."""
    v = vacancy(rng)
    own, copy = _own(v, rng, LINKED_SYSTEMS), _on_board(v, rng)
    link = changes.tracked(changes.in_own_address(own, v.company, rng), copy["site"], rng)
    return own, {
        **copy,
        "apply_url": changes.redirected(link, rng) if rng.random() < 0.2 else link,
        "description_text": changes.shortened(copy["description_text"], rng),
    }


def board_links_with_other_words(rng: random.Random) -> Pair:
    """As before, but the board wrote another title and only a snippet of the text."""
    own, copy = board_links_to_system(rng)
    title = rng.choice((copy["title"].split(",")[0], f"{copy['title']} needed", f"Now hiring: {copy['title']}"))
    return own, {**copy, "title": title, "description_text": changes.snippet(copy["description_text"], rng)}


def two_boards_one_link(rng: random.Random) -> Pair:
    """Two boards whose apply links are one address of the employer, each with its own tracking."""
    v = vacancy(rng)
    page = shown(v, "careers", rng)["url"]
    one, other = (_on_board(v, rng, board) for board in rng.sample(BOARDS, 2))
    return (
        {
            **one,
            "apply_url": changes.tracked(page, one["site"], rng),
            "description_text": changes.shortened(one["description_text"], rng),
        },
        {**other, "apply_url": changes.tracked(page.replace("https://www.", "HTTPS://WWW."), other["site"], rng)},
    )


def board_copy(rng: random.Random) -> Pair:
    """A board's copy without a link: other spellings, the same text."""
    v = vacancy(rng)
    return _own(v, rng), _on_board(v, rng)


def board_copy_shortened(rng: random.Random) -> Pair:
    """A board's copy without a link, the text cut."""
    own, copy = board_copy(rng)
    return own, {**copy, "description_text": changes.shortened(copy["description_text"], rng)}


def board_copy_reformatted(rng: random.Random) -> Pair:
    """A board's copy without a link, the text under another form."""
    own, copy = board_copy(rng)
    return own, {**copy, "description_text": changes.reformatted(copy["description_text"], rng)}


def board_copy_aggregated(rng: random.Random) -> Pair:
    """A board's copy between the board's own words, often cut."""
    v = vacancy(rng)
    own, copy = _own(v, rng), _on_board(v, rng)
    text = changes.aggregated(changes.reformatted(v.text(), rng), v.company, rng)
    return own, {**copy, "description_text": changes.shortened(text, rng) if rng.random() < 0.4 else text}


def board_copy_snippet(rng: random.Random) -> Pair:
    """A board that shows but a snippet: title, employer and place say it, and the days."""
    v = vacancy(rng)
    own, copy = _own(v, rng), _on_board(v, rng)
    return own, {
        **copy,
        "company": v.company.legal,
        "title": v.title,
        "description_text": changes.snippet(v.text(), rng),
    }


def boards_among_themselves(rng: random.Random) -> Pair:
    """Two boards' copies, both cut or reformatted, neither with a link."""
    v = vacancy(rng)
    one, other = (_on_board(v, rng, board) for board in rng.sample(BOARDS, 2))
    return (
        {**one, "description_text": changes.shortened(one["description_text"], rng)},
        {
            **other,
            "description_text": changes.aggregated(changes.reformatted(other["description_text"], rng), v.company, rng),
        },
    )


def place_one_of_several(rng: random.Random) -> Pair:
    """The employer names several places in one posting, the board only one of them."""
    v = vacancy(rng, cities=rng.randint(2, 4))
    own, copy = _own(v, rng), _on_board(v, rng)
    return own, {**copy, "places": [place(rng.choice(v.cities), rng)]}


def place_order(rng: random.Random) -> Pair:
    """Several places, in another order and spelling, in one string."""
    v = vacancy(rng, cities=rng.randint(2, 4))
    own, copy = _own(v, rng), _on_board(v, rng)
    joined = rng.choice(("; ", " | ", " / ")).join(place(city, rng, plain=True) for city in reversed(v.cities))
    return own, {**copy, "places": [joined]}


def remote_spelled(rng: random.Random) -> Pair:
    """Work from anywhere in a country, told in other words."""
    v = replace(vacancy(rng), remote=True)
    city = v.cities[0]
    own, copy = _own(v, rng), _on_board(v, rng)
    ways = (
        f"Remote - {city.country}",
        f"Remote, {city.country_code}",
        f"{city.country} (Remote)",
        "Remote",
        f"{city.country} - Remote",
        city.country,
    )
    one, other = rng.sample(ways, 2)
    return {**own, "places": [one], "is_remote": True}, {
        **copy,
        "title": v.title,
        "places": [other],
        "is_remote": "Remote" in other or None,
    }


def requisition_in_text(rng: random.Random) -> Pair:
    """The board has no field for it, but the text ends with the employer's number."""
    v = vacancy(rng)
    own, copy = shown(v, rng.choice(OWN_SYSTEMS), rng, requisition_shown=True), _on_board(v, rng)
    said = rng.choice(("Job ID: {}", "Requisition ID: {}", "Reference: {}", "Req #{}", "Kennziffer {}")).format(
        v.requisition
    )
    return own, {**copy, "description_text": changes.edited(v.text(), rng) + f"\n\n{said}"}


def gone_here_still_there(rng: random.Random) -> Pair:
    """The employer closed it; the board goes on showing its copy."""
    own, copy = board_copy(rng)
    return earlier(own, rng.uniform(25, 50), rng.uniform(1, 8)), since(copy, rng.uniform(9, 24))


def twin_city_spelled(rng: random.Random) -> Pair:
    """A city that shares its name with another one, told once with and once without its state."""
    city = rng.choice(rng.choice(TWINS))
    v = vacancy(rng, where=city)
    own, copy = _own(v, rng), _on_board(v, rng)
    return {**own, "places": [f"{city.name}, {city.region}, {city.country}"]}, {
        **copy,
        "places": [f"{city.name}, {city.region_code}" if city.country_code in {"US", "CA"} else city.name],
    }


SAME: dict[str, tuple[Family, int]] = {
    "repost-same-text": (repost_same_text, 28),
    "repost-edited": (repost_edited, 36),
    "repost-twin-listing": (repost_twin_listing, 14),
    "moved-system": (moved_system, 20),
    "own-page-carries-id": (own_page_carries_id, 24),
    "board-links-to-system": (board_links_to_system, 32),
    "board-links-other-words": (board_links_with_other_words, 16),
    "two-boards-one-link": (two_boards_one_link, 16),
    "board-copy": (board_copy, 28),
    "board-copy-shortened": (board_copy_shortened, 28),
    "board-copy-reformatted": (board_copy_reformatted, 28),
    "board-copy-aggregated": (board_copy_aggregated, 28),
    "board-copy-snippet": (board_copy_snippet, 20),
    "boards-among-themselves": (boards_among_themselves, 24),
    "place-one-of-several": (place_one_of_several, 16),
    "place-order": (place_order, 16),
    "remote-spelled": (remote_spelled, 16),
    "requisition-in-text": (requisition_in_text, 16),
    "gone-here-still-there": (gone_here_still_there, 16),
    "twin-city-spelled": (twin_city_spelled, 10),
}
