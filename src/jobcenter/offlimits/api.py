"""The routes of off-limits rules: whose people must not be approached, by which client's contract."""

import uuid
from typing import Annotated

from fastapi import Body, Query, Response

from jobcenter.accounts.access import Caller, SliceRouter, allow
from jobcenter.accounts.rules import OFF_LIMITS_READ, OFF_LIMITS_WRITE
from jobcenter.kit.headers import IdempotencyKey, IfMatch, version_of, versioned
from jobcenter.kit.http import EVERY_ROUTE, Db, ReadDb, problems, tagged
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing
from jobcenter.offlimits import actions, queries
from jobcenter.offlimits.schemas import RuleChanges, RuleGiven, RuleShown
from jobcenter.work.idempotency import made_once

router = SliceRouter(prefix="/api", tags=["off limits"], responses=EVERY_ROUTE)

CanRead = Annotated[Caller, allow(OFF_LIMITS_READ)]
CanWrite = Annotated[Caller, allow(OFF_LIMITS_WRITE)]


@router.get("/off-limits")
async def list_all_off_limits_rules(
    caller: CanRead,
    session: ReadDb,
    page: PageOf,
    company_id: Annotated[uuid.UUID | None, Query(description="Only rules on this company's people.")] = None,
    *,
    in_force: Annotated[bool | None, Query(description="Only rules that hold today, or only the others.")] = None,
) -> Listing[RuleShown]:
    """The rules of all clients, in the order they were made: whose people must not be approached, until when, why."""
    rows = await queries.list_rules(
        session, caller, company_id=company_id, in_force=in_force, after=page.start("off-limits"), limit=page.wanted
    )
    return page.listing("off-limits", rows, RuleShown)


@router.get("/companies/{company_id:uuid}/off-limits", responses=problems(404))
async def list_off_limits_rules(
    caller: CanRead, company_id: uuid.UUID, session: ReadDb, page: PageOf
) -> Listing[RuleShown]:
    """The rules on a client's contracts, in the order they were made."""
    kind = f"off-limits rules of {company_id}"
    rows = await queries.rules_of(session, caller, company_id, after=page.start(kind), limit=page.wanted)
    return page.listing(kind, rows, RuleShown)


@router.post("/companies/{company_id:uuid}/off-limits", status_code=201, responses=tagged(201) | problems(404))
async def make_off_limits_rule(
    caller: CanWrite,
    response: Response,
    company_id: uuid.UUID,
    session: Db,
    wanted: Annotated[RuleGiven, Body()],
    idempotency_key: IdempotencyKey,
) -> RuleShown:
    """Put a company off limits by one of a client's contracts."""
    made = await made_once(
        session,
        RuleShown,
        lambda: actions.make_rule(session, company_id, wanted, actor=caller.label),
        caller=caller.label,
        key=idempotency_key,
        wanted=wanted,
    )
    return versioned(response, made)


@router.patch("/off-limits/{rule_id:uuid}", responses=tagged() | problems(404, 412))
async def change_off_limits_rule(
    caller: CanWrite,
    response: Response,
    rule_id: uuid.UUID,
    session: Db,
    wanted: Annotated[RuleChanges, Body()],
    if_match: IfMatch = None,
) -> RuleShown:
    """Change what is given of a rule."""
    row = await actions.change_rule(session, rule_id, wanted, actor=caller.label, version=version_of(if_match))
    return versioned(response, RuleShown.model_validate(row))


@router.delete("/off-limits/{rule_id:uuid}", status_code=204, responses=problems(404))
async def delete_off_limits_rule(caller: CanWrite, rule_id: uuid.UUID, session: Db) -> None:
    """Delete a rule, as if it had never been."""
    await actions.delete_rule(session, rule_id, actor=caller.label)
