"""Profiles: what an extension read of a person, what there is of one, and taking one away."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Body

from jobcenter.accounts.access import AskingFirst
from jobcenter.candidates.parameters import CanRead, CanWrite
from jobcenter.candidates.profiles import actions, queries
from jobcenter.candidates.schemas import ProfileGiven, ProfileShown
from jobcenter.kit.http import Db, ReadDb, problems
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing

router = APIRouter(route_class=AskingFirst)


@router.get("/api/candidates/{candidate_id:uuid}/profiles", responses=problems(404))
async def list_profiles(
    caller: CanRead, candidate_id: uuid.UUID, session: ReadDb, page: PageOf
) -> Listing[ProfileShown]:
    """A person's profiles, in the order in which they were first read."""
    kind = f"profiles of {candidate_id}"
    rows = await queries.profiles_of(session, caller, candidate_id, after=page.start(kind), limit=page.wanted)
    return page.listing(kind, rows, ProfileShown)


@router.put("/api/profiles")
async def put_profile(caller: CanWrite, session: Db, given: Annotated[ProfileGiven, Body()]) -> ProfileShown:
    """Keep a profile as it was read, by its url; its candidate is found or made, and learns what is new.

    The url's query, fragment and last slash do not count. Sent again, it changes nothing but `seen_at`. What a person
    wrote into the candidate stays; what is empty there, or says what a profile said before, follows.
    """
    return ProfileShown.model_validate(await actions.put_profile(session, given, actor=caller.label))


@router.delete(
    "/api/candidates/{candidate_id:uuid}/profiles/{profile_id:uuid}", status_code=204, responses=problems(404)
)
async def remove_profile(caller: CanWrite, candidate_id: uuid.UUID, profile_id: uuid.UUID, session: Db) -> None:
    """Take away a profile that is another person's; what the candidate has learned from it stays."""
    await actions.remove_profile(session, candidate_id, profile_id, actor=caller.label)
