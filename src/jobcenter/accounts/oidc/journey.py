"""A browser's journey to the provider and back: what it takes along, so that nobody else can end it."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from jobcenter.accounts import tokens
from jobcenter.accounts.oidc.provider import Provider
from jobcenter.kit.clock import now
from jobcenter.kit.errors import NotSignedInError
from jobcenter.kit.settings import Settings

COOKIE = "jobcenter_oidc"
JOURNEY_SECONDS = 600
BACK = "/api/accounts/oidc/callback"
SCOPE = "openid email profile"
KIND = "journey"
HOME = "/app/"


@dataclass(frozen=True, slots=True)
class Journey:
    """What a browser took along: the nonce that the provider must repeat, and the page it wanted to see."""

    nonce: str
    back: str


def redirect_uri(settings: Settings) -> str:
    """Where the provider sends the browser back to; it must know this address, letter by letter."""
    return f"{settings.own_url}{BACK}"


async def begin(provider: Provider, *, back: str = HOME) -> tuple[str, str]:
    """Where to send a browser, and the cookie that it must bring back; `back` is our page that it wants to see.

    Raises:
        UnavailableError: the provider cannot be asked where that is.
    """
    settings = provider.settings
    endpoint = str((await provider.discovery()).get("authorization_endpoint", ""))
    state, nonce = tokens.make_secret(), tokens.make_secret()
    challenge = hashlib.sha256(verifier_of(settings, state).encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": settings.oidc_client_id,
        "redirect_uri": redirect_uri(settings),
        "scope": SCOPE,
        "state": state,
        "nonce": nonce,
        "code_challenge": _text(challenge),
        "code_challenge_method": "S256",
    }
    expires = int(now().timestamp()) + JOURNEY_SECONDS
    claims = {"typ": KIND, "state": state, "nonce": nonce, "back": back, "exp": expires}
    cookie = jwt.encode({"alg": tokens.ALGORITHM}, claims, OctKey.import_key(settings.secret_key))
    return f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{urlencode(asked)}", cookie


def journey_of(settings: Settings, cookie: str | None, state: str) -> Journey:
    """The journey that this browser began with this state.

    Raises:
        NotSignedInError: it did not begin one, or another one, or too long ago.
    """
    if not cookie or len(cookie) > tokens.LONGEST_TOKEN or not cookie.isascii() or not state.isascii():
        raise _lost()
    try:
        claims = jwt.decode(cookie, OctKey.import_key(settings.secret_key), algorithms=[tokens.ALGORITHM]).claims
        begun, expires = str(claims["state"]), int(claims["exp"])
        found = Journey(nonce=str(claims["nonce"]), back=str(claims["back"]))
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise _lost() from None
    if claims.get("typ") != KIND or expires <= now().timestamp() or not hmac.compare_digest(begun, state):
        raise _lost()
    return found


def verifier_of(settings: Settings, state: str) -> str:
    """The secret that a code is exchanged with (PKCE): made from the state by our key, so that it is stored nowhere."""
    return _text(hmac.new(settings.secret_key.encode(), b"verifier\0" + state.encode(), hashlib.sha256).digest())


def _lost() -> NotSignedInError:
    return NotSignedInError(
        "This sign-in was begun in another browser, or too long ago. Start again at GET /api/accounts/oidc/start."
    )


def _text(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()
