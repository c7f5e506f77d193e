"""Lineage as a picture: time from left to right, voices as lanes, edges from parent to child."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from firsthand.brief import PileIndex
from firsthand.brief.wording import say_day, say_moment, say_probability
from firsthand.records import Derivation, ReportId, Voice
from firsthand.text.visible import shorten, squeeze

NODE_WIDTH, NODE_HEIGHT = 146, 42
COLUMN_PITCH, ROW_PITCH = 228, 60
LANE_LABEL_WIDTH, TOP, LANE_PADDING = 40, 34, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A report, or a source that is known and not seen."""

    x: int
    y: int
    number: int | None
    name: str
    moment: str
    voice: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A derivation, or a dashed line to what was not seen."""

    path: str
    x: int
    y: int
    label: str
    probability: str
    address: str | None
    voice: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The strip of a voice."""

    y: int
    height: int
    letter: str
    voice: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day above the columns that belong to it."""

    x: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """All that the picture is drawn from, in its own pixels."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]


_Key = tuple[int, dt.date, int]  # unseen, dated, undated; day; steps from a parent of that day


def draw_graph(
    index: PileIndex,
    colours: dict[str, int],
    addresses: dict[Derivation, str],
    *,
    story_id: str | None = None,
) -> Graph:
    """Lay out reports by day and voice; the same pile gives the same picture.

    Args:
        story_id: whose voices are drawn; None for all of the pile.
    """
    voices = index.voices_in(story_id)
    derivations = index.pile.lineage.derivations
    keys = _keys(index, derivations)
    drawn = {each for voice in voices for each in (voice.id, *voice.members) if each in keys}
    columns = {key: n for n, key in enumerate(sorted({keys[each] for each in drawn}))}
    lanes: list[Lane] = []
    nodes: list[Node] = []
    places: dict[ReportId | str, tuple[int, int]] = {}
    y = TOP
    for voice in voices:
        rows: dict[int, int] = defaultdict(int)
        seen: list[ReportId | None] = [*sorted(voice.members, key=index.number)]
        members = [None, *seen] if voice.root is None else seen
        for member in members:
            column = columns[keys[member if member is not None else voice.id]]
            place = (
                LANE_LABEL_WIDTH + column * COLUMN_PITCH,
                y + LANE_PADDING + rows[column] * ROW_PITCH,
            )
            rows[column] += 1
            places[member if member is not None else voice.id] = place
            nodes.append(_node(member, voice, place, index, colours))
        height = 2 * LANE_PADDING + max(rows.values(), default=1) * ROW_PITCH - 16
        name = squeeze(voice.name or "") or (index.outlet(voice.root) if voice.root else "")
        lanes.append(
            Lane(y=y, height=height, letter=voice.letter, voice=colours[voice.id], name=name)
        )
        y += height + 6
    edges = [
        _edge(d, places, index, colours, addresses)
        for d in derivations
        if d.child in places and d.parent in places
    ]
    edges += _unseen_edges(index, places, colours)
    width = (
        LANE_LABEL_WIDTH + max(1, len(columns)) * COLUMN_PITCH - (COLUMN_PITCH - NODE_WIDTH) + 12
    )
    return Graph(
        width=width,
        height=y + 4,
        nodes=tuple(nodes),
        edges=tuple(edges),
        lanes=tuple(lanes),
        ticks=_ticks(columns),
    )


def _keys(index: PileIndex, derivations: tuple[Derivation, ...]) -> dict[ReportId | str, _Key]:
    """Give every report its column: its day, and how many steps it is from a parent of that day.

    A report that bears no date stands at the day that it seems to be written on.
    """
    written = {anchor.report_id: anchor.on for anchor in index.pile.anchors}
    days = {
        report.id: report.published_on
        or (report.published_at.date() if report.published_at else written.get(report.id))
        for report in index.pile.reports
    }
    steps = dict.fromkeys(days, 0)
    # Derivations form no cycle, so at most as many rounds as there are reports change anything;
    # the bound holds should one come from a damaged case.
    for _ in range(len(days)):
        changed = False
        for derivation in derivations:
            child, parent = derivation.child, derivation.parent
            if child in days and parent in days and days[child] == days[parent]:
                wanted = min(steps[parent] + 1, len(days))
                if steps[child] < wanted:
                    steps[child] = wanted
                    changed = True
        if not changed:
            break
    keys: dict[ReportId | str, _Key] = {
        report_id: (1, day, steps[report_id]) if day else (2, dt.date.max, steps[report_id])
        for report_id, day in days.items()
    }
    for voice in index.pile.lineage.voices:
        if voice.root is None:
            keys[voice.id] = (0, dt.date.min, 0)
    return keys


