"""What a file of each kind may hold: the columns by their names, which of them are needed, and what goes into them."""

from collections.abc import Mapping, Sequence
from typing import Final

from jobcenter.kit.errors import InvalidError

COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "companies": {
        "name": "its name",
        "names": "further names that it goes by, with | between them",
        "domains": "such as acme.com, with | between them; each is one company's",
        "client": "yes or no; empty: no",
        "website": "its address",
        "location": "where it is",
    },
    "jobs": {
        "key": "what the job is called where it comes from; applicants and history name it by this",
        "client": "the client's name, which must be a client here already",
        "title": "the job's title",
        "status": "draft, open, on_hold, filled or cancelled; empty: open",
        "location": "where it is",
        "openings": "how many people are wanted; empty: 1",
        "opened_on": "a day such as 2026-01-31",
        "description": "text",
    },
    "candidates": {
        "key": "what the person is called where it comes from; this or email is needed",
        "name": "the person's name",
        "email": "one e-mail address",
        "phone": "text",
        "headline": "text",
        "title": "the job title",
        "location": "text",
        "employer": "a company's name; it is found or made",
        "profile_url": "the address of the person's own page elsewhere",
        "tags": "words, with | between them",
    },
    "applicants": {
        "job": "the job's key, or its id",
        "candidate": "the candidate's key, e-mail or id",
        "stage": "a stage of the job, by its name or its kind; empty: where new applicants enter",
        "since": "since when in that stage; empty: since added_at",
        "added_at": "a day or a time; empty: now",
        "added_by": "a user's e-mail; empty: whoever imports",
        "reason": "why rejected, of those who are",
    },
    "history": {
        "job": "the job's key, or its id",
        "candidate": "the candidate's key, e-mail or id",
        "at": "when: a day or a time",
        "from": "the stage before, by its name or its kind",
        "to": "the stage they came to, by its name or its kind",
        "by": "who did it: a user's e-mail, or a name; empty: whoever imports",
        "note": "text",
    },
}
"""Every kind in the order in which files are brought in, with its columns; these stand in any order in a file."""

NEEDED: Final[Mapping[str, Sequence[str]]] = {
    "companies": ("name",),
    "jobs": ("key", "client", "title"),
    "candidates": ("name",),
    "applicants": ("job", "candidate"),
    "history": ("job", "candidate", "at", "to"),
}
_ALSO: Final[Mapping[str, str]] = {
    "external_key": "key",
    "job_key": "job",
    "candidate_key": "candidate",
    "candidate_email": "candidate",
    "e_mail": "email",
    "is_client": "client",
    "openings_count": "openings",
    "url": "profile_url",
}
_SHOWN: Final = 80


def described(kind: str) -> str:
    """The columns of a kind in a sentence, those that are needed first."""
    needed = NEEDED[kind]
    others = [name for name in COLUMNS[kind] if name not in needed]
    return f"needed are {', '.join(needed)}; there may be {', '.join(others)}"


def column_of(kind: str, heading: str) -> str | None:
    """What a heading of a file means, in whatever case; None where it is none of this kind's."""
    name = "_".join(heading.replace("-", " ").replace("_", " ").lower().split())
    columns = COLUMNS[kind]
    name = name if name in columns else _ALSO.get(name, name)
    return name if name in columns else None


def mapped(kind: str, headings: Sequence[str]) -> list[str | None]:
    """What each heading of a file means; None for those that are left out.

    Raises:
        InvalidError: a column is missing, or there twice; the sentence names which are wanted.
    """
    found = [column_of(kind, heading) for heading in headings]
    for name in COLUMNS[kind]:
        if found.count(name) > 1:
            raise InvalidError(f"The header names the column {name} {found.count(name)} times. Leave one of them.")
    missing = [name for name in NEEDED[kind] if name not in found]
    if missing:
        shown = ", ".join(repr(heading[:_SHOWN]) for heading in headings[:20]) or "nothing"
        raise InvalidError(
            f"The file has no column {' and no column '.join(missing)}: its first row is {shown}. "
            f"It must name the columns, with commas, semicolons or tabs between them; of {kind} {described(kind)}."
        )
    return found
