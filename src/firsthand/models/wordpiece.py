"""Words to the pieces that the net knows: BERT's uncased wordpieces, as numbers.

Source: Devlin et al. 2019 (github.com/google-research/bert, tokenization.py), Apache-2.0; written
anew. `tokenizers` would do the same and bring huggingface_hub with it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from firsthand.errors import ModelError

MOST_PIECES = 8  # of a word; the rest of an address or a serial number says little
LONGEST_PART = 100  # characters; a longer one is unknown
# Words remembered: those of a large pile, at some 200 bytes each.
MOST_REMEMBERED = 50_000
_PAD, _UNKNOWN, _BEGIN, _END = "[PAD]", "[UNK]", "[CLS]", "[SEP]"


class WordPieces:
    """A vocabulary, and the pieces of every word that was asked for lately."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Number the pieces.

        Raises:
            ModelError: the vocabulary lacks the marks of a beginning, an end, the unknown.
        """
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        lacking = [mark for mark in (_PAD, _UNKNOWN, _BEGIN, _END) if mark not in self._ids]
        if lacking or self._ids[_PAD] != 0:
            raise ModelError(f"vocab.txt: no vocabulary of a reader ({' '.join(lacking)} missing)")
        self.begin, self.end = self._ids[_BEGIN], self._ids[_END]
        self._unknown = self._ids[_UNKNOWN]
        self._remembered: dict[str, tuple[int, ...]] = {}

    def split(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces, one at least."""
        known = self._remembered.get(word)
        if known is None:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[word] = self._split(word)
        return known

    def _split(self, word: str) -> tuple[int, ...]:
        pieces: list[int] = []
        # What lies behind the last piece that counts needs no look: a line without a space.
        for part in _part(word[: MOST_PIECES * (LONGEST_PART + 1)]):
            pieces += self._match(part)
            if len(pieces) >= MOST_PIECES:
                break
        return tuple(pieces[:MOST_PIECES]) or (self._unknown,)

    def _match(self, part: str) -> list[int]:
        """Take the longest piece, then the longest that goes on, and so to the end."""
        if len(part) > LONGEST_PART:
            return [self._unknown]
        pieces: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = self._ids.get(("##" if start else "") + part[start:end])
                if piece is not None:
                    break
            else:
                return [self._unknown]
            pieces.append(piece)
            start = end
        return pieces


def _part(word: str) -> list[str]:
    """Take off case and accents; cut a word at its marks and around every CJK character."""
    parts = [""]
    for character in unicodedata.normalize("NFD", word).lower():
        kind = unicodedata.category(character)
        if kind == "Mn" or kind[0] == "C" or character == "\ufffd":
            continue
        if kind[0] == "Z" or character.isspace():
            parts.append("")
        elif _stands_alone(character, kind):
            parts += [character, ""]
        else:
            parts[-1] += character
    return [part for part in parts if part]


def _stands_alone(character: str, kind: str) -> bool:
    code = ord(character)
    if kind[0] == "P" or (code < 128 and kind[0] == "S"):
        return True
    return code >= 0x3400 and (
        0x4E00 <= code <= 0x9FFF
        or code <= 0x4DBF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x2CEAF
        or 0x2F800 <= code <= 0x2FA1F
    )
