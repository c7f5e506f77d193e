"""A pile, indexed for showing: numbers of reports, voices, sentences around a span."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.records import (
    Alteration,
    Claim,
    Derivation,
    Entry,
    Furniture,
    Pile,
    Report,
    ReportId,
    Span,
    Voice,
    VoiceId,
)
from firsthand.text.segment import sentences
from firsthand.text.visible import squeeze

_DIGEST = re.compile(r"[_-][0-9a-f]{8,}$")  # "003_60eddf079f5ee9dd": people say 003
# A sentence of a text without punctuation may be the whole text; what stands around the cited
# words is then cut to this many characters on either side.
MOST_CONTEXT = 160
LEAST_CHARACTERS_TO_JUDGE = 600


@dataclass(frozen=True, slots=True)
class PileIndex:
    """What showing asks for again and again, looked up once."""

    pile: Pile
    reports: dict[ReportId, Report]
    numbers: dict[ReportId, int]
    voices: dict[VoiceId, Voice]
    voice_of: dict[ReportId, Voice]
    parents: dict[ReportId, tuple[Derivation, ...]]
    furniture: dict[ReportId, tuple[Furniture, ...]]
    claims: dict[Span, Claim]
    breaks: dict[ReportId, list[tuple[int, int]]]
    altered: dict[tuple[ReportId, ReportId], tuple[Alteration, ...]]  # by child and parent
    kin: frozenset[frozenset[ReportId]]
    carried: dict[ReportId, frozenset[VoiceId]]  # voices of the passages that a report carries
    renewed: dict[ReportId, tuple[Entry, ...]]  # entries that change, by the reports they cite
    stories: dict[str, frozenset[ReportId]]
    slots: Counter[str]  # how many entries count the killed, the injured, ...

    def text(self, span: Span) -> str:
        """Return the words of a span on one line, controls shown."""
        return squeeze(self.reports[span.report_id].text[span.start : span.end])

    def number(self, report_id: ReportId) -> int:
        """Return the number of a report on this screen."""
        return self.numbers[report_id]

    def letter(self, voice_id: VoiceId) -> str:
        """Return the letter of a voice, "?" where it is not known."""
        voice = self.voices.get(voice_id)
        return voice.letter if voice else "?"

    def letters(self, voice_ids: tuple[VoiceId, ...]) -> list[str]:
        """Return the letters of voices in order of the alphabet."""
        found = {self.letter(voice_id) for voice_id in voice_ids}
        return sorted(found, key=lambda letter: (len(letter), letter))

    def outlet(self, report_id: ReportId) -> str:
        """Return the outlet of a report, else what it is called: "file 003"."""
        report = self.reports[report_id]
        return squeeze(report.outlet or "") or name_report(report)

    def in_story(self, report_ids: Iterable[ReportId], story_id: str | None) -> bool:
        """Say whether a report stands in a story; without a story everything does."""
        if story_id is None:
            return True
        told = self.stories.get(story_id, frozenset())
        return any(report_id in told for report_id in report_ids)

    def voices_in(self, story_id: str | None) -> tuple[Voice, ...]:
        """Return the voices that speak in a story; all of them without one."""
        voices = self.pile.lineage.voices
        return tuple(v for v in voices if self.in_story((*v.members, *v.carriers), story_id))

    def is_worn(self, report_id: ReportId) -> bool:
        """Say whether a report has lost its capital letters."""
        head = self.reports[report_id].text[:LEAST_CHARACTERS_TO_JUDGE]
        return head == head.lower()

    def sentence(self, span: Span) -> Span:
        """Return the sentence around a span, cut where the text has no sentences."""
        claim = self.claims.get(span)
        if claim is not None and claim.sentence.contains(span):
            return self._near(claim.sentence, span)
        found = self.sentences(span.report_id)
        at = max(0, bisect_right(found, (span.start, len(self.reports[span.report_id].text))) - 1)
        if not found:
            return span
        start, end = found[at]
        whole = Span(report_id=span.report_id, start=min(start, span.start), end=max(end, span.end))
        return self._near(whole, span)

    def sentences(self, report_id: ReportId) -> list[tuple[int, int]]:
        """Return the sentences of a report, split once."""
        if report_id not in self.breaks:
            self.breaks[report_id] = sentences(self.reports[report_id].text)
        return self.breaks[report_id]

    def _near(self, whole: Span, span: Span) -> Span:
        text = self.reports[span.report_id].text
        start, end = whole.start, whole.end
        if span.start - start > MOST_CONTEXT:
            start = text.find(" ", span.start - MOST_CONTEXT, span.start) + 1 or span.start
        if end - span.end > MOST_CONTEXT:
            end = text.rfind(" ", span.end, span.end + MOST_CONTEXT)
            end = span.end if end < 0 else end
        return Span(report_id=span.report_id, start=start, end=end)


def index_pile(pile: Pile) -> PileIndex:
    """Look up once what showing asks for again and again."""
    reports = {report.id: report for report in pile.reports}
    parents: dict[ReportId, list[Derivation]] = defaultdict(list)
    for derivation in pile.lineage.derivations:
        parents[derivation.child].append(derivation)
    furniture: dict[ReportId, list[Furniture]] = defaultdict(list)
    for piece in sorted(pile.furniture, key=lambda piece: (piece.span, piece.kind)):
        furniture[piece.span.report_id].append(piece)
    altered: dict[tuple[ReportId, ReportId], list[Alteration]] = defaultdict(list)
    for each in pile.ledger.alterations:
        altered[each.altered.report_id, each.original.report_id].append(each)
    carried: dict[ReportId, set[VoiceId]] = defaultdict(set)
    for passage in pile.lineage.passages:
        carried[passage.span.report_id].add(passage.voice_id)
    return PileIndex(
        pile=pile,
        reports=reports,
        numbers=number_reports(pile.reports),
        voices={voice.id: voice for voice in pile.lineage.voices},
        voice_of={member: voice for voice in pile.lineage.voices for member in voice.members},
        parents={
            child: tuple(sorted(found, key=lambda d: (-d.probability, d.parent)))
            for child, found in parents.items()
        },
        furniture={report_id: tuple(found) for report_id, found in furniture.items()},
        claims={claim.span: claim for claim in pile.claims},
        breaks={},
        altered={pair: tuple(found) for pair, found in altered.items()},
        kin=frozenset(frozenset((d.child, d.parent)) for d in pile.lineage.derivations),
        carried={report_id: frozenset(found) for report_id, found in carried.items()},
        renewed={report_id: tuple(found) for report_id, found in _find_renewed(pile).items()},
        stories={story.id: frozenset(story.reports) for story in pile.stories},
        slots=Counter(entry.slot for entry in pile.ledger.entries),
    )


def _find_renewed(pile: Pile) -> dict[ReportId, list[Entry]]:
    found: dict[ReportId, list[Entry]] = defaultdict(list)
    for entry in pile.ledger.entries:
        if entry.status in ("updated", "evolving"):
            cited = {c.span.report_id for r in entry.readings for c in r.citations}
            for report_id in cited:
                found[report_id].append(entry)
    return found


def name_report(report: Report) -> str:
    """Return what to call a report of no known outlet: its own id, else its file."""
    if report.given_id:
        return squeeze(f"id {report.given_id}")
    path = report.retrieval.path
    if not path or path == "-":
        return f"report {report.id}"
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    stem = name.split(".", 1)[0] or name
    place = f" {report.retrieval.place}" if report.retrieval.place else ""
    return squeeze(f"file {_DIGEST.sub('', stem) or stem}{place}")


def number_reports(reports: Iterable[Report]) -> dict[ReportId, int]:
    """Number the reports of a pile from 1 in the order in which every output lists them."""
    return {report.id: number for number, report in enumerate(reports, start=1)}
