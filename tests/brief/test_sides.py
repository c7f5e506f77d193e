from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firsthand.brief.sides import compare_words, set_side_by_side
from harbour_fire import PILE

WORDS = st.lists(st.sampled_from(["port", "Port", "fire", "three", "3", "—", "quay,"]), max_size=30)


@given(WORDS, WORDS)
def test_the_pieces_of_each_side_are_its_whole_text(a: list[str], b: list[str]) -> None:
    left, right = compare_words(" ".join(a), " ".join(b))
    assert "".join(p.text for p in left) == " ".join(a)
    assert "".join(p.text for p in right) == " ".join(b)


@given(WORDS)
def test_case_and_punctuation_are_no_difference(a: list[str]) -> None:
    text = " ".join(a)
    left, right = compare_words(
        f"{text} U.S. self-defence", f"{text} u s self defence".upper().replace(",", "")
    )
    assert not any(piece.changed for piece in (*left, *right))


def test_words_that_only_one_side_has_are_lit() -> None:
    left, right = compare_words("boats fought the fire", "boats ordered the fire")
    assert [p.text for p in left if p.changed] == ["fought"]
    assert [p.text for p in right if p.changed] == ["ordered"]


def test_a_passage_carries_the_gravest_alteration_inside_it() -> None:
    derivation = PILE.lineage.derivations[1]
    reports = {report.id: report for report in PILE.reports}
    rows = set_side_by_side(
        derivation,
        child=reports[derivation.child],
        parent=reports[derivation.parent],
        alterations=PILE.ledger.alterations,
    )
    assert [row.severity for row in rows] == [None, "high", "critical"]
    assert [row.child.start for row in rows] == sorted(row.child.start for row in rows)
