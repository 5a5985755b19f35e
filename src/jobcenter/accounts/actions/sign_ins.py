"""What changes sign-ins: beginning one, refreshing it with rotating tokens, ending it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, insert, select, update

from jobcenter.accounts import tokens
from jobcenter.kit.clock import new_id, now
from jobcenter.kit.db import Session
from jobcenter.kit.errors import NotFoundError
from jobcenter.kit.settings import Settings
from jobcenter.tables import refresh_tokens, sign_ins, users
from jobcenter.work import audit

FORGIVEN = timedelta(seconds=30)
"""So long a browser may bring back a token whose answer it may never have seen: its page was reloaded meanwhile."""


@dataclass(frozen=True)
class Tokens:
    """What a client keeps of a sign-in; `expires_in` is the access token's life in seconds."""

    access_token: str
    refresh_token: str
    expires_in: int


async def sign_in(
    session: Session,
    settings: Settings,
    *,
    user_id: UUID,
    proven_hash: str | None,
    by: str = "password",
    user_agent: str | None = None,
) -> Tokens | None:
    """Begin a sign-in for a user whose password was just found to be the one behind `proven_hash`.

    The password is proven before the transaction, which then need not hold a connection for a tenth of a second.
    Where something else proved who it is (`by`: an invitation, a provider), `proven_hash` is None. The answer is None
    when the user was made inactive or got another password since.
    """
    mine = [users.c.id == user_id, users.c.is_active]
    if proven_hash is not None:
        mine.append(users.c.password_hash == proven_hash)
    email = await session.scalar(update(users).where(*mine).values(last_sign_in_at=func.now()).returning(users.c.email))
    if email is None:
        return None
    sign_in_id = new_id()
    expires = now() + timedelta(days=settings.refresh_token_days)
    await session.execute(
        insert(sign_ins).values(
            id=sign_in_id, user_id=user_id, expires_at=expires, last_used_at=func.now(), user_agent=user_agent
        )
    )
    await audit.record(
        session,
        actor=f"user:{email}",
        action="sign in",
        thing="sign-in",
        thing_id=str(sign_in_id),
        after={"by": by},
    )
    return await _give_tokens(session, settings, user_id=user_id, sign_in_id=sign_in_id)


async def refresh(
    session: Session, settings: Settings, *, token: str, answer_may_be_lost: bool = False
) -> Tokens | str:
    """Exchange a refresh token for new tokens, or say why not.

    A refusal is returned and not raised, because it has something to commit: a token that comes back after it was
    used has been copied, so its whole sign-in ends. Of two requests that overlap with the same token one wins; the
    other is refused without harm, since it began before the token was used. Where `answer_may_be_lost` (a browser
    keeps the token in a cookie, and a reload drops the answer that would have changed it), the token works for
    `FORGIVEN` after its first use: whoever copied it gains half a minute, and nobody is signed out by the F5 key.

    Returns:
        The new tokens, or a sentence that tells the caller what to do instead.
    """
    hashed = tokens.digest(token)
    found = (
        await session.execute(
            select(refresh_tokens.c.used_at, sign_ins.c.id, sign_ins.c.user_id, users.c.email)
            .join(sign_ins, sign_ins.c.id == refresh_tokens.c.sign_in_id)
            .join(users, users.c.id == sign_ins.c.user_id)
            .where(refresh_tokens.c.token_hash == hashed)
        )
    ).one_or_none()
    if found is None:
        return "This refresh token is unknown. Sign in again at POST /api/accounts/sign-in."
    forgiven = answer_may_be_lost and (found.used_at is None or now() - found.used_at < FORGIVEN)
    if found.used_at is not None and not forgiven:
        await _end_copied(session, sign_in_id=found.id, email=found.email)
        return (
            "This refresh token was used before, so it may have been copied: its sign-in has been ended. "
            "Sign in again at POST /api/accounts/sign-in."
        )
    won = await session.scalar(
        update(refresh_tokens)
        .where(refresh_tokens.c.token_hash == hashed, refresh_tokens.c.used_at.is_(None))
        .values(used_at=func.now())
        .returning(refresh_tokens.c.sign_in_id)
    )
    if won is None and not forgiven:
        return "Another request has just exchanged this refresh token. Use the tokens which that one was given."
    alive = await session.scalar(
        update(sign_ins)
        .where(
            sign_ins.c.id == found.id,
            sign_ins.c.ended_at.is_(None),
            sign_ins.c.expires_at > func.now(),
            select(users.c.id).where(users.c.id == found.user_id, users.c.is_active).exists(),
        )
        .values(expires_at=now() + timedelta(days=settings.refresh_token_days), last_used_at=func.now())
        .returning(sign_ins.c.id)
    )
    if alive is None:
        return "This sign-in has ended. Sign in again at POST /api/accounts/sign-in."
    return await _give_tokens(session, settings, user_id=found.user_id, sign_in_id=found.id)


