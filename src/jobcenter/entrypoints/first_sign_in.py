"""The first sign-in: a new installation's own admin, with a password that is made for it and shown once."""

import asyncio
import secrets

from sqlalchemy import select, text

from jobcenter.accounts.actions import create_user
from jobcenter.kit.db import make_passing_engine, writing
from jobcenter.tables import users

FIRST_EMAIL = "admin@jobcenter.localhost"
ONE_AT_A_TIME = 7_302_114_502  # an advisory lock's number: any constant of our own
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # without what is easily taken for something else: i, l, o, 0, 1


def ensure_first_admin(database_url: str) -> tuple[str, str] | None:
    """Make an admin when there is no user at all; two at once make one.

    Returns:
        The e-mail and the password of the new admin, or None when there are users already.
    """
    return asyncio.run(_ensure(database_url))


async def _ensure(database_url: str) -> tuple[str, str] | None:
    engine = make_passing_engine(database_url)
    try:
        async with writing(engine) as session:
            await session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": ONE_AT_A_TIME})
            if await session.scalar(select(users.c.id).limit(1)) is not None:
                return None
            password = "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4))
            await create_user(
                session, email=FIRST_EMAIL, name="Admin", role="admin", password=password, actor="make up"
            )
            return FIRST_EMAIL, password
    finally:
        await engine.dispose()
