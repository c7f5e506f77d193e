"""The stage that marks what in a report is the page's and not the account's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firsthand.records import Furniture, Report
from firsthand.stage import MapStage
from firsthand.text.furniture import mark_furniture


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkFurniture(MapStage[Report, tuple[Furniture, ...]]):
    """Mark header lines, links, captions, pull quotes, residue; nothing is cut."""

    name: ClassVar[str] = "mark_furniture"
    version: ClassVar[int] = 1

    def apply(self, record: Report) -> tuple[Furniture, ...]:
        """Mark the furniture of one report."""
        return tuple(
            Furniture(span=record.span(start, end), kind=kind)
            for start, end, kind in mark_furniture(record.text, title=record.title)
        )
