"""Import a list of companies: one schedule for each whose platform Job Center can scrape."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobcenter.entrypoints.cli.sentences import faults_of
from jobcenter.entrypoints.cli.terminal import AsJson, clean, print_json, remark

if TYPE_CHECKING:
    from jobcenter.scraping.schemas import ScheduleRequest

LONGEST_NAME = 200
FORM = (
    'It must hold a company or a list of them: [{"name": "Acme", "platform": "greenhouse", "slug": "acme"}]; '
    'at Workday with {"tenant": "acme", "shard": "wd1", "site": "External"} as "workday" in place of the slug.'
)
PARTIAL = 3


@dataclass(slots=True)
class Plan:
    """What an import does: schedules to make, and what becomes of every other row.

    `existing` counts companies whose board has a schedule already (or stands in the file twice); `unknown` counts
    companies by a platform that cannot be scraped; `errors` are sentences that name the row.
    """

    wanted: "list[ScheduleRequest]" = field(default_factory=list)
    existing: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.json", help="Companies with name, platform and slug.")],
    every: Annotated[int, typer.Option(min=1, metavar="MINUTES", help="Minutes between runs.")] = 1440,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make a schedule for each company of a list. What is there already is left alone."""
    from jobcenter.entrypoints.cli.installation import actor, read, write
    from jobcenter.entrypoints.cli.schedules import every_schedule
    from jobcenter.kit.db import Session
    from jobcenter.scraping.actions import make_schedule

    companies = companies_in(file)

    async def make(session: Session) -> Plan:
        made = planned(companies, every, await every_schedule(session))
        for wanted in made.wanted:
            await make_schedule(session, wanted, actor=actor())
        return made

    async def look(session: Any) -> Plan:  # noqa: ANN401 - a ReadSession; kit.db is loaded above
        return planned(companies, every, await every_schedule(session))

    plan = read(look) if dry_run else write(make)
    _tell(plan, dry_run=dry_run, as_json=as_json)
    if plan.errors:
        raise typer.Exit(PARTIAL)


def companies_in(file: Path) -> list[Any]:
    """The rows of a file.

    Raises:
        InvalidError: the file is not of the form.
        OSError: it cannot be read.
    """
    from jobcenter.kit.errors import InvalidError

    try:
        held = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InvalidError(f"{file} is no JSON: {error}. {FORM}") from None
    if isinstance(held, dict):
        lists = [value for value in held.values() if isinstance(value, list)]
        held = lists[0] if len(lists) == 1 and "platform" not in held else [held]
    if not isinstance(held, list):
        raise InvalidError(f"{file} holds no companies. {FORM}")
    return held


def planned(companies: list[Any], every: int, there: Iterable[dict[str, Any]]) -> Plan:
    """What to do with companies, given the schedules that are there."""
    from pydantic import ValidationError

    from jobcenter.scraping.schemas import ScheduleRequest
    from jobcenter.scraping.sites.registry import SITES

    plan = Plan()
    there = list(there)
    boards = {(row["site_name"], row["target"]) for row in there}
    names = {row["name"] for row in there}
    for number, company in enumerate(companies, 1):
        if not isinstance(company, dict) or not all(isinstance(company.get(key), str) for key in ("name", "platform")):
            plan.errors.append(f"row {number}: a company needs name and platform, both text")
            continue
        site = company["platform"].strip().lower()
        if site not in SITES:
            plan.unknown[clean(site)] += 1
            continue
        if not SITES[site].facts.needs_target:
            plan.errors.append(f"row {number} ({clean(company['name'])}): {site} is a job board, which no company has")
            continue
        name = _free(f"{company['name'].strip()[: LONGEST_NAME - 40]} ({site})", names)
        try:
            wanted = ScheduleRequest.model_validate(
                {"name": name, "site_name": site, "target": _target(company, site), "interval_minutes": every}
            )
        except ValidationError as error:
            faults = "; ".join(faults_of(error)).replace("interval_minutes:", "--every:")
            faults = faults if site == "workday" else faults.replace("target:", "slug:")
            plan.errors.append(f"row {number} ({clean(company['name'])}): {faults}")
            continue
        board = (wanted.site_name, wanted.target)
        if board in boards:
            plan.existing += 1
            continue
        boards.add(board)
        names.add(name)
        plan.wanted.append(wanted)
    return plan


def _target(company: dict[str, Any], site: str) -> Any:  # noqa: ANN401 - whatever stands there; the schema checks it
    """The board that an entry names: its slug, or at Workday, where a board has three names, those together."""
    if site != "workday":
        return company.get("slug")
    board = company.get("workday")
    names = [board.get(name) for name in ("tenant", "shard", "site")] if isinstance(board, dict) else []
    return "{}.{}/{}".format(*names) if names and all(names) else company.get("slug")


def _free(name: str, names: set[str]) -> str:
    number = 2
    free = name
    while free in names:
        free, number = f"{name} {number}", number + 1
    return free


def _tell(plan: Plan, *, dry_run: bool, as_json: bool) -> None:
    made = [{"name": one.name, "site_name": one.site_name, "target": one.target} for one in plan.wanted]
    if as_json:
        told = {"dry_run": dry_run, "made": made, "existing": plan.existing}
        print_json({**told, "unknown_platforms": dict(plan.unknown), "errors": plan.errors})
        return
    for error in plan.errors:
        remark(error)
    if dry_run:
        for one in made:
            print(f"{clean(one['name'])}: {one['site_name']} {one['target']}")
    print(f"{len(made)} schedules {'would be made' if dry_run else 'made'}, {plan.existing} were there already.")
    if plan.unknown:
        named = ", ".join(f"{platform} ({count})" for platform, count in plan.unknown.most_common())
        print(f"Left out, because Job Center does not scrape their platforms yet: {plan.unknown.total()} - {named}.")
    if plan.errors:
        print(f"Rows that cannot be used: {len(plan.errors)}; each is named above.")
