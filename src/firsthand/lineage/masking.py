"""What a whole pile shows: words quoted anywhere, lines that recur over the weeks, what is rare."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from firsthand.lineage.keys import Pairs, count_concepts, is_sampled, key_of, run_keys, split
from firsthand.lineage.sheet import HOUSE, LEFT_OUT, QUOTED, QUOTED_WIDTH, SIXTEENTHS
from firsthand.lineage.skim import RECURRING, Skim
from firsthand.records import Fingerprint
from firsthand.text import word_table
from firsthand.text.shingles import (
    Shingles,
    count_flagged,
    hash_runs,
    hash_runs_at,
    sort_once,
    spread,
    stand_in,
)

# Furniture is a run of six words in three different weeks, whoever printed it: "three weeks of
# one outlet" let, in an earlier prototype, through what sister sites share (.046 of furniture
# pairs linked against .024).
FURNITURE_WIDTH = 6
LEAST_WEEKS = 3
DAYS_PER_WEEK = 7
# Recurring lines are first sought by one run in four; around each all runs are looked at.
SAMPLED_ONE_IN = 4
WORDS_AROUND = 16
# Below this many reports a pile says nothing about which neighbouring words are usual, and more
# than so many say nothing new.
LEAST_REPORTS_FOR_FAMILIARITY = 150
MOST_REPORTS_FOR_FAMILIARITY = 4000
FAMILIARITY_BITS = 22
_FAMILIARITY_SHIFT = np.uint64(64 - FAMILIARITY_BITS)
_NO_SHINGLES: Shingles = np.zeros(0, np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What a whole pile shows, to weigh and to mask every report of it by."""

    n_reports: int
    counts: npt.NDArray[np.uint32]  # shape (2**CONCEPT_BITS,): reports that have a concept
    familiarity: npt.NDArray[np.uint8] | None  # by run of two words; None: the pile is too small
    quoted: Shingles  # sorted: runs of six words that stand in quotation marks somewhere
    recurring: Shingles  # sorted: runs of six words that stand in three different weeks


def know(skim: Skim) -> Known:
    """Count what the whole pile shows, and mark in the skim the words that recur over the weeks."""
    quoted = [
        hashes[count_flagged((bits & word_table.QUOTED) != 0, QUOTED_WIDTH) == QUOTED_WIDTH]
        for hashes, bits in _runs_by_part(skim)
    ]
    recurring = _find_recurring(skim)
    return Known(
        n_reports=len(skim),
        counts=count_concepts(skim),
        familiarity=_count_neighbours(skim),
        quoted=sort_once(np.concatenate(quoted)) if quoted else _NO_SHINGLES,
        recurring=recurring,
    )


# Words whose runs are hashed at once: the arrays stay in the cache.
WORDS_AT_ONCE = 1 << 18


def _runs_by_part(skim: Skim) -> list[tuple[Shingles, npt.NDArray[np.uint8]]]:
    """Return runs of six words and the bits of their words, in parts of whole reports."""
    return [
        (hash_runs(skim.words[begin:end], QUOTED_WIDTH), skim.bits[begin:end])
        for begin, end in _parts(skim)
    ]


def _parts(skim: Skim) -> list[tuple[int, int]]:
    cuts = np.unique(np.searchsorted(skim.bounds, np.arange(0, skim.bounds[-1], WORDS_AT_ONCE)))
    places = [*skim.bounds[cuts].tolist(), int(skim.bounds[-1])]
    return [(a, b) for a, b in pairwise(places) if b > a]


