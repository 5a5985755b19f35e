"""Pure decisions on candidates: what a caller sees of a person, the status, and how given values are written."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from jobcenter.accounts.actions.users import tidy_email
from jobcenter.accounts.rules import Caller
from jobcenter.candidates.addresses import canonical_url
from jobcenter.companies.rules import is_of_the_agency
from jobcenter.kit.errors import InvalidError
from jobcenter.kit.folding import fold

StatusKind = Literal["available", "active", "placed", "off_limits"]
ContactKind = Literal["email", "phone", "web"]

CONTACTS_SHOWN_AT: Final = frozenset({"interview", "offer", "hired"})
LONGEST_KEY = 300  # characters: some letters become eighteen when they are folded, and an index takes no such key
LONGEST_TAG = 60
LONGEST_CONTACT = 300
TOLD: Final = frozenset({"name", "email", "headline", "employer", "employer_id"})
"""What other slices keep copies of: a change of it is an event."""
READ_FROM_PROFILES: Final[tuple[str, ...]] = ("name", "headline", "title", "location", "employer")


def shaped(row: Mapping[str, Any], caller: Caller, *, stage_kinds: Iterable[str]) -> dict[str, Any]:
    """What a caller sees of a candidate's row; what it may not see is empty, whichever of these columns the row has.

    `stage_kinds` are the kinds of the stages at which the caller's own applicants of this person stand (of one
    applicant, where the row is that applicant's): from *interview* on a client's person sees how to reach the
    candidate. The agency's tags and the status, which tells of other clients, it never sees.
    """
    shown = dict(row)
    if is_of_the_agency(caller):
        return shown
    hidden: dict[str, Any] = {"tags": [], "status": None, "standing": []}
    if CONTACTS_SHOWN_AT.isdisjoint(stage_kinds):
        hidden |= {"email": None, "phone": None, "contacts": [], "url": None}
    return shown | {name: empty for name, empty in hidden.items() if name in shown}


@dataclass(frozen=True, slots=True)
class Status:
    """A candidate's computed status, why, and until when where that is known."""

    kind: StatusKind
    reason: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What the status is computed from: a rule in force for the employer, the guarantee, jobs in which one is."""

    is_off_limits: bool = False
    off_limits_reason: str | None = None
    off_limits_until: date | None = None
    protected_until: date | None = None
    open_jobs: int = 0


def standing_of(facts: StatusFacts, today: date) -> tuple[Status, ...]:
    """All that hold, the weightiest first: off-limits, placed (the guarantee lasts beyond today), active.

    Where none of them does: available, alone.
    """
    found = []
    if facts.is_off_limits:
        found.append(Status("off_limits", facts.off_limits_reason or "Not to be approached.", facts.off_limits_until))
    if facts.protected_until is not None and facts.protected_until > today:
        found.append(Status("placed", "Placed by us, and within the guarantee.", facts.protected_until))
    if facts.open_jobs:
        jobs = "1 open job" if facts.open_jobs == 1 else f"{facts.open_jobs} open jobs"
        found.append(Status("active", f"In the pipeline of {jobs}."))
    return tuple(found) or (Status("available"),)


def may_delete_note(caller: Caller, author_id: uuid.UUID | None) -> bool:
    """Whether a caller may delete a note that `author_id` wrote: one's own, and an admin anybody's."""
    return caller.role == "admin" or (author_id is not None and author_id == caller.user_id)


def name_key(name: str) -> str:
    """What a name is sorted and found by.

    Raises:
        InvalidError: it has neither a letter nor a figure.
    """
    key = fold(name)[:LONGEST_KEY].strip()
    if not key:
        raise InvalidError(f"name: {name[:80]!r} has neither a letter nor a figure. Give the person's name.")
    return key


def tidy_tag(tag: str) -> str:
    """A tag as it is stored: one line, lower case.

    Raises:
        InvalidError: it is empty or too long.
    """
    tidied = " ".join(tag.split()).lower()
    if not 1 <= len(tidied) <= LONGEST_TAG:
        raise InvalidError(f"tags: {tag[:80]!r} cannot be a tag; it needs 1 to {LONGEST_TAG} characters.")
    return tidied


def tidy_contact(kind: str, value: str) -> str:
    """A further contact's value as it is stored: e-mails in lower case, addresses of pages in their canonical form.

    Raises:
        InvalidError: it is empty, too long, or not what its kind says.
    """
    if kind == "email":
        return tidy_email(value)
    if kind == "web":
        return canonical_url(value, where="contacts")
    tidied = " ".join(value.split())
    if not 1 <= len(tidied) <= LONGEST_CONTACT:
        raise InvalidError(f"contacts: {value[:80]!r} is no phone number; it needs 1 to {LONGEST_CONTACT} characters.")
    return tidied


def fresher(
    candidate: Mapping[str, Any], seen: Sequence[Mapping[str, Any]], given: Mapping[str, Any]
) -> dict[str, Any]:
    """What a reading of a profile changes of its candidate.

    A field that is empty is filled. One that says what some profile of the person said before is older than the
    reading, and follows it; one that says anything else was written by a person, and stays.
    """
    changes = {}
    for name in READ_FROM_PROFILES:
        new, old = given.get(name), candidate[name]
        if new and new != old and (not old or any(profile[name] == old for profile in seen)):
            changes[name] = new
    return changes
