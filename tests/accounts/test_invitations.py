import asyncio
import hashlib

import pytest

INVITATIONS = "/api/accounts/invitations"
PASSWORD = "four words nobody guesses"
BOB = {"email": "Bob@example.com", "name": "Bob", "role": "recruiter"}


@pytest.fixture
async def admin(sign_in):
    return (await sign_in("admin"))["headers"]


@pytest.fixture
def invite(client, admin):
    async def invited(**changes):
        answer = await client.post(INVITATIONS, headers=admin, json={**BOB, **changes})
        assert answer.status_code == 201, answer.text
        return answer.json()

    return invited


def accept(client, token, password=PASSWORD):
    return client.post(f"{INVITATIONS}/accept", json={"token": token, "password": password})


async def test_whoever_is_invited_chooses_a_password_and_is_signed_in(client, admin, invite, company_id, sql):
    invited = await invite(role="manager", company_id=company_id)
    assert invited["link"].endswith(f"/app/invitation#token={invited['token']}")
    accepted = await accept(client, invited["token"])
    assert (accepted.status_code, accepted.headers["cache-control"]) == (200, "no-store")
    own = {"Authorization": f"Bearer {accepted.json()['access_token']}"}
    me = (await client.get("/api/accounts/me", headers=own)).json()
    assert (me["email"], me["role"], me["company_id"]) == ("bob@example.com", "manager", company_id)
    again = await client.post("/api/accounts/sign-in", json={"email": "bob@example.com", "password": PASSWORD})
    assert again.status_code == 200
    listed = (await client.get(INVITATIONS, headers=admin)).json()["items"]
    assert [(one["email"], one["status"]) for one in listed] == [("bob@example.com", "accepted")]
    audited = await sql("SELECT actor, action FROM audit_log WHERE thing = 'invitation' ORDER BY id")
    assert [tuple(one.values()) for one in audited] == [
        ("user:admin@example.com", "invite"),
        ("user:bob@example.com", "accept"),
    ]


async def test_only_a_hash_of_the_token_is_stored_and_no_list_shows_it(client, admin, invite, sql):
    token = (await invite())["token"]
    assert token not in (await client.get(INVITATIONS, headers=admin)).text
    rows = await sql("SELECT CAST(invitations AS text) AS row, token_hash FROM invitations")
    assert token not in rows[0]["row"]
    assert rows[0]["token_hash"] == hashlib.sha256(token.encode()).hexdigest()
    assert await sql("SELECT 1 FROM audit_log WHERE CAST(audit_log AS text) LIKE :it", it=f"%{token}%") == []


