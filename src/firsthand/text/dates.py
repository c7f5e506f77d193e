"""Count the days that a date expression means from the day that its report was written.

Every answer is an interval, as narrow as the words allow. A week runs from Sunday to Saturday, a
season is three whole months of the northern year.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from firsthand.text.date_grammar import DateWords, find_dates, is_day_of_saying

__all__ = ["DateWords", "Granularity", "Resolved", "find_dates", "is_day_of_saying", "resolve"]

Granularity = Literal["day", "weekend", "week", "month", "season", "year", "decade", "open"]
AnchorKind = Literal["explicit", "publication", "narrative"]

# A date without year that lies ahead by no more is this year's: "the talks of Jan. 5" on Dec. 30.
MOST_DAYS_AHEAD = 45

_ONE_DAY = dt.timedelta(days=1)
_FIRST_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_FIXED_HOLIDAYS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new years eve": (12, 31),
    "new years day": (1, 1),
    "halloween": (10, 31),
    "valentine s day": (2, 14),
    "independence day": (7, 4),
    "fourth of july": (7, 4),
    "veterans day": (11, 11),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The days that date words may mean, both ends included."""

    first_on: dt.date
    last_on: dt.date
    granularity: Granularity
    anchor: AnchorKind
    time: str | None = None
    assumed: bool = False  # "3/4/2019" read with the month first


@dataclass(frozen=True, slots=True)
class _Days:
    first: dt.date
    last: dt.date
    granularity: Granularity
    anchor: AnchorKind = "publication"


def resolve(
    words: DateWords, *, anchor: dt.date | None, narrative: dt.date | None = None
) -> Resolved | None:
    """Count the days that the words mean.

    Args:
        words: as `find_dates` gives them.
        anchor: the day that the report was written on; None where nobody knows it.
        narrative: the day last mentioned before the words; "two days before that" counts from it.

    Returns:
        None where the words need a day that is not known, or name none ("Feb. 30").
    """
    try:
        days = _RESOLVERS[words.form](words, anchor, narrative)
    except (ValueError, OverflowError):  # a day outside the calendar
        return None
    if days is None or days.first > days.last:
        return None
    return Resolved(
        first_on=days.first,
        last_on=days.last,
        granularity=days.granularity,
        anchor=days.anchor,
        time=words.time,
        assumed=not words.month_first,
    )


_Resolver = Callable[[DateWords, dt.date | None, dt.date | None], _Days | None]


def _one(day: dt.date, anchor: AnchorKind = "publication") -> _Days:
    return _Days(day, day, "day", anchor)


def _resolve_date(
    words: DateWords, anchor: dt.date | None, _narrative: dt.date | None
) -> _Days | None:
    month, day = words.month or 1, words.day or 1
    kind: AnchorKind = "explicit"
    if words.year is not None:
        first = dt.date(words.year, month, day)
    elif anchor is None:
        return None
    else:
        kind = "publication"
        first = _nearest_year(month, day, words, anchor)
    last = first.replace(day=words.last_day) if words.last_day else first
    return _Days(first, last, "day", kind)


def _nearest_year(month: int, day: int, words: DateWords, anchor: dt.date) -> dt.date:
    years = [y for y in range(anchor.year - 8, anchor.year + 2) if _is_date(y, month, day)]
    dates = [dt.date(year, month, day) for year in years]
    if not dates:
        raise ValueError("no such day in any year")
    if words.weekday is not None:
        dates = [d for d in dates if d.weekday() == words.weekday] or dates
    if words.future:
        ahead = [d for d in dates if d >= anchor]
        # "was due on Oct. 3" looks back although it sounds forward: nearest of both
        if ahead and (ahead[0] - anchor).days <= 300:
            return ahead[0]
    limit = anchor + dt.timedelta(days=MOST_DAYS_AHEAD)
    return max((d for d in dates if d <= limit), default=dates[0])


def _is_date(year: int, month: int, day: int) -> bool:
    return 1 <= day <= calendar.monthrange(year, month)[1]


def _resolve_month(
    words: DateWords, anchor: dt.date | None, _narrative: dt.date | None
) -> _Days | None:
    month = words.month or 1
    if words.year is not None:
        return _month_days(words.year, month, words, "explicit")
    if anchor is None:
        return None
    year = anchor.year
    if words.future or words.relation == "next":
        year += month < anchor.month or (words.relation == "next" and month == anchor.month)
    else:
        year -= month > anchor.month or (words.relation == "last" and month == anchor.month)
    return _month_days(year, month, words, "publication")


