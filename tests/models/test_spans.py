"""Runs of words that belong together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.models.spans import Linked, Tree, link_attributions


def ancestors(heads, word) -> set[int]:
    seen = {word}
    while heads[word]:
        word = heads[word] - 1
        seen.add(word)
    return seen


@st.composite
def trees(draw) -> list[int]:
    """Hang each word on one that hangs already, in any order of words."""
    order = draw(st.permutations(range(draw(st.integers(1, 9)))))
    heads = [0] * len(order)
    for place, word in enumerate(order[1:], start=1):
        heads[word] = order[draw(st.integers(0, place - 1))] + 1
    return heads


@given(trees())
def test_a_word_hangs_on_its_head_and_on_all_above(heads) -> None:
    tree = Tree(heads)
    for word in range(len(heads)):
        assert {other for other in range(len(heads)) if tree.hangs_on(word, other)} == ancestors(
            heads, word
        )


@given(trees(), st.data())
def test_the_run_around_a_word_hangs_on_it_and_leaves_the_predicate_out(heads, data) -> None:
    words = st.integers(0, len(heads) - 1)
    word, predicate = data.draw(words), data.draw(words)
    first, last = Tree(heads).run_around(word, predicate)
    assert first <= word < last
    assert word == predicate or not first <= predicate < last
    for each in range(first, last):
        assert word in ancestors(heads, each)


#        the port  that burned , said the mayor
HEADS = [2, 6, 4, 2, 2, 0, 8, 6]


@pytest.mark.parametrize(
    ("word", "predicate", "run"),
    [
        (1, 5, (0, 5)),  # "the port that burned ," said
        (1, 3, (0, 2)),  # "the port" burned: the branch of the predicate is left out
        (7, 5, (6, 8)),
        (2, 3, (2, 3)),
    ],
)
def test_arguments_are_what_hangs_on_their_head(word, predicate, run) -> None:
    assert Tree(HEADS).run_around(word, predicate) == run


def linked(*runs) -> list[Linked]:
    return link_attributions(runs)


def test_a_cue_has_the_source_next_to_it_and_the_content_next_to_it() -> None:
    assert linked((0, 2, "SOURCE"), (2, 3, "CUE"), (3, 9, "CONTENT")) == [
        Linked((0, 2), (2, 3), ((3, 9),))
    ]
    assert linked((0, 4, "CONTENT"), (5, 6, "CUE"), (6, 8, "SOURCE"), (9, 12, "CONTENT")) == [
        Linked((6, 8), (5, 6), ((0, 4), (9, 12)))
    ]
    two = linked(
        (0, 1, "SOURCE"),
        (1, 2, "CUE"),
        (2, 5, "CONTENT"),
        (6, 7, "SOURCE"),
        (7, 8, "CUE"),
        (8, 9, "CONTENT"),
    )
    assert two == [Linked((0, 1), (1, 2), ((2, 5),)), Linked((6, 7), (7, 8), ((8, 9),))]


def test_content_without_a_cue_is_the_only_sources_or_goes_on() -> None:
    assert linked((0, 4, "CONTENT")) == [Linked(None, None, ((0, 4),))]
    assert linked((0, 1, "SOURCE"), (2, 6, "CONTENT")) == [Linked((0, 1), None, ((2, 6),))]


def test_nothing_that_was_found_is_lost() -> None:
    assert linked((0, 1, "CUE")) == [Linked(None, (0, 1), ())]
    assert linked((0, 1, "SOURCE")) == [Linked((0, 1), None, ())]
    found = linked((0, 1, "SOURCE"), (2, 3, "SOURCE"), (3, 4, "CUE"), (4, 6, "CONTENT"))
    assert found == [Linked((2, 3), (3, 4), ((4, 6),)), Linked((0, 1), None, ())]
    assert linked() == []
