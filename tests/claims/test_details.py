"""What a clause adds to an event, and who people are."""

import datetime as dt

import pytest

from firsthand.claims.details import says_before
from firsthand.text.tokens import tokenize
from small_pile import read

KINDS = {"date", "time", "place", "motive", "identity"}


def _details(text: str) -> list[tuple[str, str, str | None]]:
    """Return kind, slot and cited words of the details of a text."""
    found = [c for c in read(text) if c.kind in KINDS]
    return [(c.kind, c.slot, text[c.span.start : c.span.end]) for c in found]


def test_a_date_belongs_to_the_event_of_its_clause() -> None:
    (date,) = [c for c in read("The silo at Ostrum exploded on Monday.") if c.kind == "date"]
    assert date.trigger == "explosion"
    assert date.when is not None
    assert (date.when.first_on, date.when.last_on) == (dt.date(2021, 6, 7), dt.date(2021, 6, 7))


def test_the_day_on_which_somebody_spoke_is_no_day_of_the_event() -> None:
    details = _details("Police said on Tuesday that the silo exploded on Friday.")
    assert details == [("date", "date", "exploded on Friday")]
    assert _details("Police said Tuesday the silo exploded.") == []


def test_an_hour_is_told_with_the_words_around_it() -> None:
    (hour,) = [c for c in read("The silo exploded at 5 p.m. on Friday.") if c.kind == "time"]
    assert hour.value == "17:00"
    assert hour.trigger == "explosion"


def test_the_hour_at_which_help_came_is_told_without_an_event_word() -> None:
    text = "The mill was lost on Monday. Crews were called at 4:10 a.m. to the yard."
    (hour,) = [c for c in read(text) if c.kind == "time"]
    assert (hour.value, hour.trigger) == ("04:10", None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The freight train crashed near Hanover.", "crashed near Hanover"),
        ("The blast at 12 Mill Street shook the quarter.", "at 12 Mill Street"),
    ],
)
def test_a_place_close_to_its_event_is_where_it_was(text, words) -> None:
    assert [cited for kind, _, cited in _details(text) if kind == "place"] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "The attack alarmed lawmakers and merchants who had their seats in Berlin.",  # too far off
        "The train, which carried coal from Hamburg to Bremen, crashed.",  # whence and whither
        "Fans of Hamburg celebrated.",  # no event
    ],
)
def test_a_place_of_something_else_is_not_where_it_was(text) -> None:
    assert [cited for kind, _, cited in _details(text) if kind == "place"] == []


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("The raid came in retaliation for the shelling of the port.", "motive"),
        ("The fire was caused by a faulty lamp in the mill.", "motive"),
        ("The motive for the shooting is unclear.", "motive_unknown"),
        ("The cause of the fire is under investigation.", "motive_unknown"),
        ("It is not yet known what caused the fire.", "motive_unknown"),
    ],
)
def test_a_motive_is_given_or_said_to_be_unknown(text, slot) -> None:
    assert [s for kind, s, _ in _details(text) if kind == "motive"] == [slot]


@pytest.mark.parametrize(
    ("text", "subject", "age"),
    [
        ("A 34-year-old welder Ivo Kess of Lindow fell.", ("ivo", "kess"), "34"),
        ("Ivo Kess, 34, of Lindow was charged.", ("ivo", "kess"), "34"),
        ("Later Ivo Kess, 34, of Lindow was freed.", ("ivo", "kess"), "34"),
        ("Mayor Ivo Kess, 34, of Lindow was freed.", ("ivo", "kess"), "34"),
        ("The captain, Miro Hadek, was arrested.", ("miro", "hadek"), None),
        ("Ana Roth, a nurse from Hest, was killed.", ("ana", "roth"), None),
        ("Her brother, identified as Ivo J. Kess, fell.", ("ivo", "kess"), None),
        ("the 34 year old welder ivo kess fell from a roof", ("ivo", "kess"), "34"),
    ],
)
def test_people_are_told_by_their_age_or_their_role(text, subject, age) -> None:
    (identity,) = [c for c in read(text) if c.kind == "identity"]
    assert (identity.subject, identity.value) == (subject, age)


def test_no_name_is_made_of_what_somebody_did() -> None:
    assert _details("the 34 year old welder died in hospital and a 20 year old man was found") == []


def test_a_name_that_is_no_persons_has_no_identity() -> None:
    assert _details("The Korn Bridge, a landmark of Ulmet, fell.") == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Police said Tuesday", True),
        ("announced on Tuesday", True),
        ("It fell on Tuesday", False),
        ("Tuesday", False),
    ],
)
def test_a_reporting_verb_right_before_a_date_claims_it(text, says) -> None:
    assert says_before(tokenize(text), text.index("Tuesday")) is says
