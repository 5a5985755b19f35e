"""The routes of accounts: signing in and out, one's own profile, users, invitations, API keys, the audit log."""

from jobcenter.accounts.access import SliceRouter
from jobcenter.accounts.api import invitations, keys, provider, sign_ins, users

router = SliceRouter(prefix="/api/accounts", tags=["accounts"])
for one in (sign_ins, provider, users, invitations, keys):
    router.include_router(one.router)
