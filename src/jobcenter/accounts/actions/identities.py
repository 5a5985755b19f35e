"""What ties users to an OpenID Connect provider: by the provider's own name of them, from their first visit on."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from jobcenter.accounts.queries import USER_COLUMNS, User, find_identity
from jobcenter.kit.db import Session
from jobcenter.kit.errors import NotFoundError
from jobcenter.tables import identities, users
from jobcenter.work import audit


async def recognise(session: Session, *, issuer: str, subject: str, email: str | None) -> User | str:
    """The user who is `subject` at `issuer`: known from an earlier visit, else by `email`, which the issuer verified.

    Who is found by the e-mail is tied to the subject from then on: if the provider gives the address to somebody else
    later, that person does not become this user.

    Returns:
        The user, or a sentence that says why there is none.
    """
    known = await find_identity(session, issuer=issuer, subject=subject)
    if known is None and email is None:
        return (
            "The provider gave no verified e-mail, by which a user could be found here. "
            "Verify it there, or ask for it to be put into the token."
        )
    if known is None:
        row = (await session.execute(select(*USER_COLUMNS).where(users.c.email == email))).one_or_none()
        if row is None:
            return f"There is no user with the e-mail {email} here. Ask an admin to be invited."
        known = User(*row)
        if known.is_active and not await _tie(session, known, issuer=issuer, subject=subject):
            return (
                f"The user {known.email} is tied to another person at the provider. "
                "Ask an admin to untie them, if it is the same one."
            )
    if not known.is_active:
        return "This user has been made inactive. Ask an admin to make it active again."
    return known


async def _tie(session: Session, user: User, *, issuer: str, subject: str) -> bool:
    tied = await session.scalar(
        insert(identities)
        .values(issuer=issuer, subject=subject, user_id=user.id)
        .on_conflict_do_nothing()
        .returning(identities.c.user_id)
    )
    if tied is None:  # two requests of a first visit at once: the other one may have tied the same two
        found = await find_identity(session, issuer=issuer, subject=subject)
        return found is not None and found.id == user.id
    await audit.record(
        session,
        actor=f"user:{user.email}",
        action="tie to provider",
        thing="user",
        thing_id=str(user.id),
        after={"issuer": issuer, "subject": subject},
    )
    return True


async def forget_identities(session: Session, *, user_id: UUID, actor: str) -> int:
    """Untie a user from all providers; the next visit with the same verified e-mail ties anew. Returns how many.

    Raises:
        NotFoundError: there is no such user.
    """
    if await session.scalar(select(users.c.id).where(users.c.id == user_id)) is None:
        raise NotFoundError(f"There is no user {user_id}.")
    gone = (
        await session.execute(
            delete(identities)
            .where(identities.c.user_id == user_id)
            .returning(identities.c.issuer, identities.c.subject)
        )
    ).all()
    for one in gone:
        await audit.record(
            session,
            actor=actor,
            action="untie from provider",
            thing="user",
            thing_id=str(user_id),
            before={"issuer": one.issuer, "subject": one.subject},
        )
    return len(gone)
