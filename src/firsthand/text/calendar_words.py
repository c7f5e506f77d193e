"""The words of the calendar, case folded, for every list of words that holds them."""

from __future__ import annotations

MONTHS = (
    "january february march april may june july august september october november december".split()
)
SHORT_MONTHS = "jan feb mar apr jun jul aug sep sept oct nov dec".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
CALENDAR = frozenset(MONTHS + WEEKDAYS)
