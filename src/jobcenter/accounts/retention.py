"""What accounts forget, and when; apart from the actions, since the scheduler needs nothing of passwords and tokens."""

from datetime import timedelta
from typing import Final

from sqlalchemy import delete, func

from jobcenter.kit.db import Session
from jobcenter.tables import invitations, refresh_tokens, sign_in_failures, sign_ins
from jobcenter.work.forgetting import AT_ONCE, at_most, forget

KEPT = timedelta(days=30)
INVITATIONS_KEPT: Final = timedelta(days=90)
HERE = "account-at:"  # begins the key of an account together with an address from which it was signed in to


async def forget_old_sign_ins(session: Session) -> int:
    """Delete sign-ins that expired 30 days ago, refresh tokens that were used as long ago, failures of yesterday.

    Returns how many rows that were. A token that comes back after that is unknown: it is refused all the same, and no
    longer ends its sign-in.
    """
    long_ago = func.now() - KEPT
    ended = at_most(AT_ONCE, sign_ins, sign_ins.c.expires_at < long_ago)
    used = at_most(AT_ONCE, refresh_tokens, refresh_tokens.c.used_at < long_ago)
    failed = at_most(
        AT_ONCE,
        sign_in_failures,
        sign_in_failures.c.last_at < func.now() - timedelta(days=1),
        (sign_in_failures.c.last_at < long_ago) | ~sign_in_failures.c.of.startswith(HERE),
    )
    gone = await forget(session, delete(sign_ins).where(ended))
    gone += await forget(session, delete(refresh_tokens).where(used))
    return gone + await forget(session, delete(sign_in_failures).where(failed))


async def forget_old_invitations(session: Session) -> int:
    """Delete invitations that were accepted, revoked, or ran out 90 days ago; return how many.

    They name people who may never have become users; who invited whom stays in the audit log.
    """
    ended_at = func.coalesce(invitations.c.accepted_at, invitations.c.revoked_at, invitations.c.expires_at)
    old = at_most(AT_ONCE, invitations, ended_at < func.now() - INVITATIONS_KEPT)
    return await forget(session, delete(invitations).where(old))
