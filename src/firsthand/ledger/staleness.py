"""Which copies still carry what a later version of their source replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.ledger.atoms import Atom, find_names, read_atoms
from firsthand.records import (
    Alignment,
    Derivation,
    Edit,
    Report,
    ReportId,
    Revision,
    Span,
    Update,
)

# What replaces a figure, a day or a name makes the old one stale; other words grow not stale.
_REPLACED = frozenset({"number", "date", "name"})
# Nothing shows which of the two came first: each may be the copy.
MOST_PROBABLE_ORDER_OPEN = 0.6
# "Otto Renn": words of one name or date stand so near to each other.
MOST_ATOMS_APART = 3


@dataclass(frozen=True, slots=True)
class _Replaced:
    """What was replaced: keys that a stale copy has, and keys that it must not have."""

    before: frozenset[str]
    after: frozenset[str]


class Copies:
    """The reports of a pile by what may have been copied from them, looked up once."""

    def __init__(
        self, derivations: Iterable[Derivation], reports: Mapping[ReportId, Report]
    ) -> None:
        self._reports = reports
        self._names: dict[ReportId, frozenset[str]] = {}
        self._edges: dict[ReportId, list[_Edge]] = defaultdict(list)
        for derivation in derivations:
            if derivation.child not in reports or derivation.parent not in reports:
                continue
            self._edges[derivation.parent].append((derivation.child, derivation))
            if derivation.direction_probability < MOST_PROBABLE_ORDER_OPEN:
                self._edges[derivation.child].append((derivation.parent, derivation))

    def of(self, source: Span) -> Iterator[Span]:
        """Yield the runs of other reports that may have been copied from a run."""
        for copier, derivation in self._edges.get(source.report_id, ()):
            for passage in derivation.passages:
                run, copied = passage.parent, passage.child
                if copier == derivation.parent:
                    run, copied = copied, run
                if run.overlaps(source):
                    yield copied

    def read(self, span: Span) -> list[Atom]:
        """Cut a run of a report into atoms."""
        report = self._reports[span.report_id]
        if report.id not in self._names:
            self._names[report.id] = find_names(report.text)
        return read_atoms(report.text, (span.start, span.end), names=self._names[report.id])


_Edge = tuple[ReportId, Derivation]  # who may have copied


def find_stale(
    revisions: Iterable[Revision], steps: Sequence[Derivation], copies: Copies
) -> list[Revision]:
    """Find, for every figure, day or name that a version replaced, the copies that still carry it.

    Copies of copies count, and copies of any version before; a copy is stale by its words,
    whichever version it is known to come from. A version is no copy.

    Args:
        revisions: of one report, the earliest first.
        steps: the derivations that these revisions are.
        copies: of the pile.
    """
    versions = frozenset(report for step in steps for report in (step.child, step.parent))
    made_from: dict[ReportId, list[Alignment]] = defaultdict(list)
    for step in steps:
        made_from[step.child].extend(step.passages)
    out: list[Revision] = []
    for revision in revisions:
        updates = [_with_stale(update, made_from, versions, copies) for update in revision.updates]
        out.append(replace(revision, updates=tuple(updates)))
    return out


def _with_stale(
    update: Update,
    made_from: Mapping[ReportId, Sequence[Alignment]],
    versions: frozenset[ReportId],
    copies: Copies,
) -> Update:
    replaced = [_Replaced(_keys(e.before), _keys(e.after)) for e in update.edits if _replaces(e)]
    if not replaced or update.original is None or update.renewed is None:
        return update
    sources = [update.renewed, *_trace_back(update.original, made_from)]
    found: dict[ReportId, Span] = {}
    for each in replaced:
        for span in _follow(sources, each, versions, copies):
            found.setdefault(span.report_id, span)
    return replace(update, stale=tuple(sorted(found.values())))


def _replaces(edit: Edit) -> bool:
    return edit.kind in _REPLACED and bool(edit.before) and bool(edit.after)


def _keys(words: str) -> frozenset[str]:
    """Return what the words of an edit are compared by: "three" and "3" are one."""
    atoms = read_atoms(words, (0, len(words)), names=frozenset()) if words else []
    return frozenset(atom.key for atom in atoms if atom.kind != "empty")


def _trace_back(original: Span, made_from: Mapping[ReportId, Sequence[Alignment]]) -> list[Span]:
    """Return where a run of a version stands in it and in the versions before."""
    found, waiting = {original}, [original]
    while waiting:
        span = waiting.pop()
        for passage in made_from.get(span.report_id, ()):
            if passage.child.overlaps(span) and passage.parent not in found:
                found.add(passage.parent)
                waiting.append(passage.parent)
    return sorted(found)


def _follow(
    sources: Iterable[Span],
    replaced: _Replaced,
    versions: frozenset[ReportId],
    copies: Copies,
) -> list[Span]:
    """Follow a run of words through copies and copies of copies that still have it."""
    found: dict[ReportId, Span] = {}
    waiting = list(sources)
    while waiting:
        for copied in copies.of(waiting.pop(0)):
            if copied.report_id in found or copied.report_id in versions:
                continue
            still = _still(copied, replaced, copies)
            if still is not None:
                found[copied.report_id] = still
                waiting.append(still)
    return list(found.values())


def _still(passage: Span, replaced: _Replaced, copies: Copies) -> Span | None:
    """Return the words of a copy that are those of before; None where it has others."""
    atoms = copies.read(passage)
    keys = {atom.key for atom in atoms}
    if not replaced.before or not replaced.before <= keys or replaced.after & keys:
        return None
    hits = [at for at, atom in enumerate(atoms) if atom.key in replaced.before]
    last = hits[0]
    for at in hits[1:]:
        if at - last <= MOST_ATOMS_APART:
            last = at
    return Span(report_id=passage.report_id, start=atoms[hits[0]].start, end=atoms[last].end)
