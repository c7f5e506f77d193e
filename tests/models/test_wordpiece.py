"""Words to the pieces that the net knows."""

from __future__ import annotations

import pytest

from firsthand.errors import ModelError
from firsthand.models import wordpiece
from firsthand.models.wordpiece import MOST_PIECES, WordPieces

VOCABULARY = (
    "[PAD] [UNK] [CLS] [SEP] dock ##ers ##er ##s do . , $ 5 ##0 u s cafe 東 京 a ##a".split()
)


def split(word: str) -> list[str]:
    return [VOCABULARY[number] for number in WordPieces(VOCABULARY).split(word)]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("dock", "dock"),
        ("DOCKERS", "dock ##ers"),  # the longest first: ##ers, not ##er ##s
        ("docker", "dock ##er"),
        ("dockx", "[UNK]"),  # a word whose end is unknown is unknown as a whole
        ("U.S.", "u . s ."),
        ("$5,00", "$ 5 , [UNK]"),
        ("$50", "$ 5 ##0"),
        ("Café", "cafe"),
        ("Cafe\u0301", "cafe"),
        ("東京", "東 京"),
        ("do\u200bck", "dock"),  # an invisible joiner is left out
        ("a a", "a a"),
        ("\u0301", "[UNK]"),
        ("☃", "[UNK]"),
    ],
)
def test_a_word_is_cut_into_the_longest_pieces(word, pieces) -> None:
    assert split(word) == pieces.split()


def test_a_word_that_is_too_long_is_unknown_or_cut_short() -> None:
    assert split("a" * 101) == ["[UNK]"]
    assert split("a" * 100) == ["a"] + ["##a"] * (MOST_PIECES - 1)
    assert split("." * 1_000_000) == ["."] * MOST_PIECES


def test_what_is_remembered_is_bounded_and_changes_nothing(monkeypatch) -> None:
    monkeypatch.setattr(wordpiece, "MOST_REMEMBERED", 3)
    pieces = WordPieces(VOCABULARY)
    words = ["dock", "dockers", "a", "do", "u", "dock", "dockers", "cafe"] * 3
    assert [pieces.split(word) for word in words] == [
        WordPieces(VOCABULARY).split(w) for w in words
    ]
    assert len(pieces._remembered) <= 3


@pytest.mark.parametrize("vocabulary", [[], VOCABULARY[1:], ["dock", *VOCABULARY]])
def test_a_list_that_is_no_vocabulary_is_refused(vocabulary) -> None:
    with pytest.raises(ModelError, match=r"vocab\.txt"):
        WordPieces(vocabulary)
