"""A first look at the proposed pairs of a pile: which of them deserve a second one."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from firsthand.lineage.candidates import MOST_REPORTS_FOR_ALL_PAIRS
from firsthand.lineage.keys import Pairs
from firsthand.lineage.masking import Known, rarity
from firsthand.lineage.order import (
    LEAST_SEGMENTS,
    LEAST_SIMILARITY,
    MOST_SEGMENTS,
    N_OTHER_ORDERS,
    SegmentTable,
    compare_orders,
    list_segments,
    orders,
)
from firsthand.lineage.sheet import NARRATOR_WIDTH, SIXTEENTHS, cut_segments
from firsthand.lineage.skim import RECURRING, Skim
from firsthand.text.kernels import kernels
from firsthand.text.segment import LEAST_WORDS_TO_JUDGE, MOST_WORDS_PER_MARK
from firsthand.text.shingles import Shingles, count_flagged, hash_runs, sort_once
from firsthand.text.word_table import FIRST, QUOTED

# What is looked at again: on the lineage pile of 5,200 reports 3,363 of 6,663 proposed pairs, on a
# stream of 8,000 reports about 1,070 of 8,600; no pair that a second look tells kin is lost.
LEAST_CONTAINED = 0.03
LEAST_RUNS = 20
LEAST_SHARE = 0.4
LEAST_SURPRISE = 0.03
LEAST_MUTUAL_SHARE = 0.3

Figures = npt.NDArray[np.float64]


def choose_pairs(skim: Skim, known: Known, pairs: Pairs) -> Pairs:
    """Keep the pairs that share passages, the order of what they tell, or most of their words.

    Args:
        pairs: shape (n, 2), in order.

    Returns:
        Those of the pairs, in order.
    """
    if len(skim) <= MOST_REPORTS_FOR_ALL_PAIRS:
        return pairs
    runs, of, surprise, share, other_share = look(skim, known, pairs).T
    contained = runs / np.maximum(of, LEAST_RUNS)
    low, high = np.minimum(share, other_share), np.maximum(share, other_share)
    reworded = (high >= LEAST_SHARE) & ((surprise >= LEAST_SURPRISE) | (low >= LEAST_MUTUAL_SHARE))
    kept: Pairs = pairs[(contained >= LEAST_CONTAINED) | reworded]
    return kept


def look(skim: Skim, known: Known, pairs: Pairs) -> Figures:
    """Measure pairs by what a skim shows.

    Returns:
        Shape (n, 5): runs of the narrator in common, the fewer runs of the two, the surprise of
        `order.compare_orders`, and of the one and of the other the share of the weight of their
        distinct concepts that both have.
    """
    if len(pairs) == 0:
        return np.zeros((0, 5))
    compiled = kernels()
    if compiled is None:
        return np.array([_look(_leaf(skim, known, a), _leaf(skim, known, b)) for a, b in pairs])
    out = np.zeros((len(pairs), 5))
    room = int(np.diff(skim.bounds).max())
    table = np.concatenate([orders(n).ravel() for n in range(LEAST_SEGMENTS, MOST_SEGMENTS + 1)])
    compiled.call(
        "fh_look",
        *(skim.words, skim.concepts, skim.bits, skim.bounds, known.counts, _weigh(known)),
        *(np.ascontiguousarray(pairs), len(pairs), table, 1 + N_OTHER_ORDERS),
        *(LEAST_SIMILARITY, room, out),
    )
    return out


def _weigh(known: Known) -> npt.NDArray[np.uint8]:
    """Return the weight in sixteenths by the number of reports that have a concept."""
    counts = np.arange(known.n_reports + 2, dtype=np.uint32)
    weights = np.rint(rarity(counts, known.n_reports) * SIXTEENTHS)
    return np.clip(weights, 0, 255).astype(np.uint8)


_Leaf = tuple[Shingles, SegmentTable, npt.NDArray[np.uint32], npt.NDArray[np.int64]]


@lru_cache(maxsize=256)
def _leaf(skim: Skim, known: Known, report: int) -> _Leaf:
    """Return a report's narrated runs, its segments, its distinct concepts and their weights."""
    inside = slice(int(skim.bounds[report]), int(skim.bounds[report + 1]))
    words, concepts, bits = skim.words[inside], skim.concepts[inside], skim.bits[inside]
    weights = _weigh(known)[known.counts[concepts]].astype(np.int64)
    narrated = (bits & (QUOTED | RECURRING)) == 0
    hashes = hash_runs(words, NARRATOR_WIDTH)
    runs = sort_once(hashes[count_flagged(~narrated, NARRATOR_WIDTH) == 0])
    firsts = np.flatnonzero(bits & FIRST).tolist()
    sentences = tuple(pairwise([*firsts, len(words)]))
    stripped = len(words) >= LEAST_WORDS_TO_JUDGE and len(firsts) * MOST_WORDS_PER_MARK < len(words)
    spans = cut_segments(sentences, stripped=stripped)[:MOST_SEGMENTS]
    owner = np.full(len(words), -1, np.int64)
    for index, (start, end) in enumerate(spans):
        owner[start:end] = index
    chosen = np.flatnonzero(narrated & (concepts != 0) & (owner >= 0))
    keys = (owner[chosen].astype(np.uint64) << np.uint64(32)) | concepts[chosen]
    keys, first = np.unique(keys, return_index=True)
    own = (concepts != 0) & ((bits & RECURRING) == 0)
    distinct, place = np.unique(concepts[own], return_index=True)
    table = list_segments(len(spans), keys, weights[chosen[first]])
    return runs, table, distinct, weights[own][place]


def _look(one: _Leaf, other: _Leaf) -> tuple[float, ...]:
    shared_runs = len(np.intersect1d(one[0], other[0], assume_unique=True))
    shared = np.intersect1d(one[2], other[2], assume_unique=True)
    weight = int(one[3][np.isin(one[2], shared)].sum())
    wholes = int(one[3].sum()), int(other[3].sum())
    return (
        shared_runs,
        min(len(one[0]), len(other[0])),
        compare_orders(one[1], other[1]),
        weight / wholes[0] if wholes[0] else 0.0,
        weight / wholes[1] if wholes[1] else 0.0,
    )
