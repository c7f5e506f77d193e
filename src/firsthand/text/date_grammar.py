"""Find the words of a text that give a date or a time of day, and take them apart.

What the words say stays apart from the days that they mean: `dates.resolve` counts these from an
anchor. Works on text without capitals or punctuation too ("sunday oct 30 2016", "2 45 a m"), where
`may`, `march` and `sun` are words before they are dates and need a sign that they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from firsthand.text.calendar_words import MONTHS, WEEKDAYS
from firsthand.text.date_patterns import (
    BACKWARD,
    CLOCK,
    CLOCK_SIGNS,
    COUNTED,
    DAY_TO_COME,
    FORWARD,
    FORWARD_AFTER,
    MONTH_SIGN,
    NOT_DAYS_AFTER,
    NOT_DAYS_BEFORE,
    NUMBERS,
    PATTERNS,
    SAYING_AFTER,
    SAYING_BEFORE,
    SAYING_REACH,
    SENTENCE_END,
    UNSURE_MONTHS,
    YEAR_SIGN,
    Form,
)

Unit = Literal["day", "weekend", "week", "month", "season", "year", "decade"]
Part = Literal["early", "late", "morning", "afternoon", "evening", "night", "overnight"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """The words of a date expression, taken apart; nothing is counted yet."""

    start: int
    end: int
    form: Form
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None  # "Dec. 27-29"
    month_first: bool = True  # false where "3/4/2019" may as well be the third of April
    weekday: int | None = None  # Monday is 0
    season: str | None = None
    holiday: str | None = None
    unit: Unit | None = None
    number: int = 0  # of units; back is negative
    relation: str | None = None  # last, this, next, past, previous, following, the
    stretch: Literal["early", "mid", "late", "earlier", "later"] | None = None
    part: Part | None = None
    time: str | None = None  # "02:45"
    future: bool = False  # the words around it look forward: "will ... on Tuesday"


# Characters on either side of a sign in which all of its expression stands.
REACH_OF_SIGN = 80
_NEXT_WORDS = 32  # characters after a match in which the next words stand
_LOOK_BEHIND = 60  # characters of the same sentence in which a verb is looked for
_LOOK_AHEAD = 50


@dataclass(frozen=True, slots=True)
class _Hit:
    match: re.Match[str]
    text: str
    cased: bool


def is_day_of_saying(words: DateWords, text: str) -> bool:
    """Say whether the date is when somebody spoke: "police said Tuesday", "on Friday announced".

    Such a day is most often the day of writing, and hardly ever the day that the tale is at.
    """
    before = text[max(0, words.start - SAYING_REACH) : words.start]
    after = text[words.end : words.end + SAYING_REACH]
    return SAYING_BEFORE.search(before) is not None or SAYING_AFTER.match(after) is not None


def find_dates(text: str) -> list[DateWords]:
    """Find date expressions and times of day, the longest where two overlap.

    Prepositions stay outside the span. A time of day that stands beside a date is part of it.

    Returns:
        In text order, none overlapping.
    """
    return list(_find(text))


@lru_cache(maxsize=8)  # a report's dates are asked for by its times and by its numbers
def _find(text: str) -> tuple[DateWords, ...]:
    cased = _has_case(text)
    folded = text.casefold()
    found: list[DateWords] = []
    for form, pattern, signs in PATTERNS:
        for match in _search(pattern, signs, text, folded):
            words = _BUILDERS[form](_Hit(match, text, cased))
            if words is not None:
                found.append(replace(words, form=form))
    kept = _keep_longest(found)
    joined = _join_times(kept, _find_times(text, folded), text)
    return tuple(_look_around(words, text) for words in joined)


def _search(
    pattern: re.Pattern[str], signs: Sequence[str], text: str, folded: str
) -> Iterator[re.Match[str]]:
    """Match an expression around its signs: without one it cannot match."""
    if len(folded) != len(text):  # a letter that folds to two: the offsets are not the same
        yield from pattern.finditer(text)
        return
    for start, end in _around(folded, signs):
        yield from pattern.finditer(text, start, end)


def _around(folded: str, signs: Sequence[str]) -> list[tuple[int, int]]:
    """Return the runs of a text in which a sign stands with all that may belong to it."""
    places: list[int] = []
    for sign in signs:
        at = folded.find(sign)
        while at >= 0:
            places.append(at)
            at = folded.find(sign, at + REACH_OF_SIGN // 2)
    runs: list[tuple[int, int]] = []
    for at in sorted(places):
        start, end = max(0, at - REACH_OF_SIGN), at + 2 * REACH_OF_SIGN
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def _has_case(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return sum(map(str.isupper, text)) * 200 > letters


def _group(match: re.Match[str], name: str) -> str | None:
    value = match.groupdict().get(name)
    return " ".join(value.casefold().split()) if value is not None else None


def _month_number(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month[:3] == name[:3])


def _weekday_number(name: str | None) -> int | None:
    if name is None:
        return None
    return next(i for i, day in enumerate(WEEKDAYS) if day[:3] == name[:3])


def _count(name: str | None) -> int:
    if name is None:
        return 3  # "the past few days"
    if name.isdecimal():
        return int(name)
    if name.startswith("a couple"):
        return 2
    return 1 if name in ("a", "an") else NUMBERS.index(name)


_STRETCHES: dict[str, Literal["early", "mid", "late", "earlier", "later"]] = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "earlier": "earlier",
    "later": "later",
    "the beginning of": "early",
    "the end of": "late",
}
_PARTS: dict[str, Part] = {
    "morning": "morning",
    "afternoon": "afternoon",
    "evening": "evening",
    "night": "night",
    "tonight": "night",
    "last night": "night",
    "early hours": "early",
    "early": "early",
    "late": "late",
    "overnight": "overnight",
}
_UNITS: dict[str, Unit] = {
    "day": "day",
    "weekend": "weekend",
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
}


def _plain(match: re.Match[str], **fields: object) -> DateWords:
    base = DateWords(start=match.start(), end=match.end(), form="date")
    return replace(base, **fields)  # type: ignore[arg-type]


def _build_date(hit: _Hit) -> DateWords | None:
    match = hit.match
    first, second = _group(match, "first"), _group(match, "second")
    year = _group(match, "year")
    number = int(year) if year else None
    if number is not None and number < 100:
        number += 2000 if number < 70 else 1900
    if first is not None and second is not None:
        a, b = int(first), int(second)
        dotted = _group(match, "mark") == "."
        month, day = (b, a) if a > 12 or dotted else (a, b)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        unsure = not dotted and a <= 12 and b <= 12 and a != b
        return _plain(match, year=number, month=month, day=day, month_first=not unsure)
    name = _group(match, "month") or ""
    if not name.isdecimal() and not _is_month_beside_number(hit):
        return None
    first_day, last_day = _group(match, "first_day"), _group(match, "last_day")
    day = int(_group(match, "day") or 0)
    return _plain(
        match,
        year=number,
        month=int(name) if name.isdecimal() else _month_number(name),
        day=int(first_day) if first_day else day,
        last_day=day if first_day else int(last_day) if last_day else None,
        weekday=_weekday_number(_group(match, "weekday")),
    )


def _is_month_beside_number(hit: _Hit) -> bool:
    match = hit.match
    written = match.group("month")
    name = written.casefold().rstrip(".")
    if name not in ("may", "march", "mar"):
        return True
    if hit.cased:
        return written[0].isupper()
    # "a man 22 may have fled", "14 march on the palace"
    return not re.match(
        r"\s+(?:have|be|not|also|never|still|well|yet|on\s+the|through|against)\b",
        hit.text[match.end("month") : match.end("month") + _NEXT_WORDS],
        re.IGNORECASE,
    )


def _build_month(hit: _Hit) -> DateWords | None:
    match = hit.match
    written = match.group("month")
    name = written.casefold().rstrip(".")
    year = _group(match, "year")
    relation = _group(match, "relation")
    if hit.cased and not written[0].isupper():
        return None
    if (
        not year
        and (name in UNSURE_MONTHS or len(name) < 4)
        and not (
            MONTH_SIGN.search(hit.text[max(0, match.start("month") - 20) : match.start("month")])
            or (relation in ("this", "this past") and hit.cased)
        )
    ):
        return None
    stretch = _group(match, "stretch")
    return _plain(
        match,
        month=_month_number(name),
        year=int(year) if year else None,
        relation=relation,
        stretch=_STRETCHES.get(stretch or ""),
        unit="month",
    )


def _build_year(hit: _Hit) -> DateWords | None:
    match = hit.match
    before = hit.text[max(0, match.start() - 16) : match.start()]
    sign = YEAR_SIGN.search(before)
    if sign is None or COUNTED.match(hit.text, match.end()):
        return None
    word = sign.group().strip(" -\n\t").casefold()
    following = re.match(r"\s+([a-z]+)", hit.text[match.end() : match.end() + _NEXT_WORDS])
    plural = following is not None and re.fullmatch(r"[a-z]{3,}[^s]s", following.group(1))
    if plural and word in ("of", "to", "and", "by", "for", "a", "between", "from", "after"):
        return None
    return _plain(match, year=int(match.group("year")), unit="year")


def _build_decade(hit: _Hit) -> DateWords | None:
    match = hit.match
    year = int(match.group("year"))
    stretch = _STRETCHES.get(_group(match, "stretch") or "")
    return _plain(match, year=year if year > 99 else 1900 + year, stretch=stretch, unit="decade")


def _build_season(hit: _Hit) -> DateWords | None:
    match = hit.match
    season, relation = _group(match, "season"), _group(match, "relation")
    year = _group(match, "year") or _group(match, "year2")
    if season == "fall" and not year:
        # "the fall of the city", "in the fall he broke a leg": only "last fall", "in the fall of"
        leads = re.match(r"(?:in|over|during|since|by)\s", match.group(), re.IGNORECASE)
        if relation == "the" and (
            not leads or re.match(r"\s+of\b", hit.text[match.end() : match.end() + _NEXT_WORDS])
        ):
            return None
    if (
        relation == "the"
        and not year
        and not re.match(
            r"(?:over|during|in|through|throughout|since|by)\s", match.group(), re.IGNORECASE
        )
    ):
        return None
    return _plain(
        match, season=season, relation=relation, year=int(year) if year else None, unit="season"
    )


def _build_weekday(hit: _Hit) -> DateWords | None:
    match = hit.match
    written = match.group("weekday")
    if hit.cased and written.islower():
        return None
    if NOT_DAYS_BEFORE.search(hit.text[max(0, match.start() - 16) : match.start()]):
        return None
    if NOT_DAYS_AFTER.match(hit.text, match.end("weekday")):
        return None
    stretch, part = _group(match, "stretch"), _group(match, "part")
    return _plain(
        match,
        weekday=_weekday_number(written.casefold()),
        relation=_group(match, "relation"),
        part=_PARTS.get(part or stretch or ""),
        unit="day",
    )


def _build_day(hit: _Hit) -> DateWords | None:
    match = hit.match
    word = _group(match, "word") or ""
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    part = _group(match, "part") or word.removeprefix("this ")
    return _plain(match, number=shift, part=_PARTS.get(part), unit="day")


def _build_period(hit: _Hit) -> DateWords | None:
    match = hit.match
    stretch = _STRETCHES.get(_group(match, "stretch") or "")
    unit = _UNITS[_group(match, "unit") or "week"]
    relation = _group(match, "relation")
    if relation == "past" or (
        relation == "the past" and unit in ("week", "month", "year", "decade")
    ):
        return replace(_plain(match, unit=unit, number=-1), relation="rolling")
    return _plain(match, relation=relation, unit=unit, stretch=stretch)


def _build_ago(hit: _Hit) -> DateWords | None:
    match = hit.match
    unit = _UNITS[_group(match, "unit") or "day"]
    return _plain(match, number=-_count(_group(match, "number")), unit=unit)


_STEPS = {
    "next": 1,
    "very next": 1,
    "following": 1,
    "day after": 1,
    "previous": -1,
    "day before": -1,
    "night before": -1,
    "evening before": -1,
    "morning before": -1,
}


def _build_distance(hit: _Hit) -> DateWords | None:
    match = hit.match
    step = _group(match, "step")
    if step is not None:
        part = _PARTS.get(_group(match, "part") or "")
        return _plain(match, number=_STEPS.get(step, 0), unit="day", part=part)
    way = _group(match, "way") or ""
    sign = -1 if way.startswith(("before", "earlier", "prev", "prior")) else 1
    unit = _UNITS[_group(match, "unit") or "day"]
    return _plain(match, number=sign * _count(_group(match, "number")), unit=unit)


def _build_past(hit: _Hit) -> DateWords | None:
    match = hit.match
    unit = _UNITS[_group(match, "unit") or "day"]
    return _plain(match, number=-_count(_group(match, "number")), unit=unit)


def _build_holiday(hit: _Hit) -> DateWords | None:
    match = hit.match
    name = re.sub(r"['’\s]+", " ", (_group(match, "holiday") or "")).replace("year s", "years")
    words = _plain(match, holiday=name.removeprefix("the "), unit="day")
    return replace(words, start=match.start("holiday"))


_BUILDERS: dict[Form, Callable[[_Hit], DateWords | None]] = {
    "date": _build_date,
    "month": _build_month,
    "year": _build_year,
    "decade": _build_decade,
    "season": _build_season,
    "weekday": _build_weekday,
    "day": _build_day,
    "period": _build_period,
    "ago": _build_ago,
    "distance": _build_distance,
    "past": _build_past,
    "duration": _build_past,
    "holiday": _build_holiday,
}


def _find_times(text: str, folded: str) -> list[DateWords]:
    found = []
    for match in _search(CLOCK, CLOCK_SIGNS, text, folded):
        if text[match.start() - 1 : match.start()].isalnum():
            continue
        clock = _read_clock(match)
        if clock is not None:
            found.append(DateWords(start=match.start(), end=match.end(), form="time", time=clock))
    return found


def _read_clock(match: re.Match[str]) -> str | None:
    for name in ("word", "word2", "word3", "word4", "word5"):
        if match.group(name):
            return "12:00" if match.group(name).casefold() == "noon" else "00:00"
    if match.group("military"):
        return f"{match.group('military')[:2]}:{match.group('military')[2:]}"
    if match.group("hour24"):
        return f"{int(match.group('hour24')):02d}:{match.group('minute24')}"
    if match.group("hour12"):
        half = match.group("half12")
        if half is None:
            return None
        return f"{int(match.group('hour12')) % 12 + (0 if half == 'morning' else 12):02d}:00"
    hour = int(match.group("hour")) % 12 + (12 if match.group("half") in "pP" else 0)
    return f"{hour:02d}:{match.group('minute') or '00'}"


def _keep_longest(found: Iterable[DateWords]) -> list[DateWords]:
    kept: list[DateWords] = []
    end = 0
    # The longest first among those that start together; a later start gives way.
    ranked = sorted(found, key=lambda w: (w.start, w.start - w.end, w.form))
    for words in ranked:
        if words.start >= end:
            kept.append(words)
            end = words.end
        elif _rank(words) > _rank(kept[-1]):
            previous = kept[-2].end if len(kept) > 1 else 0
            if words.start >= previous:
                kept[-1] = words
                end = words.end
    return kept


def _rank(words: DateWords) -> tuple[bool, int]:
    # "night of Friday, Oct. 23": the calendar date says more than what overlaps it
    return words.form == "date", words.end - words.start


_BRIDGE = re.compile(r",?\s*(?:on\s+|at\s+|of\s+)?(?:the\s+)?", re.IGNORECASE)
_DATED = ("date", "weekday", "day", "holiday")


def _join_times(dates: list[DateWords], times: list[DateWords], text: str) -> list[DateWords]:
    out: list[DateWords] = []
    ordered = sorted([*dates, *times], key=lambda w: (w.start, -w.end))
    for words in ordered:
        previous = out[-1] if out else None
        if previous is not None and words.start < previous.end:
            continue
        if previous is not None and _stand_together(previous, words, text):
            dated, timed = (previous, words) if words.form == "time" else (words, previous)
            out[-1] = replace(dated, start=previous.start, end=words.end, time=timed.time)
        else:
            out.append(words)
    return out


def _stand_together(a: DateWords, b: DateWords, text: str) -> bool:
    forms = {a.form, b.form}
    if "time" not in forms or not forms.intersection(_DATED) or (a.time and b.time):
        return False
    return _BRIDGE.fullmatch(text, a.end, b.start) is not None


def _look_around(words: DateWords, text: str) -> DateWords:
    if words.form not in ("weekday", "date", "month", "period", "season", "holiday"):
        return words
    before = text[max(0, words.start - _LOOK_BEHIND) : words.start]
    ends = list(SENTENCE_END.finditer(before))
    if ends:
        before = before[ends[-1].end() :]
    if re.match(r"['’]s\b", text[words.end - 2 : words.end + 2]):
        return words  # "Wednesday's ruling": what has a day of its own mostly has been
    if words.form == "weekday" and DAY_TO_COME.match(text, words.end):
        return replace(words, future=True)
    signs = [(m.end(), True) for m in FORWARD.finditer(before)]
    signs += [(m.end(), False) for m in BACKWARD.finditer(before)]
    if signs:
        return replace(words, future=max(signs)[1])
    after = text[words.end : words.end + _LOOK_AHEAD]
    end = SENTENCE_END.search(after)
    after = after[: end.start()] if end else after
    forward, backward = FORWARD_AFTER.search(after), BACKWARD.search(after)
    if forward is None:
        return words
    return replace(words, future=backward is None or forward.start() < backward.start())
