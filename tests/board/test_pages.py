"""Pages put together are the whole set, in order, whatever is asked and whatever moves meanwhile."""

import random
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jobcenter.board.rules import SORTS
from jobcenter.board.schemas import BoardRow
from jobcenter.tables.applicants import SORTED_BY

MODEST = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = ("", "person 1", "HEAD_LINE", "Head_line 3", "%", "_", "employer 7", "p12@", "line son 2", "nobody", "\\")


def in_order(rows, sort):
    column = SORTED_BY[sort.removeprefix("-")]
    valued = [row for row in rows if row[column] is not None]
    gaps = [row for row in rows if row[column] is None]
    turned = sort.startswith("-")
    return sorted(valued, key=lambda row: (row[column], row["id"]), reverse=turned) + sorted(
        gaps, key=lambda row: row["id"], reverse=turned
    )


def fits(row, asked):
    return (
        ("stage" not in asked or str(row["stage_id"]) in asked["stage"])
        and ("added_by" not in asked or str(row["added_by"]) in asked["added_by"])
        and ("off_limits" not in asked or bool(row["off_limits"]) == asked["off_limits"])
        and ("replied" not in asked or (row["replied_at"] is not None) == asked["replied"])
        and all(word.lower() in row["words"] for word in asked.get("q", "").split())
    )


@st.composite
def questions(draw):
    """Filters as parameters; stages and recruiters by their number, for their ids are the database's."""
    chosen = {
        "stage": draw(st.none() | st.lists(st.integers(0, 7), min_size=1, max_size=3)),
        "added_by": draw(st.none() | st.lists(st.integers(0, 2), min_size=1, max_size=2)),
        "off_limits": draw(st.none() | st.booleans()),
        "replied": draw(st.none() | st.booleans()),
        "q": draw(st.none() | st.sampled_from(WORDS)),
    }
    return {name: value for name, value in chosen.items() if value is not None}


def with_ids(asked, rows):
    stages = sorted({(row["stage_rank"], str(row["stage_id"])) for row in rows})
    recruiters = sorted({str(row["added_by"]) for row in rows if row["added_by"]})
    ids = {"stage": [one for _, one in stages], "added_by": recruiters}
    return {name: [ids[name][n] for n in value] if name in ids else value for name, value in asked.items()}


class Rows(list):
    """Rows that tell of themselves in short where a failing case is written out."""

    def __repr__(self):
        return f"{len(self)} rows"


@pytest.fixture
async def filled(pipeline, truth):
    await pipeline(1, 60)
    return Rows(await truth())


@MODEST
@example(({}, "sent_to_manager", 9, 1))  # a place behind every row, so one also where those without a value begin
@given(st.tuples(questions(), st.sampled_from(SORTS), st.sampled_from((9, 25, 26, 100)), st.integers(1, 40)))
async def test_pages_put_together_are_the_whole_set_in_order(filled, pages, board, asking):
    asked, sort, limit, every = asking
    asked = with_ids(asked, filled)
    ids = [str(row["id"]) for row in in_order([row for row in filled if fits(row, asked)], sort)]
    assert [row["id"] for row in await pages(**asked, sort=sort, limit=limit)] == ids
    summary = await board("/summary", **asked, sort=sort, every=every)
    assert summary["total"] == len(ids) == sum(stage["count"] for stage in summary["stages"])
    ends = [0, *(place["row"] for place in summary["places"]), len(ids)]
    assert all(0 < after - before <= every for before, after in pairwise(ends)) or ids == []
    for place in summary["places"][:: 1 + len(ids) // 4]:
        page = await board(**asked, sort=sort, limit=limit, after=place["after"])
        assert [row["id"] for row in page["items"]] == ids[place["row"] :][:limit]


@MODEST
@given(st.tuples(st.sampled_from(SORTS), st.sampled_from((7, 20)), st.integers(0, 1000)))
async def test_none_is_lost_that_did_not_move(filled, board, sql, asking):
    sort, limit, seed = asking
    moving = random.Random(seed).sample(filled, 15)
    column, seen, after = SORTED_BY[sort.removeprefix("-")], [], {}
    while after is not None:
        page = await board(sort=sort, limit=limit, **after)
        seen += [row["id"] for row in page["items"]]
        after = {"after": page["next"]} if page["next"] else None
        if moving:
            one, other = moving.pop(), random.Random(seed).choice(filled)
            await sql(
                f"UPDATE applicants SET {column} = (SELECT {column} FROM applicants WHERE id = :other) WHERE id = :id",
                id=one["id"],
                other=other["id"],
            )
    still = {str(row["id"]) for row in moving} | {
        str(row["id"])
        for row in filled
        if row["id"] not in {one["id"] for one in random.Random(seed).sample(filled, 15)}
    }
    assert sorted(one for one in seen if one in still) == sorted(still)


async def test_a_row_shows_all_that_is_known(filled, pages):
    shown = {row["id"]: row for row in await pages(limit=200)}
    for row in filled:
        one = BoardRow.model_validate(shown[str(row["id"])])
        same = set(BoardRow.model_fields) & set(row) - {"off_limits"}
        assert {name: getattr(one, name) for name in same} == {name: row[name] for name in same}
        assert (one.off_limits, one.off_limits_reason) == ((True, "hands off") if row["off_limits"] else (False, None))
        assert one.stage == f"the {row['stage_kind']}"
        assert (one.added_by_name is None) == (row["added_by"] is None)
        assert one.round == ("Technical" if row["stage_kind"] == "interview" else None)
    assert {row["active_in"] for row in filled} == {0, 1}
