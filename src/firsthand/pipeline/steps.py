"""The steps that see what the whole pile says: quotations, alterations, entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firsthand.records import (
    Alteration,
    Anchor,
    Claim,
    Entry,
    Furniture,
    Lineage,
    Marked,
    Moment,
    Quote,
    Readable,
    Report,
    Story,
    Utterance,
    When,
)
from firsthand.stage import MapStage

Answered = tuple[tuple[Entry, ...], tuple[Moment, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindUtterances(MapStage[Readable, tuple[Utterance, ...]]):
    """Find what a report quotes."""

    name: ClassVar[str] = "utterances"
    version: ClassVar[int] = 1

    def apply(self, record: Readable) -> tuple[Utterance, ...]:
        """Return the quotations of a report in text order."""
        from firsthand.claims import find_utterances

        return tuple(find_utterances(record.marked))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a pile says, before it is put together."""

    marked: tuple[Marked, ...]
    lineage: Lineage
    anchors: tuple[Anchor, ...]
    stories: tuple[Story, ...]
    utterances: tuple[Utterance, ...]
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    whens: tuple[When, ...] = ()

    @property
    def reports(self) -> tuple[Report, ...]:
        """Return the reports without their furniture."""
        return tuple(each.report for each in self.marked)

    @property
    def furniture(self) -> tuple[Furniture, ...]:
        """Return the furniture of all reports."""
        return tuple(each for item in self.marked for each in item.furniture)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkQuotes(MapStage[Told, tuple[Quote, ...]]):
    """Link the quotations of a pile."""

    name: ClassVar[str] = "quotes"
    version: ClassVar[int] = 1

    def apply(self, record: Told) -> tuple[Quote, ...]:
        """Return one quote an utterance, with all its occurrences."""
        from firsthand.ledger import link_quotes

        return link_quotes(record.utterances, record.reports, record.lineage.derivations)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindAlterations(MapStage[Told, tuple[Alteration, ...]]):
    """Find where a copy says something else than its parent."""

    name: ClassVar[str] = "alterations"
    version: ClassVar[int] = 2

    def apply(self, record: Told) -> tuple[Alteration, ...]:
        """Return what was altered, in the order of child and place."""
        from firsthand.ledger import find_alterations

        return find_alterations(
            record.lineage.derivations, record.reports, record.furniture, record.quotes
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildEntries(MapStage[Told, Answered]):
    """Ask every question of a pile once, with all its answers."""

    name: ClassVar[str] = "ledger"
    version: ClassVar[int] = 2

    def apply(self, record: Told) -> Answered:
        """Return the entries and the timeline."""
        from firsthand.ledger import Contents, build_entries

        contents = Contents(
            claims=record.claims,
            anchors=record.anchors,
            whens=record.whens,
            quotes=record.quotes,
        )
        return build_entries(record.reports, record.lineage, record.stories, contents)
