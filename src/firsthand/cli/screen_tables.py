"""Tables for the verbs: reports, ledger, quotes, timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rich.text import Text

from firsthand.brief import PileIndex, index_pile
from firsthand.brief.compose import sort_entries
from firsthand.brief.sides import compare_words
from firsthand.brief.wording import count_of, say_days
from firsthand.cli.screen_brief import draw_entry, draw_sentence, marks
from firsthand.cli.screen_lineage import as_pile
from firsthand.cli.sheet import Sheet, join, open_sheet
from firsthand.records import (
    Entry,
    Independence,
    Lineage,
    Moment,
    Occurrence,
    Pile,
    Quote,
    Report,
    ReportId,
)
from firsthand.text.visible import shorten, squeeze

_HEADINGS = {
    "disputed": "In dispute",
    "several_voices": "Several voices",
    "one_voice": "One voice",
    "changed": "Changed over time",
}


def show_reports(
    reports: Sequence[Report],
    lineage: Lineage | None = None,
    *,
    numbers: Mapping[ReportId, int] | None = None,
    console_width: int | None = None,
    plain: bool = False,
) -> None:
    """Print the reports of a pile with number, id, voice, day, outlet and title.

    Args:
        reports: those to print.
        lineage: whose voices they have.
        numbers: those of all screens, where only some of the reports are printed.
    """
    sheet = open_sheet(console_width, plain=plain)
    nothing = Lineage(independence=Independence(low=0, high=0))
    index = index_pile(as_pile(reports, lineage or nothing))
    draw_reports(sheet, index if numbers is None else replace(index, numbers=dict(numbers)))
    sheet.show()


def show_ledger(
    pile: Pile,
    entries: Sequence[Entry] | None = None,
    *,
    console_width: int | None = None,
    plain: bool = False,
    cite: bool = False,
) -> None:
    """Print the entries of a ledger, all of them or those given."""
    sheet = open_sheet(console_width, plain=plain)
    chosen = pile.ledger.entries if entries is None else tuple(entries)
    draw_ledger(sheet, chosen, index_pile(pile), cite=cite)
    sheet.show()


def show_quotes(
    pile: Pile,
    quotes: Sequence[Quote] | None = None,
    *,
    console_width: int | None = None,
    plain: bool = False,
    cite: bool = False,
) -> None:
    """Print who was quoted, and every form in which the words were printed."""
    sheet = open_sheet(console_width, plain=plain)
    chosen = pile.ledger.quotes if quotes is None else tuple(quotes)
    draw_quotes(sheet, chosen, index_pile(pile), cite=cite)
    sheet.show()


def show_timeline(
    pile: Pile,
    moments: Sequence[Moment] | None = None,
    *,
    console_width: int | None = None,
    plain: bool = False,
    cite: bool = False,
) -> None:
    """Print what happened when, in the order of days."""
    sheet = open_sheet(console_width, plain=plain)
    chosen = pile.ledger.timeline if moments is None else tuple(moments)
    draw_timeline(sheet, chosen, index_pile(pile), cite=cite)
    sheet.show()


def draw_reports(sheet: Sheet, index: PileIndex) -> None:
    """Write the list of reports on a sheet."""
    for report in index.pile.reports:
        voice = index.voice_of.get(report.id)
        title = squeeze(report.title or "") or shorten(squeeze(report.text[:300]), 120)
        sheet.lines.extend(
            sheet.columns(
                [
                    (f"{index.number(report.id):>3}", 3),
                    (sheet.letters([voice.letter] if voice else []), 3),
                    (squeeze(report.given_id or report.id), 16),
                    (_say_published(report), 16),
                    (shorten(index.outlet(report.id), 24), 24),
                    (shorten(title, 160), 0),
                ]
            )
        )


def _say_published(report: Report) -> str:
    day = report.published_on or (report.published_at.date() if report.published_at else None)
    if day is None:
        return "no date"
    time = f" {report.published_at:%H:%M}" if report.published_at else ""
    return f"{day.isoformat()}{time}"


def draw_ledger(
    sheet: Sheet, entries: Sequence[Entry], index: PileIndex, *, cite: bool = False
) -> None:
    """Write entries on a sheet, section by section."""
    for name, chosen in sort_entries(entries, index).items():
        if not chosen:
            continue
        if sheet.lines:
            sheet.blank()
        sheet.heading(f"{_HEADINGS[name]} ({len(chosen)})")
        for entry in chosen:
            sheet.lines.extend(draw_entry(sheet, entry, index, cite=cite))
    if not sheet.lines:
        sheet.put("No entries.")


def draw_quotes(
    sheet: Sheet, quotes: Sequence[Quote], index: PileIndex, *, cite: bool = False
) -> None:
    """Write quotes on a sheet: the canonical words, then where they stand and how changed."""
    for quote in quotes:
        speaker = squeeze(quote.speaker or "") or "nobody named"
        sheet.put(Text(speaker, style="bold"), ": ", f"“{squeeze(quote.canonical)}” ", hang=3)
        same = [o for o in quote.occurrences if not o.altered]
        if same:
            sheet.put("as it stands in ", _numbers(same, index), indent=3, style="dim")
        for occurrence in quote.occurrences:
            if occurrence.altered:
                sheet.put(_draw_form(quote, occurrence, index, plain=sheet.plain), indent=3, hang=2)
        if cite:
            for occurrence in quote.occurrences:
                sheet.lines.extend(draw_sentence(sheet, occurrence.span, index))
    if not quotes:
        sheet.put("No quotations.")


def _numbers(occurrences: Sequence[Occurrence], index: PileIndex) -> str:
    numbers = sorted({index.number(o.span.report_id) for o in occurrences})
    return " ".join(map(str, numbers))


def _draw_form(quote: Quote, occurrence: Occurrence, index: PileIndex, *, plain: bool) -> Text:
    """Return an altered form with its changed words lit; in plain text between stars."""
    _, pieces = compare_words(squeeze(quote.canonical), index.text(occurrence.span))
    out = Text(f"{'-' if plain else '!'} {index.number(occurrence.span.report_id)} says “")
    for piece in pieces:
        lit = piece.changed
        out.append(f"*{piece.text}*" if lit and plain else piece.text, "bold" if lit else "")
    out.append("”")
    grave = {edit.severity for edit in occurrence.differences}
    for severity in ("critical", "high"):
        if severity in grave:
            out.append(f"  {severity}", "red")
            break
    return out


def draw_timeline(
    sheet: Sheet, moments: Sequence[Moment], index: PileIndex, *, cite: bool = False
) -> None:
    """Write moments on a sheet, earliest first; the width of the days is the uncertainty."""
    ordered = sorted(moments, key=lambda m: (m.first_on, m.last_on, m.label))
    for moment in ordered:
        days = say_days(moment.first_on, moment.last_on)
        if sheet.plain:
            days = days.replace("–", " to ").replace("  to  ", " to ")
        letters = index.letters(tuple(c.voice_id for c in moment.citations if not c.derived))
        label = squeeze(moment.label)
        if moment.assumed:
            label += " (day assumed)"
        sheet.lines.extend(
            sheet.columns(
                [
                    (days, 26),
                    (sheet.letters(letters), 8),
                    (join(label, " ", marks(moment.citations, index)), 0),
                ]
            )
        )
        if cite:
            for citation in moment.citations:
                sheet.lines.extend(
                    draw_sentence(sheet, citation.span, index, derived=citation.derived)
                )
    if not ordered:
        sheet.put("No dated moments.")
    elif sheet.width >= 60:
        sheet.put(count_of(len(ordered), "moment"), style="dim")
