"""Versions of one report: what each says otherwise than the last, and who still carries the old.

An update is no alteration: the newsroom itself says something else than before. A revision is
silent where the later version does not say that it was updated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

from firsthand.ledger.alterations import find_alterations, is_version
from firsthand.ledger.staleness import Copies, find_stale
from firsthand.ledger.statements import find_new_statements
from firsthand.records import (
    Alteration,
    Derivation,
    Edit,
    Furniture,
    Report,
    ReportId,
    Revision,
    Span,
    Update,
    Versions,
)
from firsthand.text.dates import find_dates
from firsthand.text.tokens import fold_words
from firsthand.text.update_notes import says_anew

_Pair = tuple[ReportId, ReportId]  # later, earlier


@dataclass(frozen=True, slots=True)
class _Known:
    """What the comparison of versions looks things up in."""

    reports: Mapping[ReportId, Report]
    furniture: Mapping[ReportId, Sequence[Furniture]]
    copies: Copies


def find_versions(
    derivations: Sequence[Derivation],
    reports: Iterable[Report],
    furniture: Iterable[Furniture],
    *,
    among: Collection[ReportId] | None = None,
) -> tuple[Versions, ...]:
    """Put the versions of every report in order, with what each says otherwise.

    Args:
        derivations: those of the lineage.
        reports: all that the derivations name.
        furniture: of these reports.
        among: only versions of these reports; None: of all.

    Returns:
        In order of the earliest version's id. A copy of one's own text that says nothing new is no
        version.
    """
    by_id = {report.id: report for report in reports}
    known = _Known(
        reports=by_id, furniture=_by_report(furniture), copies=Copies(derivations, by_id)
    )
    revised = find_revised(derivations, among=among)
    steps = [
        d
        for d in derivations
        if is_version(d) and d.child in revised and {d.child, d.parent} <= by_id.keys()
    ]
    updates = _compare(steps, known)
    steps = [d for d in steps if d.kind == "revision" or updates[d.child, d.parent]]
    found = [_tell(group, steps, updates, known) for group in _join(steps)]
    return tuple(sorted(found, key=lambda versions: versions.reports))


def find_revised(
    derivations: Iterable[Derivation], *, among: Collection[ReportId] | None = None
) -> set[ReportId]:
    """Return the reports that are versions of one another, or are of a report among these."""
    groups = _join(d for d in derivations if is_version(d))
    wanted = None if among is None else set(among)
    return {member for group in groups if wanted is None or group & wanted for member in group}


def _by_report(furniture: Iterable[Furniture]) -> dict[ReportId, list[Furniture]]:
    found: dict[ReportId, list[Furniture]] = defaultdict(list)
    for each in furniture:
        found[each.span.report_id].append(each)
    return found


def _join(steps: Iterable[Derivation]) -> list[set[ReportId]]:
    """Join versions of one report into groups."""
    group_of: dict[ReportId, set[ReportId]] = {}
    for step in steps:
        joined = group_of.get(step.child, {step.child}) | group_of.get(step.parent, {step.parent})
        for member in joined:
            group_of[member] = joined
    return list({id(group): group for group in group_of.values()}.values())


def _compare(steps: Sequence[Derivation], known: _Known) -> dict[_Pair, list[Update]]:
    """Find what each later version says otherwise: words changed, statements added and dropped."""
    # What is compared as the copy of a stranger answers for every number, name and word.
    compared = [replace(step, kind="copy", reasons=()) for step in steps]
    reports = {r for step in steps for r in (step.child, step.parent)}
    changes = find_alterations(
        compared,
        [known.reports[report_id] for report_id in sorted(reports)],
        [f for report_id in sorted(reports) for f in known.furniture.get(report_id, ())],
    )
    updates: dict[_Pair, list[Update]] = defaultdict(list)
    for change in changes:
        pair = change.altered.report_id, change.original.report_id
        updates[pair].append(_renew(change, known))
    for step in steps:
        child, parent = known.reports[step.child], known.reports[step.parent]
        updates[step.child, step.parent].extend(
            Update(original=dropped, renewed=added)
            for dropped, added in find_new_statements(
                step,
                child=child,
                parent=parent,
                furniture=[
                    *known.furniture.get(child.id, ()),
                    *known.furniture.get(parent.id, ()),
                ],
            )
        )
    return updates


def _renew(change: Alteration, known: _Known) -> Update:
    before, after = (_date_words(span, known) for span in (change.original, change.altered))
    edits = tuple(each for edit in change.edits for each in _name_dates(edit, before, after))
    return Update(original=change.original, renewed=change.altered, edits=edits)


def _name_dates(edit: Edit, before: Collection[str], after: Collection[str]) -> list[Edit]:
    """Call a change of a day or a clock time a date; a day in a name's place replaces no name."""
    if edit.kind not in ("number", "name"):
        return [edit]
    lost, added = fold_words(edit.before), fold_words(edit.after)
    dated = [set(words) <= set(known) for words, known in ((lost, before), (added, after)) if words]
    if all(dated):
        return [replace(edit, kind="date")]
    if not any(dated) or len(dated) == 1:
        return [edit]
    gone, come = replace(edit, after=""), replace(edit, before="")
    if dated[0]:
        return [replace(gone, kind="date"), come]
    return [gone, replace(come, kind="date")]


