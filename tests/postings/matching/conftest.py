import uuid
from datetime import UTC, datetime, timedelta

import pytest

from jobcenter.postings.matching import Facts

NOW = datetime(2026, 10, 30, tzinfo=UTC)
BERLIN = {"city": "Berlin", "region": None, "country": "DE", "words": "Berlin, Germany"}
TEXT = " ".join(f"word{number} and what follows word{number * 7}" for number in range(60))


@pytest.fixture(scope="session")
def facts():
    def made(**given):
        number = given.get("vendor_id", "1001")
        whole = {
            "id": uuid.uuid4(),
            "site": "greenhouse",
            "target": "larkfield",
            "vendor_id": number,
            "employer_key": "larkfieldfoods",
            "title_key": "backend engineer",
            "title": "Backend Engineer",
            "locations": (BERLIN,),
            "work_mode": None,
            "requisition": None,
            "urls": (),
            "text": TEXT,
            "first_seen": NOW - timedelta(days=20),
            "last_seen": NOW,
            "closed_at": None,
        }
        return Facts(**(whole | given))

    return made


@pytest.fixture(scope="session")
def on_a_board(facts):
    def made(**given):
        return facts(**({"site": "indeed", "target": "", "vendor_id": "in-77aa"} | given))

    return made
