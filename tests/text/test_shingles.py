from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.shingles import count_flagged, number_words, shingle, spread, stand_in

WORDS = st.lists(st.sampled_from(["velm", "lake", "ferry", "sank", "on", "friday"]), max_size=30)


@given(WORDS)
def test_the_same_word_has_the_same_number_wherever_it_stands(words):
    numbers = number_words(words)
    assert numbers.dtype == np.uint32
    for number, word in zip(numbers, words, strict=True):
        assert number == number_words([word])[0]


@given(WORDS, WORDS, st.integers(1, 6))
def test_two_texts_share_a_shingle_where_they_share_a_run(one, other, width):
    runs = {tuple(one[i : i + width]) for i in range(len(one) - width + 1)}
    other_runs = {tuple(other[i : i + width]) for i in range(len(other) - width + 1)}
    hashes = set(shingle(number_words(one), width).tolist())
    other_hashes = set(shingle(number_words(other), width).tolist())
    assert len(hashes) == len(runs)
    assert len(hashes & other_hashes) == len(runs & other_runs)


@given(st.lists(st.booleans(), max_size=40), st.integers(1, 6))
def test_flagged_words_are_counted_in_every_run(flags, width):
    counted = count_flagged(np.array(flags, np.bool_), width).tolist()
    assert counted == [sum(flags[i : i + width]) for i in range(len(flags) - width + 1)]


@given(st.sets(st.integers(0, 20)), st.integers(1, 6))
def test_spread_flags_every_word_of_the_runs(starts, width):
    flags = spread(np.array(sorted(starts), np.int64), width, 30)
    wanted = {start + step for start in starts for step in range(width)}
    assert set(np.flatnonzero(flags).tolist()) == wanted


@given(st.lists(st.integers(0, 50)), st.sets(st.integers(0, 50)))
def test_stand_in_agrees_with_a_set(sought, known):
    hits = stand_in(np.array(sought, np.uint64), np.array(sorted(known), np.uint64))
    assert hits.tolist() == [number in known for number in sought]
