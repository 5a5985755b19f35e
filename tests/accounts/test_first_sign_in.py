import asyncio

from sqlalchemy import func, select

from jobcenter.entrypoints.first_sign_in import ensure_first_admin
from jobcenter.kit.db import reading
from jobcenter.tables import users


async def test_two_at_once_make_one_admin_who_can_sign_in(settings, engine, client):
    made = await asyncio.gather(*(asyncio.to_thread(ensure_first_admin, settings.database_url) for _ in range(2)))
    (found,) = [each for each in made if each is not None]
    email, password = found
    answer = await client.post("/api/accounts/sign-in", json={"email": email, "password": password})
    assert answer.status_code == 200
    assert await asyncio.to_thread(ensure_first_admin, settings.database_url) is None
    async with reading(engine) as session:
        assert await session.scalar(select(func.count()).select_from(users)) == 1
