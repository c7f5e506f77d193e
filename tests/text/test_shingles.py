from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text import shingles
from firsthand.text.shingles import (
    count_flagged,
    hash_runs,
    hash_runs_at,
    sort_once,
    spread,
    stand_in,
)
from firsthand.text.word_table import tabulate_words

WORDS = st.lists(st.sampled_from(["velm", "lake", "ferry", "sank", "on", "friday"]), max_size=30)


def number(words):
    return tabulate_words([" ".join(words)]).words


@given(WORDS, WORDS, st.integers(1, 6))
def test_two_texts_share_a_hash_where_they_share_a_run(one, other, width):
    runs = {tuple(one[i : i + width]) for i in range(len(one) - width + 1)}
    other_runs = {tuple(other[i : i + width]) for i in range(len(other) - width + 1)}
    hashes = set(hash_runs(number(one), width).tolist())
    other_hashes = set(hash_runs(number(other), width).tolist())
    assert len(hashes) == len(runs)
    assert len(hashes & other_hashes) == len(runs & other_runs)


@given(WORDS, st.integers(1, 6))
def test_numpy_hashes_runs_as_the_compiled_loop_does(words, width):
    numbers = number(words)
    found = hash_runs(numbers, width).tolist()
    kept = shingles.kernels
    shingles.kernels = lambda: None
    try:
        assert hash_runs(numbers, width).tolist() == found
    finally:
        shingles.kernels = kept
    places = np.arange(len(found))
    assert hash_runs_at(numbers, places, width).tolist() == found


@given(st.lists(st.integers(0, 9)))
def test_hashes_are_sorted_and_kept_once(numbers):
    assert sort_once(np.array(numbers, np.uint64)).tolist() == sorted(set(numbers))


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
