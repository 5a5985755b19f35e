"""Idempotency keys: a request that creates may be sent again, and creates once."""

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from jobcenter.kit.db import Session
from jobcenter.kit.errors import InvalidError
from jobcenter.kit.headers import OneRequest
from jobcenter.tables import idempotency_keys
from jobcenter.work.forgetting import AT_ONCE, at_most, forget

KEPT = timedelta(days=1)

Shown = TypeVar("Shown", bound=BaseModel)


async def once(
    session: Session,
    *,
    caller: str,
    key: OneRequest | None,
    request: object,
    create: Callable[[], Awaitable[dict[str, Any]]],
) -> dict[str, Any]:
    """Run `create` unless this caller did so with this key already; return its answer (a JSON object) either way.

    The key is written in the transaction of what it creates, so that a second request waits for the first, and a
    failed one leaves no trace. Without a key, `create` simply runs. A request is its address and its body: the same
    body sent elsewhere (to another company, say) is another request.

    Raises:
        InvalidError: the key was used for another request.
    """
    if key is None:
        return await create()
    whole = json.dumps([key.address, request], sort_keys=True, default=str)
    request_hash = hashlib.sha256(whole.encode()).hexdigest()
    mine = idempotency_keys.c.caller == caller, idempotency_keys.c.key == key.key
    written = await session.execute(
        insert(idempotency_keys)
        .values(caller=caller, key=key.key, request_hash=request_hash)
        .on_conflict_do_nothing()
        .returning(idempotency_keys.c.key)
    )
    if written.one_or_none() is None:
        earlier = (await session.execute(select(idempotency_keys).where(*mine))).one()
        if earlier.request_hash != request_hash:
            raise InvalidError(
                f"The Idempotency-Key {key.key!r} was used for another request. Use a new key for a new request."
            )
        return dict(earlier.answer)
    answer = await create()
    await session.execute(update(idempotency_keys).where(*mine).values(answer=answer, answer_status=200))
    return answer


async def made_once(
    session: Session,
    shape: type[Shown],
    make: Callable[[], Awaitable[Mapping[str, Any]]],
    *,
    caller: str,
    key: OneRequest | None,
    wanted: BaseModel,
) -> Shown:
    """What `make` makes of the body `wanted`, in the shape that callers see; with a key that was used: as it was then.

    Raises:
        InvalidError: the key was used for another request.
    """

    async def create() -> dict[str, Any]:
        return shape.model_validate(await make()).model_dump(mode="json")

    made = await once(session, caller=caller, key=key, request=wanted.model_dump(mode="json"), create=create)
    return shape.model_validate_json(json.dumps(made))  # kept as JSON, where an id or a time is text


async def forget_old(session: Session) -> int:
    """Delete keys older than a day; return how many."""
    old = at_most(AT_ONCE, idempotency_keys, idempotency_keys.c.created_at < func.now() - KEPT)
    return await forget(session, delete(idempotency_keys).where(old))
