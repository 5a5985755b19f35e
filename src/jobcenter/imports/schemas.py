"""The wire shapes of imports."""

import uuid
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

ImportKind = Literal["companies", "jobs", "candidates", "applicants", "history"]
ImportOutcome = Literal["made", "updated", "already_there", "refused"]
ImportState = Literal["queued", "running", "succeeded", "failed", "cancelled", "forgotten"]


class _Shown(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class ImportCounts(_Shown):
    """How many rows came to what; those that are left to do are none of these."""

    made: int = Field(default=0, description="In a dry run: would be made.")
    updated: int = 0
    already_there: int = 0
    refused: int = 0


class ImportShown(_Shown):
    """An import: what it brings in, how it stands, and what came of its rows so far."""

    id: uuid.UUID
    kind: ImportKind
    file_name: str | None
    digest: str = Field(description="SHA-256 of the file.")
    dry_run: bool
    override_off_limits: bool
    columns: list[str | None] = Field(description="What each of the file's columns is here; null: it is left out.")
    rows_count: int
    counts: ImportCounts
    state: ImportState = Field(description="`forgotten`: it ended so long ago that its task is no longer kept.")
    error: str | None
    made_by: str
    task_id: str
    at: datetime
    finished_at: datetime | None
    rows_cleared_at: datetime | None = Field(
        description="Since then it is not kept any more what came of each row: it cannot go on."
    )


class ImportRowShown(_Shown):
    """A row of a file: what came of it (null: it is not done yet), and why, if it was refused."""

    number: int = Field(description="As a spreadsheet counts: the header is row 1.")
    outcome: ImportOutcome | None
    message: str | None
    thing_id: uuid.UUID | None = Field(description="What it made or found; of history, the applicant.")
    cells: dict[str, str] | None = Field(description="Of a row that was refused.")


class ImportAsked(BaseModel):
    """What makes two requests the same import."""

    kind: str
    digest: str
    dry_run: bool
    override_off_limits: bool
