"""Jobs from the command line: add one, find jobs, look at one, and put its stages in order."""

import uuid
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobcenter.entrypoints.cli.terminal import AsJson, clean, print_facts, print_json, print_table, remark

if TYPE_CHECKING:
    from sqlalchemy import Select

    from jobcenter.kit.db import ReadSession, Session

PAGE = 200
JobId = Annotated[uuid.UUID, typer.Argument(metavar="JOB", help="A job; `jobcenter job list` shows ids.")]
ClientName = Annotated[str | None, typer.Option("--company", metavar="CLIENT", help="A client, by its name or id.")]


def add(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What the job is called.")],
    company: Annotated[str, typer.Option("--company", metavar="CLIENT", help="Whose: its name or id.")],
    location: Annotated[str | None, typer.Option()] = None,
    status: Annotated[str, typer.Option(help="Such as draft or open.")] = "draft",
    openings: Annotated[int, typer.Option(help="How many people are wanted.")] = 1,
    in_charge: Annotated[str | None, typer.Option(metavar="EMAIL", help="Who is in charge.")] = None,
    template: Annotated[
        str | None, typer.Option(metavar="NAME", help="A stage template; the usual stages without.")
    ] = None,
    description: Annotated[str, typer.Option(help="What it is about.")] = "",
) -> None:
    """Add a job of a client; prints its id."""
    from jobcenter.entrypoints.cli.installation import actor, write
    from jobcenter.jobs.actions import make_job
    from jobcenter.jobs.schemas import JobGiven

    async def make(session: "Session") -> dict[str, Any]:
        wanted = JobGiven.model_validate(
            {
                "company_id": await _company(session, company),
                "title": title,
                "description": description,
                "location": location,
                "status": status,
                "manager_id": await _user(session, in_charge) if in_charge else None,
                "openings_count": openings,
                "template_id": await _template(session, template) if template else None,
            }
        )
        return await make_job(session, wanted, actor=actor())

    row = write(make)
    remark(f"Added {clean(row['title'])} of {clean(row['company_name'])}, {row['status']}.")
    print(row["id"])


