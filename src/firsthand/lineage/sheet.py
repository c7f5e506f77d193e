"""A fingerprint opened for comparing: its bytes as arrays, with what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from firsthand.records import Fingerprint
from firsthand.text.shingles import (
    Flags,
    Shingles,
    WordIds,
    count_flagged,
    hash_runs,
    sort_once,
    spread,
    stand_in,
)

FURNITURE = 1
QUOTED = 2
NAME = 4
NUMBER = 8
HOUSE = 16  # furniture that tells the newsroom: caption, credit, see-also, copyright
FIRST = 64  # the first word of a sentence, as a first glance tells
LEFT_OUT = 32  # set aside for the whole pile: quoted or printed as furniture elsewhere
TIP = 128  # furniture that several newsrooms may print alike: whom to call

# From an earlier prototype: narrator 5-grams carry what is pasted; .09 of the smaller side is a
# link.
NARRATOR_WIDTH = 5
# A run of six words inside quotation marks is the same utterance wherever it stands.
QUOTED_WIDTH = 6
# A sentence of fewer words says too little, a longer one is cut into windows.
LEAST_SEGMENT_WORDS = 4
MOST_SEGMENT_WORDS = 40
WINDOW_WORDS = 22
# Rarity and familiarity are kept in sixteenths of a natural logarithm.
SIXTEENTHS = 16.0
# Where no pile has been counted every content word weighs the same.
UNCOUNTED_RARITY = 1.0

Weights = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A report's words as arrays, one item a word unless said otherwise."""

    fingerprint: Fingerprint
    words: WordIds
    concepts: WordIds
    starts: WordIds
    ends: WordIds
    marks: npt.NDArray[np.uint8]
    account: Flags  # neither furniture nor left out; quoted words included
    narrated: Flags  # the narrator's own: account without quoted words
    rarity: npt.NDArray[np.int32]  # of the concept, in sixteenths; 0 for function words
    familiarity: Weights | None  # None: the pile is too small to tell
    shingles: Shingles  # sorted, unique: runs of narrated words
    segments: tuple[tuple[int, int], ...]  # sentences cut to comparable length: words, half open

    def __len__(self) -> int:
        """Count the words."""
        return len(self.words)

    @property
    def weights(self) -> Weights:
        """Return the rarity of every word's concept as a natural logarithm."""
        return self.rarity / SIXTEENTHS

    def flagged(self, flag: int) -> Flags:
        """Flag the words that bear a mark."""
        hit: Flags = (self.marks & flag) != 0
        return hit


@lru_cache(maxsize=2048)
def open_sheet(fingerprint: Fingerprint) -> Sheet:
    """Open a fingerprint; the last ones opened are kept."""
    words = np.frombuffer(fingerprint.words, np.uint32)
    concepts = np.frombuffer(fingerprint.concepts, np.uint32)
    starts = np.frombuffer(fingerprint.starts, np.uint32)
    marks = np.frombuffer(fingerprint.marks, np.uint8)
    account = (marks & (FURNITURE | LEFT_OUT)) == 0
    narrated = (marks & (FURNITURE | LEFT_OUT | QUOTED)) == 0
    # Quotations stay part of the account, also where they were left out for the whole pile.
    account |= ((marks & QUOTED) != 0) & ((marks & FURNITURE) == 0)
    return Sheet(
        fingerprint=fingerprint,
        words=words,
        concepts=concepts,
        starts=starts,
        ends=np.frombuffer(fingerprint.ends, np.uint32),
        marks=marks,
        account=account,
        narrated=narrated,
        rarity=_weigh(fingerprint, concepts),
        familiarity=_familiarity(fingerprint),
        shingles=narrator_shingles(words, narrated),
        segments=cut_segments(_bound(marks), stripped=fingerprint.stripped),
    )


def narrator_shingles(words: WordIds, narrated: Flags) -> Shingles:
    """Hash the runs that hold narrated words alone, sorted and unique."""
    hashes = hash_runs(words, NARRATOR_WIDTH)
    return sort_once(hashes[count_flagged(~narrated, NARRATOR_WIDTH) == 0])


def _weigh(fingerprint: Fingerprint, concepts: WordIds) -> npt.NDArray[np.int32]:
    if not fingerprint.rarity:
        return np.where(concepts == 0, 0, int(UNCOUNTED_RARITY * SIXTEENTHS)).astype(np.int32)
    counted = np.frombuffer(fingerprint.rarity, np.uint8).astype(np.int32)
    counted[concepts == 0] = 0
    return counted


def _familiarity(fingerprint: Fingerprint) -> Weights | None:
    if not fingerprint.familiarity:
        return None
    return np.frombuffer(fingerprint.familiarity, np.uint8).astype(np.float64) / SIXTEENTHS


def _bound(marks: npt.NDArray[np.uint8]) -> tuple[tuple[int, int], ...]:
    firsts = np.flatnonzero(marks & FIRST).tolist()
    return tuple(pairwise([*firsts, len(marks)]))


def cut_segments(
    sentences: tuple[tuple[int, int], ...], *, stripped: bool
) -> tuple[tuple[int, int], ...]:
    """Cut long sentences, and all of a text without marks, into windows; leave out the short."""
    out: list[tuple[int, int]] = []
    for start, end in sentences:
        length = end - start
        if length < LEAST_SEGMENT_WORDS:
            continue
        parts = 1
        if stripped or length > MOST_SEGMENT_WORDS:
            parts = max(1, round(length / WINDOW_WORDS))
        out.extend(
            (start + length * part // parts, start + length * (part + 1) // parts)
            for part in range(parts)
        )
    return tuple(out)


@lru_cache(maxsize=2048)
def quoted_shingles(sheet: Sheet) -> Shingles:
    """Hash the runs that hold quoted words alone, sorted and unique."""
    quoted = sheet.flagged(QUOTED) & ~sheet.flagged(FURNITURE)
    hashes = hash_runs(sheet.words, QUOTED_WIDTH)
    return sort_once(hashes[count_flagged(quoted, QUOTED_WIDTH) == QUOTED_WIDTH])


@lru_cache(maxsize=256)
def account_shingles(sheet: Sheet) -> Shingles:
    """Hash the runs of the account, quoted words included, sorted and unique."""
    return narrator_shingles(sheet.words, sheet.account)


def quote_each_other(one: Sheet, other: Sheet) -> tuple[Sheet, Sheet]:
    """Set aside in each of two reports what the other one quotes, also where its marks are lost.

    What the pile quotes is known from marks that a first glance tells; a single mark, a pull quote
    or a lost closing mark is known of the two alone.
    """
    return _quote(one, quoted_shingles(other)), _quote(other, quoted_shingles(one))


def _quote(sheet: Sheet, quoted: Shingles) -> Sheet:
    if len(quoted) == 0:
        return sheet
    starts = np.flatnonzero(stand_in(hash_runs(sheet.words, QUOTED_WIDTH), quoted))
    if len(starts) == 0:
        return sheet
    covered = spread(starts, QUOTED_WIDTH, len(sheet))
    marks = sheet.marks | np.where(covered, np.uint8(QUOTED | LEFT_OUT), np.uint8(0))
    if (marks == sheet.marks).all():
        return sheet
    return open_sheet(replace(sheet.fingerprint, marks=marks.tobytes()))
