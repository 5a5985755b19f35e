"""The wire shapes of applicants, their history, and moves in bulk."""

import uuid
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, model_validator

from jobcenter.applicants.filters import Filters
from jobcenter.kit.wire import Body

MOST_AT_ONCE = 1_000
MOST_IDS = 10_000


def _text(value: str) -> str:
    tidied = value.strip()
    if not tidied:
        raise ValueError("must not be empty: write at least one character, or leave it out")
    return tidied


Id = Annotated[uuid.UUID, Field(strict=False)]
Reason = Annotated[str, Field(max_length=500, json_schema_extra={"minLength": 1}), AfterValidator(_text)]
Note = Annotated[str, Field(max_length=2_000, json_schema_extra={"minLength": 1}), AfterValidator(_text)]
Kind = Literal["sourced", "contacted", "qualified", "sent_to_manager", "interview", "offer", "hired", "rejected"]


class ApplicantShown(BaseModel):
    """A candidate in a job's pipeline, with what is known of mails, interviews and placements.

    A client's manager sees no mails and no guarantee, and contacts from an interview on.
    """

    id: uuid.UUID
    job_id: uuid.UUID
    candidate_id: uuid.UUID
    name: str
    headline: str | None
    title: str | None
    location: str | None
    employer: str | None
    email: str | None
    phone: str | None
    stage_id: uuid.UUID
    stage: str
    stage_kind: Kind
    stage_rank: int
    stage_since: datetime
    reject_reason: str | None
    round_id: uuid.UUID | None
    added_by: uuid.UUID | None
    added_at: datetime
    sent_to_manager_at: datetime | None = Field(description="When it came first to a stage of that kind.")
    last_interview_at: datetime | None
    last_interviewer: str | None
    last_outcome: str | None
    next_interview_at: datetime | None
    next_interviewer: str | None
    last_mail_at: datetime | None
    last_mail_event: str | None
    replied_at: datetime | None
    protected_until: date | None = Field(description="The last day of a guarantee of the person's, in any job.")
    updated_at: datetime
    version: int


class ApplicantChanged(ApplicantShown):
    """An applicant after a change, and what came of it."""

    changed: bool = Field(description="False where it was so already.")
    told: str = Field(description="What was done, in a sentence.")


class ApplicantChange(Body):
    """What to change; what is left out stays."""

    stage_id: Annotated[Id, Field(description="A stage of the same job.")] | None = None
    reject_reason: Annotated[Reason, Field(description="Needed to reject, and only there.")] | None = None
    round_id: Annotated[Id | None, Field(description="An interview round of the job's company; null for none.")] = None
    note: Annotated[Note, Field(description="Kept in the history of the move.")] | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.given():
            raise ValueError("nothing is to be changed: name stage_id, reject_reason or round_id")
        return self

    def given(self) -> dict[str, Any]:
        """What was named; only a round can be taken away."""
        named = self.model_dump(exclude_unset=True)
        return {name: value for name, value in named.items() if value is not None or name == "round_id"}


class ApplicantsGiven(Body):
    """Who is to be added to a job's pipeline."""

    candidate_ids: Annotated[list[Id], Field(min_length=1, max_length=MOST_AT_ONCE)]
    stage_id: Annotated[Id, Field(description="Left out: where new applicants enter.")] | None = None
    note: Note | None = None
    override_off_limits: Annotated[bool, Field(description="Add people who are off-limits too; admins only.")] = False


class AddedRow(BaseModel):
    """What came of one candidate."""

    candidate_id: uuid.UUID
    outcome: Literal["added", "already_there", "no_such_candidate", "off_limits"]
    applicant_id: uuid.UUID | None
    detail: str | None = Field(description="Why not, in words.")


class ApplicantsAdded(BaseModel):
    """What came of each candidate, in the order asked for."""

    added: int
    rows: list[AddedRow]


class HistoryShown(BaseModel):
    """One step through the stages; without `from_stage` it is the first."""

    id: int
    at: datetime
    by: str
    by_id: uuid.UUID | None
    from_stage: str | None
    from_kind: str | None
    to_stage: str
    to_kind: Kind
    note: str | None


class FilterGiven(Body):
    """Which applicants of the job; what is left out asks nothing, so that an empty filter means all of them."""

    stage_ids: Annotated[list[Id], Field(max_length=100, default_factory=list)]
    q: Annotated[str, Field(max_length=200, description="Every word a part of name, headline, employer, e-mail.")] = ""
    added_by: Annotated[list[Id], Field(max_length=100, description="Users.", default_factory=list)]
    off_limits: bool | None = None
    replied: bool | None = None

    def filters(self) -> Filters:
        """As the queries take them."""
        return Filters(
            stage_ids=tuple(self.stage_ids),
            q=self.q,
            added_by=tuple(self.added_by),
            off_limits=self.off_limits,
            replied=self.replied,
        )


class MoveGiven(Body):
    """Which applicants are to be moved, and where to."""

    ids: Annotated[list[Id], Field(min_length=1, max_length=MOST_IDS)] | None = None
    filter: FilterGiven | None = None
    to_stage_id: Id
    reject_reason: Annotated[Reason, Field(description="Needed to reject, and only there.")] | None = None
    note: Note | None = None
    dry_run: Annotated[bool, Field(description="Only count; nothing is moved.")] = False

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.ids is None) == (self.filter is None):
            raise ValueError("name either ids or a filter ({} means all applicants of the job)")
        return self


class KindCount(BaseModel):
    """How many would come from stages of one kind."""

    kind: Kind
    count: int


class MoveForeseen(BaseModel):
    """What a move would do."""

    dry_run: Literal[True] = True
    asked: int
    would_move: int
    already_there: int
    gone: int = Field(description="Of the ids asked for: no applicants of this job.")
    by_kind: list[KindCount] = Field(description="From which kinds of stages those come that would move.")


class MoveCounts(BaseModel):
    """How far a move is; those of no outcome yet are missing from it until `asked`."""

    asked: int
    moved: int = 0
    already_there: int = 0
    changed_meanwhile: int = 0
    gone: int = 0


class MoveStarted(BaseModel):
    """A move that a worker does now."""

    operation_id: uuid.UUID
    task_id: str
    asked: int


class MoveShown(BaseModel):
    """A move in bulk, or the undoing of one."""

    id: uuid.UUID
    job_id: uuid.UUID
    task_id: str
    state: Literal["queued", "running", "succeeded", "failed", "cancelled", "forgotten"] = Field(
        description="Of its task; `forgotten` long after its end."
    )
    error: str | None
    to_stage_id: uuid.UUID | None = Field(description="Null where each goes back to where it was.")
    to_stage: str | None
    counts: MoveCounts
    made_by: str
    at: datetime
    undoes: uuid.UUID | None
    undone_by: uuid.UUID | None = Field(description="The operation that undid it.")
    outcomes_cleared_at: datetime | None = Field(
        description="Since then it is not kept any more what came of each applicant: it cannot be undone."
    )


class MoveRow(BaseModel):
    """What came of one applicant; no outcome: it was not its turn yet, or the move was cancelled before."""

    applicant_id: uuid.UUID
    from_stage_id: uuid.UUID | None
    to_stage_id: uuid.UUID
    outcome: Literal["moved", "already_there", "changed_meanwhile", "gone"] | None


class MoveOutcomes(MoveShown):
    """A move with one page of its outcomes."""

    items: list[MoveRow]
    next: str | None = None
