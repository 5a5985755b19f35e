"""The board's SQL: each statement's text is made once, and used as long as the process lives."""

# ruff: noqa: S608 - what is put together here are column names of our own tables; values are always parameters

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal_column, select, true

from jobcenter.accounts.rules import Caller
from jobcenter.applicants.filters import Filters, conditions
from jobcenter.applicants.queries import visible
from jobcenter.applicants.rules import CONTACTS_FROM, is_client
from jobcenter.board.rules import Order
from jobcenter.jobs.queries import visible as job_visible
from jobcenter.kit.bare import DIALECT, text_of
from jobcenter.offlimits.queries import off_limits_now
from jobcenter.tables import applicants, candidates, jobs

# Without filters an order has one right plan, whatever the job's size: walk its index, look the rest up row by row. It
# is forced, so that PostgreSQL plans it once a connection, and never for a job of another size. With filters the values
# decide (a rare word: by the words' index; a frequent one: along the order), so what they leave is planned for itself,
# by ids alone, which one index can answer; and the rows of these ids are looked up by the one plan again.
ONE_PLAN: Final = {
    "plan_cache_mode": "force_generic_plan",
    **dict.fromkeys(
        ("enable_sort", "enable_seqscan", "enable_bitmapscan", "enable_hashjoin", "enable_mergejoin"), "off"
    ),
}
PLANNED_EACH: Final = {"plan_cache_mode": "force_custom_plan"}
ALWAYS: Final = {"jit": "off", "max_parallel_workers_per_gather": "0"}

# A reader of a stream who takes nothing for a minute loses it: it holds a connection and a snapshot.
STREAMED: Final = {**PLANNED_EACH, "idle_in_transaction_session_timeout": "60s"}

# `limit` stands in the text, for a plan that is made once must know it; a few sizes, so that the texts are few.
SIZES: Final = (26, 51, 101, 201)

Part = Literal["valued", "empty", "whole"]
Reading = Literal["page", "stream"]
VALUED, EMPTY = 1, 2


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which applicants of a job are asked for: a condition's text with $1 … in it, and the values of these."""

    text: str
    values: tuple[Any, ...]
    is_whole: bool
    for_client: bool

    def parameter(self, number: int) -> str:
        """The n-th parameter after the condition's own."""
        return f"${len(self.values) + number}"


@lru_cache(maxsize=512)
def narrowed(caller: Caller, filters: Filters) -> Narrowed:
    """What this caller may see of the applicants that fit the filters."""
    for_client = is_client(caller)
    asked = conditions(filters)
    if for_client and filters.q:
        asked.append(_in_sight(filters.q))
    text, values = _written(and_(true(), visible(caller), *asked), applicants)
    return Narrowed(text, values, is_whole=not asked and not for_client, for_client=for_client)


def planned(where: Narrowed, reading: Reading) -> dict[str, str]:
    """The settings of a transaction that reads these rows; they end with it, also behind a pooler."""
    return {**ALWAYS, **(STREAMED if reading == "stream" else ONE_PLAN if where.is_whole else PLANNED_EACH)}


@lru_cache(maxsize=512)
def door(caller: Caller) -> tuple[str, tuple[Any, ...]]:
    """Whether the caller may see a job: it is the last parameter, after the given values."""
    text, values = _written(job_visible(caller), jobs)
    return f"SELECT FROM jobs WHERE ({text}) AND jobs.id = ${len(values) + 1}", values


@lru_cache(maxsize=1024)
def page(where: Narrowed, order: Order, part: Part, size: int, *, behind: bool) -> str:
    """A page's statement: parameters are the condition's, the job, and `behind` a place its value (if any) and id.

    It gives the rows as they are shown if all of a job are asked for, otherwise their ids: see `rows`.
    """
    columns = "*" if where.is_whole else "applicants.id"
    inner = f"{_chosen(where, order, part, columns, behind=behind)} LIMIT {size}"
    return _shown(order, part, inner, for_client=where.for_client) if where.is_whole else inner