def _find_recurring(skim: Skim) -> Shingles:
    """Find the runs that stand in several weeks, and mark their words in the skim."""
    if len(np.unique(skim.days[skim.days > 0] // DAYS_PER_WEEK)) < LEAST_WEEKS:
        return _NO_SHINGLES
    sampled = run_keys(skim, FURNITURE_WIDTH, bit=0, bearing=False, sampled=SAMPLED_ONE_IN)
    likely = _in_several_weeks(sort_once(sampled), skim.days)
    if len(likely) == 0:
        return _NO_SHINGLES
    hits: list[npt.NDArray[np.int64]] = []
    for begin, end in _parts(skim):
        hashes = hash_runs(skim.words[begin:end], FURNITURE_WIDTH)
        sampled_at = np.flatnonzero(is_sampled(hashes, SAMPLED_ONE_IN))
        known = stand_in(key_of(hashes[sampled_at]), likely)
        hits.append(begin + sampled_at[known])
    places = np.concatenate(hits)
    near = np.zeros(len(skim.words) + WORDS_AROUND, np.bool_)
    for step in range(-WORDS_AROUND, WORDS_AROUND + 1):
        near[np.maximum(places + step, 0)] = True
    around = np.flatnonzero(near[: len(skim.words) - FURNITURE_WIDTH + 1])
    hashes = hash_runs_at(skim.words, around, FURNITURE_WIDTH)
    owners = np.searchsorted(skim.bounds, around, "right") - 1
    dated = skim.days[owners] > 0
    weeks = skim.days[owners] // DAYS_PER_WEEK
    order = np.lexsort((weeks[dated], hashes[dated]))
    found, when = hashes[dated][order], weeks[dated][order]
    new = np.concatenate([[True], (found[1:] != found[:-1]) | (when[1:] != when[:-1])])
    recurring = _often(found[new], LEAST_WEEKS)
    covered = around[stand_in(hashes, recurring)]
    for step in range(FURNITURE_WIDTH):
        skim.bits[covered + step] |= RECURRING
    return recurring


def _in_several_weeks(keys: Shingles, days: Pairs) -> Shingles:
    """Return the keys proper whose reports were published in several weeks."""
    hashes = key_of(keys)
    edges = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1], [True]]))
    sizes = np.diff(edges)
    # Most runs are one report's: what is weighed of the rest is a hundredth of the keys.
    several = np.repeat(sizes >= LEAST_WEEKS, sizes)
    hashes, owners = split(keys[several])
    dated = days[owners] > 0
    hashes, weeks = hashes[dated], days[owners[dated]] // DAYS_PER_WEEK
    if len(hashes) == 0:
        return _NO_SHINGLES
    order = np.lexsort((weeks, hashes))
    hashes, weeks = hashes[order], weeks[order]
    new = np.ones(len(hashes), np.bool_)
    new[1:] = (hashes[1:] != hashes[:-1]) | (weeks[1:] != weeks[:-1])
    return _often(hashes[new], LEAST_WEEKS)


def _often(ordered: Shingles, least: int) -> Shingles:
    """Return what stands at least so often in a sorted array."""
    edges = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1], [True]]))
    often: Shingles = ordered[edges[:-1][np.diff(edges) >= least]]
    return often


