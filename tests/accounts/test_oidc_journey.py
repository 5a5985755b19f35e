"""A browser signs in at the provider: every step is bound to the one before, and ends in tokens of our own."""

from urllib.parse import parse_qs, urlsplit

import pytest
from httpx2 import AsyncClient

from jobcenter.accounts.oidc import COOKIE, journey

START, BACK, ME = "/api/accounts/oidc/start", "/api/accounts/oidc/callback", "/api/accounts/me"

pytestmark = pytest.mark.usefixtures("trusting", "ada")


async def go(client):
    """Begin, and sign in at the provider; where it sends the browser."""
    begun = await client.get(START)
    assert begun.status_code == 302, begun.text
    async with AsyncClient(trust_env=False) as browser:
        answer = await browser.get(begun.headers["location"])
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


def changed(address, **changes):
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()} | changes
    return {name: value for name, value in asked.items() if value is not None}


async def test_the_whole_journey_ends_in_tokens_of_our_own(client, provider, ada, sql):
    begun = await client.get(START)
    cookie = begun.headers["set-cookie"]
    for told in (f"{COOKIE}=", "HttpOnly", "SameSite=lax", f"Path={BACK}", "Max-Age=600"):
        assert told in cookie
    assert begun.headers["cache-control"] == "no-store"
    answer = await client.get(await go(client))
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store"), answer.text
    assert f'{COOKIE}=""' in answer.headers["set-cookie"]
    own = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert (await client.get(ME, headers=own)).json()["id"] == ada
    provider.stop()  # from here on nothing is asked of it
    again = await client.post("/api/accounts/refresh", json={"refresh_token": answer.json()["refresh_token"]})
    assert again.status_code == 200
    audited = await sql("SELECT after FROM audit_log WHERE action = 'sign in'")
    assert audited == [{"after": {"by": provider.issuer}}]


async def test_the_way_back_over_https_has_a_cookie_for_https_alone(client, trusting):
    trusting.state.settings = trusting.state.settings.model_copy(update={"public_url": "https://jobs.example.com"})
    assert "Secure" in (await client.get(START)).headers["set-cookie"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"state": "x" * 43}, "another browser"),
        ({"state": None}, "another browser"),
        ({"state": "é"}, "another browser"),
        ({"code": "made up"}, "invalid_grant"),
        ({"code": None}, "no code"),
        ({"code": None, "error": "access_denied<script>"}, "access_deniedscript"),
        ({"iss": "https://other.example.com"}, "Another provider"),
    ],
)
async def test_a_way_back_that_was_tampered_with_leads_nowhere(client, changes, sentence):
    back = await go(client)
    answer = await client.get(BACK, params=changed(back, **changes))
    assert answer.status_code == 401, answer.text
    assert sentence in answer.json()["detail"]


@pytest.mark.parametrize("how", ["none", "another's", "access token", "expired"])
async def test_only_the_browser_that_began_may_end_it(client, sign_in, monkeypatch, how):
    back = await go(client)
    if how == "none":
        client.cookies.clear()
    elif how == "another's":
        client.cookies.clear()
        await client.get(START)
    elif how == "access token":
        client.cookies.clear()
        client.cookies.set(COOKIE, (await sign_in("admin"))["access_token"])
    else:
        client.cookies.clear()
        monkeypatch.setattr(journey, "JOURNEY_SECONDS", -1)
        back = await go(client)
        jar = {one.name: one.value for one in client.cookies.jar}
        assert COOKIE in jar
    answer = await client.get(back)
    assert (answer.status_code, "another browser" in answer.json()["detail"]) == (401, True)


async def test_a_code_works_once(client):
    back = await go(client)
    cookie = client.cookies[COOKIE]
    assert (await client.get(back)).status_code == 200
    client.cookies.set(COOKIE, cookie)
    again = await client.get(back)
    assert (again.status_code, "invalid_grant" in again.json()["detail"]) == (401, True)


async def test_a_wrong_verifier_is_refused(client, monkeypatch):
    back = await go(client)
    monkeypatch.setattr("jobcenter.accounts.oidc.verifier_of", lambda _settings, _state: "v" * 43)
    answer = await client.get(back)
    assert (answer.status_code, "invalid_grant" in answer.json()["detail"]) == (401, True)


@pytest.mark.parametrize("what", ["oidc_client_secret", "public_url"])
async def test_a_client_that_the_provider_does_not_know_as_such_is_refused(client, trusting, what):
    back = await go(client)
    wrong = trusting.state.settings.model_copy(update={what: "http://elsewhere"})
    trusting.state.settings = trusting.state.oidc.settings = wrong
    answer = await client.get(BACK, params=changed(back), headers={"Cookie": f"{COOKIE}={client.cookies[COOKIE]}"})
    assert (answer.status_code, "invalid_" in answer.json()["detail"]) == (401, True)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"nonce": "another"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"aud": "another client"}, "aud"),
        ({"azp": "another client"}, "azp"),
        ({"iss": "https://other.example.com"}, "another issuer"),
        ({"exp": 1}, "expired"),
        ({"email_verified": None}, "no verified e-mail"),
        ({"email": "eve@example.com"}, "Ask an admin to be invited"),
    ],
)
async def test_an_id_token_that_is_wrong_in_one_thing_is_refused(client, provider, changes, sentence):
    provider.changes = changes
    answer = await client.get(await go(client))
    assert answer.status_code == 401
    assert sentence in answer.json()["detail"]


async def test_a_provider_that_is_away_is_told(client, provider, clock):
    back = await go(client)
    provider.down = 502
    ended = await client.get(back)
    clock.seconds += 5000
    begun = await client.get(START)
    for answer in (ended, begun):
        assert (answer.status_code, "retry-after" in answer.headers) == (503, True)


async def test_an_inactive_user_does_not_come_in(client, sql):
    await sql("UPDATE users SET is_active = false")
    answer = await client.get(await go(client))
    assert (answer.status_code, "inactive" in answer.json()["detail"]) == (401, True)


async def test_without_a_provider_the_routes_say_so(client, trusting):
    keep, trusting.state.oidc = trusting.state.oidc, None
    for path in (START, BACK):
        answer = await client.get(path)
        assert (answer.status_code, "JOBCENTER_OIDC_ISSUER" in answer.json()["detail"]) == (404, True)
    trusting.state.oidc = keep


PAGE = {"Accept": "text/html,application/xhtml+xml"}


async def test_a_browser_comes_back_to_the_page_it_wanted_with_its_token_in_a_cookie(client, ada):
    begun = await client.get(START, params={"back": "/app/companies?q=a%20b"}, headers=PAGE)
    async with AsyncClient(trust_env=False) as browser:
        at_provider = await browser.get(begun.headers["location"])
    answer = await client.get(at_provider.headers["location"], headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/app/companies?q=a%20b")
    signed_in = await client.post("/api/accounts/refresh", json={}, headers={"X-Refresh-Token": "cookie"})
    own = {"Authorization": f"Bearer {signed_in.json()['access_token']}"}
    assert (await client.get(ME, headers=own)).json()["id"] == ada


async def test_a_browser_that_may_not_come_in_is_told_on_the_sign_in_page(client, sql):
    await sql("UPDATE users SET is_active = false")
    answer = await client.get(await go(client), headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/app/sign-in?to=/app/")
    assert "inactive" in answer.headers["set-cookie"]


@pytest.mark.parametrize("back", ["//evil.example.com", "https://evil.example.com", "/app/\\evil", "/application", ""])
async def test_nobody_is_sent_on_to_another_site(client, back):
    assert (await client.get(START, params={"back": back})).status_code == 422
