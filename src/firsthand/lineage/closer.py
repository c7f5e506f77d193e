"""What is looked at only where two reports may be kin: sentences by the book, traces of copying."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from firsthand.lineage.sheet import Sheet
from firsthand.lineage.wear import examine_wear
from firsthand.records import Wear
from firsthand.text.segment import sentences
from firsthand.text.shingles import WordIds
from firsthand.text.tokens import tokenize


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
    fingerprint = sheet.fingerprint
    if fingerprint.marked is None:
        return Wear()
    words = tokenize(fingerprint.marked.report.text)
    return examine_wear(fingerprint.marked, words, stripped=fingerprint.stripped)
