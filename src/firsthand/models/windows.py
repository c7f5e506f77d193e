"""Windows: as many words of a report as the net reads at once, paragraph by paragraph.

A window ends with a paragraph where it can. Inside a longer one it ends anywhere; its last
sentence, perhaps cut, is then read again at the head of the next window. No more of a report than
one window and one piece of text is held, however long the report or its lines are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from firsthand.models.shapes import CLOSING, UNKNOWN, Condition, seen_as, shape_of
from firsthand.models.wordpiece import WordPieces
from firsthand.text.paragraphs import cut_paragraphs
from firsthand.text.ud_words import tokenize

MOST_PIECES_AT_ONCE = 160  # with those of beginning and end: what the net was trained on
# Characters that are cut into words at once.
MOST_CHARACTERS_AT_ONCE = 20_000
MOST_SHAPES_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Token:
    """A word on its way into a window."""

    start: int
    end: int
    pieces: tuple[int, ...]
    shape: int
    opens: bool  # a paragraph begins with it
    goes_on: bool = False  # behind `,”` no sentence begins


@dataclass(frozen=True, slots=True)
class Window:
    """Words that are read at once."""

    tokens: list[Token]
    ends_inside: bool  # of a paragraph: its last sentence may be cut

    def __len__(self) -> int:
        """Count the words."""
        return len(self.tokens)


class Windows:
    """The windows of one report; the next one begins where the reader says that it was done."""

    def __init__(
        self, text: str, condition: Condition, pieces: WordPieces, *, join_paragraphs: bool = True
    ) -> None:
        self._coming = find_tokens(text, condition, pieces)
        self._pending: list[Token] = []
        self._n_pieces = 2  # of those pending, with the marks of beginning and end
        self._join = join_paragraphs

    def current(self) -> Window | None:
        """Return the window at the present place; None: the report is read."""
        while self._n_pieces <= MOST_PIECES_AT_ONCE:
            token = next(self._coming, None)
            if token is None:
                break
            self._pending.append(token)
            self._n_pieces += len(token.pieces)
        if not self._pending:
            return None
        n_words, ends_inside = self._choose_end()
        return Window(self._pending[:n_words], ends_inside)

    def advance(self, n_words: int) -> None:
        """Leave so many words behind."""
        self._n_pieces -= sum(len(token.pieces) for token in self._pending[:n_words])
        del self._pending[:n_words]

    def _choose_end(self) -> tuple[int, bool]:
        """Return how many of the pending words are read, and whether that ends in a paragraph."""
        pending = self._pending
        # Only the last of them can be one too many.
        n_fit = len(pending) if self._n_pieces <= MOST_PIECES_AT_ONCE else len(pending) - 1
        places = [k for k in range(1, n_fit) if pending[k].opens]
        if not self._join and places:
            return places[0], False
        if n_fit == len(pending) or pending[n_fit].opens:
            return n_fit, False
        return (places[-1], False) if places else (n_fit, True)


def find_tokens(text: str, condition: Condition, pieces: WordPieces) -> Iterator[Token]:
    """Yield the words of a text, each with what the net sees of it."""
    if condition.punctuated:
        paragraphs = cut_paragraphs(text, wrapped=condition.wrapped)
    else:  # a line end tells nothing where sentences have none
        paragraphs = iter([(0, len(text))])
    for start, end in paragraphs:
        opens = True
        before = ("", "")
        for first, last in cut_at_spaces(text, start, end):
            piece = text[first:last]
            shaped = condition.cased and not piece.isupper()
            for a, b in tokenize(piece):
                at, to = first + a, first + b
                word = seen_as(piece[a:b], text[max(0, at - 1) : at], text[to : to + 1])
                shape = _shape_of(word) if shaped else UNKNOWN
                goes_on = before[0] == "," and before[1] in CLOSING
                yield Token(at, to, pieces.split(word), shape, opens, goes_on)
                opens, before = False, (before[1], word)


def cut_at_spaces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a run of characters in pieces that end at a space, or anywhere where there is none."""
    while end - start > MOST_CHARACTERS_AT_ONCE:
        limit = start + MOST_CHARACTERS_AT_ONCE
        cut = max(text.rfind(blank, start, limit) for blank in " \n\t") + 1
        cut = cut if cut > start else limit
        yield start, cut
        start = cut
    if start < end:
        yield start, end


_shape_of = lru_cache(maxsize=MOST_SHAPES_REMEMBERED)(shape_of)
