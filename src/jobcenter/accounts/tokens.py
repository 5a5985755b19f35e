"""Tokens: short signed access tokens, random refresh tokens, and API keys, of which only hashes are stored."""

import hashlib
import hmac
import re
import secrets
from datetime import timedelta
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from jobcenter.kit.clock import now
from jobcenter.kit.errors import NotSignedInError
from jobcenter.kit.settings import Settings

ISSUER = "jobcenter"
ALGORITHM = "HS256"
LONGEST_TOKEN = 4096
KEY_FORM = re.compile(r"jc_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")


def make_access_token(settings: Settings, *, user_id: UUID, sign_in_id: UUID) -> str:
    """A JWT that says who is signed in, for `settings.access_token_minutes`."""
    issued = now()
    claims = {
        "iss": ISSUER,
        "typ": "access",
        "sub": str(user_id),
        "sid": str(sign_in_id),
        "iat": int(issued.timestamp()),
        "exp": int((issued + timedelta(minutes=settings.access_token_minutes)).timestamp()),
    }
    return jwt.encode({"alg": ALGORITHM}, claims, OctKey.import_key(settings.secret_key))


def read_access_token(settings: Settings, token: str) -> tuple[UUID, UUID]:
    """The user's id and the sign-in's id that an access token holds.

    Raises:
        NotSignedInError: it is no token of ours, or has expired.
    """
    garbage = NotSignedInError(
        "The token is not one that this Job Center gave out. Sign in at POST /api/accounts/sign-in, or use an API key."
    )
    if len(token) > LONGEST_TOKEN or not token.isascii():
        raise garbage
    try:
        claims = jwt.decode(token, OctKey.import_key(settings.secret_key), algorithms=[ALGORITHM]).claims
        if claims["iss"] != ISSUER or claims["typ"] != "access":
            raise garbage
        user_id, sign_in_id, expires = UUID(claims["sub"]), UUID(claims["sid"]), int(claims["exp"])
    # A header that nobody signed yet may hold anything: joserfc stumbles over some of it with Python's own errors.
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise garbage from None
    if expires <= now().timestamp():
        raise NotSignedInError(
            "The access token has expired. Exchange the refresh token at POST /api/accounts/refresh, or sign in again."
        )
    return user_id, sign_in_id


def make_secret() -> str:
    """A random secret of 256 bits, 43 characters long."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is stored of a random secret: its SHA-256, in hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_key() -> tuple[str, str, str]:
    """A new API key: its prefix, the hash of its secret, and the whole key, which is shown once."""
    prefix, secret = secrets.token_hex(6), make_secret()
    return prefix, digest(secret), f"jc_{prefix}_{secret}"


def split_key(key: str) -> tuple[str, str] | None:
    """The prefix and the secret of an API key, or None when it does not look like one."""
    found = KEY_FORM.fullmatch(key)
    return (found[1], found[2]) if found else None


def is_secret_of(secret: str, key_hash: str) -> bool:
    """Whether a secret is the one behind a stored hash, in time that tells nothing about it."""
    return hmac.compare_digest(digest(secret), key_hash)
