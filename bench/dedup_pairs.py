"""Dedup: precision and recall on the labelled pairs that development never saw, and what a pair costs."""

import collections
import time

from bench.dedup import read_pairs
from bench.dedup.reading import facts_of
from bench.figures import Figure, of_samples
from bench.ground import Ground
from jobcenter.postings.matching import Facts, block_keys, compare

PRECISION, RECALL = 0.98, 0.85
NOTE = "made-up pairs, kept before there was a matcher; the half chosen by hash of the id; a merge needs a shared key"


async def run(ground: Ground) -> list[Figure]:
    """Score the half that is held out; the other one when it is only a smoke run, which must not look."""
    pairs = read_pairs(held_out=not ground.quick)
    sides = [(row["label"], row["family"], facts_of(row["a"]), facts_of(row["b"])) for row in pairs]
    counted: collections.Counter[tuple[str, bool]] = collections.Counter()
    wrong: collections.Counter[str] = collections.Counter()
    keys_ms, compare_ms = [], []
    for label, family, a, b in sides:
        began = time.perf_counter()
        shared = _keys(a) & _keys(b)
        keyed = time.perf_counter()
        is_same = compare(a, b).same
        compare_ms.append((time.perf_counter() - keyed) * 1000)
        keys_ms.append((keyed - began) * 500)
        is_merged = is_same and bool(shared)
        counted[label, is_merged] += 1
        if is_merged != (label == "same"):
            wrong[family] += 1
    found, false = counted["same", True], counted["different", True]
    precision, recall = found / max(1, found + false), found / max(1, found + counted["same", False])
    details = {f"wrong in {family}": float(count) for family, count in sorted(wrong.items())}
    hindrance = ", ".join(details) or "nothing"
    return [
        _share("precision of merges, held-out pairs", precision, PRECISION, hindrance, details),
        _share("recall of merges, held-out pairs", recall, RECALL, hindrance, details),
        of_samples("keys of one posting", keys_ms, "ms", note="the text's signature above all; nothing cached"),
        of_samples("comparing one pair", compare_ms, "ms", note="after its keys were made, so that texts are cut once"),
    ]


def _keys(facts: Facts) -> set[str]:
    return set(block_keys(facts))


def _share(name: str, value: float, aim: float, hindrance: str, details: dict[str, float]) -> Figure:
    return Figure(
        name,
        value * 100,
        "%",
        aim=aim * 100,
        more_is_better=True,
        hindrance=hindrance,
        note=NOTE,
        details=details,
    )
