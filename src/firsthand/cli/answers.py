"""What each verb prints: a table for people, or one JSON object a line for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import click

from firsthand.brief import PileIndex, index_pile
from firsthand.brief.compose import sort_entries
from firsthand.brief.wording import (
    STATUS_WORDS,
    count_of,
    label_entry,
    original,
    say_estimate,
    say_independence,
    say_origins,
    say_probability,
    value_of,
)
from firsthand.case import Case
from firsthand.cli.cited import Citer
from firsthand.cli.explain import show_kinship
from firsthand.cli.session import Session
from firsthand.cli.table import say, say_wrapped, show_rows, width
from firsthand.errors import InputError
from firsthand.export import FORMATS, check_output, export, to_json, write_output
from firsthand.records import Citation, Entry, Ledger, Pile, Quote, Reading, Span, Voice
from firsthand.text.visible import shorten, squeeze

MOST_LINES = 20  # of a list, before the rest is only counted; --all shows it
SIGNS = {"disputed": "≠", "several_voices": "✓", "one_voice": "·", "changed": "↻"}
HEADS = {
    "disputed": "In dispute",
    "several_voices": "Several voices",
    "one_voice": "One voice",
    "changed": "Changed over time",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """How much to show, and how."""

    every: bool = False
    cite: bool = False
    plain: bool = False

    @classmethod
    def of(cls, flags: Mapping[str, bool]) -> Self:
        """Read the options of a verb."""
        return cls(
            every=flags.get("show_all", False),
            cite=flags.get("cite", False),
            plain=flags.get("plain", False),
        )


def show_added(case: Case, session: Session, *, as_json: bool) -> None:
    """Tell what was taken in."""
    n_reports = len(case.reports())
    if as_json:
        counts = {"n_read": session.n_read, "n_new": session.n_added, "n_reports": n_reports}
        click.echo(to_json(counts))
        return
    say(
        f"{count_of(session.n_read, 'report')} read, {session.n_added:,} new;"
        f" {case.path} holds {n_reports:,}"
    )


def show_work(case: Case, *, as_json: bool) -> None:
    """Tell what there is now, and how much of it was done in this run."""
    pile = case.work()
    if as_json:
        for run in case.runs:
            click.echo(to_json(run))
        return
    n_redone = sum(run.made - run.fresh for run in case.runs)
    voices = say_independence(pile.lineage.independence)
    say(
        f"{count_of(len(pile.reports), 'report')}, voices: {voices},"
        f" {count_of(len(pile.ledger.entries), 'entry', 'entries')};"
        f" {count_of(n_redone, 'result')} worked out, the rest was up to date"
    )


def show_reports(case: Case, *, as_json: bool, matching: str | None) -> None:
    """List the reports."""
    found = case.reports() if matching is None else case.find_reports(matching)
    citer = Citer(case.reports())
    if as_json:
        for report in found:
            click.echo(citer.report(report))
        return
    numbers = {report.id: number for number, report in enumerate(case.reports(), start=1)}
    show_rows(
        ("#", "id", "outlet", "published", "lang", "words", "report"),
        [
            (
                str(numbers[report.id]),
                report.given_id or report.id,
                shorten(squeeze(report.outlet or "–"), 30),
                report.published_on.isoformat() if report.published_on else "–",
                report.language or "–",
                f"{len(report.text.split()):,}",
                report.name + (f": {report.title}" if report.title else ""),
            )
            for report in found
        ],
    )


def show_lineage(case: Case, *, as_json: bool, show: Show) -> None:
    """List the voices with their members, then the derivations."""
    lineage, reports = case.lineage(), case.reports()
    if as_json:
        citer = Citer(reports)
        for derivation in lineage.derivations:
            click.echo(citer.derivation(derivation))
        if show.every:
            for finding in lineage.findings:
                click.echo(citer.finding(finding))
        return
    index = index_pile(_kinship_alone(case))
    say(
        f"{count_of(len(reports), 'report')} > voices: {say_independence(lineage.independence)}",
        style="bold",
    )
    for reason in lineage.independence.reasons:
        say_wrapped(reason, indent=1, style="dim")
    shown = lineage.voices if show.every else lineage.voices[:MOST_LINES]
    for voice in shown:
        _show_voice(voice, index, show)
    _tell_rest(len(lineage.voices) - len(shown), "voice")
    say("# as in 'reports'; two reports side by side: lineage ... --explain A B", style="dim")


def _show_voice(voice: Voice, index: PileIndex, show: Show) -> None:
    name = squeeze(voice.name or "") or (index.outlet(voice.root) if voice.root else "")
    seen = "" if voice.seen else "  not seen"
    number = f"{index.number(voice.root):>3}" if voice.root else "  –"
    reason = f"  {squeeze(voice.reason)}" if voice.reason else ""
    say(f"{voice.letter:<2}{number}  {name}{seen}{reason}")
    branch = "- " if show.plain else "├ "
    for member in sorted(voice.members, key=index.number):
        derivations = [d for d in index.parents.get(member, ()) if d.probability >= 0.5]
        if member == voice.root and not derivations:
            continue
        kinships = "; ".join(
            f"{'degraded ' if d.degraded else ''}{d.kind} of {index.number(d.parent)}"
            f"  {say_probability(d.probability)}, order {say_probability(d.direction_probability)}"
            for d in derivations
        )
        say(f"   {branch}{index.number(member)}  {index.outlet(member)}  {kinships}".rstrip())


def show_explanation(case: Case, a: str, b: str, *, as_json: bool) -> None:
    """Set two reports side by side: how they are kin, why, and the passages that they share."""
    found = case.explain(a, b)
    if as_json:
        citer = Citer(case.reports())
        for derivation in found.derivations:
            click.echo(citer.derivation(derivation))
        for finding in found.findings:
            click.echo(citer.finding(finding))
        return
    show_kinship(found, index_pile(_kinship_alone(case)))


def _kinship_alone(case: Case) -> Pile:
    return Pile(
        reports=case.reports(),
        furniture=(),
        lineage=case.lineage(),
        anchors=(),
        stories=(),
        claims=(),
        ledger=Ledger(),
    )


def show_ledger(case: Case, *, as_json: bool, show: Show) -> None:
    """List the entries, most contested and best founded first."""
    pile = case.work()
    index = index_pile(pile)
    sections = sort_entries(pile.ledger.entries, index)
    if as_json:
        citer = Citer(pile.reports, pile.lineage.voices)
        for section in HEADS:
            for entry in sections[section]:
                click.echo(citer.line(entry))
        return
    for section, head in HEADS.items():
        entries = sections[section]
        if not entries:
            continue
        say(f"{head} ({len(entries):,})", style="bold")
        shown = entries if show.every else entries[:MOST_LINES]
        for entry in shown:
            _show_entry(entry, index, show, section)
        _tell_rest(len(entries) - len(shown), "entry", "entries")


def _show_entry(entry: Entry, index: PileIndex, show: Show, section: str) -> None:
    sign = STATUS_WORDS[entry.status] + ":" if show.plain else SIGNS[section]
    label = shorten(label_entry(entry, index), max(width() - 40, 30))
    say(f" {sign} {label}  {say_estimate(entry)}".rstrip() + f"  [{entry.id}]")
    for reading in entry.readings:
        letters = " ".join(index.letters(reading.voices))
        value = shorten(value_of(reading, index), max(width() // 2, 30))
        say(f"     {value}  {letters}  {say_origins(reading)}  {_numbers(reading, index)}")
        if show.cite:
            for citation in original(reading):
                _show_words(citation.span, index)


def _numbers(reading: Reading, index: PileIndex) -> str:
    numbers = sorted({index.number(c.span.report_id) for c in reading.citations})
    return f"[{' '.join(map(str, numbers))}]"


def _show_words(span: Span, index: PileIndex) -> None:
    around = index.sentence(span)
    place = f"{index.number(span.report_id)} [{span.start}-{span.end}]"
    say_wrapped(f"{place} {index.text(around)}", indent=7, style="dim")


def show_quotes(case: Case, *, as_json: bool, show: Show) -> None:
    """List the quotations; those that most reports carry or change first."""
    pile = case.work()
    if as_json:
        _show_lines(pile, pile.ledger.quotes)
        return
    index = index_pile(pile)
    quotes = sorted(pile.ledger.quotes, key=lambda quote: (-len(quote.occurrences), quote.id))
    shown = quotes if show.every else quotes[:MOST_LINES]
    for quote in shown:
        _show_quote(quote, index, show)
    _tell_rest(len(quotes) - len(shown), "quotation")


def _show_quote(quote: Quote, index: PileIndex, show: Show) -> None:
    numbers = sorted({index.number(each.span.report_id) for each in quote.occurrences})
    say(
        f"{squeeze(quote.speaker or 'speaker not known')}  [{' '.join(map(str, numbers))}]",
        style="bold",
    )
    say_wrapped(f"“{quote.canonical}”", indent=3)
    for occurrence in quote.occurrences:
        if occurrence.altered:
            number = index.number(occurrence.span.report_id)
            edits = "; ".join(
                f"{each.before or '(nothing)'} > {each.after or '(nothing)'}, {each.severity}"
                for each in occurrence.differences
            )
            say_wrapped(f"{'altered in' if show.plain else '!'} {number}: {edits}", indent=3)
        if show.cite:
            _show_words(occurrence.span, index)


def show_timeline(case: Case, *, as_json: bool, show: Show) -> None:
    """List the moments in the order of their days."""
    pile = case.work()
    if as_json:
        _show_lines(pile, pile.ledger.timeline)
        return
    index = index_pile(pile)
    for moment in sorted(pile.ledger.timeline, key=lambda m: (m.first_on, m.last_on, m.label)):
        days = moment.first_on.isoformat()
        if moment.last_on != moment.first_on:
            days += f" to {moment.last_on.isoformat()}"
        assumed = "  assumed" if moment.assumed else ""
        numbers = sorted({index.number(c.span.report_id) for c in moment.citations})
        say(f"{days:<24}  {squeeze(moment.label)}{assumed}  [{' '.join(map(str, numbers))}]")
        if show.cite:
            _show_all_words(moment.citations, index)


def _show_all_words(citations: Iterable[Citation], index: PileIndex) -> None:
    for citation in citations:
        if not citation.derived:
            _show_words(citation.span, index)


def _show_lines(pile: Pile, records: Iterable[object]) -> None:
    citer = Citer(pile.reports, pile.lineage.voices)
    for record in records:
        click.echo(citer.line(record))


def _tell_rest(n_hidden: int, one: str, many: str | None = None) -> None:
    if n_hidden > 0:
        hidden = count_of(n_hidden, f"more {one}", f"more {many or one + 's'}")
        say(f"   ... {hidden}: --all", style="dim")


def check_export(format_name: str, output: str, *, force: bool) -> None:
    """Refuse what cannot be written before the work, not after it."""
    if format_name not in FORMATS:
        raise InputError(f"no format {format_name!r}; there are {', '.join(sorted(FORMATS))}")
    if output != "-":
        check_output(output, force=force)


def write_export(case: Case, format_name: str, output: str, *, force: bool) -> None:
    """Write the whole answer to a file, or to standard output for `-`."""
    pile = case.work()
    if output == "-":
        body, _ = FORMATS[format_name](pile)
        click.echo(body, nl=False)
        return
    n_records = export(pile, output, format=format_name, force=force)
    kinds = ("entry", "entries") if format_name == "exchange" else ("record", "records")
    say(f"{output}: {count_of(n_records, *kinds)} of {count_of(len(pile.reports), 'report')}")


def write_page(pile: Pile, path: str | Path, *, force: bool) -> None:
    """Write the self-contained page."""
    from firsthand.web.page import render_page

    write_output(path, render_page(pile), force=force)


def show_brief(case: Case, *, as_json: bool, show: Show, kept: bool) -> None:
    """Show the brief on one screen, or as one JSON object."""
    pile = case.work()
    if as_json:
        click.echo(Citer(pile.reports, pile.lineage.voices).line(case.brief()))
        return
    from firsthand.cli.screen import show_brief as show_screen

    show_screen(pile, case.brief())
    if not kept:
        say("Nothing was kept. Keep this work: --case FILE", style="dim")
