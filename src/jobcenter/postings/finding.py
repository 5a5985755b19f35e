"""How postings are found: a search's filters as conditions that an index answers, and their limits."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Text, and_, cast, func, literal, literal_column, or_, text
from sqlalchemy.dialects.postgresql import JSONB, TSQUERY
from sqlalchemy.exc import DBAPIError

from jobcenter.kit.db import ReadSession
from jobcenter.kit.errors import InvalidError
from jobcenter.postings.normal.asked import place_asked
from jobcenter.postings.schemas import Filters
from jobcenter.postings.words import Term, read_names, read_query
from jobcenter.tables import postings
from jobcenter.tables.postings import BARE, COMPANY_WORDS, PERIODS_OF_A_YEAR, YEARLY_PAY

LISTED = tuple(
    postings.c[name]
    for name in (
        *("id", "site_name", "target", "vendor_id", "title", "company", "employer", "places", "locations", "is_remote"),
        *("work_mode", "department", "employment_type", "employment", "requisition", "url", "apply_url", "posted_at"),
        *("pay_min", "pay_max", "pay_currency", "pay_period", "language"),
        *("first_seen_at", "last_seen_at", "changed_at", "closed_at"),
    )
)
"""What lists show of a posting: nothing long."""

SECONDS = 10
"""A search that takes longer is given up: it would hold a connection that others wait for."""

IDS_LAG = timedelta(days=1)
CANCELLED = "57014"  # PostgreSQL's code for a statement that took too long

_PLACE = BARE.format(
    words="array_to_string(places, ' ') || ' ' || jsonb_path_query_array(locations, '$[*].*')::text",
)

# One statement for all: the words' lexemes are PostgreSQL's own reading, the same that made `postings.words`. A plan
# that is made once for all words knows nothing of how frequent each is, and reads the table where an index would do:
# planning anew costs about a millisecond. A phrase is looked for as it was typed and without accents, for the words
# without them stand apart from the text.
_READ = text(
    """
    SELECT set_config('plan_cache_mode', 'force_custom_plan', true),
           set_config('statement_timeout', CAST(:milliseconds AS text), true),
           (SELECT jsonb_object_agg(field, said) FROM (
                SELECT field, string_agg(CASE WHEN without THEN '!(' ELSE '(' END || read || ')', ' & ') AS said
                FROM (
                    SELECT field, without, CAST(CASE kind
                        WHEN 'phrase' THEN phraseto_tsquery('simple', typed) || phraseto_tsquery('simple', bare)
                        WHEN 'beginning' THEN to_tsquery('simple', bare)
                        ELSE plainto_tsquery('simple', bare) END AS text) AS read
                    FROM unnest(
                        CAST(:fields AS text[]), CAST(:kinds AS text[]), CAST(:withouts AS boolean[]),
                        CAST(:typed AS text[]), CAST(:bare AS text[])
                    ) AS term (field, kind, without, typed, bare)
                ) AS terms
                WHERE read <> ''
                GROUP BY field
           ) AS said_of_each) AS words
    """
).columns(words=JSONB)


_NO_WORDS: dict[str, list[object]] = {"fields": [], "kinds": [], "withouts": [], "typed": [], "bare": []}


async def read_words(session: ReadSession, filters: Filters, *, seconds: int = SECONDS) -> dict[str, str]:
    """PostgreSQL's queries for the words that filters hold, by field; and its limits for the statements after it.

    Raises:
        InvalidError: the words say nothing that can be looked for.
    """
    terms: list[tuple[str, Term]] = []
    if filters.q is not None:
        terms += [("q", term) for term in read_query(filters.q)]
    if filters.company is not None:
        terms += [("company", term) for term in read_names("company", filters.company, beginnings=True)]
    if filters.place is not None:
        terms += [("place", term) for term in read_names("place", filters.place, beginnings=False)]
    given = {
        "milliseconds": str(seconds * 1000),
        "fields": [field for field, _ in terms],
        "kinds": [term.kind for _, term in terms],
        "withouts": [term.without for _, term in terms],
        "typed": [term.text for _, term in terms],
        "bare": [term.bare for _, term in terms],
    }
    words: dict[str, str] = (await session.execute(_READ, given)).one().words or {}
    for field in ("q", "company", "place"):
        if any(field == one for one, _ in terms) and field not in words:
            raise InvalidError(f"{field}: there is no word in it to look for. Give words of letters and digits.")
    return words


def conditions(filters: Filters, words: Mapping[str, str]) -> list[ColumnElement[bool]]:
    """What postings must fulfil, given PostgreSQL's reading of the words (`read_words`)."""
    wanted: list[ColumnElement[bool]] = []
    columns = postings.c
    if filters.state == "open":
        wanted.append(columns.closed_at.is_(None))
    elif filters.state == "closed":
        wanted.append(columns.closed_at.is_not(None))
    if "q" in words:
        wanted.append(_holds(columns.words, words["q"]))
    if "company" in words:
        wanted.append(_holds(literal_column(COMPANY_WORDS), words["company"]))
    if filters.place is not None and "place" in words:
        wanted.append(_at(filters.place, words["place"]))
    if filters.country:
        wanted.append(or_(*(columns.locations.contains([{"country": one.upper()}]) for one in filters.country)))
    for name in ("site_name", "target", "work_mode", "employment"):
        value = filters.site if name == "site_name" else getattr(filters, name)
        if value is not None:
            wanted.append(columns[name].in_(value) if isinstance(value, list) else columns[name] == value)
    return wanted + _amounts_and_dates(filters)


