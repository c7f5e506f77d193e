"""How many people met which fate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.claims.counts import Count, find_counts
from firsthand.text.numbers import find_numbers
from firsthand.text.tokens import tokenize


def _find(text: str) -> list[Count]:
    words = tokenize(text)
    return find_counts(text, words, range(len(words)), find_numbers(text)) if len(words) else []


def _tolls(text: str) -> dict[str, float | None]:
    return {count.slot: count.best for count in _find(text)}


@pytest.mark.parametrize(
    ("text", "slot", "number"),
    [
        ("killing 14 people", "killed", 14),
        ("Fourteen people were killed in the blaze", "killed", 14),
        ("Four men and one woman were shot at the harbour", "shot", 5),
        ("the toll rose to 31", "killed", 31),
        (
            "The death toll of the train fire at Osterwick near Hest has risen to 19",
            "killed",
            19,
        ),
        ("Eleven bodies were found in the hull", "killed", 11),
        ("The storm claimed nine lives", "killed", 9),
        ("Seven people, including two children, were killed", "killed", 7),
        ("Medics treated 12 people for smoke", "injured", 12),
        ("30 others were wounded", "injured", 30),
        ("Nine sailors are missing", "missing", 9),
        ("Police detained three men", "arrested", 3),
        ("A soldier was shot and killed near the dam", "killed", 1),
        ("Another man died later in hospital", "killed", 1),
        ("Ana and Boris were killed", "killed", 2),
        ("with 81 people on board", "aboard", 81),
        ("Divers pulled six people alive from the hull", "rescued", 6),
        ("A gunman fatally shot two clerks", "killed", 2),
        ("three dockers were taken hostage", "captured", 3),
    ],
)
def test_a_number_joined_to_a_fate_is_a_toll(text, slot, number):
    assert _tolls(text) == {slot: number}


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("No one was hurt", "injured"),
        ("Nobody was killed in the blaze", "killed"),
        ("No casualties were reported", "casualties"),
        ("Police said no arrests had been made", "arrested"),
    ],
)
def test_that_nobody_came_to_harm_is_a_toll_of_none(text, slot):
    (count,) = _find(text)
    assert (count.slot, count.low, count.best, count.high) == (slot, 0, 0, 0)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Four of the dead were nurses", "killed: part"),
        ("Of the dead, four were nurses", "killed: part"),
        ("The dead include four nurses", "killed: part"),
        ("Two of them were injured", "injured: part"),
        ("Nineteen of the 81 people aboard slept", "aboard: part"),
        ("Fifteen people were shot at three gatherings", "shot: in all"),
    ],
)
def test_a_part_of_a_toll_and_a_sum_over_events_are_no_tolls(text, part):
    assert list(_tolls(text)) == [part]


@pytest.mark.requirement("R7")
@pytest.mark.parametrize(
    "text",
    [
        "The woman, 71, was found dead in a cellar",  # an age
        "Tomas Reit, 52, died in the crash",
        "a 34-year-old was killed",
        "Police found him dead at 210 Harbour Road",  # a street number
        "He died on Route 9",
        "The nurse was killed at 6 p.m.",  # hours
        "They were killed at 14:30",
        "He died on 12 May 1998",  # dates
        "Crews worked for 12 hours to free the injured",  # measures
        "The killing cost the town 40,000 euros",
        "Call 301-555-0112 about the missing",
        "Three barges were destroyed and burned",  # things
    ],
)
def test_ages_street_numbers_and_hours_are_never_tolls(text):
    assert [count.best for count in _find(text) if (count.best or 0) > 1] == []


@pytest.mark.parametrize("text", ["Five people could be dead", "It would have killed nine people"])
def test_what_only_might_be_is_no_toll(text):
    assert _find(text) == []


@pytest.mark.parametrize("text", ["a deadly attack on the depot", "the fatal blaze in the mill"])
def test_an_adjective_says_that_there_was_one_or_more_and_no_number(text):
    (count,) = _find(text)
    assert count.adjective
    assert (count.slot, count.low, count.best, count.high) == ("killed", 1, None, None)


@pytest.mark.parametrize(
    ("text", "low", "best", "high"),
    [
        ("At least 12 people were killed", 12, 12, None),
        ("Up to 60 people were injured", None, 60, 60),
        ("Between 20 and 30 miners are missing", 20, None, 30),
    ],
)
def test_bounds_are_kept(text, low, best, high):
    (count,) = _find(text)
    assert (count.low, count.best, count.high) == (low, best, high)


def test_each_fate_takes_the_nearest_number():
    assert _tolls("At least 12 people were killed and 30 others wounded") == {
        "killed": 12,
        "injured": 30,
    }


PIECES = st.lists(
    st.sampled_from(
        "Four men and one woman were shot killed of the dead include 12 at 9 Mill Street nobody "
        "was hurt , injured toll rose to 31 on board including two children a nurse deadly".split()
    ),
    max_size=24,
).map(" ".join)


@given(PIECES, st.data())
def test_counts_lie_in_the_clause_and_their_bounds_are_in_order(text, data):
    words = tokenize(text)
    start = data.draw(st.integers(0, max(0, len(words) - 1)))
    stop = data.draw(st.integers(start, len(words)))
    if start == stop:
        return
    for count in find_counts(text, words, range(start, stop), find_numbers(text)):
        assert words.starts[start] <= count.start < count.end <= words.ends[stop - 1]
        known = [value for value in (count.low, count.best, count.high) if value is not None]
        assert known == sorted(known)
        assert all(value >= 0 for value in known)


@given(st.integers(2, 400), st.sampled_from(["people", "miners", "clerks"]))
def test_any_number_of_people_before_their_fate_is_their_toll(number, noun):
    assert _tolls(f"The blast killed {number} {noun}") == {"killed": number}


@pytest.mark.parametrize(
    ("text", "slot", "floor"),
    [
        ("Dozens were injured in the crash.", "injured", 24),
        ("Scores of passengers died on the ferry.", "killed", 40),
        ("Hundreds of people were evacuated.", "displaced", 200),
    ],
)
def test_vague_words_set_a_floor_alone(text, slot, floor) -> None:
    (count,) = _find(text)
    assert count.slot == slot
    assert (count.low, count.best, count.high) == (floor, None, None)


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("Two gunmen killed five people.", {"killed": 5}),
        ("Four men killed at least nine people in the attack.", {"killed": 9}),
        ("Two officers shot and killed a man.", {"killed": 1}),
        ("Two men shot the mayor.", {}),
        ("The five men accused of killing two nurses came to court.", {"killed": 2}),
        ("Seven people accused of murder were killed in a fire.", {"killed": 7}),
        ("Three killed a day after the storm.", {"killed": 3}),
    ],
)
def test_those_who_did_it_are_not_those_whom_it_befell(text, tolls) -> None:
    assert _tolls(text) == tolls


def test_a_yearly_total_is_no_toll_of_an_event() -> None:
    text = "The two deaths raise the city's criminal homicide total to 104 for 2016."
    assert _tolls(text) == {"killed: in all": 104}


def test_injuries_that_are_not_fatal_killed_nobody() -> None:
    assert _tolls("Only four people suffered non-fatal injuries.") == {"injured": 4}
    assert _find("He spoke of non-fatal wounds.") == []
