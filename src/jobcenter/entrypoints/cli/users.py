"""People who may sign in: add, list, give a new password, shut out and let in again."""

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jobcenter.entrypoints.cli.terminal import AsJson, print_json, print_table

if TYPE_CHECKING:
    from jobcenter.accounts.queries import User
    from jobcenter.kit.db import ReadSession

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="Whose.")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]
PAGE = 100


def add(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The e-mail address that signs in.")],
    name: Annotated[str, typer.Option(help="The person's name.")],
    role: Annotated[Literal["admin", "recruiter", "manager"], typer.Option(help="What the person may do.")],
    password_stdin: FromStdin = False,
) -> None:
    """Add a user. Asks for a password, or makes one where nobody can be asked."""
    from jobcenter.accounts.actions import create_user
    from jobcenter.entrypoints.cli.installation import actor, write

    password, is_made = _password(from_stdin=password_stdin)
    user = write(
        lambda session: create_user(session, email=email, name=name, role=role, password=password, actor=actor())
    )
    print(f"{user.email} may sign in as {user.role}.")
    _show_once(password, is_made=is_made)


def list_(as_json: AsJson = False) -> None:
    """List users."""
    from jobcenter.entrypoints.cli.installation import read

    found = read(_everybody)
    if as_json:
        print_json(found)
        return
    print_table(
        ("email", "name", "role", "active", "last sign-in"),
        [(one.email, one.name, one.role, one.is_active, one.last_sign_in_at) for one in found],
        nothing="There are no users. Add one: jobcenter user add ada@example.com --name Ada --role admin",
    )


def reset_password(
    email: Annotated[str | None, typer.Argument(metavar="EMAIL", help="Whose; the only admin's if left out.")] = None,
    password_stdin: FromStdin = False,
) -> None:
    """Give a user a new password; ends that user's sign-ins."""
    from jobcenter.accounts import actions
    from jobcenter.entrypoints.cli.installation import actor, read, write

    whose = read(lambda session: _one(session, email)) if email else _only_admin(read(_everybody))
    password, is_made = _password(from_stdin=password_stdin)
    user = write(lambda session: actions.reset_password(session, email=whose.email, password=password, actor=actor()))
    print(f"{user.email} has a new password, and is signed out everywhere.")
    if not user.is_active:
        print(f"This user is not active and cannot sign in: jobcenter user activate {user.email}")
    _show_once(password, is_made=is_made)


def deactivate(email: Email) -> None:
    """Shut a user out at once; nothing of the user's work is lost."""
    _set_active(email, active=False)


def activate(email: Email) -> None:
    """Let a user sign in again."""
    _set_active(email, active=True)


def _set_active(email: str, *, active: bool) -> None:
    from jobcenter.accounts.actions import change_user
    from jobcenter.entrypoints.cli.installation import actor, write
    from jobcenter.kit.db import Session

    async def change(session: Session) -> "User":
        found = await _one(session, email)
        return await change_user(session, user_id=found.id, is_active=active, actor=actor())

    user = write(change)
    print(f"{user.email} may sign in." if active else f"{user.email} is shut out; sign-ins have ended.")


async def _everybody(session: "ReadSession") -> "list[User]":
    from jobcenter.accounts.queries import list_users

    found: list[User] = []
    while True:
        page = await list_users(session, limit=PAGE, after_email=found[-1].email if found else None)
        found += page
        if len(page) < PAGE:
            return found


async def _one(session: "ReadSession", email: str) -> "User":
    from sqlalchemy import select

    from jobcenter.accounts.actions.users import tidy_email
    from jobcenter.accounts.queries import USER_COLUMNS, User
    from jobcenter.kit.errors import NotFoundError
    from jobcenter.tables import users

    tidied = tidy_email(email)
    row = (await session.execute(select(*USER_COLUMNS).where(users.c.email == tidied))).one_or_none()
    if row is None:
        raise NotFoundError(f"There is no user with the e-mail {tidied}. `jobcenter user list` lists them.")
    return User(*row)


def _only_admin(everybody: "list[User]") -> "User":
    from jobcenter.kit.errors import InvalidError

    admins = [one for one in everybody if one.role == "admin" and one.is_active]
    if len(admins) == 1:
        return admins[0]
    if not admins:
        raise InvalidError("There is no active admin. Name the user: jobcenter user reset-password EMAIL")
    raise InvalidError(
        f"There are {len(admins)} admins: {', '.join(one.email for one in admins)}. "
        f"Say which: jobcenter user reset-password {admins[0].email}"
    )


def _password(*, from_stdin: bool) -> tuple[str, bool]:
    """A password, and whether it was made here: read, asked for where there is a terminal, else made."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n"), False
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)), False
    import secrets

    from jobcenter.entrypoints.first_sign_in import READABLE

    return "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4)), True


def _show_once(password: str, *, is_made: bool) -> None:
    if is_made:
        print(f"Password (shown only now): {password}")
