"""Ids sort as they were made."""

from jobcenter.kit.clock import new_id


def test_ids_of_one_process_sort_as_they_were_made():
    made = [new_id() for _ in range(2_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
