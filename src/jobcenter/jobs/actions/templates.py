"""Making, changing and deleting the templates that jobs take their stages from."""

import uuid
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from jobcenter.jobs.rules import check_stages
from jobcenter.jobs.schemas import TemplateGiven, TemplateShown
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import ChangedMeanwhileError, ConflictError, NotFoundError
from jobcenter.tables import stage_templates
from jobcenter.work.audit import record

THING = "stage template"


async def make_template(session: Session, wanted: TemplateGiven, *, actor: str) -> dict[str, Any]:
    """Make a template. Returns the row.

    Raises:
        InvalidError: its stages make no pipeline.
        ConflictError: the name is taken.
    """
    check_stages(wanted.stages)
    values = wanted.model_dump()
    statement = insert(stage_templates).values(id=new_id(), **values).returning(stage_templates)
    row = await _written(session, statement, wanted.name)
    await record(session, actor=actor, action="create", thing=THING, thing_id=str(row["id"]), after=values)
    return row


async def change_template(
    session: Session, template_id: uuid.UUID, wanted: TemplateGiven, *, actor: str, version: int | None = None
) -> dict[str, Any]:
    """Replace a template; jobs that were made from it keep their stages. Returns the row.

    Raises:
        NotFoundError: there is none of that id.
        ChangedMeanwhileError: `version` is not the row's any more.
        InvalidError, ConflictError: as when making one.
    """
    before = await _locked(session, template_id, version)
    check_stages(wanted.stages)
    values = wanted.model_dump()
    statement = (
        update(stage_templates)
        .where(stage_templates.c.id == template_id)
        .values(**values, version=stage_templates.c.version + 1, updated_at=func.now())
        .returning(stage_templates)
    )
    row = await _written(session, statement, wanted.name)
    was = {name: before[name] for name in values}
    await record(
        session, actor=actor, action="change", thing=THING, thing_id=str(template_id), before=was, after=values
    )
    return row


async def delete_template(session: Session, template_id: uuid.UUID, *, actor: str) -> None:
    """Delete a template; jobs that were made from it keep their stages.

    Raises:
        NotFoundError: there is none of that id.
    """
    before = await _locked(session, template_id)
    await session.execute(delete(stage_templates).where(stage_templates.c.id == template_id))
    was = {name: before[name] for name in ("name", "stages")}
    await record(session, actor=actor, action="delete", thing=THING, thing_id=str(template_id), before=was)


async def _locked(session: Session, template_id: uuid.UUID, version: int | None = None) -> dict[str, Any]:
    statement = select(stage_templates).where(stage_templates.c.id == template_id).with_for_update()
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"There is no stage template {template_id}.")
    if version is not None and version != row["version"]:
        raise ChangedMeanwhileError.of(
            "stage template",
            now=row["version"],
            seen=version,
            current=TemplateShown.model_validate(dict(row)).model_dump(mode="json"),
        )
    return dict(row)


async def _written(session: Session, statement: Any, name: str) -> dict[str, Any]:  # noqa: ANN401 - an insert or update
    try:
        async with session.begin_nested():
            return dict((await session.execute(statement)).mappings().one())
    except IntegrityError:
        raise ConflictError(f"There is a stage template named {name!r} already. Names are unique.") from None
