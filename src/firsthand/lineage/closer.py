"""What is looked at only where two reports may be kin: sentences by the book, traces of copying."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from firsthand.lineage.sheet import Sheet
from firsthand.lineage.wear import count_bones, count_steps, examine_wear
from firsthand.records import Wear
from firsthand.text.segment import sentences
from firsthand.text.shingles import WordIds
from firsthand.text.tokens import Words


@dataclass(frozen=True, slots=True, eq=False)
class Sentences:
    """The sentences of a report; a text that has lost its punctuation is one."""

    words: tuple[tuple[int, int], ...]  # word indices, half open
    starts: WordIds  # code points
    ends: WordIds


@lru_cache(maxsize=2048)
def sentences_of(sheet: Sheet) -> Sentences:
    """Return the sentences of a report."""
    marked = sheet.fingerprint.marked
    text = marked.report.text if marked else ""
    bounds = [(0, len(text))] if sheet.fingerprint.stripped else sentences(text)
    bounds = [bound for bound in bounds if bound[1] > bound[0]]
    starts = np.array([start for start, _ in bounds], np.uint32)
    edges = np.searchsorted(sheet.starts, starts).tolist()
    words = tuple((a, b) for a, b in pairwise([*edges, len(sheet)]) if b > a)
    return Sentences(words, starts, np.array([end for _, end in bounds], np.uint32))


@lru_cache(maxsize=2048)
def wear_of(sheet: Sheet) -> Wear:
    """Return the traces that copying left on a report."""
    marked = sheet.fingerprint.marked
    if marked is None:
        return Wear()
    places = tuple(sheet.starts.tolist()), tuple(sheet.ends.tolist())
    return examine_wear(marked, Words(("",) * len(sheet), *places))  # only places are asked


@lru_cache(maxsize=2048)
def bones_of(sheet: Sheet) -> float:
    """Return how much a report reads as translated."""
    marked = sheet.fingerprint.marked
    if marked is None:
        return 0.0
    return count_bones(marked.report.text, stripped=sheet.fingerprint.stripped)


@lru_cache(maxsize=2048)
def steps_of(sheet: Sheet) -> int:
    """Return how far the story has gone on that a report tells."""
    marked = sheet.fingerprint.marked
    return count_steps(marked.report.text) if marked else 0
