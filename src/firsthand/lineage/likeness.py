"""What two reports have in common, measured: the figures that kinship, kind and order rest on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from firsthand.lineage.order import surprise
from firsthand.lineage.runs import Overlap, find_overlap
from firsthand.lineage.sheet import NAME, NUMBER, QUOTED, Sheet, Weights
from firsthand.lineage.spelt import in_digits
from firsthand.text.shingles import Flags, WordIds, stand_among

# A report with fewer narrated runs is measured as if it had this many: ten shared runs of an item
# of five lines are phrases of a police report. And as if a tenth of its words were the narrator's:
# of a page of recurring lines nothing but five runs may be left, and those recur too.
LEAST_RUNS_TO_MEASURE = 60
LEAST_NARRATED_SHARE = 0.1
# What is not known of names and numbers: half way between kin (.9) and a second account (.7). A
# share of few counts as if so many more were there of which nothing is known, and an order of few
# markers as if the rest stood anyhow: two items of three lines share all of their one name.
UNKNOWN_SHARE = 0.8
UNKNOWN_NAMES = 2.0
UNKNOWN_NUMBERS = 1.0
UNKNOWN_MARKERS = 5.0
# So rare is a word that tells where in the account one is: in a fifth of the reports or fewer, and
# in a small pile in two of them, which is so much less rare than in one.
LEAST_RARITY_OF_MARKER = 1.5
RARITY_OF_ONE_OVER_TWO = 0.52
# Of more markers than so many the order is seen as well by the first.
MOST_MARKERS = 200
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
    coherence: float | None  # how far its common and its other words are on the same; None: no rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What of one report the other has too."""

    n_words: int  # of its account
    names: float  # share of its names, by rarity
    numbers: float  # share of its numbers, in digits or words
    concepts: float  # share of its rare words, by rarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How far two reports tell the same things in the same order; sides in the order given."""

    contained: float  # narrator 5-grams of the smaller that the other has
    n_shared_runs: int
    surprise: float
    same_order: float  # rank correlation (Kendall's tau) of where rare common words stand, -1..1
    one: Kept
    other: Kept


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Likeness:
    """The figures of a pair; `one` and `other` in the order given."""

    telling: Telling
    longest_run: int
    n_runs: int
    in_order: float  # share of neighbouring runs that keep the order
    unbroken: float  # share of the words of the runs that are common; 0 without runs
    one: Side
    other: Side
    overlap: Overlap

    @property
    def contained(self) -> float:
        """Return the share of the smaller one's narrated runs that both have."""
        return self.telling.contained

    @property
    def n_shared_runs(self) -> int:
        """Return how many narrated runs both have."""
        return self.telling.n_shared_runs

    @property
    def surprise(self) -> float:
        """Return how much better the sentences agree in their own order than in others."""
        return self.telling.surprise


def contain(one: Sheet, other: Sheet) -> tuple[float, int]:
    """Return the share of the smaller side's narrated runs that are common, and their number."""
    shared = len(np.intersect1d(one.shingles, other.shingles, assume_unique=True))
    smaller = min(_measured(one), _measured(other))
    return shared / smaller, shared


def _measured(sheet: Sheet) -> float:
    narrated = max(len(sheet.shingles), LEAST_NARRATED_SHARE * float(sheet.account.sum()))
    return max(narrated, LEAST_RUNS_TO_MEASURE)


def follow(one: Sheet, other: Sheet) -> Telling:
    """Measure how far two reports tell the same things in the same order."""
    contained, n_shared = contain(one, other)
    mine, theirs = _facts(one), _facts(other)
    return Telling(
        contained=contained,
        n_shared_runs=n_shared,
        surprise=surprise(one, other),
        same_order=_rank(mine, theirs),
        one=_keep(mine, theirs),
        other=_keep(theirs, mine),
    )


