"""The stage that takes reports apart, on every engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firsthand.models.protocol import Reader, parse, stamp_of
from firsthand.records import Parsed, Report
from firsthand.stage import MapStage


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseReport(MapStage[Report, Parsed]):
    """Takes a report apart by a reader."""

    name: ClassVar[str] = "parse"
    version: ClassVar[int] = 1

    reader: Reader

    @property
    def stamp(self) -> str:
        """Return name and version, with those of the reader."""
        return f"{self.name}@{self.version}+{stamp_of(self.reader)}"

    def apply(self, record: Report) -> Parsed:
        """Return what the reader sees in a report.

        Raises:
            ItemError: the reader cannot read it.
        """
        return parse(self.reader, record)
