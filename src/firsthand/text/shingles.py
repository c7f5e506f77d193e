"""Runs of words as numbers: what two texts share is found by comparing these."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

WordIds = npt.NDArray[np.uint32]
Shingles = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

# Odd 64-bit constants of the mixing step (Knuth's golden ratio, FNV's offset).
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SEED = np.uint64(0xCBF29CE484222325)
_SHIFT = np.uint64(29)


def number_words(forms: Sequence[str]) -> WordIds:
    """Give every word a number that depends on its form alone.

    Returns:
        Shape (n,), dtype uint32; the same word has the same number in every process.
    """
    known: dict[str, int] = {}
    numbers = np.empty(len(forms), np.uint32)
    for index, form in enumerate(forms):
        number = known.get(form)
        if number is None:
            number = known[form] = zlib.crc32(form.encode("utf-8"))
        numbers[index] = number
    return numbers


def shingle(numbers: WordIds, width: int) -> Shingles:
    """Hash every run of `width` neighbouring words.

    Returns:
        Shape (n - width + 1,), dtype uint64, in text order; empty where the text is too short.
    """
    count = len(numbers) - width + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    mixed = np.full(count, _SEED, np.uint64)
    wide = numbers.astype(np.uint64)
    for offset in range(width):
        mixed ^= wide[offset : offset + count]
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


def spread(starts: npt.NDArray[np.int64], width: int, n_words: int) -> Flags:
    """Flag the words that the given runs of `width` words cover."""
    steps = np.zeros(n_words + 1, np.int64)
    np.add.at(steps, starts, 1)
    np.add.at(steps, starts + width, -1)
    covered: Flags = np.cumsum(steps[:-1]) > 0
    return covered


def stand_in(sought: Shingles, known: Shingles) -> Flags:
    """Say of every hash whether it is among the known ones, which are sorted and unique."""
    if len(known) == 0:
        return np.zeros(len(sought), np.bool_)
    at = np.searchsorted(known, sought)
    at[at == len(known)] = 0
    found: Flags = known[at] == sought
    return found
