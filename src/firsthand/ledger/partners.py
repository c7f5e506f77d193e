"""Two wordings side by side: which words stand for which, and which stand alone.

A word of a copy stands for a word of its parent where both are the same word, a form of it, a
synonym, or spelled nearly alike. The alignment keeps the order; words that moved within the
sentence are found afterwards, so that a changed word order is no change of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from firsthand.ledger.atoms import MODAL_CLASS, Atom
from firsthand.text.lexicon import stem
from firsthand.text.synonyms import are_synonyms

# Two words so alike in spelling are forms of one word ("militia", "militias").
LEAST_SPELLING_SIMILARITY = 0.8
LEAST_SHARED_PREFIX = 5
LEAST_SHARED_OF_NAMES = 3
# "Syria", "Syrian", "Syrians"; "China", "Chinese"; but not "Prince", "Princep".
_ENDINGS = frozenset(
    ["", "n", "an", "ian", "ean", "i", "is", "ish", "ese", "s", "ns", "ans", "ians", "a", "ia", "y"]
)


@dataclass(frozen=True, slots=True)
class Region:
    """The words without a partner between two words that both wordings share."""

    before: tuple[int, ...]  # atoms of the parent
    after: tuple[int, ...]  # atoms of the child


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two wordings aligned."""

    parent: tuple[Atom, ...]
    child: tuple[Atom, ...]
    anchors: tuple[tuple[int, int], ...]  # parent atom, child atom; both rising
    moved: tuple[tuple[int, int], ...]
    regions: tuple[Region, ...]  # one before, between and after the anchors


@lru_cache(maxsize=262144)
def _likeness(a: str, b: str) -> float:
    """Return how well one word stands for another: 0 not at all, 1 the same."""
    if a == b:
        return 1.0
    x, y = stem(a), stem(b)
    if x == y:
        return 0.95
    if are_synonyms(x, y):
        return 0.85
    if min(len(a), len(b)) < 4 or _is_negated_twin(a, b):
        return 0.0
    return _spelling_likeness(a, b, x, y)


def _spelling_likeness(a: str, b: str, x: str, y: str) -> float:
    from rapidfuzz.distance import Indel

    shared = 0
    for p, q in zip(x, y, strict=False):
        if p != q:
            break
        shared += 1
    if shared >= 3 and Indel.normalized_similarity(a, b) >= LEAST_SPELLING_SIMILARITY:
        return 0.8
    if shared >= LEAST_SHARED_PREFIX and shared >= 0.8 * min(len(x), len(y)):
        return 0.75
    return 0.0


def _is_negated_twin(a: str, b: str) -> bool:
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return long in [prefix + short for prefix in ("un", "in", "im", "dis", "non", "ir", "il")]


@lru_cache(maxsize=65536)
def _same_name(a: str, b: str) -> float:
    """Names are the same or forms of one another ("Iran", "Iranian"); near is not enough."""
    if a == b:
        return 1.0
    shared = 0
    for p, q in zip(a, b, strict=False):
        if p != q:
            break
        shared += 1
    if shared >= LEAST_SHARED_OF_NAMES and a[shared:] in _ENDINGS and b[shared:] in _ENDINGS:
        return 0.9
    return _likeness(a, b) if stem(a) == stem(b) else 0.0


def stands_for(a: Atom, b: Atom) -> float:
    """Return how well one atom stands for another: 0 not at all, 1 the same."""
    if a.key == b.key:
        return 1.0
    kinds = {a.kind, b.kind}
    if kinds & {"number", "empty", "role", "negation"}:
        return 0.0
    if kinds == {"modal"}:
        return 0.85 if MODAL_CLASS.get(a.form) == MODAL_CLASS.get(b.form, -1) else 0.0
    if kinds == {"name"}:
        return _same_name(a.key, b.key)
    return _likeness(a.key, b.key)


def compare_wordings(parent: Sequence[Atom], child: Sequence[Atom]) -> Comparison:
    """Align two wordings and list what has no partner, region by region."""
    anchors = _align(parent, child)
    taken_parent = {i for i, _ in anchors}
    taken_child = {j for _, j in anchors}
    moved = _find_moved(parent, child, taken_parent, taken_child)
    taken_parent |= {i for i, _ in moved}
    taken_child |= {j for _, j in moved}
    regions: list[Region] = []
    i = j = 0
    for p, c in [*anchors, (len(parent), len(child))]:
        regions.append(
            Region(
                tuple(x for x in range(i, p) if x not in taken_parent),
                tuple(y for y in range(j, c) if y not in taken_child),
            )
        )
        i, j = p + 1, c + 1
    return Comparison(tuple(parent), tuple(child), tuple(anchors), tuple(moved), tuple(regions))


def _weigh(atom: Atom) -> float:
    return 0.25 if atom.kind in ("empty", "role") else 1.0


def _align(parent: Sequence[Atom], child: Sequence[Atom]) -> list[tuple[int, int]]:
    """Return the heaviest set of partners that keeps the order.

    Source: Needleman & Wunsch, "A general method applicable to the search for similarities",
    J. Mol. Biol. 48, 1970.
    """
    head, tail = _shared_ends(parent, child)
    rows, columns = parent[head : len(parent) - tail], child[head : len(child) - tail]
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for i in range(len(rows) - 1, -1, -1):
        weight = _weigh(rows[i])
        here, below = best[i], best[i + 1]
        for j in range(len(columns) - 1, -1, -1):
            likeness = stands_for(rows[i], columns[j])
            match = below[j + 1] + likeness * weight if likeness else 0.0
            here[j] = max(match, below[j], here[j + 1])
    anchors = [(k, k) for k in range(head)]
    i = j = 0
    while i < len(rows) and j < len(columns):
        likeness = stands_for(rows[i], columns[j])
        if likeness and best[i][j] == best[i + 1][j + 1] + likeness * _weigh(rows[i]):
            anchors.append((head + i, head + j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return anchors + [(len(parent) - k, len(child) - k) for k in range(tail, 0, -1)]


def _shared_ends(parent: Sequence[Atom], child: Sequence[Atom]) -> tuple[int, int]:
    least = min(len(parent), len(child))
    head = 0
    while head < least and parent[head].key == child[head].key:
        head += 1
    tail = 0
    while tail < least - head and parent[-1 - tail].key == child[-1 - tail].key:
        tail += 1
    return head, tail


def _find_moved(
    parent: Sequence[Atom], child: Sequence[Atom], taken_parent: set[int], taken_child: set[int]
) -> list[tuple[int, int]]:
    free = [j for j in range(len(child)) if j not in taken_child]
    moved: list[tuple[int, int]] = []
    for i, atom in enumerate(parent):
        if i in taken_parent or atom.kind == "empty":
            continue
        ranked = [
            (-likeness, abs(i - j), j) for j in free if (likeness := stands_for(atom, child[j]))
        ]
        if ranked:
            j = min(ranked)[2]
            free.remove(j)
            moved.append((i, j))
    return moved
