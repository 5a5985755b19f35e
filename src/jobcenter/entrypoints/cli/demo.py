"""Things to try Job Center with: stand-in sites where no job board can be reached or should be, a made-up agency."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobcenter.entrypoints.cli.terminal import AsJson, console, print_facts, print_json, remark

if TYPE_CHECKING:
    from jobcenter.demo.agency import Made
    from jobcenter.demo.agency.filling import Telling


def sites(
    port: Annotated[int, typer.Option(min=0, max=65535, help="On 127.0.0.1; 0: any free one.")] = 9400,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Postings to serve instead of made-up ones.")] = None,
    companies: Annotated[Path | None, typer.Option(metavar="FILE", help="The companies of --csv.")] = None,
    log: Annotated[Path | None, typer.Option(metavar="FILE", help="Keep an access log here.")] = None,
) -> None:
    """Serve made-up job boards in the vendors' own shapes. Ctrl-C ends it."""
    from jobcenter.demo.sites import serve
    from jobcenter.kit.errors import InvalidError

    try:
        serve(port=port, csv=csv, companies=companies, access_log=log, say=lambda line: print(line, flush=True))
    except ValueError as error:
        raise InvalidError(f"{error}.") from None


def agency(
    pipeline: Annotated[int, typer.Option(min=1, help="Applicants of the job with the large pipeline.")] = 40_000,
    applicants: Annotated[
        int | None, typer.Option(min=1, help="Applicants of all jobs together; 25 times the pipeline if left out.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed makes the same agency.")] = 1,
    now: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATE", help="The day that is its today, in UTC; today if left out."
        ),
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="Even where there are candidates already.")] = False,
    as_json: AsJson = False,
) -> None:
    """Fill the database with a made-up agency: firms, pipelines, people, and all that happened to them."""
    import secrets
    from datetime import UTC

    from jobcenter.demo.agency import APPLICANTS_OF_A_PIPELINE, Wanted, fill
    from jobcenter.entrypoints.cli.installation import actor, address_here, on_database, settings_here
    from jobcenter.entrypoints.first_sign_in import READABLE
    from jobcenter.kit import clock

    wanted = Wanted(
        pipeline=pipeline,
        applicants=applicants or pipeline * APPLICANTS_OF_A_PIPELINE,
        seed=seed,
        now=now.replace(tzinfo=UTC) if now else clock.now(),
    )
    password = "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4))
    with _progress() as tell:
        made = on_database(
            settings_here(),
            lambda engine: fill(engine, wanted, password=password, actor=actor(), tell=tell, add=add),
        )
    if as_json:
        print_json({**_facts(made), "password": password, "rows": made.rows})
        return
    remark(", ".join(f"{count:,} {table.replace('_', ' ')}" for table, count in made.rows.items()) + ".")
    print_facts(
        {
            "the large pipeline": f"{made.job_title}, for {made.client}",
            "its id": made.job_id,
            **({"in a browser": f"{address}/app/jobs/{made.job_id}"} if (address := address_here()) else {}),
            "recruiters": ", ".join(made.recruiters),
            "the client's manager": made.manager,
            "password of them all": f"{password} (shown only now)",
        }
    )


def _facts(made: "Made") -> dict[str, Any]:
    return {
        "job_id": made.job_id,
        "job_title": made.job_title,
        "client": made.client,
        "recruiters": made.recruiters,
        "manager": made.manager,
    }


@contextmanager
def _progress() -> Iterator["Telling"]:
    """Something to tell how far the filling is: a bar at a terminal, else a line for each part of the work."""
    if not sys.stderr.isatty():
        said: list[str] = []

        def say(doing: str, _done: int, _of: int) -> None:
            if doing not in said:
                said.append(doing)
                remark(f"{doing} …")

        yield say
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=30), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("beginning", total=None)
        yield lambda doing, done, of: bar.update(task, description=doing, completed=done, total=of if of > 1 else None)
