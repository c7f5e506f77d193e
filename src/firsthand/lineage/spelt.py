"""Numbers in words and in digits: a rewrite turns one into the other."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from firsthand.text.shingles import Flags, WordIds
from firsthand.text.word_table import number_word

# "One" is as often a pronoun.
_SPELT = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()


def in_digits(words: WordIds) -> tuple[WordIds, Flags]:
    """Return the words with numbers from two to twenty in digits, and which were spelt out."""
    spelt, digits = _table()
    places = np.minimum(np.searchsorted(spelt, words), len(spelt) - 1)
    hit: Flags = spelt[places] == words
    if not hit.any():
        return words, hit
    turned = words.copy()
    turned[hit] = digits[places[hit]]
    return turned, hit


@lru_cache(maxsize=1)
def _table() -> tuple[WordIds, WordIds]:
    pairs = sorted((number_word(word), number_word(str(n))) for n, word in enumerate(_SPELT, 2))
    return np.array([a for a, _ in pairs], np.uint32), np.array([b for _, b in pairs], np.uint32)
