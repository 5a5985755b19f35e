import asyncio
import time
from datetime import datetime, timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from sqlalchemy import select, update

from jobcenter.accounts.passwords import matches
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import make_engine, reading, writing
from jobcenter.tables import audit_log, refresh_tokens, sign_ins, users

PASSWORD = "correct horse battery"
ME = "/api/accounts/me"


async def refresh(client, token):
    return await client.post("/api/accounts/refresh", json={"refresh_token": token})


async def test_a_sign_in_shows_who_one_is(client, sign_in):
    tokens = await sign_in("recruiter", "ada@example.com")
    answer = await client.get(ME, headers=tokens["headers"])
    assert answer.status_code == 200
    assert (answer.json()["email"], answer.json()["role"]) == ("ada@example.com", "recruiter")
    assert "password" not in answer.text


async def test_the_case_of_an_email_does_not_matter(client, sign_in):
    await sign_in("admin", "Ada@Example.com")
    answer = await client.post("/api/accounts/sign-in", json={"email": "ADA@example.COM", "password": PASSWORD})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("email", "password"), [("admin@example.com", "wrong horse battery"), ("nobody@example.com", PASSWORD)]
)
async def test_wrong_password_and_unknown_email_answer_the_same(client, sign_in, email, password):
    await sign_in("admin")
    answer = await client.post("/api/accounts/sign-in", json={"email": email, "password": password})
    assert answer.status_code == 401
    assert answer.json()["detail"] == "The e-mail or the password is wrong, or this user is not active."


async def test_a_password_without_a_hash_never_matches():
    assert await matches("correct horse battery", None) is False


@pytest.mark.parametrize(
    "header",
    [
        None,
        "Bearer",
        "Bearer garbage",
        "Basic YTpi",
        "Bearer a.b.c",
        "Bearer jc_nonsense",
        "Bearer jc_0123456789ab_" + "A" * 43,
        "Bearer eyJhbGciOiJub25lIn0.e30.",
        "Bearer eyJhbGciOiJIUzI1NiIsImNyaXQiOjF9.e30.AA",
        "Bearer " + "a" * 10_000,
    ],
)
async def test_without_a_valid_token_nobody_comes_in(client, header):
    answer = await client.get(ME, headers={"Authorization": header} if header else {})
    assert answer.status_code == 401, answer.text
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("wrong", ["exp", "iss", "typ", "sub", "sid", "key"])
async def test_a_forged_or_expired_token_is_refused(client, sign_in, settings, wrong):
    tokens = await sign_in("admin")
    key = OctKey.import_key(settings.secret_key)
    claims = jwt.decode(tokens["access_token"], key, algorithms=["HS256"]).claims
    claims["exp"] = int(time.time()) + 60
    again = jwt.encode({"alg": "HS256"}, claims, key)
    assert (await client.get(ME, headers={"Authorization": f"Bearer {again}"})).status_code == 200
    changes = {"exp": int(time.time()) - 1, "iss": "x", "typ": "refresh", "sub": str(new_id()), "sid": "\0"}
    signed_by = OctKey.import_key("another secret, long enough to sign") if wrong == "key" else key
    if wrong != "key":
        claims[wrong] = changes[wrong]
    forged = jwt.encode({"alg": "HS256"}, claims, signed_by)
    assert (await client.get(ME, headers={"Authorization": f"Bearer {forged}"})).status_code == 401


async def test_a_refresh_token_works_once_and_its_reuse_ends_the_sign_in(client, sign_in, engine):
    first = await sign_in("admin")
    second = (await refresh(client, first["refresh_token"])).json()
    headers = {"Authorization": f"Bearer {second['access_token']}"}
    assert (await client.get(ME, headers=headers)).status_code == 200

    reused = await refresh(client, first["refresh_token"])
    assert reused.status_code == 401
    assert "used before" in reused.json()["detail"]
    assert (await client.get(ME, headers=headers)).status_code == 401
    assert (await refresh(client, second["refresh_token"])).status_code == 401
    async with reading(engine) as session:
        audited = await session.scalars(select(audit_log.c.action).where(audit_log.c.thing == "sign-in"))
        assert list(audited) == ["sign in", "end by reuse"]


