"""People and names of several words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.names import MOST_NAME_WORDS, bank_names, find_people


def _names(text: str) -> list[tuple[str, str]]:
    return [(p.name, p.surname) for p in find_people(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Otto Renn opened the lock.", [("Otto Renn", "renn")]),
        ("Marta Quell, 58, sat on her roof.", [("Marta Quell", "quell")]),
        ("Piet Maas, who drew up the plan, left.", [("Piet Maas", "maas")]),
        ("“No,” said Jan Tiller. Jan Tiller said so twice.", [("Jan Tiller", "tiller")] * 2),
        ("a 34-year-old welder Ivo Kess fell", [("Ivo Kess", "kess")]),
        ("Ilse Brandt said so.", [("Ilse Brandt", "brandt")]),
        ("General Omar al-Hadi was there.", [("Omar al-Hadi", "al-hadi")]),
    ],
)
def test_a_full_name_with_a_sign_of_a_person_is_a_persons(text, expected):
    assert _names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Crews drove to Upper Hest at noon.",  # no sign of a person
        "Korn County Police said so.",
        "The Sarn River, 58 miles long, rose.",
        "Lindow Bay, a small port, was shut.",
        "no capitals said otto renn",
        "",
    ],
)
def test_other_names_are_nobodys(text):
    assert _names(text) == []


def test_the_sign_may_stand_at_another_mention():
    text = "Otto Renn slept. Later Mayor Otto Renn spoke."
    assert _names(text) == [("Otto Renn", "renn")] * 2


@given(st.lists(st.sampled_from("Mayor Otto Renn said , 58 who the of Hest Dr. al- Ana .".split())))
def test_people_stand_where_they_are_said_to(pieces):
    text = " ".join(pieces)
    for person in find_people(text):
        assert text[person.start : person.end] == person.name
        assert person.surname in person.name.casefold()


BANK = bank_names(
    [
        "Crews left Sarn Valley District at noon. Mayor Otto Renn thanked the Sarn Valley District.",
        "On Monday the Korn Bridge fell.",
    ]
)


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ("in sarn valley district today", "in sarn_valley_district today"),
        ("mayor otto renn spoke", "renn spoke"),
        ("otto renn spoke", "renn spoke"),
        ("the korn bridge fell", "the korn_bridge fell"),
        ("the bridge at korn", "the bridge at korn"),
        ("sarn", "sarn"),
        ("", ""),
    ],
)
def test_a_name_counts_as_one_word(words, joined):
    assert BANK.join(words.split()) == joined.split()


FORMS = st.lists(st.sampled_from("mayor otto renn sarn valley district korn bridge the".split()))


@given(FORMS)
def test_joining_never_lengthens_and_keeps_what_is_no_name(forms):
    joined = BANK.join(forms)
    assert len(joined) <= len(forms)
    assert [f for f in joined if f == "the"] == [f for f in forms if f == "the"]


def test_a_bank_does_not_heed_the_order_of_the_texts():
    texts = ["The Korn Bridge fell.", "Mayor Otto Renn left Sarn Valley.", "Otto Renn slept."]
    assert bank_names(texts) == bank_names(reversed(texts))


def test_no_name_is_longer_than_the_bank_looks_for():
    bank = bank_names(["See Upper Sarn Valley Water District Board Annual Meeting there"])
    assert all(len(name) <= MOST_NAME_WORDS for name in bank.names)
