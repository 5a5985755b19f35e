"""Who may do what: the rows of the access table as rules, and the pure decisions on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from jobcenter.tables.accounts import SCOPES


@dataclass(frozen=True)
class Caller:
    """Who is asking: a user by a sign-in, a program by an API key, or who has the installation's own command line.

    `id` is the user's or the key's; `user_id` is the user, or the key's owner if it has one. `role` and `scopes` are
    what holds now, read from the database for this request. `sign_in_id` is there for users only, `company_id` for
    managers: the client whose jobs they see.
    """

    kind: Literal["user", "key", "operator"]
    id: UUID
    name: str
    role: str | None
    scopes: frozenset[str]
    user_id: UUID | None
    email: str | None = None
    sign_in_id: UUID | None = None
    company_id: UUID | None = None

    @property
    def label(self) -> str:
        """How the audit log and rows name this caller: `user:<email>`, `key:<name>`, or an operator's own name."""
        if self.kind == "operator":
            return self.name
        return f"{self.kind}:{self.email or self.name}"


@dataclass(frozen=True)
class Rule:
    """One row of the access table.

    A caller passes with one of `roles`, or as a key with `scope`. `any_user`: every signed-in user and no key.
    `people_only`: no key passes, whatever its role, so that a leaked key cannot make itself successors. `anyone`: no
    sign-in is needed. `for_a_person`: a key passes only on behalf of the person who owns it.
    """

    name: str
    roles: frozenset[str]
    scope: str | None
    any_user: bool = False
    people_only: bool = False
    anyone: bool = False
    for_a_person: bool = False


ADMIN = frozenset({"admin"})
STAFF = frozenset({"admin", "recruiter"})
PEOPLE = frozenset({"admin", "recruiter", "manager"})

SCRAPING_READ = Rule("sites, schedules and runs: read", STAFF, "scraping:read")
SCRAPE = Rule("scrape now, cancel, retry", STAFF, "scraping:write")
SCHEDULES_WRITE = Rule("schedules: write", ADMIN, "scraping:write")
MONITOR = Rule("queue and scheduler status", STAFF, "scraping:read")
POSTINGS_READ = Rule("postings: read", STAFF, "scraping:read")
SAVED_SEARCHES = Rule("saved searches: one's own", STAFF, "scraping:read", for_a_person=True)
OPENINGS_WRITE = Rule("openings: split, join", STAFF, "scraping:write")
COMPANIES_READ = Rule("companies: read", PEOPLE, "recruiting:read")
COMPANIES_WRITE = Rule("companies and rounds: write", STAFF, "recruiting:write")
CONTRACTS_READ = Rule("contracts: read", STAFF, "recruiting:read")
CONTRACTS_WRITE = Rule("contracts: write", ADMIN, "recruiting:write")
OFF_LIMITS_READ = Rule("off-limits rules: read", STAFF, None)
OFF_LIMITS_WRITE = Rule("off-limits rules: write", ADMIN, None)
JOBS_READ = Rule("jobs: read", PEOPLE, "recruiting:read")
JOBS_WRITE = Rule("jobs: write", STAFF, "recruiting:write")
JOBS_DESCRIBE = Rule("jobs: title and description", PEOPLE, "recruiting:write")
CANDIDATES_READ = Rule("candidates: read", PEOPLE, "recruiting:read")
CANDIDATES_WRITE = Rule("candidates: write", STAFF, "recruiting:write")
APPLICANTS_READ = Rule("applicants and board: read", PEOPLE, "recruiting:read")
APPLICANTS_WRITE = Rule("applicants: add, move in bulk, undo", STAFF, "recruiting:write")
APPLICANTS_MOVE = Rule("applicants: move", PEOPLE, "recruiting:write")
INTERVIEWS_READ = Rule("interviews: read", PEOPLE, "recruiting:read")
INTERVIEWS_WRITE = Rule("interviews: write", PEOPLE, "recruiting:write")
PLACEMENTS_READ = Rule("placements: read", PEOPLE, "recruiting:read")
PLACEMENTS_WRITE = Rule("placements: write", STAFF, "recruiting:write")
MAILS_READ = Rule("mails: read", STAFF, "recruiting:read")
MAILS_WRITE = Rule("mails: write", STAFF, "recruiting:write")
USERS = Rule("users", ADMIN, None, people_only=True)
API_KEYS = Rule("API keys", STAFF, None, people_only=True)
AUDIT = Rule("audit log", ADMIN, None)
OWN = Rule("own profile and password", frozenset(), None, any_user=True)
PUBLIC = Rule("public", frozenset(), None, anyone=True)

RULES = (
    *(SCRAPING_READ, SCRAPE, SCHEDULES_WRITE, MONITOR, POSTINGS_READ, SAVED_SEARCHES, OPENINGS_WRITE),
    *(COMPANIES_READ, COMPANIES_WRITE, CONTRACTS_READ, CONTRACTS_WRITE, OFF_LIMITS_READ, OFF_LIMITS_WRITE),
    *(JOBS_READ, JOBS_WRITE, JOBS_DESCRIBE),
    *(CANDIDATES_READ, CANDIDATES_WRITE, APPLICANTS_READ, APPLICANTS_WRITE, APPLICANTS_MOVE),
    *(INTERVIEWS_READ, INTERVIEWS_WRITE, PLACEMENTS_READ, PLACEMENTS_WRITE, MAILS_READ, MAILS_WRITE),
    *(USERS, API_KEYS, AUDIT, OWN, PUBLIC),
)

# A scope is in a role's reach when everything it opens is open to that role as well: `scraping:write` also writes
# schedules and `recruiting:write` also writes contracts, which a recruiter may not.
SCOPES_IN_REACH: dict[str, frozenset[str]] = {
    "admin": frozenset(SCOPES),
    "recruiter": frozenset({"scraping:read", "recruiting:read"}),
    "manager": frozenset(),
}
KEY_ROLES_IN_REACH: dict[str, frozenset[str]] = {
    "admin": frozenset({"admin", "recruiter"}),
    "recruiter": frozenset(),
    "manager": frozenset(),
}


def allows(rule: Rule, caller: Caller) -> bool:
    """Whether this caller passes this rule."""
    if rule.anyone:
        return True
    if caller.kind == "key" and (rule.any_user or rule.people_only):
        return False
    if rule.for_a_person and caller.user_id is None:
        return False
    if rule.any_user:
        return True
    return caller.role in rule.roles or (rule.scope is not None and rule.scope in caller.scopes)


def what_is_needed(rule: Rule) -> str:
    """A sentence that tells a refused caller what would pass."""
    if rule.any_user:
        return "This needs a person's sign-in, not an API key."
    roles = " or ".join(sorted(rule.roles))
    if rule.for_a_person:
        return f"This needs a person with the role {roles}, or an API key that belongs to one: it has an owner."
    if rule.scope is not None:
        return f"This needs the role {roles}, or an API key with the scope {rule.scope}."
    if rule.people_only:
        return f"This needs a person signed in with the role {roles}; API keys may not do it."
    return f"This needs the role {roles}."


def reach_of_key(role: str | None, scopes: Iterable[str], owner_role: str | None) -> tuple[str | None, frozenset[str]]:
    """What a key may do now, given the role that its owner has now (None: it has no owner).

    A key never does more than its owner could give away today, so that an owner who was demoted leaves no back door.
    """
    given = frozenset(scopes)
    if owner_role is None:
        return role, given
    kept = role if role in KEY_ROLES_IN_REACH.get(owner_role, frozenset()) else None
    return kept, given & SCOPES_IN_REACH.get(owner_role, frozenset())