def measure(one: Sheet, other: Sheet, telling: Telling | None = None) -> Likeness:
    """Measure two reports against each other.

    Args:
        telling: what `follow` gives for the two, where it is known already.
    """
    overlap = find_overlap(one, other)
    lengths = [run.end - run.start for run in overlap.runs]
    starts = [run.other_start for run in overlap.runs]
    kept = sum(b > a for a, b in pairwise(starts))
    return Likeness(
        telling=telling or follow(one, other),
        longest_run=max(lengths, default=0),
        n_runs=len(lengths),
        in_order=kept / (len(starts) - 1) if len(starts) > 1 else 1.0,
        unbroken=int((overlap.partner >= 0).sum()) / sum(lengths) if lengths else 0.0,
        one=_look(one, overlap.partner >= 0),
        other=_look(other, overlap.other_partner >= 0),
        overlap=overlap,
    )


def _look(sheet: Sheet, hit: Flags) -> Side:
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
        coherence=_cohere(sheet, hit),
    )


_Weighed = tuple[WordIds, Weights]  # sorted, with the weight of each


@dataclass(frozen=True, slots=True, eq=False)
class _Facts:
    """What a report tells of, each once."""

    words: WordIds  # sorted; numbers in digits
    names: _Weighed
    numbers: _Weighed
    concepts: _Weighed
    places: npt.NDArray[np.int64]  # of the concepts: where each stands first
    n_words: int  # of the account


@lru_cache(maxsize=2048)
def _facts(sheet: Sheet) -> _Facts:
    words, spelt = in_digits(sheet.words)
    account = sheet.account
    names, first = np.unique(words[sheet.flagged(NAME) & account], return_index=True)
    numbers = np.unique(words[(sheet.flagged(NUMBER) | spelt) & account])
    places = np.flatnonzero(account & (sheet.concepts != 0))
    concepts, earliest = np.unique(sheet.concepts[places], return_index=True)
    places = places[earliest]
    return _Facts(
        words=np.unique(words),
        names=(names, sheet.weights[sheet.flagged(NAME) & account][first] + LEAST_WEIGHT),
        numbers=(numbers, np.ones(len(numbers))),
        concepts=(concepts, sheet.weights[places]),
        places=places,
        n_words=int(account.sum()),
    )


def _keep(facts: _Facts, others: _Facts) -> Kept:
    return Kept(
        n_words=facts.n_words,
        names=_kept(facts.names, others.words, UNKNOWN_NAMES),
        numbers=_kept(facts.numbers, others.words, UNKNOWN_NUMBERS),
        concepts=_kept(facts.concepts, others.concepts[0], 0.0),
    )


LEAST_WEIGHT = 0.01  # of a name that every report has


def _kept(own: _Weighed, others: WordIds, n_unknown: float) -> float:
    """Return the share of the weight that stands among the others.

    Args:
        n_unknown: how many more of mean weight count as not known.
    """
    items, weights = own
    if len(items) == 0:
        return UNKNOWN_SHARE if n_unknown else 0.0
    whole, unknown = float(weights.sum()), n_unknown * float(weights.mean())
    if whole <= 0.0:
        return 0.0
    kept = float(weights[stand_among(items, others)].sum())
    return (kept + UNKNOWN_SHARE * unknown) / (whole + unknown)


def _rank(one: _Facts, other: _Facts) -> float:
    """Return Kendall's tau of the places of the rare concepts that both have."""
    _, mine, theirs = np.intersect1d(
        one.concepts[0], other.concepts[0], assume_unique=True, return_indices=True
    )
    weights = one.concepts[1]
    least = min(LEAST_RARITY_OF_MARKER, weights.max(initial=0.0) - RARITY_OF_ONE_OVER_TWO)
    rare = np.flatnonzero(weights[mine] >= least)[:MOST_MARKERS]
    count = len(rare)
    if count < 3:
        return 0.0
    left, right = one.places[mine[rare]], other.places[theirs[rare]]
    signs = np.sign(left[:, None] - left) * np.sign(right[:, None] - right)
    return float(signs.sum()) / (count * (count - 1)) * count / (count + UNKNOWN_MARKERS)


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


def quoted_in_common(one: Sheet, other: Sheet, overlap: Overlap) -> int:
    """Count the common words that are quoted on either side."""
    hit = overlap.partner >= 0
    mine = one.flagged(QUOTED) & hit
    theirs = other.flagged(QUOTED)[np.maximum(overlap.partner, 0)] & hit
    return int((mine | theirs).sum())