async def test_of_racing_refreshes_exactly_one_wins(client, sign_in):
    tokens = await sign_in("admin")
    answers = await asyncio.gather(*(refresh(client, tokens["refresh_token"]) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [200, 401, 401, 401, 401, 401]


async def test_only_hashes_of_refresh_tokens_are_stored(sign_in, engine):
    tokens = await sign_in("admin")
    async with reading(engine) as session:
        stored = (await session.scalars(select(refresh_tokens.c.token_hash))).one()
    assert len(stored) == 64
    assert tokens["refresh_token"] not in stored


async def test_an_expired_sign_in_is_over(client, sign_in, engine):
    tokens = await sign_in("admin")
    async with writing(engine) as session:
        await session.execute(update(sign_ins).values(expires_at=sign_ins.c.created_at))
    assert (await client.get(ME, headers=tokens["headers"])).status_code == 401
    assert (await refresh(client, tokens["refresh_token"])).status_code == 401


async def test_signing_out_ends_all_tokens_of_this_sign_in_alone(client, sign_in):
    one, other = await sign_in("admin"), await sign_in("admin", there=True)
    assert (await client.post("/api/accounts/sign-out", headers=one["headers"])).status_code == 204
    assert (await client.get(ME, headers=one["headers"])).status_code == 401
    assert (await refresh(client, one["refresh_token"])).status_code == 401
    assert (await client.get(ME, headers=other["headers"])).status_code == 200


async def test_changing_ones_password_ends_the_other_sign_ins(client, sign_in):
    one, other = await sign_in("recruiter"), await sign_in("recruiter", there=True)
    given = {"current_password": PASSWORD, "new_password": "another fine battery"}
    wrong = await client.post(
        f"{ME}/password", headers=one["headers"], json={**given, "current_password": "not this one, sorry"}
    )
    assert wrong.status_code == 422
    assert (await client.post(f"{ME}/password", headers=one["headers"], json=given)).status_code == 204
    assert (await client.get(ME, headers=one["headers"])).status_code == 200
    assert (await client.get(ME, headers=other["headers"])).status_code == 401
    credentials = {"email": "recruiter@example.com", "password": "another fine battery"}
    assert (await client.post("/api/accounts/sign-in", json=credentials)).status_code == 200


async def test_one_sees_where_one_is_signed_in_and_ends_one_of_them(client, sign_in, sql):
    client.headers["User-Agent"] = "A browser (X11; Linux)"
    old = await sign_in("recruiter")
    client.headers["User-Agent"] = "Another\x7f" + "x" * 400
    this, _somebody = await sign_in("recruiter", there=True), await sign_in("admin")
    shown = (await client.get(f"{ME}/sign-ins", headers=this["headers"])).json()["items"]
    assert [one["is_this_one"] for one in shown] == [True, False]
    assert shown[1]["user_agent"] == "A browser (X11; Linux)"
    assert (len(shown[0]["user_agent"]), shown[0]["user_agent"][:8]) == (300, "Anotherx")
    there = f"{ME}/sign-ins/{shown[1]['id']}"
    assert (await client.delete(there, headers=this["headers"])).status_code == 204
    assert (await client.get(ME, headers=old["headers"])).status_code == 401
    assert (await refresh(client, old["refresh_token"])).status_code == 401
    assert (await client.delete(there, headers=this["headers"])).status_code == 404
    left = (await client.get(f"{ME}/sign-ins", headers=this["headers"])).json()["items"]
    assert [one["id"] for one in left] == [shown[0]["id"]]
    audited = await sql("SELECT actor, after FROM audit_log WHERE thing = 'sign-in' AND action = 'end'")
    assert audited == [{"actor": "user:recruiter@example.com", "after": {"end_reason": "ended by its user"}}]


async def test_nobody_ends_a_sign_in_of_somebody_else(client, sign_in):
    mine, theirs = await sign_in("admin"), await sign_in("recruiter")
    shown = (await client.get(f"{ME}/sign-ins", headers=theirs["headers"])).json()["items"]
    answer = await client.delete(f"{ME}/sign-ins/{shown[0]['id']}", headers=mine["headers"])
    assert answer.status_code == 404
    assert (await client.get(ME, headers=theirs["headers"])).status_code == 200


async def test_a_refresh_tells_when_a_sign_in_was_used(client, sign_in, engine):
    tokens = await sign_in("admin")
    async with writing(engine) as session:
        await session.execute(update(sign_ins).values(last_used_at=sign_ins.c.created_at - timedelta(days=2)))
    used = [await client.get(f"{ME}/sign-ins", headers=tokens["headers"])]
    await refresh(client, tokens["refresh_token"])
    used.append(await client.get(f"{ME}/sign-ins", headers=tokens["headers"]))
    before, after = (datetime.fromisoformat(one.json()["items"][0]["last_used_at"]) for one in used)
    assert after - before > timedelta(days=1)


async def test_an_inactive_user_is_out_at_once(client, sign_in, engine):
    tokens = await sign_in("recruiter")
    async with writing(engine) as session:
        await session.execute(update(users).values(is_active=False))
    answer = await client.get(ME, headers=tokens["headers"])
    assert answer.status_code == 401
    assert "inactive" in answer.json()["detail"]
    assert (await refresh(client, tokens["refresh_token"])).status_code == 401


async def test_a_database_that_is_away_is_no_401(client, sign_in, app, settings):
    tokens = await sign_in("admin")
    away = settings.model_copy(update={"database_url": "postgresql://nobody:x@127.0.0.1:1/none"})
    app.state.engine = make_engine(away, pool_size=0)
    answer = await client.get(ME, headers=tokens["headers"])
    assert answer.status_code == 503
    assert "Retry-After" in answer.headers


async def test_nul_in_a_body_is_told(client):
    answer = await client.post("/api/accounts/sign-in", json={"email": "a\0@b.c", "password": "x"})
    assert answer.status_code == 422
    assert "NUL" in answer.json()["detail"]