def _count_neighbours(skim: Skim) -> npt.NDArray[np.uint8] | None:
    """Weigh every run of two words by how often it stands in the pile; sixteenths of a logarithm.

    Reports are taken at even distances, in the order of the pile.
    """
    if len(skim) < LEAST_REPORTS_FOR_FAMILIARITY:
        return None
    step = -(-len(skim) // MOST_REPORTS_FOR_FAMILIARITY)
    taken = [
        skim.words[skim.bounds[report] : skim.bounds[report + 1]]
        for report in range(0, len(skim), step)
    ]
    slots = hash_runs(np.concatenate(taken), 2) >> _FAMILIARITY_SHIFT
    counts = np.bincount(slots.astype(np.int64), minlength=1 << FAMILIARITY_BITS)
    weights = _in_sixteenths(np.log(np.maximum(np.arange(MOST_OFTEN + 1), 1)))
    familiarity: npt.NDArray[np.uint8] = weights[np.minimum(counts, MOST_OFTEN)]
    return familiarity


MOST_OFTEN = 65535  # log: 11.1, and a byte of sixteenths ends at 15.9


def mask(fingerprints: Sequence[Fingerprint], known: Known) -> list[Fingerprint]:
    """Set aside what the whole pile shows to be quoted or furniture, and weigh the words.

    A word of a report that lost its quotation marks is quoted where another report quotes it.

    Args:
        fingerprints: some or all of the pile that is known.

    Returns:
        The fingerprints in their order, with marks, rarity and familiarity filled in.
    """
    words = [np.frombuffer(f.words, np.uint32) for f in fingerprints]
    marks = [np.frombuffer(f.marks, np.uint8).copy() for f in fingerprints]
    six = [hash_runs(numbers, QUOTED_WIDTH) for numbers in words]
    quoted, recurring = _Index(known.quoted), _Index(known.recurring)
    for index, hashes in enumerate(six):
        _set_aside(marks[index], quoted.find(hashes), QUOTED | LEFT_OUT)
        _set_aside(marks[index], recurring.find(hashes), LEFT_OUT)
    _unmark_shared_houses(fingerprints, six, marks)
    return [
        replace(
            fingerprint,
            marks=marks[index].tobytes(),
            rarity=_weigh(fingerprint, known),
            familiarity=_recognise(words[index], known),
        )
        for index, fingerprint in enumerate(fingerprints)
    ]


class _Index:
    """Known hashes behind a table of their upper bits: most that are sought end at the table."""

    def __init__(self, known: Shingles) -> None:
        self._known = known
        self._seen = np.zeros(1 << INDEX_BITS, np.bool_)
        self._seen[known >> _INDEX_SHIFT] = True

    def find(self, hashes: Shingles) -> Pairs:
        """Return where among the hashes the known ones stand."""
        likely = np.flatnonzero(self._seen[hashes >> _INDEX_SHIFT])
        found: Pairs = likely[stand_in(hashes[likely], self._known)]
        return found


INDEX_BITS = 22
_INDEX_SHIFT = np.uint64(64 - INDEX_BITS)


def _set_aside(marks: npt.NDArray[np.uint8], starts: Pairs, flag: int) -> None:
    if len(starts):
        marks[spread(starts, QUOTED_WIDTH, len(marks))] |= flag


def _unmark_shared_houses(
    fingerprints: Sequence[Fingerprint],
    hashes: Sequence[Shingles],
    marks: Sequence[npt.NDArray[np.uint8]],
) -> None:
    """Take the mark of a house from furniture that several outlets carry."""
    outlets = sorted({f.outlet for f in fingerprints if f.outlet})
    if len(outlets) < 2:
        return
    numbers = {outlet: index for index, outlet in enumerate(outlets)}
    inside = [
        run[count_flagged((mark & HOUSE) != 0, FURNITURE_WIDTH) == FURNITURE_WIDTH]
        for run, mark in zip(hashes, marks, strict=True)
    ]
    known = [
        (np.unique(run), numbers[f.outlet])
        for run, f in zip(inside, fingerprints, strict=True)
        if f.outlet
    ]
    found = np.concatenate([run for run, _ in known])
    owner = np.concatenate([np.full(len(run), number, np.int64) for run, number in known])
    order = np.lexsort((owner, found))
    found, owner = found[order], owner[order]
    new = np.ones(len(found), np.bool_)
    new[1:] = (found[1:] != found[:-1]) | (owner[1:] != owner[:-1])
    unique, counts = np.unique(found[new], return_counts=True)
    common = unique[counts > 1]
    for run, mark in zip(hashes, marks, strict=True):
        starts = np.flatnonzero(stand_in(run, common))
        if len(starts):
            mark[spread(starts, FURNITURE_WIDTH, len(mark))] &= np.uint8(255 - HOUSE)


def _weigh(fingerprint: Fingerprint, known: Known) -> bytes:
    """Weigh every word by how few reports have its concept; uint8 sixteenths."""
    concepts = np.frombuffer(fingerprint.concepts, np.uint32)
    return _in_sixteenths(rarity(known.counts[concepts], known.n_reports)).tobytes()


def rarity(counts: npt.NDArray[np.uint32], n_reports: int) -> npt.NDArray[np.float64]:
    """Return how rare concepts are that stand in so many reports: a natural logarithm."""
    steps = np.rint(STEPS_AN_OCTAVE * np.log2(np.maximum(counts, 1)))
    rounded = np.where(counts > 0, np.rint(2.0 ** (steps / STEPS_AN_OCTAVE)), 0.0)
    weights: npt.NDArray[np.float64] = np.log((_round_down(n_reports) + 1.0) / (rounded + 0.5))
    return weights


# Counts and sizes are taken in steps, so that one report more seldom weighs a word anew: what a
# case keeps of pairs stays good while it grows, and is what a fresh run finds.
STEPS_AN_OCTAVE = 2
LEAST_REPORTS_TO_ROUND = 50


def _round_down(n_reports: int) -> float:
    if n_reports < LEAST_REPORTS_TO_ROUND:
        return float(n_reports)
    return float(2.0 ** (math.floor(STEPS_AN_OCTAVE * math.log2(n_reports)) / STEPS_AN_OCTAVE))


def _recognise(words: npt.NDArray[np.uint32], known: Known) -> bytes:
    """Weigh every word by how usual it and its right neighbour are; uint8 sixteenths."""
    if known.familiarity is None:
        return b""
    weights = np.zeros(len(words), np.uint8)
    runs = hash_runs(words, 2)
    weights[: len(runs)] = known.familiarity[runs >> _FAMILIARITY_SHIFT]
    return weights.tobytes()


def _in_sixteenths(values: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    return np.clip(np.rint(values * SIXTEENTHS), 0, 255).astype(np.uint8)
