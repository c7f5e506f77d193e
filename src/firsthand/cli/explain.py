"""Two reports side by side: how they are kin, why, and the passages that they share."""

from __future__ import annotations

import textwrap
from itertools import zip_longest

from firsthand.brief import PileIndex
from firsthand.brief.sides import Piece, compare_words, set_side_by_side
from firsthand.brief.wording import say_probability
from firsthand.case import Explanation
from firsthand.cli.table import say, say_wrapped, width
from firsthand.records import Alignment, Derivation, PairFinding, Reason, ReportId

# Below it nothing shows which of the two was first.
LEAST_ORDER = 0.6
_FINDINGS = {
    "shares_quotation": "share a quotation: one origin, not a copy",
    "shares_source": "rest on the same source",
}


def show_kinship(found: Explanation, index: PileIndex) -> None:
    """Print what lineage found about two reports."""
    for derivation in found.derivations:
        _show_derivation(derivation, index)
    for finding in found.findings:
        _show_finding(finding, index)
    if not found.derivations and not found.findings:
        a, b = _name(found.a.id, index), _name(found.b.id, index)
        say(f"{a}  and  {b}  share no passage and no quotation: two independent accounts")


def _show_derivation(derivation: Derivation, index: PileIndex) -> None:
    child, parent = index.number(derivation.child), index.number(derivation.parent)
    kind = f"degraded {derivation.kind}" if derivation.degraded else derivation.kind
    article = "an" if kind[0] in "aeiou" else "a"
    say(
        f"{_name(derivation.child, index)}  is {article} {kind} of"
        f"  {_name(derivation.parent, index)}",
        style="bold",
    )
    say(
        f"kinship {say_probability(derivation.probability)}"
        f"   order {_say_order(derivation)}"
        f"   covers {derivation.child_share:.0%} of {child},"
        f" {derivation.parent_share:.0%} of {parent}"
    )
    for reason in sorted(derivation.reasons, key=lambda each: -abs(each.weight)):
        _show_reason(reason)
    rows = set_side_by_side(
        derivation,
        child=index.reports[derivation.child],
        parent=index.reports[derivation.parent],
        alterations=index.pile.ledger.alterations,
    )
    for row in rows:
        marks = ["quoted"] if row.quoted else []
        marks += [*row.notes, *([row.severity] if row.severity else [])]
        _show_sides(
            (f"{parent} [{row.parent.start}-{row.parent.end}]", _light(row.parent_pieces)),
            (f"{child} [{row.child.start}-{row.child.end}]", _light(row.child_pieces)),
            ", ".join(marks),
        )


def _say_order(derivation: Derivation) -> str:
    said = say_probability(derivation.direction_probability)
    return said if derivation.direction_probability >= LEAST_ORDER else f"{said}, nothing shows it"


def _show_reason(reason: Reason) -> None:
    sign = "for" if reason.weight > 0 else "against" if reason.weight < 0 else "note"
    say_wrapped(f"{sign:<8} {reason.text}", indent=1)


def _show_finding(finding: PairFinding, index: PileIndex) -> None:
    a, b = _name(finding.a, index), _name(finding.b, index)
    said = _FINDINGS[finding.kind]
    say(f"{a}  and  {b}  {said}  {say_probability(finding.probability)}", style="bold")
    for passage in finding.passages:
        _show_passage(passage, index)


def _show_passage(passage: Alignment, index: PileIndex) -> None:
    left, right = compare_words(index.text(passage.child), index.text(passage.parent))
    _show_sides(
        (_place(passage, index, child=True), _light(left)),
        (_place(passage, index, child=False), _light(right)),
        "quoted" if passage.quoted else "",
    )


def _place(passage: Alignment, index: PileIndex, *, child: bool) -> str:
    span = passage.child if child else passage.parent
    return f"{index.number(span.report_id)} [{span.start}-{span.end}]"


def _light(pieces: tuple[Piece, ...]) -> str:
    """Set what only this side has in brackets: it must not take colour to see it."""
    return " ".join(f"[{piece.text}]" if piece.changed else piece.text for piece in pieces)


def _show_sides(left: tuple[str, str], right: tuple[str, str], note: str) -> None:
    half = max(20, (width() - 3) // 2)
    columns = [[place, *textwrap.wrap(text, half - 1)] for place, text in (left, right)]
    for number, (a, b) in enumerate(zip_longest(*columns, fillvalue="")):
        style = "dim" if number == 0 else None
        tail = f"   {note}" if number == 0 and note else ""
        say(f"{a:<{half}} | {b}{tail}".rstrip(), style=style)


def _name(report_id: ReportId, index: PileIndex) -> str:
    return f"{index.number(report_id)} {index.outlet(report_id)}"
