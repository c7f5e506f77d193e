from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.brief import index_pile
from firsthand.brief.wording import (
    label_entry,
    say_days,
    say_estimate,
    say_number,
    say_probability,
    value_of,
    words_of,
)
from firsthand.records import Citation, Entry, EntryId, Estimate, Independence, Reading, Span
from harbour_fire import PILE, A


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((2024, 3, 3), (2024, 3, 3), "3 March 2024"),
        ((2024, 3, 3), (2024, 3, 5), "3–5 March 2024"),
        ((2024, 3, 30), (2024, 4, 2), "30 March – 2 April 2024"),
        ((2023, 12, 31), (2024, 1, 1), "31 December 2023 – 1 January 2024"),
        ((2024, 2, 1), (2024, 2, 29), "February 2024"),
        ((1974, 1, 1), (1974, 12, 31), "1974"),
        ((9999, 12, 1), (9999, 12, 31), "1–31 December 9999"),
    ],
)
def test_days_are_said_as_short_as_they_are_exact(
    first: tuple[int, int, int], last: tuple[int, int, int], said: str
) -> None:
    assert say_days(dt.date(*first), dt.date(*last)) == said


@given(st.floats(min_value=0, max_value=1))
def test_a_probability_never_claims_certainty(value: float) -> None:
    assert 0 < float(say_probability(value)) < 1


def test_a_number_keeps_its_fraction_only_where_it_has_one() -> None:
    assert [say_number(v) for v in (3.0, 1234.0, 2.5, None, "03:50")] == [
        "3",
        "1,234",
        "2.5",
        "?",
        "03:50",
    ]


def _entry(kind: str, slot: str, question: str, value: str, span: Span) -> Entry:
    citation = Citation(span=span, voice_id=A)
    return Entry(
        id=EntryId("e-x"),
        kind=kind,
        question=question,
        slot=slot,
        status="single_voice",
        reason="",
        readings=(Reading(value=value, voices=(A,), origins=(), citations=(citation,)),),
        independence=Independence(low=1, high=1),
    )


def _span(words: str) -> Span:
    report = PILE.reports[0]
    start = report.text.index(words)
    return report.span(start, start + len(words))


def test_an_entry_is_labelled_by_the_words_that_its_question_tests() -> None:
    index = index_pile(PILE)
    span = _span("killing three dock workers")
    entry = _entry("quantity", "worker", "How many workers: “killing three”?", "3", span)
    assert label_entry(entry, index) == "killing three dock workers"
    asked = _entry("proposition", "", "Is it so: “killing three”?", "so", span)
    assert label_entry(asked, index) == "killing three dock workers"


def test_a_part_of_a_toll_is_labelled_as_a_part() -> None:
    index = index_pile(PILE)
    question = "How many of those killed in the fire are counted apart?"
    entry = _entry("count", "killed: part", question, "2", _span("killing three dock workers"))
    assert label_entry(entry, index) == "of those killed"


def test_words_cut_out_of_a_clause_end_in_an_ellipsis_and_drop_the_word_that_joins() -> None:
    index = index_pile(PILE)
    entry = _entry("event", "fire", "Is it so: “x”?", "so", _span("A fire destroyed two"))
    assert words_of(entry.readings[0], index) == "A fire destroyed two…"


def test_a_long_figure_has_its_commas_and_a_clause_of_time_has_none() -> None:
    index = index_pile(PILE)
    span = _span("killing three dock workers")
    values = [
        value_of(
            Reading(
                value=value, voices=(A,), origins=(), citations=(Citation(span=span, voice_id=A),)
            ),
            index,
        )
        for value in ("40000", "12", "18:40", "2019-09-21")
    ]
    assert values == ["40,000", "12", "18:40", "21 September 2019"]


def test_an_age_makes_no_interval() -> None:
    span = _span("killing three dock workers")
    entry = _entry("identity", "age", "Who is Maro: “Ines Maro”?", "52", span)
    estimate = Estimate(slot="age", low="", best="52", high="52", unit="year")
    assert say_estimate(replace(entry, estimates=(estimate,))) == ""
