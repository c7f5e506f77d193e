"""Resolve the date expressions of a report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import ClassVar

from firsthand.records import FurnitureKind, Readable, Span, When
from firsthand.stage import MapStage
from firsthand.text.dates import DateWords, Resolved, find_dates, is_day_of_saying, resolve

# Furniture whose dates tell of the page or of another article. A caption or an update line
# tells of the happening: its dates are kept.
PAGE_KINDS: frozenset[FurnitureKind] = frozenset(
    {
        "header",
        "byline",
        "photo_credit",
        "see_also",
        "tip_line",
        "site_chrome",
        "copyright",
        "residue",
        "entity_residue",
        "boilerplate",
    }
)


# How far, in characters, a day told of reaches: "two days before that" stands in the next
# sentence or two; a bare "about 2:45 a.m." farther on is of the day that the report opens with.
TALE_REACH = 400
TIME_REACH = 150


@dataclass(frozen=True, slots=True)
class _Told:
    """A day that the running text told of, and where."""

    on: dt.date
    end: int
    assumed: bool


def find_whens(readable: Readable) -> tuple[When, ...]:
    """Resolve all date expressions of a report that lie outside page furniture.

    Words such as "two days before that" count from the day last told of; days on which somebody
    only spoke, and days in captions, do not move the tale.

    Returns:
        In text order. Dates in captions are among them: their spans lie in the caption.
    """
    report = readable.marked.report
    page = [f.span for f in readable.marked.furniture if f.kind in PAGE_KINDS]
    aside = [f.span for f in readable.marked.furniture if f.kind not in PAGE_KINDS]
    told: list[_Told] = []
    found: list[When] = []
    for words in find_dates(report.text):
        span = report.span(words.start, words.end)
        if _lies_in(span, page):
            continue
        tale = _tale_at(words, told)
        days = resolve(words, anchor=readable.anchor.on, narrative=tale.on if tale else None)
        if days is None:
            continue
        assumed = days.assumed or _is_assumed(days, readable, tale)
        found.append(_when(span, days, assumed))
        if not _lies_in(span, aside) and _moves_tale(words, days, report.text):
            told.append(_Told(days.first_on, words.end, assumed))
    return tuple(found)


def _lies_in(span: Span, spans: list[Span]) -> bool:
    return any(span.overlaps(other) for other in spans)


def _tale_at(words: DateWords, told: list[_Told]) -> _Told | None:
    if not told:
        return None
    if words.form != "time":
        return told[-1] if words.start - told[-1].end <= TALE_REACH else None
    if words.start - told[-1].end <= TIME_REACH:
        return told[-1]
    return replace(told[0], assumed=True)


def _is_assumed(days: Resolved, readable: Readable, tale: _Told | None) -> bool:
    if days.anchor == "explicit":
        return False
    if days.anchor == "narrative" and tale is not None:
        return tale.assumed
    return readable.anchor.assumed


def _moves_tale(words: DateWords, days: Resolved, text: str) -> bool:
    if words.form == "time" or days.first_on != days.last_on:
        return False
    return not is_day_of_saying(words, text)


def _when(span: Span, days: Resolved, assumed: bool) -> When:
    return When(
        span=span,
        first_on=days.first_on,
        last_on=days.last_on,
        granularity=days.granularity,
        anchor=days.anchor,
        assumed=assumed,
        time=days.time,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveDates(MapStage[Readable, tuple[When, ...]]):
    """Resolve the dates of one report."""

    name: ClassVar[str] = "dates"
    version: ClassVar[int] = 1

    def apply(self, record: Readable) -> tuple[When, ...]:
        """Return the dates in text order."""
        return find_whens(record)
