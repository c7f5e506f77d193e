"""Which pairs of a pile are worth comparing: an inverted index, never all pairs of a large pile."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from firsthand.lineage.sheet import FURNITURE, LEFT_OUT, QUOTED, open_sheet, quoted_shingles
from firsthand.records import Fingerprint, ReportId
from firsthand.text.shingles import Shingles

# Up to here every pair is compared: 1,770 pairs.
MOST_REPORTS_FOR_ALL_PAIRS = 60
# Narrator 5-grams: one in four is looked up, in at most this share of the pile (but at least the
# floor, which starves no small pile, and at most the ceiling, which floods no large one).
SAMPLED_ONE_IN = 4
# Swept on the lineage pile of 5,200 reports with floor 30 and ceiling 300: pairs of rare words in
# .023, .008, .005 of it (a word in .077, .04, .03) propose 23,417, 11,576, 9,406 pairs, each with
# recall 1.0 of every kind but rewrites (.989). The floor and ceiling below were not swept: 9,237
# pairs; recall after comparing, mean of kinds, .9805 against .9823 with the widest.
RUN_SHARE, RUN_FLOOR, RUN_CEILING = 0.012, 30, 200
PAIR_SHARE, PAIR_FLOOR, PAIR_CEILING = 0.005, 25, 60
# A word in more reports than this share makes no pair.
COMMON_WORD_SHARE = 0.03
COMMON_WORD_FLOOR = 30
LEAST_SHARED_RUNS = 2
LEAST_SHARED_PAIRS = 2
# A text that more reports carry than a run may stand in is followed from one to the next two.
N_NEXT_CARRIERS = 2
LEAST_RUNS_CARRIED = 6
# Rewrites and translations are sought among reports of one week, and where a date is missing.
MOST_DAYS_APART = 7

Keys = npt.NDArray[np.uint64]
Pairs = npt.NDArray[np.int64]


def propose_pairs(fingerprints: Sequence[Fingerprint]) -> list[tuple[ReportId, ReportId]]:
    """Propose the pairs of a masked pile that may be kin or share a quotation.

    Returns:
        Sorted pairs, the smaller id first.
    """
    ordered = sorted(fingerprints, key=lambda fingerprint: fingerprint.report_id)
    ids = [fingerprint.report_id for fingerprint in ordered]
    if len(ordered) <= MOST_REPORTS_FOR_ALL_PAIRS:
        return list(combinations(ids, 2))
    days = np.array([f.published_on.toordinal() if f.published_on else 0 for f in ordered])
    pasted = _meet(
        [_sample(open_sheet(f).shingles) for f in ordered],
        _bound(len(ordered), RUN_SHARE, RUN_FLOOR, RUN_CEILING),
        LEAST_SHARED_RUNS,
    )
    carried = _chain_up(
        [_sample(open_sheet(f).shingles) for f in ordered],
        _bound(len(ordered), RUN_SHARE, RUN_FLOOR, RUN_CEILING),
    )
    quoted = _meet(
        [_sample(quoted_shingles(open_sheet(f))) for f in ordered],
        _bound(len(ordered), RUN_SHARE, RUN_FLOOR, RUN_CEILING),
        LEAST_SHARED_RUNS,
    )
    reworded = _meet(
        _rare_neighbours(ordered),
        _bound(len(ordered), PAIR_SHARE, PAIR_FLOOR, PAIR_CEILING),
        LEAST_SHARED_PAIRS,
        days,
    )
    found = np.unique(np.concatenate([pasted, carried, quoted, reworded]))
    count = len(ordered)
    return [(ids[pair // count], ids[pair % count]) for pair in found.tolist()]


def _bound(n_reports: int, share: float, floor: int, ceiling: int) -> int:
    return min(ceiling, max(floor, round(share * n_reports)))


def _sample(hashes: Shingles) -> Keys:
    chosen: Keys = hashes[hashes % np.uint64(SAMPLED_ONE_IN) == 0]
    return chosen


def _rare_neighbours(fingerprints: Sequence[Fingerprint]) -> list[Keys]:
    """Pair up neighbouring rare concepts of the narrator; sorted unique keys a report."""
    concepts = [np.frombuffer(f.concepts, np.uint32) for f in fingerprints]
    known, counts = np.unique(
        np.concatenate([np.unique(run) for run in concepts]), return_counts=True
    )
    most = max(COMMON_WORD_FLOOR, COMMON_WORD_SHARE * len(fingerprints))
    rare = (counts <= most) & (known != 0)
    keys: list[Keys] = []
    for fingerprint, run in zip(fingerprints, concepts, strict=True):
        marks = np.frombuffer(fingerprint.marks, np.uint8)
        keep = rare[np.searchsorted(known, run)] & ((marks & (FURNITURE | LEFT_OUT | QUOTED)) == 0)
        chosen = run[keep].astype(np.uint64)
        keys.append(np.unique((chosen[:-1] << np.uint64(32)) | chosen[1:]))
    return keys


def _chain_up(keys: Sequence[Keys], most_reports: int) -> Pairs:
    """Pair each carrier of a very common run with the next ones: enough to join a family.

    An agency text in half of a pile must be found, and not by all its pairs.
    """
    flat, owners = _invert(keys)
    met: list[Pairs] = []
    sizes = np.diff(np.flatnonzero(np.concatenate([[True], flat[1:] != flat[:-1], [True]])))
    common = np.repeat(sizes > most_reports, sizes)
    flat, owners = flat[common], owners[common]
    for step in range(1, N_NEXT_CARRIERS + 1):
        same = flat[step:] == flat[:-step]
        met.append(_join(owners[:-step][same], owners[step:][same], len(keys), None))
    pairs, shared = np.unique(np.concatenate(met), return_counts=True)
    return pairs[shared >= LEAST_RUNS_CARRIED]


def _invert(keys: Sequence[Keys]) -> tuple[Keys, Pairs]:
    """List all keys in order, each with its owner; owners of one key are in order too."""
    flat = np.concatenate(keys)
    owners = np.repeat(np.arange(len(keys)), [len(run) for run in keys])
    order = np.argsort(flat, kind="stable")
    return flat[order], owners[order]


def _meet(
    keys: Sequence[Keys], most_reports: int, least_shared: int, days: Pairs | None = None
) -> Pairs:
    """Find the pairs that share keys; a pair is row times number of reports plus column."""
    flat, owners = _invert(keys)
    edges = np.flatnonzero(np.concatenate([[True], flat[1:] != flat[:-1], [True]]))
    sizes = np.diff(edges)
    met: list[Pairs] = []
    for size in range(2, most_reports + 1):
        begins = edges[:-1][sizes == size]
        if len(begins):
            groups = owners[begins[:, None] + np.arange(size)]
            rows, columns = np.triu_indices(size, 1)
            met.append(_join(groups[:, rows].ravel(), groups[:, columns].ravel(), len(keys), days))
    if not met:
        return np.zeros(0, np.int64)
    pairs, shared = np.unique(np.concatenate(met), return_counts=True)
    return pairs[shared >= least_shared]


def _join(rows: Pairs, columns: Pairs, count: int, days: Pairs | None) -> Pairs:
    if days is not None:
        one, other = days[rows], days[columns]
        near = (one == 0) | (other == 0) | (np.abs(one - other) <= MOST_DAYS_APART)
        rows, columns = rows[near], columns[near]
    return rows.astype(np.int64) * count + columns
