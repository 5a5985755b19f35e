import collections

import pytest
from bench.dedup import PAIRS, is_held_out, read_pairs
from bench.dedup.make_pairs import rows
from bench.dedup.reading import facts_of

from jobcenter.postings.matching import block_keys, compare

# The half that development may see; the other one is the bench's alone.
SEEN = read_pairs(held_out=False)
FAMILIES = sorted({row["family"] for row in SEEN})
LOOK_ALIKES = sorted({row["family"] for row in SEEN if row["label"] == "different"})


def of(family):
    return [(row, facts_of(row["a"]), facts_of(row["b"])) for row in SEEN if row["family"] == family]


def test_the_kept_pairs_are_those_that_the_seed_makes():
    assert PAIRS.read_text(encoding="utf-8").count("\n") == len(list(rows()))
    kept = {row["id"]: row for row in SEEN}
    assert all(kept[row["id"]] == row for row in rows() if not is_held_out(row["id"]))


@pytest.mark.parametrize("family", LOOK_ALIKES)
def test_no_look_alike_is_merged(family):
    assert [row["id"] for row, a, b in of(family) if compare(a, b).same] == []


def test_what_is_merged_is_the_same_and_most_of_what_is_the_same_is_found(record_property):
    counted = collections.Counter()
    for family in FAMILIES:
        for row, a, b in of(family):
            is_merged = compare(a, b).same and bool(set(block_keys(a)) & set(block_keys(b)))
            counted[row["label"], is_merged] += 1
    merged, wrong = counted["same", True], counted["different", True]
    recall = merged / (merged + counted["same", False])
    record_property("recall", recall)
    print(f"precision {merged / (merged + wrong):.4f}, recall {recall:.4f}")  # noqa: T201 - read with pytest -s
    assert merged / (merged + wrong) >= 0.98
    assert recall >= 0.85
