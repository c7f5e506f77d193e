"""Where two wordings differ: neighbouring words without a partner, grown to the phrase meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.ledger.atoms import PERSONS, Atom
from firsthand.ledger.partners import Comparison

# Changed words so few words apart are one change to a reader ("implied until two persons of
# dozen"). Three hand-made answers (66 alterations told): 0 to 4 find 24 to 25 of 29 that weigh
# high; 0 tells 78 changes, 2 tells 66.
MOST_WORDS_BETWEEN = 2
MOST_WORDS_OF_A_CHANGE = 14
# A phrase is grown to its neighbours until it has so many words that carry meaning. Same answers:
# 1 and 2 find 24, 3 finds 25, 4 finds 26 and loses a critical one.
LEAST_MEANING_WORDS = 3
MOST_STEPS_OF_GROWTH = 2
MOST_STEPS_TO_MEANING = 3
LEAST_WORDS_OF_A_PHRASE = 6
# Inside a quotation so short every word counts, prepositions too: it is a name or a slogan.
MOST_WORDS_OF_A_SLOGAN = 8


@dataclass(slots=True)
class Change:
    """Neighbouring atoms without a partner: positions in parent and child, ends included."""

    parent: tuple[int, int]
    child: tuple[int, int]
    before: list[int]
    after: list[int]
    told: bool = False  # who was told became who said it


def find_changes(comparison: Comparison) -> list[Change]:
    """Collect the unpaired words that mean something; near ones are one change."""
    changes: list[Change] = []
    edges = [(-1, -1), *comparison.anchors, (len(comparison.parent), len(comparison.child))]
    for at, region in enumerate(comparison.regions):
        atoms = [comparison.parent[i] for i in region.before]
        atoms += [comparison.child[j] for j in region.after]
        if all(a.kind == "empty" and a.form not in PERSONS for a in atoms) and not (
            is_slogan(comparison.child, region.after) and region.before
        ):
            continue
        (p, c), (q, d) = edges[at], edges[at + 1]
        change = Change(
            parent=_range(region.before, p, q, len(comparison.parent)),
            child=_range(region.after, c, d, len(comparison.child)),
            before=list(region.before),
            after=list(region.after),
        )
        if changes and _are_near(changes[-1], change):
            last = changes[-1]
            last.parent = (
                min(last.parent[0], change.parent[0]),
                max(last.parent[1], change.parent[1]),
            )
            last.child = (min(last.child[0], change.child[0]), max(last.child[1], change.child[1]))
            last.before = last.before + change.before
            last.after = last.after + change.after
        else:
            changes.append(change)
    return changes


def find_misled(comparison: Comparison, changes: Sequence[Change]) -> list[Change]:
    """Find "told reporters" that became "said reporters": the hearer is no longer one."""
    partner = dict([*comparison.anchors, *comparison.moved])
    found: list[Change] = []
    for i, atom in enumerate(comparison.parent):
        said = partner.get(i)
        if atom.form != "told" or said is None or comparison.child[said].form == "told":
            continue
        hearers = [
            y
            for x in range(i + 1, min(i + 4, len(comparison.parent)))
            if comparison.parent[x].kind in ("name", "content")
            and (y := partner.get(x)) is not None
        ]
        if not hearers or abs(hearers[0] - said) > MOST_WORDS_OF_A_CHANGE:
            continue
        before = range(max(0, hearers[0] - 2), hearers[0])
        if any(comparison.child[y].form == "to" for y in before):
            continue
        first, last = min(said, hearers[0]), max(said, hearers[0])
        near = [c for c in changes if c.child[0] <= last and first <= c.child[1]]
        if near:
            near[0].told = True
            near[0].child = (min(first, near[0].child[0]), max(last, near[0].child[1]))
            near[0].parent = (min(i, near[0].parent[0]), max(i + 1, near[0].parent[1]))
        else:
            found.append(Change((i, i + 1), (first, last), [], [], told=True))
    return found


def is_slogan(atoms: Sequence[Atom], places: Sequence[int]) -> bool:
    """Say whether words stand in a short quotation."""
    if not places or not all(atoms[i].quoted for i in places):
        return False
    first, last = places[0], places[-1]
    while first > 0 and atoms[first - 1].quoted:
        first -= 1
    while last + 1 < len(atoms) and atoms[last + 1].quoted:
        last += 1
    return last - first < MOST_WORDS_OF_A_SLOGAN


def _range(places: Sequence[int], left: int, right: int, length: int) -> tuple[int, int]:
    """Return the words of a change; where it has none, those on both sides of the gap."""
    if places:
        return places[0], places[-1]
    return max(left, 0), min(right, length - 1)


def _are_near(last: Change, change: Change) -> bool:
    between = change.child[0] - last.child[1] - 1
    length = change.child[1] - last.child[0] + 1
    return between <= MOST_WORDS_BETWEEN and length <= MOST_WORDS_OF_A_CHANGE


def grow(
    change: Change, comparison: Comparison, text: str
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Grow a change by the partners on both sides until a reader sees a phrase."""
    (p, q), (c, d) = change.parent, change.child
    anchors = set(comparison.anchors)
    child = comparison.child
    moved_parent = {i for i, _ in comparison.moved}
    moved_child = {j for _, j in comparison.moved}
    for step in range(MOST_STEPS_OF_GROWTH):
        while c - 1 in moved_child and _is_one_phrase(text, child[c - 1], child[c]):
            c -= 1
        while d + 1 in moved_child and _is_one_phrase(text, child[d], child[d + 1]):
            d += 1
        while p - 1 in moved_parent:
            p -= 1
        while q + 1 in moved_parent:
            q += 1
        meaning = sum(atom.kind not in ("empty", "role") for atom in child[c : d + 1])
        if meaning >= LEAST_MEANING_WORDS and (step or d - c >= LEAST_WORDS_OF_A_PHRASE):
            break
        for _ in range(MOST_STEPS_TO_MEANING):
            if (p - 1, c - 1) not in anchors or not _is_one_phrase(text, child[c - 1], child[c]):
                break
            p, c = p - 1, c - 1
            if child[c].kind not in ("empty", "role"):
                break
        for _ in range(MOST_STEPS_TO_MEANING):
            if (q + 1, d + 1) not in anchors or not _is_one_phrase(text, child[d], child[d + 1]):
                break
            q, d = q + 1, d + 1
            if child[d].kind not in ("empty", "role"):
                break
    return (p, q), (c, d)


def _is_one_phrase(text: str, left: Atom, right: Atom) -> bool:
    return re.search(r"[^\s'’-]", text[left.end : right.start]) is None
