"""Two reports side by side: aligned passages, with what one says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.records import Alignment, Alteration, Derivation, Report, Severity, Span
from firsthand.text.visible import show_controls

_WORDS = re.compile(r"\S+")
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
    derivation: Derivation, *, child: Report, parent: Report, alterations: Iterable[Alteration]
) -> tuple[Row, ...]:
    """Set the passages of a derivation side by side, in the order of the child."""
    between = [
        alteration
        for alteration in alterations
        if alteration.altered.report_id == child.id and alteration.original.report_id == parent.id
    ]
    passages = sorted(derivation.passages, key=lambda passage: (passage.child, passage.parent))
    return tuple(_row(passage, child, parent, between) for passage in passages)


def compare_words(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Split two wordings into what they share and what differs; case and marks do not count."""
    a, b = _WORDS.findall(before), _WORDS.findall(after)
    if not a or not b or len(a) + len(b) > MOST_COMPARED_WORDS:
        return (Piece(text=" ".join(a), changed=False),), (Piece(text=" ".join(b), changed=False),)
    from rapidfuzz.distance import Levenshtein

    codes = Levenshtein.opcodes([_bare(word) for word in a], [_bare(word) for word in b])
    left: list[Piece] = []
    right: list[Piece] = []
    for code in codes:
        changed = code.tag != "equal"
        if code.src_end > code.src_start:
            left.append(Piece(text=" ".join(a[code.src_start : code.src_end]), changed=changed))
        if code.dest_end > code.dest_start:
            right.append(Piece(text=" ".join(b[code.dest_start : code.dest_end]), changed=changed))
    return tuple(left), tuple(right)


def _row(passage: Alignment, child: Report, parent: Report, alterations: list[Alteration]) -> Row:
    inside = sorted(
        (a for a in alterations if a.altered.overlaps(passage.child)),
        key=lambda a: (_GRAVEST.index(a.severity), a.altered),
    )
    left, right = compare_words(
        show_controls(parent.text[passage.parent.start : passage.parent.end]),
        show_controls(child.text[passage.child.start : passage.child.end]),
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


def _bare(word: str) -> str:
    return "".join(c for c in word.casefold() if c.isalnum()) or word
