"""The provider as it is reached over HTTP: its discovery, its keys, and tokens for a code."""

import asyncio
import base64
import binascii
import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx2
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key

from jobcenter.kit import logs
from jobcenter.kit.errors import NotSignedInError, UnavailableError
from jobcenter.kit.settings import Settings

KEYS_LAST = 300.0  # seconds: so long a key that the provider took back may still be believed
REFETCH_SECONDS = 30.0  # a key that nobody knows is looked for this often at most, whoever makes it up
DISCOVERY_LASTS = 3600.0
REST_SECONDS = 5.0  # so long a provider that did not answer is left alone
PATIENCE = 5.0
FEWEST_RSA_BYTES = 256
KEY_TYPES = {"RS256": "RSA", "ES256": "EC", "EdDSA": "OKP"}
"""The algorithms that are believed, and the type of key that each needs: no `none`, and none with a shared secret."""

log = logs.log(__name__)

Discovery = dict[str, Any]


def provider_in(settings: Settings) -> "Provider | None":
    """The provider that the settings name; None where they name none."""
    return Provider(settings) if settings.oidc_issuer else None


def header_of(token: str) -> dict[str, Any]:
    """What a token says of itself before anybody has checked it; empty when it is no token."""
    first = token.partition(".")[0]
    try:
        header = json.loads(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return {}
    return header if isinstance(header, dict) else {}


def is_ours(token: str) -> bool:
    """Whether a token can only be one that Job Center itself gave out, or garbage: the provider signs with its keys."""
    return bool(header_of(token).get("alg", "HS256") == "HS256")


class Provider:
    """One provider, asked as rarely as possible and never waited for by many at once."""

    def __init__(self, settings: Settings, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.settings = settings
        self.issuer = settings.oidc_issuer
        self._clock = clock
        self._client = httpx2.AsyncClient(timeout=PATIENCE)
        self._one_at_a_time = asyncio.Lock()
        self._discovery: Discovery = {}
        self._discovered_at = self._keys_at = self._failed_at = float("-inf")
        self._keys: list[tuple[dict[str, Any], Key]] = []

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()

    async def discovery(self) -> Discovery:
        """What the provider says of itself: its addresses.

        Raises:
            UnavailableError: it does not answer, or calls itself otherwise than the settings do.
        """
        async with self._one_at_a_time:
            return await self._discover()

    async def key(self, kid: str | None, algorithm: str) -> Key | None:
        """The key that a token names (or the only one that fits, where it names none); None where there is none.

        Raises:
            UnavailableError: the provider would have to be asked, and does not answer.
        """
        for older_than in (KEYS_LAST, REFETCH_SECONDS):
            if self._keys_are(older_than):  # whoever brings a known key waits for nobody
                async with self._one_at_a_time:
                    if self._keys_are(older_than):
                        await self._fetch_keys()
            fitting = [key for told, key in self._keys if _fits(told, kid, algorithm)]
            if len(fitting) == 1:
                return fitting[0]
        return None

    def _keys_are(self, old: float) -> bool:
        return self._clock() - self._keys_at >= old

    async def exchange(self, *, code: str, verifier: str, redirect_uri: str) -> dict[str, Any]:
        """The tokens for a code.

        Raises:
            NotSignedInError: the provider refuses.
            UnavailableError: it does not answer.
        """
        discovery = await self.discovery()
        given = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
        given["code_verifier"] = verifier
        client_id, secret = self.settings.oidc_client_id, self.settings.oidc_client_secret
        headers = {"Accept": "application/json"}
        if secret and "client_secret_basic" in discovery.get(
            "token_endpoint_auth_methods_supported", ["client_secret_basic"]
        ):
            pair = f"{quote(client_id, safe='')}:{quote(secret, safe='')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            given |= {"client_id": client_id} | ({"client_secret": secret} if secret else {})
        status, answer = await self._ask("POST", _address_in(discovery, "token_endpoint"), data=given, headers=headers)
        if status != httpx2.codes.OK or not isinstance(answer.get("id_token"), str):
            error = "".join(sign for sign in str(answer.get("error", status))[:60] if sign.isalnum() or sign in "_-")
            log.warning("provider refused a code", error=error)
            raise NotSignedInError(
                f"The provider refused this sign-in ({error}). Start again at GET /api/accounts/oidc/start."
            )
        return answer

    async def _discover(self) -> Discovery:
        if self._clock() - self._discovered_at >= DISCOVERY_LASTS:
            status, found = await self._ask("GET", f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
            if status != httpx2.codes.OK:
                raise self._away(f"its discovery answered {status}")
            if found.get("issuer") != self.issuer:
                raise self._away(
                    f"it calls itself {str(found.get('issuer'))[:200]!r}: set JOBCENTER_OIDC_ISSUER to that"
                )
            self._discovery, self._discovered_at = found, self._clock()
        return self._discovery

    async def _fetch_keys(self) -> None:
        status, found = await self._ask("GET", _address_in(await self._discover(), "jwks_uri"))
        if status != httpx2.codes.OK or not isinstance(found.get("keys"), list):
            raise self._away(f"its keys could not be read ({status})")
        self._keys = [(told, key) for told in found["keys"] if (key := usable_key(told)) is not None]
        self._keys_at = self._clock()

    async def _ask(self, method: str, url: str, **more: Any) -> tuple[int, dict[str, Any]]:  # noqa: ANN401 - httpx2's own
        if self._clock() - self._failed_at < REST_SECONDS:
            raise self._away("it did not answer a moment ago", rests=False)
        asks = method == "GET"  # what a stranger's code made it stumble over says nothing of its keys
        try:
            answer = await self._client.request(method, url, **more)
            found = answer.json()
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise self._away(f"it does not answer ({type(error).__name__})", rests=asks) from error
        if answer.status_code >= httpx2.codes.INTERNAL_SERVER_ERROR or not isinstance(found, dict):
            raise self._away(f"it answered {answer.status_code}", rests=asks)
        return answer.status_code, found

    def _away(self, why: str, *, rests: bool = True) -> UnavailableError:
        if rests:
            self._failed_at = self._clock()
            log.warning("provider away", issuer=self.issuer, why=why)
        return UnavailableError(
            f"The sign-in provider {self.issuer} cannot be used right now: {why}. Try again in a few seconds, "
            "or sign in with a password of your own at POST /api/accounts/sign-in."
        )


def _address_in(discovery: Discovery, name: str) -> str:
    return str(discovery.get(name, ""))


def usable_key(told: object) -> Key | None:
    """A key of the provider's, if it is one that may sign: others may well stand beside it."""
    if not isinstance(told, dict) or told.get("kty") not in KEY_TYPES.values() or told.get("use", "sig") != "sig":
        return None
    public = {name: value for name, value in told.items() if name in {"kty", "n", "e", "crv", "x", "y"}}
    if told["kty"] == "RSA" and len(str(told.get("n"))) * 3 // 4 < FEWEST_RSA_BYTES:
        return None
    try:
        return JWKRegistry.import_key(public)
    except (JoseError, ValueError, TypeError, KeyError):
        return None


def _fits(told: dict[str, Any], kid: str | None, algorithm: str) -> bool:
    return (
        told["kty"] == KEY_TYPES.get(algorithm)
        and told.get("alg", algorithm) == algorithm
        and (kid is None or told.get("kid") == kid)
    )
