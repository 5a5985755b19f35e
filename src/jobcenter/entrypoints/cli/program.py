"""Every command, in the order in which `jobcenter --help` shows them."""

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

from jobcenter.entrypoints.cli import (
    care,
    data,
    demo,
    importing,
    keys,
    openings,
    papers,
    parts,
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
        "demo": {"sites": demo.sites},
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
    "People": {
        "user": {
            "add": people.add,
            "list": people.list_,
            "reset-password": people.reset_password,
            "deactivate": people.deactivate,
            "activate": people.activate,
        },
        "key": {"create": keys.create, "list": keys.list_, "revoke": keys.revoke},
    },
    "Care": {
        "doctor": care.doctor,
        "migrate": care.migrate,
        "backup": care.backup,
        "restore": care.restore,
        "settings": papers.settings,
        "openapi": papers.openapi,
    },
}
GROUPS = {
    "demo": "Things to try Job Center with.",
    "schedule": "Make, pause, delete one schedule.",
    "openings": "Postings that are the same vacancy.",
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
