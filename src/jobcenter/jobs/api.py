"""The routes of jobs, their stages, and the templates of these."""

import uuid
from typing import Annotated

from fastapi import Body, Query, Response

from jobcenter.accounts.access import Caller, SliceRouter, allow
from jobcenter.accounts.rules import JOBS_DESCRIBE, JOBS_READ, JOBS_WRITE
from jobcenter.jobs import actions, queries
from jobcenter.jobs.schemas import (
    InCharge,
    JobChange,
    JobGiven,
    JobListed,
    JobShown,
    JobStagesGiven,
    JobStagesShown,
    Status,
    TemplateGiven,
    TemplateShown,
)
from jobcenter.kit.headers import IdempotencyKey, IfMatch, version_of, versioned
from jobcenter.kit.http import EVERY_ROUTE, Db, ReadDb, problems, tagged
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing
from jobcenter.work.idempotency import made_once

router = SliceRouter(prefix="/api", tags=["jobs"], responses=EVERY_ROUTE)

CanRead = Annotated[Caller, allow(JOBS_READ)]
CanWrite = Annotated[Caller, allow(JOBS_WRITE)]
CanDescribe = Annotated[Caller, allow(JOBS_DESCRIBE)]


@router.get("/jobs")
async def list_jobs(
    caller: CanRead,
    session: ReadDb,
    page: PageOf,
    status: Annotated[list[Status] | None, Query(max_length=10, description="May be repeated.")] = None,
    company_id: Annotated[uuid.UUID | None, Query(description="The client.")] = None,
    manager_id: Annotated[uuid.UUID | None, Query(description="Who is in charge.")] = None,
    q: Annotated[
        str | None, Query(max_length=200, description="Words or parts of words, all of which stand in the title.")
    ] = None,
) -> Listing[JobListed]:
    """Jobs, newest first: by status, client, person in charge, and words of the title."""
    rows = await queries.list_jobs(
        session,
        caller,
        statuses=status or (),
        company_id=company_id,
        manager_id=manager_id,
        q=q,
        before=page.start("jobs"),
        limit=page.wanted,
    )
    return page.listing("jobs", rows, JobListed)


@router.post("/jobs", status_code=201, responses=tagged(201))
async def make_job(
    caller: CanWrite,
    response: Response,
    session: Db,
    wanted: Annotated[JobGiven, Body()],
    idempotency_key: IdempotencyKey,
) -> JobShown:
    """Make a job of a client, with the stages of a template."""
    made = await made_once(
        session,
        JobShown,
        lambda: actions.make_job(session, wanted, actor=caller.label),
        caller=caller.label,
        key=idempotency_key,
        wanted=wanted,
    )
    return versioned(response, made)


@router.get("/jobs/in-charge")
async def who_may_be_in_charge(
    _caller: CanWrite,
    session: ReadDb,
    company_id: Annotated[uuid.UUID | None, Query(description="The job's client, whose managers may be it.")] = None,
    q: Annotated[str | None, Query(max_length=200, description="A part of the name.")] = None,
) -> InCharge:
    """The first twenty, by name, of those who may be in charge of a job of a client."""
    return InCharge.model_validate({"people": await queries.who_may_be_in_charge(session, company_id, q)})


@router.get("/jobs/{job_id:uuid}", responses=tagged() | problems(404))
async def job(caller: CanRead, response: Response, job_id: uuid.UUID, session: ReadDb) -> JobShown:
    """One job."""
    return versioned(response, JobShown.model_validate(await queries.find_job(session, caller, job_id)))


@router.patch("/jobs/{job_id:uuid}", responses=tagged() | problems(404, 409, 412))
async def change_job(
    caller: CanDescribe,
    response: Response,
    job_id: uuid.UUID,
    session: Db,
    wanted: Annotated[JobChange, Body()],
    if_match: IfMatch = None,
) -> JobShown:
    """Change what is given of a job; a client's manager may give the title and the description.

    With `If-Match`, only if nobody changed it meanwhile.
    """
    row = await actions.change_job(session, caller, job_id, wanted, actor=caller.label, version=version_of(if_match))
    return versioned(response, JobShown.model_validate(row))


@router.get("/jobs/{job_id:uuid}/stages", responses=tagged() | problems(404))
async def job_stages(caller: CanRead, response: Response, job_id: uuid.UUID, session: ReadDb) -> JobStagesShown:
    """The stages of a job, in their order."""
    found = await queries.find_job(session, caller, job_id)
    stages = await queries.stages_of(session, job_id)
    shown = {"job_id": job_id, "version": found["version"], "stages": stages}
    return versioned(response, JobStagesShown.model_validate(shown))


@router.put("/jobs/{job_id:uuid}/stages", responses=tagged() | problems(404, 409, 412))
async def replace_job_stages(
    caller: CanWrite,
    response: Response,
    job_id: uuid.UUID,
    session: Db,
    wanted: Annotated[JobStagesGiven, Body()],
    if_match: IfMatch = None,
) -> JobStagesShown:
    """Give a job exactly these stages, in this order; one in which applicants stand cannot be left out.

    With `If-Match`, only if nobody changed the job or its stages meanwhile.
    """
    replaced = await actions.replace_stages(
        session, caller, job_id, wanted.stages, actor=caller.label, version=version_of(if_match)
    )
    return versioned(response, JobStagesShown.model_validate(replaced))


@router.get("/stage-templates")
async def list_stage_templates(caller: CanRead, session: ReadDb, page: PageOf) -> Listing[TemplateShown]:
    """Templates of stages, in the order they were made; a client's manager sees none."""
    rows = await queries.list_templates(session, caller, after=page.start("stage templates"), limit=page.wanted)
    return page.listing("stage templates", rows, TemplateShown)


@router.post("/stage-templates", status_code=201, responses=tagged(201) | problems(409))
async def make_stage_template(
    caller: CanWrite,
    response: Response,
    session: Db,
    wanted: Annotated[TemplateGiven, Body()],
    idempotency_key: IdempotencyKey,
) -> TemplateShown:
    """Make a template of stages; it needs one of each of the kinds sourced, hired and rejected."""
    made = await made_once(
        session,
        TemplateShown,
        lambda: actions.make_template(session, wanted, actor=caller.label),
        caller=caller.label,
        key=idempotency_key,
        wanted=wanted,
    )
    return versioned(response, made)


@router.get("/stage-templates/{template_id:uuid}", responses=tagged() | problems(404))
async def stage_template(caller: CanRead, response: Response, template_id: uuid.UUID, session: ReadDb) -> TemplateShown:
    """One template of stages."""
    row = await queries.find_template(session, caller, template_id)
    return versioned(response, TemplateShown.model_validate(row))


@router.put("/stage-templates/{template_id:uuid}", responses=tagged() | problems(404, 409, 412))
async def change_stage_template(
    caller: CanWrite,
    response: Response,
    template_id: uuid.UUID,
    session: Db,
    wanted: Annotated[TemplateGiven, Body()],
    if_match: IfMatch = None,
) -> TemplateShown:
    """Replace a template; jobs that were made from it keep their stages."""
    row = await actions.change_template(session, template_id, wanted, actor=caller.label, version=version_of(if_match))
    return versioned(response, TemplateShown.model_validate(row))


@router.delete("/stage-templates/{template_id:uuid}", status_code=204, responses=problems(404))
async def delete_stage_template(caller: CanWrite, template_id: uuid.UUID, session: Db) -> None:
    """Delete a template; jobs that were made from it keep their stages."""
    await actions.delete_template(session, template_id, actor=caller.label)
