"""Runs of words as numbers: what two texts share is found by comparing these."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from firsthand.text.kernels import kernels

WordIds = npt.NDArray[np.uint32]
Shingles = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

# Odd 64-bit constants of the mixing step (Knuth's golden ratio, FNV's offset).
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SEED = np.uint64(0xCBF29CE484222325)
_SHIFT = np.uint64(29)


def hash_runs(numbers: WordIds, width: int) -> Shingles:
    """Hash every run of `width` neighbouring words.

    Returns:
        Shape (n - width + 1,), dtype uint64, in text order; empty where the text is too short.
    """
    count = len(numbers) - width + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    compiled = kernels()
    if compiled is not None:
        numbers = np.ascontiguousarray(numbers)
        out = np.empty(count, np.uint64)
        compiled.call("fh_runs", numbers, len(numbers), width, out)
        return out
    mixed = np.full(count, _SEED, np.uint64)
    wide = numbers.astype(np.uint64)
    for offset in range(width):
        mixed ^= wide[offset : offset + count]
        mixed *= _MIX
        mixed ^= mixed >> _SHIFT
    return mixed


def hash_runs_at(numbers: WordIds, places: npt.NDArray[np.int64], width: int) -> Shingles:
    """Hash the runs that begin at some words, as `hash_runs` does; shape as that of the places."""
    mixed = np.full(len(places), _SEED, np.uint64)
    for offset in range(width):
        mixed ^= numbers[places + offset]
        mixed *= _MIX
        mixed ^= mixed >> _SHIFT
    return mixed


def count_flagged(flags: Flags, width: int) -> npt.NDArray[np.int64]:
    """Count the flagged words in every run of `width` neighbouring words."""
    if len(flags) < width:
        return np.zeros(0, np.int64)
    sums = np.concatenate([np.zeros(1, np.int64), np.cumsum(flags, dtype=np.int64)])
    counts: npt.NDArray[np.int64] = sums[width:] - sums[:-width]
    return counts


def sort_once(hashes: Shingles) -> Shingles:
    """Sort hashes, in place, and return each once.

    numpy's own unique counts by a table: it took 2.1 s where sorting takes .1 (5 million hashes).
    """
    hashes.sort()
    if len(hashes) == 0:
        return hashes
    kept: Shingles = hashes[np.concatenate([[True], hashes[1:] != hashes[:-1]])]
    return kept


def spread(starts: npt.NDArray[np.int64], width: int, n_words: int) -> Flags:
    """Flag the words that the given runs of `width` words cover."""
    steps = np.zeros(n_words + 1, np.int64)
    np.add.at(steps, starts, 1)
    np.add.at(steps, starts + width, -1)
    covered: Flags = np.cumsum(steps[:-1]) > 0
    return covered


def stand_in(sought: Shingles, known: Shingles) -> Flags:
    """Say of every hash whether it is among the known ones, which are sorted and unique."""
    return _among(sought, known)


def stand_among(sought: WordIds, known: WordIds) -> Flags:
    """Say of every word whether it is among the known ones, which are sorted and unique."""
    return _among(sought, known)


def _among(
    sought: npt.NDArray[np.unsignedinteger], known: npt.NDArray[np.unsignedinteger]
) -> Flags:
    if len(known) == 0:
        return np.zeros(len(sought), np.bool_)
    at = np.searchsorted(known, sought)
    at[at == len(known)] = 0
    found: Flags = known[at] == sought
    return found
