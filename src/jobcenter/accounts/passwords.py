"""Passwords: hashed with argon2 in a thread, and never cheaper to ask about for an e-mail that nobody has."""

import asyncio
import functools
import secrets

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from jobcenter.kit.errors import InvalidError

SHORTEST = 12
LONGEST_BYTES = 1024

_hasher = PasswordHash((Argon2Hasher(),))


def check(password: str) -> None:
    """Refuse a password that is too short to be safe or too long to be hashed.

    Raises:
        InvalidError: saying which, and what is allowed.
    """
    if len(password) < SHORTEST:
        raise InvalidError(f"password: too short with {len(password)} characters; it needs at least {SHORTEST}.")
    if len(password.encode()) > LONGEST_BYTES:
        raise InvalidError(f"password: too long; it may have at most {LONGEST_BYTES} bytes.")


async def hashed(password: str) -> str:
    """The argon2 hash of a checked password; takes about a tenth of a second in a thread.

    Raises:
        InvalidError: the password is too short or too long.
    """
    check(password)
    return await asyncio.to_thread(_hasher.hash, password)


async def matches(password: str, password_hash: str | None) -> bool:
    """Whether a password is the one behind a hash; takes as long when there is no hash to compare with."""
    if len(password.encode()) > LONGEST_BYTES:
        return False
    right = await asyncio.to_thread(lambda: _hasher.verify(password, password_hash or _nobodys_hash()))
    return right and password_hash is not None


@functools.cache
def _nobodys_hash() -> str:
    return _hasher.hash(secrets.token_urlsafe())
