"""What is set aside for a whole pile: words quoted anywhere, lines that recur over the weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from firsthand.lineage.sheet import HOUSE, LEFT_OUT, QUOTED, QUOTED_WIDTH, SIXTEENTHS
from firsthand.records import Fingerprint
from firsthand.text.shingles import Shingles, count_flagged, shingle, spread, stand_in

# Furniture is a run of six words in three different weeks, whoever printed it: "three weeks of
# one outlet" let, in an earlier prototype, through what sister sites share (.046 of furniture
# pairs linked against .024).
FURNITURE_WIDTH = 6
LEAST_WEEKS = 3
DAYS_PER_WEEK = 7
# Below this many reports a pile says nothing about which neighbouring words are usual.
LEAST_REPORTS_FOR_FAMILIARITY = 150


def mask(fingerprints: Sequence[Fingerprint]) -> list[Fingerprint]:
    """Set aside what the whole pile shows to be quoted or furniture, and weigh the words.

    A word of a report that lost its quotation marks is quoted where another report quotes it.

    Returns:
        The fingerprints in their order, with marks, rarity and familiarity filled in.
    """
    words = [np.frombuffer(f.words, np.uint32) for f in fingerprints]
    marks = [np.frombuffer(f.marks, np.uint8).copy() for f in fingerprints]
    six = [shingle(numbers, QUOTED_WIDTH) for numbers in words]
    bank = _bank_quotations(six, marks)
    recurring = _find_recurring(fingerprints, six)
    for index, hashes in enumerate(six):
        _set_aside(marks[index], hashes, bank, QUOTED | LEFT_OUT)
        _set_aside(marks[index], hashes, recurring, LEFT_OUT)
    _unmark_shared_houses(fingerprints, six, marks)
    rarity = _weigh_concepts(fingerprints)
    familiar = _weigh_neighbours(words)
    return [
        replace(
            fingerprint,
            marks=marks[index].tobytes(),
            rarity=rarity[index],
            familiarity=familiar[index],
        )
        for index, fingerprint in enumerate(fingerprints)
    ]


def _bank_quotations(
    hashes: Sequence[Shingles], marks: Sequence[npt.NDArray[np.uint8]]
) -> Shingles:
    inside = [
        run[count_flagged((mark & QUOTED) != 0, QUOTED_WIDTH) == QUOTED_WIDTH]
        for run, mark in zip(hashes, marks, strict=True)
    ]
    return np.unique(np.concatenate(inside)) if inside else np.zeros(0, np.uint64)


def _find_recurring(fingerprints: Sequence[Fingerprint], hashes: Sequence[Shingles]) -> Shingles:
    runs: list[Shingles] = []
    weeks: list[npt.NDArray[np.int64]] = []
    for fingerprint, run in zip(fingerprints, hashes, strict=True):
        if fingerprint.published_on is not None:
            week = fingerprint.published_on.toordinal() // DAYS_PER_WEEK
            unique = np.unique(run)
            runs.append(unique)
            weeks.append(np.full(len(unique), week, np.int64))
    if not runs:
        return np.zeros(0, np.uint64)
    found, when = np.concatenate(runs), np.concatenate(weeks)
    order = np.lexsort((when, found))
    found, when = found[order], when[order]
    new = np.ones(len(found), np.bool_)
    new[1:] = (found[1:] != found[:-1]) | (when[1:] != when[:-1])
    unique, counts = np.unique(found[new], return_counts=True)
    return unique[counts >= LEAST_WEEKS]


def _set_aside(marks: npt.NDArray[np.uint8], hashes: Shingles, known: Shingles, flag: int) -> None:
    starts = np.flatnonzero(stand_in(hashes, known))
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


def _weigh_concepts(fingerprints: Sequence[Fingerprint]) -> list[bytes]:
    """Weigh every word by how few reports have its concept; uint8 sixteenths."""
    concepts = [np.frombuffer(f.concepts, np.uint32) for f in fingerprints]
    unique = [np.unique(numbers) for numbers in concepts]
    if not unique:
        return []
    known, counts = np.unique(np.concatenate(unique), return_counts=True)
    rarity = np.log((len(concepts) + 1.0) / (counts + 0.5))
    table = _in_sixteenths(rarity)
    return [table[np.searchsorted(known, numbers)].tobytes() for numbers in concepts]


def _weigh_neighbours(words: Sequence[npt.NDArray[np.uint32]]) -> list[bytes]:
    """Weigh every word by how many reports have it and its right neighbour; uint8 sixteenths."""
    if len(words) < LEAST_REPORTS_FOR_FAMILIARITY:
        return [b""] * len(words)
    pairs = [shingle(numbers, 2) for numbers in words]
    known, counts = np.unique(np.concatenate([np.unique(run) for run in pairs]), return_counts=True)
    table = _in_sixteenths(np.log(counts))
    out: list[bytes] = []
    for numbers, run in zip(words, pairs, strict=True):
        weights = np.zeros(len(numbers), np.uint8)
        weights[: len(run)] = table[np.searchsorted(known, run)]
        out.append(weights.tobytes())
    return out


def _in_sixteenths(values: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    return np.clip(np.rint(values * SIXTEENTHS), 0, 255).astype(np.uint8)
