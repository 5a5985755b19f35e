"""What accounts forget, and when; apart from the actions, since the scheduler needs nothing of passwords and tokens."""

from datetime import timedelta

from sqlalchemy import delete, func

from jobcenter.kit.db import Session
from jobcenter.tables import refresh_tokens, sign_in_failures, sign_ins

KEPT = timedelta(days=30)
HERE = "account-at:"  # begins the key of an account together with an address from which it was signed in to


async def forget_old_sign_ins(session: Session) -> int:
    """Delete sign-ins that expired 30 days ago, refresh tokens that were used as long ago, failures of yesterday.

    Returns how many rows that were. A token that comes back after that is unknown: it is refused all the same, and no
    longer ends its sign-in.
    """
    long_ago = func.now() - KEPT
    ended = await session.execute(delete(sign_ins).where(sign_ins.c.expires_at < long_ago).returning(sign_ins.c.id))
    used = await session.execute(
        delete(refresh_tokens).where(refresh_tokens.c.used_at < long_ago).returning(refresh_tokens.c.sign_in_id)
    )
    failed = await session.execute(
        delete(sign_in_failures)
        .where(
            sign_in_failures.c.last_at < func.now() - timedelta(days=1),
            (sign_in_failures.c.last_at < long_ago) | ~sign_in_failures.c.of.startswith(HERE),
        )
        .returning(sign_in_failures.c.failures)
    )
    return len(ended.all()) + len(used.all()) + len(failed.all())
