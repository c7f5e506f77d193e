"""What happened in which days, each line with the words that give the date."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.ledger.events import Events
from firsthand.ledger.facts import Fact
from firsthand.ledger.questions import name_event
from firsthand.records import Citation, Claim, ClaimId, Entry, EntryId, Moment


@dataclass(frozen=True, slots=True)
class Dated:
    """A fact, its entry and the citations of each of its claims."""

    fact: Fact
    entry: Entry
    citations: Mapping[ClaimId, Sequence[Citation]]


def draw_timeline(dated: Sequence[Dated], events: Events) -> tuple[Moment, ...]:
    """Set the claims of a story on their days.

    A claim stands on the days that its own clause gives; one about an event whose day is known
    stands on that day, marked as assumed.
    """
    groups: dict[tuple[dt.date, dt.date, str, bool], list[Citation]] = defaultdict(list)
    entry_of: dict[tuple[dt.date, dt.date, str, bool], EntryId] = {}
    for item in dated:
        for claim in item.fact.claims:
            placed = _days(claim, item.fact, events)
            if placed is None:
                continue
            first, last, assumed = placed
            key = (first, last, _label(item, events), assumed)
            groups[key].extend(item.citations.get(claim.id, ()))
            entry_of.setdefault(key, item.entry.id)
    moments = [
        Moment(
            first_on=first,
            last_on=last,
            label=label,
            assumed=assumed,
            citations=tuple(sorted(set(citations), key=lambda c: (c.derived, c.span))),
            entry_id=entry_of[first, last, label, assumed],
        )
        for (first, last, label, assumed), citations in groups.items()
        if citations
    ]
    return tuple(sorted(moments, key=lambda m: (m.first_on, m.last_on, m.assumed, m.label)))


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
        return item.entry.question.removeprefix("Is it so: ").strip("“”?")
    node = events.nodes[fact.node] if fact.node is not None else None
    return name_event(node)
