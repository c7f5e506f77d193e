"""What numbers are worth, and what they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.numbers import find_numbers


def _only(text: str):
    found = find_numbers(text)
    assert len(found) == 1, [(text[n.start : n.end], n.kind) for n in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "noun"),
    [
        ("The flood killed 24 people.", 24, "person"),
        ("Crews found two high school students dead", 2, "student"),
        ("Two rescue helicopters circled", 2, "helicopter"),
        ("some of the 5 000 u s troops left", 5000, "troop"),
        ("5,000 boats were lost", 5000, "boat"),
        ("twenty-four sailors drowned", 24, "sailor"),
        ("twenty four sailors drowned", 24, "sailor"),
        ("a hundred and five miners were trapped", 105, "miner"),
        ("half a million refugees fled", 500_000, "refugee"),
        ("a dozen fishermen drowned", 12, "fisherman"),
        ("1.5 million people fled", 1_500_000, "person"),
        ("two and a half million people fled", 2_500_000, "person"),
        ("50 wounded soldiers arrived", 50, "soldier"),
        ("The boat carried nine Canadians home", 9, "Canadians"),
        ("the boat carried nine canadians home", 9, "Canadians"),
        ("two of the surviving divers spoke", 2, "diver"),
        ("four others are missing", 4, "person"),
        ("It killed 24 in all", 24, None),
        ("one woman drowned", 1, "woman"),
    ],
)
def test_a_count_gives_its_value_and_the_singular_of_what_it_counts(text, value, noun):
    number = _only(text)
    assert (number.kind, number.low, number.best, number.high) == ("count", value, value, value)
    assert number.noun == noun


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "approximate"),
    [
        ("up to two dozen people", None, 24, 24, False),
        ("as many as 40 people", None, 40, 40, False),
        ("at least 40 people", 40, 40, None, False),
        ("no fewer than 40 people", 40, 40, None, False),
        ("more than 40 people", 40, 40, None, True),
        ("about 40 people", 40, 40, 40, True),
        ("an estimated 40 people", 40, 40, 40, True),
        ("between 20 and 30 people", 20, None, 30, True),
        ("20 to 30 people", 20, None, 30, True),
        ("20-30 people", 20, None, 30, True),
    ],
)
def test_bounding_words_are_part_of_the_number(text, low, best, high, approximate):
    number = _only(text)
    assert (number.low, number.best, number.high) == (low, best, high)
    assert number.approximate is approximate
    assert (number.start, number.phrase_end) == (0, len(text))
    assert number.noun == "person"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a 14-year-old boy", "age"),
        ("a 14 year old boy", "age"),
        ("Ilse Brandt, 41, runs the mill", "age"),
        ("Brandt, aged 41, fell", "age"),
        ("A clerk, 71, was found dead", "age"),
        ("The man of 71 is missing", "age"),
        ("up to $25,000 was paid", "money"),
        ("it cost 300 euros", "money"),
        ("16 percent voted", "percent"),
        ("a test showed 0.8 per mille", "percent"),
        ("it lies 7 miles off", "measure"),
        ("a magnitude of 6.1 degrees", "measure"),
        ("It broke on Oct. 30 in rain", "date"),
        ("at 2:45 a.m. it broke", "date"),
        ("It was built in 1974.", "year"),
        ("the 2500 block of Quarry Lane", "street"),
        ("at 12 Harbour Street", "street"),
        ("Call 301-555-0112 now", "code"),
        ("drive along Route 9 north", "code"),
        ("They won 3-2 at home", "code"),
        ("text it to TIPS (274637)", "code"),
        ("a two-story house", "code"),
    ],
)
def test_what_is_no_count_is_told_apart(text, kind):
    assert {n.kind for n in find_numbers(text)} == {kind}


def test_ordinals_are_no_numbers():
    assert find_numbers("the 22nd man and the third boat") == []


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("No casualties were reported", "casualty"),
        ("There were no reports of injuries", "injury"),
        ("Nobody was hurt", "person"),
        ("No suspects have been named", "suspect"),
    ],
)
def test_none_is_zero_of_something(text, noun):
    number = _only(text)
    assert (number.kind, number.low, number.best, number.high) == ("count", 0, 0, 0)
    assert number.noun == noun


def test_no_before_what_cannot_be_counted_is_no_number():
    assert find_numbers("there is no longer any doubt") == []


@pytest.mark.parametrize(
    ("text", "floor"), [("dozens of boats", 24), ("several houses", 3), ("hundreds of men", 200)]
)
def test_vague_words_set_a_floor_only(text, floor):
    number = _only(text)
    assert (number.kind, number.low, number.best, number.high) == ("vague", floor, None, None)


def test_an_article_is_left_to_the_caller():
    assert _only("killing a soldier").kind == "article"


def test_fifteen_year_olds_are_people():
    number = find_numbers("two 15-year-olds drowned")[0]
    assert (number.best, number.noun, number.kind) == (2, "person", "count")


def test_others_come_on_top():
    assert _only("four other people drowned").others
    assert _only("another two men drowned").others
    assert not _only("four people drowned").others


def test_an_age_without_commas_is_an_age_where_punctuation_is_lost():
    text = (
        "the silo fell on the yard and leo marsh 22 was charged with neglect while crews in the "
        "yard looked for the men that the mill had sent down into the pit before the rain began"
    )
    assert [n.kind for n in find_numbers(text) if text[n.start : n.end] == "22"] == ["age"]


_PIECES = st.sampled_from(
    "a an one two twenty four dozen hundred million half and no none several dozens of people "
    "boats up to at least more than about between 5 000 5,000 3-2 $ 20 – 30 14-year-old 2019 Oct. "
    "6800 block , . ( ) % 1.5 th st".split()
)


@given(st.lists(_PIECES, max_size=14).map(" ".join) | st.text(max_size=60))
def test_any_text_gives_ordered_spans_inside_it_and_ordered_bounds(text):
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= number.phrase_end <= len(text)
        end = number.end
        known = [v for v in (number.low, number.best, number.high) if v is not None]
        assert known == sorted(known)
        assert known


def test_a_number_between_commas_is_a_count_where_several_are_meant():
    for text in ("The rest, 40, were saved", "The sailors, 40, were saved"):
        assert [n.kind for n in find_numbers(text)] == ["count"], text
