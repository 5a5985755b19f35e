"""The connection below a session, for the owners' COPY loaders, within the session's own transaction."""

from typing import cast

import asyncpg
from sqlalchemy import text

from jobcenter.kit.db import Session


async def driver(session: Session) -> asyncpg.Connection:
    """The session's own connection, in its transaction."""
    await session.execute(text("SELECT 1"))  # a transaction begins with its first statement, which COPY is not
    raw = await (await session.connection()).get_raw_connection()
    return cast("asyncpg.Connection", raw.driver_connection)
