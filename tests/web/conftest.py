"""What some browser tests need besides an API and a worker: boards to read, postings that were found."""

import pytest
from sqlalchemy import text
from tests.web.postings_filled import fill_postings

from jobcenter.demo.sites import Sample, StandIn
from jobcenter.kit.db import reading
from jobcenter.scraping.sites.registry import SITES

OF_BOARDS = ("scraping.spec.ts",)


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
async def market(spec, engine, people):
    """Postings, for the spec that reads them."""
    del people
    if spec == "postings.spec.ts":
        async with reading(engine) as session:
            admin = await session.scalar(text("SELECT id FROM users WHERE role = 'admin'"))
        await fill_postings(engine, user_id=admin)
