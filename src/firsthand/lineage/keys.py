"""Keys: what reports are found by. A key is 40 bits of a hash with the report that has it below."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from firsthand.lineage.skim import CONCEPT_BITS, Skim
from firsthand.text.kernels import kernels
from firsthand.text.shingles import count_flagged, hash_runs
from firsthand.text.word_table import QUOTED

Keys = npt.NDArray[np.uint64]
Pairs = npt.NDArray[np.int64]

# 16.7 million reports; two runs of a pile of 50,000 reports fall on one key by chance in one of
# 5 million cases, and no pair is proposed for one key.
OWNER_BITS = 24
MOST_REPORTS = 1 << OWNER_BITS
_OWNER = np.uint64((1 << OWNER_BITS) - 1)
_KEY_SHIFT = np.uint64(OWNER_BITS)
_TOP_BITS = np.uint64(60)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_OTHER_MIX = np.uint64(0xC2B2AE3D27D4EB4F)
_SPREAD = np.uint64(0xD6E8FEB86659FD93)
# A text that many carry need not be found by every key: from this many reports on fewer are used,
# so that a family of 200 costs 15 times what one of 12 costs, and not 280 times.
LEAST_CARRIERS_TO_THIN = 12


def run_keys(skim: Skim, width: int, *, bit: int, bearing: bool, sampled: int) -> Keys:
    """Hash the runs of `width` words that all bear a bit, or none; one in `sampled` is taken.

    Returns:
        In text order; a run that a report has twice stands twice.
    """
    compiled = kernels()
    if compiled is not None:
        out = np.empty(len(skim.words), np.uint64)
        rest = (0, width, bit, int(bearing), sampled, out)
        count = compiled.call("fh_run_keys", skim.words, skim.bits, skim.bounds, len(skim), *rest)
        return out[: int(count)]
    hashes = hash_runs(skim.words, width)
    flagged = count_flagged((skim.bits & bit) != 0, width)
    kept = flagged == (width if bearing else 0)
    kept &= _lie_within(skim.bounds, len(hashes), width)
    kept &= is_sampled(hashes, sampled)
    return _own(hashes[kept], _owners(skim)[: len(hashes)][kept])


def rarest_keys(skim: Skim, counts: npt.NDArray[np.uint32], most: int) -> Keys:
    """Hash every two of the `most` rarest concepts that a report shares with any other.

    Quoted words are left out. Two reports that share k of these concepts share k (k - 1) / 2 keys.
    """
    compiled = kernels()
    if compiled is not None:
        stamp = np.full(1 << CONCEPT_BITS, -1, np.int32)
        out = np.empty(len(skim) * (most * (most - 1) // 2), np.uint64)
        rest = (0, counts, stamp, most, out)
        count = compiled.call(
            "fh_rarest_keys", skim.concepts, skim.bits, skim.bounds, len(skim), *rest
        )
        return out[: int(count)]
    low, high = np.triu_indices(most, 1)
    made: list[Keys] = []
    for report in range(len(skim)):
        inside = slice(skim.bounds[report], skim.bounds[report + 1])
        own = np.unique(skim.concepts[inside][(skim.bits[inside] & QUOTED) == 0])
        own = own[(own != 0) & (counts[own] > 1)]
        own = np.sort(own[np.argsort(counts[own], kind="stable")[:most]]).astype(np.uint64)
        a, b = low[high < len(own)], high[high < len(own)]
        hashes = own[a] * _MIX ^ own[b] * _OTHER_MIX
        hashes ^= hashes >> np.uint64(31)
        hashes *= _SPREAD
        made.append(_own(hashes, np.full(len(hashes), report)))
    return np.concatenate(made) if made else np.zeros(0, np.uint64)


def count_concepts(skim: Skim) -> npt.NDArray[np.uint32]:
    """Count in how many reports each concept stands; shape (2**CONCEPT_BITS,)."""
    counts = np.zeros(1 << CONCEPT_BITS, np.uint32)
    compiled = kernels()
    if compiled is not None:
        last = np.full(1 << CONCEPT_BITS, -1, np.int32)
        compiled.call("fh_count_concepts", skim.concepts, skim.bounds, len(skim), 0, counts, last)
        return counts
    found = np.unique((_owners(skim) << CONCEPT_BITS) | skim.concepts)
    seen, times = np.unique(found & ((1 << CONCEPT_BITS) - 1), return_counts=True)
    counts[seen] = times
    counts[0] = 0
    return counts


def _owners(skim: Skim) -> Pairs:
    return np.repeat(np.arange(len(skim), dtype=np.int64), np.diff(skim.bounds))


def _own(hashes: Keys, owners: Pairs) -> Keys:
    keys: Keys = (hashes & ~_OWNER) | owners.astype(np.uint64)
    return keys


def _lie_within(bounds: Pairs, count: int, width: int) -> npt.NDArray[np.bool_]:
    """Say of every run whether it ends in the report that it begins in."""
    inside = np.ones(count, np.bool_)
    for step in range(1, width):
        crossing = bounds[1:-1] - step
        inside[crossing[(crossing >= 0) & (crossing < count)]] = False
    return inside


def is_sampled(hashes: Keys, sampled: int) -> npt.NDArray[np.bool_]:
    """Say which runs are taken where one in `sampled` is."""
    taken: npt.NDArray[np.bool_] = (hashes >> _TOP_BITS) % np.uint64(sampled) == 0
    return taken


def key_of(hashes: Keys) -> Keys:
    """Return the keys proper of hashes, as `split` gives them."""
    return hashes >> _KEY_SHIFT


def split(keys: Keys) -> tuple[Keys, Pairs]:
    """Return the keys proper and who has them."""
    return keys >> _KEY_SHIFT, (keys & _OWNER).astype(np.int64)


def meet(keys: Keys, most_carriers: int) -> tuple[Pairs, Pairs]:
    """Find the pairs of reports that share keys.

    Args:
        keys: sorted, each report once a key.
        most_carriers: a key of more reports proposes nothing.

    Returns:
        The pairs in order, the first report in the upper half, and how many keys each shares.
    """
    hashes, owners = split(keys)
    edges = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1], [True]]))
    sizes = np.diff(edges)
    shared = sizes > 1  # most keys are one report's, and need not be looked at for every size
    begins_of, sizes = edges[:-1][shared], sizes[shared]
    met: list[Pairs] = []
    for size in range(2, most_carriers + 1):
        begins = begins_of[sizes == size]
        if size > LEAST_CARRIERS_TO_THIN:
            step = -(-size // LEAST_CARRIERS_TO_THIN)
            begins = begins[hashes[begins] % np.uint64(step) == 0]
        if len(begins) == 0:
            continue
        groups = owners[begins[:, None] + np.arange(size)]
        rows, columns = np.triu_indices(size, 1)
        met.append((groups[:, rows].ravel() << OWNER_BITS) | groups[:, columns].ravel())
    return count_equal(np.concatenate(met)) if met else _no_pairs()


def count_equal(pairs: Pairs) -> tuple[Pairs, Pairs]:
    """Sort pairs and return each once, with how often it was there."""
    if len(pairs) == 0:
        return _no_pairs()
    ordered = np.sort(pairs)
    edges = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1], [True]]))
    return ordered[edges[:-1]], np.diff(edges)


def _no_pairs() -> tuple[Pairs, Pairs]:
    return np.zeros(0, np.int64), np.zeros(0, np.int64)
