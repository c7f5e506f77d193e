"""What the page is filled with: typed, all text still as it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass

from firsthand.brief import PileIndex
from firsthand.brief.compose import section_of, sort_entries
from firsthand.brief.sides import Piece, Row, compare_words, set_side_by_side
from firsthand.brief.tree import say_reasons, say_relation
from firsthand.brief.wording import (
    STATUS_WORDS,
    count_of,
    is_count,
    label_entry,
    name_origins,
    name_topic,
    say_days,
    say_estimate,
    say_moment,
    say_probability,
    value_of,
)
from firsthand.records import (
    Alteration,
    Brief,
    Derivation,
    Entry,
    Moment,
    Quote,
    Reading,
    Report,
    Statement,
    VoiceId,
)
from firsthand.text.visible import shorten, squeeze
from firsthand.web.graph import Graph, draw_graph
from firsthand.web.marks import Cited, Marks, Segment
from firsthand.web.timeline import Timeline, lay_out

# A page of 600 reports on as many matters weighed 63 MB, most of it entries of other stories. These
# bounds keep any page under some 8 MB; what they leave out is counted on the page.
MOST_ENTRIES = 1_000
MOST_CITATIONS = 30  # of one reading
MOST_ALTERATIONS, MOST_DERIVATIONS, MOST_QUOTES, MOST_MOMENTS = 300, 200, 300, 400
MOST_REPORTS = 200  # in a larger pile only those of the story, or cited, stand on the page
MOST_TEXT_CHARACTERS = 1_500_000
COLOURS = 8  # voices beyond share a colour; the letter tells them apart
_SYMBOLS = {"disputed": "≠", "several_voices": "✓", "changed": "↻", "one_voice": "·"}
_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A voice as a dot: letter and colour."""

    letter: str
    colour: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A sentence of the answer with the citations that it rests on."""

    text: str
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """A reading as a column."""

    value: str
    dots: tuple[Dot, ...]
    origins: tuple[str, ...]
    citations: tuple[Cited, ...]
    copies: tuple[Cited, ...]
    n_left_out: int  # citations that do not stand on the page


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """An entry as a row that opens."""

    address: str
    id: str
    section: str
    symbol: str
    status: str
    label: str
    question: str
    reason: str
    counted: bool  # its values say enough in the row
    estimate: str
    readings: tuple[ReadingView, ...]
    independence: str
    apart: str  # the title of the other story that it belongs to


@dataclass(frozen=True, slots=True, kw_only=True)
class AlterationView:
    """What a copy says otherwise."""

    address: str
    severity: str
    kinds: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    original: Cited
    altered: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A passage in both reports."""

    row: Row
    parent: Cited
    child: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivationView:
    """Two reports side by side."""

    address: str
    title: str
    child: ReportView
    parent: ReportView
    figures: str
    order_known: bool
    pro: tuple[str, ...]
    contra: tuple[str, ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report with its head; its text is cut last, when everything has been cited."""

    address: str
    number: int
    outlet: str
    title: str
    byline: str
    moment: str
    id: str
    path: str
    url: str
    language: str
    dot: Dot | None
    told: bool  # in the story of the page
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """One place that carries a quotation."""

    cited: Cited
    pieces: tuple[Piece, ...]
    altered: bool
    severity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """An utterance and its forms."""

    address: str
    speaker: str
    canonical: str
    forms: tuple[FormView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceView:
    """A voice and its reports."""

    dot: Dot
    root: ReportView | None
    members: tuple[ReportView, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything that stands on the page."""

    brief: Brief
    days: str
    statements: tuple[StatementView, ...]
    entries: tuple[EntryView, ...]
    alterations: tuple[AlterationView, ...]
    voices: tuple[VoiceView, ...]
    origins: tuple[str, ...]
    outlets: tuple[str, ...]
    graph: Graph
    derivations: tuple[DerivationView, ...]
    quotes: tuple[QuoteView, ...]
    timeline: Timeline
    reports: tuple[ReportView, ...]
    texts: dict[str, tuple[Segment, ...]]
    anchors: dict[str, tuple[int, ...]]  # citations of a report whose text is left out
    left_out: tuple[str, ...]  # what the bounds of the page left out, in words
    counts: dict[str, int]
    extractors: tuple[str, ...]


class PageBuilder:
    """Fills the page: first everything that cites, then the texts, cut where they are cited."""

    def __init__(self, index: PileIndex, brief: Brief) -> None:
        self._index = index
        self._brief = brief
        self._colours: dict[str, int] = {
            voice.id: number % COLOURS for number, voice in enumerate(index.pile.lineage.voices)
        }
        self._apart = {story.id: squeeze(story.title) for story in brief.apart}
        self._marks = Marks(index, self._colours)
        self._reports = {report.id: self._report(report) for report in index.pile.reports}

    def build(self) -> Page:
        """Return the page."""
        pile, brief = self._index.pile, self._brief
        statements = tuple(
            StatementView(
                text=statement.text,
                citations=self._cite_reports(statement),
            )
            for statement in brief.statements
        )
        entries = self._entries()
        derivations = tuple(self._derivation(n, d) for n, d in self._ordered_derivations())
        alterations = tuple(
            self._alteration(f"a{number}", alteration)
            for number, alteration in enumerate(brief.altered[:MOST_ALTERATIONS], start=1)
        )
        quotes = tuple(self._quote(f"q{n}", q) for n, q in enumerate(self._told_quotes(), start=1))
        addresses = {d: f"d{n}" for n, d in self._ordered_derivations()}
        timeline = lay_out(
            self._told_moments(),
            pile.anchors,
            cite=lambda c: self._marks.cite(c.span, derived=c.derived),
            addresses={entry.id: entry.address for entry in entries},
        )
        reports = self._choose_reports()
        cut, anchors = self._marks.segments(
            [report.id for report in reports], most=MOST_TEXT_CHARACTERS
        )
        return Page(
            brief=brief,
            days=say_days(brief.first_on, brief.last_on),
            statements=statements,
            entries=entries,
            alterations=alterations,
            voices=self._voices(),
            origins=self._origins(),
            outlets=self._outlets(),
            graph=draw_graph(
                self._index,
                self._colours,
                addresses,
                story_id=brief.story_id if len(pile.reports) > MOST_REPORTS else None,
            ),
            derivations=derivations,
            quotes=quotes,
            timeline=timeline,
            reports=tuple(self._reports[report.id] for report in reports),
            texts={self._reports[report_id].address: cut[report_id] for report_id in cut},
            anchors={self._reports[report_id].address: anchors[report_id] for report_id in anchors},
            left_out=self._say_left_out(len(reports), len(anchors)),
            counts=_count_sections(entries, alterations),
            extractors=tuple(
                sorted({r.retrieval.extractor for r in pile.reports if r.retrieval.extractor})
            ),
        )

    def _choose_reports(self) -> list[Report]:
        """Choose whose head stands on the page: the story's first, then what is cited."""
        reports = self._index.pile.reports
        if len(reports) <= MOST_REPORTS:
            return list(reports)
        cited = self._marks.cited_reports()
        return [r for r in reports if r.id in cited or self._reports[r.id].told]

    def _told_quotes(self) -> list[Quote]:
        """Choose the quotations of the story before those of other happenings."""
        quotes, story_id = self._index.pile.ledger.quotes, self._brief.story_id
        return sorted(
            quotes,
            key=lambda q: (
                not self._index.in_story([o.span.report_id for o in q.occurrences], story_id)
            ),
        )[:MOST_QUOTES]

    def _told_moments(self) -> list[Moment]:
        """Choose the moments of the story before those of other happenings."""
        moments, story_id = self._index.pile.ledger.timeline, self._brief.story_id
        return sorted(
            moments,
            key=lambda m: (
                not self._index.in_story([c.span.report_id for c in m.citations], story_id)
            ),
        )[:MOST_MOMENTS]

    def _say_left_out(self, n_reports: int, n_texts: int) -> tuple[str, ...]:
        """Say what the bounds of the page left out, and which verb shows it."""
        pile = self._index.pile
        found = (
            (len(pile.ledger.entries) - MOST_ENTRIES, "entry", "entries", "ledger"),
            (len(self._brief.altered) - MOST_ALTERATIONS, "alteration", None, "brief --all"),
            (len(pile.lineage.derivations) - MOST_DERIVATIONS, "derivation", None, "lineage"),
            (len(pile.ledger.quotes) - MOST_QUOTES, "quote", None, "quotes"),
            (len(pile.ledger.timeline) - MOST_MOMENTS, "moment", None, "timeline"),
            (len(pile.reports) - n_reports, "report", None, "reports"),
            (n_texts, "text of a report", "texts of reports", "reports"),
        )
        return tuple(
            f"{count_of(number, one, many)}: firsthand {verb}"
            for number, one, many, verb in found
            if number > 0
        )

    def _cite_reports(self, statement: Statement) -> tuple[Cited, ...]:
        """Return one citation for every report that a statement rests on."""
        first: dict[int, Cited] = {}
        for citation in statement.citations:
            cited = self._marks.cite(citation.span)
            first.setdefault(cited.number, cited)
        return tuple(first[number] for number in sorted(first))

    def _ordered_derivations(self) -> list[tuple[int, Derivation]]:
        number = self._index.number
        found = self._index.pile.lineage.derivations
        ordered = sorted(found, key=lambda d: (number(d.child), -d.probability, number(d.parent)))
        told = [d for d in ordered if self._reports[d.child].told]
        rest = [d for d in ordered if not self._reports[d.child].told]
        chosen = ordered if len(ordered) <= MOST_DERIVATIONS else [*told, *rest]
        return list(enumerate(chosen[:MOST_DERIVATIONS], start=1))

    def _dot(self, voice_id: VoiceId) -> Dot:
        voice = self._index.voices.get(voice_id)
        name = squeeze(voice.name or "") if voice else ""
        if voice and not name and voice.root is not None:
            name = self._index.outlet(voice.root)
        return Dot(
            letter=self._index.letter(voice_id), colour=self._colours.get(voice_id, -1), name=name
        )

    def _dots(self, voice_ids: tuple[VoiceId, ...]) -> tuple[Dot, ...]:
        return tuple(
            sorted(
                (self._dot(voice_id) for voice_id in dict.fromkeys(voice_ids)),
                key=lambda dot: (len(dot.letter), dot.letter),
            )
        )

    def _report(self, report: Report) -> ReportView:
        index = self._index
        voice = index.voice_of.get(report.id)
        number = index.number(report.id)
        return ReportView(
            address=f"r{number}",
            number=number,
            outlet=index.outlet(report.id),
            title=squeeze(report.title or ""),
            byline=squeeze(report.byline or ""),
            moment=_say_full_moment(report),
            id=squeeze(report.given_id or report.id),
            path=squeeze(report.retrieval.path or ""),
            url=squeeze(report.retrieval.url or ""),
            language=report.language or "",
            dot=self._dot(voice.id) if voice else None,
            told=index.in_story([report.id], self._brief.story_id),
            relations=tuple(
                f"{say_relation(d, index)} {say_probability(d.probability)}"
                for d in index.parents.get(report.id, ())
            ),
        )

    def _entries(self) -> tuple[EntryView, ...]:
        sections = sort_entries(self._index.pile.ledger.entries, self._index)
        ordered = [
            entry
            for name in ("disputed", "several_voices", "changed", "one_voice")
            for entry in sections[name]
        ]
        # What is told of another happening stands after the story of the page.
        ordered.sort(key=lambda entry: entry.story_id in self._apart)
        views: list[EntryView] = []
        taken: set[str] = set()
        for number, entry in enumerate(ordered[:MOST_ENTRIES], start=1):
            address = f"entry-{entry.id}"
            if not _PLAIN_ID.fullmatch(entry.id) or address in taken:
                address = f"entry-{number}"
            taken.add(address)
            views.append(self._entry(address, entry))
        return tuple(views)

    def _entry(self, address: str, entry: Entry) -> EntryView:
        index = self._index
        section = section_of(entry.status)
        counted = is_count(entry)
        label = label_entry(entry, index)
        question = squeeze(entry.question)
        if not counted and len(entry.readings) > 1 and entry.status != "contradictory":
            label = name_topic(entry, index)
        low, high = entry.independence.low, entry.independence.high
        return EntryView(
            address=address,
            id=squeeze(entry.id),
            section=section,
            symbol=_SYMBOLS[section],
            status=STATUS_WORDS[entry.status],
            label=shorten(label, 140),
            question=question,
            reason=squeeze(entry.reason),
            counted=counted or label == question,
            estimate=say_estimate(entry),
            readings=tuple(self._reading(reading) for reading in entry.readings),
            independence=f"{low}" if low == high else f"{low}–{high}",
            apart=self._apart.get(entry.story_id or "", ""),
        )

    def _reading(self, reading: Reading) -> ReadingView:
        index = self._index
        value = value_of(reading, index)
        ordered = sorted(
            reading.citations, key=lambda c: (c.derived, index.number(c.span.report_id), c.span)
        )
        cited = [
            self._marks.cite(c.span, derived=c.derived, origins=c.origins)
            for c in ordered[:MOST_CITATIONS]
        ]
        return ReadingView(
            value=shorten(value, 180),
            dots=self._dots(reading.voices),
            origins=tuple(name_origins(reading.origins)),
            citations=tuple(c for c in cited if not c.derived),
            copies=tuple(c for c in cited if c.derived),
            n_left_out=max(0, len(ordered) - MOST_CITATIONS),
        )

    def _alteration(self, address: str, alteration: Alteration) -> AlterationView:
        before, after = compare_words(alteration.original_text, alteration.altered_text)
        kinds = dict.fromkeys(edit.kind.replace("_", " ") for edit in alteration.edits)
        return AlterationView(
            address=address,
            severity=alteration.severity,
            kinds=", ".join(kinds),
            before=before,
            after=after,
            original=self._marks.cite(alteration.original),
            altered=self._marks.cite(alteration.altered, derived=True),
        )

    def _derivation(self, number: int, derivation: Derivation) -> DerivationView:
        index = self._index
        child, parent = self._reports[derivation.child], self._reports[derivation.parent]
        rows = set_side_by_side(
            derivation,
            child=index.reports[derivation.child],
            parent=index.reports[derivation.parent],
            alterations=index.altered.get((derivation.child, derivation.parent), ()),
        )
        return DerivationView(
            address=f"d{number}",
            title=say_relation(derivation, index),
            child=child,
            parent=parent,
            figures=(
                f"kinship {say_probability(derivation.probability)} · "
                f"order {say_probability(derivation.direction_probability)} · "
                f"covers {derivation.child_share:.0%} of {child.number}, "
                f"{derivation.parent_share:.0%} of {parent.number}"
            ),
            order_known=derivation.direction_probability >= 0.6,
            pro=tuple(squeeze(r.text) for r in derivation.reasons if r.weight >= 0),
            contra=tuple(squeeze(r.text) for r in derivation.reasons if r.weight < 0),
            rows=tuple(
                RowView(
                    row=row,
                    parent=self._marks.cite(row.parent),
                    child=self._marks.cite(row.child, derived=True),
                )
                for row in rows
            ),
        )

    def _quote(self, address: str, quote: Quote) -> QuoteView:
        forms = []
        for occurrence in quote.occurrences:
            cited = self._marks.cite(occurrence.span)
            pieces = compare_words(quote.canonical, cited.words)[1]
            grave = {edit.severity for edit in occurrence.differences}
            severity = next((s for s in ("critical", "high", "medium", "low") if s in grave), "")
            forms.append(
                FormView(cited=cited, pieces=pieces, altered=occurrence.altered, severity=severity)
            )
        return QuoteView(
            address=address,
            speaker=squeeze(quote.speaker or ""),
            canonical=squeeze(quote.canonical),
            forms=tuple(sorted(forms, key=lambda form: (form.altered, form.cited.number))),
        )

    def _voices(self) -> tuple[VoiceView, ...]:
        return tuple(
            VoiceView(
                dot=self._dot(voice.id),
                root=self._reports[voice.root] if voice.root is not None else None,
                members=tuple(
                    self._reports[m]
                    for m in sorted(voice.members, key=self._index.number)
                    if m != voice.root
                ),
                reason="; ".join(say_reasons(voice, self._index)),
            )
            for voice in self._index.voices_in(self._brief.story_id)
        )

    def _outlets(self) -> tuple[str, ...]:
        told = [
            squeeze(report.outlet)
            for report in self._index.pile.reports
            if report.outlet and self._reports[report.id].told
        ]
        return tuple(sorted(set(told)))

    def _origins(self) -> tuple[str, ...]:
        names = {
            squeeze(origin.name).casefold(): squeeze(origin.name)
            for entry in self._index.pile.ledger.entries
            if entry.story_id not in self._apart
            for reading in entry.readings
            for origin in reading.origins
            if origin.kind != "unnamed"
        }
        return tuple(names[key] for key in sorted(names))


def _count_sections(
    entries: tuple[EntryView, ...], alterations: tuple[AlterationView, ...]
) -> dict[str, int]:
    counts = dict.fromkeys(("disputed", "several_voices", "changed", "one_voice"), 0)
    for entry in entries:
        counts[entry.section] += 1
    return {**counts, "altered": len(alterations), "all": len(entries) + len(alterations)}


def _say_full_moment(report: Report) -> str:
    day = report.published_on or (report.published_at.date() if report.published_at else None)
    return f"{say_moment(report)} {day.year}" if day else "no date"
