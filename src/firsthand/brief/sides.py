"""Two reports side by side: aligned passages, with what one says otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from firsthand.records import Alignment, Alteration, Derivation, Report, Severity, Span, Update
from firsthand.text.tokens import Words, tokenize
from firsthand.text.visible import squeeze

# Words compared in one passage; beyond it a passage is shown without the difference lit.
MOST_COMPARED_WORDS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of words that both sides have, or that only this side has."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One passage in parent and child, with the gravest alteration that lies in it."""

    parent: Span
    child: Span
    parent_pieces: tuple[Piece, ...]
    child_pieces: tuple[Piece, ...]
    similarity: float
    quoted: bool
    severity: Severity | None = None
    notes: tuple[str, ...] = ()


_GRAVEST: tuple[Severity, ...] = ("critical", "high", "medium", "low")


def set_side_by_side(
    derivation: Derivation,
    *,
    child: Report,
    parent: Report,
    alterations: Iterable[Alteration],
    updates: Iterable[Update] = (),
) -> tuple[Row, ...]:
    """Set the passages of a derivation side by side, in the order of the child.

    Args:
        derivation: with the passages.
        child: its report.
        parent: its report.
        alterations: of the pile; those between the two are noted with their severity.
        updates: what a later version says otherwise: noted as updated, which nobody can be
            blamed for.
    """
    between = [
        alteration
        for alteration in alterations
        if alteration.altered.report_id == child.id and alteration.original.report_id == parent.id
    ]
    updates = tuple(updates)
    passages = sorted(derivation.passages, key=lambda passage: (passage.child, passage.parent))
    rows = (_row(passage, child, parent, between) for passage in passages)
    return tuple(_note_updates(row, updates) for row in rows) if updates else tuple(rows)


def _note_updates(row: Row, updates: Iterable[Update]) -> Row:
    kinds = dict.fromkeys(
        f"{edit.kind.replace('_', ' ')} updated"
        for update in updates
        if update.renewed is not None and update.renewed.overlaps(row.child)
        for edit in update.edits
    )
    return replace(row, notes=tuple(dict.fromkeys((*row.notes, *kinds))))


def compare_words(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Split two wordings into what they share and what differs; case and marks do not count.

    Returns:
        For each side pieces that, joined, are its text on one line, controls shown.
    """
    left, right = squeeze(before), squeeze(after)
    a, b = tokenize(left), tokenize(right)
    if not len(a) or not len(b) or len(a) + len(b) > MOST_COMPARED_WORDS:
        return _whole(left), _whole(right)
    from rapidfuzz.distance import Levenshtein

    codes = Levenshtein.opcodes(list(a.forms), list(b.forms))
    changed_a = [(c.src_start, c.src_end) for c in codes if c.tag != "equal"]
    changed_b = [(c.dest_start, c.dest_end) for c in codes if c.tag != "equal"]
    return _cut(left, a, changed_a), _cut(right, b, changed_b)


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text=text, changed=False),) if text else ()


def _cut(text: str, words: Words, changed: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """Cut a text at the changed runs of its words; what stands between words is nobody's change."""
    out: list[Piece] = []
    position = 0
    for first, last in changed:
        if first == last:
            continue
        start, end = words.starts[first], words.ends[last - 1]
        if start > position:
            out.append(Piece(text=text[position:start], changed=False))
        out.append(Piece(text=text[start:end], changed=True))
        position = end
    if position < len(text):
        out.append(Piece(text=text[position:], changed=False))
    return tuple(out)


def _row(passage: Alignment, child: Report, parent: Report, alterations: list[Alteration]) -> Row:
    inside = sorted(
        (a for a in alterations if a.altered.overlaps(passage.child)),
        key=lambda a: (_GRAVEST.index(a.severity), a.altered),
    )
    left, right = compare_words(
        parent.text[passage.parent.start : passage.parent.end],
        child.text[passage.child.start : passage.child.end],
    )
    kinds = dict.fromkeys(
        edit.kind.replace("_", " ") for alteration in inside for edit in alteration.edits
    )
    return Row(
        parent=passage.parent,
        child=passage.child,
        parent_pieces=left,
        child_pieces=right,
        similarity=passage.similarity,
        quoted=passage.quoted,
        severity=inside[0].severity if inside else None,
        notes=tuple(kinds),
    )


def find_alone(report: Report, derivations: Iterable[Derivation]) -> tuple[Span, ...]:
    """Return the runs of a report that stand in no passage of the derivations, in text order.

    White space at the ends of a run is left out, and so is a run without a letter or a digit.
    """
    passages = (p for d in derivations for p in d.passages)
    sides = (side for p in passages for side in (p.child, p.parent))
    taken = sorted((s.start, s.end) for s in sides if s.report_id == report.id)
    out: list[Span] = []
    position = 0
    for start, end in [*taken, (len(report.text), len(report.text))]:
        run = report.text[position:start]
        if any(map(str.isalnum, run)):
            first = position + len(run) - len(run.lstrip())
            out.append(Span(report_id=report.id, start=first, end=position + len(run.rstrip())))
        position = max(position, end)
    return tuple(out)


def find_moved(derivation: Derivation) -> tuple[Span, ...]:
    """Return the child's side of the passages that stand in another order than in the parent.

    Those that keep the order are the most that can: a longest increasing run of places.
    """
    passages = sorted(derivation.passages, key=lambda p: (p.child, p.parent))
    places = [p.parent.start for p in passages]
    lengths: list[int] = []  # of the longest run in order that ends at each passage
    before: list[int] = []
    for here, place in enumerate(places):
        earlier = [k for k in range(here) if places[k] <= place]
        best = max(earlier, key=lambda k: lengths[k], default=-1)
        lengths.append(1 + (lengths[best] if best >= 0 else 0))
        before.append(best)
    kept: set[int] = set()
    at = max(range(len(places)), key=lambda k: lengths[k], default=-1)
    while at >= 0:
        kept.add(at)
        at = before[at]
    return tuple(p.child for k, p in enumerate(passages) if k not in kept)