async def sign_out(session: Session, *, sign_in_id: UUID, actor: str) -> None:
    """End one sign-in; its access tokens stop at once. Ending it twice changes nothing."""
    ended = await _end(session, sign_in_id=sign_in_id, reason="signed out")
    if ended:
        await audit.record(session, actor=actor, action="sign out", thing="sign-in", thing_id=str(sign_in_id))


async def end_own_sign_in(session: Session, *, user_id: UUID, sign_in_id: UUID, actor: str) -> None:
    """End one sign-in of this user, on whatever device it is; its access tokens stop at once.

    Raises:
        NotFoundError: this user has no such sign-in, or it has ended.
    """
    mine = select(sign_ins.c.id).where(sign_ins.c.id == sign_in_id, sign_ins.c.user_id == user_id)
    reason = "ended by its user"
    if await session.scalar(mine) is None or not await _end(session, sign_in_id=sign_in_id, reason=reason):
        raise NotFoundError("You have no such sign-in, or it has ended already. List those that go on, and look again.")
    await audit.record(
        session, actor=actor, action="end", thing="sign-in", thing_id=str(sign_in_id), after={"end_reason": reason}
    )


async def end_sign_ins(session: Session, *, user_id: UUID, reason: str, but: UUID | None = None) -> None:
    """End all sign-ins of a user, except `but`."""
    ending = update(sign_ins).where(sign_ins.c.user_id == user_id, sign_ins.c.ended_at.is_(None))
    if but is not None:
        ending = ending.where(sign_ins.c.id != but)
    await session.execute(ending.values(ended_at=func.now(), end_reason=reason))


async def _end_copied(session: Session, *, sign_in_id: UUID, email: str) -> None:
    reason = "a used refresh token came back"
    if await _end(session, sign_in_id=sign_in_id, reason=reason):
        await audit.record(
            session,
            actor=f"user:{email}",
            action="end by reuse",
            thing="sign-in",
            thing_id=str(sign_in_id),
            after={"end_reason": reason},
        )


async def _end(session: Session, *, sign_in_id: UUID, reason: str) -> bool:
    ended = await session.scalar(
        update(sign_ins)
        .where(sign_ins.c.id == sign_in_id, sign_ins.c.ended_at.is_(None))
        .values(ended_at=func.now(), end_reason=reason)
        .returning(sign_ins.c.id)
    )
    return ended is not None


async def _give_tokens(session: Session, settings: Settings, *, user_id: UUID, sign_in_id: UUID) -> Tokens:
    fresh = tokens.make_secret()
    await session.execute(insert(refresh_tokens).values(token_hash=tokens.digest(fresh), sign_in_id=sign_in_id))
    return Tokens(
        access_token=tokens.make_access_token(settings, user_id=user_id, sign_in_id=sign_in_id),
        refresh_token=fresh,
        expires_in=settings.access_token_minutes * 60,
    )
