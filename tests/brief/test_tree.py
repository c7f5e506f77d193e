from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.brief import index_pile
from firsthand.brief.index import name_report
from firsthand.brief.tree import grow_tree
from firsthand.records import Derivation, ReportId, Voice
from harbour_fire import LINEAGE, PILE, A

MEMBERS = tuple(ReportId(f"r{n}") for n in range(1, 7))


@given(
    st.lists(st.tuples(st.sampled_from(MEMBERS), st.sampled_from(MEMBERS)), max_size=12),
    st.booleans(),
)
def test_every_member_stands_in_the_tree_once_even_in_a_ring(pairs: list, seen: bool) -> None:
    derivations = tuple(
        Derivation(
            child=child,
            parent=parent,
            kind="copy",
            probability=0.9,
            direction_probability=0.9,
            child_share=1.0,
            parent_share=1.0,
        )
        for child, parent in pairs
        if child != parent
    )
    voice = Voice(id=A, letter="A", root=MEMBERS[0] if seen else None, members=MEMBERS)
    index = index_pile(
        replace(PILE, lineage=replace(LINEAGE, derivations=derivations, voices=(voice,)))
    )
    tree = grow_tree(voice, index)
    assert tree[0].report_id == voice.root
    assert sorted(b.report_id for b in tree if b.report_id) == sorted(MEMBERS)


def test_a_revision_says_which_figure_it_renewed() -> None:
    index = index_pile(PILE)
    tree = grow_tree(index.voices[A], index)
    assert tree[1].notes == ("missing 4 > 1",)


@pytest.mark.requirement("R3")
def test_where_nothing_shows_the_order_the_tree_says_so() -> None:
    index = index_pile(PILE)
    branches = [b for voice in LINEAGE.voices for b in grow_tree(voice, index)]
    assert any("which came first is not known" in b.notes for b in branches)


def test_one_of_many_copies_of_a_text_names_few_of_the_others() -> None:
    derivations = tuple(
        Derivation(
            child=child,
            parent=parent,
            kind="copy",
            probability=0.99,
            direction_probability=0.9,
            child_share=1.0,
            parent_share=1.0,
        )
        for n, child in enumerate(MEMBERS)
        for parent in MEMBERS[:n]
    )
    voice = Voice(id=A, letter="A", root=MEMBERS[0], members=MEMBERS)
    index = index_pile(
        replace(PILE, lineage=replace(LINEAGE, derivations=derivations, voices=(voice,)))
    )
    last = next(b for b in grow_tree(voice, index) if b.report_id == MEMBERS[-1])
    assert last.notes == ("copy of 2 .99", "copy of 3 .99", "and of 2 others")


def test_two_reports_of_one_file_are_told_apart_by_their_lines() -> None:
    first = replace(PILE.reports[0], outlet=None, given_id=None)
    lines = [
        replace(first, retrieval=replace(first.retrieval, path="month.jsonl", place=f"line {n}"))
        for n in (1, 2)
    ]
    assert [name_report(report) for report in lines] == ["file month line 1", "file month line 2"]
