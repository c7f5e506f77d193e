"""Versions of one report for people: what each says otherwise, and which copies are stale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from firsthand.brief import PileIndex
from firsthand.brief.tree import LEAST_ORDER_PROBABILITY
from firsthand.brief.wording import count_of, join_words
from firsthand.cli.sheet import Sheet
from firsthand.records import Edit, Revision, Span, Update, Versions
from firsthand.text.visible import shorten, squeeze

# Of one revision; what is left out is counted.
MOST_UPDATES_SHOWN = 6
MOST_CHARACTERS_OF_A_SIDE = 70
# What one word says less or more is told only where another stands in its place.
_TOLD_ALONE = frozenset({"number", "negation"})
_TOLD_IN_PLACE = frozenset({"date", "name"})


def draw_versions(
    sheet: Sheet, versions: Sequence[Versions], index: PileIndex, *, everything: bool = False
) -> None:
    """Write the versions of every report in order, each with what it says otherwise.

    Args:
        everything: also updates of wording, and the statements that were dropped or added.
    """
    sheet.heading(f"Versions ({len(versions)})")
    for each in versions:
        silent = all(revision.silent for revision in each.revisions)
        _draw_order(sheet, each, index, silent=silent)
        for revision in each.revisions:
            draw_revision(sheet, revision, index, everything=everything)


def _draw_order(sheet: Sheet, versions: Versions, index: PileIndex, *, silent: bool) -> None:
    order = sheet.arrow().join(str(index.number(r)) for r in versions.reports)
    name = squeeze(versions.name or "") or index.outlet(versions.reports[0])
    told = "revised silently" if silent else "revised"
    sheet.put(f"{order}  {name}  {told}", indent=1, hang=2)


def draw_revision(
    sheet: Sheet, revision: Revision, index: PileIndex, *, everything: bool = False
) -> None:
    """Write what one version says otherwise than the version before it."""
    changed = [u for u in revision.updates if u.original is not None and u.renewed is not None]
    told = [u for u in changed if everything or any(map(_is_telling, u.edits))]
    shown = told if everything else told[:MOST_UPDATES_SHOWN]
    lead = f"{index.number(revision.later)} {_say_manner(revision)}"
    rest = _count_rest(revision.updates, n_left=len(changed) - len(shown))
    sheet.put("; ".join((lead, *rest)), indent=3, hang=2)
    for update in shown:
        _draw_update(sheet, update, index)
    if everything:
        for update in revision.updates:
            _draw_statement(sheet, update, index)


def _say_manner(revision: Revision) -> str:
    if revision.direction_probability < LEAST_ORDER_PROBABILITY:
        return "differs; which came first is not known"
    return "does not say that it was updated" if revision.silent else "says that it was updated"


def _is_telling(edit: Edit) -> bool:
    if edit.kind in _TOLD_IN_PLACE:
        return bool(edit.before and edit.after)
    return edit.kind in _TOLD_ALONE


def _count_rest(updates: Iterable[Update], *, n_left: int) -> list[str]:
    updates = list(updates)
    n_added = sum(update.original is None for update in updates)
    n_dropped = sum(update.renewed is None for update in updates)
    out = []
    if n_added:
        out.append(f"{count_of(n_added, 'statement')} added")
    if n_dropped:
        out.append(f"{n_dropped} dropped" if out else f"{count_of(n_dropped, 'statement')} dropped")
    if n_left:
        out.append(f"{n_left} more {'change' if n_left == 1 else 'changes'} (--all)")
    return out


def _draw_update(sheet: Sheet, update: Update, index: PileIndex) -> None:
    assert update.original is not None
    assert update.renewed is not None
    kinds = ", ".join(dict.fromkeys(edit.kind.replace("_", " ") for edit in update.edits))
    sides = sheet.arrow().join(_quote(span, index) for span in (update.original, update.renewed))
    sheet.put(f"{kinds}: {sides}{_say_stale(update, index)}", indent=5, hang=2)


def _say_stale(update: Update, index: PileIndex) -> str:
    if not update.stale:
        return ""
    still: dict[str, list[str]] = {}
    for span in update.stale:
        words = squeeze(index.text(span)).casefold()
        still.setdefault(words, []).append(str(index.number(span.report_id)))
    said = [
        f"{join_words(numbers)} still {'says' if len(numbers) == 1 else 'say'} “{words}”"
        for words, numbers in still.items()
    ]
    return f"; {'; '.join(said)}"


def _draw_statement(sheet: Sheet, update: Update, index: PileIndex) -> None:
    if update.original is None and update.renewed is not None:
        sheet.put(f"added: {_quote(update.renewed, index)}", indent=5, hang=2)
    elif update.renewed is None and update.original is not None:
        sheet.put(f"dropped: {_quote(update.original, index)}", indent=5, hang=2)


def _quote(span: Span, index: PileIndex) -> str:
    """Return the words of a span with where they stand."""
    words = shorten(squeeze(index.text(span)), MOST_CHARACTERS_OF_A_SIDE)
    return f"“{words}” {index.number(span.report_id)} [{span.start}-{span.end}]"
