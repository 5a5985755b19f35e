"""What some browser tests need besides an API and a worker: boards to read, postings that were found, a provider."""

import pytest
from sqlalchemy import text
from tests.accounts.provider import CLIENT, SECRET, Provider
from tests.board.pipelines import A_CLIENT, APPLICANTS, JOB, PEOPLE
from tests.web.postings_filled import fill_postings

from jobcenter.demo.sites import Sample, StandIn
from jobcenter.kit.db import reading, writing
from jobcenter.kit.embedded.process import free_port
from jobcenter.scraping.sites.registry import SITES

OF_BOARDS = ("everywhere.spec.ts", "scraping.spec.ts")
OF_POSTINGS = ("everywhere.spec.ts", "postings.spec.ts")
OF_A_PROVIDER = ("provider.spec.ts",)
MANY = {"first": 1, "last": 3000}


@pytest.fixture
def port():
    """Where the test's API will listen."""
    return free_port()


@pytest.fixture
def boards(spec):
    """The settings by which a worker asks stand-ins in the vendors' place: amber-analytics at Greenhouse,
    birch-analytics at Lever, copper-analytics at Ashby; none where the spec reads no board.
    """
    if spec not in OF_BOARDS:
        yield {}
        return
    with StandIn.start(Sample(count=3, postings=150)) as stand_in:
        rates = {f"JOBCENTER_SITE_{name.upper()}_REQUESTS_PER_SECOND": "1000" for name in SITES}
        yield stand_in.site_settings() | rates


@pytest.fixture
def provider(spec, port):
    """The settings by which people sign in at a strict provider, where everybody is the recruiter; none elsewhere."""
    if spec not in OF_A_PROVIDER:
        yield {}
        return
    own = f"http://127.0.0.1:{port}"
    strict = Provider()
    strict.redirects[CLIENT] = {f"{own}/api/accounts/oidc/callback"}
    strict.person = {"sub": "recruiter-1", "email": "recruiter@example.com", "email_verified": True}
    try:
        yield {
            "JOBCENTER_PUBLIC_URL": own,
            "JOBCENTER_OIDC_ISSUER": strict.issuer,
            "JOBCENTER_OIDC_CLIENT_ID": CLIENT,
            "JOBCENTER_OIDC_CLIENT_SECRET": SECRET,
        }
    finally:
        strict.stop()


@pytest.fixture
async def market(spec, engine, people):
    """Postings, for the specs that read them; a long pipeline, not of Acme, for the one that moves it."""
    del people
    if spec == "live.spec.ts":
        async with writing(engine) as session:
            for statement in A_CLIENT:
                await session.execute(text(statement))
            await session.execute(text(PEOPLE), MANY)
            await session.execute(text(APPLICANTS.format(job=JOB, every=1)), MANY)
    if spec in OF_POSTINGS:
        async with reading(engine) as session:
            admin = await session.scalar(text("SELECT id FROM users WHERE role = 'admin'"))
        await fill_postings(engine, user_id=admin)
