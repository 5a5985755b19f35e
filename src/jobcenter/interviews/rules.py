"""What of an interview who may write."""

from collections.abc import Mapping
from typing import Any

from jobcenter.accounts.rules import Caller
from jobcenter.applicants.rules import is_client

OUTCOMES = ("passed", "failed", "undecided", "no_show")
OF_MANAGERS = frozenset({"status", "note"})


def refusal(caller: Caller, interview: Mapping[str, Any], wanted: Mapping[str, Any]) -> str | None:
    """Why this caller may not write `wanted` on an interview, in a sentence; None where it may.

    Staff may write everything; a client's manager the outcome and the note of interviews of their own.
    """
    if not is_client(caller):
        return None
    if caller.user_id is None or interview["interviewer_id"] != caller.user_id:
        return "Only interviews that you hold yourself take your outcome and note. Ask your agency to change this one."
    if foreign := sorted(set(wanted) - OF_MANAGERS):
        return f"You may write status and note of your interview, not {', '.join(foreign)}. Ask your agency."
    if wanted.get("status", OUTCOMES[0]) not in OUTCOMES:
        return f"You may write an outcome ({', '.join(OUTCOMES)}); ask your agency to plan or cancel an interview."
    return None
