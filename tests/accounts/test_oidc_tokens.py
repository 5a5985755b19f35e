"""Access tokens of a provider: believed when everything about them is right, and never otherwise."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from hashlib import sha256

import pytest
from httpx2 import AsyncClient
from joserfc.jwk import ECKey, OKPKey, RSAKey
from provider import AUDIENCE, CLIENT, NATIVE, Provider

from jobcenter.accounts.oidc import verifier_of
from jobcenter.accounts.oidc.provider import KEYS_LAST, REFETCH_SECONDS, REST_SECONDS
from jobcenter.kit.settings import SettingsError, load_settings

ME = "/api/accounts/me"

pytestmark = pytest.mark.usefixtures("trusting", "ada")


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


async def told(client, token, status=401):
    answer = await client.get(ME, headers=bearer(token))
    assert answer.status_code == status, answer.text
    assert ("www-authenticate" in answer.headers) == (status == 401)
    return answer.json()["detail"]


@pytest.mark.parametrize(
    ("algorithm", "key"),
    [
        ("RS256", lambda: RSAKey.generate_key(2048)),
        ("ES256", lambda: ECKey.generate_key("P-256")),
        ("EdDSA", lambda: OKPKey.generate_key("Ed25519")),
    ],
)
async def test_a_right_token_lets_in_with_the_role_that_stands_here(client, provider, ada, algorithm, key):
    provider.rotate("one", algorithm, key())
    token = provider.access_token(role="admin", roles=["admin"])
    answer = await client.get(ME, headers=bearer(token))
    assert (answer.status_code, answer.json()["id"], answer.json()["role"]) == (200, ada, "recruiter")
    assert (await client.get("/api/accounts/users", headers=bearer(token))).status_code == 403


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"aud": "https://other.example.com"}, "made for others"),
        ({"aud": []}, "made for others"),
        ({"aud": None}, "made for others"),
        ({"iss": "https://other.example.com"}, "another issuer"),
        ({"iss": None}, "another issuer"),
        ({"exp": 1}, "has expired"),
        ({"exp": None}, "when it expires"),
        ({"exp": "never"}, "when it expires"),
        ({"nbf": 9_999_999_999}, "not valid yet"),
        ({"iat": 9_999_999_999}, "not valid yet"),
        ({"sub": None}, "whose it is"),
        ({"sub": "a\0b"}, "whose it is"),
        ({"typ": "ID"}, "ID token"),
        ({"at_hash": "x"}, "ID token"),
        ({"email_verified": False}, "no verified e-mail"),
        ({"email_verified": 1}, "no verified e-mail"),
        ({"email": None}, "no verified e-mail"),
        ({"email": "not an address"}, "no verified e-mail"),
        ({"email": "eve@example.com"}, "There is no user with the e-mail eve@example.com"),
    ],
)
async def test_a_token_that_is_wrong_in_one_thing_is_refused_and_says_which(client, provider, changes, sentence):
    assert (await client.get(ME, headers=bearer(provider.access_token()))).status_code == 200
    provider.person = {**provider.person, "sub": "ada-2"}  # known by the e-mail alone
    provider.changes = changes
    assert sentence in await told(client, provider.access_token())


async def test_the_clocks_may_be_a_little_apart(client, provider):
    for changes, status in (({"exp": -20}, 200), ({"exp": -40}, 401), ({"nbf": 20}, 200), ({"nbf": 40}, 401)):
        provider.changes = {name: int(time.time()) + seconds for name, seconds in changes.items()}
        answer = await client.get(ME, headers=bearer(provider.access_token()))
        assert answer.status_code == status, changes


async def test_only_the_providers_own_keys_and_our_algorithms_are_believed(client, provider):
    provider.signed_by = ECKey.generate_key("P-256")
    assert "signature" in await told(client, provider.access_token())
    provider.header_changes, provider.signed_by = {"alg": "RS512"}, RSAKey.generate_key(2048)
    assert "not believed" in await told(client, provider.access_token())
    provider.header_changes, provider.signed_by = {}, None
    right = provider.access_token()
    assert "not believed" in await told(client, resigned(right, "none", None))
    public = provider.keys["first"][1].as_pem(private=False)  # what everybody has, taken for a shared secret
    for secret in (public, b"another"):
        assert "this Job Center gave out" in await told(client, resigned(right, "HS256", secret))


def resigned(token, algorithm, secret):
    """The claims of a token, signed otherwise."""
    head = encoded(json.dumps({"alg": algorithm, "kid": "first"}).encode())
    signed = f"{head}.{token.split('.')[1]}"
    signature = b"" if secret is None else hmac.new(secret, signed.encode(), sha256).digest()
    return f"{signed}.{encoded(signature)}"


def encoded(octets):
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "token",
    [
        "eyJhbGciOiJub25lIn0.e30.",
        "eyJhbGciOiJFUzI1NiJ9.e30.",
        "eyJhbGciOiJFUzI1NiIsImtpZCI6N30.e30.AA",
        "eyJhbGciOlsiRVMyNTYiXX0.e30.AA",
        "eyJhbGciOiJFUzI1NiIsImNyaXQiOjF9.e30.AA",
        "eyJhbGciOiJFUzI1NiJ9." + "A" * 20_000 + ".AA",
        "é.e30.AA",
    ],
)
async def test_garbage_is_refused(client, token):
    answer = await client.get(ME, headers=[(b"authorization", f"Bearer {token}".encode())])
    assert answer.status_code == 401, answer.text


async def test_a_rotated_key_is_found_and_one_that_was_taken_back_is_not_believed(client, provider, clock):
    old = provider.access_token()
    assert (await client.get(ME, headers=bearer(old))).status_code == 200
    provider.rotate("second", keep=True)
    new = provider.access_token()
    assert "key" in await told(client, new)  # looked for a moment ago: not again so soon
    clock.seconds += REFETCH_SECONDS
    assert [(await client.get(ME, headers=bearer(one))).status_code for one in (new, old)] == [200, 200]
    provider.rotate("third")
    clock.seconds += REFETCH_SECONDS
    assert (await client.get(ME, headers=bearer(provider.access_token()))).status_code == 200
    assert "does not (any longer) have" in await told(client, old)


async def test_a_key_that_was_taken_back_is_forgotten_without_a_new_one(client, provider, clock):
    provider.rotate("second", keep=True)
    old = provider.access_token()
    assert (await client.get(ME, headers=bearer(old))).status_code == 200
    provider.keys.pop("second")
    assert (await client.get(ME, headers=bearer(old))).status_code == 200
    clock.seconds += KEYS_LAST
    assert "does not (any longer) have" in await told(client, old)


async def test_made_up_keys_do_not_make_us_ask_again_and_again(client, provider, clock):
    for number in range(10):
        provider.header_changes = {"kid": f"made up {number}"}
        await told(client, provider.access_token())
    assert provider.asked.count("/keys") == 1
    clock.seconds += REFETCH_SECONDS
    for _ in range(10):
        await told(client, provider.access_token())
    assert provider.asked.count("/keys") == 2


async def test_a_token_without_a_key_id_needs_that_one_key_fits(client, provider, clock):
    provider.header_changes = {"kid": None}
    assert (await client.get(ME, headers=bearer(provider.access_token()))).status_code == 200
    provider.rotate("second", keep=True)
    clock.seconds += KEYS_LAST
    await told(client, provider.access_token())


@pytest.mark.parametrize("how", ["refuses", "stopped", "misnamed"])
async def test_a_provider_that_is_away_is_no_401_and_local_sign_ins_stay(client, sign_in, provider, clock, how):
    token = provider.access_token()
    if how == "refuses":
        provider.down = 503
    elif how == "misnamed":
        provider.name = provider.issuer + "/"
    else:
        provider.stop()
    for _ in range(2):
        answer = await client.get(ME, headers=bearer(token))
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert provider.issuer in answer.json()["detail"]
    assert len(provider.asked) <= 1  # the second time nobody waited for it
    assert (await client.get(ME, headers=(await sign_in("admin"))["headers"])).status_code == 200
    provider.down = provider.name = None
    clock.seconds += REST_SECONDS
    assert (await client.get(ME, headers=bearer(token))).status_code == (503 if how == "stopped" else 200)


async def test_known_keys_outlive_a_short_absence_and_unknown_ones_are_no_401_meanwhile(client, provider, clock):
    token = provider.access_token()
    assert (await client.get(ME, headers=bearer(token))).status_code == 200
    provider.down = 503
    clock.seconds += REFETCH_SECONDS
    provider.rotate("second")
    assert (await client.get(ME, headers=bearer(provider.access_token()))).status_code == 503
    assert (await client.get(ME, headers=bearer(token))).status_code == 200


async def test_who_was_here_once_is_known_by_the_subject_alone(client, provider, sql):
    assert (await client.get(ME, headers=bearer(provider.access_token()))).status_code == 200
    moved = provider.access_token(email="ada.l@example.com", email_verified=False)
    assert (await client.get(ME, headers=bearer(moved))).json()["email"] == "ada@example.com"
    somebody_else = provider.access_token(sub="newcomer")  # the provider gave the address to another person
    assert "tied to another person" in await told(client, somebody_else)
    audited = await sql("SELECT actor, after FROM audit_log WHERE action = 'tie to provider'")
    assert audited == [{"actor": "user:ada@example.com", "after": {"issuer": provider.issuer, "subject": "ada-1"}}]


async def test_an_admin_unties_a_user(client, provider, sign_in, ada):
    await client.get(ME, headers=bearer(provider.access_token()))
    admin = (await sign_in("admin"))["headers"]
    assert (await client.delete(f"/api/accounts/users/{ada}/identities", headers=admin)).status_code == 204
    assert (await client.get(ME, headers=bearer(provider.access_token(sub="newcomer")))).status_code == 200


async def test_an_inactive_user_is_out_at_once(client, provider, sql):
    token = provider.access_token()
    assert (await client.get(ME, headers=bearer(token))).status_code == 200
    await sql("UPDATE users SET is_active = false")
    assert "inactive" in await told(client, token)


async def test_what_only_makes_sense_here_says_so(client, provider):
    out = await client.post("/api/accounts/sign-out", headers=bearer(provider.access_token()))
    assert (out.status_code, "provider" in out.json()["detail"]) == (409, True)


async def test_without_an_audience_no_access_token_is_taken(client, trusting, provider):
    trusting.state.oidc.settings = trusting.state.settings.model_copy(update={"oidc_audience": ""})
    assert "JOBCENTER_OIDC_AUDIENCE" in await told(client, provider.access_token())


async def test_an_id_token_is_none_even_where_the_audience_is_the_client(client, trusting, provider):
    trusting.state.oidc.settings = trusting.state.settings.model_copy(update={"oidc_audience": CLIENT})
    assert (await client.get(ME, headers=bearer(provider.access_token(aud=CLIENT)))).status_code == 200
    assert "ID token" in await told(client, provider.access_token(aud=CLIENT, nonce="x"))


async def test_a_program_refreshes_at_the_provider_and_a_copied_refresh_token_ends_it(client, trusting, provider):
    verifier = verifier_of(trusting.state.settings, "any")
    asked = {"response_type": "code", "client_id": NATIVE, "redirect_uri": "http://127.0.0.1/back", "scope": "openid"}
    asked |= {"state": "s" * 22, "nonce": "n" * 22, "code_challenge_method": "S256"}
    async with AsyncClient(trust_env=False) as program:
        tokens = await _walk(program, provider, asked, verifier)
        for _ in range(2):
            assert (await client.get(ME, headers=bearer(tokens["access_token"]))).status_code == 200
            refreshing = {"grant_type": "refresh_token", "client_id": NATIVE, "refresh_token": tokens["refresh_token"]}
            used, tokens = refreshing, (await program.post(f"{provider.issuer}/token", data=refreshing)).json()
        reused = await program.post(f"{provider.issuer}/token", data=used)
        after = {**used, "refresh_token": tokens["refresh_token"]}
        dead = await program.post(f"{provider.issuer}/token", data=after)
    assert [(one.status_code, one.json()["error"]) for one in (reused, dead)] == [(400, "invalid_grant")] * 2


async def _walk(program, provider: Provider, asked, verifier):
    challenge = encoded(sha256(verifier.encode()).digest())
    back = await program.get(f"{provider.issuer}/authorization", params={**asked, "code_challenge": challenge})
    code = dict(back.next_request.url.params)["code"]
    given = {
        "grant_type": "authorization_code",
        "client_id": NATIVE,
        "code": code,
        "redirect_uri": asked["redirect_uri"],
    }
    answer = await program.post(f"{provider.issuer}/token", data={**given, "code_verifier": verifier})
    assert answer.status_code == 200, (answer.text, AUDIENCE)
    return answer.json()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("JOBCENTER_OIDC_ISSUER", "http://login.example.com", "only on this machine"),
        ("JOBCENTER_OIDC_ISSUER", "login.example.com", "must look like"),
        ("JOBCENTER_PUBLIC_URL", "jobs.example.com", "must look like"),
        ("JOBCENTER_OIDC_LEEWAY_SECONDS", "-1", "greater than or equal"),
    ],
)
def test_a_setting_that_cannot_be_is_told(name, value, told):
    with pytest.raises(SettingsError, match=f"{name}.*{told}"):
        load_settings({name: value})


def test_an_issuer_is_what_it_calls_itself_and_a_secret_is_shown_nowhere():
    given = {"JOBCENTER_OIDC_ISSUER": "https://agency.example.com/", "JOBCENTER_OIDC_CLIENT_SECRET": "very secret"}
    settings = load_settings(given)
    assert settings.oidc_issuer == "https://agency.example.com/"
    assert "very secret" not in repr(settings)