async def test_a_link_works_once(client, invite):
    token = (await invite())["token"]
    answers = await asyncio.gather(*(accept(client, token) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 404, 404, 404]
    assert "accepted" in (await accept(client, token)).json()["detail"]


async def test_a_bad_password_does_not_use_the_link_up(client, invite):
    token = (await invite())["token"]
    refused = await accept(client, token, "bob@example.com1")
    assert (refused.status_code, "own name" in refused.json()["detail"]) == (422, True)
    assert (await accept(client, token)).status_code == 200


@pytest.mark.parametrize("how", ["revoked", "expired", "replaced", "unknown"])
async def test_a_link_that_works_no_longer_says_why(client, admin, invite, sql, how):
    invited = await invite()
    token, told = invited["token"], how
    if how == "revoked":
        for _ in range(2):
            gone = await client.delete(f"{INVITATIONS}/{invited['id']}", headers=admin)
            assert gone.status_code == 204
    elif how == "expired":
        await sql("UPDATE invitations SET expires_at = now()")
    elif how == "replaced":
        assert (await accept(client, (await invite(role="admin"))["token"])).status_code == 200
        told = "revoked"
    else:
        token += "x"
    answer = await accept(client, token)
    assert answer.status_code == 404
    assert told in answer.json()["detail"]


async def test_an_active_user_cannot_be_invited_and_one_who_was_shut_out_is_let_in(client, admin, invite, sql):
    token = (await invite())["token"]
    await accept(client, token)
    assert (await client.post(INVITATIONS, headers=admin, json=BOB)).status_code == 409
    await sql("UPDATE users SET is_active = false WHERE email = 'bob@example.com'")
    invited = await invite(name="Robert", role="admin")
    own = (await accept(client, invited["token"])).json()
    me = await client.get("/api/accounts/me", headers={"Authorization": f"Bearer {own['access_token']}"})
    assert (me.json()["name"], me.json()["role"], me.json()["is_active"]) == ("Robert", "admin", True)
    taken = await client.delete(f"{INVITATIONS}/{invited['id']}", headers=admin)
    assert (taken.status_code, "inactive" in taken.json()["detail"]) == (409, True)


async def test_of_two_admins_who_invite_the_same_person_at_once_one_link_works(client, admin, sql):
    answers = await asyncio.gather(*(client.post(INVITATIONS, headers=admin, json=BOB) for _ in range(4)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    open_ones = await sql("SELECT 1 FROM invitations WHERE accepted_at IS NULL AND revoked_at IS NULL")
    assert len(open_ones) == 1


async def test_somebody_made_a_user_meanwhile(client, admin, invite):
    token = (await invite())["token"]
    made = await client.post("/api/accounts/users", headers=admin, json={**BOB, "password": PASSWORD})
    assert made.status_code == 201
    assert (await accept(client, token)).status_code == 409


@pytest.fixture
def reset(client, admin):
    async def made(user_id):
        return await client.post(f"/api/accounts/users/{user_id}/reset-link", headers=admin)

    return made


async def test_a_reset_link_gives_a_new_password_and_ends_the_sign_ins_that_were(client, sign_in, reset, sql):
    tokens = await sign_in("recruiter")
    user_id = (await client.get("/api/accounts/me", headers=tokens["headers"])).json()["id"]
    replaced, link = (await reset(user_id)).json(), await reset(user_id)
    assert (link.status_code, link.headers["cache-control"], link.json()["user_id"]) == (201, "no-store", user_id)
    assert (await client.get("/api/accounts/me", headers=tokens["headers"])).status_code == 200  # until it is used
    await sql("UPDATE users SET role = 'manager' WHERE email = 'recruiter@example.com'")
    assert (await accept(client, replaced["token"])).status_code == 404
    used = await accept(client, link.json()["token"])
    assert used.status_code == 200
    assert (await client.get("/api/accounts/me", headers=tokens["headers"])).status_code == 401
    own = {"Authorization": f"Bearer {used.json()['access_token']}"}
    assert (await client.get("/api/accounts/me", headers=own)).json()["role"] == "manager"  # it gives no role back
    given = {"email": "recruiter@example.com", "password": PASSWORD}
    assert (await client.post("/api/accounts/sign-in", json=given)).status_code == 200
    assert (await accept(client, link.json()["token"])).status_code == 404
    audited = await sql("SELECT actor, action FROM audit_log WHERE thing = 'user' ORDER BY id DESC LIMIT 3")
    assert [tuple(one.values()) for one in audited] == [
        ("user:recruiter@example.com", "reset password"),
        ("user:admin@example.com", "make reset link"),
        ("user:admin@example.com", "make reset link"),
    ]


async def test_a_reset_link_lets_nobody_in_who_was_shut_out(client, sign_in, reset, sql):
    tokens = await sign_in("recruiter")
    user_id = (await client.get("/api/accounts/me", headers=tokens["headers"])).json()["id"]
    token = (await reset(user_id)).json()["token"]
    await sql("UPDATE users SET is_active = false WHERE email = 'recruiter@example.com'")
    assert (await reset(user_id)).status_code == 409
    assert (await accept(client, token)).status_code == 409
    await sql("UPDATE users SET is_active = true WHERE email = 'recruiter@example.com'")
    given = {"email": "recruiter@example.com", "password": PASSWORD}
    assert (await client.post("/api/accounts/sign-in", json=given)).status_code == 401  # the refusal changed nothing
    assert (await reset("00000000-0000-4000-8000-000000000000")).status_code == 404
