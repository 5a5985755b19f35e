"""What the routes of the board take in common: who may call, the filters, the order; and answers in bytes."""

import uuid
from hashlib import blake2b
from typing import Annotated

from fastapi import Depends, Header, Query, Response

from jobcenter.accounts.access import Caller, allow
from jobcenter.accounts.rules import APPLICANTS_READ
from jobcenter.applicants.filters import Filters
from jobcenter.applicants.rules import is_client
from jobcenter.board.rules import BY_DEFAULT, SORTS, Order, order_of
from jobcenter.kit.errors import InvalidError

MOST_WORDS = 20
TAG_BYTES = 16

CanRead = Annotated[Caller, allow(APPLICANTS_READ)]
Ids = Annotated[list[uuid.UUID] | None, Query(max_length=50, description="May be repeated: any of them.")]
IfNoneMatch = Annotated[str | None, Header(alias="If-None-Match", max_length=1000)]


# Async although it awaits nothing: FastAPI would send it to a thread, which costs more than a page's rows. And one
# dependency for all, for each costs as much as ten of the rows.
async def _asked(  # noqa: PLR0917 - FastAPI declares parameters by position
    caller: CanRead,
    stage: Ids = None,
    added_by: Ids = None,
    q: Annotated[
        str | None,
        Query(max_length=200, description="Words, each of which is a part of name, headline, employer or e-mail."),
    ] = None,
    off_limits: Annotated[bool | None, Query(description="Whether a rule in force names the employer.")] = None,
    replied: Annotated[bool | None, Query(description="Whether a mail came back.")] = None,
    sort: Annotated[
        str,
        Query(
            description="What rows are ordered by, with `-` the other way round; empty values stand last either way.",
            json_schema_extra={"enum": [*SORTS]},
        ),
    ] = BY_DEFAULT,
) -> tuple[Filters, Order]:
    if is_client(caller) and (added_by or off_limits is not None or replied is not None):
        raise InvalidError("added_by, off_limits and replied: these are the agency's own facts. Leave them out.")
    words = (q or "").split()
    if len(words) > MOST_WORDS:
        raise InvalidError(f"q: it has {len(words)} words; at most {MOST_WORDS} are looked for. Leave some out.")
    filters = Filters(
        stage_ids=tuple(sorted(set(stage or ()))),
        q=" ".join(words),
        added_by=tuple(sorted(set(added_by or ()))),
        off_limits=off_limits,
        replied=replied,
    )
    return filters, order_of(sort, for_client=is_client(caller))


AskedOf = Annotated[tuple[Filters, Order], Depends(_asked)]
"""Which applicants are asked for, and in which order."""


def kind_of(job_id: uuid.UUID, order: Order, filters: Filters) -> str:
    """What a cursor is bound to: it continues this job's board, in this order, of these applicants."""
    return f"board {job_id} {order.word} {filters!r}"


def answered(content: bytes, if_none_match: str | None) -> Response:
    """JSON as an answer with a weak `ETag` over its bytes; a 304 where the caller has these already."""
    tag = f'"{blake2b(content, digest_size=TAG_BYTES).hexdigest()}"'
    headers = {"ETag": f"W/{tag}", "Cache-Control": "private, no-cache"}
    if if_none_match is not None and _names(if_none_match, tag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)


def _names(if_none_match: str, tag: str) -> bool:
    given = [one.strip().removeprefix("W/") for one in if_none_match.split(",")]
    return tag in given or "*" in given
