from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from jobcenter.kit.wire import Moment

moment = TypeAdapter(Moment)


@pytest.mark.parametrize("given", ["2026-01-31T12:00:00Z", "2026-01-31T13:00:00+01:00", "2026-01-31 12:00:00+00:00"])
def test_a_moment_is_text_with_a_time_zone(given):
    assert moment.validate_python(given) == datetime(2026, 1, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "given",
    [
        "2026-01-31T12:00:00",  # whose noon?
        1_769_860_800,
        "1769860800",
        " -1769860800.5 ",
        "0001-01-01T00:00:00+14:00",  # before the first moment there is, in UTC
        "9999-12-31T23:59:59-14:00",
        "tomorrow",
        "",
        None,
    ],
)
def test_a_moment_is_nothing_else(given):
    with pytest.raises(ValidationError):
        moment.validate_python(given)


async def test_a_parameter_that_an_address_does_not_know_is_refused_by_name(api):
    answer = await api.get("/api/jobs", params={"stauts": "open", "limit": 5})
    assert (answer.status_code, "status" in answer.json()["allowed"]) == (422, True)
    assert "does not know the parameter stauts. It takes: after, " in answer.json()["detail"]
    none = await api.get("/jobs/sites", params={"x": 1, "y": 2})
    assert "does not know the parameters x, y." in none.json()["detail"]
    assert (await api.get("/api/postings", params={"q": "welder"})).status_code == 200
