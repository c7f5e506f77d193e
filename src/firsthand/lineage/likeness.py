"""What two reports have in common, measured: the figures that kinship, kind and order rest on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from firsthand.lineage.order import shared_weight, surprise
from firsthand.lineage.runs import Overlap, find_overlap
from firsthand.lineage.sheet import NAME, NUMBER, QUOTED, Sheet
from firsthand.text.shingles import Flags

# A report with fewer narrated runs is measured as if it had this many: two shared runs of a
# three-line item are no copy.
LEAST_RUNS_TO_MEASURE = 20
# A gap of so many words in a passage is text of its own, not an edit.
LEAST_GAP_WORDS = 20
LEAST_CONCEPTS_TO_COHERE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One report of a pair, seen from the other."""

    n_words: int  # of its account
    cover: float  # share of its account that stands in the other word for word
    narrated_cover: float  # the same of the narrator's words
    head_gap: float  # share of its account before the first common word
    tail_gap: float
    inner_gap: float  # share between the first and the last common word that is not common
    n_gaps: int  # uncovered runs inside of LEAST_GAP_WORDS or more
    new_names: float  # share of its names that the other lacks
    new_numbers: float
    coherence: float | None  # how far its common and its other words are on the same; None: no rest


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Likeness:
    """The figures of a pair; `one` and `other` in the order given."""

    contained: float  # narrator 5-grams of the smaller that the other has
    n_shared_runs: int
    surprise: float
    shared_weight: float
    mean_run: float  # words
    longest_run: int
    n_runs: int
    in_order: float  # share of neighbouring runs that keep the order
    unbroken: float  # share of the words of the runs that are common; 0 without runs
    one: Side
    other: Side
    overlap: Overlap


def contain(one: Sheet, other: Sheet) -> tuple[float, int]:
    """Return the share of the smaller side's narrated runs that are common, and their number."""
    shared = len(np.intersect1d(one.shingles, other.shingles, assume_unique=True))
    smaller = min(len(one.shingles), len(other.shingles))
    return shared / max(smaller, LEAST_RUNS_TO_MEASURE), shared


def measure(one: Sheet, other: Sheet) -> Likeness:
    """Measure two reports against each other."""
    contained, n_shared = contain(one, other)
    overlap = find_overlap(one, other)
    lengths = [run.end - run.start for run in overlap.runs]
    starts = [run.other_start for run in overlap.runs]
    kept = sum(b > a for a, b in pairwise(starts))
    return Likeness(
        contained=contained,
        n_shared_runs=n_shared,
        surprise=surprise(one, other),
        shared_weight=shared_weight(one, other),
        mean_run=sum(lengths) / len(lengths) if lengths else 0.0,
        longest_run=max(lengths, default=0),
        n_runs=len(lengths),
        in_order=kept / (len(starts) - 1) if len(starts) > 1 else 1.0,
        unbroken=int((overlap.partner >= 0).sum()) / sum(lengths) if lengths else 0.0,
        one=_look(one, other, overlap.partner >= 0),
        other=_look(other, one, overlap.other_partner >= 0),
        overlap=overlap,
    )


def _look(sheet: Sheet, counterpart: Sheet, hit: Flags) -> Side:
    account = sheet.account
    common = hit[account]
    places = np.flatnonzero(common)
    total = len(common)
    if len(places) == 0 or total == 0:
        head = tail = inner = 0.0
        n_gaps = 0
    else:
        head, tail = places[0] / total, (total - 1 - places[-1]) / total
        gaps = np.diff(places) - 1
        inner = float(gaps.sum()) / total
        n_gaps = int((gaps >= LEAST_GAP_WORDS).sum())
    return Side(
        n_words=total,
        cover=len(places) / total if total else 0.0,
        narrated_cover=_share(hit, sheet.narrated),
        head_gap=float(head),
        tail_gap=float(tail),
        inner_gap=inner,
        n_gaps=n_gaps,
        new_names=_new(sheet, counterpart, NAME),
        new_numbers=_new(sheet, counterpart, NUMBER),
        coherence=_cohere(sheet, hit),
    )


def _share(hit: Flags, flags: Flags) -> float:
    total = int(flags.sum())
    return float((hit & flags).sum()) / total if total else 0.0


def _cohere(sheet: Sheet, hit: Flags) -> float | None:
    """Return the share of rare concepts that the common words have in common with the rest."""
    content = sheet.account & (sheet.concepts != 0)
    inside, first = np.unique(sheet.concepts[content & hit], return_index=True)
    weights = sheet.weights[content & hit][first]
    outside, other_first = np.unique(sheet.concepts[content & ~hit], return_index=True)
    if min(len(inside), len(outside)) < LEAST_CONCEPTS_TO_COHERE:
        return None
    lighter = min(weights.sum(), sheet.weights[content & ~hit][other_first].sum())
    return float(weights[np.isin(inside, outside)].sum() / lighter) if lighter > 0 else None


def _new(sheet: Sheet, counterpart: Sheet, flag: int) -> float:
    """Return the share of a report's distinct names or numbers that its counterpart lacks."""
    chosen = np.unique(sheet.words[sheet.flagged(flag) & sheet.account])
    if len(chosen) == 0:
        return 0.0
    return float((~np.isin(chosen, counterpart.words)).mean())


def quoted_in_common(one: Sheet, other: Sheet, overlap: Overlap) -> int:
    """Count the common words that are quoted on either side."""
    hit = overlap.partner >= 0
    mine = one.flagged(QUOTED) & hit
    theirs = other.flagged(QUOTED)[np.maximum(overlap.partner, 0)] & hit
    return int((mine | theirs).sum())
