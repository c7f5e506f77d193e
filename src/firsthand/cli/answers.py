"""What each verb prints: a screen for people, or one JSON object a line for programs."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import click

from firsthand.brief.compose import sort_entries
from firsthand.brief.index import index_pile, number_reports
from firsthand.brief.wording import count_of, say_independence
from firsthand.case import Case
from firsthand.cli import screen
from firsthand.cli.cited import Citer
from firsthand.cli.session import Session
from firsthand.errors import InputError
from firsthand.export import FORMATS, check_output, export, to_json, write_output
from firsthand.ledger import is_version
from firsthand.records import Pile

if TYPE_CHECKING:
    from firsthand.models import Reader

# Reading a revision word by word takes some 30 ms: a second for as many, minutes for an archive.
MOST_REVISIONS_UNASKED = 30
READ_LANGUAGES = (None, "en")
MOST_TOLD = 3  # reports that a line for people names; the rest it counts


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


def show_brief(case: Case, *, as_json: bool, show: Show, kept: bool) -> None:
    """Show the brief on one screen, or as one JSON object."""
    pile = case.work()
    if as_json:
        brief = case.brief()
        voices = index_pile(pile).voices_in(brief.story_id)
        click.echo(Citer(pile.reports, pile.lineage.voices).brief(brief, voices))
        return
    screen.show_brief(case.brief(), pile, plain=show.plain, cite=show.cite, all=show.every)
    if not kept:
        click.echo("Nothing was kept. Keep this work: --case FILE.")


def show_added(case: Case, session: Session, *, as_json: bool) -> None:
    """Tell what was taken in."""
    n_reports = len(case.reports())
    if as_json:
        counts = {"n_read": session.n_read, "n_new": session.n_added, "n_reports": n_reports}
        click.echo(to_json(counts))
        return
    read = count_of(session.n_read, "report")
    click.echo(f"{read} read, {session.n_added:,} new; {case.path} holds {n_reports:,}")


def show_work(case: Case, *, as_json: bool) -> None:
    """Tell what there is now, and how much of it was done in this run."""
    pile = case.work()
    if as_json:
        for run in case.runs:
            click.echo(to_json(run))
        return
    n_redone = sum(run.made - run.fresh for run in case.runs)
    counts = (
        count_of(len(pile.reports), "report"),
        f"voices: {say_independence(pile.lineage.independence)}",
        count_of(len(pile.ledger.entries), "entry", "entries"),
    )
    work = f"{count_of(n_redone, 'result')} worked out" if n_redone else "nothing was stale"
    click.echo(f"{', '.join(counts)}; {work}")


def show_reports(case: Case, *, as_json: bool, matching: str | None, show: Show) -> None:
    """List the reports."""
    found = case.reports() if matching is None else case.find_reports(matching)
    if as_json:
        citer = Citer(case.reports())
        for report in found:
            click.echo(citer.report(report))
        return
    screen.show_reports(found, numbers=number_reports(case.reports()), plain=show.plain)


def show_parsed(case: Case, reader: Reader, session: Session, *, as_json: bool, show: Show) -> None:
    """Show what a reader sees, a sentence a line, each report as soon as it is read."""
    reports = {report.id: report for report in case.reports()}
    citer, numbers = Citer(reports.values()), number_reports(reports.values())
    for parsed in case.read(reader):
        session.end_progress()
        if as_json:
            for sentence in parsed.sentences:
                click.echo(citer.sentence(sentence))
        else:
            report = reports[parsed.report_id]
            screen.show_parsed(parsed, report, number=numbers[report.id], plain=show.plain)
    foreign = [report for report in reports.values() if report.language not in READ_LANGUAGES]
    if foreign:
        told = ", ".join(f"{each.name} ({each.language})" for each in foreign[:MOST_TOLD])
        more = len(foreign) - MOST_TOLD
        told += f" and {more:,} more" if more > 0 else ""
        session.say(f"the reader knows English; not in English: {told}")


def show_lineage(case: Case, *, as_json: bool, show: Show) -> None:
    """List the voices with their members, or the derivations one a line."""
    if as_json and not show.every:
        citer = Citer(case.reports())
        for derivation in case.derivations():
            click.echo(citer.derivation(derivation))
        return
    lineage, reports = case.lineage(), case.reports()
    if not as_json:
        n_revised = sum(map(is_version, lineage.derivations))
        asked = show.every or n_revised <= MOST_REVISIONS_UNASKED
        versions = case.versions() if asked else None
        screen.show_lineage(lineage, reports, versions, everything=show.every, plain=show.plain)
        return
    citer = Citer(reports)
    for derivation in lineage.derivations:
        click.echo(citer.derivation(derivation))
    for finding in lineage.findings:
        click.echo(citer.finding(finding))
    for voice in lineage.voices:
        if not voice.seen:
            click.echo(citer.unseen(voice, lineage.passages))
    for each in case.versions():
        click.echo(citer.versions(each))


def show_explanation(case: Case, a: str, b: str, *, as_json: bool, show: Show) -> None:
    """Set two reports side by side: how they are kin, why, and the passages that they share."""
    found = case.explain(a, b)
    if as_json:
        click.echo(Citer(case.reports()).explanation(found))
        return
    screen.show_explanation(case.reports(), found, plain=show.plain)


def show_ledger(case: Case, *, as_json: bool, show: Show) -> None:
    """List the entries, most contested and best founded first."""
    pile = case.work()
    if not as_json:
        screen.show_ledger(pile, plain=show.plain, cite=show.cite)
        return
    sections = sort_entries(pile.ledger.entries, index_pile(pile))
    _show_lines(pile, (entry for entries in sections.values() for entry in entries))


def show_quotes(case: Case, *, as_json: bool, show: Show) -> None:
    """List who was quoted, with all the forms of the words."""
    pile = case.work()
    if as_json:
        _show_lines(pile, pile.ledger.quotes)
    else:
        screen.show_quotes(pile, plain=show.plain, cite=show.cite)


def show_timeline(case: Case, *, as_json: bool, show: Show) -> None:
    """List the moments in the order of their days."""
    pile = case.work()
    if as_json:
        _show_lines(pile, pile.ledger.timeline)
    else:
        screen.show_timeline(pile, plain=show.plain, cite=show.cite)


def _show_lines(pile: Pile, records: Iterable[object]) -> None:
    citer = Citer(pile.reports, pile.lineage.voices)
    for record in records:
        click.echo(citer.line(record))


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
    written, held = count_of(n_records, *kinds), count_of(len(pile.reports), "report")
    click.echo(f"{output}: {written} from {held}", err=True)


def write_page(
    pile: Pile, path: str | Path, *, paths: Sequence[str], case_path: str | None, force: bool
) -> None:
    """Write the self-contained page, with the command that writes the same one again."""
    from firsthand.web.page import render_page

    command = ["firsthand", "brief", *paths]
    command += ["--case", case_path] if case_path is not None else []
    command += ["--html", str(path)]
    write_output(path, render_page(pile, command=shlex.join(command)), force=force)
