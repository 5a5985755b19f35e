"""Candidates of a made-up agency: who they are, where they work, what they did before, their tags and profiles."""

import json
import random
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from jobcenter.demo.agency import names
from jobcenter.demo.agency.copying import Tables
from jobcenter.demo.agency.firms import Ground
from jobcenter.demo.agency.hours import Hours
from jobcenter.demo.agency.planning import Plan
from jobcenter.kit.folding import fold

_WITH_EMAIL, _WITH_PHONE, _WITH_SECOND = 0.93, 0.55, 0.1
_KNOWN_FIRM, _BETWEEN_JOBS, _UNSEEN = 0.88, 0.04, 0.02
_TAGS: Final = (0, 0, 1, 1, 2, 3)
_DOMAINS: Final = ("example.com", "example.com", "example.org", "mail.example.com", "post.example.org")
_FOREIGN: Final = tuple(
    f"{first} {second}" for first in ("Old", "Little", "Upper", "Great") for second in names.FIRM_SECONDS
)


@dataclass(slots=True)
class People:
    """What applicants need to know of all candidates: one entry for each."""

    ids: list[UUID] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    name_keys: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    employer_ids: list[UUID | None] = field(default_factory=list)


class Crowd:
    """Makes candidates, in the order in which the plan sees them first.

    Args:
        seed: another seed, other people.
        plan: when each is first seen, and how many notes there are on each.
        ground: the firms they work at.
        hours: the working hours.
    """

    def __init__(self, seed: int, plan: Plan, ground: Ground, hours: Hours) -> None:
        self._seed, self._plan, self._ground, self._hours = seed, plan, ground, hours
        self._dice = random.Random(f"{seed}/people")  # noqa: S311 - a sample, no secret
        self._year = hours.time(hours.last).year
        self.known = People()

    def make(self, first: int, end: int, rows: Tables) -> None:
        """Make the candidates from number `first` up to `end`."""
        for number in range(first, end):
            self._make_one(number, rows)

    def _make_one(self, number: int, rows: Tables) -> None:
        dice, known = self._dice, self.known
        chance = dice.random
        second = self._plan.first_seen[number]
        made = self._hours.time(second)
        given, family = names.person_name(dice)
        name, name_key = f"{given} {family}", fold(f"{given} {family}")
        trade, skills = names.TRADES[self._plan.trade_of[number]]
        title = names.LEVELS[int(chance() * len(names.LEVELS))] + trade
        place = names.PLACES[int(chance() * len(names.PLACES))]
        employer, employer_id = self._employer()
        headline = _headline(title, employer, skills, chance())
        local = f"{name_key.replace(' ', '.')}.{number}" if name_key.isascii() else f"candidate.{number}"
        # One seed's addresses are not another's, for both may stand in one agency.
        email = f"{local}.{self._seed}@{_DOMAINS[int(chance() * len(_DOMAINS))]}" if chance() < _WITH_EMAIL else None
        phone = f"+1 202 555 01{int(chance() * 100):02d}" if chance() < _WITH_PHONE else None
        candidate_id = self._hours.new_id(second, dice)
        known.ids.append(candidate_id)
        known.given.append(given)
        known.name_keys.append(name_key)
        known.words.append(" ".join(filter(None, (name, headline, employer, email))).lower())
        known.employer_ids.append(employer_id)
        rows["candidates"].append(
            (
                *(candidate_id, name, email, phone, headline, title, place, employer, employer_id),
                *(self._plan.notes_of[number], made, made),
            )
        )
        if chance() >= _UNSEEN:
            url = f"https://people.example.com/{self._seed}/{local}"
            rows["profiles"].append(
                (
                    *(self._hours.new_id(second, dice), candidate_id, "example", url, name, headline, title, place),
                    *(employer, employer_id, self._history(title, trade, employer), made, made),
                )
            )
        if email and chance() < _WITH_SECOND:
            rows["candidate_contacts"].append(
                (self._hours.new_id(second, dice), candidate_id, "email", f"{local}@work.example.org")
            )
        wanted = _TAGS[int(chance() * len(_TAGS))]
        for tag in {names.TAGS[int(chance() * len(names.TAGS))]: None for _ in range(wanted)}:
            rows["candidate_tags"].append((candidate_id, tag))

    def _employer(self) -> tuple[str | None, UUID | None]:
        """Where somebody works, as written by that person; large firms are met more often than small ones."""
        chance = self._dice.random
        drawn = chance()
        if drawn < _BETWEEN_JOBS:
            return None, None
        if drawn > _KNOWN_FIRM:
            return _FOREIGN[int(chance() * len(_FOREIGN))], None
        companies = self._ground.companies
        # Clients stand first, and are not the ones whose people are met most.
        company = companies[int(chance() ** 2 * len(companies)) - len(companies) + len(self._ground.clients)]
        return company.spellings[int(chance() * len(company.spellings))], company.id

    def _history(self, title: str, trade: str, employer: str | None) -> str:
        """Up to three positions as JSON, the newest first."""
        chance = self._dice.random
        until = self._year
        held = []
        for position in range(1 + int(chance() * 3)):
            since = until - 1 - int(chance() * 5)
            ends = str(until) if position else None
            where = employer if position == 0 else _FOREIGN[int(chance() * len(_FOREIGN))]
            if where:
                shown = title if position == 0 else names.LEVELS[int(chance() * len(names.LEVELS))] + trade
                held.append({"title": shown, "employer": where, "begins": str(since), "ends": ends})
            until = since
        return json.dumps(held, ensure_ascii=False)


def _headline(title: str, employer: str | None, skills: tuple[str, ...], drawn: float) -> str | None:
    if drawn < 0.04:  # noqa: PLR2004 - a share
        return None
    if drawn < 0.55 and employer:  # noqa: PLR2004 - a share
        return f"{title} at {employer}"
    first = int(drawn * 1000) % len(skills)
    return f"{title} | {skills[first]}, {skills[first - 1]}"
