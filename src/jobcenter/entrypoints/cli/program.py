"""Every command, in the order in which `jobcenter --help` shows them."""

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

from jobcenter.entrypoints.cli import (
    applicants,
    candidates,
    care,
    companies,
    data,
    dealings,
    demo,
    facts,
    importing,
    imports,
    jobs,
    keys,
    openings,
    papers,
    parts,
    report,
    runs,
    schedules,
    scrape,
    status,
)
from jobcenter.entrypoints.cli import users as people

Command = Callable[..., None]

PANELS: dict[str, dict[str, Command | dict[str, Command]]] = {
    "Run": {
        "up": parts.up,
        "status": status.status,
        "api": parts.api,
        "worker": parts.worker,
        "scheduler": parts.scheduler,
        "demo": {"sites": demo.sites, "agency": demo.agency},
    },
    "Scrape": {
        "scrape": scrape.scrape,
        "runs": runs.runs,
        "run": runs.run,
        "cancel": runs.cancel,
        "retry": runs.retry,
        "postings": data.postings,
        "posting": data.posting,
        "news": data.news,
        "sites": data.sites,
        "schedules": schedules.schedules,
        "schedule": {
            "add": schedules.add,
            "pause": schedules.pause,
            "resume": schedules.resume,
            "delete": schedules.delete,
            "next": schedules.upcoming,
        },
        "openings": {
            "list": openings.list_,
            "report": openings.report,
            "split": openings.split,
            "join": openings.join,
        },
        "import": importing.import_,
    },
    "Recruit": {
        "job": {"add": jobs.add, "list": jobs.list_, "show": jobs.show, "stages": jobs.stages},
        "company": {"add": companies.add, "list": companies.list_, "show": companies.show},
        "candidate": {
            "add": candidates.add,
            "list": candidates.list_,
            "show": candidates.show,
            "note": candidates.note,
        },
        "applicant": {
            "add": applicants.add,
            "show": applicants.show,
            "move": applicants.move,
            "history": applicants.history,
        },
        "interview": {"add": dealings.add_interview, "outcome": dealings.write_outcome},
        "placement": {"add": dealings.add_placement},
        "import-csv": imports.import_csv,
        "mail": {"log": dealings.log_mail, "reply": dealings.log_reply},
    },
    "People": {
        "user": {
            "add": people.add,
            "invite": people.invite,
            "invitations": people.invitations,
            "revoke-invitation": people.revoke_invitation,
            "list": people.list_,
            "reset-password": people.reset_password,
            "deactivate": people.deactivate,
            "activate": people.activate,
            "untie": people.untie,
        },
        "key": {"create": keys.create, "list": keys.list_, "revoke": keys.revoke},
    },
    "Care": {
        "doctor": care.doctor,
        "facts": {"check": facts.check},
        "migrate": care.migrate,
        "backup": care.backup,
        "restore": care.restore,
        "settings": papers.settings,
        "openapi": papers.openapi,
        "report": report.report,
    },
}
GROUPS = {
    "job": "Vacancies of clients: add, find, look at one, put its stages in order.",
    "company": "Clients and employers: add, find, look at one.",
    "candidate": "People: add, find, look at one, write a note.",
    "demo": "Things to try Job Center with.",
    "schedule": "Make, pause, delete one schedule.",
    "openings": "Postings that are the same vacancy.",
    "applicant": "People in a job's pipeline: add, look at one, move or reject it.",
    "facts": "What is kept on applicants' rows.",
    "interview": "Put interviews down, and how they went.",
    "placement": "Put placements down.",
    "mail": "Put mails down that were sent, and their answers.",
    "user": "People who may sign in.",
    "key": "API keys for programs.",
}


class _InOrder(TyperGroup):
    """Commands and groups mixed, in the order of `PANELS`; typer alone would put the groups last."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - typer's own signature, of a private type
        return [name for commands in PANELS.values() for name in commands]


def _version(asked: bool) -> None:
    if asked:
        from jobcenter import __version__

        print(f"Job Center {__version__}")
        raise typer.Exit


def _begin(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    """Job Center: collects job postings and loses none."""


def _made() -> typer.Typer:
    made = typer.Typer(cls=_InOrder, no_args_is_help=True, pretty_exceptions_enable=False, callback=_begin)
    for panel, commands in PANELS.items():
        for name, command in commands.items():
            if not isinstance(command, dict):
                made.command(name, rich_help_panel=panel)(command)
                continue
            group = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help=GROUPS[name])
            for inner_name, inner in command.items():
                group.command(inner_name)(inner)
            made.add_typer(group, name=name, rich_help_panel=panel)
    return made


program = _made()
