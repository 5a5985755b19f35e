"""`python -m bench.dedup.make_pairs`: write pairs.jsonl anew; the seed makes the same pairs every time."""

import hashlib
import json
import random
import sys
from collections.abc import Iterator
from typing import Any

from bench.dedup import PAIRS, is_held_out
from bench.dedup.families import SAME
from bench.dedup.lookalikes import DIFFERENT

SEED = 20261030


def rows() -> Iterator[dict[str, Any]]:
    """The pairs; each is drawn from its own id, so that adding one changes no other."""
    for label, families in (("same", SAME), ("different", DIFFERENT)):
        for family, (make, count) in families.items():
            for number in range(count):
                pair_id = f"{family}-{number:02}"
                rng = random.Random(hashlib.sha256(f"{SEED} {pair_id}".encode()).digest())
                one, other = make(rng)
                a, b = (one, other) if rng.random() < 0.5 else (other, one)
                yield {"id": pair_id, "label": label, "family": family, "a": a, "b": b}


def main() -> int:
    """Write the pairs."""
    made = list(rows())
    PAIRS.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made), encoding="utf-8")
    held_out = sum(is_held_out(row["id"]) for row in made)
    same = sum(row["label"] == "same" for row in made)
    print(f"{len(made)} pairs, {same} the same, {len(made) - same} not; {held_out} held out")
    return 0


if __name__ == "__main__":
    sys.exit(main())
