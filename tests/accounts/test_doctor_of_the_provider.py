"""The doctor at a sign-in provider: over real HTTP, well and with each fault that keeps people from signing in."""

from email.utils import formatdate

import pytest
from joserfc.jwk import OctKey
from provider import CLIENT

from jobcenter.entrypoints.doctor.provider import _clock
from jobcenter.entrypoints.doctor.provider import provider as examined
from jobcenter.kit.settings import load_settings


@pytest.fixture
def look(provider):
    """Examines the tests' provider with some settings changed; gives the findings."""

    async def look(**changed):
        given = {"JOBCENTER_OIDC_ISSUER": provider.issuer, "JOBCENTER_OIDC_CLIENT_ID": CLIENT, **changed}
        return await examined(load_settings(given))

    return look


def worse(findings):
    return [one for one in findings if one.level != "ok"]


async def test_a_provider_that_answers_is_well_and_the_way_back_is_told(look):
    findings = await look(JOBCENTER_PUBLIC_URL="https://jobs.example.com")
    assert worse(findings) == []
    told = " ".join(one.what for one in findings)
    assert "https://jobs.example.com/api/accounts/oidc/callback" in told
    assert "has 1 keys" in told


async def test_without_a_provider_nothing_is_said_unless_half_of_it_is_set():
    assert await examined(load_settings({})) == []
    (found,) = await examined(load_settings({"JOBCENTER_OIDC_CLIENT_ID": "jobcenter"}))
    assert (found.level, "JOBCENTER_OIDC_CLIENT_ID" in found.what, "issuer" in found.how) == ("warning", True, True)


@pytest.mark.parametrize(
    ("changed", "level", "what", "how"),
    [
        ({"JOBCENTER_OIDC_CLIENT_ID": ""}, "warning", "JOBCENTER_OIDC_CLIENT_ID", "Register"),
        ({"JOBCENTER_PUBLIC_URL": "http://jobs.example.com"}, "error", "unencrypted", "TLS"),
        ({"JOBCENTER_OIDC_ISSUER": "http://127.0.0.1:9/x"}, "error", "cannot be asked", "reach"),
        ({"JOBCENTER_OIDC_ISSUER": "http://localhost:9/"}, "error", "cannot be asked", "reach"),
    ],
)
async def test_what_the_settings_say_wrong_is_named_with_its_remedy(look, changed, level, what, how):
    (found,) = worse(await look(**changed))
    assert (found.level, what in found.what, how in found.how) == (level, True, True), found


async def test_people_would_be_sent_to_their_own_machine(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")
    way = (await examined(load_settings({"JOBCENTER_OIDC_ISSUER": "https://login.invalid"})))[1]
    assert (way.level, "own machine" in way.what, "JOBCENTER_PUBLIC_URL" in way.how) == ("warning", True, True)


async def test_what_the_provider_says_wrong_is_named(look, provider):
    provider.name = f"{provider.issuer}/"
    (found,) = worse(await look())
    assert (found.level, repr(provider.name) in found.what, "sign by sign" in found.how) == ("error", True, True)
    provider.name, provider.down = None, 503
    (found,) = worse(await look())
    assert (found.level, "503" in found.what) == ("error", True)
    provider.down = None
    provider.rotate("shared", "HS256", OctKey.generate_key(256))
    (found,) = worse(await look())
    assert (found.level, "hold none" in found.what, "RS256" in found.how) == ("error", True, True)


def test_clocks_that_are_apart_are_told():
    assert _clock(formatdate(usegmt=True), 30) == []
    assert _clock(None, 30) == _clock("nonsense", 30) == []
    (found,) = _clock("Wed, 01 Jan 2020 00:00:00 GMT", 30)
    assert (found.level, "30 s" in found.what) == ("error", True)
