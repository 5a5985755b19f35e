"""Labelled pairs of made-up postings: the same vacancy or not, half of them held out for the bench."""

import hashlib
import json
from pathlib import Path
from typing import Any

PAIRS = Path(__file__).parent / "pairs.jsonl"


def is_held_out(pair_id: str) -> bool:
    """Whether only the bench may score this pair; about one in two, by a hash of the id and nothing else."""
    return hashlib.blake2b(pair_id.encode(), digest_size=1).digest()[0] % 2 == 1


def read_pairs(*, held_out: bool) -> list[dict[str, Any]]:
    """One half of the pairs: `{"id", "label": "same" | "different", "family", "a": {…}, "b": {…}}`."""
    rows = (json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines())
    return [row for row in rows if is_held_out(row["id"]) == held_out]
