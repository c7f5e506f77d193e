"""What a derived report says otherwise than its parent, phrase by phrase, with its weight.

Reported is what a reader would hold against the copy: a number, a name, a negation, who did it,
whom it was done with or to, how sure it is, words inside quotation marks, and content words
replaced by words that do not stand for them. Not reported are synonyms, articles, inflection,
spelling and word order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from firsthand.ledger.atoms import Atom, find_names, read_atoms
from firsthand.ledger.changes import Change, find_changes, find_misled, grow
from firsthand.ledger.grading import grade
from firsthand.ledger.partners import Comparison, compare_wordings
from firsthand.records import (
    Alteration,
    Derivation,
    Edit,
    Furniture,
    Quote,
    Report,
    ReportId,
    Severity,
    Span,
)
from firsthand.text.tokens import fold_words

# A later version is meant to say something else; its changes are updates.
_COMPARED = frozenset({"copy", "excerpt", "rewrite", "translation"})
_RANK: Mapping[Severity, int] = {"critical": 0, "high": 1, "medium": 2, "low": 3}
# Furniture whose words the capture put among those of the account.
_NOISE = frozenset(
    "entity_residue residue pull_quote_attribution header byline see_also caption photo_credit "
    "tip_line site_chrome copyright".split()
)
# Two sentences that share fewer of their words are aligned by their neighbours, not by what they
# say.
# Three hand-made answers: no difference from 0 to .5.
LEAST_SHARE_KEPT = 0.33
CUT_END_CHARACTERS = 80  # at the ends of a copy: a broken sentence, another headline
MOST_CHARACTERS_OF_A_GAP = 500
LEAST_WORDS_OF_A_GAP = 4

_Pair = tuple[tuple[int, int], tuple[int, int]]  # offsets in the child, in the parent


@dataclass(frozen=True, slots=True)
class _Side:
    """One report as the comparison needs it."""

    report: Report
    names: frozenset[str]
    noise: tuple[tuple[int, int], ...]
    spoken: tuple[tuple[int, int], ...]  # quotations, also where the marks are lost

    def read(self, span: tuple[int, int], *, marks_lost: bool = False) -> list[Atom]:
        atoms = read_atoms(
            self.report.text, span, names=self.names, spoken=self.spoken, marks_lost=marks_lost
        )
        return [a for a in atoms if not any(p <= a.start and a.end <= q for p, q in self.noise)]


def find_alterations(
    derivations: Sequence[Derivation],
    reports: Sequence[Report],
    furniture: Sequence[Furniture],
    quotes: Sequence[Quote] = (),
) -> tuple[Alteration, ...]:
    """Find what copies, excerpts, rewrites and translations say otherwise than their parents.

    Later versions are left out: what they say otherwise is an update. A report without a text in
    `reports` is passed over.

    Returns:
        In order of child, parent and place. One phrase of a child may differ from several parents.
    """
    sides = _Sides(reports, furniture, quotes)
    found: list[Alteration] = []
    for derivation in sorted(derivations, key=lambda d: (d.child, d.parent)):
        if derivation.kind not in _COMPARED or is_version(derivation):
            continue
        child, parent = sides.of(derivation.child), sides.of(derivation.parent)
        if child is None or parent is None:
            continue
        passages = _join_passages(derivation)
        if derivation.kind == "translation":
            passages = _fill_gaps(passages, child, parent)
        for child_span, parent_span in passages:
            alterations = _compare(
                child, child_span, parent, parent_span, marks_lost=derivation.degraded
            )
            found.extend(a for a in alterations if _counts(a, derivation, child.report))
    return tuple(found)


def is_version(derivation: Derivation) -> bool:
    """Say whether the child is a later version of its parent and not a copy by others.

    One newsroom's text with a figure exchanged is a copy by its words and a version by its maker.
    """
    if derivation.kind == "revision":
        return True
    same_newsroom = any(r.name == "newsroom" and r.weight > 0 for r in derivation.reasons)
    return derivation.kind == "copy" and same_newsroom and not derivation.degraded


def _counts(alteration: Alteration, derivation: Derivation, child: Report) -> bool:
    """Say whether a change is one, for this kind of derivation.

    A rewrite answers for who, how many and whether, not for its words; a copy or an excerpt may
    break off or be headed otherwise at its own two ends, but not give another number or name there.
    """
    telling = any(edit.kind != "wording" for edit in alteration.edits)
    if derivation.kind == "rewrite":
        return telling and alteration.severity != "medium"
    if derivation.degraded and not any(edit.after for edit in alteration.edits):
        return False  # heads and see-also lines run in, sentences cut by the capture
    if derivation.kind in ("copy", "excerpt"):
        if any(e.kind in ("number", "name") and e.before and e.after for e in alteration.edits):
            return True
        span = alteration.altered
        return span.start >= CUT_END_CHARACTERS and span.end <= len(child.text) - CUT_END_CHARACTERS
    return True


class _Sides:
    """The reports by id, read once each."""

    def __init__(
        self, reports: Iterable[Report], furniture: Iterable[Furniture], quotes: Iterable[Quote]
    ) -> None:
        self._reports = {report.id: report for report in reports}
        self._noise: dict[ReportId, list[tuple[int, int]]] = {}
        for item in furniture:
            if item.kind in _NOISE:
                at = self._noise.setdefault(item.span.report_id, [])
                at.append((item.span.start, item.span.end))
        self._spoken: dict[ReportId, list[tuple[int, int]]] = {}
        for occurrence in (each for quote in quotes for each in quote.occurrences):
            at = self._spoken.setdefault(occurrence.span.report_id, [])
            at.append((occurrence.span.start, occurrence.span.end))
        self._read: dict[ReportId, _Side] = {}

    def of(self, report_id: ReportId) -> _Side | None:
        report = self._reports.get(report_id)
        if report is None:
            return None
        if report_id not in self._read:
            noise = tuple(sorted(self._noise.get(report_id, ())))
            spoken = tuple(sorted(self._spoken.get(report_id, ())))
            self._read[report_id] = _Side(report, find_names(report.text), noise, spoken)
        return self._read[report_id]


def _join_passages(derivation: Derivation) -> list[_Pair]:
    """Join passages that share words on one side: a sentence cut in two is one sentence."""
    joined: list[_Pair] = []
    for passage in sorted(derivation.passages, key=lambda p: (p.child.start, p.parent.start)):
        child = (passage.child.start, passage.child.end)
        parent = (passage.parent.start, passage.parent.end)
        if joined:
            (a, b), (p, q) = joined[-1]
            if child[0] < b or (parent[0] < q and p < parent[1]):
                joined[-1] = (
                    (min(a, child[0]), max(b, child[1])),
                    (min(p, parent[0]), max(q, parent[1])),
                )
                continue
        joined.append((child, parent))
    return joined


def _fill_gaps(passages: list[_Pair], child: _Side, parent: _Side) -> list[_Pair]:
    """Pair what stands between two pairs on both sides: too altered to be aligned by its words."""
    filled = passages[:1]
    for before, after in pairwise(passages):
        (a, b), (p, q) = (before[0][1], after[0][0]), (before[1][1], after[1][0])
        if 0 < b - a <= MOST_CHARACTERS_OF_A_GAP and 0 < q - p <= MOST_CHARACTERS_OF_A_GAP:
            lengths = sorted((len(child.read((a, b))), len(parent.read((p, q)))))
            if lengths[0] >= LEAST_WORDS_OF_A_GAP and lengths[1] <= 2 * lengths[0]:
                filled.append(((a, b), (p, q)))
        filled.append(after)
    return filled


def _compare(
    child: _Side,
    child_span: tuple[int, int],
    parent: _Side,
    parent_span: tuple[int, int],
    *,
    marks_lost: bool,
) -> list[Alteration]:
    before = parent.read(parent_span, marks_lost=marks_lost)
    after = child.read(child_span, marks_lost=marks_lost)
    if not before or not after or [a.key for a in before] == [a.key for a in after]:
        return []
    comparison = compare_wordings(before, after)
    if _share_kept(comparison) < LEAST_SHARE_KEPT:
        return []
    found = []
    around = _read_around(child, comparison)
    changes = find_changes(comparison)
    misled = find_misled(comparison, changes)
    for change in sorted([*changes, *misled], key=lambda c: (c.child, c.parent)):
        edits = grade(change, comparison, around=around)
        if edits:
            found.append(_tell(change, edits, comparison, child, parent))
    return found


def _share_kept(comparison: Comparison) -> float:
    """Return the share of the shorter wording's meaningful words that have a partner."""
    kept = sum(
        comparison.parent[i].kind not in ("empty", "role")
        for i, _ in (*comparison.anchors, *comparison.moved)
    )
    sides = (comparison.parent, comparison.child)
    meant = min(sum(a.kind not in ("empty", "role") for a in side) for side in sides)
    return kept / max(1, meant)


def _read_around(child: _Side, comparison: Comparison) -> frozenset[str]:
    """Return the words just before and after the aligned part: a part may have moved there."""
    start, end = comparison.child[0].start, comparison.child[-1].end
    text = child.report.text
    around = text[max(0, start - 250) : start] + " " + text[end : end + 250]
    return frozenset(fold_words(around))


def _tell(
    change: Change, edits: list[Edit], comparison: Comparison, child: _Side, parent: _Side
) -> Alteration:
    p, c = grow(change, comparison, child.report.text)
    original = parent.report.span(comparison.parent[p[0]].start, comparison.parent[p[1]].end)
    altered = child.report.span(comparison.child[c[0]].start, comparison.child[c[1]].end)
    return Alteration(
        original=original,
        altered=altered,
        original_text=_cut(parent.report, original),
        altered_text=_cut(child.report, altered),
        edits=tuple(edits),
        severity=min((edit.severity for edit in edits), key=_RANK.__getitem__),
    )


def _cut(report: Report, span: Span) -> str:
    return report.text[span.start : span.end]
