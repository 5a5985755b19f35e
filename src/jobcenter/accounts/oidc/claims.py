"""What a provider's token says, believed only after everything about it was checked."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError, UnsupportedAlgorithmError
from joserfc.jwk import Key
from joserfc.jws import JWSRegistry

from jobcenter.accounts.actions.users import tidy_email
from jobcenter.accounts.oidc.provider import KEY_TYPES, Provider, header_of
from jobcenter.kit.clock import now
from jobcenter.kit.errors import InvalidError, NotSignedInError

LONGEST_TOKEN = 16_384
LONGEST_SUBJECT = 255  # OpenID Connect Core 2
AGAIN = "Get a new one from the provider."

Claims = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """Who somebody is at the provider; `email` only if the provider says that it has verified it."""

    issuer: str
    subject: str
    email: str | None


class _Registry(JWSRegistry):
    """Our algorithms alone, and the longer tokens that providers make; headers that we do not need may be there."""

    max_header_length = 4096
    max_payload_length = LONGEST_TOKEN

    def get_alg(self, name: str) -> Any:  # noqa: ANN401 - joserfc keeps the type to itself
        """The algorithm; EdDSA too, which joserfc warns of since RFC 9864 gave it a second name."""
        if name not in KEY_TYPES:
            raise UnsupportedAlgorithmError(f"Algorithm of '{name}' is not allowed")
        return self.algorithms[name]


async def read_access_token(provider: Provider, token: str) -> Person:
    """Who is behind an access token that a program or page got from the provider, for this Job Center.

    Raises:
        NotSignedInError: it is not one of the provider's, not for us, or not valid now; the sentence says which.
        UnavailableError: the provider's keys cannot be had.
    """
    audience = provider.settings.oidc_audience
    if not audience:
        raise NotSignedInError(
            "This Job Center takes no access tokens of its provider: JOBCENTER_OIDC_AUDIENCE is not set. "
            "Sign in at GET /api/accounts/oidc/start."
        )
    claims = await _checked(provider, token)
    _check_audience(claims, audience)
    hashes = {"at_hash", "c_hash"} & claims.keys()
    same = audience == provider.settings.oidc_client_id
    if claims.get("typ") == "ID" or hashes or (same and "nonce" in claims):
        raise NotSignedInError("This is an ID token, which tells a page who you are. Send the access token instead.")
    return _person(provider, claims)


async def read_id_token(provider: Provider, token: str, *, nonce: str) -> Person:
    """Who the provider says has just signed in there, in answer to the request that carried `nonce`.

    Raises:
        NotSignedInError: it is not one of the provider's, not for us, or not the answer to that request.
        UnavailableError: the provider's keys cannot be had.
    """
    claims = await _checked(provider, token)
    client_id = provider.settings.oidc_client_id
    _check_audience(claims, client_id)
    if claims.get("azp", client_id) != client_id:
        raise NotSignedInError("The provider's token was made for another program (azp). Start the sign-in again.")
    if claims.get("nonce") != nonce:
        raise NotSignedInError("The provider's token answers another sign-in (nonce). Start the sign-in again.")
    return _person(provider, claims)


async def _checked(provider: Provider, token: str) -> Claims:
    """The claims of a token that the provider signed, and that is valid now."""
    header = header_of(token) if len(token) <= LONGEST_TOKEN and token.isascii() else {}
    algorithm, kid = header.get("alg"), header.get("kid")
    if not isinstance(algorithm, str) or not (kid is None or isinstance(kid, str)):
        raise NotSignedInError(f"This is no token that could be read. {AGAIN}")
    if algorithm not in KEY_TYPES:
        allowed = ", ".join(KEY_TYPES)
        raise NotSignedInError(
            f"The token is signed with {algorithm[:20]!r}, which is not believed: only {allowed} are."
        )
    key = await provider.key(kid, algorithm)
    if key is None:
        raise NotSignedInError(f"The token is signed with a key that the provider does not (any longer) have. {AGAIN}")
    claims = _decoded(token, key)
    if claims.get("iss") != provider.issuer:
        raise NotSignedInError(f"The token comes from another issuer than {provider.issuer}. {AGAIN}")
    _check_times(claims, provider.settings.oidc_leeway_seconds)
    return claims


def _decoded(token: str, key: Key) -> Claims:
    registry = _Registry(algorithms=list(KEY_TYPES), strict_check_header=False)
    try:
        return jwt.decode(token, key, registry=registry).claims
    # A header that nobody signed yet may hold anything: joserfc stumbles over some of it with Python's own errors.
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise NotSignedInError(f"The token's signature is not the provider's. {AGAIN}") from None


def _check_times(claims: Claims, leeway: int) -> None:
    moment = now().timestamp()
    expires, begins, issued = (_number(claims.get(name)) for name in ("exp", "nbf", "iat"))
    if expires is None:
        raise NotSignedInError(f"The token does not say when it expires (exp). {AGAIN}")
    if expires + leeway <= moment:
        raise NotSignedInError(f"The token has expired. {AGAIN}")
    if any(one is not None and one - leeway > moment for one in (begins, issued)):
        raise NotSignedInError("The token is not valid yet. Check that the clocks of both servers are right.")


def _number(value: object) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    return None


def _check_audience(claims: Claims, wanted: str) -> None:
    told = claims.get("aud")
    audiences: Collection[object] = told if isinstance(told, list) else [told]
    if wanted not in audiences:
        raise NotSignedInError(
            f"The token was made for others (aud), and not for {wanted}. Ask for one with that audience."
        )


def _person(provider: Provider, claims: Claims) -> Person:
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 1 <= len(subject) <= LONGEST_SUBJECT or not subject.isprintable():
        raise NotSignedInError(f"The token does not say whose it is (sub). {AGAIN}")
    email = claims.get(provider.settings.oidc_email_claim)
    told = claims.get(provider.settings.oidc_email_verified_claim)
    verified = told is True or told == "true"  # some providers write the word instead of the value
    return Person(provider.issuer, subject, _tidied(email) if verified and isinstance(email, str) else None)


def _tidied(email: str) -> str | None:
    try:
        return tidy_email(email)
    except InvalidError:
        return None
