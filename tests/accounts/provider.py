"""A strict OpenID Connect provider of the tests' own, over real HTTP: it lets no mistake of a client pass."""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, Key

CLIENT, SECRET, AUDIENCE = "jobcenter & co", "s3cret:+/ of the client", "https://api.example.com"
NATIVE = "a program of somebody's own"  # a public client: no secret, PKCE alone
CODE_SECONDS = 60
Answer = tuple[int, dict[str, Any]]


class RefusedError(Exception):
    """What the provider answers to a wrong request: an error code of OAuth."""


class Provider:
    """One issuer with its people, clients, keys, codes and refresh tokens; `changes` falsify the tokens it signs."""

    def __init__(self) -> None:
        self.keys: dict[str, tuple[str, Key]] = {}
        self.redirects = {CLIENT: {"http://jobcenter/api/accounts/oidc/callback"}, NATIVE: {"http://127.0.0.1/back"}}
        self.person: dict[str, Any] = {"sub": "ada-1", "email": "ada@example.com", "email_verified": True}
        self.changes: dict[str, Any] = {}
        self.header_changes: dict[str, Any] = {}
        self.signed_by: Key | None = None
        self.down: int | None = None
        self.name: str | None = None
        self.asked: list[str] = []
        self._codes: dict[str, dict[str, Any]] = {}
        self._refreshing: dict[str, dict[str, Any]] = {}
        self.rotate("first")
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self.issuer = f"http://127.0.0.1:{self._server.server_port}/realms/agency"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def stop(self) -> None:
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()

    def rotate(self, kid: str, algorithm: str = "ES256", key: Key | None = None, *, keep: bool = False) -> None:
        """Sign with a new key from now on; the old ones are gone unless they are kept."""
        self.keys = {**(self.keys if keep else {}), kid: (algorithm, key or ECKey.generate_key("P-256"))}

    def sign(self, claims: dict[str, Any], *, now: float | None = None) -> str:
        """A token of this provider's with the newest key; `changes` of None take a claim out."""
        kid, (algorithm, key) = list(self.keys.items())[-1]
        moment = int(now or time.time())
        whole = {"iss": self.issuer, "iat": moment, "exp": moment + 300, **claims, **self.changes}
        header = {"alg": algorithm, "kid": kid, **self.header_changes}
        kept = {name: value for name, value in whole.items() if value is not None}
        given = {name: value for name, value in header.items() if value is not None}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # joserfc warns of EdDSA, which has a second name since RFC 9864
            return jwt.encode(given, kept, self.signed_by or key, algorithms=[given["alg"]])

    def access_token(self, **claims: Any) -> str:
        return self.sign({"aud": ["account", AUDIENCE], "azp": NATIVE, **self.person, **claims})

    def answer(self, method: str, target: str, body: str, authorization: str | None) -> Answer:
        path, query = (
            urlsplit(target).path,
            dict(parse_qsl(urlsplit(target).query, strict_parsing=True) if "?" in target else []),
        )
        base = urlsplit(self.issuer).path
        self.asked.append(path.removeprefix(base))
        if self.down is not None:
            return self.down, {"error": "temporarily_unavailable"}
        match (method, path.removeprefix(base)):
            case ("GET", "/.well-known/openid-configuration"):
                return 200, self._discovery()
            case ("GET", "/keys"):
                return 200, {"keys": self._told_keys()}
            case ("GET", "/authorization"):
                return self._authorise(query)
            case ("POST", "/token"):
                return self._give_or_refuse(dict(parse_qsl(body, strict_parsing=True)), authorization)
        return 404, {}

    def _discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.name or self.issuer,
            **{f"{one}_endpoint": f"{self.issuer}/{one}" for one in ("authorization", "token")},
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def _told_keys(self) -> list[Any]:
        """The public keys, beside others that no client of ours could use."""
        strange = [{"kty": "oct", "k": "AAAA", "kid": "oct"}, {"kty": "new", "kid": "new"}, {"kty": "EC"}, 7]
        told = [
            {**key.as_dict(private=False), "kid": kid, "alg": algorithm, "use": "sig"}
            for kid, (algorithm, key) in self.keys.items()
        ]
        return [*strange, *told]

    def _authorise(self, query: dict[str, str]) -> Answer:
        client = query.get("client_id", "")
        if query.get("redirect_uri") not in self.redirects.get(client, ()):
            return 400, {"error": "invalid_request"}  # never sent back to an address that nobody registered
        fine = (
            query.get("response_type") == "code"
            and "openid" in query.get("scope", "").split()
            and query.get("code_challenge_method") == "S256"
            and len(query.get("code_challenge", "")) == 43
            and len(query.get("state", "")) >= 22
            and len(query.get("nonce", "")) >= 22
        )
        if not fine:
            return 400, {"error": "invalid_request"}
        code = secrets.token_urlsafe(16)
        self._codes[code] = {**query, "until": time.time() + CODE_SECONDS, "used": False}
        back = urlencode({"code": code, "state": query["state"], "iss": self.issuer})
        return 302, {"location": f"{query['redirect_uri']}?{back}"}

    def _give_or_refuse(self, given: dict[str, str], authorization: str | None) -> Answer:
        try:
            return 200, self._give(given, authorization)
        except RefusedError as error:
            return (401 if str(error) == "invalid_client" else 400), {"error": str(error)}

    def _give(self, given: dict[str, str], authorization: str | None) -> dict[str, Any]:
        client = self._client_of(given, authorization)
        if given.get("grant_type") == "refresh_token":
            return self._refresh(client, given.get("refresh_token", ""))
        if given.get("grant_type") != "authorization_code":
            raise RefusedError("unsupported_grant_type")
        asked = self._codes.get(given.get("code", ""))
        if asked is None or asked["client_id"] != client or asked["until"] < time.time():
            raise RefusedError("invalid_grant")
        if asked["used"]:  # somebody else has the code too: what it gave is worth nothing any more
            for one in self._refreshing.values():
                one["dead"] = one["dead"] or one["family"] == given["code"]
            raise RefusedError("invalid_grant")
        asked["used"] = True
        made = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        if given.get("redirect_uri") != asked["redirect_uri"]:
            raise RefusedError("invalid_grant")
        if not hmac.compare_digest(made.rstrip(b"=").decode(), asked["code_challenge"]):
            raise RefusedError("invalid_grant")
        id_token = self.sign({"aud": client, **self.person, "nonce": asked["nonce"]})
        return {"id_token": id_token, **self._fresh(given["code"])}

    def _client_of(self, given: dict[str, str], authorization: str | None) -> str:
        if authorization is None:
            if given.get("client_id") != NATIVE:
                raise RefusedError("invalid_client")
            return NATIVE
        pair = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        client, _, secret = pair.partition(":")
        if (unquote(client), unquote(secret)) != (CLIENT, SECRET) or "client_secret" in given:
            raise RefusedError("invalid_client")
        return CLIENT

    def _refresh(self, client: str, token: str) -> dict[str, Any]:
        known = self._refreshing.get(token)
        if known is None or known["dead"] or client != NATIVE:
            raise RefusedError("invalid_grant")
        if known["used"]:
            for one in self._refreshing.values():
                one["dead"] = one["dead"] or one["family"] == known["family"]
            raise RefusedError("invalid_grant")
        known["used"] = True
        return self._fresh(known["family"])

    def _fresh(self, family: str) -> dict[str, Any]:
        token = secrets.token_urlsafe(16)
        self._refreshing[token] = {"family": family, "used": False, "dead": False}
        return {"access_token": self.access_token(), "refresh_token": token, "token_type": "Bearer", "expires_in": 300}


def _handler_of(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length).decode()
            status, told = provider.answer(self.command, self.path, body, self.headers.get("Authorization"))
            text = json.dumps(told).encode()
            self.send_response(status)
            if "location" in told:
                self.send_header("Location", told["location"])
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_POST = do_GET  # noqa: N815 - the standard library's name

        def log_message(self, *_anything: object) -> None: ...

    return Handler