def _month_days(year: int, month: int, words: DateWords, anchor: AnchorKind) -> _Days:
    end = calendar.monthrange(year, month)[1]
    first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, end)}.get(
        words.stretch or "", (1, end)
    )
    return _Days(dt.date(year, month, first), dt.date(year, month, last), "month", anchor)


def _resolve_year(
    words: DateWords, _anchor: dt.date | None, _narrative: dt.date | None
) -> _Days | None:
    return _years(words.year or 0, 1, "year", "explicit")


def _resolve_decade(
    words: DateWords, _anchor: dt.date | None, _narrative: dt.date | None
) -> _Days | None:
    return _years(words.year or 0, 10, "decade", "explicit")


def _years(first: int, number: int, granularity: Granularity, anchor: AnchorKind) -> _Days:
    return _Days(dt.date(first, 1, 1), dt.date(first + number - 1, 12, 31), granularity, anchor)


def _resolve_season(
    words: DateWords, anchor: dt.date | None, _narrative: dt.date | None
) -> _Days | None:
    start = _FIRST_MONTH[words.season or "summer"]
    if words.year is not None:
        return _season_days(words.year, start, "explicit")
    if anchor is None:
        return None
    seasons = [
        _season_days(y, start, "publication") for y in range(anchor.year - 2, anchor.year + 2)
    ]
    if words.relation == "next" or words.future:
        return next(s for s in seasons if s.last >= anchor)
    limit = anchor - _ONE_DAY if words.relation == "last" else anchor
    past = [s for s in seasons if s.first <= limit]
    return past[-2] if words.relation == "last" and past[-1].last >= anchor else past[-1]


def _season_days(year: int, start: int, anchor: AnchorKind) -> _Days:
    end_year, end = (year + 1, 2) if start == 12 else (year, start + 2)
    last = dt.date(end_year, end, calendar.monthrange(end_year, end)[1])
    return _Days(dt.date(year, start, 1), last, "season", anchor)


def _resolve_weekday(
    words: DateWords, anchor: dt.date | None, narrative: dt.date | None
) -> _Days | None:
    kind: AnchorKind = "publication"
    if words.relation in ("the following", "the previous") and narrative is not None:
        anchor, kind = narrative, "narrative"
    if anchor is None:
        return None
    back = (anchor.weekday() - (words.weekday or 0)) % 7
    ahead = (7 - back) % 7
    if words.relation in ("last", "this past", "past", "the previous"):
        day = anchor - dt.timedelta(days=back or 7)
    elif words.relation in ("next", "this coming", "the following"):
        day = anchor + dt.timedelta(days=ahead or 7)
    elif words.future:
        day = anchor + dt.timedelta(days=ahead)
    else:
        day = anchor - dt.timedelta(days=back)
    if words.part == "overnight":
        return _Days(day, day + _ONE_DAY, "day", kind)
    return _one(day, kind)


def _resolve_day(
    words: DateWords, anchor: dt.date | None, _narrative: dt.date | None
) -> _Days | None:
    if anchor is None:
        return None
    day = anchor + dt.timedelta(days=words.number)
    if words.part == "overnight":
        return _Days(day - _ONE_DAY, day, "day")
    return _one(day)


def _resolve_period(
    words: DateWords, anchor: dt.date | None, _narrative: dt.date | None
) -> _Days | None:
    if anchor is None:
        return None
    if words.relation == "rolling":
        return _resolve_past(words, anchor, None)
    days = _period_days(words, anchor)
    if days is None:
        return None
    first, last = days.first, days.last
    inside = first <= anchor <= last
    if words.stretch == "earlier" and inside:
        last = anchor
    elif words.stretch == "later" and inside:
        first = anchor
    elif words.stretch in ("early", "late") and words.unit == "month":
        return _month_days(first.year, first.month, words, "publication")
    return _Days(first, last, days.granularity)


_SHIFTS = {
    "last": -1,
    "this past": -1,
    "the past": -1,
    "the previous": -1,
    "next": 1,
    "the following": 1,
    "the coming": 1,
}


