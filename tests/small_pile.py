"""Piles of a few invented sentences, worked out by the real stages, all in one story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.claims import ReadClaims, ResolveDates, find_utterances, infer_anchors
from firsthand.ingest import MarkFurniture
from firsthand.ledger import Contents, build_entries, link_quotes
from firsthand.lineage import trace
from firsthand.records import (
    Anchor,
    Claim,
    Entry,
    Furniture,
    FurnitureKind,
    Lineage,
    Marked,
    Moment,
    Readable,
    Report,
    ReportId,
    Retrieval,
    Story,
)


@dataclass(frozen=True, slots=True)
class Pile:
    """Reports and what the ledger makes of them."""

    reports: tuple[Report, ...]
    lineage: Lineage
    claims: tuple[Claim, ...]
    entries: tuple[Entry, ...]
    timeline: tuple[Moment, ...]

    def counts(self, slot: str) -> list[Entry]:
        """Return the entries that count people of one fate."""
        return [e for e in self.entries if e.kind == "count" and e.slot == slot]

    def toll(self, slot: str = "killed") -> Entry:
        """Return the one entry that counts people of one fate."""
        (entry,) = self.counts(slot)
        return entry

    def words(self, entry: Entry) -> list[str]:
        """Return the words that the readings of an entry cite."""
        by_id = {r.id: r.text for r in self.reports}
        spans = {c.span for r in entry.readings for c in r.citations}
        return [by_id[s.report_id][s.start : s.end] for s in sorted(spans)]


def make_report(name: str, text: str, on: str | None = None, outlet: str | None = None) -> Report:
    """Make a report as ingest would, English and dated."""
    return Report(
        id=ReportId(name),
        text=text,
        outlet=outlet or f"The {name.title()}",
        language="en",
        published_on=dt.date.fromisoformat(on) if on else None,
        retrieval=Retrieval(path=f"{name}.txt", sha256=name),
    )


def make_readable(
    text: str, on: str = "2021-06-11", kinds: dict[str, FurnitureKind] | None = None
) -> Readable:
    """Make a report that was written on a known day, furniture given as words with their kind."""
    report = make_report("r", text, on)
    furniture = tuple(
        Furniture(span=report.span(text.index(run), text.index(run) + len(run)), kind=kind)
        for run, kind in (kinds or {}).items()
    )
    anchor = Anchor(
        report_id=report.id, on=dt.date.fromisoformat(on), assumed=False, reason="given"
    )
    return Readable(marked=Marked(report=report, furniture=furniture), anchor=anchor)


def read(text: str, on: str = "2021-06-11") -> list[Claim]:
    """Read the claims of a text that was written on a known day."""
    return list(ReadClaims().apply(make_readable(text, on)))


def make_pile(reports: Sequence[Report]) -> Pile:
    """Work out the ledger of reports that tell one story."""
    marked = [Marked(report=r, furniture=MarkFurniture().apply(r)) for r in reports]
    lineage = trace(marked)
    anchors = infer_anchors(marked, lineage)
    anchored = {anchor.report_id: anchor for anchor in anchors}
    readable = [Readable(marked=m, anchor=anchored[m.report.id]) for m in marked]
    claims = tuple(c for each in readable for c in ReadClaims().apply(each))
    whens = tuple(w for each in readable for w in ResolveDates().apply(each))
    spoken = [u for m in marked for u in find_utterances(m)]
    quotes = link_quotes(spoken, reports, lineage.derivations)
    story = Story(id="s", reports=tuple(r.id for r in reports), title="one story")
    contents = Contents(claims=claims, anchors=anchors, whens=whens, quotes=quotes)
    entries, timeline = build_entries(reports, lineage, [story], contents)
    return Pile(tuple(reports), lineage, claims, entries, timeline)
