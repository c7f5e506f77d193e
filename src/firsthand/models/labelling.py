"""From scores to labels: spans of words, relations, the roles of arguments."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from firsthand.models.net import Whole
from firsthand.models.weights import Floats

LabelledRun: TypeAlias = tuple[int, int, str]  # first word, the word behind the last, label

_NEVER = -1e9
# OpenBLAS spreads what is more than 4 * 65,536 products of two numbers (interface/gemm.c).
MOST_PRODUCTS_ALONE = 262_144
# Whoever does it is one: each of these is given once at a predicate (PropBank).
GIVEN_ONCE = ("ARG0", "ARG1", "ARG2", "ARG3", "ARG4")


def find_runs(
    scores: Floats, labels: tuple[str, ...], sentences: Sequence[tuple[int, int]]
) -> list[list[LabelledRun]]:
    """Return the labelled runs of words of each sentence: the best labels of which none is broken.

    Args:
        scores: word by label.
        labels: "O", "B-X" (begins), "I-X" (goes on).
        sentences: first word and the word behind the last; no run goes over an end.
    """
    best = scores.argmax(axis=1)
    broken = _find_broken(best, labels, sentences)
    out: list[list[LabelledRun]] = []
    for first, last in sentences:
        if broken[first:last].any():
            best[first:last] = _find_best(scores[first:last], labels)
        out.append(_join(best[first:last].tolist(), labels, first))
    return out


def _find_broken(
    best: Whole, labels: tuple[str, ...], sentences: Sequence[tuple[int, int]]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say of each word whether its label goes on with what did not begin."""
    before = np.concatenate(([0], best[:-1]))
    before[[first for first, _ in sentences]] = 0
    broken: np.ndarray[tuple[int], np.dtype[np.bool_]] = _forbidden(labels)[before, best] < 0
    return broken


@lru_cache(maxsize=8)
def _forbidden(labels: tuple[str, ...]) -> Floats:
    """Return what it costs to go from one label (row) to another; index 0 is "O"."""
    costs = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for column, label in enumerate(labels):
        if label.startswith("I-"):
            for row, before in enumerate(labels):
                if before == "O" or before[2:] != label[2:]:
                    costs[row, column] = _NEVER
    return costs


def _find_best(scores: Floats, labels: tuple[str, ...]) -> Whole:
    """Find the best sequence of labels in which nothing goes on that did not begin.

    Source: Viterbi 1967.
    """
    costs = _forbidden(labels)
    total = scores[0].astype(np.float64) + costs[0]
    steps = np.empty(scores.shape, dtype=np.int64)
    for place in range(1, len(scores)):
        ways = total[:, None] + costs
        steps[place] = ways.argmax(axis=0)
        total = ways.max(axis=0) + scores[place]
    best = np.empty(len(scores), dtype=np.int64)
    best[-1] = total.argmax()
    for place in range(len(scores) - 1, 0, -1):
        best[place - 1] = steps[place, best[place]]
    return best


def _join(best: Sequence[int], labels: Sequence[str], first: int) -> list[LabelledRun]:
    runs: list[LabelledRun] = []
    began, kind = 0, ""
    for place, each in enumerate([*best, 0]):
        label = labels[each] if place < len(best) else "O"
        if kind and not (label.startswith("I-") and label[2:] == kind):
            runs.append((first + began, first + place, kind))
            kind = ""
        if label.startswith("B-"):
            began, kind = place, label[2:]
    return runs


class PairScorer:
    """Scores the labels of two words from what the net keeps of each of them."""

    def __init__(self, weights: Floats) -> None:
        """Take the weights.

        Args:
            weights: label, feature of the left word and 1, feature of the right word and 1.
        """
        self._weights = weights

    def score_each(self, left: Floats, right: Floats) -> Floats:
        """Return pair by label for two equally long lists of words."""
        met = multiply(_with_one(left), self._weights)
        scores: Floats = np.einsum("lpr,pr->pl", met, _with_one(right))
        return scores

    def score_all(self, left: Floats, right: Floats) -> Floats:
        """Return left word, label, right word for all pairs of two lists."""
        met = multiply(_with_one(left), self._weights).transpose(1, 0, 2)
        n_left, n_labels, n_features = met.shape
        turned = np.ascontiguousarray(_with_one(right).T)
        scores = multiply(met.reshape(n_left * n_labels, n_features), turned[None])
        return scores.reshape(n_left, n_labels, len(right))


def multiply(left: Floats, right: Floats) -> Floats:
    """Multiply one matrix with each of several, in products too small to be spread over threads.

    A reader has one thread: the workers that OpenBLAS keeps for large products took from other
    processes, and from itself, twice the time that they saved (14.4 s of two cores for what
    takes one 5.6 s, 16,000 words on two busy cores).

    Args:
        left: row by feature.
        right: matrix, feature, column.

    Returns:
        Matrix, row, column.
    """
    n_rows, n_features = left.shape
    n_matrices, _, n_columns = right.shape
    n_together = max(1, MOST_PRODUCTS_ALONE // (n_features * n_columns))
    n_blocks = -(-n_rows // n_together)
    padded = np.zeros((n_blocks * n_together, n_features), dtype=np.float32)
    padded[:n_rows] = left
    blocks = padded.reshape(n_blocks, 1, n_together, n_features)
    made: Floats = np.matmul(blocks, right)
    made = made.transpose(1, 0, 2, 3).reshape(n_matrices, n_blocks * n_together, n_columns)
    return made[:, :n_rows]


def _with_one(features: Floats) -> Floats:
    ones = np.ones((len(features), 1), dtype=np.float32)
    return np.concatenate([features, ones], axis=1)


def choose_roles(scores: Floats, once: Sequence[int]) -> list[tuple[int, int]]:
    """Give roles to the words of a sentence at one predicate.

    Where several words want a role that is given once, the one that wants it most has it; the
    others take their next best.

    Args:
        scores: role by word; role 0 is none.
        once: the roles that are given once.

    Returns:
        Word and role.
    """
    best = scores.argmax(axis=0)
    while True:
        wanted = np.bincount(best, minlength=len(scores))
        contested = [role for role in once if wanted[role] > 1]
        if not contested:
            return [(int(word), int(best[word])) for word in np.flatnonzero(best)]
        scores = scores.copy()
        for role in contested:
            words = np.flatnonzero(best == role)
            margin = scores[role, words] - scores[0, words]
            losers = np.delete(words, margin.argmax())
            scores[role, losers] = _NEVER
        best = scores.argmax(axis=0)
