"""What changes accounts: users, sign-ins and API keys; no action commits, and each change goes to the audit log."""

from jobcenter.accounts.actions.attempts import begin_attempt, end_well
from jobcenter.accounts.actions.identities import forget_identities, recognise
from jobcenter.accounts.actions.invitations import accept, invite, link_of, make_reset_link, revoke_invitation
from jobcenter.accounts.actions.keys import create_key, note_use, revoke_key
from jobcenter.accounts.actions.sign_ins import Tokens, end_own_sign_in, refresh, sign_in, sign_out
from jobcenter.accounts.actions.users import (
    change_own_password,
    change_user,
    create_user,
    end_every_sign_in,
    reset_password,
)

__all__ = [
    "Tokens",
    "accept",
    "begin_attempt",
    "change_own_password",
    "change_user",
    "create_key",
    "create_user",
    "end_every_sign_in",
    "end_own_sign_in",
    "end_well",
    "forget_identities",
    "invite",
    "link_of",
    "make_reset_link",
    "note_use",
    "recognise",
    "refresh",
    "reset_password",
    "revoke_invitation",
    "revoke_key",
    "sign_in",
    "sign_out",
]
