import random

from jobcenter.postings.matching.text import bands, overlap

WORDS = [f"w{number}" for number in range(400)]


def told(seed, count=300):
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def test_layout_and_case_do_not_count():
    text = told(1)
    shown = "\n\n• ".join(text.upper().split())
    assert overlap(text, shown).alike == 1
    assert bands(text) == bands(shown)


def test_a_cut_copy_is_contained_and_is_known_to_be_cut():
    text = told(1)
    found = overlap(text, text[: len(text) // 2] + "… Show more")
    assert found.contained > 0.95
    assert 0.4 < found.alike < 0.6
    assert found.is_cut
    assert not overlap(text, text).is_cut


def test_other_texts_overlap_little_and_empty_ones_are_unknown():
    assert overlap(told(1), told(2)).contained < 0.05
    assert overlap(told(1), "") is None
    assert overlap("two words", told(1)) is None


def test_alike_texts_share_a_band_and_others_seldom_do():
    rng = random.Random(4)
    shared = unlike = 0
    for seed in range(200):
        words = told(seed).split()
        for at in rng.sample(range(len(words)), 8):
            words[at] = "changed"
        shared += bool(set(bands(told(seed))) & set(bands(" ".join(words))))
        unlike += bool(set(bands(told(seed))) & set(bands(told(seed + 1_000))))
    assert shared >= 190
    assert unlike == 0


def test_a_text_too_short_to_tell_has_no_bands():
    assert bands("We are hiring a cook for our kitchen in Berlin.") == []
