"""Passwords: hashed with argon2 in a thread, never easy to guess, never cheaper to ask about where there is no user."""

import asyncio
import functools
import re
import secrets
import threading
from collections.abc import Sequence
from typing import Any

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from jobcenter.kit.errors import InvalidError

SHORTEST = 12
LONGEST = 256
LONGEST_BYTES = 1024
FEWEST_GUESSES = 10**8
LOOKED_AT = 72  # characters: what follows makes no password easier, and looking takes the square of their number
SHORTEST_WORD = 4  # of a name: shorter ones stand in many passwords by chance
ADVICE = "Take four or more words that have nothing to do with each other, or let a password manager make one."

_hasher = PasswordHash((Argon2Hasher(),))
_one_at_a_time = threading.Lock()


def check(password: str, *, own: Sequence[str] = ()) -> None:
    """Refuse a password that is too short, too long, commonly used or easy to guess; takes some milliseconds.

    Args:
        password: what a person wants to sign in with; its length is counted in characters.
        own: what everybody knows of that person, such as e-mail and name.

    Raises:
        InvalidError: saying what is wrong with it, and what would be better.
    """
    if len(password) < SHORTEST:
        raise InvalidError(f"password: too short with {len(password)} characters; it needs at least {SHORTEST}.")
    if len(password) > LONGEST:
        raise InvalidError(f"password: too long with {len(password)} characters; it may have at most {LONGEST}.")
    words = _words_of(own)
    left = _left_without(words, password)
    if left < min(SHORTEST // 2, _left_without((), password)):
        raise InvalidError(f"password: made of your own name or e-mail, which anybody would try first. {ADVICE}")
    guessed = _guess(password[:LOOKED_AT], words)
    if guessed["guesses"] < FEWEST_GUESSES:
        why = str(guessed["feedback"]["warning"] or "Its parts are commonly used.")
        raise InvalidError(f"password: too easy to guess. {why.rstrip('.')}. {ADVICE}")


def _words_of(own: Sequence[str]) -> list[str]:
    whole = [one.casefold() for one in own if one]
    parts = [part for one in whole for part in re.split(r"[\W_]+", one) if len(part) >= SHORTEST_WORD]
    before_the_at = [one.partition("@")[0] for one in whole if "@" in one]
    return sorted({*whole, *parts, *before_the_at, "jobcenter"}, key=lambda word: (-len(word), word))


def _left_without(words: Sequence[str], password: str) -> int:
    """How many characters are left of a password without these words."""
    left = password.casefold()
    for word in words:
        left = left.replace(word, "")
    return len(re.sub(r"[\W_]+", "", left))


def _guess(password: str, words: Sequence[str]) -> dict[str, Any]:
    # It keeps the person's words where every thread sees them, so that one is looked at after the other.
    from zxcvbn import zxcvbn  # type: ignore[import-untyped]  # noqa: PLC0415 - its lists are for those who need them

    with _one_at_a_time:
        return dict(zxcvbn(password, user_inputs=list(words), max_length=LOOKED_AT))


async def hashed(password: str, *, own: Sequence[str] = ()) -> str:
    """The argon2 hash of a password that `check` lets pass; takes about a tenth of a second in a thread.

    Raises:
        InvalidError: the password is not good enough.
    """

    def work() -> str:
        check(password, own=own)
        return _hasher.hash(password)

    return await asyncio.to_thread(work)


async def matches(password: str, password_hash: str | None) -> bool:
    """Whether a password is the one behind a hash; takes as long when there is no hash to compare with."""
    if len(password.encode()) > LONGEST_BYTES:
        return False
    right = await asyncio.to_thread(lambda: _hasher.verify(password, password_hash or _nobodys_hash()))
    return right and password_hash is not None


@functools.cache
def _nobodys_hash() -> str:
    return _hasher.hash(secrets.token_urlsafe())