# "March 6" was changed where the change found is "6": look at the words beside it as well.
CHARACTERS_BESIDE = 16


def _date_words(span: Span, known: _Known) -> frozenset[str]:
    """Return the words of the dates and times of day that stand in a span or touch it."""
    text = known.reports[span.report_id].text
    around = text[max(0, span.start - CHARACTERS_BESIDE) : span.end + CHARACTERS_BESIDE]
    return frozenset(w for d in find_dates(around) for w in fold_words(around[d.start : d.end]))


def _tell(
    group: Collection[ReportId],
    steps: Iterable[Derivation],
    updates: Mapping[_Pair, Sequence[Update]],
    known: _Known,
) -> Versions:
    """Put one report's versions in order and tell each step from the version before."""
    within = [step for step in steps if step.child in group]
    order = _arrange(group, within, known)
    place = {report_id: at for at, report_id in enumerate(order)}
    last: dict[ReportId, Derivation] = {}
    for step in within:
        if step.child not in last or place[step.parent] > place[last[step.child].parent]:
            last[step.child] = step
    outlets = sorted({outlet for r in order if (outlet := known.reports[r].outlet)})
    revisions = [_revise(last[later], updates, known) for later in order if later in last]
    revisions = find_stale(revisions, within, known.copies)
    return Versions(
        reports=tuple(order), name=outlets[0] if outlets else None, revisions=tuple(revisions)
    )


def _revise(step: Derivation, updates: Mapping[_Pair, Sequence[Update]], known: _Known) -> Revision:
    earlier, later = known.reports[step.parent], known.reports[step.child]
    found = updates[later.id, earlier.id]
    return Revision(
        earlier=earlier.id,
        later=later.id,
        silent=not says_anew(later.text, earlier.text),
        direction_probability=step.direction_probability,
        updates=tuple(sorted(found, key=_place_of)),
    )


def _place_of(update: Update) -> tuple[bool, int, int]:
    """Order updates by their place in the later version; what it drops comes last."""
    span = update.renewed or update.original
    assert span is not None
    return update.renewed is None, span.start, span.end


def _arrange(
    group: Collection[ReportId], steps: Iterable[Derivation], known: _Known
) -> list[ReportId]:
    """Order versions so that none stands before what it was made from; then by day, then by id."""
    waiting_for: dict[ReportId, set[ReportId]] = {report_id: set() for report_id in group}
    later: dict[ReportId, set[ReportId]] = {report_id: set() for report_id in group}
    for step in steps:
        waiting_for[step.child].add(step.parent)
        later[step.parent].add(step.child)
    ready = [(_moment(known.reports[r]), r) for r, above in waiting_for.items() if not above]
    heapify(ready)
    order: list[ReportId] = []
    while ready:
        _, report_id = heappop(ready)
        order.append(report_id)
        for child in later[report_id]:
            waiting_for[child].remove(report_id)
            if not waiting_for[child]:
                heappush(ready, (_moment(known.reports[child]), child))
    return order


def _moment(report: Report) -> tuple[int, str]:
    day, at = report.published_on, report.published_at
    return (day.toordinal() if day else 1 << 30, at.isoformat() if at else "")
