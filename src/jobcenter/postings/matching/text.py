"""How much of one advert's text is in another's, and a signature by which alike texts are found."""

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

WORDS_IN_SHINGLE: Final = 3
MOST_WORDS: Final = 4_000  # an advert has 300 to 1,000; what is longer tells no more
BANDS: Final = 6
ROWS: Final = 3
_SLOTS: Final = BANDS * ROWS
_EMPTY: Final = -1
_MIX, _MASK = 0x9E3779B97F4A7C15, 0xFFFFFFFFFFFFFFFF
_FEWEST_FOR_SIGNATURE: Final = 40
_WORD: Final = re.compile(r"\w+")
_CUT: Final = re.compile(
    r"(?:…|\.\.\.)\s*\]?\s*(?:(?:show|read|see|view) more|mehr anzeigen|voir plus)?\s*\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two texts side by side.

    Attributes:
        contained: the share of the shorter one's shingles that the longer one has, 0 to 1.
        alike: shared shingles over all shingles of both, 0 to 1.
        words: of the shorter one.
        is_cut: whether one of them ends where its source cut it.
    """

    contained: float
    alike: float
    words: int
    is_cut: bool


@lru_cache(maxsize=1_024)
def shingles(text: str) -> frozenset[int]:
    """The text's runs of three words, each as a number; case, punctuation and layout do not count."""
    words = _WORD.findall(text.lower())[:MOST_WORDS]
    if len(words) < WORDS_IN_SHINGLE:
        return frozenset()
    runs = zip(words, words[1:], words[2:], strict=False)
    return frozenset([zlib.crc32(f"{one} {two} {three}".encode()) for one, two, three in runs])


def overlap(one: str, other: str) -> Overlap | None:
    """How two texts overlap; None where either is empty."""
    a, b = shingles(one), shingles(other)
    shared, fewest = len(a & b), min(len(a), len(b))
    if not fewest:
        return None
    is_cut = _CUT.search(one) is not None or _CUT.search(other) is not None
    return Overlap(shared / fewest, shared / (len(a) + len(b) - shared), fewest + WORDS_IN_SHINGLE - 1, is_cut)


def bands(text: str) -> list[str]:
    """Keys of which alike texts share one: MinHash by one permutation, in bands; none for texts too short to tell.

    Six bands of three rows: texts that are 80 % alike share a band with 98 %, those of 40 % with 33 %.
    """
    found = shingles(text)
    if len(found) < _FEWEST_FOR_SIGNATURE:
        return []
    slots = [_EMPTY] * _SLOTS
    for one in found:
        mixed = (one * _MIX) & _MASK
        mixed ^= mixed >> 29
        slot, value = (mixed >> 32) % _SLOTS, mixed & 0xFFFFFFFF
        if slots[slot] == _EMPTY or value < slots[slot]:
            slots[slot] = value
    filled = [_lent(slots, slot) for slot in range(_SLOTS)]
    rows = (filled[band * ROWS : band * ROWS + ROWS] for band in range(BANDS))
    return [f"text:{band}:{'.'.join(f'{value:08x}' for value in row)}" for band, row in enumerate(rows)]


def _lent(slots: list[int], slot: int) -> int:
    """A slot's value; an empty one takes that of the next that is filled."""
    while slots[slot] == _EMPTY:
        slot = (slot + 1) % _SLOTS
    return slots[slot]