def list_(
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]", help="Words of the title.")] = None,
    status: Annotated[list[str] | None, typer.Option(help="May be repeated.")] = None,
    company: ClientName = None,
    in_charge: Annotated[str | None, typer.Option(metavar="EMAIL", help="Who is in charge.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List jobs, the latest first."""
    from pydantic import TypeAdapter

    from jobcenter.entrypoints.cli.installation import operator, read
    from jobcenter.jobs.queries import list_jobs
    from jobcenter.jobs.schemas import JobListed, Status

    statuses = TypeAdapter(list[Status]).validate_python(status or [])

    async def found(session: "ReadSession") -> list[dict[str, Any]]:
        company_id = await _company(session, company) if company else None
        manager_id = await _user(session, in_charge) if in_charge else None
        rows: list[dict[str, Any]] = []
        while len(rows) < limit:
            before, most = rows[-1]["id"] if rows else None, min(PAGE, limit - len(rows))
            page = await list_jobs(
                session,
                operator(),
                statuses=statuses,
                company_id=company_id,
                manager_id=manager_id,
                q=" ".join(words) if words else None,
                before=before,
                limit=most,
            )
            rows += page
            if len(page) < most:
                break
        return rows

    rows = read(found)
    if as_json:
        print_json([JobListed.model_validate(row).model_dump(mode="json") for row in rows])
        return
    columns = "id", "title", "company_name", "status", "manager_name", "opened_at"
    print_table(
        ("id", "title", "client", "status", "in charge", "opened"),
        [tuple(row[name] for name in columns) for row in rows],
        nothing="There are no such jobs. Add one: jobcenter job add Welder --company Amber",
    )


def show(job: JobId, as_json: AsJson = False) -> None:
    """Show one job."""
    from jobcenter.entrypoints.cli.installation import operator, read
    from jobcenter.jobs.queries import find_job
    from jobcenter.jobs.schemas import JobShown

    row = read(lambda session: find_job(session, operator(), job))
    if as_json:
        print_json(JobShown.model_validate(row).model_dump(mode="json"))
        return
    shown = {
        "title": row["title"],
        "client": row["company_name"],
        "location": row["location"],
        "status": row["status"],
        "in charge": row["manager_name"],
        "wanted": row["openings_count"],
        "opened": row["opened_at"],
        "closed": row["closed_at"],
        "description": row["description"],
    }
    print_facts(shown)


def stages(
    job: JobId,
    stage: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=KIND",
            help="Repeated for every stage, in order: the job gets exactly these. One that has this name already "
            "keeps its applicants.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the stages of a job, or put others in their place."""
    from jobcenter.entrypoints.cli.installation import actor, operator, read, write
    from jobcenter.jobs import queries
    from jobcenter.jobs.actions import replace_stages
    from jobcenter.jobs.schemas import JobStagesGiven, StageShown

    named_kinds = [_named_kind(one) for one in stage or ()]

    async def shown(session: "ReadSession") -> list[queries.Stage]:
        await queries.find_job(session, operator(), job)
        return await queries.stages_of(session, job)

    async def replace(session: "Session") -> list[queries.Stage]:
        known = {one.name.casefold(): str(one.id) for one in await shown(session)}
        given = [{"id": known.get(name.casefold()), "name": name, "kind": kind} for name, kind in named_kinds]
        wanted = JobStagesGiven.model_validate({"stages": given}).stages
        replaced = await replace_stages(session, operator(), job, wanted, actor=actor())
        return list(replaced["stages"])

    found = write(replace) if stage else read(shown)
    if as_json:
        print_json([StageShown.model_validate(one).model_dump(mode="json") for one in found])
        return
    print_table(("position", "name", "kind"), [(one.position, one.name, one.kind) for one in found], nothing="")


def _named_kind(words: str) -> tuple[str, str]:
    from jobcenter.kit.errors import InvalidError

    name, sign, kind = words.rpartition("=")
    if not sign:
        raise InvalidError(f"--stage {words!r} has no kind: write it as 'Second interview=interview'.")
    return " ".join(name.split()), kind.strip()


async def _company(session: "ReadSession", name_or_id: str) -> uuid.UUID:
    from sqlalchemy import or_, select

    from jobcenter.companies.rules import key_of
    from jobcenter.tables import companies, company_names

    key = key_of(name_or_id)
    also = select(company_names.c.company_id).where(company_names.c.name_key == key)
    named = or_(companies.c.name_key == key, companies.c.id.in_(also))
    given = named if (company_id := _id(name_or_id)) is None else companies.c.id == company_id
    statement = select(companies.c.id, companies.c.name).where(given)
    return await _the_one(session, statement, f"company named {name_or_id!r}")


def _id(words: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(words)
    except ValueError:  # it is a name, as most are
        return None


async def _user(session: "ReadSession", email: str) -> uuid.UUID:
    from sqlalchemy import select

    from jobcenter.accounts.actions.users import tidy_email
    from jobcenter.tables import users

    tidied = tidy_email(email)
    statement = select(users.c.id, users.c.email.label("name")).where(users.c.email == tidied)
    return await _the_one(session, statement, f"user with the e-mail {tidied}")


async def _template(session: "ReadSession", name: str) -> uuid.UUID:
    from sqlalchemy import select

    from jobcenter.tables import stage_templates

    statement = select(stage_templates.c.id, stage_templates.c.name).where(stage_templates.c.name == name)
    return await _the_one(session, statement, f"stage template named {name!r}")


async def _the_one(session: "ReadSession", statement: "Select[Any]", what: str) -> uuid.UUID:
    """The id of the only row of `id` and `name`.

    Raises:
        NotFoundError: there is none.
        InvalidError: there are several; the message tells their ids.
    """
    from jobcenter.kit.errors import InvalidError, NotFoundError

    rows = (await session.execute(statement.limit(10))).all()
    if not rows:
        raise NotFoundError(f"There is no {what}.")
    if len(rows) > 1:
        told = ", ".join(f"{row.name} ({row.id})" for row in rows)
        raise InvalidError(f"There is more than one {what}: {told}. Say which by its id.")
    return uuid.UUID(str(rows[0].id))
