"""What words stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.lexicon import (
    CASUALTY_WORDS,
    DATE_WORDS,
    EVENT_OF,
    EVENT_WORDS,
    FUNCTION,
    PHRASES,
    SAY_WORDS,
    SYNONYMS,
    concept,
    concepts,
    join_phrases,
    stem,
)

VOCABULARY = sorted(
    {word for pair in PHRASES for word in pair}
    | FUNCTION
    | set(EVENT_OF)
    | set("barge bridge 4 x officials ferry zeppelin".split())
)
FORMS = st.lists(st.sampled_from(VOCABULARY), max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("killed", "deaths"),
        ("blast", "explosions"),
        ("teenager", "adolescents"),
        ("police", "officers"),
        ("boat", "vessel"),
        ("resigned", "quit"),
        ("gutted", "destroyed"),
    ],
)
def test_words_of_one_meaning_stand_for_one_thing(one, other):
    assert concept(one) == concept(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [("bridge", "barge"), ("arrested", "charged"), ("killed", "injured"), ("bus", "train")],
)
def test_words_of_two_meanings_stand_for_two_things(one, other):
    assert concept(one) != concept(other)


@pytest.mark.parametrize("word", ["the", "said", "according", "announced", "tuesday", "a", "noon"])
def test_words_that_carry_no_content_stand_for_nothing(word):
    assert concept(word) is None


def test_a_digit_alone_stands_for_itself():
    assert concept("7") == "7"


def test_every_word_of_a_synonym_group_stands_for_one_thing_unless_an_earlier_group_has_it():
    claimed: dict[str, str] = {}
    for line in SYNONYMS.strip().splitlines():
        head = line.split()[0]
        for word in line.split():
            claimed.setdefault(stem(word), head)
    for root, head in claimed.items():
        if root not in FUNCTION | DATE_WORDS and concept(root) is not None:
            assert concept(head) == f"={claimed[stem(head)]}"


@pytest.mark.parametrize("table", [EVENT_WORDS, CASUALTY_WORDS], ids=["events", "casualties"])
def test_the_words_of_the_tables_are_case_folded_single_words(table):
    for words in table.values():
        assert words.split()
        assert all(word == word.casefold() and word.isalnum() for word in words.split())


def test_every_event_word_belongs_to_a_class_of_the_table():
    assert set(EVENT_OF.values()) == set(EVENT_WORDS)


@pytest.mark.parametrize("word", SAY_WORDS.split())
def test_reporting_words_carry_no_content(word):
    assert concept(word) is None


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ("the bus turned over twice", ["the", "bus", "overturned", "", "twice"]),
        ("she stepped down", ["she", "resign", ""]),
        ("they carried out tests", ["they", "carried", "out", "tests"]),
        ("he turned", ["he", "turned"]),
        ("", []),
    ],
)
def test_a_phrase_of_two_words_is_replaced_by_the_word_that_it_stands_for(words, joined):
    assert join_phrases(words.split()) == joined


@given(FORMS)
def test_joining_phrases_keeps_the_length_and_the_words_outside_them(forms):
    joined = join_phrases(forms)
    assert len(joined) == len(forms)
    meant = set(PHRASES.values())
    for before, after in zip(forms, joined, strict=True):
        assert after in (before, "") or after in meant


@given(FORMS)
def test_concepts_are_those_of_the_words_that_carry_any(forms):
    found = concepts(forms)
    assert None not in found
    assert "" not in found
    assert len(found) <= len(forms)


@given(FORMS, FORMS)
def test_concepts_of_two_runs_are_those_of_each_unless_a_phrase_joins_them(left, right):
    if left and right and PHRASES.get((left[-1], right[0])):
        return
    assert concepts([*left, *right]) == concepts(left) + concepts(right)
