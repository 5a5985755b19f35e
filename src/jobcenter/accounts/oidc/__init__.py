"""People known at an OpenID Connect provider: what it says of them is checked here, what they may do is ours."""

from jobcenter.accounts.oidc.claims import Person, read_access_token, read_id_token
from jobcenter.accounts.oidc.journey import COOKIE, JOURNEY_SECONDS, begin, verifier_of
from jobcenter.accounts.oidc.provider import Provider, is_ours, provider_in

__all__ = [
    "COOKIE",
    "JOURNEY_SECONDS",
    "Person",
    "Provider",
    "begin",
    "is_ours",
    "provider_in",
    "read_access_token",
    "read_id_token",
    "verifier_of",
]
