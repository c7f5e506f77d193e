"""A whole pile as numbers: what is kept of every report while the pile is searched for kin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np
import numpy.typing as npt

from firsthand.records import Report
from firsthand.text import lexicon
from firsthand.text.kernels import kernels
from firsthand.text.shingles import Flags, WordIds
from firsthand.text.word_table import DIGIT, WordTable, number_stem, number_word, tabulate_words

# A concept is a slot of this many bits: 4 million, of which a pile of 5,200 reports fills 40,000.
CONCEPT_BITS = 22
_STEM_SHIFT = np.uint32(32 - CONCEPT_BITS)
_FUNCTION_SHIFT = np.uint32(12)
# Of a skim, beside what `text.word_table` gives: set aside for the whole pile.
RECURRING = 16
# Texts that are read at once: enough for a block, few enough to hold beside the pile.
TEXTS_AT_ONCE = 256

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Skim:
    """The words of a pile as numbers, one report after the other: 9 bytes a word."""

    words: WordIds  # shape (n,)
    concepts: WordIds  # shape (n,): slot of the stem or of its synonym group; 0: none
    bits: npt.NDArray[np.uint8]  # shape (n,): those of `text.word_table`, and RECURRING
    bounds: Places  # shape (n_reports + 1,)
    days: Places  # shape (n_reports,): of publication as an ordinal, 0: not known

    def __len__(self) -> int:
        """Count the reports."""
        return len(self.days)


def days_of(reports: Iterable[Report]) -> list[int]:
    """Return the days of publication as ordinals, 0 where a day is not known."""
    return [report.published_on.toordinal() if report.published_on else 0 for report in reports]


def skim(texts: Iterable[str], days: Sequence[int]) -> Skim:
    """Read the texts of a pile into numbers; the texts are not kept.

    Args:
        days: of publication, as ordinals in the order of the texts; 0: not known.
    """
    # Bytes grow in place: arrays that are joined at the end would hold the pile twice.
    words, concepts, bits = bytearray(), bytearray(), bytearray()
    lengths: list[Places] = []
    pending = iter(texts)
    while block := list(islice(pending, TEXTS_AT_ONCE)):
        table = tabulate_words(block)
        words += table.words.tobytes()
        concepts += conceive(table).tobytes()
        bits += table.bits.tobytes()
        lengths.append(np.diff(table.bounds))
    bounds = np.cumsum(np.concatenate([np.zeros(1, np.int64), *lengths]))
    return Skim(
        words=np.frombuffer(words, np.uint32),
        concepts=np.frombuffer(concepts, np.uint32),
        bits=np.frombuffer(bits, np.uint8),
        bounds=bounds,
        days=np.asarray(days, np.int64),
    )


def conceive(table: WordTable) -> WordIds:
    """Return what each word stands for; 0 for function words, verbs of saying, single letters."""
    compiled = kernels()
    if compiled is not None:
        found = np.empty(len(table.words), np.uint32)
        given = (table.words, table.stems, table.starts, table.ends, table.bits, len(table.words))
        compiled.call("fh_conceive", *given, _concept_of_stem(), _function_words(), found)
        return found
    concepts: WordIds = _concept_of_stem()[table.stems >> _STEM_SHIFT]
    single = (table.ends - table.starts == 1) & ((table.bits & DIGIT) == 0)
    concepts[is_function(table.words) | single] = 0
    return concepts


def is_function(words: WordIds) -> Flags:
    """Say which words are function words, or words of the calendar."""
    hit: Flags = _function_words()[words >> _FUNCTION_SHIFT]
    return hit


@lru_cache(maxsize=1)
def _concept_of_stem() -> WordIds:
    table = np.arange(1 << CONCEPT_BITS, dtype=np.uint32)
    table[0] = 1
    for line in lexicon.SYNONYMS.strip().splitlines():
        group = [number_stem(word) >> int(_STEM_SHIFT) for word in line.split()]
        leader = table[group[0]]
        for slot in group:
            if table[slot] == slot:  # a word stays in the first group that has it
                table[slot] = leader
    for word in lexicon.SAY_WORDS.split():
        table[number_stem(word) >> int(_STEM_SHIFT)] = 0
    return table


@lru_cache(maxsize=1)
def _function_words() -> npt.NDArray[np.bool_]:
    table = np.zeros(1 << (32 - int(_FUNCTION_SHIFT)), np.bool_)
    for word in sorted(lexicon.FUNCTION | lexicon.DATE_WORDS):
        table[number_word(word) >> int(_FUNCTION_SHIFT)] = True
    return table
