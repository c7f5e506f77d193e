"""Which event a claim is about: nodes of one class, one place and one time.

Mentions of a class in one report are one event unless their days or towns exclude each other;
then events of several reports are joined by the same rule, the best evidence first.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.records import Claim, ClaimId, Place, ReportId

# Reports of one event may differ by a day on when it was; more is another event.
MOST_DAYS_APART = 1
# Places of one event lie in one town and its surroundings.
MOST_KILOMETRES_APART = 80.0
# A toll that rises is told for weeks; a later one is another event's.
MOST_DAYS_TOLL_LATER = 60
# A report dates its own event to a weekend or a week; wider dates are of events before it.
MOST_DAYS_OF_NEWS = 7
# Dates vaguer than this say nothing about which of two events is meant.
VAGUEST_DAYS = 40

# Events that cost lives and limbs: a toll belongs to one of these.
HARMFUL = frozenset(
    "shooting airstrike rocket explosion attack stabbing fire crash earthquake storm_weather "
    "collapse protest clash outbreak spill kidnapping".split()
)


# What a claim of these kinds tells is told of an event, named in its clause or not.
_ABOUT_EVENTS = frozenset({"count", "time", "place", "motive"})


@dataclass(slots=True)
class EventNode:
    """One event: its class, and the days and towns that its mentions give."""

    number: int
    event_class: str
    days: tuple[dt.date, dt.date] | None = None
    places: list[Place] = field(default_factory=list)
    reports: set[ReportId] = field(default_factory=set)
    n_mentions: int = 0
    named_scene: bool = False  # told under a dateline of its own in a round-up
    label: str | None = None  # what the reports call it most: "sinking", "collision"

    def take(self, days: tuple[dt.date, dt.date] | None, places: Sequence[Place]) -> None:
        """Add what a mention says; narrower days replace wider ones."""
        if days is not None and (self.days is None or _length(days) < _length(self.days)):
            self.days = days
        self.places.extend(p for p in places if p.name not in {q.name for q in self.places})


@dataclass(frozen=True, slots=True)
class Events:
    """The events of a story and the node of every claim that belongs to one."""

    nodes: tuple[EventNode, ...]
    of_claim: Mapping[ClaimId, int]
    main: int | None  # the harmful event with most mentions, else the one with most mentions
    home: Mapping[int, int]  # of each event the happening that it is part of

    def happening(self, node: int | None) -> int | None:
        """Return the happening that an event is part of: a blaze and a sinking may be one."""
        return None if node is None else self.home[node]


def settle_events(claims_by_report: Sequence[tuple[ReportId, Sequence[Claim]]]) -> Events:
    """Find the events of a story.

    Args:
        claims_by_report: Reports in order of publication, each with its claims in text order.
    """
    local_of: dict[ClaimId, EventNode] = {}
    locals_: list[EventNode] = []
    for report_id, claims in claims_by_report:
        found = _read_report(report_id, claims, local_of, len(locals_))
        locals_.extend(found)
    merged, target = _join_reports(locals_)
    main = _main(merged)
    of_claim = {claim_id: target[node.number] for claim_id, node in local_of.items()}
    home = {node.number: _home(node, main, merged) for node in merged}
    if main is not None:
        for _, claims in claims_by_report:
            for claim in claims:
                untied = claim.id not in of_claim and claim.kind in _ABOUT_EVENTS
                if untied and _may_tell_of(merged[main], claim):
                    of_claim[claim.id] = main
    return Events(tuple(merged), of_claim, main, home)


def _home(node: EventNode, main: int | None, nodes: Sequence[EventNode]) -> int:
    """Return the happening of an event: the main one unless days, towns or class keep it apart."""
    if main is None or node.number == main or node.event_class not in HARMFUL:
        return node.number
    centre = nodes[main]
    if node.event_class == centre.event_class:
        return node.number
    if node.days and centre.days and _days_apart(node.days, centre.days):
        return node.number
    apart = _other_scene(centre, node) or not _may_be_one(centre, node.days, node.places)
    return node.number if apart else main


def _other_scene(one: EventNode, other: EventNode) -> bool:
    """Say whether a round-up sets one of the two in a town that the other does not name."""
    if not (one.named_scene or other.named_scene) or not one.places or not other.places:
        return False
    same = any(
        a.name.casefold() == b.name.casefold() or (_comparable(a, b) and not far(a, b))
        for a in one.places
        for b in other.places
    )
    return not same


def _read_report(
    report_id: ReportId,
    claims: Sequence[Claim],
    local_of: dict[ClaimId, EventNode],
    first: int,
) -> list[EventNode]:
    nodes: list[EventNode] = []
    scenes = {c.scene.name for c in claims if c.scene is not None}
    is_roundup = len(scenes) > 1
    harmful: EventNode | None = None  # the last event mentioned that a toll may belong to
    waiting: list[Claim] = []
    for claim in claims:
        stray = claim.kind == "count" and claim.trigger not in HARMFUL
        if claim.trigger is None or stray:
            if claim.kind not in _ABOUT_EVENTS:
                continue
            nobody = claim.quantity is not None and claim.quantity.high == 0
            if harmful is not None and not nobody and _may_tell_of(harmful, claim):
                local_of[claim.id] = harmful
            else:
                waiting.append(claim)
            continue
        node = _node_for(nodes, claim, first, is_roundup=is_roundup)
        node.reports.add(report_id)
        node.named_scene = node.named_scene or (is_roundup and claim.scene is not None)
        local_of[claim.id] = node
        if node.event_class in HARMFUL:
            harmful = node
    top = max(
        (n for n in nodes if n.event_class in HARMFUL),
        key=lambda n: (n.n_mentions, -n.number),
        default=None,
    )
    for claim in waiting:
        days = days_of(claim)
        if top is not None and _may_tell_of(top, claim):
            local_of[claim.id] = top
            continue
        other = next((n for n in nodes if _takes_tolls(n) and _may_tell_of(n, claim)), None)
        if other is None and top is not None and (days is not None or _places_of(claim)):
            other = EventNode(first + len(nodes), top.event_class, days, _places_of(claim))
            nodes.append(other)
        if other is not None:
            local_of[claim.id] = other
    return nodes


def _takes_tolls(node: EventNode) -> bool:
    return node.event_class in HARMFUL


def _may_tell_of(node: EventNode, claim: Claim) -> bool:
    """Say whether an untied claim may be about an event: a toll may be told days after it."""
    days = days_of(claim)
    places = _places_of(claim)
    if _elsewhere(places, node.places):
        return False
    if days is None or node.days is None:
        return True
    late = (days[0] - node.days[1]).days
    if claim.kind == "count" and 0 <= late <= MOST_DAYS_TOLL_LATER:
        return True
    return not _days_apart(days, node.days)


def _node_for(nodes: list[EventNode], claim: Claim, first: int, *, is_roundup: bool) -> EventNode:
    days = days_of(claim)
    if claim.kind != "date" and (days is None or _length(days) <= MOST_DAYS_OF_NEWS):
        days = None  # "rose to 14 on Sunday": the day of the count, not of the event
    places = _places_of(claim)
    event_class = str(claim.trigger)
    mention = EventNode(-1, event_class, days, list(places))
    coarse = days is not None and _length(days) > MOST_DAYS_OF_NEWS
    options = [
        n
        for n in nodes
        if n.event_class == event_class
        and _may_be_one(n, days, places)
        and not (coarse and n.days is None)  # "the 2012 assault" is another one
        and not (is_roundup and bool(n.places) != bool(places))
    ]
    if options:
        node = max(options, key=lambda n: (_agreement(n, mention), n.n_mentions, n.number))
    else:
        node = EventNode(first + len(nodes), event_class)
        nodes.append(node)
    node.take(days, places)
    node.n_mentions += 1
    return node


def days_of(claim: Claim) -> tuple[dt.date, dt.date] | None:
    """Return the days that a claim gives for its event, where they are narrow enough to tell."""
    when = claim.when
    if when is None or when.granularity in ("decade", "open"):
        return None
    if when.assumed and when.time is not None:  # an hour alone: its day is a guess
        return None
    if (when.last_on - when.first_on).days > VAGUEST_DAYS and when.anchor != "explicit":
        return None
    return when.first_on, when.last_on


def _places_of(claim: Claim) -> list[Place]:
    if claim.kind == "place" and claim.place is not None and claim.place.precision == "city":
        return [claim.place] if claim.scene is None else [claim.scene]
    return [claim.scene] if claim.scene is not None else []


def _may_be_one(
    node: EventNode, days: tuple[dt.date, dt.date] | None, places: Sequence[Place]
) -> bool:
    if days is not None and node.days is not None and _days_apart(days, node.days):
        return False
    return not _elsewhere(places, node.places)


def _elsewhere(one: Sequence[Place], other: Sequence[Place]) -> bool:
    """Say whether places that can be compared all lie far apart."""
    known = [far(a, b) for a in one for b in other if _comparable(a, b)]
    return bool(known) and all(known)


def _comparable(a: Place, b: Place) -> bool:
    """Say whether both are on the map, or are two datelines of one report."""
    mapped = None not in (a.latitude, a.longitude, b.latitude, b.longitude)
    return mapped or a.span.report_id == b.span.report_id


def _days_apart(one: tuple[dt.date, dt.date], other: tuple[dt.date, dt.date]) -> bool:
    slack = dt.timedelta(days=MOST_DAYS_APART)
    return one[0] > other[1] + slack or other[0] > one[1] + slack


def far(a: Place, b: Place) -> bool:
    """Say whether two towns are known to be too far apart to be the place of one event."""
    if a.name.casefold() == b.name.casefold():
        return False
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return True
    return _kilometres(a.latitude, a.longitude, b.latitude, b.longitude) > MOST_KILOMETRES_APART


def _kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance (haversine) on a sphere of 6,371 km."""
    p, q = math.radians(lat1), math.radians(lat2)
    h = (
        math.sin((q - p) / 2) ** 2
        + math.cos(p) * math.cos(q) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def _join_reports(locals_: Sequence[EventNode]) -> tuple[list[EventNode], dict[int, int]]:
    merged: list[EventNode] = []
    target: dict[int, int] = {}
    for node in sorted(locals_, key=lambda n: (-_evidence(n), -n.n_mentions, n.number)):
        options = [
            m
            for m in merged
            if m.event_class == node.event_class
            and _may_be_one(m, node.days, node.places)
            and not _other_scene(m, node)
        ]
        best = max(
            options, key=lambda m: (_agreement(m, node), m.n_mentions, -m.number), default=None
        )
        if best is None:
            best = EventNode(len(merged), node.event_class)
            merged.append(best)
        best.take(node.days, node.places)
        best.named_scene = best.named_scene or node.named_scene
        best.reports |= node.reports
        best.n_mentions += node.n_mentions
        target[node.number] = best.number
    return merged, target


def _evidence(node: EventNode) -> int:
    return (node.days is not None) + bool(node.places)


def _agreement(one: EventNode, other: EventNode) -> int:
    same_days = one.days is not None and other.days is not None
    names = {p.name.casefold() for p in one.places} & {p.name.casefold() for p in other.places}
    return int(same_days) + bool(names)


def _main(nodes: Sequence[EventNode]) -> int | None:
    if not nodes:
        return None
    harmful = Counter({n.number: n.n_mentions for n in nodes if n.event_class in HARMFUL})
    counts = harmful or Counter({n.number: n.n_mentions for n in nodes})
    return min(counts, key=lambda number: (-counts[number], number))


def _length(days: tuple[dt.date, dt.date]) -> int:
    return (days[1] - days[0]).days
