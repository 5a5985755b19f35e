"""Openings of stored postings, and searching them."""

import pytest

from jobcenter.kit.clock import new_id


@pytest.fixture
def opening(sql):
    """Makes an opening of postings, as matching would; gives its id."""

    async def opening(*posting_ids):
        made = str(new_id())
        await sql(
            "INSERT INTO openings (id, title, employer, locations, postings_count, closed_at)"
            " SELECT CAST(:id AS uuid), min(title), min(employer), '[]', count(*),"
            " CASE WHEN bool_and(closed_at IS NOT NULL) THEN max(closed_at) END"
            " FROM postings WHERE id = ANY (CAST(:postings AS uuid[]))",
            id=made,
            postings=list(posting_ids),
        )
        for one in posting_ids:
            await sql(
                "INSERT INTO opening_members (posting_id, opening_id)"
                " VALUES (CAST(:posting AS uuid), CAST(:id AS uuid))",
                posting=one,
                id=made,
            )
        return made

    return opening


@pytest.fixture
def openings_found(api):
    """Searches openings; gives their titles, in order."""

    async def openings_found(**params):
        answer = await api.get("/api/openings", params=params)
        assert answer.status_code == 200, answer.text
        return [item["title"] for item in answer.json()["items"]]

    return openings_found
