"""The day that a report counts its weekdays from."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.claims.anchors import infer_anchors
from firsthand.records import Derivation, Independence, Lineage, Marked, Report, ReportId, Retrieval

THURSDAY = dt.date(2022, 3, 17)
TALE = (
    "A grain silo collapsed in Grenholt early Wednesday, and two workers of the Ostmark mill died, "
    "the fire brigade said Thursday. Commander Ilse Brandt said a third worker was missing."
)
OTHER = (
    "The Ostmark mill in Grenholt lost a grain silo early Wednesday; two workers are dead. "
    "Rescuers under Ilse Brandt told reporters on Thursday they were looking for a third."
)


def _marked(name: str, text: str, on: dt.date | None = None) -> Marked:
    return Marked(
        report=Report(
            id=ReportId(name),
            text=text,
            published_on=on,
            retrieval=Retrieval(path=name, sha256=name),
        )
    )


def _derived(child: str, parent: str, kind: str, direction: float = 0.95) -> Derivation:
    return Derivation(
        child=ReportId(child),
        parent=ReportId(parent),
        kind=kind,
        probability=0.95,
        direction_probability=direction,
        child_share=0.9,
        parent_share=0.9,
    )


def _infer(reports: list[Marked], *derivations: Derivation):
    lineage = Lineage(derivations=derivations, independence=Independence(low=1, high=1))
    anchors = infer_anchors(reports, lineage)
    assert [a.report_id for a in anchors] == [m.report.id for m in reports]
    return {a.report_id: a for a in anchors}


def test_a_dated_report_writes_on_its_own_day():
    anchor = _infer([_marked("a", TALE, THURSDAY)])["a"]
    assert (anchor.on, anchor.assumed) == (THURSDAY, False)


@pytest.mark.parametrize("kind", ["copy", "translation"])
def test_a_copy_counts_from_the_day_of_its_parent(kind):
    late = THURSDAY + dt.timedelta(days=9)
    anchors = _infer(
        [_marked("a", TALE, THURSDAY), _marked("b", TALE, late)], _derived("b", "a", kind)
    )
    assert (anchors["b"].on, anchors["b"].assumed) == (THURSDAY, False)
    assert "not from its own date 2022-03-26" in anchors["b"].reason


def test_a_copy_of_a_copy_counts_from_the_root():
    days = [THURSDAY + dt.timedelta(days=n) for n in (0, 4, 9)]
    reports = [_marked(name, TALE, day) for name, day in zip("abc", days, strict=True)]
    anchors = _infer(reports, _derived("b", "a", "copy"), _derived("c", "b", "translation"))
    assert anchors["c"].on == THURSDAY


@pytest.mark.parametrize("kind", ["revision", "excerpt", "rewrite"])
def test_a_dated_report_with_words_of_its_own_counts_from_its_own_day(kind):
    later = THURSDAY + dt.timedelta(days=2)
    anchors = _infer(
        [_marked("a", TALE, THURSDAY), _marked("b", OTHER, later)], _derived("b", "a", kind)
    )
    assert anchors["b"].on == later


def test_a_text_is_no_younger_than_its_earliest_copy():
    later = THURSDAY + dt.timedelta(days=3)
    anchors = _infer(
        [_marked("a", TALE, later), _marked("b", TALE, THURSDAY)], _derived("b", "a", "copy")
    )
    assert anchors["a"].on == anchors["b"].on == THURSDAY
    assert anchors["a"].assumed


def test_an_undated_parent_is_placed_before_its_dated_copy_and_the_copy_follows():
    late = THURSDAY + dt.timedelta(days=4)
    anchors = _infer([_marked("a", TALE), _marked("b", TALE, late)], _derived("b", "a", "copy"))
    assert (anchors["a"].on, anchors["a"].assumed) == (THURSDAY, True)
    assert (anchors["b"].on, anchors["b"].assumed) == (THURSDAY, True)


def test_an_undated_report_is_placed_by_a_neighbour_and_its_weekday():
    friday = THURSDAY + dt.timedelta(days=1)
    others = [
        _marked(f"o{n}", f"Council meeting number {n} ended with votes on budgets", friday)
        for n in range(3)
    ]
    anchor = _infer([_marked("a", TALE), _marked("b", OTHER, friday), *others])["a"]
    assert (anchor.on, anchor.assumed) == (THURSDAY, True)
    assert "b of 2022-03-18" in anchor.reason


def test_an_undated_report_lies_after_the_latest_date_in_its_text():
    text = TALE + " A crane lifts the roof (Published Wednesday, March 16, 2022)."
    anchor = _infer([_marked("a", text), _marked("b", OTHER, THURSDAY - dt.timedelta(days=7))])["a"]
    assert anchor.on == THURSDAY


def test_a_date_ahead_does_not_place_a_report():
    text = TALE + " A hearing is scheduled for May 20, 2022."
    assert _infer([_marked("a", text), _marked("b", OTHER, THURSDAY)])["a"].on == THURSDAY


def test_a_report_without_any_sign_has_no_day():
    anchor = _infer([_marked("a", "Nothing is known of this."), _marked("b", OTHER, THURSDAY)])["a"]
    assert (anchor.on, anchor.assumed) == (None, True)


def test_copies_of_each_other_do_not_hang():
    anchors = _infer(
        [_marked("a", TALE, THURSDAY), _marked("b", TALE)],
        _derived("b", "a", "copy"),
        _derived("a", "b", "copy"),
    )
    assert anchors["a"].assumed


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_the_reports_changes_no_anchor(order):
    reports = [
        _marked("a", TALE, THURSDAY),
        _marked("b", TALE, THURSDAY + dt.timedelta(days=5)),
        _marked("c", OTHER),
        _marked("d", "A vote on budgets was held on Monday."),
    ]
    derivation = _derived("b", "a", "copy")
    assert _infer([reports[n] for n in order], derivation) == _infer(reports, derivation)
