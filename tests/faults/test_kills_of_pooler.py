"""PgBouncer is killed under load, with two API processes behind it: all goes on by itself, over as few connections."""

import time

import pytest
from tests.faults.conftest import all_went_on

from pooling import CONNECTIONS, pooler_before

pytestmark = pytest.mark.slow  # servers of its own, and load for some seconds

AWHILE = 1.2  # seconds
# Behind it nobody says who they are; other parts do.
THROUGH_IT = "SELECT count(*) AS n FROM pg_stat_activity WHERE client_port IS NOT NULL AND application_name = ''"


@pytest.fixture
def pooler(installation, folder):
    made = pooler_before(installation.primary.url, folder)
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture
def load(installation, pooler, load_on):
    behind = {"DATABASE_URL": pooler.url, "JOBCENTER_TRANSACTION_POOLER": "true"}
    with installation.running("api", "api", **behind) as addresses:
        yield load_on([url for url, _ in addresses])


def test_the_pooler_killed_and_back(installation, pooler, load):
    with load.going() as record:
        time.sleep(AWHILE)
        with load.outage():
            pooler.kill()
            time.sleep(AWHILE)
            pooler.start()
        back = time.monotonic()
        time.sleep(2 * AWHILE)
        held = installation.ask(THROUGH_IT)
    all_went_on(record, back, time.monotonic())
    assert record.away
    assert held[0]["n"] <= CONNECTIONS + 1  # the one who counts
