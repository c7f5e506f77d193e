from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firsthand.brief.sides import find_alone, find_moved
from firsthand.records import Alignment, Derivation, ReportId, Span
from small_pile import make_report

TEXT = (
    "Rain fell on Velm. The Ostra rose by a metre. Nobody was hurt, the mayor said. Schools shut."
)
STARTS = st.lists(st.tuples(st.integers(0, 80), st.integers(1, 12)), max_size=6)


def derive(pairs: list[tuple[int, int, int]]) -> Derivation:
    """Make a derivation with passages of so many characters at the given places of both."""
    return Derivation(
        child=ReportId("c"),
        parent=ReportId("p"),
        kind="copy",
        probability=0.9,
        direction_probability=0.9,
        child_share=0.5,
        parent_share=0.5,
        passages=tuple(
            Alignment(
                child=Span(report_id=ReportId("c"), start=mine, end=mine + length),
                parent=Span(report_id=ReportId("p"), start=theirs, end=theirs + length),
                similarity=1.0,
            )
            for mine, theirs, length in pairs
        ),
    )


@given(STARTS)
def test_every_letter_stands_in_a_passage_or_alone_and_in_one_of_them_only(places):
    derivation = derive([(start, 0, length) for start, length in places])
    taken = {k for start, length in places for k in range(start, start + length)}
    alone = [
        k for s in find_alone(make_report("c", TEXT), [derivation]) for k in range(s.start, s.end)
    ]
    assert len(alone) == len(set(alone))
    assert not taken & set(alone)
    letters = {k for k, mark in enumerate(TEXT) if mark.isalnum()}
    assert letters <= taken | set(alone)


def test_what_has_no_letter_is_not_alone():
    derivation = derive([(0, 0, 17), (19, 19, len(TEXT) - 19)])
    assert find_alone(make_report("c", TEXT), [derivation]) == ()


def test_the_fewest_passages_are_said_to_have_moved():
    kept = derive([(0, 0, 5), (10, 10, 5), (20, 20, 5), (30, 30, 5)])
    assert find_moved(kept) == ()
    last_comes_first = derive([(0, 30, 5), (10, 0, 5), (20, 10, 5), (30, 20, 5)])
    (moved,) = find_moved(last_comes_first)
    assert (moved.start, moved.end) == (0, 5)
    assert find_moved(derive([])) == ()
