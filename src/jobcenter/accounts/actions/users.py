"""What changes users: making them, changing them, their passwords."""

import re
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from jobcenter.accounts import passwords
from jobcenter.accounts.actions.sign_ins import end_sign_ins
from jobcenter.accounts.queries import USER_COLUMNS, User, find_user
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import ConflictError, InvalidError, NotFoundError
from jobcenter.tables import companies, users
from jobcenter.tables.accounts import ROLES
from jobcenter.work import audit

EMAIL = re.compile(r"[!-?A-~]+@[!-?A-~]+")  # printable ASCII around one @: the rest is the mail server's to judge
LONGEST_EMAIL = 254
LONGEST_NAME = 200


def tidy_email(email: str) -> str:
    """An e-mail address as it is stored: trimmed, lower case.

    Raises:
        InvalidError: it does not look like one.
    """
    tidied = email.strip().lower()
    if len(tidied) > LONGEST_EMAIL or not EMAIL.fullmatch(tidied):
        raise InvalidError(
            f"email: {tidied[:80]!r} is no e-mail address; it must look like ada@example.com, in ASCII, "
            f"with at most {LONGEST_EMAIL} characters."
        )
    return tidied


def tidy_name(name: str) -> str:
    """A person's name as it is stored: trimmed.

    Raises:
        InvalidError: nothing is left, or it is too long.
    """
    tidied = name.strip()
    if not 1 <= len(tidied) <= LONGEST_NAME or not tidied.isprintable():
        raise InvalidError(f"name: must have 1 to {LONGEST_NAME} printable characters.")
    return tidied


async def check_place(session: Session, *, role: str, company_id: UUID | None) -> None:
    """Refuse a role that there is not, and a company that does not exist or that this role cannot have.

    Raises:
        InvalidError: saying which.
    """
    if role not in ROLES:
        raise InvalidError(f"role: there is no role {role[:80]!r}; allowed are {', '.join(ROLES)}.")
    if company_id is None:
        return
    if role != "manager":
        raise InvalidError(f"company_id: only a manager works for a company; the role here is {role}. Leave it out.")
    if await session.scalar(select(companies.c.id).where(companies.c.id == company_id)) is None:
        raise InvalidError(f"company_id: there is no company {company_id}. GET /api/companies lists them.")


async def create_user(
    session: Session,
    *,
    email: str,
    name: str,
    role: str,
    password: str | None,
    company_id: UUID | None = None,
    actor: str,
) -> User:
    """Make a user who may sign in at once; without a password only at the OpenID Connect provider.

    Raises:
        InvalidError: a value is not allowed.
        ConflictError: somebody has this e-mail already.
    """
    values: dict[str, Any] = {"email": tidy_email(email), "name": tidy_name(name), "role": role}
    await check_place(session, role=role, company_id=company_id)
    if company_id is not None:
        values["company_id"] = company_id
    own = (values["email"], values["name"])
    password_hash = None if password is None else await passwords.hashed(password, own=own)
    made = (
        await session.execute(
            insert(users)
            .values(id=new_id(), password_hash=password_hash, **values)
            .on_conflict_do_nothing(index_elements=["email"])
            .returning(*USER_COLUMNS)
        )
    ).one_or_none()
    if made is None:
        raise ConflictError(f"There is a user with the e-mail {values['email']} already. Change that one instead.")
    user = User(*made)
    await audit.record(session, actor=actor, action="create", thing="user", thing_id=str(user.id), after=told(values))
    return user


def told(values: dict[str, Any]) -> dict[str, Any]:
    """Values as the audit log keeps them: ids as text."""
    return {name: str(value) if isinstance(value, UUID) else value for name, value in values.items()}


