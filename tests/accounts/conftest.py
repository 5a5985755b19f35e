"""An application of the accounts' routes alone, and people who sign in to it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.accounts.access import check_every_route
from jobcenter.accounts.actions import create_user
from jobcenter.accounts.api import router
from jobcenter.kit.db import writing
from jobcenter.kit.http import install
from jobcenter.kit.settings import Settings

PASSWORD = "correct horse battery"

SignIn = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def app(settings: Settings, engine: AsyncEngine) -> FastAPI:
    made = FastAPI()
    made.state.settings, made.state.engine = settings, engine
    install(made)
    made.include_router(router)
    check_every_route(made)
    return made


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://jobcenter") as made:
        yield made


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
