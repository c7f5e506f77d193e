"""Words, normalised for case and punctuation, with a map back to the characters.

"U.S." gives u, s and "5,000" gives 5, 000: exactly what a copy that lost its case and its
punctuation still has, so the two tokenise alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: normalised forms and the code points that each came from."""

    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        """Count the words."""
        return len(self.forms)

    def within(self, start: int, end: int) -> range:
        """Return the indices of the words that lie wholly inside a run of characters."""
        return range(bisect_left(self.starts, start), bisect_right(self.ends, end))


def tokenize(text: str) -> Words:
    """Split a text into runs of letters and digits, case folded."""
    spans = [match.span() for match in _WORD.finditer(text)]
    if not spans:
        return Words((), (), ())
    starts, ends = zip(*spans, strict=True)
    return Words(fold_words(text), starts, ends)


def fold_words(text: str) -> tuple[str, ...]:
    """Return the forms that `tokenize` gives, where nobody asks for their places."""
    return tuple(map(str.casefold, _WORD.findall(text)))
