"""Clauses: pieces of a sentence that assert one thing each."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.claims.clauses import LEAST_WORDS, MOST_WORDS, split_clauses, trim


def _split(text: str, *joints: int) -> list[str]:
    return [text[a:b] for a, b in split_clauses(text, 0, len(text), joints)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The dam broke and the river flooded the lower town, killing two farmers.",
            ["The dam broke", "and the river flooded the lower town", "killing two farmers"],
        ),
        (
            "The dam of timber gave way; the mill was spared.",
            ["The dam of timber gave way", "the mill was spared"],
        ),
        (
            "Two men who were asleep – one of them a guest – died in the cellar.",
            ["Two men who were asleep – one of them a guest – died in the cellar"],
        ),
        (
            "The alarm was never given — the sirens were out of order.",
            ["The alarm was never given", "the sirens were out of order"],
        ),
        ("He went inside, got a lamp and left.", ["He went inside, got a lamp and left"]),
        (
            "The mayor of Ulmet said that the sirens were out of order.",
            ["The mayor of Ulmet said", "that the sirens were out of order"],
        ),
        ("The bridge at Korn fell two days after it opened.", None),
        (
            "The mill was lost in a fire last week that killed two of the guests.",
            ["The mill was lost in a fire last week", "that killed two of the guests"],
        ),
        ("The mill was lost on the day that the bridge fell.", None),
        (
            "A first line of words\nand a second line",
            ["A first line of words", "and a second line"],
        ),
        ("Well, no.", ["Well, no"]),
        ("…", []),
        ("", []),
    ],
)
def test_a_clause_ends_where_another_assertion_begins(text, expected):
    assert _split(text) == (expected if expected is not None else [text.rstrip(".")])


def test_a_given_joint_always_ends_a_clause():
    text = "She said we are lost in here"
    assert _split(text) == [text]
    assert _split(text, text.index("we")) == ["She said", "we are lost in here"]


def test_a_very_long_clause_is_cut_at_a_weaker_joint():
    text = "The firm owns " + " and ".join(f"a station on the hill of Hest {n}" for n in range(9))
    pieces = _split(text)
    assert len(pieces) > 1
    assert all(len(piece.split()) <= MOST_WORDS for piece in pieces)


WORDS = (
    "the dam broke, and who was killed after , ; : – — “we left” he said (late) $4 5% \n that "
    "rescuers searched while flooding but … two farmers in of . only to"
).split(" ")
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


@given(SENTENCES, st.lists(st.integers(0, 300), max_size=5), st.data())
def test_clauses_lie_inside_the_sentence_in_order_and_apart(text, joints, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    pieces = split_clauses(text, start, end, tuple(sorted(joints)))
    assert all(start <= a < b <= end for a, b in pieces)
    assert all(left[1] <= right[0] for left, right in pairwise(pieces))
    assert pieces == split_clauses(text, start, end, tuple(sorted(joints)))


@given(SENTENCES)
def test_no_word_is_lost_between_clauses(text):
    covered = {i for a, b in split_clauses(text, 0, len(text)) for i in range(a, b)}
    assert {i for i, c in enumerate(text) if c.isalnum()} <= covered


@given(SENTENCES)
def test_joints_only_cut_further(text):
    whole = split_clauses(text, 0, len(text))
    edges = tuple(b for _, b in whole)
    assert len(split_clauses(text, 0, len(text), edges)) >= len(whole)


@given(SENTENCES)
def test_a_short_piece_stands_alone_only_where_a_line_or_a_joint_cuts_it(text):
    line = text.replace("\n", " ")
    pieces = split_clauses(line, 0, len(line))
    if len(pieces) > 1 and len(line.split()) <= MOST_WORDS:
        assert all(len(line[a:b].split()) >= LEAST_WORDS for a, b in pieces[1:])


@given(st.text(max_size=60), st.data())
def test_trimming_never_grows_a_run_and_trimming_twice_changes_nothing(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    trimmed = trim(text, start, end)
    if trimmed is None:
        assert not any(c.isalnum() for c in text[start:end])
    else:
        assert start <= trimmed[0] < trimmed[1] <= end
        assert trim(text, *trimmed) == trimmed
