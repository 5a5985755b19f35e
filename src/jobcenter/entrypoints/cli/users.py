"""People who may sign in: add, invite, list, give a new password, shut out and let in again."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal
from uuid import UUID

import typer

from jobcenter.entrypoints.cli.terminal import AsJson, clean, print_json, print_table

if TYPE_CHECKING:
    from jobcenter.accounts.queries import User
    from jobcenter.kit.db import ReadSession

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="Whose.")]
Company = Annotated[str | None, typer.Option(metavar="NAME|ID", help="The client company that a manager works for.")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]
PAGE = 100


def add(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The e-mail address that signs in.")],
    name: Annotated[str, typer.Option(help="The person's name.")],
    role: Annotated[Literal["admin", "recruiter", "manager"], typer.Option(help="What the person may do.")],
    company: Company = None,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="Let the person sign in at the OpenID Connect provider alone.")
    ] = False,
    password_stdin: FromStdin = False,
) -> None:
    """Add a user. Asks for a password, or makes one where nobody can be asked."""
    from jobcenter.accounts.actions import create_user
    from jobcenter.entrypoints.cli.installation import actor, write
    from jobcenter.kit.db import Session

    password, is_made = (None, False) if no_password else _password(from_stdin=password_stdin)

    async def make(session: Session) -> "User":
        place = await _company(session, company)
        return await create_user(
            session, email=email, name=name, role=role, password=password, company_id=place, actor=actor()
        )

    user = write(make)
    print(f"{user.email} may sign in as {user.role}.")
    _say(user.remark)
    _show_once(password or "", is_made=is_made)


def invite(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="Whom; the e-mail address that will sign in.")],
    name: Annotated[str, typer.Option(help="The person's name.")],
    role: Annotated[Literal["admin", "recruiter", "manager"], typer.Option(help="What the person may do.")],
    company: Company = None,
) -> None:
    """Invite a person by a link that you hand over; it works once."""
    from jobcenter.accounts import actions
    from jobcenter.accounts.queries import Invitation
    from jobcenter.entrypoints.cli.installation import actor, settings_here, write
    from jobcenter.kit.db import Session

    settings = settings_here()

    async def make(session: Session) -> tuple[Invitation, str]:
        place = await _company(session, company)
        return await actions.invite(
            session, settings, email=email, name=name, role=role, company_id=place, actor=actor()
        )

    invitation, token = write(make)
    print(f"{invitation.email} is invited as {invitation.role}, until {clean(invitation.expires_at)}.")
    _say(invitation.remark)
    print(f"Link (shown only now): {actions.link_of(settings, token)}")


def invitations(as_json: AsJson = False) -> None:
    """List invitations, newest first, the last hundred."""
    from jobcenter.accounts.queries import list_invitations
    from jobcenter.entrypoints.cli.installation import read

    found = read(list_invitations)
    if as_json:
        print_json([{**asdict(one), "status": one.status} for one in found])
        return
    print_table(
        ("id", "email", "name", "role", "status", "until", "by"),
        [(one.id, one.email, one.name, one.role, one.status, one.expires_at, one.invited_by) for one in found],
        nothing="Nobody was invited yet: jobcenter user invite bob@example.com --name Bob --role recruiter",
    )


def revoke_invitation(
    which: Annotated[UUID, typer.Argument(metavar="ID", help="Its id, as the list shows it.")],
) -> None:
    """Take an invitation back: its link stops working."""
    from jobcenter.accounts import actions
    from jobcenter.entrypoints.cli.installation import actor, write

    gone = write(lambda session: actions.revoke_invitation(session, invitation_id=which, actor=actor()))
    print(f"The invitation of {gone.email} works no longer.")


def untie(email: Email) -> None:
    """Forget who a user is at the OpenID Connect provider; the next visit ties them anew."""
    from jobcenter.accounts.actions import forget_identities
    from jobcenter.entrypoints.cli.installation import actor, write
    from jobcenter.kit.db import Session

    async def forget(session: Session) -> int:
        found = await _one(session, email)
        return await forget_identities(session, user_id=found.id, actor=actor())

    gone = write(forget)
    print("The user is untied." if gone else "The user was tied to nobody at a provider.")


def list_(as_json: AsJson = False) -> None:
    """List users."""
    from jobcenter.entrypoints.cli.installation import read

    found = read(_everybody)
    if as_json:
        print_json(found)
        return
    print_table(
        ("email", "name", "role", "active", "last sign-in", "remark"),
        [(one.email, one.name, one.role, one.is_active, one.last_sign_in_at, one.remark) for one in found],
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


async def _company(session: "ReadSession", which: str | None) -> UUID | None:
    """The company of this id, or of this name in any of its spellings."""
    from sqlalchemy import select, union

    from jobcenter.companies.names import employer_key
    from jobcenter.kit.errors import InvalidError
    from jobcenter.kit.folding import fold
    from jobcenter.tables import companies, company_names

    if which is None:
        return None
    try:
        return UUID(which)
    except ValueError:
        key = employer_key(which) or fold(which)
    named = union(
        select(companies.c.id).where(companies.c.name_key == key),
        select(company_names.c.company_id).where(company_names.c.name_key == key),
    )
    found = list(await session.scalars(named.limit(6)))
    if len(found) == 1:
        return UUID(str(found[0]))
    if not found:
        raise InvalidError(f"There is no company {which!r}. Make it first, or name it by its id.")
    raise InvalidError(f"Several companies are called {which!r}. Name one by its id: {', '.join(map(str, found))}.")


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


def _say(remark: str | None) -> None:
    if remark is not None:
        print(remark)


def _show_once(password: str, *, is_made: bool) -> None:
    if is_made:
        print(f"Password (shown only now): {password}")
