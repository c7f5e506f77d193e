"""Date words and the days that they mean."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.dates import find_dates, resolve

WEDNESDAY = dt.date(2021, 9, 15)
STORM_ON = dt.date(2021, 9, 10)


def _read(text: str, anchor: dt.date | None = WEDNESDAY, narrative: dt.date | None = STORM_ON):
    found = find_dates(text)
    assert len(found) == 1, [text[w.start : w.end] for w in found]
    words = found[0]
    return text[words.start : words.end], resolve(words, anchor=anchor, narrative=narrative)


@pytest.mark.parametrize(
    ("text", "words", "first", "last", "granularity"),
    [
        ("The dam broke on Monday near Tarn.", "Monday", "09-13", "09-13", "day"),
        ("The dam broke Wednesday, officials said.", "Wednesday", "09-15", "09-15", "day"),
        ("Boats searched early Sunday morning.", "early Sunday morning", "09-12", "09-12", "day"),
        (
            "It burst in the early hours of Sunday.",
            "early hours of Sunday",
            "09-12",
            "09-12",
            "day",
        ),
        ("the dam broke in the night of Monday", "night of Monday", "09-13", "09-13", "day"),
        ("the wall gave way tuesday evening as crews", "tuesday evening", "09-14", "09-14", "day"),
        ("The Friday flood took the bridge.", "Friday", "09-10", "09-10", "day"),
        ("Last Wednesday's flood took it.", "Last Wednesday's", "09-08", "09-08", "day"),
        ("The council will meet on Friday.", "Friday", "09-17", "09-17", "day"),
        ("The mayor said Friday that he will resign.", "Friday", "09-10", "09-10", "day"),
        ("The mayor declared Sunday a day of mourning.", "Sunday", "09-19", "09-19", "day"),
        ("A vigil is scheduled for Sunday.", "Sunday", "09-19", "09-19", "day"),
        ("It rained overnight in Tarn.", "overnight", "09-14", "09-15", "day"),
        ("He left yesterday.", "yesterday", "09-14", "09-14", "day"),
        ("Rain fell last week in Tarn.", "last week", "09-05", "09-11", "week"),
        ("It rained over the weekend.", "over the weekend", "09-11", "09-12", "weekend"),
        ("Repairs began last month.", "last month", "08-01", "08-31", "month"),
        ("It was closed earlier this month.", "earlier this month", "09-01", "09-15", "month"),
        ("Inspectors came in May.", "May", "05-01", "05-31", "month"),
        ("inspectors came in march and left", "march", "03-01", "03-31", "month"),
        ("It cracked in late August.", "late August", "08-21", "08-31", "month"),
        ("Over the summer, cracks were seen.", "Over the summer", "06-01", "08-31", "season"),
        ("It broke three days ago.", "three days ago", "09-12", "09-12", "day"),
        ("On Sept. 3 the gauge failed.", "Sept. 3", "09-03", "09-03", "day"),
        ("On 3 September the gauge failed.", "3 September", "09-03", "09-03", "day"),
        ("It rained from Sept. 3-5 in Tarn.", "Sept. 3-5", "09-03", "09-05", "day"),
        ("Crews worked on Labor Day.", "Labor Day", "09-06", "09-06", "day"),
    ],
)
def test_words_are_counted_from_the_day_of_writing(text, words, first, last, granularity):
    written, days = _read(text)
    assert written == words
    assert days is not None
    assert days.first_on.isoformat() == f"2021-{first}"
    assert days.last_on.isoformat() == f"2021-{last}"
    assert days.granularity == granularity
    assert days.anchor == "publication"


@pytest.mark.parametrize(
    ("text", "first", "last", "granularity"),
    [
        ("Posted 2018-03-09", "2018-03-09", "2018-03-09", "day"),
        ("Friday, March 9, 2018", "2018-03-09", "2018-03-09", "day"),
        ("published friday mar 9 2018 by us", "2018-03-09", "2018-03-09", "day"),
        ("the 9th of March 2018", "2018-03-09", "2018-03-09", "day"),
        ("Posted 3/25/2018 here", "2018-03-25", "2018-03-25", "day"),
        ("Posted 25.3.2018 here", "2018-03-25", "2018-03-25", "day"),
        ("It was built in March 2018.", "2018-03-01", "2018-03-31", "month"),
        ("The 2018 flood took it.", "2018-01-01", "2018-12-31", "year"),
        ("It was built in the 1970s.", "1970-01-01", "1979-12-31", "decade"),
        ("In the winter of 2018 it froze.", "2018-12-01", "2019-02-28", "season"),
    ],
)
def test_dates_with_a_year_need_no_anchor(text, first, last, granularity):
    _, days = _read(text, anchor=None, narrative=None)
    assert days is not None
    assert (days.first_on.isoformat(), days.last_on.isoformat()) == (first, last)
    assert (days.granularity, days.anchor) == (granularity, "explicit")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Two days before that, the gauge failed.", "2021-09-08"),
        ("A day later, the bridge fell.", "2021-09-11"),
        ("The next day the bridge fell.", "2021-09-11"),
        ("It had rained the evening before.", "2021-09-09"),
        ("The bridge fell on the same day.", "2021-09-10"),
        ("Sirens went off at about 4:10 a.m. in the valley.", "2021-09-10"),
    ],
)
def test_words_relative_to_the_tale_count_from_the_day_told_last(text, day):
    _, days = _read(text)
    assert days is not None
    assert days.first_on.isoformat() == days.last_on.isoformat() == day
    assert days.anchor == "narrative"
    assert _read(text, narrative=None)[1] is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("at around 2:45 a.m. on Sunday", "02:45"),
        ("Just before 5 p.m. Monday, it broke", "17:00"),
        ("sunday at 2 45 a m officers", "02:45"),
        ("at noon on Monday", "12:00"),
        ("On Sept. 3 at 18:30 the gauge", "18:30"),
    ],
)
def test_a_time_of_day_beside_a_date_belongs_to_it(text, time):
    _, days = _read(text)
    assert days is not None
    assert days.time == time


@pytest.mark.parametrize(
    "text",
    [
        "the dam may have held",
        "they march on the town hall",
        "He read the Sunday Times.",
        "Shops opened for Black Friday sales.",
        "Some 2000 people came",
        "in the 1900 block of Quarry Lane",
        "the sun set and she sat down",
        "After the fall of the old wall",
        "Call 301-555-0112 now",
        "a score of 3-2",
    ],
)
def test_words_that_only_look_like_dates_are_none(text):
    assert find_dates(text) == []


def test_a_day_that_no_calendar_has_means_no_day():
    assert _read("The dam broke on 30 Feb. near Tarn.")[1] is None


def test_nothing_is_counted_from_an_unknown_day():
    assert _read("The dam broke on Monday.", anchor=None, narrative=None)[1] is None


def test_a_weekday_decides_the_year_of_a_date_without_one():
    _, days = _read("It broke on Friday, Oct. 30, they said.")
    assert days is not None
    assert days.first_on == dt.date(2020, 10, 30)


def test_a_date_that_can_be_read_two_ways_is_marked_as_assumed():
    _, days = _read("Posted 3/4/2018 here")
    assert days is not None
    assert days.assumed


_PIECES = st.sampled_from(
    "on in the of by Sunday monday Oct. may March 30 31 2 45 2016 a.m. p m last next this week month "
    "weekend summer fall 1980s ago two days before that later Feb. 29 today overnight , . ( 12/31/99 "
    "12:30 noon 0001 9999 decade years for more than early late mid-".split()
)


@given(
    st.lists(_PIECES, max_size=14).map(" ".join) | st.text(max_size=60),
    st.none() | st.dates(),
    st.none() | st.dates(),
)
def test_any_text_gives_ordered_spans_inside_it_and_ordered_days(text, anchor, narrative):
    end = 0
    for words in find_dates(text):
        assert end <= words.start < words.end <= len(text)
        end = words.end
        days = resolve(words, anchor=anchor, narrative=narrative)
        if days is not None:
            assert days.first_on <= days.last_on


@given(st.dates(dt.date(1950, 1, 1), dt.date(2060, 1, 1)), st.integers(0, 6))
def test_a_bare_weekday_is_one_of_the_seven_days_up_to_the_anchor(anchor, weekday):
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[weekday]
    _, days = _read(f"The dam broke {name} in Tarn.", anchor=anchor)
    assert days is not None
    assert days.first_on.weekday() == weekday
    assert 0 <= (anchor - days.first_on).days <= 6
