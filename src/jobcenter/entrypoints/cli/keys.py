"""API keys for programs: make, list, revoke."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jobcenter.entrypoints.cli.terminal import AsJson, print_json, print_table, remark

if TYPE_CHECKING:
    from jobcenter.accounts.queries import Key
    from jobcenter.kit.db import ReadSession

PAGE = 100


class Scope(StrEnum):
    """What a key with scopes may do."""

    SCRAPING_READ = "scraping:read"
    SCRAPING_WRITE = "scraping:write"
    RECRUITING_READ = "recruiting:read"
    RECRUITING_WRITE = "recruiting:write"


def create(
    name: Annotated[str, typer.Option(help="What the key is for.")] = "command line",
    role: Annotated[Literal["admin", "recruiter"] | None, typer.Option(help="All that this role may do.")] = None,
    scope: Annotated[list[Scope] | None, typer.Option(help="Or only this; may be repeated.")] = None,
) -> None:
    """Make a key and print it, once: export TOKEN=$(jobcenter key create --role admin)."""
    from jobcenter.accounts.actions import create_key
    from jobcenter.entrypoints.cli.installation import actor, write
    from jobcenter.kit.errors import InvalidError

    if (role is None) == (not scope):
        raise InvalidError("Give the key either --role or at least one --scope, and not both.")
    scopes = [one.value for one in scope or ()]
    key, whole = write(lambda session: create_key(session, name=name, role=role, scopes=scopes, actor=actor()))
    may = f"the role {key.role}" if key.role else f"the scopes {', '.join(key.scopes)}"
    remark(f"The key {key.name!r} with {may}; it is shown only now. To revoke it: jobcenter key revoke {key.prefix}")
    print(whole)


def list_(as_json: AsJson = False) -> None:
    """List keys, without their secrets."""
    from jobcenter.entrypoints.cli.installation import read

    found = read(_every_key)
    if as_json:
        print_json(found)
        return
    print_table(
        ("id", "name", "role or scopes", "made", "used", "expires", "revoked"),
        [
            (
                one.prefix,
                one.name,
                one.role or one.scopes,
                one.created_at,
                one.last_used_at,
                one.expires_at,
                one.revoked_at,
            )
            for one in found
        ],
        nothing="There are no keys. Make one: jobcenter key create --role admin",
    )


def revoke(
    key: Annotated[str, typer.Argument(metavar="ID", help="The key's id, as `jobcenter key list` shows it.")],
) -> None:
    """Revoke a key for good."""
    from jobcenter.accounts.actions import revoke_key
    from jobcenter.entrypoints.cli.installation import actor, write

    gone = write(lambda session: revoke_key(session, prefix_or_id=key, actor=actor()))
    print(f"The key {gone.name!r} ({gone.prefix}) is revoked.")


async def _every_key(session: "ReadSession") -> "list[Key]":
    from jobcenter.accounts.queries import list_keys

    found: list[Key] = []
    while True:
        page = await list_keys(session, limit=PAGE, after_id=found[-1].id if found else None)
        found += page
        if len(page) < PAGE:
            return found