async def change_user(
    session: Session,
    *,
    user_id: UUID,
    name: str | None = None,
    role: str | None = None,
    is_active: bool | None = None,
    company_id: UUID | None = None,
    actor: str,
) -> User:
    """Change what is given of a user; making one inactive ends all of that user's sign-ins.

    Whoever is no manager any more works for no client company either.

    Raises:
        NotFoundError: there is no such user.
        InvalidError: a value is not allowed.
        ConflictError: this would leave the installation without an active admin.
    """
    wanted = {
        "name": None if name is None else tidy_name(name),
        "role": role,
        "is_active": is_active,
        "company_id": company_id,
    }
    # All active admins are locked, in one order, so that two admins who demote each other cannot both succeed.
    still_admins = set(
        await session.scalars(
            select(users.c.id).where(users.c.role == "admin", users.c.is_active).order_by(users.c.id).with_for_update()
        )
    )
    before = await find_user(session, user_id)
    if before is None:
        raise NotFoundError(f"There is no user {user_id}.")
    becomes = role or before.role
    await check_place(session, role=becomes, company_id=company_id)
    changes: dict[str, Any] = {
        field: value for field, value in wanted.items() if value is not None and value != getattr(before, field)
    }
    if becomes != "manager" and before.company_id is not None:
        changes["company_id"] = None
    if not changes:
        return before
    if still_admins == {user_id} and (changes.get("role") or changes.get("is_active") is False):
        raise ConflictError(f"{before.email} is the last active admin. Make another user an admin first.")
    after = await session.execute(
        update(users).where(users.c.id == user_id).values(**changes, updated_at=func.now()).returning(*USER_COLUMNS)
    )
    if changes.get("is_active") is False:
        await end_sign_ins(session, user_id=user_id, reason="the user was made inactive")
    await audit.record(
        session,
        actor=actor,
        action="change",
        thing="user",
        thing_id=str(user_id),
        before=told({field: getattr(before, field) for field in changes}),
        after=told(changes),
    )
    return User(*after.one())


async def end_every_sign_in(session: Session, *, user_id: UUID, actor: str) -> None:
    """End all sign-ins of a user, whose access tokens stop at once; the user may sign in again.

    Raises:
        NotFoundError: there is no such user.
    """
    if await find_user(session, user_id) is None:
        raise NotFoundError(f"There is no user {user_id}.")
    await end_sign_ins(session, user_id=user_id, reason="an admin ended it")
    await audit.record(session, actor=actor, action="end sign-ins", thing="user", thing_id=str(user_id))


async def reset_password(session: Session, *, email: str, password: str, actor: str) -> User:
    """Give a user a new password, and end all of that user's sign-ins.

    Raises:
        NotFoundError: nobody has this e-mail.
        InvalidError: the password is not good enough.
    """
    tidied = tidy_email(email)
    name = await session.scalar(select(users.c.name).where(users.c.email == tidied))
    password_hash = await passwords.hashed(password, own=(tidied, name or ""))
    changed = (
        await session.execute(
            update(users)
            .where(users.c.email == tidied)
            .values(password_hash=password_hash, updated_at=func.now())
            .returning(*USER_COLUMNS)
        )
    ).one_or_none()
    if changed is None:
        raise NotFoundError(f"There is no user with the e-mail {tidied}.")
    user = User(*changed)
    await end_sign_ins(session, user_id=user.id, reason="the password was reset")
    await audit.record(session, actor=actor, action="reset password", thing="user", thing_id=str(user.id))
    return user


async def change_own_password(
    session: Session, *, user_id: UUID, sign_in_id: UUID | None, proven_hash: str, new: str, actor: str
) -> bool:
    """Change one's own password, found to be behind `proven_hash`, and end one's other sign-ins; the asking one stays.

    False when the password was changed meanwhile.

    Raises:
        InvalidError: the new password is not good enough.
    """
    mine = users.c.id == user_id, users.c.password_hash == proven_hash
    found = (await session.execute(select(users.c.email, users.c.name).where(*mine).with_for_update())).one_or_none()
    if found is None:
        return False
    password_hash = await passwords.hashed(new, own=(found.email, found.name))
    await session.execute(update(users).where(*mine).values(password_hash=password_hash, updated_at=func.now()))
    await end_sign_ins(session, user_id=user_id, reason="the password was changed", but=sign_in_id)
    await audit.record(session, actor=actor, action="change password", thing="user", thing_id=str(user_id))
    return True
