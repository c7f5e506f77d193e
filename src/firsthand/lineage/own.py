"""What a report adds of its own about the happening to what it took over."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from firsthand.lineage.closer import sentences_of
from firsthand.lineage.direction import is_worn
from firsthand.lineage.sheet import FURNITURE, NAME, Sheet
from firsthand.records import Span
from firsthand.text.shingles import Flags

# A shorter sentence adds nothing.
LEAST_OWN_WORDS = 5
# This share of a sentence in a passage makes it the source's.
MOST_TAKEN_SHARE = 0.5
# One sentence that names the same place or person may be a lead-in to the paste; two are a report.
LEAST_OWN_SENTENCES = 2


def adds_own(child: Sheet, parents: Iterable[Sheet], taken: Iterable[Span]) -> bool:
    """Say whether a report has sentences of its own on what its parents tell.

    A sentence is on the happening if it names somebody or something that the parents name.
    """
    if is_worn(child):
        return _adds_words(child, taken)
    named = [parent.words[parent.flagged(NAME) & parent.account] for parent in parents]
    known = np.unique(np.concatenate(named)) if named else np.zeros(0, np.uint32)
    inside = _flag_taken(child, taken)
    naming = child.flagged(NAME) & np.isin(child.words, known)
    count = 0
    for start, end in sentences_of(child).words:
        if _is_own(child, inside, start, end) and naming[start:end].any():
            count += 1
    return count >= LEAST_OWN_SENTENCES


def _adds_words(child: Sheet, taken: Iterable[Span]) -> bool:
    """Without capitals no name can be told: count the words."""
    inside = _flag_taken(child, taken)
    own = child.account & ~inside
    return int(own.sum()) > LEAST_OWN_WORDS_OF_WORN


LEAST_OWN_WORDS_OF_WORN = 60


def _is_own(child: Sheet, inside: Flags, start: int, end: int) -> bool:
    if end - start < LEAST_OWN_WORDS:
        return False
    page = (child.marks[start:end] & FURNITURE) != 0
    return bool(inside[start:end].mean() < MOST_TAKEN_SHARE and page.mean() < MOST_TAKEN_SHARE)


def _flag_taken(child: Sheet, taken: Iterable[Span]) -> Flags:
    inside = np.zeros(len(child), np.bool_)
    for span in taken:
        inside |= (child.starts >= span.start) & (child.ends <= span.end)
    return inside
