"""A browser's refresh token lives in a cookie: sent to one address, by our own pages alone, and forgiving a reload."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from jobcenter.accounts import cookie
from jobcenter.accounts.actions.sign_ins import FORGIVEN
from jobcenter.kit.clock import now
from jobcenter.kit.db import writing
from jobcenter.tables import refresh_tokens

ADMIN = {"email": "admin@example.com", "password": "correct horse battery"}
REFRESH = "/api/accounts/refresh"
KEEP = {"X-Refresh-Token": "cookie"}


@pytest.fixture
async def browser(client, sign_in):
    await sign_in("admin")
    answer = await client.post("/api/accounts/sign-in", json=ADMIN, headers=KEEP)
    assert (answer.status_code, answer.json()["refresh_token"]) == (200, None)
    client.told = answer.headers["set-cookie"]
    return client


async def refresh(browser, token=None):
    cookies = {"Cookie": f"{cookie.NAME}={token}"} if token else {}
    return await browser.post(REFRESH, json={}, headers=KEEP | cookies)


async def test_the_cookie_is_kept_from_scripts_other_sites_and_other_addresses(browser):
    for told in (f"{cookie.NAME}=", "HttpOnly", "SameSite=strict", f"Path={REFRESH}", "Max-Age=2592000"):
        assert told in browser.told
    assert "Secure" not in browser.told


async def test_over_https_the_cookie_is_for_https_alone(app, client, sign_in):
    await sign_in("admin")
    app.state.settings = app.state.settings.model_copy(update={"public_url": "https://jobs.example.com"})
    answer = await client.post("/api/accounts/sign-in", json=ADMIN, headers=KEEP)
    assert "Secure" in answer.headers["set-cookie"]


async def test_a_refresh_by_cookie_gives_another_cookie_and_shows_no_token(browser):
    before = browser.cookies[cookie.NAME]
    answer = await refresh(browser)
    assert (answer.status_code, answer.json()["refresh_token"]) == (200, None)
    assert browser.cookies[cookie.NAME] != before
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert (await browser.get("/api/accounts/me", headers=headers)).status_code == 200


async def test_the_cookie_alone_is_nothing_without_the_header(browser):
    answer = await browser.post(REFRESH, json={})
    assert (answer.status_code, "no refresh token" in answer.json()["detail"]) == (401, True)


async def test_a_page_that_was_reloaded_before_it_saw_the_answer_stays_signed_in(browser):
    lost = browser.cookies[cookie.NAME]
    assert (await refresh(browser)).status_code == 200
    browser.cookies.clear()
    assert (await refresh(browser, lost)).status_code == 200
    assert (await refresh(browser)).status_code == 200


@pytest.mark.parametrize("how", ["after a while", "in a body"])
async def test_a_copied_token_still_ends_the_sign_in(browser, engine, how):
    used = browser.cookies[cookie.NAME]
    assert (await refresh(browser)).status_code == 200
    newest = browser.cookies[cookie.NAME]
    browser.cookies.clear()
    if how == "in a body":
        answer = await browser.post(REFRESH, json={"refresh_token": used})
    else:
        earlier = now() - FORGIVEN - timedelta(seconds=1)
        async with writing(engine) as session:
            used_at = refresh_tokens.c.used_at
            await session.execute(update(refresh_tokens).where(used_at.is_not(None)).values(used_at=earlier))
        answer = await refresh(browser, used)
    assert (answer.status_code, "may have been copied" in answer.json()["detail"]) == (401, True)
    assert (await refresh(browser, newest)).status_code == 401


async def test_signing_out_takes_the_cookie_away(browser):
    token = (await refresh(browser)).json()["access_token"]
    kept = browser.cookies[cookie.NAME]
    answer = await browser.post("/api/accounts/sign-out", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 204
    assert cookie.NAME not in browser.cookies
    assert (await refresh(browser, kept)).status_code == 401


async def test_the_ways_in_are_told_to_anyone(client):
    answer = await client.get("/api/accounts/sign-in")
    assert (answer.status_code, answer.json()) == (200, {"password": True, "provider": None})
