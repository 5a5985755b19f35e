"""Signing in at an OpenID Connect provider, by a browser."""

from typing import Annotated, cast
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from jobcenter.accounts import actions, cookie, oidc, schemas
from jobcenter.accounts.access import AskingFirst, provider_of, public
from jobcenter.accounts.actions.sign_ins import Tokens
from jobcenter.accounts.addresses import program_of
from jobcenter.accounts.oidc import journey
from jobcenter.kit.db import writing
from jobcenter.kit.errors import JobCenterError, NotFoundError, NotSignedInError
from jobcenter.kit.headers import never_kept
from jobcenter.kit.http import SettingsOf, engine_of, problems

router = APIRouter(prefix="/oidc", route_class=AskingFirst)

NONE = "This Job Center has no sign-in provider: JOBCENTER_OIDC_ISSUER and JOBCENTER_OIDC_CLIENT_ID are not set."
Told = Annotated[str | None, Query(max_length=4096)]
Back = Annotated[
    str,
    Query(
        max_length=2000,
        pattern=r"^/app(/[!-\[\]-~]*)?$",
        description="The page of the web application to return to.",
    ),
]
PROBLEM_COOKIE = "jobcenter_sign_in_problem"
SIGN_IN_PAGE = "/app/sign-in"


def _provider(request: Request) -> oidc.Provider:
    provider = provider_of(request)
    if provider is None or not provider.settings.oidc_client_id:
        raise NotFoundError(NONE)
    return provider


@router.get(
    "/start",
    status_code=302,
    response_class=RedirectResponse,
    responses={302: {"description": "On to the provider."}, **problems(404, 422, 503)},
    dependencies=[public, never_kept],
)
async def start_at_provider(request: Request, settings: SettingsOf, back: Back = journey.HOME) -> RedirectResponse:
    """Send the browser to the provider, to sign in there."""
    try:
        where, taken = await journey.begin(_provider(request), back=back)
    except JobCenterError as error:
        if not _is_a_page(request):
            raise
        return _tell_on_the_page(error, back)
    answer = RedirectResponse(where, status_code=302, headers={"Cache-Control": "no-store"})
    answer.set_cookie(
        oidc.COOKIE,
        taken,
        max_age=oidc.JOURNEY_SECONDS,
        path=journey.BACK,
        secure=settings.own_url.startswith("https:"),
        httponly=True,
        samesite="lax",  # the way back begins at another site
    )
    return answer


@router.get(
    "/callback",
    response_model=schemas.TokensShown,
    responses={303: {"description": "On to the page that a browser wanted to see."}, **problems(401, 404, 422, 503)},
    dependencies=[public, never_kept],
)
async def return_from_provider(
    request: Request,
    response: Response,
    settings: SettingsOf,
    code: Told = None,
    state: Told = None,
    error: Told = None,
    iss: Told = None,
) -> schemas.TokensShown | RedirectResponse:
    """Where the provider sends the browser back to: exchange its code, and sign in here.

    A browser (it accepts text/html) goes on to the page it wanted to see, its refresh token in a cookie; whoever else
    asks is given the tokens.
    """
    back = SIGN_IN_PAGE
    try:
        provider = _provider(request)
        begun = journey.journey_of(settings, request.cookies.get(oidc.COOKIE), state or "")
        back = begun.back
        _check_answer(provider, code=code, error=error, iss=iss)
        tokens = await _sign_in(request, provider, cast("str", code), cast("str", state), begun.nonce)
    except JobCenterError as problem:
        if not _is_a_page(request):
            raise
        return _tell_on_the_page(problem, back)
    if _is_a_page(request):
        onward = RedirectResponse(back, status_code=303, headers={"Cache-Control": "no-store"})
        onward.delete_cookie(oidc.COOKIE, path=journey.BACK)
        cookie.keep(onward, settings, tokens)
        return onward
    response.delete_cookie(oidc.COOKIE, path=journey.BACK)
    return schemas.TokensShown.model_validate(tokens)


def _check_answer(provider: oidc.Provider, *, code: str | None, error: str | None, iss: str | None) -> None:
    if error is not None or code is None:
        said = "".join(sign for sign in (error or "no code")[:60] if sign.isalnum() or sign in "_- ")
        raise NotSignedInError(f"The provider did not let you in: {said}.")
    if iss is not None and iss != provider.issuer:
        raise NotSignedInError("Another provider than ours has answered (iss). Start the sign-in again.")


async def _sign_in(request: Request, provider: oidc.Provider, code: str, state: str, nonce: str) -> Tokens:
    settings = provider.settings
    given = await provider.exchange(
        code=code, verifier=oidc.verifier_of(settings, state), redirect_uri=journey.redirect_uri(settings)
    )
    person = await oidc.read_id_token(provider, given["id_token"], nonce=nonce)
    async with writing(engine_of(request)) as session:
        user = await actions.recognise(session, issuer=person.issuer, subject=person.subject, email=person.email)
        if isinstance(user, str):
            raise NotSignedInError(user)
        tokens = await actions.sign_in(
            session,
            settings,
            user_id=user.id,
            proven_hash=None,
            by=person.issuer,
            user_agent=program_of(request),
        )
    if tokens is None:
        raise NotSignedInError("This user has been made inactive. Ask an admin to make it active again.")
    return tokens


def _is_a_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _tell_on_the_page(problem: JobCenterError, back: str) -> RedirectResponse:
    """Back to the sign-in page, which shows the sentence: in a cookie, since anybody can write a link."""
    answer = RedirectResponse(
        f"{SIGN_IN_PAGE}?to={quote(back, safe='/')}", status_code=303, headers={"Cache-Control": "no-store"}
    )
    answer.set_cookie(PROBLEM_COOKIE, quote(problem.detail), max_age=60, path="/app", samesite="strict")
    return answer
