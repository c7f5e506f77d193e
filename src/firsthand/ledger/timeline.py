"""What happened in which days, each line with the words that give the date."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.ledger.events import Events
from firsthand.ledger.facts import Fact
from firsthand.ledger.placing import Placing
from firsthand.ledger.questions import name_event
from firsthand.records import Citation, Claim, ClaimId, Entry, EntryId, Moment, Span, When

WORDS_BEFORE = 8
_Key = tuple[dt.date, dt.date, str, bool]


@dataclass(frozen=True, slots=True)
class Dated:
    """A fact, its entry and the citations of each of its claims."""

    fact: Fact
    entry: Entry
    citations: Mapping[ClaimId, Sequence[Citation]]


def draw_timeline(
    dated: Sequence[Dated], events: Events, whens: Sequence[When], placing: Placing
) -> tuple[Moment, ...]:
    """Set what a story tells on its days.

    A claim stands on the days that its own clause gives; one about an event whose day is known
    stands on that day, marked as assumed; days that no claim took ("police said on Monday")
    stand with the words around them.
    """
    groups: dict[_Key, list[Citation]] = defaultdict(list)
    entry_of: dict[_Key, EntryId] = {}
    for item in dated:
        for claim in item.fact.claims:
            placed = _days(claim, item.fact, events)
            if placed is None:
                continue
            first, last, assumed = placed
            key = (first, last, _label(item, events), assumed)
            groups[key].extend(item.citations.get(claim.id, ()))
            entry_of.setdefault(key, item.entry.id)
    for when in _untaken(whens, dated):
        span, label = _around(when, placing)
        key = (when.first_on, when.last_on, label, when.assumed)
        groups[key].extend(
            Citation(span=place, voice_id=placing.voice_at(place), derived=place != span)
            for place in (span, *placing.copies_of(span))
        )
    moments = [
        Moment(
            first_on=key[0],
            last_on=key[1],
            label=key[2],
            assumed=key[3],
            citations=tuple(sorted(set(citations), key=lambda c: (c.derived, c.span))),
            entry_id=entry_of.get(key),
        )
        for key, citations in groups.items()
        if citations
    ]
    return tuple(sorted(moments, key=lambda m: (m.first_on, m.last_on, m.assumed, m.label)))


def _untaken(whens: Sequence[When], dated: Sequence[Dated]) -> list[When]:
    """Return the dates that no claim stands on."""
    taken = {c.when.span for item in dated for c in item.fact.claims if c.when is not None}
    return [w for w in whens if w.span not in taken and w.granularity != "open"]


def _around(when: When, placing: Placing) -> tuple[Span, str]:
    """Return the words around a date: what is told of the day, as far as no parser tells."""
    text = placing.reports[when.span.report_id].text
    start = max(text.rfind("\n", 0, when.span.start) + 1, when.span.start - 90)
    before = [m.start() for m in re.finditer(r"\S+", text[start : when.span.start])]
    low = start + before[-WORDS_BEFORE] if len(before) >= WORDS_BEFORE else start
    mark = max(text.rfind(". ", low, when.span.start), text.rfind("\n", low, when.span.start))
    low = mark + 2 if mark >= 0 else low
    span = Span(report_id=when.span.report_id, start=min(low, when.span.start), end=when.span.end)
    return span, " ".join(text[span.start : span.end].split())


def _days(claim: Claim, fact: Fact, events: Events) -> tuple[dt.date, dt.date, bool] | None:
    when = claim.when
    if when is not None and when.granularity != "open":
        node = _node(claim, fact, events)
        days = when.first_on, when.last_on
        known = events.nodes[node].days if node is not None else None
        # "last week" of an event whose day is known: the narrower of the two that meet.
        if known is not None and days[0] <= known[0] and known[1] <= days[1] and days != known:
            return known[0], known[1], True
        return days[0], days[1], when.assumed
    node = _node(claim, fact, events)
    if node is None:
        return None
    known = events.nodes[node].days
    if known is None:
        return None
    return known[0], known[1], True


def _node(claim: Claim, fact: Fact, events: Events) -> int | None:
    node = events.of_claim.get(claim.id)
    return node if node is not None else fact.node


def _label(item: Dated, events: Events) -> str:
    fact = item.fact
    if fact.kind in ("event", "proposition", "quantity", "identity"):
        question = item.entry.question  # "How many crowns: “a ticket costs six crowns”?"
        return question.partition("“")[2].rpartition("”")[0] or question
    node = events.nodes[fact.node] if fact.node is not None else None
    return name_event(node)
