"""The routes of accounts: signing in and out, one's own profile, users, invitations, API keys, the audit log."""

from fastapi import APIRouter

from jobcenter.accounts.access import AskingFirst
from jobcenter.accounts.api import invitations, keys, provider, sign_ins, users

router = APIRouter(prefix="/api/accounts", tags=["accounts"], route_class=AskingFirst)
for one in (sign_ins, provider, users, invitations, keys):
    router.include_router(one.router)
