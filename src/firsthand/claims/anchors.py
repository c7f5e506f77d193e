"""Find the day that each report counts its "Tuesday" from.

A copy writes about its parent's Tuesday, whatever date its page bears. A report without a date is
placed by the dates in its text, by its kin and neighbours, and by the weekday that it calls today:
news written on a Tuesday says "police said Tuesday".
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import get_args

from firsthand.claims.times import PAGE_KINDS
from firsthand.records import Anchor, Derivation, DerivationKind, Lineage, Marked, Report, ReportId
from firsthand.text.dates import DateWords, find_dates, is_day_of_saying, resolve
from firsthand.text.tokens import fold_words

# Below these a derivation is a guess, and a guess moves no date.
LEAST_PROBABILITY = 0.5
LEAST_DIRECTION = 0.5

SAME_TEXT: frozenset[DerivationKind] = frozenset({"copy", "translation"})
ALL_KINDS: frozenset[DerivationKind] = frozenset(get_args(DerivationKind))
MOST_DAYS_REPOSTED = 60  # a copy dated earlier still has a mistaken date

DAYS_AFTER_TEXT = 6  # a report follows the latest date in its text by days, not by weeks
DAYS_BEFORE_COPY = 13  # copies bear dates up to two weeks after the day they write about
DAYS_AROUND_NEIGHBOUR = 4
PRIOR_DECAY = 0.8  # per day away from where a bound or a neighbour puts the report
WEEKDAY_DECAY = 0.5  # per day that a weekday named in the text lies before the day of writing
SAYING_WEIGHT = 3.0  # of "said Tuesday" against "the fire of Sunday"
BASE_WEIGHT = 0.2  # of a day that no weekday speaks for
REVISION_PARENT_WEIGHT = 2.0  # against the most similar report that is no kin

LEAST_WORD_LENGTH = 4
MOST_REPORTS_PER_WORD = 40  # keeps the search for neighbours near linear
LEAST_SHARED_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Clue:
    """A day that a report was written on or near, by one sign."""

    on: dt.date
    days_before: int
    days_after: int
    weight: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Pile:
    marked: Mapping[ReportId, Marked]
    parents: Mapping[ReportId, tuple[Derivation, ...]]
    children: Mapping[ReportId, tuple[Derivation, ...]]


def infer_anchors(marked: Sequence[Marked], lineage: Lineage) -> tuple[Anchor, ...]:
    """Give every report the day that it writes on, known or inferred, with the reason.

    Returns:
        One anchor per report, in the order given; `on` is None where nothing tells the day.
    """
    pile = _read_pile(marked, lineage)
    anchors: dict[ReportId, Anchor] = {}
    for item in marked:
        report = item.report
        if report.published_on is not None and _same_text_parent(report.id, pile) is None:
            anchors[report.id] = _own_day(report, report.published_on, pile)
    neighbours = _Neighbours(pile, anchors)
    for item in marked:
        report = item.report
        if report.id not in anchors and _same_text_parent(report.id, pile) is None:
            anchors[report.id] = _infer(item, pile, neighbours)
    for item in marked:
        if item.report.id not in anchors:
            anchors[item.report.id] = _take_over(item, pile, anchors)
    return tuple(anchors[item.report.id] for item in marked)


def _read_pile(marked: Sequence[Marked], lineage: Lineage) -> _Pile:
    known = {item.report.id: item for item in marked}
    parents: dict[ReportId, list[Derivation]] = defaultdict(list)
    children: dict[ReportId, list[Derivation]] = defaultdict(list)
    for derivation in lineage.derivations:
        if derivation.child not in known or derivation.parent not in known:
            continue
        if (
            derivation.probability >= LEAST_PROBABILITY
            and derivation.direction_probability >= LEAST_DIRECTION
        ):
            parents[derivation.child].append(derivation)
            children[derivation.parent].append(derivation)
    return _Pile(
        known,
        {key: tuple(value) for key, value in parents.items()},
        {key: tuple(value) for key, value in children.items()},
    )


def _own_day(report: Report, on: dt.date, pile: _Pile) -> Anchor:
    earliest = _earliest_made_from(report.id, pile, SAME_TEXT)
    if earliest is None or not 0 < (on - earliest).days <= MOST_DAYS_REPOSTED:
        return Anchor(
            report_id=report.id, on=on, assumed=False, reason="its own date of publication"
        )
    return Anchor(
        report_id=report.id,
        on=earliest,
        assumed=True,
        reason=f"its own date is {on.isoformat()}, but a copy of it bears {earliest.isoformat()}",
    )


def _same_text_parent(child: ReportId, pile: _Pile) -> Derivation | None:
    """Return the parent whose text the child is: a copy or a translation of it.

    An undated excerpt, too, writes on its parent's day; a dated one has words of its own.
    """
    dated = pile.marked[child].report.published_on is not None
    kinds = SAME_TEXT if dated else SAME_TEXT | {"excerpt"}
    found = [d for d in pile.parents.get(child, ()) if d.kind in kinds]
    return max(found, key=lambda d: (d.probability, d.child_share, d.parent), default=None)


def _root(report_id: ReportId, pile: _Pile) -> ReportId:
    seen = {report_id}
    while (derivation := _same_text_parent(report_id, pile)) is not None:
        if derivation.parent in seen:
            break
        report_id = derivation.parent
        seen.add(report_id)
    return report_id


def _take_over(item: Marked, pile: _Pile, anchors: Mapping[ReportId, Anchor]) -> Anchor:
    report = item.report
    root = _root(report.id, pile)
    anchor = anchors.get(root)
    if anchor is None:  # kinship in a ring: nobody is the root
        return Anchor(
            report_id=report.id,
            on=report.published_on,
            assumed=True,
            reason="its own date; it and another report seem to be made of each other",
        )
    name = pile.marked[root].report.name
    reason = f"made from {name}: counts from the day that {name} writes on"
    if report.published_on is not None and report.published_on != anchor.on:
        reason += f", not from its own date {report.published_on.isoformat()}"
    return Anchor(report_id=report.id, on=anchor.on, assumed=anchor.assumed, reason=reason)


# ---------------------------------------------------------------- a report without a date


def _infer(item: Marked, pile: _Pile, neighbours: _Neighbours) -> Anchor:
    report = item.report
    words = _own_dates(item)
    lower, upper = _latest_in_text(words), _earliest_made_from(report.id, pile, ALL_KINDS)
    if lower is not None and upper is not None and lower > upper:
        lower = None  # the text speaks of a day after its own copy: a date ahead
    clues = [
        *_bound_clues(lower, upper),
        *_kin_clues(report.id, pile),
        *neighbours.clues(report.id),
    ]
    days: dict[dt.date, float] = {}
    leading: dict[dt.date, _Clue] = {}
    votes = _weekday_votes(words, report.text)
    for clue in clues:
        for day, prior in _days_of(clue):
            if (lower and day < lower) or (upper and day > upper):
                continue
            worth = prior * _fit(day, votes)
            if worth > days.get(day, 0.0):
                days[day], leading[day] = worth, clue
    if not days:
        return Anchor(
            report_id=report.id, on=None, assumed=True, reason="it has no date, and no sign of one"
        )
    best = min(days, key=lambda day: (-days[day], day))
    reason = f"no date of its own: {leading[best].reason}"
    if votes.get(best.weekday()):
        reason += f", and it speaks of {best:%A} as one does on that day"
    return Anchor(report_id=report.id, on=best, assumed=True, reason=reason)


def _own_dates(item: Marked) -> list[DateWords]:
    page = [(f.span.start, f.span.end) for f in item.furniture if f.kind in PAGE_KINDS]
    return [
        words
        for words in find_dates(item.report.text)
        if not any(start < words.end and words.start < end for start, end in page)
    ]


def _latest_in_text(words: Sequence[DateWords]) -> dt.date | None:
    found = [
        days.last_on
        for date in words
        if date.form == "date" and date.year is not None and not date.future
        if (days := resolve(date, anchor=None)) is not None
    ]
    return max(found, default=None)


def _earliest_made_from(
    report_id: ReportId, pile: _Pile, kinds: frozenset[DerivationKind]
) -> dt.date | None:
    found: list[dt.date] = []
    seen, waiting = {report_id}, [report_id]
    while waiting:
        for derivation in pile.children.get(waiting.pop(), ()):
            if derivation.child not in seen and derivation.kind in kinds:
                seen.add(derivation.child)
                waiting.append(derivation.child)
                published_on = pile.marked[derivation.child].report.published_on
                if published_on is not None:
                    found.append(published_on)
    return min(found, default=None)


def _bound_clues(lower: dt.date | None, upper: dt.date | None) -> list[_Clue]:
    clues = []
    if lower is not None:
        reason = f"the latest date in its text is {lower.isoformat()}"
        clues.append(_Clue(lower, 0, DAYS_AFTER_TEXT, 1.0, reason))
    if upper is not None:
        reason = f"what was made from it is dated {upper.isoformat()}"
        clues.append(_Clue(upper, DAYS_BEFORE_COPY, 0, 1.0, reason))
    return clues


def _kin_clues(report_id: ReportId, pile: _Pile) -> list[_Clue]:
    clues = []
    for derivation in pile.parents.get(report_id, ()):
        parent = pile.marked[derivation.parent].report
        if parent.published_on is not None:
            reason = f"it was made from {parent.name} of {parent.published_on.isoformat()}"
            clues.append(
                _Clue(parent.published_on, 0, DAYS_AFTER_TEXT, REVISION_PARENT_WEIGHT, reason)
            )
    return clues


def _days_of(clue: _Clue) -> list[tuple[dt.date, float]]:
    out = []
    for shift in range(-clue.days_before, clue.days_after + 1):
        try:
            day = clue.on + dt.timedelta(days=shift)
        except OverflowError:
            continue
        out.append((day, clue.weight * PRIOR_DECAY ** abs(shift)))
    return out


def _weekday_votes(words: Sequence[DateWords], text: str) -> dict[int, float]:
    votes: dict[int, float] = {}
    for date in words:
        if date.weekday is None or date.form != "weekday" or date.relation or date.future:
            continue
        weight = SAYING_WEIGHT if is_day_of_saying(date, text) else 1.0
        votes[date.weekday] = votes.get(date.weekday, 0.0) + weight
    return votes


def _fit(day: dt.date, votes: Mapping[int, float]) -> float:
    """Say how well the weekdays of a text suit a day of writing: 1 if all name that day."""
    total = sum(votes.values())
    if not total:
        return BASE_WEIGHT
    suited = sum(
        weight * WEEKDAY_DECAY ** ((day.weekday() - weekday) % 7)
        for weekday, weight in votes.items()
    )
    return BASE_WEIGHT + suited / total


class _Neighbours:
    """Dated reports by the rare words that they share with others."""

    def __init__(self, pile: _Pile, anchors: Mapping[ReportId, Anchor]) -> None:
        self._pile = pile
        self._words = {key: _content_words(item.report) for key, item in pile.marked.items()}
        self._dated: dict[str, list[ReportId]] = defaultdict(list)
        self._on = {key: anchor.on for key, anchor in anchors.items() if anchor.on is not None}
        for report_id in sorted(self._on):
            for word in self._words[report_id]:
                self._dated[word].append(report_id)
        self._total = len(self._words) + 1
        self._seen_in = Counter(word for words in self._words.values() for word in words)

    def clues(self, report_id: ReportId) -> list[_Clue]:
        """Return the days of the dated reports that share most rare words."""
        shared: Counter[ReportId] = Counter()
        worth: dict[ReportId, float] = defaultdict(float)
        for word in sorted(self._words[report_id]):
            holders = self._dated.get(word, [])
            if len(holders) > MOST_REPORTS_PER_WORD:
                continue
            for holder in holders:
                shared[holder] += 1
                worth[holder] += log(self._total / self._seen_in[word])
        suited = {
            holder: value / (len(self._words[holder]) + 1) ** 0.5
            for holder, value in worth.items()
            if shared[holder] >= LEAST_SHARED_WORDS and value > 0
        }
        best = max(suited.values(), default=0.0)
        clues = []
        for holder, value in sorted(suited.items()):
            on, name = self._on[holder], self._pile.marked[holder].report.name
            reason = f"{name} of {on.isoformat()} tells of the same"
            around = DAYS_AROUND_NEIGHBOUR
            clues.append(_Clue(on, around, around, value / best, reason))
        return clues


def _content_words(report: Report) -> frozenset[str]:
    return frozenset(form for form in fold_words(report.text) if len(form) >= LEAST_WORD_LENGTH)
