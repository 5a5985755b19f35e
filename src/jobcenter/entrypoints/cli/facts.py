"""Kept facts from the command line: are they what the other tables say, and if not, make them so."""

import uuid
from dataclasses import asdict
from functools import partial
from typing import Annotated

import typer

from jobcenter.entrypoints.cli.terminal import AsJson, print_json, print_table, remark


def check(
    job: Annotated[uuid.UUID | None, typer.Option(metavar="JOB", help="Only applicants of this job.")] = None,
    mend: Annotated[bool, typer.Option("--mend", help="Make every fact true that is not.")] = False,
    as_json: AsJson = False,
) -> None:
    """Recompute what is kept on applicants' rows, and name each fact that differs; exits with 1 if one did.

    What a moment ago was changed of a person or of a job's stages reaches its applicants a little later: look again.
    """
    from jobcenter.applicants.facts import AT_ONCE, drift, keep
    from jobcenter.entrypoints.cli.installation import read, write

    found = read(lambda session: drift(session, job_id=job))
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        print_table(
            ("applicant", "fact", "kept", "true"),
            [(one.applicant_id, one.fact, one.kept, one.true) for one in found],
            nothing="Every kept fact is true.",
        )
    if mend and found:
        ids = sorted({one.applicant_id for one in found})
        mended = 0
        for first in range(0, len(ids), AT_ONCE):
            some = ids[first : first + AT_ONCE]
            mended += write(partial(keep, applicant_ids=some))
        remark(f"The facts of {mended} applicants were made true.")
    if found:
        raise typer.Exit(1)
