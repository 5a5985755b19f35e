"""The ground of a made-up agency: who works there, companies and clients, their contracts, and whom these protect."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from jobcenter.companies.rules import key_of
from jobcenter.demo.agency import names
from jobcenter.demo.agency.copying import Tables
from jobcenter.demo.agency.hours import Hours
from jobcenter.kit.folding import fold

RECRUITERS: Final = 8
_FEWEST, _MOST = 40, 2_300
_APPLICANTS_OF_A_FIRM: Final = 400
_APPLICANTS_OF_A_CLIENT: Final = 20_000
_FEWEST_CLIENTS, _MOST_CLIENTS = 5, 60
_GUARANTEES: Final = (30, 90, 90, 180)
_FEES: Final = ("18.00", "20.00", "22.50", "25.00", "30.00")
_STREAMLINED: Final = " Group"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who signs in."""

    id: UUID
    name: str
    email: str
    role: str

    @property
    def label(self) -> str:
        """How histories and mails name this user."""
        return f"user:{self.email}"


@dataclass(slots=True)
class Company:
    """A firm; `spellings` are how its people write it, `contacts` and `rounds` a client's."""

    id: UUID
    name: str
    spellings: tuple[str, ...]
    place: str
    contacts: tuple[str, ...] = ()
    rounds: tuple[UUID, ...] = ()
    guarantee: int = 90


@dataclass(frozen=True, slots=True)
class Ground:
    """Who is there before anybody applies; the first of the clients is the manager's."""

    recruiters: list[User]
    manager: User
    companies: list[Company]
    clients: list[Company]


def make_ground(seed: int, applicants: int, hours: Hours, password_hash: str, rows: Tables) -> Ground:
    """Make users, companies and what belongs to them, for an agency of that many applicants."""
    dice = random.Random(f"{seed}/firms")  # noqa: S311 - a sample, no secret
    count = min(_MOST, max(_FEWEST, applicants // _APPLICANTS_OF_A_FIRM))
    companies = [_company(name, dice, hours) for name in names.firm_names(count, dice)]
    clients = companies[: min(_MOST_CLIENTS, _FEWEST_CLIENTS + applicants // _APPLICANTS_OF_A_CLIENT)]
    for company in companies:
        _keep_company(company, is_client=company in clients, hours=hours, rows=rows)
    recruiters = [_user("recruiter", dice, hours) for _ in range(RECRUITERS)]
    manager = _user("manager", dice, hours)
    for user in (*recruiters, manager):
        company_id = clients[0].id if user is manager else None
        begun = hours.time(0)
        rows["users"].append((user.id, user.email, user.name, user.role, password_hash, company_id, begun, begun))
    for client in clients:
        _make_client(client, companies, dice, hours, rows)
    clients[0].contacts = (manager.name, *clients[0].contacts)
    return Ground(recruiters, manager, companies, clients)


def _user(role: str, dice: random.Random, hours: Hours) -> User:
    first, family = names.person_name(dice)
    while not (first + family).isascii():  # an address that one can type
        first, family = names.person_name(dice)
    number = dice.randrange(100, 1000)
    email = f"{first}.{family}.{number}@example.com".lower()
    return User(hours.new_id(0, dice), f"{first} {family}", email, role)


def _company(name: str, dice: random.Random, hours: Hours) -> Company:
    shown = name + dice.choice(names.LEGAL_FORMS)
    spellings = (shown, shown, name, name.upper()) if dice.random() < 0.7 else (shown, name + _STREAMLINED)  # noqa: PLR2004
    return Company(hours.new_id(dice.randrange(60), dice), shown, spellings, dice.choice(names.PLACES))


def _keep_company(company: Company, *, is_client: bool, hours: Hours, rows: Tables) -> None:
    word = fold(company.name.rsplit(" ", 1)[0] if company.name.count(" ") > 1 else company.name).replace(" ", "-")
    domain = f"{word}.{company.id.hex[-8:]}.example.com"
    about = f"Made up: a firm in {company.place} that exists in no register."
    shown = (company.id, company.name, is_client, f"https://{domain}", company.place, about, hours.time(0))
    rows["companies"].append(shown)
    key = key_of(company.name)
    others = {key_of(name): name for name in company.spellings if key_of(name) != key}
    rows["company_names"] += [(company.id, name) for name in others.values()]
    rows["company_domains"].append((domain, company.id))


def _make_client(client: Company, companies: list[Company], dice: random.Random, hours: Hours, rows: Tables) -> None:
    begun = hours.time(0)
    contacts = []
    for title in ("Head of People", "Hiring lead", "Team lead")[: dice.randrange(1, 4)]:
        person = " ".join(names.person_name(dice))
        contacts.append(person)
        at = f"{fold(person).replace(' ', '.')}@example.org" if person.isascii() else None
        phone = f"+44 7700 900{dice.randrange(1000):03d}"  # numbers kept for stories
        contact_id = hours.new_id(0, dice)
        rows["company_contacts"].append((contact_id, client.id, person, title, at, phone, None, begun))
    client.contacts = tuple(contacts)
    rounds = []
    for position, name in enumerate(dice.choice(names.ROUNDS)):
        rounds.append(hours.new_id(0, dice))
        rows["interview_rounds"].append((rounds[-1], client.id, name, position))
    client.rounds = tuple(rounds)
    client.guarantee = dice.choice(_GUARANTEES)
    _make_contract(client, companies, dice, hours, rows)


def _make_contract(client: Company, companies: list[Company], dice: random.Random, hours: Hours, rows: Tables) -> None:
    begun, today = hours.time(0), hours.time(hours.last).date()
    starts = begun.date() + timedelta(days=dice.randrange(60))
    contract_id = hours.new_id(0, dice)
    fee = dice.choice(_FEES)
    terms = f"{fee} % of the first year's salary, due at the start; {client.guarantee} days of guarantee."
    agreed = (starts, None, Decimal(fee), client.guarantee, terms)
    rows["contracts"].append((contract_id, client.id, f"Frame contract {starts.year}", *agreed, begun))
    protected: list[tuple[Company, str, date, date | None]] = []
    if dice.random() < 0.6:  # noqa: PLR2004 - a share
        protected.append((client, names.WHY_OFF_LIMITS[0], starts, None))
    for other in dice.sample(companies, min(len(companies), dice.randrange(4))):
        # In force; ended; not begun yet.
        since, until = dice.choice(
            (
                (today - timedelta(days=90), today + timedelta(days=dice.randrange(30, 400))),
                (today - timedelta(days=90), today + timedelta(days=dice.randrange(30, 400))),
                (starts, today - timedelta(days=dice.randrange(1, 60))),
                (today + timedelta(days=30), today + timedelta(days=395)),
            )
        )
        protected.append((other, dice.choice(names.WHY_OFF_LIMITS[1:]), min(since, until), until))
    for company, reason, begins, ends in protected:
        rule_id = hours.new_id(0, dice)
        rows["off_limits_rules"].append((rule_id, contract_id, company.id, reason, begins, ends, "demo agency", begun))