def _period_days(words: DateWords, anchor: dt.date) -> _Days | None:
    shift = _SHIFTS.get(words.relation or "", 0)
    if words.unit == "weekend":
        return _weekend_days(words, anchor)
    if words.unit == "week":
        first = anchor - dt.timedelta(days=(anchor.weekday() + 1) % 7 - 7 * shift)
        return _Days(first, first + dt.timedelta(days=6), "week")
    if words.unit == "month":
        year, month = _add_months(anchor, shift)
        return _Days(
            dt.date(year, month, 1),
            dt.date(year, month, calendar.monthrange(year, month)[1]),
            "month",
        )
    if words.unit == "year":
        return _years(anchor.year + shift, 1, "year", "publication")
    if words.unit == "decade":
        return _years(anchor.year // 10 * 10 + 10 * shift, 10, "decade", "publication")
    return None


def _weekend_days(words: DateWords, anchor: dt.date) -> _Days:
    saturday = anchor - dt.timedelta(days=(anchor.weekday() - 5) % 7)
    inside = anchor.weekday() >= 5
    if words.relation == "next" or (words.future and not inside):
        saturday += dt.timedelta(days=7)
    elif words.relation in ("last", "the previous") and inside:
        saturday -= dt.timedelta(days=7)
    return _Days(saturday, saturday + _ONE_DAY, "weekend")


def _add_months(day: dt.date, number: int) -> tuple[int, int]:
    months = day.year * 12 + day.month - 1 + number
    return months // 12, months % 12 + 1


def _shifted(day: dt.date, words: DateWords) -> dt.date:
    number = words.number
    if words.unit == "day":
        return day + dt.timedelta(days=number)
    if words.unit == "week":
        return day + dt.timedelta(days=7 * number)
    months = {"month": 1, "year": 12, "decade": 120}.get(words.unit or "", 1)
    year, month = _add_months(day, number * months)
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _around(day: dt.date, words: DateWords, anchor: AnchorKind) -> _Days:
    """Return the day, or the week, month, year around it where the words count in these."""
    if words.unit == "month":
        last = calendar.monthrange(day.year, day.month)[1]
        return _Days(day.replace(day=1), day.replace(day=last), "month", anchor)
    if words.unit in ("year", "decade"):
        return _years(day.year, 1, "year", anchor)
    if words.unit == "week" and abs(words.number) > 1:
        return _Days(day - dt.timedelta(days=3), day + dt.timedelta(days=3), "week", anchor)
    return _one(day, anchor)


def _resolve_ago(
    words: DateWords, anchor: dt.date | None, _narrative: dt.date | None
) -> _Days | None:
    return _around(_shifted(anchor, words), words, "publication") if anchor else None


def _resolve_distance(
    words: DateWords, _anchor: dt.date | None, narrative: dt.date | None
) -> _Days | None:
    return _around(_shifted(narrative, words), words, "narrative") if narrative else None


_UNIT_GRANULARITY: dict[str, Granularity] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
}


def _resolve_past(
    words: DateWords, anchor: dt.date | None, _narrative: dt.date | None
) -> _Days | None:
    if anchor is None:
        return None
    return _Days(_shifted(anchor, words), anchor, _UNIT_GRANULARITY[words.unit or "day"])


def _resolve_duration(
    words: DateWords, anchor: dt.date | None, _narrative: dt.date | None
) -> _Days | None:
    return _Days(_shifted(anchor, words), anchor, "open") if anchor else None


def _resolve_holiday(
    words: DateWords, anchor: dt.date | None, _narrative: dt.date | None
) -> _Days | None:
    if anchor is None:
        return None
    name = words.holiday or ""
    dates = [_holiday_on(name, year) for year in range(anchor.year - 1, anchor.year + 2)]
    if words.future:
        return _one(next((d for d in dates if d >= anchor), dates[-1]))
    return _one(max((d for d in dates if d <= anchor), default=dates[0]))


def _holiday_on(name: str, year: int) -> dt.date:
    if name in _FIXED_HOLIDAYS:
        return dt.date(year, *_FIXED_HOLIDAYS[name])
    if name.startswith("thanksgiving"):  # fourth Thursday of November
        first = dt.date(year, 11, 1)
        return first + dt.timedelta(days=(3 - first.weekday()) % 7 + 21)
    if name == "labor day":
        first = dt.date(year, 9, 1)
        return first + dt.timedelta(days=-first.weekday() % 7)
    last = dt.date(year, 5, 31)  # memorial day: last Monday of May
    return last - dt.timedelta(days=last.weekday())


def _resolve_time(
    _words: DateWords, _anchor: dt.date | None, narrative: dt.date | None
) -> _Days | None:
    return _one(narrative, "narrative") if narrative else None


_RESOLVERS: dict[str, _Resolver] = {
    "date": _resolve_date,
    "month": _resolve_month,
    "year": _resolve_year,
    "decade": _resolve_decade,
    "season": _resolve_season,
    "weekday": _resolve_weekday,
    "day": _resolve_day,
    "period": _resolve_period,
    "ago": _resolve_ago,
    "distance": _resolve_distance,
    "past": _resolve_past,
    "duration": _resolve_duration,
    "holiday": _resolve_holiday,
    "time": _resolve_time,
}
