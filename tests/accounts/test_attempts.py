"""Guessing passwords is slow, wherever it is tried, and nobody is locked out for good."""

import asyncio

import pytest
from sqlalchemy import event

from jobcenter.accounts import passwords
from jobcenter.accounts.retention import forget_old_sign_ins
from jobcenter.kit.db import writing

SIGN_IN = "/api/accounts/sign-in"
PASSWORD = "correct horse battery"
FREE = 5


def attempt(client, password="wrong horse battery", email="admin@example.com", **headers):
    return client.post(SIGN_IN, json={"email": email, "password": password}, headers=headers)


@pytest.fixture(autouse=True)
async def ada(sign_in):
    return await sign_in("admin")


async def let_time_pass(sql):
    await sql("UPDATE sign_in_failures SET closed_until = now() WHERE closed_until IS NOT NULL")


async def test_after_some_failures_each_try_waits_longer(client, sql):
    for left in range(FREE - 1, -1, -1):
        answer = await attempt(client)
        assert answer.status_code == 401
        assert answer.headers["ratelimit-limit"] == str(FREE)
        assert answer.headers["ratelimit-remaining"] == str(left)
    waits = []
    for _ in range(12):
        answer = await attempt(client, PASSWORD)  # even the right one is not looked at
        assert answer.status_code == 429
        assert f"in {answer.headers['retry-after']} seconds" in answer.json()["detail"]
        assert answer.headers["ratelimit-remaining"] == "0"
        waits.append(int(answer.headers["retry-after"]))
        await let_time_pass(sql)
        assert (await attempt(client)).status_code == 401
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    await let_time_pass(sql)
    assert (await attempt(client, PASSWORD)).status_code == 200


async def test_a_success_forgets_the_accounts_failures(client):
    for _ in range(FREE - 1):
        await attempt(client)
    good = await attempt(client, PASSWORD)
    assert (good.status_code, good.headers["ratelimit-remaining"]) == (200, str(FREE))
    assert (await attempt(client)).headers["ratelimit-remaining"] == str(FREE - 1)


async def test_an_hour_of_rest_forgets_failures(client, sql):
    for _ in range(FREE):
        await attempt(client)
    await sql("UPDATE sign_in_failures SET closed_until = now(), last_at = now() - interval '61 minutes'")
    assert (await attempt(client)).headers["ratelimit-remaining"] == str(FREE - 1)


async def test_an_account_that_does_not_exist_is_throttled_the_same(client):
    there = [(await attempt(client)).status_code for _ in range(FREE + 1)]
    missing = [(await attempt(client, email="nobody@example.com")).status_code for _ in range(FREE + 1)]
    assert there == missing == [401] * FREE + [429]


async def test_many_at_once_get_no_more_tries_than_one_after_the_other(client):
    answers = await asyncio.gather(*(attempt(client) for _ in range(20)))
    assert sorted(one.status_code for one in answers) == [401] * FREE + [429] * (20 - FREE)


async def test_an_address_that_tries_many_accounts_waits_too(client, app):
    app.state.settings = app.state.settings.model_copy(update={"sign_in_failures_per_address": 3})
    for number in range(3):
        assert (await attempt(client, email=f"u{number}@example.com")).status_code == 401
    refused = await attempt(client, PASSWORD)
    assert (refused.status_code, "from this address" in refused.json()["detail"]) == (429, True)


async def test_strangers_who_guess_elsewhere_shut_nobody_out_who_is_at_home(client, app):
    app.state.settings = app.state.settings.model_copy(update={"trusted_proxies": frozenset({"127.0.0.1"})})
    away, home = {"X-Forwarded-For": "198.51.100.7"}, {"X-Forwarded-For": "192.0.2.1"}
    assert (await attempt(client, PASSWORD, **home)).status_code == 200
    assert [(await attempt(client, **away)).status_code for _ in range(FREE + 1)] == [401] * FREE + [429]
    assert (await attempt(client, PASSWORD, **{"X-Forwarded-For": "192.0.2.9"})).status_code == 429
    assert [(await attempt(client, **home)).status_code for _ in range(FREE - 1)] == [401] * (FREE - 1)
    assert (await attempt(client, PASSWORD, **home)).status_code == 200


async def test_one_good_account_does_not_open_an_address_to_more_guesses(client, app):
    app.state.settings = app.state.settings.model_copy(update={"sign_in_failures_per_address": 3})
    for number in range(3):
        await attempt(client, email=f"u{number}@example.com")
        if number < 2:
            assert (await attempt(client, PASSWORD)).status_code == 200
    assert (await attempt(client, PASSWORD)).status_code == 429


async def test_ones_current_password_is_guessed_no_faster(client, ada):
    given = {"current_password": "wrong horse battery", "new_password": "another fine battery"}
    answers = [
        (await client.post("/api/accounts/me/password", headers=ada["headers"], json=given)).status_code
        for _ in range(FREE + 1)
    ]
    assert answers == [422] * FREE + [429]


async def test_the_throttle_holds_without_redis(client, app):
    app.state.settings = app.state.settings.model_copy(update={"redis_url_given": "redis://127.0.0.1:1/0"})
    assert [(await attempt(client)).status_code for _ in range(FREE + 1)] == [401] * FREE + [429]


async def test_what_is_kept_of_failures_names_nobody_and_is_forgotten(client, sql, engine):
    await attempt(client)
    assert not [one for one in await sql("SELECT of FROM sign_in_failures") if "admin@" in one["of"]]
    await sql("UPDATE sign_in_failures SET last_at = now() - interval '25 hours'")
    async with writing(engine) as session:
        assert await forget_old_sign_ins(session) == 1  # whose home the address is stays known for longer
    assert len(await sql("SELECT 1 FROM sign_in_failures")) == 1


async def test_an_unknown_e_mail_costs_what_a_wrong_password_costs(client, engine, monkeypatch):
    done = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: done.append(given[2]))
    hasher = passwords._hasher
    monkeypatch.setattr(passwords, "_hasher", Watched(hasher, done))
    for email in ("admin@example.com", "nobody@example.com"):  # once before, for what is made only once
        await attempt(client, email=email)
    done.clear()
    await attempt(client)
    known = list(done)
    done.clear()
    await attempt(client, email="nobody@example.com")
    assert done == known
    assert done.count("verify") == 1


class Watched:
    """A hasher that tells when it works."""

    def __init__(self, hasher, done):
        self.hash, self._verify, self._done = hasher.hash, hasher.verify, done

    def verify(self, *given):
        self._done.append("verify")
        return self._verify(*given)
