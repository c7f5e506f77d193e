"""What an entry asks, in words."""

import datetime as dt

import pytest

from firsthand.ledger.questions import name_time
from small_pile import make_pile, make_report


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2021-06-08", "2021-06-08", "8 June 2021"),
        ("2021-06-01", "2021-06-30", "June 2021"),
        ("2021-12-01", "2021-12-31", "December 2021"),
        ("2007-01-01", "2007-12-31", "2007"),
        ("2021-06-07", "2021-06-13", None),
        ("2007-01-01", "2008-12-31", None),
        ("2007-01-01", "9999-12-31", None),
    ],
)
def test_days_months_and_years_have_names(first, last, name) -> None:
    assert name_time(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == name


def test_a_toll_of_no_event_is_asked_by_its_time() -> None:
    pile = make_pile([make_report("alba", "In 2007 it was the Halda, and 22 dead.", "2021-06-09")])
    assert pile.toll().question == "How many people were killed in 2007?"
