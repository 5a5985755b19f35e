"""A finding of the doctor's, and how findings are told."""

import json
import sys
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from rich.console import Console

MARKS = {"ok": "[green]ok     [/]", "warning": "[yellow]warning[/]", "error": "[red]error  [/]"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `what` was found and, unless it is well, `how` to mend it."""

    level: Literal["ok", "warning", "error"]
    what: str
    how: str = ""


def report(findings: list[Finding], *, as_json: bool = False) -> int:
    """Print the findings; the exit code: 1 when one of them is an error, else 0."""
    if as_json:
        sys.stdout.write(
            json.dumps([{"level": one.level, "what": one.what, "how": one.how} for one in findings]) + "\n"
        )
    else:
        console = Console(soft_wrap=True, highlight=False)
        for one in findings:
            console.print(MARKS[one.level], end=" ")
            console.print(one.what, markup=False)
            if one.how:
                console.print(f"        → {one.how}", markup=False)
    return 1 if any(one.level == "error" for one in findings) else 0


def place(url: str, port: int) -> str:
    """The host and port that an address leads to; `port` where it names none."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or port}"
