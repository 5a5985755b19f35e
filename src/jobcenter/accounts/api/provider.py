"""Signing in at an OpenID Connect provider, by a browser."""

from typing import Annotated, cast

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from jobcenter.accounts import actions, oidc, schemas
from jobcenter.accounts.access import AskingFirst, provider_of, public
from jobcenter.accounts.oidc import journey
from jobcenter.kit.db import writing
from jobcenter.kit.errors import NotFoundError, NotSignedInError
from jobcenter.kit.headers import never_kept
from jobcenter.kit.http import SettingsOf, engine_of, problems

router = APIRouter(prefix="/oidc", route_class=AskingFirst)

NONE = "This Job Center has no sign-in provider: JOBCENTER_OIDC_ISSUER and JOBCENTER_OIDC_CLIENT_ID are not set."
Told = Annotated[str | None, Query(max_length=4096)]


def _provider(request: Request) -> oidc.Provider:
    provider = provider_of(request)
    if provider is None or not provider.settings.oidc_client_id:
        raise NotFoundError(NONE)
    return provider


@router.get(
    "/start",
    status_code=302,
    response_class=RedirectResponse,
    responses={302: {"description": "On to the provider."}, **problems(404, 503)},
    dependencies=[public, never_kept],
)
async def start_at_provider(request: Request, settings: SettingsOf) -> RedirectResponse:
    """Send the browser to the provider, to sign in there."""
    where, cookie = await journey.begin(_provider(request))
    answer = RedirectResponse(where, status_code=302, headers={"Cache-Control": "no-store"})
    answer.set_cookie(
        oidc.COOKIE,
        cookie,
        max_age=oidc.JOURNEY_SECONDS,
        path=journey.BACK,
        secure=settings.own_url.startswith("https:"),
        httponly=True,
        samesite="lax",  # the way back begins at another site
    )
    return answer


@router.get("/callback", responses=problems(401, 404, 422, 503), dependencies=[public, never_kept])
async def return_from_provider(
    request: Request,
    response: Response,
    settings: SettingsOf,
    code: Told = None,
    state: Told = None,
    error: Told = None,
    iss: Told = None,
) -> schemas.TokensShown:
    """Where the provider sends the browser back to: exchange its code, and sign in here."""
    provider = _provider(request)
    nonce = journey.nonce_of(settings, request.cookies.get(oidc.COOKIE), state or "")
    if error is not None or code is None:
        said = "".join(sign for sign in (error or "no code")[:60] if sign.isalnum() or sign in "_- ")
        raise NotSignedInError(f"The provider did not let you in: {said}.")
    if iss is not None and iss != provider.issuer:
        raise NotSignedInError("Another provider than ours has answered (iss). Start the sign-in again.")
    given = await provider.exchange(
        code=code, verifier=oidc.verifier_of(settings, cast("str", state)), redirect_uri=journey.redirect_uri(settings)
    )
    person = await oidc.read_id_token(provider, given["id_token"], nonce=nonce)
    async with writing(engine_of(request)) as session:
        user = await actions.recognise(session, issuer=person.issuer, subject=person.subject, email=person.email)
        if isinstance(user, str):
            raise NotSignedInError(user)
        tokens = await actions.sign_in(session, settings, user_id=user.id, proven_hash=None, by=person.issuer)
    if tokens is None:
        raise NotSignedInError("This user has been made inactive. Ask an admin to make it active again.")
    response.delete_cookie(oidc.COOKIE, path=journey.BACK)
    return schemas.TokensShown.model_validate(tokens)
