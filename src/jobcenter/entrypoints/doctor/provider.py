"""Whether people can sign in at the provider that the settings name: its discovery, its keys, our way back, clocks."""

import time
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx2

from jobcenter.accounts.oidc.journey import redirect_uri
from jobcenter.accounts.oidc.provider import KEY_TYPES, usable_key
from jobcenter.entrypoints.doctor.findings import Finding
from jobcenter.entrypoints.doctor.servers import PATIENCE
from jobcenter.kit.settings import Settings, variable_of

NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
WITHOUT_ISSUER = ("oidc_client_id", "oidc_client_secret", "oidc_audience")
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


async def provider(settings: Settings) -> list[Finding]:
    """What is wrong with the sign-in at the provider; nothing where the settings name none."""
    if not settings.oidc_issuer:
        lost = [variable_of(name) for name in WITHOUT_ISSUER if getattr(settings, name)]
        said = f"{', '.join(lost)}: set, and without effect, for JOBCENTER_OIDC_ISSUER is not"
        return [Finding("warning", said, "Set the issuer as well, or unset these.")] if lost else []
    findings = [*_client(settings), *_way_back(settings)]
    try:
        async with httpx2.AsyncClient(timeout=PATIENCE) as client:
            return [*findings, *await _asked(client, settings)]
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        said = f"The provider {settings.oidc_issuer} cannot be asked: {str(error) or type(error).__name__}"
        return [*findings, Finding("error", said, "Start it, let this machine reach it, or correct the issuer.")]


def _client(settings: Settings) -> list[Finding]:
    if settings.oidc_client_id:
        return []
    said = "JOBCENTER_OIDC_CLIENT_ID is not set: the provider's tokens are taken, and nobody can begin to sign in there"
    return [Finding("warning", said, "Register Job Center at the provider, and set its name there.")]


def _way_back(settings: Settings) -> list[Finding]:
    back, parts = redirect_uri(settings), urlsplit(settings.own_url)
    is_here = parts.hostname in HERE
    if is_here and urlsplit(settings.oidc_issuer).hostname not in HERE:
        said = f"The provider would send people back to {back}, which leads each browser to its own machine"
        return [Finding("warning", said, "Set JOBCENTER_PUBLIC_URL to the address that people reach Job Center by.")]
    if parts.scheme != "https" and not is_here:
        said = f"The provider would send people back to {back}: their codes would cross the network unencrypted"
        how = "Put a proxy that speaks TLS in front, and set JOBCENTER_PUBLIC_URL to its https:// address."
        return [Finding("error", said, how)]
    return [Finding("ok", f"The provider sends people back to {back}: register exactly this there")]


async def _asked(client: httpx2.AsyncClient, settings: Settings) -> list[Finding]:
    issuer = settings.oidc_issuer
    answer = await client.get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if answer.status_code != httpx2.codes.OK:
        said = f"The provider's discovery at {answer.request.url} answered {answer.status_code}"
        return [Finding("error", said, "Set JOBCENTER_OIDC_ISSUER to what the provider itself calls its issuer.")]
    told = answer.json()
    told = told if isinstance(told, dict) else {}
    if told.get("issuer") != issuer:
        said = f"The provider calls itself {str(told.get('issuer'))[:200]!r}, JOBCENTER_OIDC_ISSUER is {issuer!r}"
        return [Finding("error", said, "Set JOBCENTER_OIDC_ISSUER to what it calls itself, sign by sign.")]
    missing = [name for name in NEEDED if not isinstance(told.get(name), str)]
    if missing:
        said = f"The provider {issuer} does not say what its {', '.join(missing)} are"
        return [
            Finding("error", said, "Ask who runs it whether this is an OpenID Connect issuer for web applications.")
        ]
    return [
        Finding("ok", f"The provider {issuer} answers, and calls itself so"),
        *_challenges(told),
        *_clock(answer.headers.get("date"), settings.oidc_leeway_seconds),
        _keys(await client.get(told["jwks_uri"])),
    ]


def _challenges(told: dict[str, Any]) -> list[Finding]:
    known = told.get("code_challenge_methods_supported")
    if not isinstance(known, list) or "S256" in known:  # who does not tell may well know it: Auth0 does not everywhere
        return []
    said = f"The provider knows PKCE by {', '.join(map(str, known)) or 'no method'} only, not by S256"
    return [Finding("error", said, "Allow S256 there: no sign-in begins without it.")]


def _keys(answer: httpx2.Response) -> Finding:
    told = answer.json() if answer.status_code == httpx2.codes.OK else {}
    keys = told.get("keys") if isinstance(told, dict) else None
    usable = [one for one in keys if usable_key(one) is not None] if isinstance(keys, list) else []
    if usable:
        return Finding("ok", f"The provider has {len(usable)} keys that its tokens may be signed with")
    said = f"The provider's keys at {answer.request.url} hold none that its tokens may be signed with"
    return Finding("error", said, f"Let it sign with one of {', '.join(KEY_TYPES)}.")


def _clock(said_at: str | None, leeway: int) -> list[Finding]:
    """By the answer's date, which is in whole seconds, and was written a moment ago."""
    try:
        theirs = parsedate_to_datetime(said_at or "").timestamp()
    except (TypeError, ValueError):
        return []
    apart = abs(time.time() - theirs)
    if apart <= max(leeway, 2):
        return []
    said = f"This machine's clock and the provider's are {apart:.0f} s apart, more than the {leeway} s that are allowed"
    return [Finding("error", said, "Let both take their time from the network; else every sign-in there is refused.")]
