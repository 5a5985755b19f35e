"""An application of the accounts' routes alone, and people who sign in to it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from provider import AUDIENCE, CLIENT, SECRET, Provider
from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.accounts import oidc
from jobcenter.accounts.access import check_every_route
from jobcenter.accounts.actions import create_user
from jobcenter.accounts.api import router
from jobcenter.accounts.limits import Limits
from jobcenter.kit.db import writing
from jobcenter.kit.http import install
from jobcenter.kit.replica import Replica
from jobcenter.kit.settings import Settings

PASSWORD = "correct horse battery"

SignIn = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def app(settings: Settings, engine: AsyncEngine) -> AsyncIterator[FastAPI]:
    made = FastAPI()
    made.state.settings, made.state.engine = settings, engine
    made.state.limits, made.state.replica = Limits(settings), Replica(settings, engine)
    made.state.oidc = None
    install(made)
    made.include_router(router)
    check_every_route(made)
    yield made
    await made.state.limits.close()
    await made.state.replica.close()


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://jobcenter") as made:
        yield made


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()
    yield made
    made.stop()


@pytest.fixture
async def trusting(app: FastAPI, provider: Provider, clock: Clock) -> AsyncIterator[FastAPI]:
    """The application, with a provider to sign in at, whom it knows nothing of yet."""
    told = {
        "oidc_issuer": provider.issuer,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "oidc_audience": AUDIENCE,
        "public_url": "http://jobcenter",
    }
    app.state.settings = app.state.settings.model_copy(update=told)
    app.state.oidc = oidc.Provider(app.state.settings, clock=clock)
    yield app
    await app.state.oidc.close()


@pytest.fixture
async def ada(engine: AsyncEngine) -> str:
    """The id of a recruiter with an e-mail that the provider knows, too."""
    async with writing(engine) as session:
        user = await create_user(
            session, email="ada@example.com", name="Ada", role="recruiter", password=PASSWORD, actor="test"
        )
    return str(user.id)


@pytest.fixture
async def company_id(sql: Callable[..., Awaitable[Any]]) -> str:
    """A client company."""
    made = await sql(
        "INSERT INTO companies (id, name, name_key, is_client) "
        "VALUES (gen_random_uuid(), 'Acme GmbH', 'acme', true) RETURNING id"
    )
    return str(made[0]["id"])


@pytest.fixture
def sign_in(client: AsyncClient, engine: AsyncEngine) -> SignIn:
    """Makes a user of a role (unless it is there) and signs in; gives the answer, with `headers` to send along."""

    async def made(role: str, email: str | None = None, *, there: bool = False) -> dict[str, Any]:
        address = email or f"{role}@example.com"
        if not there:
            async with writing(engine) as session:
                await create_user(session, email=address, name=role.title(), role=role, password=PASSWORD, actor="test")
        answer = await client.post("/api/accounts/sign-in", json={"email": address, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        tokens: dict[str, Any] = answer.json()
        return {**tokens, "headers": {"Authorization": f"Bearer {tokens['access_token']}"}}

    return made
