"""From scores to labels: runs of words, relations, roles."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from firsthand.models.labelling import PairScorer, choose_roles, find_runs

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def scores_of(*labels: str) -> np.ndarray:
    """Return scores by which each word wants one label."""
    return np.array([[9.0 if each == label else 0.0 for each in LABELS] for label in labels], "f4")


def is_whole(labels) -> bool:
    before = "O"
    for label in labels:
        if label.startswith("I-") and (before == "O" or before[2:] != label[2:]):
            return False
        before = label
    return True


def test_runs_begin_and_go_on_and_end_with_their_sentence() -> None:
    wanted = scores_of("B-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-LOC")
    assert find_runs(wanted, LABELS, [(0, 4), (4, 6)]) == [
        [(0, 2, "PER"), (3, 4, "LOC")],
        [(4, 6, "LOC")],
    ]
    # A run that would go over the end of a sentence begins anew behind it.
    over = scores_of("B-PER", "I-PER", "I-PER")
    assert find_runs(over, LABELS, [(0, 2), (2, 3)])[1] in ([(2, 3, "PER")], [])


def test_what_goes_on_without_a_beginning_is_put_right() -> None:
    scores = scores_of("O", "I-PER", "I-PER")
    scores[1, LABELS.index("B-PER")] = 8
    assert find_runs(scores, LABELS, [(0, 3)]) == [[(1, 3, "PER")]]
    changed = scores_of("B-PER", "I-LOC")
    changed[1, LABELS.index("I-PER")] = 8
    assert find_runs(changed, LABELS, [(0, 2)]) == [[(0, 2, "PER")]]


@given(st.lists(st.lists(st.integers(-9, 9), min_size=5, max_size=5), min_size=1, max_size=4))
def test_no_whole_sequence_of_labels_is_better(rows) -> None:
    scores = np.array(rows, dtype=np.float32)
    runs = find_runs(scores, LABELS, [(0, len(rows))])[0]
    found = ["O"] * len(rows)
    for first, last, kind in runs:
        found[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]
    best = max(
        sum(scores[word, LABELS.index(label)] for word, label in enumerate(labels))
        for labels in product(LABELS, repeat=len(rows))
        if is_whole(labels)
    )
    assert sum(scores[word, LABELS.index(label)] for word, label in enumerate(found)) == best


@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 3), st.integers(0, 2**32 - 1))
def test_pairs_are_scored_as_the_sum_says(n_left, n_right, n_features, seed) -> None:
    made = np.random.default_rng(seed)
    weights = made.normal(size=(3, n_features + 1, n_features + 1)).astype(np.float32)
    left = made.normal(size=(n_left, n_features)).astype(np.float32)
    right = made.normal(size=(n_right, n_features)).astype(np.float32)
    ones = [np.concatenate([part, np.ones((len(part), 1), "f4")], axis=1) for part in (left, right)]
    expected = np.einsum("li,kij,rj->lkr", ones[0], weights, ones[1])
    scorer = PairScorer(weights)
    assert np.allclose(scorer.score_all(left, right), expected, atol=1e-4)
    n_both = min(n_left, n_right)
    each = scorer.score_each(left[:n_both], right[:n_both])
    assert np.allclose(each, expected[range(n_both), :, range(n_both)], atol=1e-4)


def test_a_role_that_is_given_once_goes_to_the_word_that_wants_it_most() -> None:
    # roles: none, who, when
    scores = np.array([[0, 0, 0, 0], [5, 9, 7, -1], [-1, 0, 6, 3]], dtype=np.float32)
    assert choose_roles(scores, once=[1]) == [(1, 1), (2, 2), (3, 2)]
    assert choose_roles(scores, once=[]) == [(0, 1), (1, 1), (2, 1), (3, 2)]
    assert choose_roles(scores, once=[1, 2]) == [(1, 1), (2, 2)]


def test_scores_are_left_as_they_are() -> None:
    scores = np.array([[0, 0], [5, 9]], dtype=np.float32)
    before = scores.copy()
    choose_roles(scores, once=[1])
    assert (scores == before).all()