def _ticks(columns: dict[_Key, int]) -> tuple[Tick, ...]:
    first: dict[tuple[int, dt.date], int] = {}
    for (group, day, _), column in columns.items():
        first.setdefault((group, day), column)
    labels = {0: "known, not seen", 2: "no date"}
    return tuple(
        Tick(
            x=LANE_LABEL_WIDTH + column * COLUMN_PITCH,
            label=labels.get(group) or say_day(day, full=True),
        )
        for (group, day), column in first.items()
    )


def _node(
    member: ReportId | None,
    voice: Voice,
    place: tuple[int, int],
    index: PileIndex,
    colours: dict[str, int],
) -> Node:
    if member is None:
        name, moment, number = squeeze(voice.name or "") or "a source", "not seen", None
    else:
        report = index.reports[member]
        name, moment, number = index.outlet(member), say_moment(report), index.number(member)
    return Node(
        x=place[0],
        y=place[1],
        number=number,
        name=shorten(name, 16),
        moment=moment,
        voice=colours[voice.id],
    )


def _edge(
    derivation: Derivation,
    places: dict[ReportId | str, tuple[int, int]],
    index: PileIndex,
    colours: dict[str, int],
    addresses: dict[Derivation, str],
) -> Edge:
    path, x, y = _curve(places[derivation.parent], places[derivation.child])
    child, parent = index.number(derivation.child), index.number(derivation.parent)
    voice = index.voice_of.get(derivation.parent)
    return Edge(
        path=path,
        x=x,
        y=y,
        label=derivation.kind,
        probability=say_probability(derivation.probability),
        address=addresses.get(derivation),
        voice=colours.get(voice.id, -1) if voice else -1,
        words=f"{child}: {derivation.kind} of {parent}",
    )


def _unseen_edges(
    index: PileIndex,
    places: dict[ReportId | str, tuple[int, int]],
    colours: dict[str, int],
) -> list[Edge]:
    """Draw a dashed line from a source that was not seen to whoever carries its text."""
    edges: list[Edge] = []
    for voice in index.pile.lineage.voices:
        if voice.root is not None or voice.id not in places:
            continue
        members = set(voice.members)
        for member in sorted(members or voice.carriers, key=index.number):
            if member not in places:
                continue
            if any(d.parent in members for d in index.parents.get(member, ())):
                continue
            path, x, y = _curve(places[voice.id], places[member])
            edges.append(
                Edge(
                    path=path,
                    x=x,
                    y=y,
                    label="",
                    probability="",
                    address=None,
                    voice=colours[voice.id],
                    words=f"{index.number(member)} carries its text",
                )
            )
    return edges


def _curve(parent: tuple[int, int], child: tuple[int, int]) -> tuple[str, int, int]:
    """Return a path from the right side of a node to the left of another, and its middle."""
    half = NODE_HEIGHT // 2
    x1, y1 = parent[0] + NODE_WIDTH, parent[1] + half
    x2, y2 = child[0], child[1] + half
    if x2 <= parent[0]:  # against the direction of time, or in one column: round the left side
        x1 = parent[0]
        bend = min(x1, x2) - 40
        return f"M{x1} {y1}C{bend} {y1} {bend} {y2} {x2} {y2}", min(x1, x2) - 22, (y1 + y2) // 2
    middle = x2 - (COLUMN_PITCH - NODE_WIDTH) // 2
    return (
        f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}",
        x2 - (COLUMN_PITCH - NODE_WIDTH) // 2,
        (y1 + y2) // 2 if y1 == y2 else y2 - (y2 - y1) // 5,
    )
