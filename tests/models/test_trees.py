"""Trees: one root and no cycle, and none is better."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.models.trees import find_cyclic, find_heads, find_tree


def best_by_trying(scores) -> float:
    """Return the score of the best tree with one root, by trying all."""
    n_words = len(scores)
    best = -np.inf
    for heads in product(range(n_words + 1), repeat=n_words):
        if list(heads).count(0) != 1 or find_cyclic(np.array(heads)).any():
            continue
        best = max(best, sum(scores[word, head] for word, head in enumerate(heads)))
    return best


@st.composite
def tables(draw) -> np.ndarray:
    n_words = draw(st.integers(1, 4))
    figures = st.integers(-20, 20)
    rows = [[draw(figures) for _ in range(n_words + 1)] for _ in range(n_words)]
    return np.array(rows, dtype=np.float32)


@given(tables())
def test_no_tree_is_better_than_the_one_found(scores) -> None:
    heads = find_tree(scores.astype(np.float64))
    assert (heads == 0).sum() == 1
    assert not find_cyclic(heads).any()
    assert sum(scores[word, head] for word, head in enumerate(heads)) == best_by_trying(scores)


@given(st.lists(tables(), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_sentences_of_one_window_are_trees_of_their_own(parts, random) -> None:
    n_words = sum(map(len, parts))
    # What stands between two sentences is tempting, and never taken.
    arcs = np.full((n_words, n_words + 1), 99, dtype=np.float32)
    bounds, first = [], 0
    for part in parts:
        last = first + len(part)
        arcs[first:last, 0] = part[:, 0]
        arcs[first:last, first + 1 : last + 1] = part[:, 1:]
        bounds.append((first, last))
        first = last
    heads = find_heads(arcs, bounds)
    for (first, last), part in zip(bounds, parts, strict=True):
        own = heads[first:last]
        own = np.where(own == 0, 0, own - first)
        assert (own == 0).sum() == 1
        assert ((own >= 0) & (own <= last - first)).all()
        assert sum(part[word, head] for word, head in enumerate(own)) == best_by_trying(part)


@pytest.mark.parametrize(
    ("heads", "cyclic"),
    [
        ([0], [False]),
        ([2, 0], [False, False]),
        ([2, 1], [True, True]),
        ([0, 3, 2, 2], [False, True, True, True]),  # the last hangs on a cycle
        ([1], [True]),
    ],
)
def test_a_way_up_that_never_ends_is_seen(heads, cyclic) -> None:
    assert find_cyclic(np.array(heads)).tolist() == cyclic


def test_a_long_sentence_that_is_one_cycle_is_opened() -> None:
    n_words = 158
    scores = np.zeros((n_words, n_words + 1))
    for word in range(n_words):
        scores[word, (word + 1) % n_words + 1] = 5
    scores[7, 0] = 4
    heads = find_tree(scores)
    assert heads[7] == 0
    assert (
        np.delete(heads, 7) == [(word + 1) % n_words + 1 for word in range(n_words) if word != 7]
    ).all()
