"""Words that tell of events."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.claims.triggers import (
    counts_people,
    find_triggers,
    is_demonym_plural,
    is_one_person,
)
from firsthand.text.lexicon import EVENT_WORDS
from firsthand.text.tokens import tokenize


def _find(text: str) -> list[tuple[str, bool]]:
    words = tokenize(text)
    return [(t.event_class, t.asserted) for t in find_triggers(words, range(len(words)))]


@pytest.mark.parametrize(
    ("text", "event_class"),
    [
        ("Gunmen stormed the customs house.", "attack"),
        ("The attack on the customs house began at dawn.", "attack"),
        ("They broke through the gate of the depot.", "attack"),
        ("Air strikes hit the camp near Tarvos.", "airstrike"),
        ("Mortar fire hit the camp near Tarvos.", "rocket"),
        ("A fire broke out in the mill.", "fire"),
        ("The train burst into flames.", "fire"),
        ("The barge turned over off Ulmet.", "crash"),
        ("A guard opened fire.", "shooting"),
        ("The mayor stepped down.", "resignation"),
        ("A tropical storm hit Hest.", "storm_weather"),
        ("Ivo Marn was charged.", "charge"),
        ("Hundreds marched to the town hall.", "protest"),
    ],
)
def test_a_clause_that_says_so_asserts_its_event(text, event_class):
    assert (event_class, True) in _find(text)


@pytest.mark.parametrize(
    "text",
    [
        "after the attack on the depot",
        "a strike by dock workers over wages",
        "demand for a march",
    ],
)
def test_a_bare_noun_names_an_event_without_asserting_it(text):
    assert [asserted for _, asserted in _find(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "an attack helicopter",
        "The fire brigade and its rescue boats were there.",
        "an assault rifle",
        "a search warrant and an arrest warrant",
        "in March 2014",
        "last March",
        "those in charge of the port",
        "entry is free of charge",
        "He burst into tears.",
        "The sentence had nine words.",
        "a trial run of the lock",
        "hostage negotiators",
        "The market moves to the square.",
    ],
)
def test_words_that_name_something_else_tell_of_no_event(text):
    assert _find(text) == []


@pytest.mark.parametrize(
    ("text", "event_class"),
    [
        ("The strike over wages goes on.", "walkout"),
        ("The strike on the camp goes on.", "airstrike"),
    ],
)
def test_a_strike_is_one_of_workers_where_work_is_spoken_of(text, event_class):
    assert [found for found, _ in _find(text)] == [event_class]


FORMS = st.lists(
    st.sampled_from(
        "the a rocket attack strike air strikes opened fire broke through gate way their stepped "
        "down storm tropical march 2014 charge in charged burst into flames wages hit crash".split()
    ),
    max_size=14,
)


@given(FORMS, st.data())
def test_triggers_lie_in_the_clause_once_each_and_in_order(forms, data):
    words = tokenize(" ".join(forms))
    start = data.draw(st.integers(0, len(words)))
    stop = data.draw(st.integers(start, len(words)))
    found = find_triggers(words, range(start, stop))
    indices = [trigger.index for trigger in found]
    assert indices == sorted(set(indices))
    assert all(start <= index < stop for index in indices)
    assert {trigger.event_class for trigger in found} <= set(EVENT_WORDS)


@pytest.mark.parametrize("noun", ["farmer", "Nurses", "people", "woman", "babies", "dockworkers"])
def test_people_are_counted(noun):
    assert counts_people(noun)


@pytest.mark.parametrize("noun", ["barge", "houses", "year", "personality", "manhole", ""])
def test_things_are_not_counted_as_people(noun):
    assert not counts_people(noun)


def test_one_person_is_a_singular_noun_for_people():
    assert [n for n in "man men police crew nurse nurses barge".split() if is_one_person(n)] == [
        "man",
        "nurse",
    ]


def test_a_capital_and_an_ending_make_the_people_of_a_country():
    assert is_demonym_plural("Karvenians")
    assert not is_demonym_plural("karvenians")
    assert not is_demonym_plural("Tarvos")
