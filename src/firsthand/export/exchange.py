"""The ledger exchange format, version 1: what other programs and the scorer read.

Offsets are code points of the decoded text, half open, as everywhere here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from firsthand.export.names import shown_ids
from firsthand.export.plain import Plain, to_json
from firsthand.records import (
    Citation,
    Derivation,
    Entry,
    Occurrence,
    Pile,
    Quote,
    Reading,
    Report,
    ReportId,
    Span,
)

FORMAT = "ledger-exchange"
VERSION = 1

_SPACE = re.compile(r"\s+")


def render(pile: Pile) -> tuple[bytes, int]:
    """Write a pile as one JSON object; return it and how many entries it has."""
    writer = _Writer(pile)
    return (to_json(writer.write()) + "\n").encode("utf-8"), len(pile.ledger.entries)


class _Writer:
    """Writes one pile, with its reports looked up once."""

    def __init__(self, pile: Pile) -> None:
        self._pile = pile
        self._ids = shown_ids(pile.reports)
        self._reports = {report.id: report for report in pile.reports}

    def write(self) -> dict[str, Plain]:
        pile, ledger = self._pile, self._pile.ledger
        return {
            "format": FORMAT,
            "version": VERSION,
            "story": _main_story(pile),
            "reports": [self._report(report) for report in pile.reports],
            "derivations": [self._derivation(each) for each in pile.lineage.derivations],
            "voices": [
                {"id": voice.id, "reports": [self._ids[member] for member in voice.members]}
                for voice in pile.lineage.voices
                if voice.members
            ],
            "entries": [self._entry(entry) for entry in ledger.entries],
            "quotes": [self._quote(quote) for quote in ledger.quotes],
            "timeline": [
                {
                    "first_on": moment.first_on.isoformat(),
                    "last_on": moment.last_on.isoformat(),
                    "label": moment.label,
                    "assumed": moment.assumed,
                    "citations": self._citations(moment.citations),
                }
                for moment in ledger.timeline
            ],
            "dates": list(self._dates()),
            "boilerplate": [
                {**self._place(each.span), "kind": each.kind} for each in pile.furniture
            ],
            "alterations": [
                {
                    **self._place(each.altered),
                    "parent_report": self._ids[each.original.report_id],
                    "parent_start": each.original.start,
                    "parent_end": each.original.end,
                    "severity": each.severity,
                    "kinds": list(dict.fromkeys(edit.kind for edit in each.edits)),
                }
                for each in ledger.alterations
            ],
        }

    def _place(self, span: Span) -> dict[str, Plain]:
        return {"report": self._ids[span.report_id], "start": span.start, "end": span.end}

    def _report(self, report: Report) -> Plain:
        return {
            "id": self._ids[report.id],
            "file": (report.retrieval.path or report.name).replace("\\", "/").rsplit("/", 1)[-1],
            "text_sha256": report.retrieval.sha256,
            "outlet": report.outlet,
            "title": report.title,
            "language": report.language,
            "published_on": report.published_on.isoformat() if report.published_on else None,
        }

    def _derivation(self, derivation: Derivation) -> Plain:
        return {
            "child": self._ids[derivation.child],
            "parent": self._ids[derivation.parent],
            "kind": self._kind(derivation),
            "probability": derivation.probability,
            "direction_probability": derivation.direction_probability,
            "child_share": derivation.child_share,
            "evidence": [
                {
                    "child": {"start": each.child.start, "end": each.child.end},
                    "parent": {"start": each.parent.start, "end": each.parent.end},
                    "quoted": each.quoted,
                }
                for each in derivation.passages
            ],
        }

    def _kind(self, derivation: Derivation) -> str:
        if derivation.kind == "translation":
            return "machine_translation"
        if derivation.kind != "copy":
            return derivation.kind
        if derivation.degraded:
            return "degraded_copy"
        same = self._words(derivation.child) == self._words(derivation.parent)
        return "exact_copy" if same else "near_copy"

    def _words(self, report_id: ReportId) -> str:
        return _SPACE.sub(" ", self._reports[report_id].text).strip()

    def _entry(self, entry: Entry) -> Plain:
        return {
            "id": entry.id,
            "question": entry.question,
            "label": entry.slot,
            "slot": entry.slot,
            "status": entry.status,
            "reason": entry.reason,
            "readings": [self._reading(reading) for reading in entry.readings],
            "estimates": {
                each.slot: {"low": each.low, "best": each.best, "high": each.high}
                for each in entry.estimates
            },
        }

    def _reading(self, reading: Reading) -> Plain:
        return {
            "value": reading.value,
            "low": reading.low,
            "best": reading.best,
            "high": reading.high,
            "citations": self._citations(reading.citations),
            "voices": list(reading.voices),
            "origins": list(dict.fromkeys(origin.name for origin in reading.origins)),
        }

    def _citations(self, citations: Iterable[Citation]) -> list[Plain]:
        return [self._place(span) for span in dict.fromkeys(each.span for each in citations)]

    def _quote(self, quote: Quote) -> Plain:
        return {
            "speaker": quote.speaker,
            "canonical": quote.canonical,
            "occurrences": [self._occurrence(each) for each in quote.occurrences],
        }

    def _occurrence(self, occurrence: Occurrence) -> Plain:
        place = self._place(occurrence.span)
        return {**place, "speaker": occurrence.speaker, "altered": occurrence.altered}

    def _dates(self) -> Iterator[Plain]:
        found = {when.span: when for when in self._pile.whens}
        for span in sorted(found):
            when = found[span]
            yield {
                **self._place(span),
                "first_on": when.first_on.isoformat(),
                "last_on": when.last_on.isoformat(),
            }


def _main_story(pile: Pile) -> str:
    """Return the id of the story with the most reports."""
    stories = sorted(pile.stories, key=lambda story: (-len(story.reports), story.id))
    return stories[0].id if stories else "pile"