@lru_cache(maxsize=128)
def rows(order: Order, *, for_client: bool) -> str:
    """The statement that shows the applicants of some ids in their order; its only parameter: `{id,id}`.

    As text, for the driver asks each connection first what an array of ids is.
    """
    inner = "SELECT applicants.* FROM unnest($1::text::uuid[]) chosen (id) JOIN applicants ON applicants.id = chosen.id"
    return _shown(order, "whole", inner, for_client=for_client)


@lru_cache(maxsize=256)
def whole(where: Narrowed, order: Order) -> str:
    """The statement of all rows in their order, for a cursor of the server."""
    inner = _chosen(where, order, "whole", "*", behind=False)
    return _shown(order, "whole", inner, for_client=where.for_client)


@lru_cache(maxsize=512)
def places(where: Narrowed, order: Order) -> str:
    """Every n-th row's number, value and id; parameters are the condition's, the job, and n.

    Rows without a value are numbered by themselves (`part` is `EMPTY`): the two parts are two ranges of one index.
    """
    ranges: list[tuple[int, Part]] = [(VALUED, "valued"), (EMPTY, "empty")] if order.has_gaps else [(VALUED, "whole")]
    return " UNION ALL ".join(_numbered(where, order, part, number) for number, part in ranges)


@lru_cache(maxsize=512)
def counts(where: Narrowed, order: Order) -> str:
    """The job's stages with their counts, and over all `valued`: how many rows have a value to be ordered by.

    Parameters are the condition's and the job.
    """
    job = where.parameter(1)
    counted = (
        f"SELECT stage_id, count(*) AS n, count({order.column}) AS valued FROM applicants"
        f" WHERE ({where.text}) AND applicants.job_id = {job} GROUP BY stage_id"
    )
    valued = "coalesce(sum(found.valued) OVER (), 0)::bigint"
    if where.is_whole:
        # A stage belongs to one job, so that its own index counts it, without a look at the rows.
        counted = (
            "SELECT inner_s.id AS stage_id, (SELECT count(*) FROM applicants WHERE stage_id = inner_s.id) AS n"
            f" FROM job_stages inner_s WHERE inner_s.job_id = {job}"
        )
        valued = f"(SELECT count(*) FROM applicants WHERE job_id = {job} AND {order.column} IS NOT NULL)"
    return (
        f"SELECT s.id, s.name, s.kind, coalesce(found.n, 0) AS count, {valued if order.has_gaps else '0'} AS valued"
        f" FROM job_stages s LEFT JOIN ({counted}) found ON found.stage_id = s.id WHERE s.job_id = {job}"
        " ORDER BY s.position, s.id"
    )


def _by(table: str, order: Order, part: Part) -> str:
    """The order within one range of the index, or of the whole.

    Also where the column is empty it is sorted by: no other index than its own has that order.
    """
    way = " DESC" if order.descending else ""
    last = " NULLS LAST" if part == "whole" and order.has_gaps else ""
    return f"{table}.{order.column}{way}{last}, {table}.id{way}"


def _asked(where: Narrowed, order: Order, part: Part) -> list[str]:
    asked = [f"({where.text})", f"applicants.job_id = {where.parameter(1)}"]
    if order.has_gaps and part != "whole":
        asked.append(f"applicants.{order.column} IS {'NOT ' if part == 'valued' else ''}NULL")
    return asked


def _chosen(where: Narrowed, order: Order, part: Part, columns: str, *, behind: bool) -> str:
    """The job's rows that are asked for, of one range or of the whole, in their order."""
    asked, sign = _asked(where, order, part), "<" if order.descending else ">"
    if behind and part == "empty":
        asked.append(f"applicants.id {sign} {where.parameter(2)}")
    elif behind:
        asked.append(f"(applicants.{order.column}, applicants.id) {sign} ({where.parameter(2)}, {where.parameter(3)})")
    return f"SELECT {columns} FROM applicants WHERE {' AND '.join(asked)} ORDER BY {_by('applicants', order, part)}"


def _numbered(where: Narrowed, order: Order, part: Part, number: int) -> str:
    return (
        f"SELECT {number} AS part, n, value, id FROM (SELECT applicants.{order.column} AS value, applicants.id AS id,"
        f" row_number() OVER (ORDER BY {_by('applicants', order, part)}) AS n FROM applicants"
        f" WHERE {' AND '.join(_asked(where, order, part))}) numbered WHERE n % {where.parameter(2)} = 0"
    )


