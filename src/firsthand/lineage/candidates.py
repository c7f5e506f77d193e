"""Which pairs of a pile are worth comparing: an inverted index, never all pairs of a large pile."""

from __future__ import annotations

import numpy as np

from firsthand.errors import InputError
from firsthand.lineage.keys import (
    MOST_REPORTS,
    OWNER_BITS,
    Keys,
    Pairs,
    count_equal,
    meet,
    rarest_keys,
    run_keys,
    split,
)
from firsthand.lineage.masking import Known
from firsthand.lineage.sheet import NARRATOR_WIDTH, QUOTED_WIDTH
from firsthand.lineage.skim import RECURRING, Skim
from firsthand.text.shingles import sort_once
from firsthand.text.word_table import QUOTED

# Up to here every pair is compared: 1,770 pairs.
MOST_REPORTS_FOR_ALL_PAIRS = 60
# Narrator 5-grams: one in four is looked up, in at most this share of the pile (but at least the
# floor, which starves no small pile, and at most the ceiling, which floods no large one).
SAMPLED_ONE_IN = 4
# The rarest words that a report shares with any other: on the lineage pile of 5,200 reports 16 of
# them, three in common, propose 2,300 pairs beside 4,800 by runs and miss no kin of any kind; 12
# miss one translation, 24 propose 6,400. Neighbouring rare words, as before, proposed 5,200 and
# missed six, of them 3 of 10 rewrites by a language model.
RUN_SHARE, RUN_FLOOR, RUN_CEILING = 0.012, 30, 200
RARE_SHARE, RARE_FLOOR, RARE_CEILING = 0.005, 40, 60
MOST_RAREST = 16
LEAST_SHARED_RUNS = 2
LEAST_SHARED_RAREST = 3  # keys: three concepts in common
# Rewrites and translations are sought among reports of one week, and where a date is missing;
# with five of the rarest words in common, a date is rather wrong.
MOST_DAYS_APART = 7
LEAST_SHARED_RAREST_OF_ANY_DAY = 10
# A text that more reports carry than a run may stand in is followed from one to the next two.
N_NEXT_CARRIERS = 2
LEAST_RUNS_CARRIED = 6


def propose_pairs(skim: Skim, known: Known, *, quotations: bool = False) -> Pairs:
    """Propose the pairs of a pile that may be kin.

    Args:
        quotations: whether to propose pairs too that only share a quotation.

    Returns:
        Shape (n, 2): numbers of reports, the smaller first, in order.

    Raises:
        InputError: the pile has more reports than a key has room to number.
    """
    count = len(skim)
    if count > MOST_REPORTS:
        most = f"{MOST_REPORTS:,}"
        raise InputError(
            f"{count:,} reports are more than the {most} of one pile: give them in parts"
        )
    if count <= MOST_REPORTS_FOR_ALL_PAIRS:
        return np.stack(np.triu_indices(count, 1), axis=1)
    most_runs = _bound(count, RUN_SHARE, RUN_FLOOR, RUN_CEILING)
    narrated = run_keys(
        skim, NARRATOR_WIDTH, bit=QUOTED | RECURRING, bearing=False, sampled=SAMPLED_ONE_IN
    )
    narrated = sort_once(narrated)
    found = [
        _share(narrated, most_runs, LEAST_SHARED_RUNS),
        _chain_up(narrated, most_runs),
        _reword(skim, known),
    ]
    if quotations:
        quoted = run_keys(skim, QUOTED_WIDTH, bit=QUOTED, bearing=True, sampled=SAMPLED_ONE_IN)
        found.append(_share(sort_once(quoted), most_runs, LEAST_SHARED_RUNS))
    pairs = np.unique(np.concatenate(found))
    return np.stack([pairs >> OWNER_BITS, pairs & ((1 << OWNER_BITS) - 1)], axis=1)


def _bound(n_reports: int, share: float, floor: int, ceiling: int) -> int:
    return min(ceiling, max(floor, round(share * n_reports)))


def _share(keys: Keys, most_carriers: int, least: int) -> Pairs:
    pairs, shared = meet(keys, most_carriers)
    return pairs[shared >= least]


def _reword(skim: Skim, known: Known) -> Pairs:
    """Propose pairs that share several of their rarest words."""
    count, days = len(skim), skim.days
    keys = sort_once(rarest_keys(skim, known.counts, MOST_RAREST))
    pairs, shared = meet(keys, _bound(count, RARE_SHARE, RARE_FLOOR, RARE_CEILING))
    first, second = days[pairs >> OWNER_BITS], days[pairs & ((1 << OWNER_BITS) - 1)]
    near = (first == 0) | (second == 0) | (np.abs(first - second) <= MOST_DAYS_APART)
    least = np.where(near, LEAST_SHARED_RAREST, LEAST_SHARED_RAREST_OF_ANY_DAY)
    return pairs[shared >= least]


def _chain_up(keys: Keys, most_reports: int) -> Pairs:
    """Pair each carrier of a very common run with the next ones: enough to join a family.

    An agency text in half of a pile must be found, and not by all its pairs.
    """
    hashes, owners = split(keys)
    edges = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1], [True]]))
    sizes = np.diff(edges)
    common = np.repeat(sizes > most_reports, sizes)
    hashes, owners = hashes[common], owners[common]
    met: list[Pairs] = []
    for step in range(1, N_NEXT_CARRIERS + 1):
        same = hashes[step:] == hashes[:-step]
        met.append((owners[:-step][same] << OWNER_BITS) | owners[step:][same])
    pairs, shared = count_equal(np.concatenate(met))
    return pairs[shared >= LEAST_RUNS_CARRIED]
