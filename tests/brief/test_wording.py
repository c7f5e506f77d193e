from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.brief.wording import say_days, say_number, say_probability


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
