"""Sentences, marked and unmarked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.segment import (
    LEAST_WORDS_TO_JUDGE,
    MOST_OPENED,
    has_lost_punctuation,
    sentences,
)

WORDS = (
    "the mayor of Ulmet said that police were still there after the flood A dam broke above Hest "
    "on Monday Mr. Renn Dr. Aal 4 p.m. U.S. was it? “Never!” she added. It ended.\n But then no. 5 "
    "…\n\n They left. i.e. (later) J. Tiller 3.5 metres Officers came."
).split(" ")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=120).map(" ".join)
BARE = st.lists(
    st.sampled_from("the river rose he said when officials in ulmet left and a dam broke".split()),
    min_size=LEAST_WORDS_TO_JUDGE,
    max_size=160,
).map(" ".join)


def _split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam broke. Nobody was hurt.", ["The dam broke.", "Nobody was hurt."]),
        (
            "Mr. Renn met Dr. Aal at the U.S. Embassy.",
            ["Mr. Renn met Dr. Aal at the U.S. Embassy."],
        ),
        ("He flew to the U.S. The plan failed.", ["He flew to the U.S.", "The plan failed."]),
        ("It rang at 2:45 a.m. Officers came.", ["It rang at 2:45 a.m.", "Officers came."]),
        ("It rang at 5 p.m. Sunday in Hest.", ["It rang at 5 p.m. Sunday in Hest."]),
        ("“Run!” she cried. “Now!”", ["“Run!” she cried.", "“Now!”"]),
        ("The water rose 3.5 metres. It fell.", ["The water rose 3.5 metres.", "It fell."]),
        ("J. Tiller spoke. P. Maas did not.", ["J. Tiller spoke.", "P. Maas did not."]),
        ("A headline without a mark\nThe text.", ["A headline without a mark", "The text."]),
        ("He asked: why? nobody knew.", ["He asked: why? nobody knew."]),
        ("   ", []),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert _split(text) == expected


def _check(text: str, pieces: list[tuple[int, int]]) -> None:
    previous = 0
    for start, end in pieces:
        assert previous <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert not text[previous:start].strip()
        previous = end
    assert not text[previous:].strip()


@given(TEXTS)
def test_sentences_cover_every_word_once_and_in_order(text):
    _check(text, sentences(text))


@given(st.text(max_size=200))
def test_sentences_cover_any_text_at_all(text):
    _check(text, sentences(text))


@given(BARE, st.lists(st.integers(-5, 900), max_size=6))
def test_a_text_without_marks_is_cut_into_short_pieces_that_cover_it(text, breaks):
    assert has_lost_punctuation(text)
    pieces = sentences(text, breaks)
    _check(text, pieces)
    assert max(len(text[a:b].split()) for a, b in pieces) <= MOST_OPENED


@given(BARE, st.data())
def test_a_known_break_ends_a_sentence_without_marks(text, data):
    spaces = [i for i, c in enumerate(text) if c == " "]
    at = data.draw(st.sampled_from(spaces))
    assert not any(a < at < b - 1 for a, b in sentences(text, [at]))


def test_a_text_without_marks_is_cut_before_words_that_open_sentences():
    text = (
        "the river burst its banks at ulmet and drove the farmers of the lower valley from their "
        "homes before dawn meanwhile volunteers in lindow filled bags with sand for the night shift "
        "at the bridge of korn"
    )
    assert [piece.split()[0] for piece in _split(text)] == ["the", "meanwhile"]


def test_punctuation_is_lost_where_end_marks_are_rarer_than_any_writer_sets_them():
    line = "the water rose and the bridge fell into the stream "
    assert has_lost_punctuation(line * 10)
    assert not has_lost_punctuation((line.strip() + ". ") * 10)
    assert not has_lost_punctuation("too short to judge")
