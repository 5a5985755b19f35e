"""`jobcenter report`: what the bench measured, as a page for a browser."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from jobcenter.entrypoints.cli.terminal import remark

LATEST = Path("bench/results/latest.json")
PAGE = Path("bench-report.html")
FIGURE = {"name": str, "value": int | float, "unit": str}
"""What every figure has to have for it to be shown."""


def report(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help=f"A result of the bench; {LATEST} if left out.")
    ] = None,
    output: Annotated[Path, typer.Option(metavar="FILE", help="Where the page goes; - prints it.")] = PAGE,
) -> None:
    """Write what the bench measured as an HTML page: before and after, a chart, every aim, met or missed."""
    from jobcenter.entrypoints.cli.report_page import aims, report_page

    result = _read(file or LATEST)
    page = report_page(result)
    if str(output) == "-":
        sys.stdout.write(page)
        return
    output.write_text(page, encoding="utf-8")
    with_aim, missed = aims(result)
    remark(f"{output}: {with_aim} figures with an aim, {missed} of them missed it. Open it in a browser.")


def _read(file: Path) -> dict[str, Any]:
    """A result of the bench.

    Raises:
        NotFoundError: there is no such file.
        InvalidError: it holds something else.
    """
    import json

    from jobcenter.kit.errors import InvalidError, NotFoundError

    if not file.exists():
        raise NotFoundError(
            f"There is no bench result at {file}. `make bench` in a checkout of Job Center makes one, and "
            "`python -m bench board --output FILE` one of the board alone: then `jobcenter report FILE`."
        )
    try:
        result = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InvalidError(f"{file} is no bench result: it is not JSON ({error}).") from None
    fault = _fault(result)
    if fault:
        raise InvalidError(
            f"{file} is no bench result: {fault}. `jobcenter report` reads what `python -m bench` writes with "
            "--output, or keeps in bench/results/."
        )
    assert isinstance(result, dict)
    return result


def _fault(result: object) -> str:
    """What keeps this from being a result of the bench; nothing if nothing does."""
    families = result.get("families") if isinstance(result, dict) else None
    if not isinstance(families, dict) or not families:
        return "it has no families of figures"
    for family, figures in families.items():
        if not isinstance(figures, list):
            return f"its family {family} is no list of figures"
        for number, one in enumerate(figures, start=1):
            for name, kind in FIGURE.items():
                if not isinstance(one, dict) or not isinstance(one.get(name), kind):
                    return f"figure {number} of its family {family} has no {name}"
    return ""
