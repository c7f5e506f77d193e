"""Sentence by sentence in one order: what tells a rewrite or a translation from a second account.

Two accounts of one event share words too, but not in the order of their sentences. So the best
alignment that keeps the order is set against the same under other orders.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from firsthand.lineage.sheet import NAME, SIXTEENTHS, Sheet, Weights
from firsthand.text.kernels import kernels
from firsthand.text.shingles import Flags, WordIds

Matrix = npt.NDArray[np.float64]
Keys = npt.NDArray[np.uint64]
Sums = npt.NDArray[np.int64]

# Two segments whose rare words agree less than this are about different things.
LEAST_SIMILARITY = 0.2
N_OTHER_ORDERS = 8
# Below two segments on a side there is no order.
LEAST_SEGMENTS = 2
# More segments are not needed to know the order of two texts, and cost their square.
MOST_SEGMENTS = 120
LEAST_STORY_WEIGHT = 1.0
_HASH = 2654435761  # Knuth's multiplicative hash: an order without rhyme, the same in every run


@dataclass(frozen=True, slots=True, eq=False)
class SegmentTable:
    """The rare words of every segment of a report; weights in whole sixteenths."""

    count: int
    owners: npt.NDArray[np.int32]  # segment of every entry
    concepts: WordIds
    weights: npt.NDArray[np.int32]
    squares: Sums  # a segment: sum of the squared weights of its words
    loads: Sums  # a segment: sum of the weights of its words
    distinct: WordIds  # sorted

    @property
    def norms(self) -> Weights:
        """Return the length of every segment as a vector."""
        return np.sqrt(self.squares.astype(np.float64))


def tabulate(sheet: Sheet, spans: tuple[tuple[int, int], ...], kept: Flags) -> SegmentTable:
    """List the distinct weighed concepts of every span of words; spans are in order."""
    owner = np.full(len(sheet), -1, np.int64)
    for index, (start, end) in enumerate(spans):
        owner[start:end] = index
    chosen = np.flatnonzero(kept & (sheet.concepts != 0) & (owner >= 0))
    keys = (owner[chosen].astype(np.uint64) << np.uint64(32)) | sheet.concepts[chosen]
    keys, first = np.unique(keys, return_index=True)
    return list_segments(len(spans), keys, sheet.rarity[chosen[first]])


def list_segments(count: int, keys: Keys, weights: npt.NDArray[np.integer]) -> SegmentTable:
    """Make a table of sorted keys: the segment above 32 bits, the concept beneath."""
    owners = (keys >> np.uint64(32)).astype(np.int32)
    concepts = (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    wide = weights.astype(np.int64)
    return SegmentTable(
        count=count,
        owners=owners,
        concepts=concepts,
        weights=weights.astype(np.int32),
        squares=np.bincount(owners, wide * wide, count).astype(np.int64),
        loads=np.bincount(owners, wide, count).astype(np.int64),
        distinct=np.unique(concepts),
    )


@lru_cache(maxsize=2048)
def _narrated_segments(sheet: Sheet) -> SegmentTable:
    return tabulate(sheet, sheet.segments[:MOST_SEGMENTS], sheet.narrated)


def compare_segments(one: SegmentTable, other: SegmentTable) -> Matrix:
    """Return the cosine of every two segments, shape (one.count, other.count)."""
    shared = np.intersect1d(one.distinct, other.distinct, assume_unique=True)
    if len(shared) == 0:
        return np.zeros((one.count, other.count))
    left, right = _densify(one, shared), _densify(other, shared)
    scale = np.maximum(np.outer(one.norms, other.norms), 1e-9)
    similar: Matrix = np.minimum(1.0, left @ right.T / scale)
    return similar


def _densify(table: SegmentTable, shared: WordIds) -> Matrix:
    at = np.searchsorted(shared, table.concepts)
    at[at == len(shared)] = 0
    hit = shared[at] == table.concepts
    dense = np.zeros((table.count, len(shared)))
    dense[table.owners[hit], at[hit]] = table.weights[hit]
    return dense


def surprise(one: Sheet, other: Sheet) -> float:
    """Return how much better the two agree in their own order than in other orders, 0..1."""
    return compare_orders(_narrated_segments(one), _narrated_segments(other))


def compare_orders(left: SegmentTable, right: SegmentTable) -> float:
    """Return the surprise of two tables: of the best alignment in order, over other orders."""
    if left.count > right.count:
        left, right = right, left
    if left.count < LEAST_SEGMENTS:
        return 0.0
    compiled = kernels()
    if compiled is not None:
        return compiled.call(
            "fh_surprise",
            *(left.count, len(left.owners), left.owners, left.concepts, left.weights),
            *(left.loads, left.squares),
            *(right.count, len(right.owners), right.owners, right.concepts, right.weights),
            *(right.squares, orders(right.count), 1 + N_OTHER_ORDERS, LEAST_SIMILARITY),
        )
    similar = np.maximum(compare_segments(left, right) - LEAST_SIMILARITY, 0.0)
    whole = int(left.loads.sum())
    if not similar.any() or not whole:
        return 0.0
    kept = _align_in_order(similar * left.loads[:, None], orders(right.count)).tolist()
    return float((kept[0] - sum(kept[1:]) / N_OTHER_ORDERS) / whole)


@lru_cache(maxsize=512)
def orders(count: int) -> npt.NDArray[np.int64]:
    """Return the order of the text and others; shape (1 + N_OTHER_ORDERS, count), int64."""
    index = np.arange(count, dtype=np.int64)
    rows = [index]
    for turn in range(N_OTHER_ORDERS):
        keys = ((index + 1) * _HASH * (2 * turn + 3) + turn * 40503) % (1 << 32)
        keys = (keys ^ (keys >> 15)) * 2246822519 % (1 << 32)
        rows.append(np.argsort(keys, kind="stable"))
    return np.stack(rows)


def _align_in_order(gains: Matrix, orders: npt.NDArray[np.int64]) -> Matrix:
    """Return the greatest sum of gains along pairs that keep the order, one per order."""
    permuted = gains[:, orders]
    best = np.zeros((orders.shape[0], orders.shape[1] + 1))
    for row in range(gains.shape[0]):
        stepped = best[:, :-1] + permuted[row]
        np.maximum(best[:, 1:], stepped, out=best[:, 1:])
        np.maximum.accumulate(best, axis=1, out=best)
    return best[:, -1]


def similar_story(one: Sheet, other: Sheet) -> float:
    """Return how alike two whole reports are in rare words and in the names they name, 0..1."""
    whole, other_whole = _whole(one), _whole(other)
    cosine = float(compare_segments(whole, other_whole)[0, 0])
    mine, theirs = _names(one), _names(other)
    # A text without capitals names nobody: look for the other's names among its words.
    seen = mine if len(mine) else whole.distinct
    other_seen = theirs if len(theirs) else other_whole.distinct
    shared = len(np.intersect1d(seen, other_seen, assume_unique=True))
    n_names = min((len(names) for names in (mine, theirs) if len(names)), default=0)
    if n_names == 0 or shared < LEAST_SHARED_NAMES:
        return cosine
    return min(1.0, cosine + NAMES_IN_STORY * shared / n_names)


# One name in common is a town; on the lineage pile reports of one incident have .27 (cosine) and
# half of the smaller one's names in common, proposed pairs at large (kin among them) .10 and a
# fifth.
LEAST_SHARED_NAMES = 2
NAMES_IN_STORY = 0.25


@lru_cache(maxsize=2048)
def _names(sheet: Sheet) -> WordIds:
    return np.unique(sheet.concepts[sheet.flagged(NAME) & sheet.account])


@lru_cache(maxsize=2048)
def _whole(sheet: Sheet) -> SegmentTable:
    """List the words of a report; in a pile on one event none may weigh next to nothing."""
    table = tabulate(sheet, ((0, len(sheet)),), sheet.account)
    weights = np.maximum(table.weights, np.int32(LEAST_STORY_WEIGHT * SIXTEENTHS))
    squares = np.array([np.dot(weights.astype(np.int64), weights)])
    return replace(table, weights=weights, squares=squares)
