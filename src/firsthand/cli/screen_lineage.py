"""Lineage for people: the voices with what hangs on them, and two reports side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.text import Text

from firsthand.brief import PileIndex, index_pile
from firsthand.brief.sides import Piece, Row, find_alone, find_moved, set_side_by_side
from firsthand.brief.wording import join_words, say_independence, say_moment, say_probability
from firsthand.case import Explanation
from firsthand.cli.screen_versions import draw_revision, draw_versions
from firsthand.cli.screen_voices import draw_voices
from firsthand.cli.sheet import SEVERITY_STYLES, Sheet, open_sheet
from firsthand.records import (
    Alteration,
    Derivation,
    Furniture,
    Independence,
    Ledger,
    Lineage,
    PairMeasure,
    Pile,
    Reason,
    Relation,
    Report,
    ReportId,
    Update,
    Versions,
)
from firsthand.text.visible import squeeze

_FINDING_WORDS = {"shares_quotation": "share a quotation", "shares_source": "share a source"}


def as_pile(
    reports: Sequence[Report], lineage: Lineage, *, alterations: Iterable[Alteration] = ()
) -> Pile:
    """Return a pile that is known as far as kinship, so that it can be shown."""
    furniture: tuple[Furniture, ...] = ()
    return Pile(
        reports=tuple(reports),
        furniture=furniture,
        lineage=lineage,
        anchors=(),
        stories=(),
        claims=(),
        ledger=Ledger(alterations=tuple(alterations)),
    )


def show_lineage(
    lineage: Lineage,
    reports: Sequence[Report],
    versions: Sequence[Versions] | None = (),
    *,
    everything: bool = False,
    console_width: int | None = None,
    plain: bool = False,
) -> None:
    """Print the voices of a pile, every derivation beneath what it was made from.

    Args:
        lineage: of the pile.
        reports: all of it.
        versions: of its reports; None: too many to be worked out unasked, and so it is said.
        everything: leave out nothing that versions say otherwise.
    """
    sheet = open_sheet(console_width, plain=plain)
    index = index_pile(as_pile(reports, lineage))
    draw_lineage(sheet, index)
    if versions is None:
        sheet.blank()
        sheet.put("Versions: there are many revisions; what each says otherwise: --all")
    elif versions:
        sheet.blank()
        draw_versions(sheet, versions, index, everything=everything)
    sheet.show()


def draw_lineage(sheet: Sheet, index: PileIndex) -> None:
    """Write lineage on a sheet."""
    lineage = index.pile.lineage
    sheet.heading(f"Voices ({say_independence(lineage.independence)})")
    sheet.lines.extend(draw_voices(sheet, index))
    for reason in lineage.independence.reasons:
        sheet.put(_number_reports(reason, index), style="dim", indent=1, hang=2)
    if lineage.findings:
        sheet.blank()
        sheet.heading("Not derived, and yet")
        for finding in lineage.findings:
            a, b = sorted((index.number(finding.a), index.number(finding.b)))
            words = _FINDING_WORDS[finding.kind]
            sheet.put(f"{a} and {b} {words}  {say_probability(finding.probability)}", indent=1)


def _number_reports(reason: str, index: PileIndex) -> str:
    """Write a reason with the numbers of its reports in place of their ids."""
    return _WORD.sub(
        lambda word: str(index.numbers.get(ReportId(word.group()), word.group())), squeeze(reason)
    )


_WORD = re.compile(r"[^\s,]+")


def show_explanation(
    reports: Sequence[Report],
    found: Explanation,
    *,
    console_width: int | None = None,
    plain: bool = False,
) -> None:
    """Print how two reports are kin, why, and their passages side by side.

    Args:
        reports: all reports of the pile, so that numbers are those of every other screen.
        found: all that is known about the two.
    """
    sheet = open_sheet(console_width, plain=plain)
    draw_explanation(sheet, found, reports)
    sheet.show()


def draw_explanation(sheet: Sheet, found: Explanation, reports: Sequence[Report]) -> None:
    """Write what is known about two reports on a sheet, side by side."""
    lineage = Lineage(
        derivations=found.derivations,
        findings=found.findings,
        independence=Independence(low=0, high=0),
    )
    index = index_pile(as_pile(reports, lineage, alterations=found.alterations))
    updates = found.revision.updates if found.revision is not None else ()
    for derivation in found.derivations:
        _draw_derivation(sheet, derivation, index, updates)
    if found.derivations:
        _draw_alone(sheet, found, index)
    if found.revision is not None:
        sheet.blank()
        draw_revision(sheet, found.revision, index, everything=True)
    for finding in found.findings:
        a, b = index.number(finding.a), index.number(finding.b)
        words = _FINDING_WORDS[finding.kind]
        sheet.put(f"{a} and {b} {words}  {say_probability(finding.probability)}")
        for passage in finding.passages:
            sheet.put(index.text(passage.parent), indent=1, hang=2)
    if found.measured is not None:
        if found.findings:
            sheet.blank()
        _draw_measure(sheet, found.measured, index)
    elif not found.derivations and not found.findings:
        sheet.put("Nothing was found that makes these two reports kin.")


def _draw_alone(sheet: Sheet, found: Explanation, index: PileIndex) -> None:
    """Write what each of two reports has that the other has not, and what changed its place."""
    moved = [span for derivation in found.derivations for span in find_moved(derivation)]
    if moved:
        sheet.blank()
        places = ", ".join(f"{index.number(s.report_id)} [{s.start}-{s.end}]" for s in moved)
        sheet.put(f"In another order: {places}", hang=2)
    for report in (found.a, found.b):
        alone = find_alone(report, found.derivations)
        if not alone:
            continue
        sheet.blank()
        sheet.put(f"Only in {index.number(report.id)}", style="bold")
        for span in alone:
            words = report.text[span.start : span.end]
            sheet.put(f"[{span.start}-{span.end}] {squeeze(words)}", indent=1, hang=2)


def _draw_derivation(
    sheet: Sheet, derivation: Derivation, index: PileIndex, updates: Iterable[Update]
) -> None:
    child, parent = index.reports[derivation.child], index.reports[derivation.parent]
    worn = "worn " if derivation.degraded else ""
    article = "an" if not worn and derivation.kind == "excerpt" else "a"
    sheet.put(
        f"{_name(child, index)} is {article} {worn}{derivation.kind} of {_name(parent, index)}",
        style="bold",
    )
    shares = (
        f"kinship {say_probability(derivation.probability)}   "
        f"kind {say_probability(derivation.kind_probability)}   "
        f"order {say_probability(derivation.direction_probability)}   "
        f"covers {derivation.child_share:.0%} of {index.number(child.id)}, "
        f"{derivation.parent_share:.0%} of {index.number(parent.id)}"
    )
    sheet.put(shares, indent=1, hang=2)
    _draw_reasons(sheet, derivation.reasons)
    rows = set_side_by_side(
        derivation,
        child=child,
        parent=parent,
        alterations=index.pile.ledger.alterations,
        updates=updates,
    )
    sheet.blank()
    for row in rows:
        sheet.lines.extend(_draw_row(sheet, row, index))


def _draw_reasons(sheet: Sheet, reasons: Sequence[Reason]) -> None:
    """Write what speaks for a finding, what against it, and what was noted beside."""
    for heading, chosen in (
        ("for", [r for r in reasons if r.weight > 0]),
        ("against", [r for r in reasons if r.weight < 0]),
        ("noted", [r for r in reasons if r.weight == 0]),
    ):
        for reason in chosen:
            sheet.put(f"{heading:<8} {squeeze(reason.text)}", indent=1, hang=9)
            heading = ""


def _draw_measure(sheet: Sheet, measured: PairMeasure, index: PileIndex) -> None:
    """Write what two reports that are not told to be kin come to, and why."""
    numbers = [str(index.number(each)) for each in (measured.a, measured.b)]
    way = join_words([str(index.number(each)) for each in measured.via])
    said = _RELATION_WORDS[measured.relation].format(
        probability=say_probability(measured.probability), way=way
    )
    sheet.put(f"{' and '.join(numbers)} {said}", style="bold")
    figures = (
        f"kinship {say_probability(measured.probability)}   "
        f"one story {say_probability(measured.same_story)}   "
        f"one newsroom {say_probability(measured.same_newsroom)}"
    )
    sheet.put(figures, indent=1, hang=2)
    _draw_reasons(sheet, measured.reasons)


_RELATION_WORDS: dict[Relation, str] = {
    "kin": "are kin",
    "kin_through_others": "are one voice by way of {way}: neither is told to be the other's parent",
    "same_voice": "are one newsroom's or agency's on one story: one voice, neither made from the "
    "other",
    "suspected": "may be kin, {probability}: too little to be told",
    "shares_quotation": "share a quotation and are not kin",
    "shares_source": "share a source and are not kin",
    "independent": "are independent: nothing was found that makes them kin",
}


def _name(report: Report, index: PileIndex) -> str:
    return f"{index.number(report.id)} {index.outlet(report.id)} ({say_moment(report)})"


def _draw_row(sheet: Sheet, row: Row, index: PileIndex) -> list[Text]:
    parent = index.number(row.parent.report_id)
    child = index.number(row.child.report_id)
    left = Text(f"{parent} [{row.parent.start}-{row.parent.end}] ", style="dim")
    right = Text(f"{child} [{row.child.start}-{row.child.end}] ", style="dim")
    marks = [word for word in ("quoted" if row.quoted else "", *row.notes) if word]
    note = Text(", ".join(marks), style="dim")
    if row.severity:
        note = Text.assemble(note, " ", (row.severity, SEVERITY_STYLES.get(row.severity, "")))
    left.append_text(_light(row.parent_pieces, plain=sheet.plain))
    right.append_text(_light(row.child_pieces, plain=sheet.plain))
    if sheet.narrow:
        lines = [*sheet.wrap(left, indent=1, hang=2), *sheet.wrap(right, indent=1, hang=2)]
    else:
        half = (sheet.width - 5) // 2
        one = Sheet(width=half, plain=sheet.plain).wrap(left, hang=1)
        other = Sheet(width=half, plain=sheet.plain).wrap(right, hang=1)
        lines = []
        bar = " | " if not sheet.drawing else " │ "
        for number in range(max(len(one), len(other))):
            a = one[number] if number < len(one) else Text()
            b = other[number] if number < len(other) else Text()
            a.pad_right(max(0, half - a.cell_len))
            lines.append(Text.assemble(" ", a, (bar, "dim"), b))
    if note.plain:
        lines.extend(sheet.wrap(note, indent=3))
    return lines


def _light(pieces: Sequence[Piece], *, plain: bool) -> Text:
    """Light the words that the other side has not; in plain text they stand between stars."""
    out = Text()
    for piece in pieces:
        lit = piece.changed
        out.append(f"*{piece.text}*" if plain and lit else piece.text, "bold" if lit else "")
    return out