def _at(place: str, query: str) -> ColumnElement[bool]:
    """Postings at a place: those that hold its words, and those that were read to be there, by whichever of its names.

    The index finds those whose words hold it anywhere; then the place itself is looked at: by the function, since the
    planner believes the operator to leave hardly anything, and would sort all that the index finds.
    """
    written = func.to_tsvector(text("'simple'"), literal_column(_PLACE))
    said = and_(_holds(postings.c.words, query), func.ts_match_vq(written, _query(query), type_=Boolean))
    known = place_asked(place)
    return said if known is None else or_(postings.c.locations.contains([known]), said)


def _amounts_and_dates(filters: Filters) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if filters.pay_at_least is not None and filters.currency is not None:
        yearly = Decimal(str(filters.pay_at_least)) * PERIODS_OF_A_YEAR[filters.pay_period]
        wanted += [postings.c.pay_currency == filters.currency.upper(), literal_column(f"({YEARLY_PAY})") >= yearly]
    elif filters.currency is not None:
        wanted.append(postings.c.pay_currency == filters.currency.upper())
    if filters.posted_since is not None:
        wanted.append(postings.c.posted_at >= filters.posted_since)
    if filters.seen_since is not None:
        # Ids begin with the time they were made, so that their index holds the newest together; clocks may differ.
        since = postings.c.id >= _first_id(filters.seen_since - IDS_LAG)
        wanted += [since, postings.c.first_seen_at >= filters.seen_since]
    return wanted


def _holds(words: ColumnElement[object], query: str) -> ColumnElement[bool]:
    return words.bool_op("@@")(_query(query))


def _query(query: str) -> ColumnElement[object]:
    return cast(literal(query, Text), TSQUERY)


def _first_id(moment: datetime) -> UUID:
    return UUID(int=max(0, int(moment.timestamp() * 1000)) << 80)


async def bound(session: ReadSession, *, seconds: int = SECONDS) -> None:
    """Set the limits of a search for the statements that follow, where there are no words to be read."""
    await session.execute(_READ, {"milliseconds": str(seconds * 1000), **_NO_WORDS})


@contextmanager
def in_time() -> Iterator[None]:
    """Tell a search that took too long as what it is.

    Raises:
        InvalidError: PostgreSQL gave the statement up.
    """
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != CANCELLED:
            raise
        raise InvalidError(
            f"This search takes longer than {SECONDS} seconds. Narrow it down: by more words, a company, a place, a "
            "site, or a date."
        ) from None
