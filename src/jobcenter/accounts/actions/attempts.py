"""What slows down whoever guesses passwords: failures are counted per account and per address, and later tries wait."""

import hashlib
import math
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, case, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from jobcenter.accounts.retention import HERE
from jobcenter.kit.db import Session
from jobcenter.kit.errors import TooManyRequestsError
from jobcenter.kit.settings import Settings
from jobcenter.tables import sign_in_failures

FORGOTTEN = timedelta(hours=1)
MOST_DOUBLINGS = 20

failures, last_at, closed_until = (sign_in_failures.c[name] for name in ("failures", "last_at", "closed_until"))


@dataclass(frozen=True)
class Attempt:
    """One try to sign in, by the keys it is counted under; `left` failures of `limit` need no waiting."""

    account: str
    here: str
    address: str
    limit: int
    left: int


async def begin_attempt(session: Session, settings: Settings, *, email: str, address: str) -> Attempt:
    """Count a try as failed before it is made, so that a thousand at once gain nothing; a success takes it back.

    Where somebody has signed in to this account before, that address is counted on its own: strangers who guess from
    elsewhere shut nobody out who is at home. Whether there is such an account makes no difference. Commit this before
    the password is looked at.

    Raises:
        TooManyRequestsError: the account or the address has to wait; then nothing is counted, and the wait not longer.
    """
    hashed = hashlib.sha256(email.encode()).hexdigest()
    account, here, address = f"account:{hashed}", f"{HERE}{hashed}:{address}", f"address:{address}"
    at_home = await session.scalar(select(failures).where(sign_in_failures.c.of == here)) is not None
    counted = here if at_home else account
    limits = {counted: settings.sign_in_failures, address: settings.sign_in_failures_per_address}
    found: dict[str, int] = {}
    for of, free in limits.items():  # accounts first, always, so that two tries cannot wait for each other
        fresh = case((last_at < func.now() - FORGOTTEN, 1), else_=failures + 1)
        trying = insert(sign_in_failures).values(
            of=of, failures=1, last_at=func.now(), closed_until=_wait(literal(1), free, settings)
        )
        tried = await session.scalar(
            trying.on_conflict_do_update(
                index_elements=["of"],
                set_={"failures": fresh, "last_at": func.now(), "closed_until": _wait(fresh, free, settings)},
                where=closed_until.is_(None) | (closed_until <= func.now()),
            ).returning(failures)
        )
        if tried is None:
            raise await _too_many(session, of)
        found[of] = tried
    limit = settings.sign_in_failures
    return Attempt(account=account, here=here, address=address, limit=limit, left=max(0, limit - found[counted]))


async def end_well(session: Session, attempt: Attempt) -> None:
    """Forget an account's failures after a success; of the address's only this try, or one good account would do."""
    await session.execute(delete(sign_in_failures).where(sign_in_failures.c.of == attempt.account))
    begun = {"failures": 0, "last_at": func.now(), "closed_until": None}
    at_home = insert(sign_in_failures).values(of=attempt.here, **begun)
    await session.execute(at_home.on_conflict_do_update(index_elements=["of"], set_=begun))
    await session.execute(
        update(sign_in_failures)
        .where(sign_in_failures.c.of == attempt.address)
        .values(failures=func.greatest(0, failures - 1), closed_until=None)
    )


def _wait(count: ColumnElement[int], free: int, settings: Settings) -> ColumnElement[object]:
    """Until when the next try has to wait: not at all, a second after the last free one, then twice as long each time.

    PostgreSQL's own clock decides, so that all API processes agree.
    """
    doublings = func.least(count - free, MOST_DOUBLINGS)
    seconds = func.least(func.power(2, doublings), settings.sign_in_longest_wait_seconds)
    return case((count >= free, func.now() + seconds * literal(timedelta(seconds=1))), else_=None)


async def _too_many(session: Session, of: str) -> TooManyRequestsError:
    left = await session.scalar(
        select(func.extract("epoch", closed_until - func.now())).where(sign_in_failures.c.of == of)
    )
    seconds = max(1, math.ceil(left or 1))
    whose = "from this address" if of.startswith("address:") else "for this e-mail"
    return TooManyRequestsError(
        f"Too many sign-ins {whose} have failed. Try again in {seconds} seconds; nobody is locked out for good.",
        retry_after=seconds,
    )
