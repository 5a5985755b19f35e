"""Companies over HTTP, and a client's manager who asks."""

import pytest

from jobcenter.accounts.actions import create_user
from jobcenter.kit.db import writing

PASSWORD = "correct horse battery"


@pytest.fixture
def make(api):
    """Makes a company; gives it as it is shown."""

    async def make(name, **given):
        answer = await api.post("/api/companies", json={"name": name, **given})
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make


@pytest.fixture
def manager_of(api, engine, sql):
    """Makes a manager of a company (None: of no company) and signs in; gives the headers to send along."""

    async def manager_of(company_id):
        email = f"manager-{company_id}@example.com"
        async with writing(engine) as session:
            await create_user(session, email=email, name="Mo", role="manager", password=PASSWORD, actor="test")
        await sql("UPDATE users SET company_id = CAST(:id AS uuid) WHERE email = :email", id=company_id, email=email)
        answer = await api.post("/api/accounts/sign-in", json={"email": email, "password": PASSWORD})
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    return manager_of
