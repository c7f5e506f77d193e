"""Windows: what is read at once, and where the next one begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.models import windows
from firsthand.models.shapes import LOWER, TITLE, UNKNOWN, Condition
from firsthand.models.windows import Windows, cut_at_spaces, find_tokens
from firsthand.models.wordpiece import WordPieces

# Every word is one piece: unknown.
PIECES = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
WRITTEN = Condition(cased=True, punctuated=True)
STRIPPED = Condition(cased=False, punctuated=False)
ROOM = windows.MOST_PIECES_AT_ONCE - 2


def walk(
    text: str, condition: Condition = WRITTEN, *, step: int = 0, join: bool = True
) -> list[str]:
    """Return the words of each window, where `step` words (0: all) of one are done each time."""
    coming = Windows(text, condition, PIECES, join_paragraphs=join)
    seen = []
    while (window := coming.current()) is not None:
        mark = " >" if window.ends_inside else ""
        seen.append(" ".join(text[t.start : t.end] for t in window.tokens) + mark)
        coming.advance(min(step, len(window)) or len(window))
    return seen


def test_paragraphs_that_fit_are_read_together() -> None:
    text = "Fire in Velm\n\nTwo died .\nNobody knows why ."
    assert walk(text) == ["Fire in Velm Two died . Nobody knows why ."]
    assert walk(text, join=False) == ["Fire in Velm", "Two died .", "Nobody knows why ."]


def test_a_window_ends_with_a_paragraph_where_it_can() -> None:
    long, longer = " ".join(["fire"] * 100), " ".join(["port"] * 100)
    assert walk(f"{long}\n{longer}") == [long, longer]


def test_the_rest_of_a_long_paragraph_is_read_with_the_next_one() -> None:
    text = " ".join(["fire"] * (ROOM + 10)) + "\nTwo died ."
    first, second, *_ = walk(text, step=ROOM - 20)
    assert first.endswith(" >")
    assert second == " ".join(["fire"] * 30 + ["Two died ."])


def test_a_line_end_ends_nothing_where_the_punctuation_is_lost() -> None:
    assert walk("two died\nin velm", STRIPPED) == ["two died in velm"]
    assert [t.opens for t in find_tokens("two died\nin velm", STRIPPED, PIECES)] == [True] + [
        False
    ] * 3


def test_words_have_the_shapes_that_the_text_still_has() -> None:
    def shapes(text: str, condition: Condition = WRITTEN) -> list[int]:
        return [token.shape for token in find_tokens(text, condition, PIECES)]

    assert shapes("Two died") == [TITLE, LOWER]
    assert shapes("two died", STRIPPED) == [UNKNOWN, UNKNOWN]
    assert shapes("FIRE IN VELM\nTwo died") == [UNKNOWN] * 3 + [TITLE, LOWER]


@given(
    st.lists(st.sampled_from(["fire", "port", "said", ".", "\n", "\n\n"]), max_size=900),
    st.integers(1, 40),
    st.booleans(),
)
def test_every_word_is_read_and_none_is_skipped(words, step, join) -> None:
    text = " ".join(words)
    coming = Windows(text, WRITTEN, PIECES, join_paragraphs=join)
    done: list[tuple[int, int]] = []
    while (window := coming.current()) is not None:
        assert 0 < len(window) <= ROOM
        n_done = min(step, len(window)) if window.ends_inside else len(window)
        done += [(token.start, token.end) for token in window.tokens[:n_done]]
        coming.advance(n_done)
    assert done == [(t.start, t.end) for t in find_tokens(text, WRITTEN, PIECES)]
    assert "".join(text[a:b] for a, b in done) == "".join(text.split())


@given(st.text(alphabet="ab \n\t", max_size=200), st.integers(1, 30))
def test_a_long_line_is_cut_at_spaces_without_loss(text, most) -> None:
    patched = windows.MOST_CHARACTERS_AT_ONCE
    windows.MOST_CHARACTERS_AT_ONCE = most
    try:
        pieces = list(cut_at_spaces(text, 0, len(text)))
    finally:
        windows.MOST_CHARACTERS_AT_ONCE = patched
    assert "".join(text[a:b] for a, b in pieces) == text
    for start, end in pieces:
        assert 0 < end - start <= most
        broken = end < len(text) and text[end - 1].strip()
        assert not broken or not any(map(str.isspace, text[start:end]))


@pytest.mark.parametrize("unit", ["x", "!", "word ", "\n", "é"])
def test_a_huge_line_is_read_a_window_at_a_time(unit) -> None:
    """However long a line is, no more than a piece of it is cut into words at once."""
    text = unit * 300_000
    coming = Windows(text, Condition(cased=False, punctuated=unit == "!"), PIECES)
    n_words = 0
    for _ in range(50):
        window = coming.current()
        if window is None:
            break
        n_words += len(window)
        assert len(coming._pending) <= ROOM + 1
        coming.advance(len(window))
    assert n_words <= 50 * ROOM


def test_no_sentence_begins_behind_a_comma_and_a_closing_mark() -> None:
    text = '"We heard it," she said. "Then, ’ he"'
    tokens = find_tokens(text, WRITTEN, PIECES)
    assert [text[t.start : t.end] for t in tokens if t.goes_on] == ["she", "he"]
