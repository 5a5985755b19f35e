"""What companies are told apart by: the key of a name, the domain of an address; and who is of the agency."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from jobcenter.accounts.rules import STAFF, Caller
from jobcenter.companies.names import LONGEST, employer_key
from jobcenter.kit.errors import InvalidError
from jobcenter.kit.folding import fold

READING_SCOPES: Final = frozenset({"recruiting:read", "recruiting:write"})
LONGEST_DOMAIN: Final = 253
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN: Final = re.compile(rf"(?:{_LABEL}\.)+{_LABEL}")


def is_of_the_agency(caller: Caller) -> bool:
    """Whether a caller works for the agency, in person or as a program: sees every company, and notes about people."""
    return caller.role in STAFF or not READING_SCOPES.isdisjoint(caller.scopes)


def tidy_name(name: str) -> str:
    """A company's name as it is kept: on one line, with single spaces.

    Raises:
        InvalidError: it is empty, too long, or holds what cannot be shown.
    """
    tidied = " ".join(name.split())
    if not tidied or len(tidied) > LONGEST or not tidied.isprintable():
        raise InvalidError(f"name: {tidied[:80]!r} is no company's name; it needs 1 to {LONGEST} printable characters.")
    return tidied


def key_of(name: str) -> str:
    """What all spellings of a company's name share; never empty for a name that is not."""
    return employer_key(name) or fold(name).replace(" ", "") or name.casefold()


def further_names(name: str, others: Iterable[str]) -> dict[str, str]:
    """A company's further names by their keys, without those that are only other spellings of `name` or each other."""
    kept: dict[str, str] = {}
    for other in others:
        kept.setdefault(key_of(other), other)
    kept.pop(key_of(name), None)
    return kept


def tidy_domain(address: str) -> str:
    """The domain that an address names, in lower case and without "www.": of "https://www.Acme.com/jobs" acme.com.

    Raises:
        ValueError: saying why there is none.
    """
    wrong = ValueError(f"{address.strip()[:80]!r} is no domain; give one such as acme.com")
    text = address.strip().lower()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
        host = host.rstrip(".").encode("idna").decode("ascii").removeprefix("www.")
    except ValueError:  # so are errors of Unicode
        raise wrong from None
    if len(host) > LONGEST_DOMAIN or not _DOMAIN.fullmatch(host) or host.rpartition(".")[2].isdigit():
        raise wrong
    return host


def tidy_website(address: str) -> str:
    """A website's address, with https:// where it names no scheme.

    Raises:
        ValueError: it is no address of a website.
    """
    wrong = ValueError(f"{address.strip()[:80]!r} is no website; give an address such as https://acme.com")
    text = address.strip()
    text = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        raise wrong from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or not text.isprintable() or " " in text:
        raise wrong
    return text


def check_days(what: str, starts_on: date, ends_on: date | None) -> None:
    """Refuse what would end before it starts.

    Raises:
        InvalidError: naming both days.
    """
    if ends_on is not None and ends_on < starts_on:
        raise InvalidError(
            f"ends_on: the {what} would end on {ends_on}, before it starts on {starts_on}. Correct one of the two."
        )
