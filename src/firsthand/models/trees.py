"""The best tree of each sentence: one root, no cycle.

Nearly every sentence is a tree once each word takes its best head; the others are put right.
Source: Chu and Liu 1965, Edmonds 1967.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from firsthand.models.net import Whole
from firsthand.models.weights import Floats

_NEVER = -1e9
# Above every sum of scores: a second root costs more than it could win.
_COST_OF_A_ROOT = 1e6


def find_heads(arcs: Floats, sentences: Sequence[tuple[int, int]]) -> Whole:
    """Return the head of every word of a window: 0 for none, else the head's number from 1.

    Args:
        arcs: word by head, as in `Judged`.
        sentences: first word and the word behind the last, together all words of the window.
    """
    n_words = len(arcs)
    number = np.zeros(n_words, dtype=np.int64)  # of the sentence that a word is in
    for first, _ in sentences[1:]:
        number[first] = 1
    number = number.cumsum()
    apart = np.empty(arcs.shape, dtype=bool)
    apart[:, 0] = False
    np.not_equal(number[:, None], number[None, :], out=apart[:, 1:])
    np.fill_diagonal(apart[:, 1:], val=True)
    scores = np.where(apart, np.float32(_NEVER), arcs)
    heads: Whole = scores.argmax(axis=1)
    firsts = [first for first, _ in sentences]
    n_roots = np.add.reduceat(heads == 0, firsts, dtype=np.int64)
    faulty = (n_roots != 1) | np.logical_or.reduceat(find_cyclic(heads), firsts)
    for which in np.flatnonzero(faulty).tolist():
        first, last = sentences[which]
        columns = [0, *range(first + 1, last + 1)]
        own = find_tree(scores[first:last, columns].astype(np.float64))
        heads[first:last] = np.where(own == 0, 0, own + first)
    return heads


def find_cyclic(heads: Whole) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say of each word whether the way up from it never ends."""
    up = np.concatenate(([0], heads))
    for _ in range(len(up).bit_length()):  # each round doubles the way
        up = up[up]
    cyclic: np.ndarray[tuple[int], np.dtype[np.bool_]] = up[1:] != 0
    return cyclic


def find_tree(scores: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Whole:
    """Return the heads of the best tree with one root over a sentence: numbers from 1, 0 for none.

    Args:
        scores: word by head; column 0 is for none.
    """
    n_words = len(scores)
    square = np.full((n_words + 1, n_words + 1), _NEVER)
    square[1:] = scores
    square[1:, 0] -= _COST_OF_A_ROOT
    np.fill_diagonal(square, 10 * _NEVER)
    return _settle(square)[1:]


def _settle(scores: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Whole:
    """Take every node's best head; make one node of a cycle, settle the rest, and open it."""
    heads: Whole = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if not len(cycle):
        return heads
    outside = np.ones(len(scores), dtype=bool)
    outside[cycle] = False
    rest = np.flatnonzero(outside)  # node 0 stays in front
    lost = scores[cycle, heads[cycle]]  # what a node of the cycle gives up to be entered
    entering = scores[np.ix_(cycle, rest)] - lost[:, None]
    leaving = scores[np.ix_(rest, cycle)]
    n_rest = len(rest)
    smaller = np.full((n_rest + 1, n_rest + 1), 10 * _NEVER)
    smaller[:n_rest, :n_rest] = scores[np.ix_(rest, rest)]
    smaller[:n_rest, n_rest] = leaving.max(axis=1)
    smaller[n_rest, :n_rest] = entering.max(axis=0)
    settled = _settle(smaller)
    out = heads.copy()
    for place, node in enumerate(rest[1:], start=1):
        head = settled[place]
        out[node] = cycle[leaving[place].argmax()] if head == n_rest else rest[head]
    head = settled[n_rest]
    out[cycle[entering[:, head].argmax()]] = rest[head]
    return out


def _find_cycle(heads: Whole) -> Whole:
    """Return the nodes of one cycle, or none."""
    cyclic = find_cyclic(heads[1:])
    if not cyclic.any():
        return np.empty(0, dtype=np.int64)
    node = int(cyclic.argmax()) + 1
    seen: list[int] = []
    while node not in seen:
        seen.append(node)
        node = int(heads[node])
    return np.array(sorted(seen[seen.index(node) :]), dtype=np.int64)
