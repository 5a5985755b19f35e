"""The refresh token as a cookie: for browsers, whose pages must never hold what signs in for a month.

A page asks for it with the header `X-Refresh-Token: cookie`, at sign-in and at every refresh. Scripts cannot read the
cookie (HttpOnly), other sites cannot send it (SameSite=Strict), and it goes to the one address that wants it. The
header is what a form on another site could not send, should a browser not know SameSite.
"""

from typing import Annotated, Literal

from fastapi import Header, Response

from jobcenter.accounts.actions.sign_ins import Tokens
from jobcenter.accounts.schemas import TokensShown
from jobcenter.kit.settings import Settings

NAME = "jobcenter_refresh"
PATH = "/api/accounts/refresh"

Keeping = Annotated[
    Literal["cookie"] | None,
    Header(
        alias="X-Refresh-Token",
        description="`cookie`: keep the refresh token in a cookie that no script reads, and not in the answer.",
    ),
]


def kept(response: Response, settings: Settings, tokens: Tokens, keeping: str | None) -> TokensShown:
    """A sign-in's tokens as an answer; with `keeping` its refresh token becomes a cookie of `response`."""
    shown = TokensShown.model_validate(tokens)
    if keeping is None:
        return shown
    keep(response, settings, tokens)
    return shown.model_copy(update={"refresh_token": None})


def keep(response: Response, settings: Settings, tokens: Tokens) -> None:
    """Put the refresh token into a cookie of this answer."""
    response.set_cookie(
        NAME,
        tokens.refresh_token,
        max_age=settings.refresh_token_days * 86_400,
        path=PATH,
        secure=settings.own_url.startswith("https:"),
        httponly=True,
        samesite="strict",
    )


def forget(response: Response) -> None:
    """Take the cookie away."""
    response.delete_cookie(NAME, path=PATH, httponly=True, samesite="strict")
