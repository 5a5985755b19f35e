"""Candidates from the command line: add a person, find people, look at one, write a note."""

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobcenter.entrypoints.cli.terminal import AsJson, print_facts, print_json, print_table, remark

if TYPE_CHECKING:
    from jobcenter.kit.db import ReadSession, Session

PAGE = 200
CandidateId = Annotated[
    uuid.UUID, typer.Argument(metavar="CANDIDATE", help="A person; `jobcenter candidate list` shows ids.")
]


def add(
    name: Annotated[str, typer.Argument(help="The person's name.")],
    email: Annotated[str | None, typer.Option(help="Of two people with the same one, say --twin.")] = None,
    phone: Annotated[str | None, typer.Option()] = None,
    headline: Annotated[str | None, typer.Option()] = None,
    title: Annotated[str | None, typer.Option()] = None,
    location: Annotated[str | None, typer.Option()] = None,
    employer: Annotated[str | None, typer.Option(help="Its name; the company is found or made.")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="May be repeated.")] = None,
    twin: Annotated[bool, typer.Option("--twin", help="Though somebody has this e-mail already.")] = False,
) -> None:
    """Add a person; prints the id."""
    from jobcenter.candidates import actions
    from jobcenter.candidates.schemas import CandidateGiven
    from jobcenter.entrypoints.cli.installation import actor, write

    fields = {"name": name, "email": email, "phone": phone, "headline": headline, "title": title}
    given = _read(
        CandidateGiven,
        {**fields, "location": location, "employer": employer, "tags": tag or [], "allow_twin": twin},
    )
    candidate_id = write(lambda session: actions.add_candidate(session, given, actor=actor()))
    remark(f"Added {given.name}.")
    print(candidate_id)


def list_(
    search: Annotated[
        str, typer.Argument(help="Words of a name, or their beginnings, or an e-mail address; everybody without.")
    ] = "",
    tag: Annotated[str | None, typer.Option(help="Who has this tag.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many people.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List people, the latest first; where a name is looked for, by name."""
    from jobcenter.candidates.queries import by_name, list_candidates
    from jobcenter.entrypoints.cli.installation import operator, read

    async def found(session: "ReadSession") -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        while len(rows) < limit:
            last = rows[-1] if rows else None
            after = last and ((last["name_key"], last["id"]) if by_name(search) else last["id"])
            size = min(PAGE, limit - len(rows))
            page = await list_candidates(session, operator(), q=search, tag=tag, after=after, limit=size)
            rows += page
            if len(page) < size:
                break
        return rows

    rows = read(found)
    if as_json:
        print_json([_shown(row) for row in rows])
        return
    print_table(
        ("name", "employer", "title", "location", "status", "e-mail", "tags", "id"),
        [
            (
                *(one["name"], one["employer"], one["title"], one["location"], one["status"].kind),
                *(one["email"], one["tags"], one["id"]),
            )
            for one in rows
        ],
        nothing="There is nobody like that. Add somebody: jobcenter candidate add NAME",
    )


def show(candidate: CandidateId, as_json: AsJson = False) -> None:
    """Show a person: what is known, the status and why, and the latest notes."""
    from jobcenter.candidates.notes.queries import notes_of
    from jobcenter.candidates.queries import candidate_of
    from jobcenter.entrypoints.cli.installation import operator, read

    async def found(session: "ReadSession") -> tuple[dict[str, Any], list[dict[str, Any]]]:
        caller = operator()
        person = await candidate_of(session, caller, candidate)
        return person, await notes_of(session, caller, candidate, limit=10)

    person, notes = read(found)
    if as_json:
        print_json({**_shown(person), "notes": notes})
        return
    status = person["status"]
    until = f" until {status.until}" if status.until else ""
    fields = ("name", "email", "phone", "headline", "title", "location", "employer", "tags")
    print_facts(
        {name: person[name] or None for name in fields if name != "tags"}
        | {"tags": ", ".join(person["tags"])}
        | {one["kind"]: one["value"] for one in person["contacts"]}
        | {"status": f"{status.kind}{until}", "why": status.reason, "notes": person["notes_count"]}
    )
    for one in notes:
        print_facts({"note": one["created_at"], "by": one["author"], "text": one["text"]})


def note(
    candidate: CandidateId,
    text: Annotated[str, typer.Argument(help="What it says.")],
    for_clients: Annotated[bool, typer.Option("--for-clients", help="Clients' people may read it too.")] = False,
) -> None:
    """Write a note on a person; prints its id."""
    from jobcenter.candidates.notes.actions import add_note
    from jobcenter.candidates.schemas import NoteGiven
    from jobcenter.entrypoints.cli.installation import actor, write

    given = _read(NoteGiven, {"text": text, "is_internal": not for_clients})

    async def written(session: "Session") -> dict[str, Any]:
        return await add_note(session, candidate, given, author=actor(), author_id=None, actor=actor())

    print(write(written)["id"])


def _read(shape: Any, fields: Mapping[str, object]) -> Any:  # noqa: ANN401 - any of the bodies above
    from pydantic import ValidationError

    from jobcenter.kit.errors import InvalidError

    try:
        return shape.model_validate(fields)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, one['loc']))}: {one['msg'].removeprefix('Value error, ')}" for one in error.errors()
        )
        raise InvalidError(faults) from None


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    from jobcenter.candidates.schemas import CandidateShown

    return CandidateShown.model_validate(row).model_dump(mode="json")
