"""Applicants: add people to a job, look at one, move or reject it, read its history."""

import uuid
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobcenter.entrypoints.cli.terminal import AsJson, print_facts, print_json, print_table, remark

if TYPE_CHECKING:
    pass

JobId = Annotated[uuid.UUID, typer.Argument(metavar="JOB", help="A job; `jobcenter job list` shows them.")]
ApplicantId = Annotated[uuid.UUID, typer.Argument(metavar="APPLICANT", help="An applicant's id, as its board has it.")]
People = Annotated[list[uuid.UUID], typer.Argument(metavar="CANDIDATE...", help="At most 1,000 candidates.")]
StageName = Annotated[str, typer.Argument(metavar="STAGE", help="The name of a stage of the job, or its id.")]
Note = Annotated[str | None, typer.Option(help="What there is to say of it; kept in the history.")]
MOST = 200
LONGEST = {"note": 2_000, "reason": 500}


def add(
    job: JobId,
    candidates: People,
    stage: Annotated[
        str | None, typer.Option(help="The name of a stage; where new applicants enter, if left out.")
    ] = None,
    note: Note = None,
    override_off_limits: Annotated[
        bool, typer.Option("--override-off-limits", help="Add who is off-limits too.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Put candidates into a job's pipeline."""
    from jobcenter.applicants.adding import add_applicants
    from jobcenter.applicants.schemas import MOST_AT_ONCE
    from jobcenter.entrypoints.cli.installation import operator, write
    from jobcenter.kit.db import Session
    from jobcenter.kit.errors import InvalidError

    if len(candidates) > MOST_AT_ONCE:
        raise InvalidError(f"These are {len(candidates)} candidates; name at most {MOST_AT_ONCE} at once.")

    async def adding(session: Session) -> dict[str, Any]:
        return await add_applicants(
            session,
            operator(),
            job,
            candidates,
            stage_id=None if stage is None else await _stage_of(session, job, stage),
            note=_written("note", note),
            override_off_limits=override_off_limits,
        )

    done = write(adding)
    if as_json:
        print_json(done)
        return
    print_table(
        ("candidate", "outcome", "applicant", "why"),
        [(one["candidate_id"], one["outcome"], one["applicant_id"], one["detail"]) for one in done["rows"]],
        nothing="Nobody was named.",
    )


def show(applicant: ApplicantId, as_json: AsJson = False) -> None:
    """Show an applicant with all that is kept of it."""
    from jobcenter.applicants.queries import applicant_of
    from jobcenter.applicants.schemas import ApplicantShown
    from jobcenter.entrypoints.cli.installation import operator, read

    row = read(lambda session: applicant_of(session, operator(), applicant))
    shown = ApplicantShown.model_validate(row)
    if as_json:
        print_json(shown.model_dump(mode="json"))
    else:
        print_facts(shown.model_dump())


def move(
    applicant: ApplicantId,
    stage: StageName,
    reason: Annotated[str | None, typer.Option(help="Why; a rejection needs it.")] = None,
    note: Note = None,
) -> None:
    """Move an applicant to another stage of its job, or reject it with a reason."""
    from jobcenter.applicants.changing import change_applicant
    from jobcenter.applicants.queries import applicant_of
    from jobcenter.entrypoints.cli.installation import operator, write
    from jobcenter.kit.db import Session

    async def moving(session: Session) -> dict[str, Any]:
        caller = operator()
        before = await applicant_of(session, caller, applicant)
        changes = {
            "stage_id": await _stage_of(session, before["job_id"], stage),
            "reject_reason": _written("reason", reason),
            "note": _written("note", note),
        }
        given = {name: value for name, value in changes.items() if value is not None}
        return await change_applicant(session, caller, applicant, given)

    remark(write(moving)["told"])


def history(applicant: ApplicantId, as_json: AsJson = False) -> None:
    """List the stages that an applicant went through, the latest first."""
    from jobcenter.applicants.queries import history_of
    from jobcenter.entrypoints.cli.installation import operator, read

    rows = read(lambda session: history_of(session, operator(), applicant, limit=MOST))
    if as_json:
        print_json(rows)
        return
    print_table(
        ("when", "by", "from", "to", "note"),
        [(one["at"], one["by"], one["from_stage"], one["to_stage"], one["note"]) for one in rows],
        nothing="This applicant has no history.",
    )


async def _stage_of(session: Any, job_id: uuid.UUID, name_or_id: str) -> uuid.UUID:  # noqa: ANN401 - loaded where it is used
    from jobcenter.jobs.queries import stages_of
    from jobcenter.kit.errors import InvalidError, NotFoundError

    stages = await stages_of(session, job_id)
    if not stages:
        raise NotFoundError(f"There is no job {job_id}. `jobcenter job list` lists them.")
    for stage in stages:
        if name_or_id.casefold() in {stage.name.casefold(), str(stage.id)}:
            return stage.id
    raise InvalidError(f"The job has no stage {name_or_id!r}. It has: {', '.join(stage.name for stage in stages)}.")


def _written(what: str, value: str | None) -> str | None:
    from jobcenter.kit.errors import InvalidError

    if value is None:
        return None
    tidied = value.replace("\x00", "").strip()
    if not 0 < len(tidied) <= LONGEST[what]:
        raise InvalidError(f"--{what}: write 1 to {LONGEST[what]:,} characters, or leave it out.")
    return tidied
