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
from jobcenter.tables import users
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


def _tidy_name(name: str) -> str:
    tidied = name.strip()
    if not 1 <= len(tidied) <= LONGEST_NAME or not tidied.isprintable():
        raise InvalidError(f"name: must have 1 to {LONGEST_NAME} printable characters.")
    return tidied


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise InvalidError(f"role: there is no role {role[:80]!r}; allowed are {', '.join(ROLES)}.")


async def create_user(session: Session, *, email: str, name: str, role: str, password: str, actor: str) -> User:
    """Make a user who may sign in at once.

    Raises:
        InvalidError: a value is not allowed.
        ConflictError: somebody has this e-mail already.
    """
    values = {"email": tidy_email(email), "name": _tidy_name(name), "role": role}
    _check_role(role)
    password_hash = await passwords.hashed(password)
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
    await audit.record(session, actor=actor, action="create", thing="user", thing_id=str(user.id), after=values)
    return user


async def change_user(
    session: Session,
    *,
    user_id: UUID,
    name: str | None = None,
    role: str | None = None,
    is_active: bool | None = None,
    actor: str,
) -> User:
    """Change what is given of a user; making one inactive ends all of that user's sign-ins.

    Raises:
        NotFoundError: there is no such user.
        InvalidError: a value is not allowed.
        ConflictError: this would leave the installation without an active admin.
    """
    if role is not None:
        _check_role(role)
    wanted = {"name": None if name is None else _tidy_name(name), "role": role, "is_active": is_active}
    # All active admins are locked, in one order, so that two admins who demote each other cannot both succeed.
    still_admins = set(
        await session.scalars(
            select(users.c.id).where(users.c.role == "admin", users.c.is_active).order_by(users.c.id).with_for_update()
        )
    )
    before = await find_user(session, user_id)
    if before is None:
        raise NotFoundError(f"There is no user {user_id}.")
    changes: dict[str, Any] = {
        field: value for field, value in wanted.items() if value is not None and value != getattr(before, field)
    }
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
        before={field: getattr(before, field) for field in changes},
        after=changes,
    )
    return User(*after.one())


async def reset_password(session: Session, *, email: str, password: str, actor: str) -> User:
    """Give a user a new password, and end all of that user's sign-ins.

    Raises:
        NotFoundError: nobody has this e-mail.
        InvalidError: the password is too short or too long.
    """
    tidied = tidy_email(email)
    password_hash = await passwords.hashed(password)
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
    session: Session, *, user_id: UUID, sign_in_id: UUID, current: str, new: str, actor: str
) -> None:
    """Change one's own password, and end one's other sign-ins; the one that asks goes on.

    Raises:
        InvalidError: the current password is wrong, or the new one too short or too long.
    """
    passwords.check(new)
    known = await session.scalar(select(users.c.password_hash).where(users.c.id == user_id).with_for_update())
    if not await passwords.matches(current, known):
        raise InvalidError("current_password: this is not your current password.")
    password_hash = await passwords.hashed(new)
    await session.execute(
        update(users).where(users.c.id == user_id).values(password_hash=password_hash, updated_at=func.now())
    )
    await end_sign_ins(session, user_id=user_id, reason="the password was changed", but=sign_in_id)
    await audit.record(session, actor=actor, action="change password", thing="user", thing_id=str(user_id))
