"""What every answer forbids the browser that shows it."""

import pytest

PUBLIC = {"email": "admin@example.com", "password": "correct horse battery"}
ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
}


@pytest.mark.parametrize("public_url", ["", "http://jobs.example.com", "https://jobs.example.com"])
async def test_every_answer_is_guarded_whatever_became_of_the_request(client, app, sign_in, public_url):
    tokens = await sign_in("admin")
    app.state.settings = app.state.settings.model_copy(update={"public_url": public_url})
    answers = [
        await client.get("/api/accounts/me", headers=tokens["headers"]),
        await client.get("/api/accounts/me"),
        await client.get("/nowhere"),
        await client.get("/api/accounts/me?x=%00"),
        await client.post("/api/accounts/sign-in", content=b"{", headers={"Content-Type": "application/json"}),
        await client.post("/api/accounts/sign-out", headers=tokens["headers"]),
    ]
    assert [one.status_code for one in answers] == [200, 401, 404, 422, 422, 204]
    for answer in answers:
        assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
        assert ("strict-transport-security" in answer.headers) == public_url.startswith("https")
        assert (answer.headers.get("cache-control") == "no-store") == (answer.status_code >= 400)


async def test_no_other_origin_is_ever_let_in(client, sign_in):
    headers = {"Origin": "https://evil.example.com"}
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    answers = [
        await client.options("/api/accounts/sign-in", headers=headers | asked),
        await client.get("/api/accounts/me", headers=headers | (await sign_in("admin"))["headers"]),
        await client.get("/api/accounts/me", headers=headers),
    ]
    assert [one.status_code for one in answers] == [405, 200, 401]
    assert not [name for one in answers for name in one.headers if name.startswith("access-control-")]


async def test_answers_with_secrets_are_never_kept(client, sign_in):
    tokens = await sign_in("admin")
    bob = {"email": "bob@example.com", "name": "Bob", "role": "recruiter"}
    answers = [
        await client.post("/api/accounts/sign-in", json=PUBLIC),
        await client.post("/api/accounts/refresh", json={"refresh_token": tokens["refresh_token"]}),
        await client.post("/api/accounts/keys", headers=tokens["headers"], json={"name": "k", "role": "admin"}),
        await client.post("/api/accounts/invitations", headers=tokens["headers"], json=bob),
    ]
    assert [one.status_code for one in answers] == [200, 200, 201, 201]
    assert {one.headers["cache-control"] for one in answers} == {"no-store"}
