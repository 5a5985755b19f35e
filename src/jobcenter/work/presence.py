"""Which processes of Job Center are alive: each writes that it is, every few seconds."""

import os
import socket
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from jobcenter.kit.db import ReadSession, Session
from jobcenter.tables import processes

ALIVE = timedelta(seconds=20)
BEAT_SECONDS = 5.0


def name_of(part: str) -> str:
    """This process's name among all: part, host and process id."""
    return f"{part}@{socket.gethostname()}:{os.getpid()}"


async def beat(session: Session, part: str, detail: dict[str, Any]) -> None:
    """Write that this process lives, and what it is at."""
    row = {"id": name_of(part), "part": part, "host": socket.gethostname(), "pid": os.getpid(), "detail": detail}
    seen = {"seen_at": func.now(), "detail": detail}
    await session.execute(insert(processes).values(row).on_conflict_do_update(index_elements=["id"], set_=seen))


async def leave(session: Session, part: str) -> None:
    """Write that this process ends."""
    await session.execute(delete(processes).where(processes.c.id == name_of(part)))


async def alive(session: ReadSession, part: str) -> list[dict[str, Any]]:
    """The living processes of a part: id, host, pid, when started and last seen, detail."""
    found = (
        select(processes)
        .where(processes.c.part == part, processes.c.seen_at > func.now() - ALIVE)
        .order_by(processes.c.id)
    )
    return [dict(row) for row in (await session.execute(found)).mappings()]


async def forget_dead(session: Session) -> int:
    """Delete processes that were last seen a day ago; return how many."""
    old = delete(processes).where(processes.c.seen_at < func.now() - timedelta(days=1))
    return len((await session.execute(old.returning(processes.c.id))).all())