def _shown(order: Order, part: Part, inner: str, *, for_client: bool) -> str:
    """The chosen rows with all that a row of the board shows, in the order of `schemas.BoardRow`."""
    private, joined = (_FOR_CLIENT, "") if for_client else (_FOR_STAFF, _off_limits_of_row())
    return (
        f"SELECT {_ROW}, {private}, a.{order.column} AS sorted_by FROM ({inner}) a"
        f" JOIN candidates c ON c.id = a.candidate_id{_NAMES}{joined} ORDER BY {_by('a', order, part)}"
    )


# Names of stages, rounds and colleagues repeat from row to row: joined, they are looked up once each.
_ROW: Final = (
    "a.id, a.version, a.candidate_id, c.name, c.headline, c.title, c.employer, c.location, a.stage_id,"
    " s.name AS stage, a.stage_kind, a.stage_since, a.reject_reason,"
    " a.added_at, a.sent_to_manager_at, a.round_id,"
    " r.name AS round, a.last_interview_at,"
    " a.last_interviewer, a.last_outcome, a.next_interview_at, a.next_interviewer"
)
_NAMES: Final = (
    " LEFT JOIN job_stages s ON s.id = a.stage_id LEFT JOIN interview_rounds r ON r.id = a.round_id"
    " LEFT JOIN users u ON u.id = a.added_by"
)
_ACTIVE_IN: Final = (
    "(SELECT count(*) FROM applicants b JOIN jobs j ON j.id = b.job_id WHERE b.candidate_id = a.candidate_id"
    " AND b.job_id <> a.job_id AND b.stage_kind NOT IN ('hired', 'rejected') AND j.status = 'open')"
)
_FOR_STAFF: Final = (
    "c.email, a.added_by, u.name AS added_by_name, c.notes_count,"
    " a.last_mail_at, a.last_mail_event, a.replied_at, o.company_id IS NOT NULL AS off_limits,"
    f" o.reason AS off_limits_reason, o.ends_on AS off_limits_until, a.protected_until, {_ACTIVE_IN} AS active_in"
)
_FOR_CLIENT: Final = (
    f"CASE WHEN a.stage_kind IN {CONTACTS_FROM} THEN c.email END AS email, NULL::uuid AS added_by,"
    " NULL::text AS added_by_name, NULL::integer AS notes_count,"
    " NULL::timestamptz AS last_mail_at, NULL::text AS last_mail_event, NULL::timestamptz AS replied_at,"
    " NULL::boolean AS off_limits, NULL::text AS off_limits_reason, NULL::date AS off_limits_until,"
    " NULL::date AS protected_until, NULL::integer AS active_in"
)


@lru_cache(maxsize=1)
def _off_limits_of_row() -> str:
    """A join that looks up the one rule in force for a row's employer."""
    rules = off_limits_now()
    statement = select(rules.c.company_id, rules.c.reason, rules.c.ends_on).where(
        rules.c.company_id == literal_column("a.employer_id")
    )
    text = str(statement.compile(dialect=DIALECT, compile_kwargs={"literal_binds": True}))
    return f" LEFT JOIN LATERAL ({text} LIMIT 1) o ON true"


def _in_sight(q: str) -> ColumnElement[bool]:
    """Every word of a search stands in what a client's person sees: in an e-mail only where that is shown."""
    person = candidates.c
    email = case((applicants.c.stage_kind.in_(CONTACTS_FROM), person.email))
    shown = func.lower(func.concat_ws(" ", person.name, person.headline, person.employer, email))
    holds = [func.strpos(shown, func.lower(word)) > 0 for word in q.split()]
    return exists().where(person.id == applicants.c.candidate_id, *holds)


def _written(condition: ColumnElement[bool], table: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ANN401 - a table
    """A condition on a table as text with $1 …, and its values; compiled in a select, which ties inner ones to it."""
    statement: Select[Any] = select(literal_column("1")).select_from(table).where(condition)
    whole, values = text_of(statement)
    _, _, text = whole.partition("WHERE ")
    return text or "true", values
