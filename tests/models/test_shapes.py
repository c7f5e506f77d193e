"""The look of texts and words."""

from __future__ import annotations

import re

import pytest

from firsthand.models import shapes
from firsthand.models.shapes import judge_condition, seen_as, shape_of

WRITTEN = "Two dockers died in Velm on Monday. The port said so."
STRIPPED = "two dockers died in velm on monday the port said so"


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("fire", shapes.LOWER),
        ("Velm", shapes.TITLE),
        ("I", shapes.TITLE),
        ("NATO", shapes.UPPER),
        ("U.S.", shapes.UPPER),
        ("McVelm", shapes.MIXED),
        ("O'Brien", shapes.MIXED),
        ("n't", shapes.LOWER),
        ("A320", shapes.DIGIT),
        ("5,000", shapes.DIGIT),
        ("“", shapes.MARK),
        ("$", shapes.MARK),
        ("東京", shapes.MIXED),
    ],
)
def test_the_shape_of_a_word(word, shape) -> None:
    assert shape_of(word) == shape


def test_a_text_has_lost_its_capitals_its_marks_or_neither() -> None:
    assert judge_condition(WRITTEN).cased
    assert judge_condition(WRITTEN).punctuated
    lowered = judge_condition(WRITTEN.lower())
    assert (lowered.cased, lowered.punctuated) == (False, True)
    stripped = judge_condition(STRIPPED)
    assert (stripped.cased, stripped.punctuated) == (False, False)


def test_lines_that_are_broken_inside_sentences_are_no_paragraphs() -> None:
    wrapped = "\n".join(
        ["A fire destroyed two", "sheds in the port and", "nobody knows why, said"] * 4
    )
    assert judge_condition(wrapped + ".").wrapped
    assert not judge_condition("\n".join([WRITTEN] * 12)).wrapped


def test_an_empty_text_has_lost_nothing() -> None:
    assert judge_condition("").cased
    assert judge_condition("").punctuated


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ('He said "no" to it.', ["“", "”"]),
        ("They ''made great strides'' there.", ["“", "”"]),
        ('"Come in." ("Now.")', ["“", "”", "“", "”"]),
        ('five feet 6 " tall', ['"']),  # nothing tells
    ],
)
def test_a_straight_mark_shows_its_side_by_the_spaces_beside_it(text: str, seen: list[str]) -> None:
    marks = [
        seen_as(m.group(), text[max(0, m.start() - 1) : m.start()], text[m.end() : m.end() + 1])
        for m in re.finditer(r"\"|''", text)
    ]
    assert marks == seen


def test_other_words_are_seen_as_they_stand() -> None:
    assert seen_as("don't", " ", " ") == "don't"
    assert seen_as("“", " ", "x") == "“"
