"""The timeline of a page: a bar as long as the days that are meant may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from firsthand.brief.wording import say_day, say_days
from firsthand.records import Anchor, Citation, EntryId, Moment
from firsthand.text.visible import squeeze
from firsthand.web.marks import Cited

BAR_WIDTH = 300
MOST_MARKS = 12  # reports that a line names; the entry that it leads to has them all
LEAST_BAR = 6
# A story is told in weeks; what lies further from its middle is background and gets no bar.
MOST_DAYS_FROM_MIDDLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentView:
    """A line of the timeline."""

    days: str
    label: str
    assumed: bool
    x: int
    width: int  # 0: outside of the drawn days
    entry: str | None
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Moments in order, and the days at both ends of the scale."""

    moments: tuple[MomentView, ...]
    first: str
    last: str


def lay_out(
    told: Iterable[Moment],
    anchors: Iterable[Anchor],
    *,
    cite: Callable[[Citation], Cited],
    addresses: Mapping[EntryId | str, str],
) -> Timeline:
    """Lay out moments, earliest first; the anchors say which days the reports are about."""
    moments = sorted(told, key=lambda m: (m.first_on, m.last_on, m.label))
    drawn = dict.fromkeys(_near_the_story(moments, anchors))
    first = min((m.first_on for m in drawn), default=None)
    last = max((m.last_on for m in drawn), default=None)
    return Timeline(
        moments=tuple(
            _view(moment, first, last, drawn=moment in drawn, cite=cite, addresses=addresses)
            for moment in moments
        ),
        first=say_day(first, full=True) if first else "",
        last=say_day(last, full=True) if last and last != first else "",
    )


def _near_the_story(moments: list[Moment], anchors: Iterable[Anchor]) -> list[Moment]:
    days = sorted(anchor.on for anchor in anchors if anchor.on is not None)
    days = days or sorted(moment.first_on for moment in moments)
    if not days:
        return []
    middle = days[len(days) // 2]
    room = dt.timedelta(days=MOST_DAYS_FROM_MIDDLE)
    return [
        moment
        for moment in moments
        if abs(moment.first_on - middle) <= room and abs(moment.last_on - middle) <= room
    ]


def _view(
    moment: Moment,
    first: dt.date | None,
    last: dt.date | None,
    *,
    drawn: bool,
    cite: Callable[[Citation], Cited],
    addresses: Mapping[EntryId | str, str],
) -> MomentView:
    x = width = 0
    if drawn and first is not None and last is not None:
        per_day = BAR_WIDTH / ((last - first).days + 1)
        x = round((moment.first_on - first).days * per_day)
        length = (moment.last_on - moment.first_on).days + 1
        width = max(LEAST_BAR, round(length * per_day) - 1)
        x = min(x, BAR_WIDTH - width)
    return MomentView(
        days=say_days(moment.first_on, moment.last_on),
        label=squeeze(moment.label),
        assumed=moment.assumed,
        x=x,
        width=width,
        entry=addresses.get(moment.entry_id) if moment.entry_id else None,
        citations=_one_each(moment.citations, cite),
    )


def _one_each(
    citations: Iterable[Citation], cite: Callable[[Citation], Cited]
) -> tuple[Cited, ...]:
    """Return one citation a report, for so many reports as a line holds."""
    first: dict[str, Citation] = {}
    for citation in citations:
        first.setdefault(citation.span.report_id, citation)
    return tuple(cite(citation) for citation in list(first.values())[:MOST_MARKS])
