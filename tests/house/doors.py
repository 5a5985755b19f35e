"""Everybody who may stand at the door, with what they bring along: good tokens, and every kind of bad one."""

import json
import time
from base64 import urlsafe_b64encode

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey
from sqlalchemy import text
from tests.accounts.provider import AUDIENCE, CLIENT, SECRET
from tests.house.access_rows import EVERYONE, KEYS, PEOPLE

from jobcenter.accounts import oidc
from jobcenter.accounts.actions import change_user, create_key, create_user, revoke_key
from jobcenter.kit.db import writing

PASSWORD = "correct horse battery"


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def believe(app, provider):
    """Let the application know a provider, at which people may sign in as well."""
    told = {
        "oidc_issuer": provider.issuer,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "oidc_audience": AUDIENCE,
        "public_url": "http://jobcenter",
    }
    app.state.settings = app.state.settings.model_copy(update=told)
    app.state.oidc = oidc.Provider(app.state.settings)


def falsified(settings, claims):
    """Tokens like one that Job Center gave out, each with one thing wrong."""
    right, wrong = OctKey.import_key(settings.secret_key), OctKey.import_key("y" * 40)
    signed = {"alg": "HS256"}
    payload = jwt.encode(signed, claims, right).split(".")[1]
    unsigned = f"{urlsafe_b64encode(json.dumps({'alg': 'none'}).encode()).decode().rstrip('=')}.{payload}."
    return {
        "an expired token": jwt.encode(signed, claims | {"exp": int(time.time()) - 1}, right),
        "a token signed with another key": jwt.encode(signed, claims, wrong),
        "a token of another issuer": jwt.encode(signed, claims | {"iss": "elsewhere"}, right),
        "a token for something else": jwt.encode(signed, claims | {"typ": "refresh"}, right),
        "an unsigned token": unsigned,
    }


def falsified_of(provider):
    """Access tokens like one of the provider's, each with one thing wrong."""
    known = {"sub": "admin-1", "email": "admin@example.com"}
    found = {
        "an expired token of the provider": provider.access_token(**known, exp=1),
        "a provider's token for another audience": provider.access_token(**known, aud="https://other.example.com"),
        "a provider's token of another issuer": provider.access_token(**known, iss="https://other.example.com"),
        "a provider's token of somebody unknown": provider.access_token(sub="x-1", email="nobody@example.com"),
        "an inactive user known to the provider": provider.access_token(sub="gone-1", email="gone@example.com"),
    }
    provider.signed_by = ECKey.generate_key("P-256")
    found["a provider's token signed with another key"] = provider.access_token(**known)
    provider.signed_by = None
    return found


async def everybody(app, engine, client, provider):
    """The headers of everybody by name; the bad tokens are the good ones with one thing wrong."""
    believe(app, provider)
    users, tokens, headers = {}, {}, {"no token": {}, "no token of anybody": bearer("x.y.z")}
    async with writing(engine) as session:
        for name in (*sorted(PEOPLE), "gone"):
            users[name] = await create_user(
                session,
                email=f"{name}@example.com",
                name=name,
                role=name if name in PEOPLE else "admin",
                password=PASSWORD,
                actor="test",
            )
        for scope in sorted(KEYS):
            headers[scope] = bearer((await create_key(session, name=scope, scopes=[scope], actor="test"))[1])
        revoked, key = await create_key(session, name="revoked", role="admin", actor="test")
        await revoke_key(session, prefix_or_id=str(revoked.id), actor="test")
        headers["a revoked key"] = bearer(key)
        _, key = await create_key(session, name="owned", role="admin", owner_id=users["gone"].id, actor="test")
        headers["a key of an inactive user"] = bearer(key)
        headers["an expired key"] = bearer((await create_key(session, name="old", role="admin", actor="test"))[1])
        await session.execute(text("UPDATE api_keys SET expires_at = created_at WHERE name = 'old'"))
    for name in (*PEOPLE, "gone", "ended"):
        given = {"email": f"{'admin' if name == 'ended' else name}@example.com", "password": PASSWORD}
        tokens[name] = (await client.post("/api/accounts/sign-in", json=given)).json()["access_token"]
        headers["an inactive user" if name == "gone" else name] = bearer(tokens[name])
    headers["a sign-in that has ended"] = headers.pop("ended")
    await client.post("/api/accounts/sign-out", headers=headers["a sign-in that has ended"])
    for token in (provider.access_token(sub=f"{name}-1", email=f"{name}@example.com") for name in ("admin", "gone")):
        assert (await client.get("/api/accounts/me", headers=bearer(token))).status_code == 200
    async with writing(engine) as session:
        await change_user(session, user_id=users["gone"].id, is_active=False, actor="test")
    claims = jwt.decode(tokens["admin"], OctKey.import_key(app.state.settings.secret_key)).claims
    bad = falsified(app.state.settings, claims) | falsified_of(provider)
    headers |= {name: bearer(token) for name, token in bad.items()}
    assert set(headers) == EVERYONE
    return headers
