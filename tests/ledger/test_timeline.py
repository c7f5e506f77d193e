"""What happened in which days."""

from __future__ import annotations

import datetime as dt

import pytest

from small_pile import Pile, make_pile, make_report


def _pile(*texts: str, on: str = "2021-06-11") -> Pile:
    names = ("alba", "brina", "cora")
    return make_pile([make_report(n, t, on) for n, t in zip(names, texts, strict=False)])


def _days(pile: Pile) -> dict[str, tuple[str, bool]]:
    return {m.label: (m.first_on.isoformat(), m.assumed) for m in pile.timeline}


FIRE = (
    "The mill of Hest burned down on Monday. Police said on Wednesday that a lamp had fallen over. "
    "Nobody was hurt in the fire.\n"
)


def test_an_event_stands_on_its_day() -> None:
    days = _days(_pile(FIRE))
    assert days["The mill of Hest burned down on Monday"] == ("2021-06-07", False)


@pytest.mark.requirement("R7")
def test_what_is_told_of_an_event_without_a_date_stands_on_its_day_as_assumed() -> None:
    assert _days(_pile(FIRE))["fire of 7 June 2021"] == ("2021-06-07", True)


def test_a_day_that_no_claim_took_stands_with_the_words_around_it() -> None:
    days = _days(_pile(FIRE))
    assert days["Police said on Wednesday"] == ("2021-06-09", False)


def test_moments_are_in_order_and_cite_words() -> None:
    pile = _pile(FIRE, "A bus crashed near Gorm in March 2012, killing four people.\n")
    firsts = [(m.first_on, m.last_on) for m in pile.timeline]
    assert firsts == sorted(firsts)
    assert all(m.citations and m.first_on <= m.last_on for m in pile.timeline)
    assert dt.date(2012, 3, 1) in {m.first_on for m in pile.timeline}
    known = {e.id for e in pile.entries}
    assert {m.entry_id for m in pile.timeline} - {None} <= known


@pytest.mark.requirement("R1")
def test_a_copy_adds_citations_to_the_moments_and_no_moment() -> None:
    text = FIRE + "Sparks set the roof of the inn alight, and the host fled over a ladder.\n"
    before, after = _pile(text), _pile(text, text)
    assert _days(after) == _days(before)
    cited = {c.span.report_id for m in after.timeline for c in m.citations if c.derived}
    assert cited == {"brina"}


def test_a_pile_without_dates_has_no_timeline() -> None:
    assert _pile("The mill of Hest burned down. Nobody was hurt.\n").timeline == ()
