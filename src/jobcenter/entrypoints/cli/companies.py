"""Companies from the command line: add one, find some, look at one with its contacts, rounds and contracts."""

import uuid
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobcenter.entrypoints.cli.terminal import AsJson, print_facts, print_json, print_table, remark

if TYPE_CHECKING:
    from jobcenter.kit.db import ReadSession

PAGE = 200
LISTED = "`jobcenter company list` shows them."
CompanyId = Annotated[uuid.UUID, typer.Argument(metavar="COMPANY", help=f"A company's id; {LISTED}")]


def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The company's name.")],
    client: Annotated[bool, typer.Option("--client", help="It is a client of ours.")] = False,
    also: Annotated[list[str] | None, typer.Option(metavar="NAME", help="A further name; may be repeated.")] = None,
    domain: Annotated[list[str] | None, typer.Option(help="Such as acme.com; may be repeated.")] = None,
    website: Annotated[str | None, typer.Option()] = None,
    location: Annotated[str | None, typer.Option()] = None,
    about: Annotated[str | None, typer.Option()] = None,
    twin: Annotated[bool, typer.Option("--twin", help="Although another company goes by this name.")] = False,
    as_json: AsJson = False,
) -> None:
    """Add a company; prints its id."""
    from jobcenter.companies.actions import make_company
    from jobcenter.companies.schemas import CompanyGiven, CompanyShown
    from jobcenter.entrypoints.cli.installation import actor, write

    fields = {"name": name, "is_client": client, "website": website, "location": location, "about": about}
    wanted = CompanyGiven.model_validate({**fields, "names": also or [], "domains": domain or [], "allow_twin": twin})
    row = write(lambda session: make_company(session, wanted, actor=actor()))
    if as_json:
        print_json(CompanyShown.model_validate(row).model_dump(mode="json"))
        return
    remark(f"Added {wanted.name}{', a client' if client else ''}.")
    print(row["id"])


def list_(
    search: Annotated[str, typer.Argument(help="A part of a name or a domain; all of them without.")] = "",
    clients: Annotated[bool, typer.Option("--clients", help="Only clients.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many companies.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List companies by name."""
    from jobcenter.companies.queries import list_companies
    from jobcenter.companies.schemas import CompanyListed
    from jobcenter.entrypoints.cli.installation import operator, read

    async def found(session: "ReadSession") -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        while len(rows) < limit:
            after = (rows[-1]["name_key"], rows[-1]["id"]) if rows else None
            size = min(PAGE, limit - len(rows))
            page = await list_companies(
                session, operator(), q=search, is_client=True if clients else None, after=after, limit=size
            )
            rows += page
            if len(page) < size:
                break
        return rows

    rows = read(found)
    if as_json:
        print_json([CompanyListed.model_validate(row).model_dump(mode="json") for row in rows])
        return
    print_table(
        ("name", "client", "also", "domains", "location", "id"),
        [(one["name"], one["is_client"], one["names"], one["domains"], one["location"], one["id"]) for one in rows],
        nothing="There is no such company. Add one: jobcenter company add NAME",
    )


def show(company: CompanyId, as_json: AsJson = False) -> None:
    """Show a company with its contacts, interview rounds and contracts."""
    from jobcenter.companies import queries
    from jobcenter.companies.schemas import CompanyShown, ContactShown, ContractShown, RoundShown
    from jobcenter.entrypoints.cli.installation import operator, read

    async def found(session: "ReadSession") -> dict[str, Any]:
        caller = operator()
        rounds = await queries.rounds_of(session, caller, company)
        contacts = await queries.contacts_of(session, caller, company, limit=PAGE)
        contracts = await queries.contracts_of(session, caller, company, limit=PAGE)
        row = await queries.company_of(session, caller, company)
        return {
            **CompanyShown.model_validate(row).model_dump(mode="json"),
            "rounds": [RoundShown.model_validate(one).model_dump(mode="json") for one in rounds],
            "contacts": [ContactShown.model_validate(one).model_dump(mode="json") for one in contacts],
            "contracts": [ContractShown.model_validate(one).model_dump(mode="json") for one in contracts],
        }

    whole = read(found)
    if as_json:
        print_json(whole)
        return
    print_facts(
        {name: whole[name] for name in ("name", "website", "location", "about")}
        | {"client": "yes" if whole["is_client"] else "no", "also": ", ".join(whole["names"])}
        | {"domains": ", ".join(whole["domains"]), "rounds": ", ".join(one["name"] for one in whole["rounds"])}
    )
    for one in whole["contacts"]:
        print_facts({"contact": one["name"]} | {name: one[name] for name in ("title", "email", "phone", "note")})
    for one in whole["contracts"]:
        dates = {"from": one["starts_on"], "to": one["ends_on"], "fee in %": one["fee_percent"]}
        print_facts({"contract": one["title"], **dates, "guarantee in days": one["guarantee_days"]})
