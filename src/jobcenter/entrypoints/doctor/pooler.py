"""Whether a pooler stands before PostgreSQL, and whether the settings know of it."""

from jobcenter.entrypoints.doctor.findings import Finding, place
from jobcenter.entrypoints.doctor.servers import UNREACHABLE, connected
from jobcenter.kit.settings import Settings

_OWN = "SELECT pg_backend_pid()"


async def pooler(settings: Settings) -> list[Finding]:
    """What stands at `DATABASE_URL` before PostgreSQL; nothing where that cannot be reached, which others say."""
    url = settings.database_url
    if not url:
        return []
    try:
        is_there, by_transaction = await _stands_between(url)
    except UNREACHABLE:
        return []
    where = place(url, 5432)
    if by_transaction and not settings.transaction_pooler:
        return [
            Finding(
                "error",
                f"A pooler at {where} gives each transaction another connection, and the settings do not say so",
                "Set JOBCENTER_TRANSACTION_POOLER=true: prepared statements do not survive such a change.",
            )
        ]
    if not is_there and settings.transaction_pooler:
        return [
            Finding(
                "warning",
                f"JOBCENTER_TRANSACTION_POOLER is set, and no pooler stands at {where}",
                "Unset it: without prepared statements every read costs PostgreSQL its planning again.",
            )
        ]
    if not is_there:
        return [Finding("ok", f"No pooler stands before PostgreSQL at {where}")]
    mode = "each transaction" if by_transaction else "each client"
    return [Finding("ok", f"A pooler at {where} gives {mode} a connection, and the settings fit it")]


async def _stands_between(url: str) -> tuple[bool, bool]:
    """Whether there is a pooler, and whether it gives connections by the transaction.

    A pooler tells clients a process id of its own making, to cancel by. One that gives connections by the transaction
    hands the one that was free a moment ago to the next who begins, and the first then gets another.
    """
    async with connected(url) as first, connected(url) as second:
        before = await first.fetchval(_OWN)
        async with second.transaction():
            await second.fetchval(_OWN)
            after = await first.fetchval(_OWN)
        return first.get_server_pid() != before, before != after
