"""What commands print: tables and facts for people, JSON for programs, remarks beside them on standard error."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

WIDE = 240  # columns of a table that goes into a file or another program

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead.")]
WHOLE = {"run", "id", "when", "status", "site", "seen", "new"}  # columns that are never cut short
COLOURS = {"succeeded": "green", "partial": "yellow", "failed": "red", "cancelled": "dim", "running": "cyan"}


def remark(text: str) -> None:
    """Say something to the person, beside the command's output."""
    sys.stderr.write(f"{text}\n")


def print_json(value: object) -> None:
    """Print a value as JSON, whole."""
    indent = 2 if sys.stdout.isatty() else None
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=indent, default=_as_json) + "\n")


def _as_json(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)


def print_table(
    headings: Sequence[str], rows: Iterable[Sequence[object]], *, nothing: str, linked: bool = False
) -> None:
    """Print rows below their headings, each on one line of the terminal; `nothing` where there are none.

    With `linked` the last column is an address: a terminal that can opens it from the first column, which then stands
    for it.
    """
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    hidden = linked and sys.stdout.isatty()
    for heading in headings[:-1] if hidden else headings:
        table.add_column(heading, no_wrap=heading in WHOLE)
    for row in rows:
        cells = [clean(value) for value in row]
        shown = [Text(cell, style=COLOURS.get(cell, ""), no_wrap=True, overflow="ellipsis") for cell in cells]
        if hidden and shown.pop():
            shown[0].stylize(f"link {cells[-1]}")
        table.add_row(*shown)
    if table.row_count:
        console().print(table)
    else:
        print(nothing)


def print_facts(facts: Mapping[str, object]) -> None:
    """Print names and values, those without a value left out."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_header=False)
    for name, value in facts.items():
        if value not in {None, ""}:
            table.add_row(Text(name, style="bold"), Text(clean(value)))
    console().print(table)


def console(*, stderr: bool = False) -> Any:  # noqa: ANN401 - rich is loaded only where it is used
    """A console that never breaks lines where no person looks."""
    from rich.console import Console

    seen = (sys.stderr if stderr else sys.stdout).isatty()
    return Console(stderr=stderr, highlight=False, width=None if seen else WIDE)


def clean(value: object) -> str:
    """A value as text on one line, without anything that could command the terminal: titles come from strangers."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.astimezone().strftime("%Y-%m-%d %H:%M")
        case list() | tuple() | frozenset():
            return ", ".join(clean(one) for one in value)
    return "".join(sign if sign.isprintable() else " " for sign in str(value))
